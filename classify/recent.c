/* SPDX-License-Identifier: Apache-2.0 */
/* recent - facts already told, so that a chatty network is a quiet pipe. */
#include "classify/recent.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/mix.h"
#include "capture/base/must.h"

enum { WAYS = 4, LINE = 64, REPEAT_US = 60000000 };

/* Of one place all that is read before it gets a new fact: the fact that lies
 * there is far away. tag: hash, USED, HELD when something is to be told, and
 * the length of the text; 0: the place is empty. */
struct key {
	uint64_t tag;
	uint64_t told_us;
};

static const uint64_t LENGTH = 0xff, USED = 0x100, HELD = 0x200;

/* Places that a fact may take: one line of cache. */
struct set {
	struct key key[WAYS];
};
static_assert(sizeof(struct set) == LINE, "a search reads one line");

struct recent {
	struct set *set;
	struct fact *fact; /* of each place; beyond its length, text is zero   */
	uint32_t sets;     /* power of two                                     */
	recent_tell *tell;
	void *ctx;
};

struct recent *recent_open(uint32_t places, recent_tell *tell, void *ctx)
{
	struct recent *r = must_alloc(1, sizeof(*r));

	for (r->sets = 1; r->sets * WAYS < places; r->sets *= 2)
		;
	r->set = aligned_alloc(LINE, r->sets * sizeof(*r->set));
	must(r->set != NULL);
	memset(r->set, 0, r->sets * sizeof(*r->set));
	r->fact = must_alloc((size_t)r->sets * WAYS, sizeof(*r->fact));
	r->tell = tell;
	r->ctx = ctx;
	return r;
}

void recent_close(struct recent *r)
{
	if (r == NULL)
		return;
	free(r->set);
	free(r->fact);
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

static uint64_t tag_of(uint64_t h, const struct fact *f)
{
	return (h & ~(LENGTH | USED | HELD)) | USED | f->length;
}

/* Most are short: what is not used is not written. */
static void put(struct key *key, struct fact *to, const struct fact *f,
		uint64_t tag)
{
	size_t was = key->tag & LENGTH, n = f->length;

	memcpy(to, f, offsetof(struct fact, text) + n);
	if (was > n)
		memset(to->text + n, 0, was - n);
	key->tag = tag;
}

/* Tells what a place holds back; it stays known. */
static void tell(struct recent *r, struct key *key, const struct fact *f)
{
	if ((key->tag & HELD) == 0)
		return;
	if (!r->tell(r->ctx, f))
		return; /* the pipe is full: kept, and told next time */
	key->told_us = f->last_us;
	key->tag &= ~HELD;
}

static void widen(struct recent *r, struct key *key, struct fact *held,
		  const struct fact *f)
{
	if ((key->tag & HELD) == 0) {
		put(key, held, f, key->tag | HELD);
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
		tell(r, key, held);
}

/* Where a new fact of this set goes. */
static unsigned oldest_of(const struct set *set)
{
	unsigned oldest = 0;

	for (unsigned i = 0; i < WAYS; i++) {
		if (set->key[i].tag == 0)
			return i;
		if (set->key[i].told_us < set->key[oldest].told_us)
			oldest = i;
	}
	return oldest;
}

bool recent_add(struct recent *r, const struct fact *f)
{
	uint64_t h = hash(f), tag = tag_of(h, f), n = h >> 1 & (r->sets - 1);
	struct set *set = &r->set[n];
	struct fact *facts = &r->fact[n * WAYS];
	unsigned at;
	bool was_used;

	for (unsigned i = 0; i < WAYS; i++)
		if ((set->key[i].tag & ~HELD) == tag && same(&facts[i], f)) {
			widen(r, &set->key[i], &facts[i], f);
			return true;
		}
	at = oldest_of(set);
	was_used = set->key[at].tag != 0;
	tell(r, &set->key[at], &facts[at]);
	put(&set->key[at], &facts[at], f, tag | HELD);
	tell(r, &set->key[at], f);
	return !was_used;
}

void recent_flush(struct recent *r)
{
	for (size_t n = 0; n < r->sets; n++)
		for (unsigned i = 0; i < WAYS; i++)
			tell(r, &r->set[n].key[i], &r->fact[n * WAYS + i]);
}
