/* SPDX-License-Identifier: Apache-2.0 */
/* feed - hands a parser its octets at its own pace. */
#include "classify/feed.h"

#include <sys/mman.h>

#include "capture/base/must.h"

enum { BEYOND = 512 }; /* octets kept beyond what is waited for            */

struct pool {
	uint8_t *memory;
	unsigned count, idle;
	uint8_t **stack; /* idle windows */
	uint64_t *refused;
};

struct pool *pool_open(unsigned count, uint64_t *refused)
{
	struct pool *p = must_alloc(1, sizeof(*p));
	size_t size = (size_t)count * FEED_MAX;

	p->memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	must(p->memory != MAP_FAILED);
	madvise(p->memory, size, MADV_DONTDUMP);
	p->stack = must_alloc(count, sizeof(*p->stack));
	p->count = p->idle = count;
	p->refused = refused;
	for (unsigned i = 0; i < count; i++)
		p->stack[i] = p->memory + (size_t)(count - 1 - i) * FEED_MAX;
	return p;
}

void pool_close(struct pool *p)
{
	if (p == NULL)
		return;
	munmap(p->memory, (size_t)p->count * FEED_MAX);
	free(p->stack);
	free(p);
}

static size_t least(uint64_t a, size_t b)
{
	return a < b ? (size_t)a : b;
}

void feed_drop(struct feed *f, struct pool *pool)
{
	if (f->window != NULL) {
		explicit_bzero(f->window, f->written);
		pool->stack[pool->idle++] = f->window;
	}
	f->window = NULL;
	f->length = f->written = 0;
	f->need = 0;
}

bool feed_keep(struct feed *f, struct pool *pool, const uint8_t *p, size_t n)
{
	if (f->window == NULL && pool->idle > 0)
		f->window = pool->stack[--pool->idle];
	*pool->refused += f->window == NULL;
	if (f->window == NULL || n > FEED_MAX - f->length)
		return false;
	if (n > 0) /* of nothing, p may be NULL */
		memcpy(f->window + f->length, p, n);
	f->length += (uint32_t)n;
	if (f->written < f->length)
		f->written = f->length;
	return true;
}

/* One call of the parser; how many of the n octets are done with. */
static size_t step(struct feed *f, const struct dissector *by,
		   struct dissect *d, const uint8_t *p, size_t n)
{
	struct verdict v;

	d->in = cur_of(p, n);
	d->after_gap = f->gap;
	d->part = 0;
	v = by->parse(d);
	f->gap = false;
	f->need = 0;
	if (v.what == NEED && v.n > n && v.n <= FEED_MAX) {
		f->need = (uint32_t)v.n;
		return 0;
	}
	if (v.what == TOOK && v.n > 0 && v.n <= n)
		return (size_t)v.n;
	if (v.what == SKIP && v.n > 0) {
		f->skip = v.n - least(v.n, n);
		return least(v.n, n);
	}
	f->dead = true;
	f->refused = v.what == NOT_MINE;
	f->broken = v.what != NOT_MINE && v.what != DONE;
	return 0;
}

/* Calls the parser on the window until it asks for more, or until nothing older
 * than the last n octets is left there. */
static void settle(struct feed *f, struct pool *pool,
		   const struct dissector *by, struct dissect *d, size_t n)
{
	size_t used = 0;

	while (f->length - used > n && f->length - used >= f->need &&
	       !f->dead) {
		used += step(f, by, d, f->window + used, f->length - used);
		if (f->need > 0)
			break;
	}
	f->consumed += used;
	if (used == f->length) {
		feed_drop(f, pool);
		return;
	}
	if (used > 0)
		memmove(f->window, f->window + used, f->length - used);
	f->length -= (uint32_t)used;
}

/*
 * The window is filled with what the parser waits for and a little beyond: it
 * may have asked for one octet because it looks for an end. Of n octets, how
 * many are done with; those that only lie in the window are read in place.
 */
static size_t fill(struct feed *f, struct pool *pool,
		   const struct dissector *by, struct dissect *d,
		   const uint8_t *p, size_t n)
{
	size_t part = least(f->need - f->length + BEYOND, n);
	size_t here;

	part = least(part, FEED_MAX - f->length);
	if (!feed_keep(f, pool, p, part)) {
		f->dead = true;
		return part;
	}
	settle(f, pool, by, d, part);
	if (f->length == 0 || f->length > part || f->need > 0 || f->dead)
		return part;
	here = part - f->length;
	feed_drop(f, pool);
	return here;
}

size_t feed_push(struct feed *f, struct pool *pool, const struct dissector *by,
		 struct dissect *d, const uint8_t *p, size_t n)
{
	size_t taken = 0;

	if (f->length > 0 && f->length >= f->need && !f->dead)
		settle(f, pool, by, d, 0);
	while (taken < n && !f->dead) {
		const uint8_t *at = p + taken;
		size_t left = n - taken, part;

		if (f->skip > 0) {
			part = least(f->skip, left);
			f->skip -= part;
			f->consumed += part;
		} else if (f->length > 0) {
			part = fill(f, pool, by, d, at, left);
		} else {
			part = step(f, by, d, at, left);
			f->consumed += part;
			if (f->need > 0) {
				f->dead = !feed_keep(f, pool, at, left);
				part = left;
			}
		}
		taken += part;
	}
	if (f->dead && !f->refused) {
		feed_drop(f, pool);
		return n;
	}
	return taken;
}

/*
 * What waits for octets that will never come is all that there is. What the
 * parser passes over of it may reach beyond the octets that are missing.
 */
static void read_cut(struct feed *f, struct pool *pool,
		     const struct dissector *by, struct dissect *d,
		     uint64_t missing)
{
	size_t used = 0;

	d->cut = true;
	d->missing = missing;
	do {
		used += step(f, by, d, f->window + used, f->length - used);
	} while (used < f->length && f->need == 0 && !f->dead);
	d->cut = false;
	d->missing = 0;
	f->consumed += used;
	feed_drop(f, pool);
}

void feed_gap(struct feed *f, struct pool *pool, const struct dissector *by,
	      struct dissect *d, uint64_t missing)
{
	if (f->length > 0 && by->reads_cut && !f->dead)
		read_cut(f, pool, by, d, missing);
	if (f->skip >= missing) {
		f->skip -= missing;
		return;
	}
	f->skip = 0;
	feed_drop(f, pool);
	f->gap = true;
	f->dead = f->dead || !by->resyncs;
}

void feed_rest(struct feed *f, struct pool *pool, const struct dissector *by,
	       struct dissect *d)
{
	if (f->length > 0 && by->reads_rest && !f->dead)
		read_cut(f, pool, by, d, 0);
}
