/* SPDX-License-Identifier: Apache-2.0 */
/*
 * window - where octets of a stream wait for their turn, from a fixed pool.
 *
 * The first copy of an octet wins. What was written is wiped when a window goes
 * back.
 */
#include "capture/window.h"

#include <sys/mman.h>

#include "capture/base/must.h"

size_t windows_memory(uint32_t count)
{
	return count * (sizeof(struct stream) + WINDOW);
}

struct windows *windows_open(uint32_t count)
{
	struct windows *w = must_alloc(1, sizeof(*w));

	w->count = count;
	w->stream = must_alloc(count, sizeof(*w->stream));
	if (count == 0)
		return w; /* nothing waits, every hole is given up at once */
	w->memory = mmap(NULL, (size_t)count * WINDOW, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	must(w->memory != MAP_FAILED);
	madvise(w->memory, (size_t)count * WINDOW, MADV_DONTDUMP);
	w->idles = count;
	return w;
}

void windows_close(struct windows *w)
{
	if (w == NULL)
		return;
	if (w->memory != NULL)
		munmap(w->memory, (size_t)w->count * WINDOW);
	free(w->stream);
	free(w);
}

static void leave(struct windows *w, struct stream *s)
{
	if (s->flow == NULL)
		return;
	*(s->older == NULL ? &w->oldest[s->queue] : &s->older->newer) = s->newer;
	*(s->newer == NULL ? &w->newest[s->queue] : &s->newer->older) = s->older;
	s->flow = NULL;
}

void window_wait(struct flows *f, struct flow *flow, unsigned side,
		 unsigned queue, const struct packet *by)
{
	struct windows *w = flows_windows(f);
	struct stream *s = flow->stream[side];

	leave(w, s);
	s->flow = flow;
	s->side = (uint8_t)side;
	s->queue = (uint8_t)queue;
	s->time_us = by->time_us;
	s->frame = by->frame;
	s->capture = by->capture;
	s->older = w->newest[queue];
	s->newer = NULL;
	*(s->older == NULL ? &w->oldest[queue] : &s->older->newer) = s;
	w->newest[queue] = s;
}

static struct stream *idle_stream(struct windows *w)
{
	struct stream *s = w->idle;

	if (s != NULL) {
		w->idle = s->idle;
	} else if (w->fresh < w->count) {
		s = &w->stream[w->fresh];
		s->octets = w->memory + (size_t)w->fresh++ * WINDOW;
	}
	return s;
}

struct stream *window_take(struct flows *f, struct flow *flow, unsigned side)
{
	struct windows *w = flows_windows(f);
	struct stream *s;

	if (flow->stream[side] != NULL)
		return flow->stream[side];
	s = idle_stream(w);
	if (s == NULL)
		return NULL;
	w->idles--;
	s->pieces = s->passed = 0;
	s->low = WINDOW;
	s->high = 0;
	flow->stream[side] = s;
	return s;
}

void window_give(struct flows *f, struct flow *flow, unsigned side)
{
	struct windows *w = flows_windows(f);
	struct stream *s = flow->stream[side];

	if (s == NULL)
		return;
	leave(w, s);
	if (s->high > s->low)
		explicit_bzero(s->octets + s->low, s->high - s->low);
	s->idle = w->idle;
	w->idle = s;
	w->idles++;
	flow->stream[side] = NULL;
}

/* ---- waiting ------------------------------------------------------------------- */

static void copy_new(struct stream *s, uint32_t at, struct cur in,
		     struct tallies *t)
{
	uint32_t n = (uint32_t)cur_left(&in);

	if (at < s->low)
		s->low = at;
	if (at + n > s->high)
		s->high = at + n;
	for (unsigned i = 0; i < s->pieces; i++) {
		uint32_t from = at > s->piece[i].at ? at : s->piece[i].at;
		uint32_t to = at + n < s->piece[i].end ? at + n
						       : s->piece[i].end;

		if (from >= to)
			continue;
		if (memcmp(s->octets + from, in.p + (from - at), to - from) !=
		    0)
			t->n[TALLY_overlap] += to - from;
		else
			t->n[TALLY_retransmitted] += to - from;
	}
	/* Only where nothing lies yet: the first copy wins. */
	for (uint32_t from = at; from < at + n;) {
		uint32_t to = at + n;
		bool covered = false;

		for (unsigned i = 0; i < s->pieces; i++) {
			if (from >= s->piece[i].at && from < s->piece[i].end) {
				from = s->piece[i].end;
				covered = true;
				break;
			}
			if (s->piece[i].at > from && s->piece[i].at < to)
				to = s->piece[i].at;
		}
		if (covered)
			continue;
		memcpy(s->octets + from, in.p + (from - at), to - from);
		from = to;
	}
}

/* Joins [at, end) with the stretches it touches. False when there is no room
 * for another. */
static bool note(struct stream *s, uint32_t at, uint32_t end)
{
	unsigned i = 0, j;

	while (i < s->pieces && s->piece[i].end < at)
		i++;
	for (j = i; j < s->pieces && s->piece[j].at <= end; j++) {
		if (s->piece[j].at < at)
			at = s->piece[j].at;
		if (s->piece[j].end > end)
			end = s->piece[j].end;
	}
	if (i == j && s->pieces == PIECES)
		return false;
	memmove(&s->piece[i + 1], &s->piece[j],
		(s->pieces - j) * sizeof(s->piece[0]));
	s->pieces = s->pieces - (j - i) + 1;
	s->piece[i] = (struct piece){at, end};
	return true;
}

bool window_keep(struct flows *f, struct flow *flow, unsigned side, uint32_t at,
		 struct cur in)
{
	size_t n = cur_left(&in);
	struct stream *s;

	if (n == 0)
		return true; /* all cut off: found missing later */
	if (n > WINDOW || at > WINDOW - n)
		return false;
	s = window_take(f, flow, side);
	if (s == NULL)
		return false;
	/* Octets in a stretch that finds no room are written again later. */
	copy_new(s, at, in, flows_tallies(f));
	return note(s, at, at + (uint32_t)n);
}

void window_shift(struct stream *s, uint32_t n)
{
	unsigned kept = 0;
	uint32_t last = s->pieces > 0 ? s->piece[s->pieces - 1].end : 0;

	if (last > n) {
		memmove(s->octets, s->octets + n, last - n);
		s->low = 0;
	}
	for (unsigned i = 0; i < s->pieces; i++) {
		if (s->piece[i].end <= n)
			continue;
		s->piece[kept].at = s->piece[i].at > n ? s->piece[i].at - n : 0;
		s->piece[kept++].end = s->piece[i].end - n;
	}
	s->pieces = kept;
}
