/* SPDX-License-Identifier: Apache-2.0 */
/*
 * outdated - what a device said once, and says otherwise since.
 *
 * Facts are summed over all the time, so what was replaced is still among them. A
 * value is outdated when what spoke for it was last heard before another was heard
 * first, and has been missed for an hour: whoever uses two by turns has both.
 */
#include "capture/base/must.h"
#include "classify/inventory.h"

static const uint64_t missed_us = 3600000000;

static bool is_over(uint64_t last_us, uint64_t first_us, uint64_t heard_us)
{
	return last_us < first_us && last_us + missed_us <= heard_us;
}

/* By one mouth in one place, in the same words but for the value. */
static bool is_replaced_by(const struct reason *old, const struct reason *new)
{
	const struct known_fact *f = old->fact, *g = new->fact;

	return f->attr == g->attr && f->at == g->at && f->voice == g->voice &&
	       f->source == g->source && f->port == g->port &&
	       is_over(f->last_us, g->first_us, g->last_us);
}

static bool is_outdated(const struct claim *all, unsigned n,
			const struct claim *of, const struct reason *why)
{
	for (unsigned i = 0; i < n; i++)
		for (unsigned k = 0; all[i].kind == of->kind && &all[i] != of &&
				     k < all[i].reasons; k++)
			if (is_replaced_by(why, &all[i].reason[k]))
				return true;
	return false;
}

/* Several devices behind one address are no device that changed: so only of
 * what changes while a device stays the same. */
static bool may_change(const struct claim *c)
{
	return c->said == 0 &&
	       (c->kind == CLAIM_VERSION || c->kind == CLAIM_NAME);
}

static uint64_t outdated_of(const struct claim *all, unsigned n,
			    const struct claim *c)
{
	uint64_t outdated = 0;

	for (unsigned k = 0; may_change(c) && k < c->reasons; k++)
		if (is_outdated(all, n, c, &c->reason[k]))
			outdated |= (uint64_t)1 << k;
	return outdated;
}

static void drop_reasons(struct claim *c, uint64_t outdated)
{
	unsigned left = 0;

	for (unsigned k = 0; k < c->reasons; k++)
		if ((outdated >> k & 1) == 0)
			c->reason[left++] = c->reason[k];
	c->reasons = left;
}

unsigned claims_outdate(struct claim *all, unsigned n)
{
	uint64_t outdated[CLAIMS_MAX];
	unsigned left = 0;

	must(n <= CLAIMS_MAX);
	for (unsigned i = 0; i < n; i++)
		outdated[i] = outdated_of(all, n, &all[i]);
	for (unsigned i = 0; i < n; i++) {
		drop_reasons(&all[i], outdated[i]);
		if (all[i].reasons > 0 || outdated[i] == 0)
			all[left++] = all[i];
	}
	return left;
}

static void span_of(const struct claim *c, uint64_t *first, uint64_t *last)
{
	*first = UINT64_MAX;
	*last = 0;
	for (unsigned i = 0; i < c->reasons; i++) {
		const struct known_fact *f = c->reason[i].fact;

		*first = f->first_us < *first ? f->first_us : *first;
		*last = f->last_us > *last ? f->last_us : *last;
	}
}

int claims_by_time(const struct claim *a, const struct claim *b)
{
	uint64_t first, last, first_b, last_b;

	span_of(a, &first, &last);
	span_of(b, &first_b, &last_b);
	return is_over(last, first_b, last_b)   ? 1
	       : is_over(last_b, first, last) ? -1
					      : 0;
}
