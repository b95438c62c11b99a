/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lease - one address, given to several devices one after another.
 *
 * Facts name an address, and are summed over all the time: to whom each belongs
 * is told by when it was seen. A lease lasts from the first to the last moment
 * at which DHCP, ARP or a frame bound the address to its MAC; what was seen in
 * the time of several belongs to the shortest of these, so that who had the
 * address for an hour amid another's year keeps what is his. Of two that had it
 * one after the other, be it within seconds, the nearer one has it.
 *
 * Only where DHCP gave an address to several, or where one after another claimed
 * it by ARP, as when a device is replaced by one with the same settings: two that
 * merely claim it at once are a conflict, and no lease. For a judgement the facts
 * of such an address are dealt out to endpoints of their own; at its end they lie
 * where they lay.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/mix.h"
#include "capture/base/must.h"
#include "classify/inventory.h"

/* What one conversation tells comes up to a minute around its binding: for this
 * long a guest is not taken for his host. */
#define AROUND_US 60000000u

/* Of an address that more had in turn nothing is told apart: a stranger that
 * acknowledges leases endlessly must not cost the more for it. */
enum { TENANTS_MAX = 1024 };

/* Between the last of one and the first of who replaces it; and so many in all. */
static const uint64_t turn_us = 3600000000;
enum { TURNS_MAX = 8 };

/* ---- who had an address, and when ------------------------------------------------ */

static bool is_binding(const struct known_fact *f)
{
	return attr_leases(f->attr) || f->attr == A_arp_binding ||
	       (f->attr == A_frame_binding && fact_word(f) == 0);
}

static struct lease lease_at(const struct endpoint *p)
{
	struct lease l = {.host = p->host, .from_us = UINT64_MAX,
			  .given = p->leased};

	for (const struct known_fact *f = p->fact; f != NULL; f = f->next) {
		if (!is_binding(f))
			continue;
		if (f->first_us < l.from_us)
			l.from_us = f->first_us;
		if (f->last_us > l.to_us)
			l.to_us = f->last_us;
	}
	return l;
}

/* The later one, then the lower MAC: who has the address now. */
static bool is_later(const struct lease *a, const struct lease *b)
{
	if (a->to_us != b->to_us)
		return a->to_us > b->to_us;
	return mac_compare(a->host->mac, b->host->mac) < 0;
}

static void add_lease(struct inventory *v, struct node *address,
		      const struct endpoint *p)
{
	struct lease *l = pool_take(&v->judged, sizeof(*l));
	struct lease *first = address->now.lease;

	*l = lease_at(p);
	if (first == NULL || is_later(l, first)) {
		l->next = first;
		address->now.lease = l;
	} else {
		l->next = first->next;
		first->next = l;
	}
}

/* What it is, as long as nothing is dealt out to it. */
static void clear_share(struct endpoint *p)
{
	p->spoke = p->keyed = p->identifies = p->numbers = p->describes =
		p->sends = p->dirty = false;
}

/* Whether it was told of anybody who has it by more than frames. */
static bool is_claim(const struct endpoint *p)
{
	return p->binds && (p->leased || p->claims) && p->part == 0 &&
	       p->host != NULL &&
	       p->address != NULL;
}

/* Counts how many claim each address, and how many each MAC claims; what was of
 * tenants is of the address again. */
static bool count_claims(struct inventory *v)
{
	bool several = false;

	for (size_t i = 0; i < v->endpoints.count; i++) {
		struct endpoint *p = v->endpoint[i];

		if (is_share(p))
			clear_share(p);
		else if (v->leased && p->address != NULL &&
			 node_is_tenant(p->address))
			p->address = address_node(v, p->ip, p->net);
		if (is_share(p) || !is_claim(p))
			continue;
		several |= node_claimed(p->address) > 1;
		if (addr_is_v4(p->ip))
			node_claimed(p->host);
	}
	return several;
}

static void forget_counts(struct inventory *v)
{
	for (size_t i = 0; i < v->nodes.count; i++)
		v->node[i]->now.claimed = 0;
}

/* Whether nobody had it at the time of another, nor shortly before or after; and
 * who came later took no other one, as who pretends does. */
static bool are_turns(const struct lease *first)
{
	const struct lease *oldest = first;
	unsigned n = 0;

	for (const struct lease *l = first; l != NULL; l = l->next)
		if (l->from_us < oldest->from_us)
			oldest = l;
	for (const struct lease *l = first; l != NULL; l = l->next) {
		if (++n > TURNS_MAX ||
		    (!l->given && l != oldest && l->host->now.claimed > 1))
			return false;
		for (const struct lease *k = l->next; k != NULL; k = k->next)
			if (l->from_us < k->to_us + turn_us &&
			    k->from_us < l->to_us + turn_us)
				return false;
	}
	return true;
}

/* Only what DHCP gave. */
static struct lease *given_of(struct lease *first)
{
	struct lease **at = &first;

	while (*at != NULL)
		if ((*at)->given)
			at = &(*at)->next;
		else
			*at = (*at)->next;
	return first;
}

/* A node for each that had it; all but the latest are of the past. */
static void make_tenants(struct inventory *v, struct node *address)
{
	for (struct lease *l = address->now.lease; l != NULL; l = l->next) {
		l->tenant = node_of(v, address->ip, l->host->mac, address->net);
		memset(&l->tenant->now, 0, sizeof(l->tenant->now));
		l->tenant->now.past = l != address->now.lease;
	}
}

static bool is_shared(const struct lease *l)
{
	unsigned n = 0;

	for (; l != NULL && n <= TENANTS_MAX; l = l->next)
		n++;
	return n > 1 && n <= TENANTS_MAX;
}

/* Whether there is any; an address that only one had has none. */
static bool find_leases(struct inventory *v)
{
	bool any = false;

	if (!count_claims(v)) {
		forget_counts(v);
		return false;
	}
	for (size_t i = 0; i < v->endpoints.count; i++) {
		struct endpoint *p = v->endpoint[i];

		if (!is_share(p) && is_claim(p) &&
		    p->address->now.claimed > 1)
			add_lease(v, p->address, p);
	}
	for (size_t i = 0, n = v->nodes.count; i < n; i++) {
		struct node_verdict *now = &v->node[i]->now;

		if (!are_turns(now->lease))
			now->lease = given_of(now->lease);
		if (!is_shared(now->lease))
			now->lease = NULL;
		if (now->lease == NULL)
			continue;
		make_tenants(v, v->node[i]);
		any = true;
	}
	forget_counts(v);
	return any;
}

/* ---- whose something is ----------------------------------------------------------- */

static uint64_t outside(const struct lease *l, uint64_t from_us, uint64_t to_us,
			uint64_t around_us)
{
	uint64_t before = l->from_us > from_us + around_us
				  ? l->from_us - from_us - around_us
				  : 0;
	uint64_t after = to_us > l->to_us + around_us
				 ? to_us - l->to_us - around_us
				 : 0;

	return before + after;
}

static bool overlap(const struct lease *a, const struct lease *b)
{
	return a->from_us <= b->to_us && b->from_us <= a->to_us;
}

static bool fits_better(const struct lease *a, const struct lease *b,
			uint64_t from_us, uint64_t to_us)
{
	uint64_t around_us = overlap(a, b) ? AROUND_US : 0;
	uint64_t out_a = outside(a, from_us, to_us, around_us);
	uint64_t out_b = outside(b, from_us, to_us, around_us);

	if (out_a != out_b)
		return out_a < out_b;
	if (a->to_us - a->from_us != b->to_us - b->from_us)
		return a->to_us - a->from_us < b->to_us - b->from_us;
	return mac_compare(a->host->mac, b->host->mac) < 0;
}

static struct node *whose(const struct node *address, uint64_t from_us,
			  uint64_t to_us)
{
	const struct lease *best = address->now.lease;

	for (const struct lease *l = best->next; l != NULL; l = l->next)
		if (fits_better(l, best, from_us, to_us))
			best = l;
	return best->tenant;
}

/* ---- facts dealt out -------------------------------------------------------------- */

static struct share *add_share(struct inventory *v, struct endpoint *p,
			       struct node *tenant)
{
	struct share *s = pool_take(&v->pool, sizeof(*s));
	struct endpoint *at = pool_take(&v->pool, sizeof(*at));
	uint64_t id = mix(mix_word(MIX_START, endpoint_id(p)), &tenant->mac,
			  sizeof(tenant->mac)) | 1;

	*s = (struct share){.base = p, .at = at, .next = p->share};
	*at = (struct endpoint){.ip = p->ip, .net = p->net, .part = p->part,
				.share = s, .address = tenant};
	p->share = s;
	endpoint_put(v, at, id);
	return s;
}

static struct share *share_of(struct inventory *v, struct endpoint *p,
			      struct node *tenant)
{
	struct share *s = p->share;

	while (s != NULL && s->at->address != tenant)
		s = s->next;
	return s != NULL ? s : add_share(v, p, tenant);
}

/* What the facts of a share are, as far as they may be. */
static void note_share(struct share *s)
{
	const struct endpoint *p = s->base;
	struct endpoint *at = s->at;
	bool any = at->facts > 0;
	uint64_t mark = 0;

	for (const struct known_fact *f = at->fact; f != NULL; f = f->next)
		mark += f->id;
	at->dirty = p->dirty || s->mark != mark;
	s->mark = mark;
	at->spoke = any && p->spoke;
	at->keyed = any && p->keyed;
	at->identifies = any && p->identifies;
	at->numbers = any && p->numbers;
	at->describes = any && p->describes;
	at->sends = any && p->sends;
}

/* Meanwhile it is nowhere itself. */
static void deal(struct inventory *v, struct endpoint *p)
{
	for (struct known_fact *f = p->fact, *next; f != NULL; f = next) {
		struct share *s = share_of(
			v, p, whose(p->address, f->first_us, f->last_us));

		next = f->next;
		f->next = s->at->fact;
		f->at = s->at;
		s->at->fact = f;
		s->at->facts++;
	}
	p->fact = NULL;
	p->facts = 0;
	p->address = NULL;
	for (struct share *s = p->share; s != NULL; s = s->next)
		note_share(s);
}

/* What names a MAC belongs to its lease as it is. */
static void give_whole(struct endpoint *p)
{
	struct lease all = {.from_us = UINT64_MAX};

	for (const struct lease *l = p->address->now.lease; l != NULL;
	     l = l->next)
		if (l->host == p->host) {
			p->address = l->tenant;
			return;
		}
	for (const struct known_fact *f = p->fact; f != NULL; f = f->next) {
		if (f->first_us < all.from_us)
			all.from_us = f->first_us;
		if (f->last_us > all.to_us)
			all.to_us = f->last_us;
	}
	p->address = whose(p->address, all.from_us, all.to_us);
}

static struct node *side_of(struct inventory *v, struct node *n,
			    const struct known_talk *k)
{
	if (node_is_tenant(n))
		n = address_node(v, n->ip, n->net);
	return n->now.lease != NULL ? whose(n, k->first_us, k->last_us) : n;
}

void lease_begin(struct inventory *v)
{
	size_t n = v->endpoints.count;
	bool before = v->leased;

	v->leased = find_leases(v);
	if (!v->leased && !before)
		return;
	for (size_t i = 0; i < n; i++) {
		struct endpoint *p = v->endpoint[i];

		if (is_share(p) || p->address == NULL ||
		    p->address->now.lease == NULL)
			continue;
		if (p->host != NULL)
			give_whole(p);
		else
			deal(v, p);
	}
	for (size_t i = 0; i < v->talks.count; i++) {
		struct known_talk *k = v->talk[i];

		k->client = side_of(v, k->client, k);
		k->server = side_of(v, k->server, k);
	}
}

/* Back to where they are looked for when more comes. */
void lease_end(struct inventory *v)
{
	for (size_t i = 0; v->leased && i < v->endpoints.count; i++) {
		struct endpoint *at = v->endpoint[i], *base;

		if (!is_share(at))
			continue;
		base = at->share->base;
		base->address = address_node(v, base->ip, base->net);
		for (struct known_fact *f = at->fact, *next; f != NULL;
		     f = next) {
			next = f->next;
			f->next = base->fact;
			f->at = base;
			base->fact = f;
			base->facts++;
		}
		at->fact = NULL;
		at->facts = 0;
	}
}
