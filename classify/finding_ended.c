/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_ended - which findings the wire itself shows to hold no longer.
 *
 * The word for it is "fixed", so it takes more than silence: what was heard was
 * first heard after the finding was last seen, and a day after that still. What a
 * server chooses depends on who asks: whoever it served when the finding was last
 * seen has to have been served since. What a device says of itself instead, it has
 * to say for a day. A refusal counts if one that was served is
 * refused over a day, and nobody is served in that time. What is told less surely
 * becomes stale with time, as any other.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/days.h"
#include "classify/hits.h"

/* A finding that may be over. */
struct doubt {
	struct finding *finding;
	const struct known_fact *fact; /* the opposite, if conversations agree */
	bool by_refusal;       /* may end it, and was seen                     */
	const struct known_talk *refusal; /* as found                          */
};

/* Of a doubt, by one client. */
struct call {
	struct doubt *doubt;
	const struct known_talk *talk;
};

static const struct text_rule *rule_of(const struct finding *f)
{
	return (const struct text_rule *)(const void *)f->rule;
}

static bool is_later(const struct finding *f, const struct known_fact *k)
{
	return fact_counts(k) && k->first_us > f->last_us &&
	       k->last_us >= f->last_us + DAY_US;
}

static bool is_first(const struct known_fact *k, const struct known_fact *best)
{
	return best == NULL || k->first_us < best->first_us ||
	       (k->first_us == best->first_us && k->id < best->id);
}

/* ---- by a fact ------------------------------------------------------------------- */

static bool ends(const struct text_rule *r, const struct known_fact *k)
{
	struct captured c;

	for (unsigned i = 0; i < r->ends; i++)
		if (r->end[i].attr == k->attr &&
		    match_meets(&r->end[i], k->text, fact_word(k), &c))
			return true;
	return false;
}

static const struct known_fact *opposite(const struct finding *f,
					 const struct draft *d)
{
	const struct text_rule *r = rule_of(f);
	const struct known_fact *best = NULL;
	bool any = false;

	for (unsigned i = 0; i < r->ends; i++)
		any |= draft_has(d, r->end[i].attr);
	for (unsigned i = 0; any && i < d->asset.facts; i++) {
		const struct known_fact *k = d->asset.fact[i];

		if (k->port == f->port && is_later(f, k) && ends(r, k) &&
		    is_first(k, best))
			best = k;
	}
	return best;
}

static bool is_evidence(const struct finding *f, const struct known_fact *k)
{
	for (unsigned i = 0; i < f->evidences; i++)
		if (f->evidence[i] == k->id)
			return true;
	return false;
}

/* What the device says instead of that, or NULL. */
static const struct known_fact *instead_of(const struct finding *f,
					   const struct draft *d,
					   const struct known_fact *old)
{
	const struct known_fact *best = NULL;

	for (unsigned i = 0; i < d->asset.facts; i++) {
		const struct known_fact *k = d->asset.fact[i];

		if (k->attr == old->attr && k->port == old->port &&
		    k->source == old->source && k->voice == VOICE_SELF &&
		    is_later(f, k) && k->last_us >= k->first_us + DAY_US &&
		    is_first(k, best))
			best = k;
	}
	return best;
}

/* All that was evidence has to have been replaced: the last of it tells. */
static const struct known_fact *other(const struct finding *f,
				      const struct draft *d)
{
	const struct known_fact *last = NULL;

	for (unsigned i = 0; !f->by_talk && i < d->asset.facts; i++) {
		const struct known_fact *old = d->asset.fact[i], *k;

		if (!is_evidence(f, old))
			continue;
		k = instead_of(f, d, old);
		if (k == NULL)
			return NULL;
		if (last == NULL || is_first(last, k))
			last = k;
	}
	return last;
}

static void end_by_fact(struct finding *f, const struct known_fact *k)
{
	f->ended_us = k->first_us;
	f->ended_by = k->id;
}

/* ---- by conversations ---------------------------------------------------------------- */

static int by_service(const void *a, const void *b)
{
	const struct finding *x = ((const struct doubt *)a)->finding;
	const struct finding *y = ((const struct doubt *)b)->finding;

	if (x->asset != y->asset)
		return x->asset < y->asset ? -1 : 1;
	if (x->port != y->port)
		return x->port < y->port ? -1 : 1;
	return strcmp(x->rule->id, y->rule->id);
}

/* The first of the doubts about that service, or n. */
static size_t doubts_at(const struct doubt *doubt, size_t n, uint64_t asset,
			uint16_t port)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct finding *f = doubt[middle].finding;

		if (f->asset < asset || (f->asset == asset && f->port < port))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int by_doubt(const void *a, const void *b)
{
	const struct call *x = a, *y = b;

	if (x->doubt != y->doubt)
		return x->doubt < y->doubt ? -1 : 1;
	if (x->talk->client != y->talk->client)
		return x->talk->client->asset < y->talk->client->asset ? -1 : 1;
	return x->talk->id < y->talk->id ? -1 : x->talk->id > y->talk->id;
}

static bool is_served(const struct known_talk *t)
{
	return talk_is_open(t);
}

/* Over a day. */
static bool is_refused(const struct known_talk *t)
{
	return t->l4 == 6 && t->refused && !t->answered && t->packets[1] > 0 &&
	       t->last_us >= t->first_us + DAY_US;
}

/* When a client was served last, and whether at a moment. */
static uint64_t served_last(const struct call *call, size_t n, uint64_t at_us,
			    bool *then)
{
	uint64_t last_us = 0;

	*then = false;
	for (size_t i = 0; i < n; i++) {
		const struct known_talk *t = call[i].talk;

		if (!is_served(t))
			continue;
		*then |= t->first_us <= at_us && t->last_us >= at_us;
		if (t->last_us > last_us)
			last_us = t->last_us;
	}
	return last_us;
}

static size_t calls_of_client(const struct call *call, size_t n)
{
	size_t end = 1;

	while (end < n && call[end].talk->client == call->talk->client)
		end++;
	return end;
}

/* Whether all who were served when it was seen last have been since. */
static bool came_back(const struct doubt *d, const struct call *call, size_t n)
{
	bool any = false, then;

	for (size_t i = 0, k; i < n; i += k) {
		uint64_t last_us;

		k = calls_of_client(call + i, n - i);
		last_us = served_last(call + i, k, d->finding->last_us, &then);
		if (then && last_us < d->fact->first_us)
			return false;
		any |= then;
	}
	return any;
}

/* Whether one that was served is refused for a day and nobody is served then. */
static void look_for_refusal(struct doubt *d, const struct call *call, size_t n)
{
	uint64_t last_us = d->finding->last_us;
	bool then;

	for (size_t i = 0; i < n; i++)
		if (is_served(call[i].talk) && call[i].talk->last_us > last_us)
			last_us = call[i].talk->last_us;
	for (size_t i = 0, k; i < n; i += k) {
		k = calls_of_client(call + i, n - i);
		if (served_last(call + i, k, 0, &then) == 0)
			continue;
		for (size_t j = i; j < i + k; j++) {
			const struct known_talk *t = call[j].talk;

			if (is_refused(t) && t->first_us > last_us &&
			    (d->refusal == NULL ||
			     t->first_us < d->refusal->first_us ||
			     (t->first_us == d->refusal->first_us &&
			      t->id < d->refusal->id)))
				d->refusal = t;
		}
	}
}

static void settle(struct doubt *d, const struct call *call, size_t n)
{
	if (d->fact != NULL && came_back(d, call, n)) {
		end_by_fact(d->finding, d->fact);
		return;
	}
	if (d->by_refusal)
		look_for_refusal(d, call, n);
	if (d->refusal == NULL)
		return;
	d->finding->ended_us = d->refusal->first_us;
	d->finding->ended_by = d->refusal->id;
	d->finding->ended_by_talk = true;
}

/* Only these are worth to go through all conversations: returns how many. */
static size_t keep_hopeful(const struct inventory *v, struct doubt *doubt,
			   size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < v->talks.count; i++) {
		const struct known_talk *t = v->talk[i];

		if (!is_refused(t))
			continue;
		for (size_t k = doubts_at(doubt, n, t->server_asset, t->port);
		     k < n && doubt[k].finding->asset == t->server_asset &&
		     doubt[k].finding->port == t->port; k++)
			doubt[k].by_refusal |= rule_of(doubt[k].finding)
						       ->ends_by_refusal;
	}
	for (size_t i = 0; i < n; i++)
		if (doubt[i].fact != NULL || doubt[i].by_refusal)
			doubt[kept++] = doubt[i];
	return kept;
}

static size_t calls_for(const struct inventory *v, struct doubt *doubt,
			size_t n, struct call **call)
{
	size_t calls = 0;

	*call = NULL;
	for (size_t i = 0; i < v->talks.count; i++) {
		const struct known_talk *t = v->talk[i];

		for (size_t k = doubts_at(doubt, n, t->server_asset, t->port);
		     k < n && doubt[k].finding->asset == t->server_asset &&
		     doubt[k].finding->port == t->port; k++) {
			*call = grow(*call, calls, sizeof(**call));
			(*call)[calls++] = (struct call){&doubt[k], t};
		}
	}
	return calls;
}

static void ask_talks(const struct inventory *v, struct doubt *doubt, size_t n)
{
	struct call *call = NULL;
	size_t calls, end;

	qsort(doubt, n, sizeof(*doubt), by_service);
	n = keep_hopeful(v, doubt, n);
	calls = n > 0 ? calls_for(v, doubt, n, &call) : 0;
	if (calls > 0)
		qsort(call, calls, sizeof(*call), by_doubt);
	for (size_t i = 0; i < calls; i = end) {
		for (end = i; end < calls && call[end].doubt == call[i].doubt;)
			end++;
		settle(call[i].doubt, call + i, end - i);
	}
	free(call);
}

void finding_ended(struct inventory *v)
{
	struct doubt *doubt = must_alloc(v->findings + 1, sizeof(*doubt));
	size_t n = 0;

	for (unsigned i = 0; i < v->findings; i++) {
		struct finding *f = &v->finding[i];
		const struct text_rule *r = rule_of(f);
		const struct draft *d;
		const struct known_fact *k = NULL;

		if (r->ends == 0 && !r->ends_by_other && !r->ends_by_refusal)
			continue;
		d = draft_find(v, f->asset);
		if (r->ends_by_other && (k = other(f, d)) != NULL)
			end_by_fact(f, k);
		if (k == NULL && r->ends > 0)
			k = opposite(f, d);
		if (f->port == 0 && k != NULL)
			end_by_fact(f, k);
		if (f->port != 0 && f->ended_us == 0 &&
		    (k != NULL || r->ends_by_refusal))
			doubt[n++] = (struct doubt){f, k, false, NULL};
	}
	if (n > 0)
		ask_talks(v, doubt, n);
	free(doubt);
}
