/* SPDX-License-Identifier: Apache-2.0 */
/* policy_reach - what hangs on a device: who would miss it, who reaches it. */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/policy.h"

/* A device, or an address that is nobody's. */
struct spot {
	uint64_t asset;
	struct addr ip;        /* zero for an asset                            */
	net_t net;
	unsigned step;         /* 0: not reached, else 1 + steps               */
	const struct policy_flow *by;
};

struct spots {
	struct spot *spot;
	size_t n;
};

static struct spot spot_of(const struct policy_flow *f, unsigned end)
{
	struct spot s = {.asset = f->of[end]->id};

	if (s.asset == 0) {
		s.ip = f->end[end];
		s.net = f->net;
	}
	return s;
}

static int by_identity(const void *a, const void *b)
{
	const struct spot *x = a, *y = b;
	int order;

	if (x->asset != y->asset)
		return x->asset < y->asset ? -1 : 1;
	order = addr_compare(x->ip, y->ip);
	return order != 0 ? order : x->net < y->net ? -1 : x->net > y->net;
}

static struct spots all_spots(const struct policy *p)
{
	struct spots s = {must_alloc(2 * p->flows + 1, sizeof(*s.spot)), 0};
	size_t all = 0;

	for (size_t i = 0; i < p->flows; i++)
		for (unsigned end = 0; end < 2; end++)
			s.spot[all++] = spot_of(&p->flow[i], end);
	qsort(s.spot, all, sizeof(*s.spot), by_identity);
	for (size_t i = 0; i < all; i++)
		if (s.n == 0 || by_identity(&s.spot[s.n - 1], &s.spot[i]) != 0)
			s.spot[s.n++] = s.spot[i];
	return s;
}

static struct spot *find(const struct spots *s, const struct spot *key)
{
	return bsearch(key, s->spot, s->n, sizeof(*s->spot), by_identity);
}

static bool is_usable(const struct policy_flow *f)
{
	return f->open && policy_has_port(f->l4) &&
	       !addr_is_group(f->end[POLICY_SERVER]);
}

/* One step against or along the conversations; rows are in order, so that the
 * first that leads to somebody is the one that is told. */
static void walk(const struct policy *p, const struct spots *s,
		 enum policy_way way, unsigned step)
{
	unsigned near = way == POLICY_REACHES ? POLICY_CLIENT : POLICY_SERVER;

	for (size_t i = 0; i < p->flows; i++) {
		const struct policy_flow *f = &p->flow[i];
		struct spot a, b, *from, *to;

		if (!is_usable(f))
			continue;
		a = spot_of(f, near);
		b = spot_of(f, 1 - near);
		from = find(s, &a);
		to = find(s, &b);
		if (from->step != step || to->step != 0)
			continue;
		to->step = step + 1;
		to->by = f;
	}
}

static struct policy_step step_of(const struct spots *s, const struct spot *at,
				  enum policy_way way)
{
	unsigned near = way == POLICY_REACHES ? POLICY_CLIENT : POLICY_SERVER;
	struct spot before = spot_of(at->by, near);

	return (struct policy_step){
		.step = at->step - 1,
		.ip = at->by->end[1 - near],
		.net = at->by->net,
		.who = at->by->of[1 - near],
		.by = at->by,
		.over = find(s, &before)->by,
	};
}

static int by_nearness(const void *a, const void *b)
{
	const struct policy_step *x = a, *y = b;
	int order = (int)x->step - (int)y->step;

	if (order == 0)
		order = policy_rank(x->who) - policy_rank(y->who);
	if (order == 0)
		order = addr_compare(x->ip, y->ip);
	if (order != 0 || x->net == y->net)
		return order;
	return x->net < y->net ? -1 : 1;
}

struct policy_step *policy_reach(const struct policy *p, uint64_t asset,
				 enum policy_way way, size_t *n)
{
	struct spots s = all_spots(p);
	struct spot key = {.asset = asset}, *start = find(&s, &key);
	struct policy_step *out = must_alloc(s.n + 1, sizeof(*out));

	*n = 0;
	if (start != NULL) {
		start->step = 1;
		for (unsigned step = 1; step <= POLICY_STEPS; step++)
			walk(p, &s, way, step);
	}
	for (size_t i = 0; i < s.n; i++)
		if (s.spot[i].step > 1)
			out[(*n)++] = step_of(&s, &s.spot[i], way);
	qsort(out, *n, sizeof(*out), by_nearness);
	free(s.spot);
	return out;
}

bool policy_is_behind(const struct policy *p, const struct policy_asset *a,
		      uint64_t asset)
{
	for (unsigned n = 0; a->behind != 0 && n < POLICY_BEHIND; n++) {
		if (a->behind == asset)
			return true;
		a = policy_asset_of(p, a->behind);
	}
	return false;
}

/* ---- what would break ---------------------------------------------------------------- */

/* One end of a conversation, to be sorted by the other end. */
struct loss {
	const struct policy_flow *flow;
	const struct policy_asset *other;
};

/* Clinical and critical partners first, services before pings, and then the most
 * regular. */
static int by_loss(const void *a, const void *b)
{
	const struct loss *x = a, *y = b;
	int order = policy_rank(x->other) - policy_rank(y->other);

	if (order == 0)
		order = policy_has_port(y->flow->l4) -
			policy_has_port(x->flow->l4);
	if (order == 0)
		order = (int)days_count(y->flow->days) -
			(int)days_count(x->flow->days);
	if (order != 0)
		return order;
	return x->flow < y->flow ? -1 : x->flow > y->flow; /* as judged */
}

const struct policy_flow **policy_broken(const struct policy *p, uint64_t asset,
					 size_t *n)
{
	struct loss *loss = must_alloc(p->flows + 1, sizeof(*loss));
	const struct policy_flow **out;

	*n = 0;
	for (size_t i = 0; i < p->flows; i++) {
		const struct policy_flow *f = &p->flow[i];
		bool asks = f->of[POLICY_CLIENT]->id == asset;

		if (f->open && asks != (f->of[POLICY_SERVER]->id == asset))
			loss[(*n)++] = (struct loss){
				f, f->of[asks ? POLICY_SERVER : POLICY_CLIENT]};
	}
	qsort(loss, *n, sizeof(*loss), by_loss);
	out = must_alloc(*n + 1, sizeof(*out));
	for (size_t i = 0; i < *n; i++)
		out[i] = loss[i].flow;
	free(loss);
	return out;
}
