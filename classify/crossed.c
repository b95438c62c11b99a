/* SPDX-License-Identifier: Apache-2.0 */
/*
 * crossed - one device that a mirror shows on both sides of a router.
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

static bool is_seen_twice(const struct known_talk *x, const struct known_talk *y)
{
	return x->client->net != y->client->net &&
	       net_site(x->client->net) == net_site(y->client->net) &&
	       may_be_one(x->client, y->client) &&
	       may_be_one(x->server, y->server) &&
	       (crosses(x->client, y->client) || crosses(x->server, y->server));
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

/* Those with an end that a router brought. */
static size_t list_brought(const struct inventory *v, struct known_talk **out)
{
	size_t n = 0;

	for (size_t i = 0; i < v->talks.count; i++) {
		struct known_talk *t = v->talk[i];

		if (talk_is_open(t) && (came_over(t->client) ||
					came_over(t->server)))
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

/* All that may be sights of one conversation. */
static void join_sights(struct known_talk *const *talk, size_t n)
{
	if (n > SIGHTS_MAX || !has_one_owner(talk, n, false) ||
	    !has_one_owner(talk, n, true))
		return;
	for (size_t i = 0; i < n; i++)
		for (size_t k = i + 1; k < n; k++)
			if (is_seen_twice(talk[i], talk[k])) {
				join_nodes(talk[i]->client, talk[k]->client);
				join_nodes(talk[i]->server, talk[k]->server);
			}
}

void crossed_join(struct inventory *v)
{
	struct known_talk **talk;
	size_t n, end;

	if (!has_networks(v))
		return;
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
	join_flatten(v);
}
