/* SPDX-License-Identifier: Apache-2.0 */
/* recent - facts already told, so that a chatty network is a quiet pipe. */
#include "classify/recent.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/mix.h"
#include "capture/base/must.h"
#include "capture/base/pages.h"

enum {
	WAYS = 4,
	LINE = 64,
	REPEAT_US = 60000000,
	PART_HELD = 2,        /* one of so many places holds something back    */
	COMING = 16,          /* facts whose places are being fetched          */
};

/* tag: hash, USED, and the number of the place in `held` or 0; all 0: empty. */
struct key {
	uint64_t tag;
	uint64_t told_us;
};

enum { HELD_BITS = 23 };
static const uint64_t HELD = ((uint64_t)1 << HELD_BITS) - 1;
static const uint64_t USED = (uint64_t)1 << HELD_BITS;

/* Places that a fact may take: one line of cache. */
struct set {
	struct key key[WAYS];
};
static_assert(sizeof(struct set) == LINE, "a search reads one line");

struct recent {
	struct set *set;
	struct record *held; /* what waits to be told; place 0 is nobody's     */
	uint32_t *idle;    /* places of `held` that were given back            */
	uint32_t idles;
	uint32_t used;     /* higher ones never were                           */
	uint32_t places;
	uint32_t sets;     /* power of two                                     */
	recent_tell *tell;
	void *ctx;
	struct coming {
		uint64_t hash;
		struct record record;
	} coming[COMING];
	unsigned n;
};

static uint32_t sets_of(uint32_t places)
{
	uint32_t sets = 1;

	while (sets * WAYS < places)
		sets *= 2;
	return sets;
}

static uint32_t held_of(uint32_t sets)
{
	uint32_t n = sets * WAYS / PART_HELD;

	return n < HELD ? n : (uint32_t)HELD;
}

size_t recent_memory(uint32_t places)
{
	uint32_t sets = sets_of(places), held = held_of(sets);

	return sizeof(struct recent) + sets * sizeof(struct set) +
	       (held + 1) * sizeof(struct record) + held * sizeof(uint32_t);
}

struct recent *recent_open(uint32_t places, recent_tell *tell, void *ctx)
{
	struct recent *r = must_alloc(1, sizeof(*r));

	r->sets = sets_of(places);
	r->set = pages_take(r->sets * sizeof(*r->set));
	r->places = held_of(r->sets);
	r->held = pages_take((r->places + 1) * sizeof(*r->held));
	r->idle = must_alloc(r->places, sizeof(*r->idle));
	r->tell = tell;
	r->ctx = ctx;
	return r;
}

void recent_close(struct recent *r)
{
	if (r == NULL)
		return;
	pages_give(r->set, r->sets * sizeof(*r->set));
	pages_give(r->held, (r->places + 1) * sizeof(*r->held));
	free(r->idle);
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

/* Of all that same() compares. */
static uint64_t hash(const struct fact *f)
{
	uint64_t h = mix(MIX_START, &f->subject, sizeof(f->subject));

	h = mix_word(h, f->word);
	h = mix_word(h, (uint64_t)f->attr << 40 | (uint64_t)f->capture << 24 |
				(uint64_t)f->voice << 16 |
				(uint64_t)f->source << 8 | f->length);
	h = mix(h, f->text, f->length);
	return h ^ h >> 29;
}

static struct fact *held_by(const struct recent *r, const struct key *key)
{
	return &r->held[key->tag & HELD].as.fact;
}

/* Keeps the whole fact until it can be told; false when nothing more fits. */
static bool hold(struct recent *r, struct key *key, const struct fact *f)
{
	uint32_t place;

	if (r->idles == 0 && r->used == r->places)
		return false;
	place = r->idles > 0 ? r->idle[--r->idles] : ++r->used;
	r->held[place].as.fact = *f;
	key->tag |= place;
	return true;
}

static void let_go(struct recent *r, struct key *key)
{
	r->idle[r->idles++] = (uint32_t)(key->tag & HELD);
	key->tag &= ~HELD;
}

/* Tells what a place holds back, which stays known; whether it was told. */
static bool tell(struct recent *r, struct key *key)
{
	const struct fact *f = held_by(r, key);

	if ((key->tag & HELD) == 0)
		return true;
	if (!r->tell(r->ctx, &r->held[key->tag & HELD]))
		return false; /* the pipe is full: kept, and told next time */
	key->told_us = f->last_us;
	let_go(r, key);
	return true;
}

/*
 * Whether a fact is the one of a place. One that holds nothing back has told
 * its own: should another of the same hash come, that is kept whole in its
 * turn, so that it comes late and is not lost.
 */
static bool is_of(const struct recent *r, const struct key *key, uint64_t tag,
		  const struct fact *f)
{
	return (key->tag & ~HELD) == tag &&
	       ((key->tag & HELD) == 0 || same(held_by(r, key), f));
}

/* A repeat waits; false when it could not. */
static bool repeat(struct recent *r, struct key *key, struct record *record)
{
	const struct fact *f = &record->as.fact;
	struct fact *held = held_by(r, key);

	if ((key->tag & HELD) == 0) {
		if (!hold(r, key, f)) {
			if (r->tell(r->ctx, record))
				key->told_us = f->last_us;
			return false;
		}
		held = held_by(r, key);
	} else if (f->last_us > held->last_us + REPEAT_US && tell(r, key)) {
		/* What one record merges lies close together: on which days
		 * something was heard must not depend on what waited. */
		return repeat(r, key, record);
	} else {
		if (f->first_us < held->first_us) {
			held->first_us = f->first_us;
			held->frame = f->frame;
		}
		if (f->last_us > held->last_us)
			held->last_us = f->last_us;
		held->count += f->count;
	}
	if (held->last_us - key->told_us > REPEAT_US)
		tell(r, key);
	return true;
}

/* Where a new fact of this set goes. */
static struct key *oldest_of(struct set *set)
{
	struct key *oldest = &set->key[0];

	for (unsigned i = 0; i < WAYS; i++) {
		if (set->key[i].tag == 0)
			return &set->key[i];
		if (set->key[i].told_us < oldest->told_us)
			oldest = &set->key[i];
	}
	return oldest;
}

static struct set *set_of(const struct recent *r, uint64_t hash)
{
	return &r->set[hash & (r->sets - 1)];
}

/* False when a fact had to give way for this one, or this one could not wait. */
static bool add(struct recent *r, uint64_t h, struct record *record)
{
	const struct fact *f = &record->as.fact;
	uint64_t tag = (h & ~(HELD | USED)) | USED;
	struct set *set = set_of(r, h);
	struct key *key;
	bool was_used;

	for (unsigned i = 0; i < WAYS; i++)
		if (is_of(r, &set->key[i], tag, f))
			return repeat(r, &set->key[i], record);
	key = oldest_of(set);
	was_used = key->tag != 0;
	tell(r, key);
	if ((key->tag & HELD) != 0)
		let_go(r, key); /* the pipe is full, and that was counted */
	*key = (struct key){0};
	if (r->tell(r->ctx, record))
		*key = (struct key){.tag = tag, .told_us = f->last_us};
	else if (hold(r, key, f))
		key->tag |= tag;
	return !was_used;
}

/* What the fact will be compared with, or tells to make room. */
static void expect_held(const struct recent *r, uint64_t h)
{
	struct set *set = set_of(r, h);
	const struct key *key = oldest_of(set);

	for (unsigned i = 0; i < WAYS; i++)
		if (((set->key[i].tag ^ h) & ~(HELD | USED)) == 0)
			key = &set->key[i];
	if ((key->tag & HELD) != 0)
		for (unsigned i = 0; i < sizeof(struct record); i += LINE)
			__builtin_prefetch((const char *)held_by(r, key) + i);
}

unsigned recent_settle(struct recent *r)
{
	unsigned crowded = 0;

	for (unsigned i = 0; i < r->n; i++)
		expect_held(r, r->coming[i].hash);
	for (unsigned i = 0; i < r->n; i++)
		crowded += !add(r, r->coming[i].hash, &r->coming[i].record);
	r->n = 0;
	return crowded;
}

unsigned recent_add(struct recent *r, const struct fact *f)
{
	unsigned crowded = r->n < COMING ? 0 : recent_settle(r);
	struct coming *c = &r->coming[r->n++];

	c->hash = hash(f);
	c->record.as.fact = *f;
	__builtin_prefetch(set_of(r, c->hash), 1);
	return crowded;
}

unsigned recent_flush(struct recent *r)
{
	unsigned crowded = recent_settle(r);

	for (size_t n = 0; n < r->sets; n++)
		for (unsigned i = 0; i < WAYS; i++)
			tell(r, &r->set[n].key[i]);
	return crowded;
}
