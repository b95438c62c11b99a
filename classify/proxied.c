/* SPDX-License-Identifier: Apache-2.0 */
/*
 * proxied - addresses for which a router answers ARP (RFC 1027).
 *
 * A MAC that has an address of its own beside, and has taken from the TTL of this
 * one, answers for what is behind it. So does one that has more addresses of one
 * network than a device has; a switch has one in each of many.
 */
#include "capture/base/mix.h"
#include "classify/inventory.h"

enum { OWNED_MAX = 8 }; /* IPv4 addresses of a network that one device may have */

static bool is_only_far(const struct node_verdict *n)
{
	return n->far != NULL && n->far == n->owner && !n->direct;
}

static bool is_strong(const struct node *address)
{
	const struct node_verdict *n = &address->now;

	return n->owner != NULL && n->binding > BOUND_BY_FRAME && !n->past &&
	       !n->shared && addr_is_v4(address->ip);
}

/* What it had before it got one is no address of a router. */
bool proxied_note(const struct node *address)
{
	struct node_verdict *mac;

	if (!is_strong(address))
		return false;
	mac = &address->now.owner->now;
	mac->strong++;
	mac->near_too |= !is_only_far(&address->now) &&
			 !addr_is_link_local(address->ip);
	return mac->strong > OWNED_MAX;
}

static bool is_crowded(const struct node *address)
{
	return is_strong(address) &&
	       address->now.owner->now.strong > OWNED_MAX;
}

static uint64_t place_of(const struct node *address)
{
	const struct mac *mac = &address->now.owner->mac;

	return mix_word(mix(MIX_START, mac, sizeof(*mac)), address->net) | 1;
}

void proxied_count(struct inventory *v, struct ids *counts)
{
	for (size_t i = 0; i < v->nodes.count; i++) {
		const struct node *address = v->node[i];
		unsigned *n;

		if (!is_crowded(address))
			continue;
		n = ids_find(counts, place_of(address));
		if (n == NULL) {
			n = pool_take(&v->judged, sizeof(*n));
			*n = 0;
			ids_put(counts, place_of(address), n);
		}
		++*n;
	}
}

bool is_proxied(const struct ids *counts, const struct node *address)
{
	const unsigned *n;

	if (address->now.owner->now.near_too && is_only_far(&address->now))
		return true;
	n = is_crowded(address) ? ids_find(counts, place_of(address)) : NULL;
	return n != NULL && *n > OWNED_MAX;
}
