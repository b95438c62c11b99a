/* SPDX-License-Identifier: Apache-2.0 */
/* recent - facts already told, so that a chatty network is a quiet pipe. */
#include "classify/recent.h"

#include <string.h>

#include "capture/base/mix.h"
#include "capture/base/must.h"

enum { WAYS = 4, REPEAT_US = 60000000 };

struct place {
	struct fact fact;  /* what is to be told; count 0: nothing             */
	uint64_t told_us;
};

struct recent {
	struct place *place;
	uint64_t *tag;     /* of each place, apart: a set is half a line of
			      cache; 0: the place is empty                     */
	uint32_t sets;     /* power of two                                     */
	recent_tell *tell;
	void *ctx;
};

struct recent *recent_open(uint32_t places, recent_tell *tell, void *ctx)
{
	struct recent *r = must_alloc(1, sizeof(*r));

	for (r->sets = 1; r->sets * WAYS < places; r->sets *= 2)
		;
	r->place = must_alloc((size_t)r->sets * WAYS, sizeof(*r->place));
	r->tag = must_alloc((size_t)r->sets * WAYS, sizeof(*r->tag));
	r->tell = tell;
	r->ctx = ctx;
	return r;
}

void recent_close(struct recent *r)
{
	if (r == NULL)
		return;
	free(r->place);
	free(r->tag);
	free(r);
}

static bool same(const struct fact *a, const struct fact *b)
{
	return a->attr == b->attr && a->capture == b->capture &&
	       a->voice == b->voice && a->source == b->source &&
	       a->word == b->word && a->length == b->length &&
	       memcmp(&a->subject, &b->subject, sizeof(a->subject)) == 0 &&
	       memcmp(a->text, b->text, a->length) == 0;
}

/* A flood of collisions costs repeats on the pipe, nothing else. */
static uint64_t hash(const struct fact *f)
{
	uint64_t h = mix(MIX_START, &f->subject, sizeof(f->subject));

	h = mix(h, &f->word, sizeof(f->word));
	h = mix(h, &f->attr, sizeof(f->attr));
	h = mix(h, f->text, f->length);
	return h ^ h >> 29;
}

/* Tells what a place holds back; it stays known. */
static void tell(struct recent *r, struct place *p)
{
	if (p->fact.count == 0)
		return;
	if (!r->tell(r->ctx, &p->fact))
		return; /* the pipe is full: kept, and told next time */
	p->told_us = p->fact.last_us;
	p->fact.count = 0;
}

static void widen(struct recent *r, struct place *p, const struct fact *f)
{
	if (p->fact.count == 0) {
		p->fact = *f;
	} else {
		if (f->first_us < p->fact.first_us) {
			p->fact.first_us = f->first_us;
			p->fact.frame = f->frame;
		}
		if (f->last_us > p->fact.last_us)
			p->fact.last_us = f->last_us;
		p->fact.count += f->count;
	}
	if (p->fact.last_us - p->told_us > REPEAT_US)
		tell(r, p);
}

/* Where a new fact of this set goes. */
static size_t oldest_of(const struct recent *r, size_t set)
{
	size_t oldest = set;

	for (size_t i = set; i < set + WAYS; i++) {
		if (r->tag[i] == 0)
			return i;
		if (r->place[i].told_us < r->place[oldest].told_us)
			oldest = i;
	}
	return oldest;
}

bool recent_add(struct recent *r, const struct fact *f)
{
	uint64_t h = hash(f), tag = h | 1;
	size_t set = (h >> 1 & (r->sets - 1)) * WAYS, at;
	bool was_used;

	for (size_t i = set; i < set + WAYS; i++)
		if (r->tag[i] == tag && same(&r->place[i].fact, f)) {
			widen(r, &r->place[i], f);
			return true;
		}
	at = oldest_of(r, set);
	was_used = r->tag[at] != 0;
	if (was_used)
		tell(r, &r->place[at]);
	r->tag[at] = tag;
	r->place[at].fact = *f;
	tell(r, &r->place[at]);
	return !was_used;
}

void recent_flush(struct recent *r)
{
	for (size_t i = 0; i < (size_t)r->sets * WAYS; i++)
		if (r->tag[i] != 0)
			tell(r, &r->place[i]);
}
