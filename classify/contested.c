/* SPDX-License-Identifier: Apache-2.0 */
/*
 * contested - whose an address is that several MACs claim.
 *
 * By ARP, neighbour discovery, DHCP or RADIUS; what frames alone show is no claim.
 * The latest claim counts, as after a replacement, unless another one had the
 * address before and has it still: then somebody pretends, or two were given the
 * same, and who came first stays. Who claims several addresses that were given to
 * others is a bridge before them or stands between them, and has none of these.
 */
#include <stdlib.h>

#include "capture/base/must.h"
#include "classify/inventory.h"

struct rival {
	const struct endpoint *at;
	uint64_t first_us, last_us;
	bool usurps;           /* it was given to another one                  */
};

/* Frames show how long it has the address, once it has claimed it. */
static bool rival_of(const struct endpoint *p, struct rival *out)
{
	*out = (struct rival){.at = p};
	return p->binds && p->address != NULL && p->host != NULL &&
	       p->address->now.claimed > 1 && !p->address->now.apart &&
	       binding_span(p, &out->first_us, &out->last_us) > BOUND_BY_FRAME;
}

static int by_address(const void *a, const void *b)
{
	const struct endpoint *x = ((const struct rival *)a)->at;
	const struct endpoint *y = ((const struct rival *)b)->at;
	int order = addr_compare(x->ip, y->ip);

	if (order != 0)
		return order;
	return x->net != y->net ? number_order(x->net, y->net)
				: mac_compare(x->mac, y->mac);
}

static bool is_given(const struct rival *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (r[i].at->leased)
			return true;
	return false;
}

/* Counts at the MAC what it claims of others. */
static void note_usurpers(struct rival *r, size_t n)
{
	for (size_t i = 0; is_given(r, n) && i < n; i++) {
		r[i].usurps = !r[i].at->leased;
		if (r[i].usurps)
			node_claimed(r[i].at->host);
	}
}

static bool is_between(const struct rival *r)
{
	return r->usurps && r->at->host->now.claimed > 1;
}

/* Of two that both have it, or had: by a lease, then by the time, in the order of
 * their MACs. */
static bool was_first(const struct rival *a, const struct rival *b)
{
	if (a->at->leased != b->at->leased)
		return a->at->leased;
	return a->first_us < b->first_us;
}

static void judge(const struct rival *r, size_t n)
{
	const struct rival *best = NULL;
	uint64_t latest_us = 0;

	for (size_t i = 0; i < n; i++)
		if (!is_between(&r[i]) && r[i].first_us > latest_us)
			latest_us = r[i].first_us;
	for (size_t i = 0; i < n; i++)
		if (!is_between(&r[i]) &&
		    (r[i].first_us == latest_us || r[i].last_us > latest_us) &&
		    (best == NULL || was_first(&r[i], best)))
			best = &r[i];
	if (best != NULL) {
		best->at->address->now.owner = best->at->host;
		best->at->address->now.binding = BOUND_BY_ARP;
	}
}

static size_t same_address(const struct rival *r, size_t n)
{
	size_t same = 1;

	while (same < n && r[same].at->address == r[0].at->address)
		same++;
	return same;
}

void contested_judge(struct inventory *v)
{
	struct rival *r = must_alloc(v->endpoints.count, sizeof(*r));
	size_t n = 0;

	for (size_t i = 0; i < v->endpoints.count; i++)
		n += rival_of(v->endpoint[i], &r[n]);
	if (n > 1)
		qsort(r, n, sizeof(*r), by_address);
	for (size_t i = 0, same; i < n; i += same) {
		same = same_address(&r[i], n - i);
		note_usurpers(&r[i], same);
	}
	for (size_t i = 0, same; i < n; i += same) {
		same = same_address(&r[i], n - i);
		judge(&r[i], same);
	}
	free(r);
}
