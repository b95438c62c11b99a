/* SPDX-License-Identifier: Apache-2.0 */
/*
 * crossed - one device that a mirror shows in several networks.
 *
 * Of a trunk, or of several VLANs, each packet that is routed is seen twice: with
 * the tag of one network, where its sender has a MAC, and with that of another,
 * where a router has brought it. An address is another one in another network, for
 * houses use ranges twice. But a conversation of the same two addresses about the
 * same service, begun at the same time, is the same; and if one end has
 * its MAC here and a router before it there, it went from one to the other.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/inventory.h"

enum {
	SAME_US = 1000000, /* between the two sights of a packet               */
	SIGHTS_MAX = 16,   /* of one conversation: more is no mirror           */
};

/* By who talks about what. */
static int compare(const struct known_talk *x, const struct known_talk *y)
{
	int order = addr_compare(x->client->ip, y->client->ip);

	if (order == 0)
		order = addr_compare(x->server->ip, y->server->ip);
	if (order == 0)
		order = x->port - y->port;
	if (order == 0)
		order = x->l4 - y->l4;
	return order != 0 ? order : strcmp(x->protocol, y->protocol);
}

static int by_ends(const void *a, const void *b)
{
	const struct known_talk *x = *(struct known_talk *const *)a;
	const struct known_talk *y = *(struct known_talk *const *)b;
	int order = compare(x, y);

	if (order != 0)
		return order;
	if (x->first_us != y->first_us)
		return x->first_us < y->first_us ? -1 : 1;
	return x->client->net < y->client->net ? -1
					       : x->client->net > y->client->net;
}

/* Of two in that order. */
static bool is_same(const struct known_talk *x, const struct known_talk *y)
{
	return compare(x, y) == 0 && y->first_us - x->first_us <= SAME_US;
}

/* It has a MAC there; not by what was joined so far. */
static bool is_at_home(const struct node *n)
{
	return n->now.owner != NULL && n->now.binding != BOUND_NOT;
}

/* With a router's MAC, and never with its own. */
static bool came_over(const struct node *n)
{
	return !is_at_home(n) && n->now.far != NULL && !n->now.direct;
}

static bool crosses(const struct node *a, const struct node *b)
{
	return (is_at_home(a) && came_over(b)) ||
	       (is_at_home(b) && came_over(a));
}

/* Not two that have a MAC each: then they are two. */
static bool may_be_one(struct node *a, struct node *b)
{
	const struct node *x = join_leader(a), *y = join_leader(b);

	if (head_of(a) == NULL || head_of(b) == NULL || a->now.apart ||
	    b->now.apart)
		return false;
	return x == y || ((came_over(a) || came_over(b)) &&
			  (!node_is_mac(x) || !node_is_mac(y)));
}

/* Of whom one direction is shown alone, the other end is nobody. */
static bool are_two(struct node *a, struct node *b)
{
	return head_of(a) != NULL && head_of(b) != NULL && !may_be_one(a, b);
}

static bool is_one(struct node *a, struct node *b)
{
	return crosses(a, b) && may_be_one(a, b);
}

static bool is_seen_twice(const struct known_talk *x, const struct known_talk *y)
{
	return x->client->net != y->client->net &&
	       net_site(x->client->net) == net_site(y->client->net) &&
	       !are_two(x->client, y->client) &&
	       !are_two(x->server, y->server) &&
	       (is_one(x->client, y->client) || is_one(x->server, y->server));
}

static bool has_networks(const struct inventory *v)
{
	const struct node *first = NULL;

	for (size_t i = 0; i < v->nodes.count; i++) {
		const struct node *n = v->node[i];

		if (node_is_mac(n))
			continue;
		if (first == NULL)
			first = n;
		if (n->net != first->net)
			return true;
	}
	return false;
}

/* It is beyond a router, or may be: it says nothing here. */
static bool may_be_far(const struct known_talk *t, enum side side,
		       const struct node *end, const struct node *other)
{
	return came_over(end) || (t->packets[side] == 0 && is_at_home(other));
}

/* Those with such an end, and more than one packet. */
static size_t list_brought(const struct inventory *v, struct known_talk **out)
{
	size_t n = 0;

	for (size_t i = 0; i < v->talks.count; i++) {
		struct known_talk *t = v->talk[i];

		if (t->packets[CLIENT] + t->packets[SERVER] > 1 &&
		    (may_be_far(t, CLIENT, t->client, t->server) ||
		     may_be_far(t, SERVER, t->server, t->client)))
			out[n++] = t;
	}
	return n;
}

/* Whether those that have a MAC at one end have the same one. */
static bool has_one_owner(struct known_talk *const *talk, size_t n, bool server)
{
	const struct node *first = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct node *end = server ? talk[i]->server
						: talk[i]->client;

		if (!is_at_home(end))
			continue;
		if (first == NULL)
			first = end->now.owner;
		if (end->now.owner != first)
			return false;
	}
	return true;
}

/* Two sights of one. It is in the network where it is at home. */
static void join_ends(struct node *a, struct node *b)
{
	if (!may_be_one(a, b))
		return;
	join_nodes(a, b);
	a->now.beside |= came_over(a) && is_at_home(b);
	b->now.beside |= came_over(b) && is_at_home(a);
}

/* All that may be sights of one conversation. */
static void join_sights(struct known_talk *const *talk, size_t n)
{
	if (n > SIGHTS_MAX || !has_one_owner(talk, n, false) ||
	    !has_one_owner(talk, n, true))
		return;
	for (size_t i = 0; i < n; i++)
		for (size_t k = i + 1; k < n; k++)
			if (is_seen_twice(talk[i], talk[k])) {
				join_ends(talk[i]->client, talk[k]->client);
				join_ends(talk[i]->server, talk[k]->server);
			}
}

static void join_talks(struct inventory *v)
{
	struct known_talk **talk;
	size_t n, end;

	talk = must_alloc(v->talks.count + 1, sizeof(*talk));
	n = list_brought(v, talk);
	if (n > 0)
		qsort((void *)talk, n, sizeof(*talk), by_ends);
	for (size_t i = 0; i < n; i = end) {
		end = i + 1;
		while (end < n && is_same(talk[end - 1], talk[end]))
			end++;
		join_sights(talk + i, end - i);
	}
	free((void *)talk);
}

/* The original is where the client is at home, or else the server. */
bool talk_is_copy(const struct known_talk *t)
{
	return t->client->now.beside ||
	       (t->server->now.beside && !is_at_home(t->client));
}

/* ---- servers ---------------------------------------------------------------------- */

/* By whom a router brings; then by the router, and by where it does. */
static int by_router(const void *a, const void *b)
{
	const struct node *x = *(struct node *const *)a;
	const struct node *y = *(struct node *const *)b;
	int order = addr_compare(x->ip, y->ip);

	if (order == 0)
		order = mac_compare(x->now.far->mac, y->now.far->mac);
	if (order != 0)
		return order;
	return x->net < y->net ? -1 : x->net > y->net;
}

static bool is_brought_too(const struct node *x, const struct node *y)
{
	return addr_compare(x->ip, y->ip) == 0 && x->now.far == y->now.far &&
	       net_site(x->net) == net_site(y->net);
}

/* Each with its next, of those that are brought to several networks. */
static size_t list_servers(struct inventory *v, struct node **out)
{
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < v->nodes.count; i++)
		if (!node_is_mac(v->node[i]) && came_over(v->node[i]) &&
		    head_of(v->node[i]) != NULL && !v->node[i]->now.apart)
			out[n++] = v->node[i];
	if (n > 0)
		qsort((void *)out, n, sizeof(*out), by_router);
	for (size_t i = 0; i < n; i++)
		if ((i > 0 && is_brought_too(out[i - 1], out[i])) ||
		    (i + 1 < n && is_brought_too(out[i], out[i + 1])))
			out[kept++] = out[i];
	return kept;
}

static int by_address(const void *a, const void *b)
{
	return addr_compare(((const struct node *)a)->ip,
			    (*(struct node *const *)b)->ip);
}

/* Takes out whose address two have who are at home in two networks. */
static size_t drop_plans(struct inventory *v, struct node **server, size_t n)
{
	const struct node **home = must_alloc(n, sizeof(*home));
	bool *several = must_alloc(n, sizeof(*several));
	size_t kept = 0;

	for (size_t i = 0; i < v->nodes.count; i++) {
		const struct node *a = v->node[i];
		struct node **at = is_at_home(a) && !node_is_mac(a)
					   ? bsearch(a, server, n,
						     sizeof(*server), by_address)
					   : NULL;
		size_t k = at != NULL ? (size_t)(at - server) : 0;

		if (at == NULL)
			continue;
		while (k > 0 && addr_compare(server[k - 1]->ip, a->ip) == 0)
			k--;
		several[k] |= home[k] != NULL && home[k] != a->now.owner;
		home[k] = a->now.owner;
	}
	for (size_t i = 0, first = 0; i < n; i++) {
		if (addr_compare(server[first]->ip, server[i]->ip) != 0)
			first = i;
		if (!several[first])
			server[kept++] = server[i];
	}
	free(several);
	free((void *)home);
	return kept;
}

static void join_servers(struct inventory *v)
{
	struct node **server = must_alloc(v->nodes.count + 1, sizeof(*server));
	size_t n = list_servers(v, server);

	if (n > 0)
		n = drop_plans(v, server, n);
	for (size_t i = 1; i < n; i++)
		if (is_brought_too(server[i - 1], server[i]) &&
		    may_be_one(server[i - 1], server[i]))
			join_nodes(server[i - 1], server[i]);
	free((void *)server);
}

void crossed_join(struct inventory *v)
{
	if (!has_networks(v))
		return;
	join_talks(v);
	join_servers(v);
	join_flatten(v);
}
