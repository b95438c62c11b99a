/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fragment - IP datagrams put together in fixed memory.
 *
 * The first copy of an octet wins; a datagram that overlaps itself, has too
 * many parts or waits too long is given up and counted.
 */
#include <sys/mman.h>

#include "capture/base/must.h"
#include "capture/decode.h"

enum {
	DATAGRAMS = 64,
	PARTS = 64,
	DATAGRAM_MAX = 65535,
	WAIT_US = 30000000,
	MIRROR_US = 20000,     /* between two sights of one fragment           */
};

struct part {
	uint32_t at, end;
};

struct datagram {
	struct fragment key;   /* without a body                               */
	uint64_t started_us;
	bool used;
	bool done;             /* was handed out; late copies are no news      */
	uint32_t total;        /* 0 until the last part came                   */
	uint32_t have;
	unsigned parts;
	struct part part[PARTS];
	uint8_t *octets;
};

struct defrag {
	struct datagram datagram[DATAGRAMS];
	uint8_t *memory;
};

struct defrag *defrag_open(void)
{
	struct defrag *d = must_alloc(1, sizeof(*d));
	size_t size = (size_t)DATAGRAMS * (DATAGRAM_MAX + 1);

	d->memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	must(d->memory != MAP_FAILED);
	madvise(d->memory, size, MADV_DONTDUMP);
	for (size_t i = 0; i < DATAGRAMS; i++)
		d->datagram[i].octets = d->memory + i * (DATAGRAM_MAX + 1);
	return d;
}

void defrag_close(struct defrag *d)
{
	if (d == NULL)
		return;
	munmap(d->memory, (size_t)DATAGRAMS * (DATAGRAM_MAX + 1));
	free(d);
}

static bool same(const struct datagram *g, const struct fragment *f)
{
	return g->used && g->key.id == f->id && g->key.net == f->net &&
	       g->key.protocol == f->protocol &&
	       addr_compare(g->key.from, f->from) == 0 &&
	       addr_compare(g->key.to, f->to) == 0;
}

static bool is_vacant(const struct datagram *g)
{
	return !g->used || g->done;
}

/* The place of a datagram: its own, a free one, or that of the oldest. */
static struct datagram *place_of(struct defrag *d, const struct fragment *f,
				 struct tallies *t)
{
	struct datagram *g, *best = &d->datagram[0];

	for (g = d->datagram; g < d->datagram + DATAGRAMS; g++) {
		if (same(g, f)) {
			if (f->time_us < g->started_us +
						 (g->done ? MIRROR_US : WAIT_US))
				return g;
			best = g;
			break;
		}
		if (is_vacant(g) ||
		    (!is_vacant(best) && g->started_us < best->started_us))
			best = g;
	}
	if (!is_vacant(best))
		t->n[TALLY_fragments_lost]++;
	best->used = true;
	best->done = false;
	best->key = *f;
	best->started_us = f->time_us;
	best->total = best->have = 0;
	best->parts = 0;
	return best;
}

/* False when the part contradicts what is there. An exact copy is harmless. */
static bool add_part(struct datagram *g, const struct fragment *f)
{
	uint32_t n = (uint32_t)cur_left(&f->body), end = f->offset + n;

	for (unsigned i = 0; i < g->parts; i++) {
		if (g->part[i].at == f->offset && g->part[i].end == end)
			return true;
		if (f->offset < g->part[i].end && g->part[i].at < end)
			return false;
	}
	if (g->parts == PARTS || n == 0)
		return false;
	g->part[g->parts++] = (struct part){f->offset, end};
	/* What is inside may have come out of a place that is vacant by now. */
	memmove(g->octets + f->offset, f->body.p, n);
	g->have += n;
	return true;
}

struct cur defrag_add(struct defrag *d, const struct fragment *f,
		      struct tallies *t)
{
	struct cur none = {NULL, NULL, true};
	uint32_t end = f->offset + (uint32_t)cur_left(&f->body);
	struct datagram *g;
	bool good;

	t->n[TALLY_fragments]++;
	if (end > DATAGRAM_MAX) {
		t->n[TALLY_fragments_lost]++;
		return none;
	}
	g = place_of(d, f, t);
	if (g->done) {
		t->n[TALLY_duplicate]++;
		return none;
	}
	good = add_part(g, f);
	if (!f->more) {
		good = good && (g->total == 0 || g->total == end);
		g->total = end;
	}
	if (!good || (g->total > 0 && g->have > g->total)) {
		t->n[TALLY_fragments_lost]++;
		g->used = false;
		return none;
	}
	if (g->total == 0 || g->have < g->total)
		return none;
	g->done = true;
	g->started_us = f->time_us;
	return cur_of(g->octets, g->total);
}
