/* SPDX-License-Identifier: Apache-2.0 */
/* merge - several capture files as one, in time order. */
#include <stdlib.h>
#include <unistd.h>

#include "capture/base/must.h"
#include "capture/capture.h"

struct part {
	struct source *source;     /* NULL when not open                       */
	struct source_state state; /* once it is closed                        */
	struct frame frame;        /* the next one                             */
	uint64_t starts_us;        /* time of its first frame                  */
	bool over;
};

struct merge {
	const int *fd;
	const char *const *name;
	uint16_t count;
	struct part *part;
	uint16_t *order;   /* parts by starting time                           */
	uint16_t waiting;  /* the next of order that is not open               */
	uint16_t *heap;    /* open parts, the earliest frame first             */
	uint16_t open;
	bool taken;        /* the frame on top was handed out                  */
	uint64_t closed_octets;
};

/* Whether the next frame of part a comes before that of part b. */
static bool before(const struct merge *m, uint16_t a, uint16_t b)
{
	uint64_t ta = m->part[a].frame.time_us, tb = m->part[b].frame.time_us;

	return ta != tb ? ta < tb : a < b;
}

static void sink(struct merge *m, uint16_t at)
{
	for (;;) {
		uint16_t least = at, child = (uint16_t)(2 * at + 1), held;

		for (uint16_t i = child; i < child + 2 && i < m->open; i++)
			if (before(m, m->heap[i], m->heap[least]))
				least = i;
		if (least == at)
			return;
		held = m->heap[at];
		m->heap[at] = m->heap[least];
		m->heap[least] = held;
		at = least;
	}
}

static void rise(struct merge *m, uint16_t at)
{
	while (at > 0 && before(m, m->heap[at], m->heap[(at - 1) / 2])) {
		uint16_t up = (uint16_t)((at - 1) / 2), held = m->heap[at];

		m->heap[at] = m->heap[up];
		m->heap[up] = held;
		at = up;
	}
}

static void close_part(struct merge *m, uint16_t i)
{
	struct part *p = &m->part[i];

	if (p->source == NULL)
		return;
	p->state = *source_state(p->source);
	m->closed_octets += p->state.octets_read;
	source_close(p->source);
	p->source = NULL;
}

static void advance(struct merge *m, uint16_t i)
{
	struct part *p = &m->part[i];

	p->over = source_next(p->source, &p->frame) != SOURCE_FRAME;
}

/* Opens a part on a descriptor of its own, at its first frame. */
static void open_part(struct merge *m, uint16_t i)
{
	struct part *p = &m->part[i];
	int fd = dup(m->fd[i]);

	p->over = true;
	if (fd < 0) {
		err_set(&p->state.err, ERR_INPUT, "%s: too many open files",
			m->name[i]);
		return;
	}
	p->source = source_open(fd, m->name[i], i, &p->state.err);
	if (p->source == NULL)
		return;
	advance(m, i);
	p->starts_us = p->frame.time_us;
}

/* Looks at the first frame only; regular files are opened again in time. */
static void peek(struct merge *m, uint16_t i)
{
	bool regular = lseek(m->fd[i], 0, SEEK_SET) == 0;

	open_part(m, i);
	if (regular && m->count > 1 && !m->part[i].over) {
		source_close(m->part[i].source);
		m->part[i].source = NULL;
	}
}

static void sort_order(struct merge *m)
{
	for (uint16_t i = 0; i < m->count; i++) {
		uint16_t at = i;

		while (at > 0 && m->part[m->order[at - 1]].starts_us >
					 m->part[i].starts_us) {
			m->order[at] = m->order[at - 1];
			at--;
		}
		m->order[at] = i;
	}
}

struct merge *merge_open(const int *fd, const char *const *name, uint16_t count)
{
	struct merge *m = must_alloc(1, sizeof(*m));

	m->fd = fd;
	m->name = name;
	m->count = count;
	m->part = must_alloc(count, sizeof(*m->part));
	m->order = must_alloc(count, sizeof(*m->order));
	m->heap = must_alloc(count, sizeof(*m->heap));
	for (uint16_t i = 0; i < count; i++)
		peek(m, i);
	sort_order(m);
	return m;
}

/* Lets in every part whose first frame is not later than the next one. */
static void admit(struct merge *m)
{
	while (m->waiting < m->count) {
		uint16_t i = m->order[m->waiting];
		struct part *p = &m->part[i];

		if (m->open > 0 &&
		    p->starts_us > m->part[m->heap[0]].frame.time_us)
			return;
		m->waiting++;
		if (p->source == NULL && !p->over) {
			lseek(m->fd[i], 0, SEEK_SET);
			open_part(m, i);
		}
		if (p->over) {
			close_part(m, i);
			continue;
		}
		m->heap[m->open] = i;
		rise(m, m->open++);
	}
}

bool merge_next(struct merge *m, struct frame *f)
{
	if (m->taken) {
		uint16_t top = m->heap[0];

		m->taken = false;
		advance(m, top);
		if (m->part[top].over) {
			close_part(m, top);
			m->heap[0] = m->heap[--m->open];
		}
		sink(m, 0);
	}
	admit(m);
	if (m->open == 0)
		return false;
	*f = m->part[m->heap[0]].frame;
	m->taken = true;
	return true;
}

bool merge_holds(const struct merge *m)
{
	return m->taken && source_holds(m->part[m->heap[0]].source);
}

const struct source_state *merge_state(const struct merge *m, uint16_t file)
{
	const struct part *p = &m->part[file];

	return p->source != NULL ? source_state(p->source) : &p->state;
}

uint64_t merge_octets(const struct merge *m)
{
	uint64_t n = m->closed_octets;

	for (uint16_t i = 0; i < m->open; i++)
		n += source_state(m->part[m->heap[i]].source)->octets_read;
	return n;
}

void merge_close(struct merge *m)
{
	if (m == NULL)
		return;
	for (uint16_t i = 0; i < m->count; i++)
		close_part(m, i);
	free(m->part);
	free(m->order);
	free(m->heap);
	free(m);
}
