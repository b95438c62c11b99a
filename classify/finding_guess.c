/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_guess - many logins turned down within five minutes.
 *
 * Refusals are told by which five minutes of the clock they fell into. Two such
 * that follow each other count together when all of theirs lie within five
 * minutes, so what begins in the middle is no less than what begins on time.
 */
#include <stdio.h>
#include <stdlib.h>

#include "capture/base/must.h"
#include "classify/hits.h"

enum { REFUSED = 10 };       /* more are a guess                               */

/* What was told of one service in one five minutes of the clock. */
struct slot {
	uint64_t number, first_us, last_us;
	uint64_t refused;
	size_t first, end;   /* its facts                                      */
};

static uint64_t slot_of(const struct known_fact *f)
{
	return fact_word(f) / REFUSALS;
}

/* How many a number stands for that stood for none before it; see
 * proto/refused.h. */
static uint64_t stands_for(const struct known_fact *f)
{
	static const uint8_t more[REFUSALS] = {[1] = 1, [2] = 1, [4] = 2, [8] = 4,
					 [11] = 3};

	return more[fact_word(f) % REFUSALS];
}

static int by_service_and_time(const void *a, const void *b)
{
	const struct known_fact *x = *(const struct known_fact *const *)a;
	const struct known_fact *y = *(const struct known_fact *const *)b;

	if (x->port != y->port)
		return x->port < y->port ? -1 : 1;
	return fact_word(x) < fact_word(y) ? -1 : fact_word(x) > fact_word(y);
}

static struct slot read_slot(struct known_fact **fact, size_t n, size_t first)
{
	struct slot s = {.number = slot_of(fact[first]),
			 .first_us = UINT64_MAX,
			 .first = first,
			 .end = first};

	for (; s.end < n && fact[s.end]->port == fact[first]->port &&
	       slot_of(fact[s.end]) == s.number;
	     s.end++) {
		const struct known_fact *f = fact[s.end];

		if (!fact_is_copy(f))
			s.refused += stands_for(f) * f->count;
		if (f->first_us < s.first_us)
			s.first_us = f->first_us;
		if (f->last_us > s.last_us)
			s.last_us = f->last_us;
	}
	return s;
}

/* The two, if they are one burst over the border; else the later. */
static struct slot join(const struct slot *a, const struct slot *b)
{
	struct slot both = *b;

	if (b->number != a->number + 1 || b->last_us - a->first_us > REFUSED_US)
		return *b;
	both.first = a->first;
	both.refused += a->refused;
	return both;
}

static void raise(struct hits *h, const struct text_rule *r,
		  const struct draft *d, struct known_fact **fact,
		  const struct slot *most)
{
	char text[OBS_TEXT];
	const char *detail;

	if (most->refused <= REFUSED)
		return;
	snprintf(text, sizeof(text), "at least %llu logins refused within five "
		 "minutes", (unsigned long long)most->refused);
	detail = pool_text(&h->v->judged, text);
	for (size_t i = most->first; i < most->end; i++)
		hits_fact(h, r, d, fact[i]->port, fact[i], detail);
}

/* The five minutes with most refusals of each service. */
static void judge(struct hits *h, const struct text_rule *r,
		  const struct draft *d, struct known_fact **fact, size_t n)
{
	struct slot before = {0}, most = {0};

	for (size_t i = 0; i < n; i = before.end) {
		struct slot now = read_slot(fact, n, i), joined = now;

		if (i > 0 && fact[i]->port == fact[i - 1]->port)
			joined = join(&before, &now);
		else if (i > 0) {
			raise(h, r, d, fact, &most);
			most = (struct slot){0};
		}
		if (joined.refused > most.refused)
			most = joined;
		before = now;
	}
	raise(h, r, d, fact, &most);
}

void finding_guess(struct hits *h)
{
	const struct text_rule *r = rule_find(h->v->knowledge, "SCN-004");

	for (unsigned i = 0; i < h->v->drafts; i++) {
		const struct draft *d = &h->v->draft[i];
		struct known_fact **fact;
		size_t n = 0;

		if (!draft_has(d, A_login_refused))
			continue;
		fact = must_alloc(d->asset.facts, sizeof(*fact));
		for (unsigned k = 0; k < d->asset.facts; k++)
			if (d->asset.fact[k]->attr == A_login_refused &&
			    fact_counts(d->asset.fact[k]))
				fact[n++] = d->asset.fact[k];
		qsort((void *)fact, n, sizeof(*fact), by_service_and_time);
		judge(h, r, d, fact, n);
		free((void *)fact);
	}
}
