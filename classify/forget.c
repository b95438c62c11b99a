/* SPDX-License-Identifier: Apache-2.0 */
/*
 * forget - lets go, in small steps, of what was not heard of for long.
 *
 * Conversations go by themselves, facts with the device that they are about.
 * Age is counted in days on which anything was heard: a sensor that was off
 * forgets nothing, and one frame with a clock of its own makes nothing old.
 */
#include "classify/heard.h"

#include <stdlib.h>

static const uint64_t DAY_US = UINT64_C(86400) * 1000000;

enum { STEP_TALKS = 8192, STEP_ASSETS = 64, STEP_ENDPOINTS = 8192 };

/* The first moment of the days that are kept; 0: all are. */
static uint64_t kept_from(const struct inventory *v)
{
	uint32_t left = v->limits.keep_days;

	for (const struct heard_days *d = v->days; d != NULL && left > 0;
	     d = d->next)
		for (uint32_t bit = BLOCK_DAYS; bit > 0; bit--)
			if ((d->bits >> (bit - 1) & 1) != 0 && --left == 0)
				return (d->block * (uint64_t)BLOCK_DAYS + bit -
					1) * DAY_US;
	return 0;
}

/* ---- conversations ----------------------------------------------------------------- */

static void drop_talk(struct inventory *v, size_t at)
{
	struct known_talk *k = v->talk[at], **link = &k->part->talk;

	while (*link != k)
		link = &(*link)->next;
	*link = k->next;
	k->part->talks--;
	k->part->dirty = true;
	k->client->talks--;
	starts_forget(v, k);
	shares_forget(v, k);
	ids_remove(&v->talks, k->id);
	v->talk[at] = v->talk[v->talks.count];
	k->next = v->idle_talk;
	v->idle_talk = k;
}

static uint64_t drop_talks(struct inventory *v, uint64_t from_us, size_t most)
{
	uint64_t n = 0;

	for (; most > 0 && v->forget_talk < v->talks.count; most--) {
		if (v->talk[v->forget_talk]->last_us < from_us) {
			drop_talk(v, v->forget_talk);
			n++;
		} else {
			v->forget_talk++;
		}
	}
	return n;
}

/* ---- facts --------------------------------------------------------------------------- */

/* The place stays known, empty. */
static uint64_t drop_facts(struct inventory *v, struct endpoint *p)
{
	uint64_t n = p->facts;

	if (v->last == p)
		v->last = NULL;
	for (struct known_fact *f = p->fact; f != NULL; f = f->next) {
		shares_forget(v, f);
		if (ids_find(&v->facts, f->id) == f)
			ids_remove(&v->facts, f->id);
	}
	v->fact_count -= p->facts;
	p->fact = NULL;
	p->facts = 0;
	p->spoke = p->binds = p->keyed = p->identifies = p->numbers = false;
	p->describes = p->sends = false;
	p->dirty = true;
	return n;
}

/* Also when something came since it was judged; in the end nothing did. */
static bool was_heard_since(const struct asset *a, uint64_t from_us, bool all)
{
	if (a->last_us >= from_us)
		return true;
	for (unsigned i = 0; i < a->facts && !all; i++)
		if (a->fact[i]->at->dirty)
			return true;
	return false;
}

static void drop_assets(struct inventory *v, uint64_t from_us, bool all,
			struct forgotten *sum)
{
	unsigned most = all ? UINT32_MAX : STEP_ASSETS;

	for (unsigned i = 0; i < v->drafts && most > 0; i++) {
		const struct asset *a = &v->draft[i].asset;

		if (a->facts == 0 || was_heard_since(a, from_us, all))
			continue;
		for (unsigned k = 0; k < a->facts; k++)
			if (a->fact[k]->at->facts > 0)
				sum->facts += drop_facts(v, a->fact[k]->at);
		sum->assets++;
		most--;
	}
}

/* Facts of endpoints that are nobody's. */
static void drop_strays(struct inventory *v, uint64_t from_us, bool all,
			struct forgotten *sum)
{
	size_t most = all ? SIZE_MAX : STEP_ENDPOINTS;

	for (; most > 0 && v->forget_stray < v->endpoints.count; most--) {
		struct endpoint *p = v->endpoint[v->forget_stray++];
		bool old = p->owner == 0 && (all || !p->dirty) && p->facts > 0;

		for (const struct known_fact *f = p->fact; old && f != NULL;
		     f = f->next)
			old = f->last_us < from_us;
		if (old)
			sum->facts += drop_facts(v, p);
	}
}

static void drop_days(struct inventory *v, uint64_t from_us, bool all)
{
	size_t most = all ? SIZE_MAX : STEP_ENDPOINTS;

	for (; most > 0 && v->forget_node < v->nodes.count; most--) {
		struct node *n = v->node[v->forget_node++];

		if (n->days == NULL ||
		    (n->days->block + 1) * (uint64_t)BLOCK_DAYS * DAY_US >
			    from_us)
			continue;
		n->days = NULL;
		n->days_dirty = true;
	}
}

bool inventory_forget(struct inventory *v, bool all, struct forgotten *sum)
{
	const struct forgotten before = *sum;
	uint64_t from_us = v->limits.keep_days > 0 ? kept_from(v) : 0;

	if (from_us == 0)
		return false;
	/* Another day, or the last chance: from the beginning. */
	if (from_us != v->forget_us || all)
		v->forget_talk = v->forget_stray = v->forget_node = 0;
	v->forget_us = from_us;
	sum->talks += drop_talks(v, from_us, all ? SIZE_MAX : STEP_TALKS);
	drop_assets(v, from_us, all, sum);
	drop_strays(v, from_us, all, sum);
	drop_days(v, from_us, all);
	return sum->talks != before.talks || sum->facts != before.facts;
}
