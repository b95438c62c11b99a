/* SPDX-License-Identifier: Apache-2.0 */
/* policy_ask - whom a policy is about, and what a list of flows says of it. */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/policy.h"

struct place {
	struct addr addr;
	net_t net;
};

static int by_address(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	int order = addr_compare(x->addr, y->addr);

	return order != 0 ? order : x->net < y->net ? -1 : x->net > y->net;
}

/* Each address in each of its networks, sorted. */
static struct place *places_of(const struct policy *p, size_t *n)
{
	struct place *list = must_alloc(2 * p->flows + 1, sizeof(*list));
	size_t all = 0;

	for (size_t i = 0; i < p->flows; i++)
		for (unsigned k = 0; k < 2; k++)
			if (p->flow[i].verdict < POLICY_INSIDE &&
			    policy_concerns(p, p->flow[i].of[k]))
				list[all++] = (struct place){p->flow[i].end[k],
							     p->flow[i].net};
	qsort(list, all, sizeof(*list), by_address);
	*n = 0;
	for (size_t i = 0; i < all; i++)
		if (*n == 0 || by_address(&list[*n - 1], &list[i]) != 0)
			list[(*n)++] = list[i];
	return list;
}

struct addr *policy_devices(const struct policy *p, size_t *n)
{
	size_t places;
	struct place *list = places_of(p, &places);
	struct addr *out = must_alloc(places + 1, sizeof(*out));

	*n = 0;
	for (size_t i = 0; i < places; i++)
		if (*n == 0 || addr_compare(out[*n - 1], list[i].addr) != 0)
			out[(*n)++] = list[i].addr;
	free(list);
	return out;
}

bool policy_overlaps(const struct policy *p)
{
	size_t places;
	struct place *list = places_of(p, &places);
	bool found = false;

	for (size_t i = 1; i < places; i++)
		found = found ||
			addr_compare(list[i - 1].addr, list[i].addr) == 0;
	free(list);
	return found;
}

static struct flow_end end_of(const struct policy_flow *f, enum policy_end end)
{
	return (struct flow_end){
		.ip = f->end[end],
		.class = f->of[end]->class[0] != '\0' ? f->of[end]->class : NULL,
		.asset = f->of[end]->id,
	};
}

/* Of several protocols each must be allowed. */
bool policy_covered(const struct zones *zones, const struct policy_flow *f,
		    bool *met)
{
	const char *at = f->protocol;
	char word[POLICY_PROTOCOLS];
	bool all = true;

	do {
		struct flow_wish w = {
			.from = end_of(f, POLICY_CLIENT),
			.to = end_of(f, POLICY_SERVER),
			.net = f->net,
			.port = f->port,
			.l4 = f->l4,
			.protocol = word,
		};
		const struct flow_rule *rule;
		size_t n = strcspn(at, " ");

		memcpy(word, at, n);
		word[n] = '\0';
		rule = zones_flow(zones, &w);
		if (rule != NULL && met != NULL)
			met[rule->number] = true;
		all = all && zones_cover(zones, &w);
		at += n + strspn(at + n, " ");
	} while (*at != '\0');
	return all;
}
