/* SPDX-License-Identifier: Apache-2.0 */
/*
 * outside - which end of a conversation is in the internet.
 *
 * Where the hospital names its ranges these decide. Else a private address is
 * inside, and so is one of the network of a neighbour: in IPv6 a house has global
 * addresses by design, and in some it has them in IPv4. A neighbour is whom ARP,
 * neighbour discovery or DHCP bound to a MAC; a router answers ARP for others.
 *
 * Addresses of documents are in no house and not in the internet; in captures
 * that were made to show or to test something they stand for either. From a
 * private address, or from a neighbour's, they are the internet.
 */
#include <stdlib.h>

#include "classify/hits.h"

static int by_house(const void *a, const void *b)
{
	const struct addr *x = a, *y = b;

	return same_house(*x, *y) ? 0 : addr_compare(*x, *y);
}

static bool is_neighbour(const struct node *n)
{
	const struct node_verdict *now = &n->now;

	return now->owner != NULL && now->binding > BOUND_BY_FRAME &&
	       (!addr_is_v4(n->ip) || now->owner->now.strong == 1);
}

void outside_begin(struct hits *h)
{
	const struct inventory *v = h->v;

	for (size_t i = 0; i < v->nodes.count; i++) {
		const struct node *n = v->node[i];

		if (!is_neighbour(n) ||
		    zones_far(v->knowledge->zones, n->ip, n->net) == FAR_NOT ||
		    (h->owns > 0 && same_house(h->own[h->owns - 1], n->ip)))
			continue;
		h->own = grow(h->own, h->owns, sizeof(*h->own));
		h->own[h->owns++] = n->ip;
	}
	if (h->owns > 0)
		qsort(h->own, h->owns, sizeof(*h->own), by_house);
}

static enum far far_of(const struct hits *h, struct addr ip, net_t net)
{
	enum far far = zones_far(h->v->knowledge->zones, ip, net);

	return far != FAR_NOT && h->owns > 0 &&
			       bsearch(&ip, h->own, h->owns, sizeof(*h->own),
				       by_house) != NULL
		       ? FAR_NOT
		       : far;
}

bool is_outside(const struct hits *h, struct addr ip, net_t net)
{
	return far_of(h, ip, net) == FAR_GLOBAL;
}

/* What it does not route: whoever talks with that is inside, too. */
static bool is_local(struct addr ip)
{
	return addr_is_link_local(ip) ||
	       (!addr_is_v4(ip) && !addr_is_global(ip) && !addr_is_example(ip));
}

/* Controllers of wireless networks answer by 192.0.2.1 or 1.1.1.1, which they made
 * up; from the internet nobody gives out addresses. */
static bool is_lease(const struct known_talk *t)
{
	return t->l4 == 17 && t->port == 67;
}

struct outside talk_outside(const struct hits *h, const struct known_talk *t)
{
	struct addr c = t->client->ip, s = t->server->ip;
	enum far client = far_of(h, c, t->client->net);
	enum far server = far_of(h, s, t->client->net);

	if ((client != FAR_NOT &&
	     (server != FAR_NOT ? same_house(c, s) : is_local(s))) ||
	    addr_is_link_local(c) || is_lease(t))
		return (struct outside){false, false};
	return (struct outside){client == FAR_GLOBAL || client > server,
				server == FAR_GLOBAL || server > client};
}
