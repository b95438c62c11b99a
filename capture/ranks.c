/* SPDX-License-Identifier: Apache-2.0 */
/* ranks - in which order flows are forgotten. */
#include "capture/flow.h"

#include "capture/base/must.h"

enum {
	MOVED_PARTS = 16, /* a flow moves up its list as often while it idles  */
	SPARED = 32,      /* that spoke of late, before one must give way      */
	/* Each rank keeps one place in so many: those who come must live long
	 * enough to show what they are, also where all others have. */
	RESERVED_PARTS = 8,
};

/* Both sides ended it, or one reset it. */
static bool is_closed(const struct flow *w)
{
	return (w->flags[0] & w->flags[1] & TCP_FIN) != 0 ||
	       ((w->flags[0] | w->flags[1]) & TCP_RST) != 0;
}

uint64_t flow_idle_us(const struct flow_limits *l, const struct flow *w)
{
	uint32_t s = w->l4 != L4_TCP ? l->idle_other_s
		     : is_closed(w)  ? l->idle_closed_s
				     : l->idle_tcp_s;

	return s * (uint64_t)1000000;
}

static uint8_t rank_of(const struct flow *w)
{
	bool talked = w->told || w->packets[0] + w->packets[1] > 1;

	if (is_closed(w))
		return RANK_CLOSED;
	return (uint8_t)((w->boring ? 0 : RANK_LISTENING) |
			 (talked ? RANK_TALKED : 0) |
			 (w->l4 == L4_TCP ? RANK_TCP : 0));
}

void ranks_begin(struct ranks *k, const struct flow_limits *l,
		 struct slot *slot)
{
	*k = (struct ranks){.limits = l, .slot = slot, .wake_us = UINT64_MAX};
	for (unsigned i = 0; i < RANKS; i++)
		k->ranked[i] = (struct ranked){UINT64_MAX, NONE, NONE, 0};
}

/* When the first of a rank will have idled long enough; none: never. */
static uint64_t over_us(const struct ranks *k, const struct ranked *r)
{
	const struct flow *w;

	if (r->oldest == NONE)
		return UINT64_MAX;
	w = &k->slot[r->oldest].flow;
	return w->last_us + flow_idle_us(k->limits, w);
}

void ranks_leave(struct ranks *k, struct flow *w)
{
	struct ranked *r = &k->ranked[w->rank];

	*(w->older == NONE ? &r->oldest : &k->slot[w->older].flow.newer) =
		w->newer;
	*(w->newer == NONE ? &r->newest : &k->slot[w->newer].flow.older) =
		w->older;
	r->n--;
	if (w->older == NONE)
		r->wake_us = over_us(k, r);
}

void ranks_join(struct ranks *k, struct slot *s)
{
	struct flow *w = &s->flow;
	uint32_t at = (uint32_t)(s - k->slot);
	struct ranked *r;

	w->rank = rank_of(w);
	w->ranked_us = w->last_us;
	r = &k->ranked[w->rank];
	w->older = r->newest;
	w->newer = NONE;
	*(w->older == NONE ? &r->oldest : &k->slot[w->older].flow.newer) = at;
	r->newest = at;
	r->n++;
	if (r->oldest != at)
		return;
	r->wake_us = over_us(k, r);
	if (r->wake_us < k->wake_us)
		k->wake_us = r->wake_us;
}

void ranks_move(struct ranks *k, struct slot *s)
{
	struct flow *w = &s->flow;

	/* Its neighbours lie elsewhere in memory: not for each packet. */
	if (w->rank == rank_of(w) &&
	    w->last_us - w->ranked_us <=
		    flow_idle_us(k->limits, w) / MOVED_PARTS)
		return;
	ranks_leave(k, w);
	ranks_join(k, s);
}

struct slot *ranks_over(struct ranks *k, unsigned rank, uint64_t now_us)
{
	struct ranked *r = &k->ranked[rank];

	if (now_us <= r->wake_us)
		return NULL;
	r->wake_us = over_us(k, r);
	return now_us > r->wake_us ? &k->slot[r->oldest] : NULL;
}

void ranks_sleep(struct ranks *k)
{
	k->wake_us = UINT64_MAX;
	for (unsigned i = 0; i < RANKS; i++)
		if (k->ranked[i].wake_us < k->wake_us)
			k->wake_us = k->ranked[i].wake_us;
}

static bool has_share(const struct ranks *k, uint32_t n)
{
	return n <= k->limits->flows / RESERVED_PARTS;
}

/* Of the lowest rank that has more than its share the one that has waited
 * longest in its list; those that are closed first. */
static struct slot *last_in_line(const struct ranks *k)
{
	const struct ranked *closed = &k->ranked[RANK_CLOSED];

	if (!has_share(k, closed->n))
		return &k->slot[closed->oldest];
	for (unsigned rank = 0; rank < RANK_TCP; rank++) {
		const struct ranked *other = &k->ranked[rank];
		const struct ranked *tcp = &k->ranked[rank | RANK_TCP];
		uint32_t a = other->oldest, b = tcp->oldest;

		if (has_share(k, other->n + tcp->n))
			continue;
		if (a == NONE || (b != NONE && k->slot[b].flow.last_us <
						       k->slot[a].flow.last_us))
			a = b;
		return &k->slot[a];
	}
	must(false);
	return NULL;
}

/* Who has spoken since he joined the list goes to its end first. */
struct slot *ranks_least(struct ranks *k)
{
	struct slot *s = last_in_line(k);

	for (unsigned i = 0; i < SPARED && s->flow.last_us > s->flow.ranked_us;
	     i++) {
		ranks_leave(k, &s->flow);
		ranks_join(k, s);
		s = last_in_line(k);
	}
	return s;
}
