/* SPDX-License-Identifier: Apache-2.0 */
/*
 * identity - which endpoint is which asset.
 *
 * A node is an address in its network, or a MAC. An address belongs to the MAC
 * that ARP, neighbour discovery, DHCP or RADIUS bound it to; without such a
 * binding to the MAC of its frames, if no router was between and the MAC speaks
 * for this one address only. A MAC that speaks for many addresses names none of
 * them.
 * An asset is a MAC with its addresses, or an address alone.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/inventory.h"

/* ---- bindings ---------------------------------------------------------------------- */

enum binding binding_of(const struct known_fact *f)
{
	switch (f->attr) {
	case A_arp_binding:
	case A_nd_binding:
		return BOUND_BY_ARP;
	case A_dhcp_binding:
	case A_radius_binding:
		return BOUND_BY_LEASE;
	case A_frame_binding:
		return fact_word(f) == 0 ? BOUND_BY_FRAME : BOUND_NOT;
	default:
		return BOUND_NOT;
	}
}

enum binding binding_span(const struct endpoint *p, uint64_t *first_us,
			  uint64_t *last_us)
{
	enum binding best = BOUND_NOT;

	*first_us = UINT64_MAX;
	*last_us = 0;
	for (const struct known_fact *f = p->fact; f != NULL; f = f->next) {
		enum binding binding = binding_of(f);

		if (binding == BOUND_NOT)
			continue;
		if (binding > best)
			best = binding;
		if (f->first_us < *first_us)
			*first_us = f->first_us;
		if (f->last_us > *last_us)
			*last_us = f->last_us;
	}
	return best;
}

/* The stronger binding, then the later, then the lower MAC. */
static bool is_better(const struct node *address, const struct node *mac,
		      enum binding binding, uint64_t us)
{
	const struct node_verdict *now = &address->now;

	if (now->owner == NULL || binding != now->binding)
		return binding > now->binding;
	if (us != now->bound_us)
		return us > now->bound_us;
	return mac_compare(mac->mac, now->owner->mac) < 0;
}

static void bind(struct node *address, struct node *mac,
		 const struct known_fact *f, enum binding binding)
{
	if (node_is_tenant(address) &&
	    mac_compare(address->mac, mac->mac) != 0)
		return;
	if (binding == BOUND_NOT || address->now.apart || !is_better(address, mac, binding,
					       f->last_us))
		return;
	address->now.owner = mac;
	address->now.binding = binding;
	address->now.bound_us = f->last_us;
}

/* A mirror may show one address in several networks: tagged, and not. */
static void note_framed(struct node_verdict *mac, struct addr ip)
{
	uint32_t v4;

	memcpy(&v4, &ip.b[12], sizeof(v4));
	if (mac->framed == 0)
		mac->framed = v4;
	mac->many |= mac->framed != v4;
}

static enum binding note_binding(struct node *address, struct node *mac,
				 const struct known_fact *f)
{
	enum binding binding = binding_of(f);

	if (f->attr == A_frame_binding && fact_word(f) > 0) {
		if (address->now.far == NULL ||
		    mac_compare(mac->mac, address->now.far->mac) < 0)
			address->now.far = mac;
	} else if (f->attr == A_frame_binding) {
		address->now.direct = true;
	}
	if (f->attr == A_frame_binding && fact_word(f) == 0 &&
	    !address->now.shared && addr_is_v4(address->ip))
		note_framed(&mac->now, address->ip);
	bind(address, mac, f, binding);
	return binding;
}

/* A server that has such an address in turn, without a MAC made for it, is no
 * router on that account, and has its own address still. */
static void note_shared(struct inventory *v)
{
	for (size_t i = 0; i < v->endpoints.count; i++)
		if (v->endpoint[i]->shared && v->endpoint[i]->address != NULL)
			v->endpoint[i]->address->now.shared = true;
}

/* True if several MACs claim one address by more than their frames. */
static bool note_bindings(struct inventory *v)
{
	bool contested = false;

	for (size_t i = 0; i < v->endpoints.count; i++) {
		const struct endpoint *p = v->endpoint[i];
		enum binding best = BOUND_NOT;

		if (p->address == NULL || p->host == NULL || !p->binds)
			continue;
		for (const struct known_fact *f = p->fact; f != NULL;
		     f = f->next) {
			enum binding binding =
				note_binding(p->address, p->host, f);

			if (binding > best)
				best = binding;
		}
		if (best > BOUND_BY_FRAME && !node_is_tenant(p->address))
			contested |= node_claimed(p->address) > 1;
	}
	return contested;
}

/* Takes back what a router's MAC seemed to own. One that routers hand to each
 * other is none of them, and its addresses are nobody's own. */
static void judge_bindings(struct inventory *v)
{
	struct ids crowds = {0};
	bool many = false;

	for (size_t i = 0; i < v->nodes.count; i++) {
		struct node_verdict *n = &v->node[i]->now;

		n->claimed = 0;
		if (n->owner != NULL && mac_is_shared(n->owner->mac))
			n->owner = NULL;
		many |= proxied_note(v->node[i]);
		/* A host that lowers its own TTL is no router. */
		if (n->far != NULL && !n->direct)
			n->far->now.routed++;
	}
	if (many)
		proxied_count(v, &crowds);
	for (size_t i = 0; i < v->nodes.count; i++) {
		struct node_verdict *n = &v->node[i]->now;
		struct addr ip = v->node[i]->ip;
		const struct node_verdict *mac;

		if (n->owner == NULL || node_is_tenant(v->node[i]))
			continue;
		mac = &n->owner->now;
		if (n->binding > BOUND_BY_FRAME) {
			if (is_proxied(&crowds, v->node[i]))
				n->owner = NULL;
			continue;
		}
		/* Frames alone: one address, or none beside its own. What is
		 * link-local never came over a router. */
		if (addr_is_link_local(ip))
			continue;
		if (mac->many || mac->routed > 0 ||
		    (mac->strong > 0 && addr_is_v4(ip)))
			n->owner = NULL;
	}
	ids_free(&crowds);
}

/* The internet has no assets of ours, unless somebody says that there is one. */
struct node *head_of(struct node *n)
{
	if (n->now.owner != NULL)
		return n->now.owner;
	if (!n->now.exists)
		return NULL;
	if (!node_is_mac(n) && addr_is_global(n->ip) && !n->now.apart)
		return NULL;
	return n;
}

/* ---- drafts ------------------------------------------------------------------------ */

uint64_t asset_id_of(struct node *n)
{
	if (n->asset == 0)
		n->asset = asset_id_at(n->ip, n->mac, n->net);
	return n->asset;
}

/* Something that an asset goes by: a node, or a device behind one. Its id
 * stands here, since sorting looks at each some twenty times. */
struct head {
	uint64_t asset;
	struct node *node;
	struct child *child;
};

static void begin_draft(struct draft *d, const struct head *h)
{
	struct asset *a = &d->asset;
	struct node *n = h->node;

	a->id = h->asset;
	a->first_us = UINT64_MAX;
	if (h->child != NULL) {
		a->behind = asset_id_of(head_of(h->child->gateway));
		return;
	}
	d->passes_on = n->now.passes_on;
	if (!node_is_mac(n))
		return;
	a->mac = n->mac;
	a->all_macs = &n->mac;
	a->macs = 1;
}

static int by_asset(const void *a, const void *b)
{
	const struct head *x = a, *y = b;

	return x->asset < y->asset ? -1 : x->asset > y->asset;
}

/* A child may be one that is met itself, or another child, which may be .. */
static struct draft *draft_of_child(const struct child *c)
{
	while (c->as_child != NULL)
		c = c->as_child;
	return c->as_node != NULL ? draft_of(c->as_node) : c->draft;
}

static void make_drafts(struct inventory *v)
{
	struct head *head = must_alloc(v->nodes.count + v->children + 1,
				       sizeof(*head));
	size_t n = 0;

	for (size_t i = 0; i < v->nodes.count; i++)
		if (head_of(v->node[i]) == v->node[i])
			head[n++] = (struct head){
				.asset = asset_id_of(v->node[i]),
				.node = v->node[i]};
	for (unsigned i = 0; i < v->children; i++)
		if (v->child[i].as_node == NULL && v->child[i].as_child == NULL)
			head[n++] = (struct head){.asset = v->child[i].asset,
						  .child = &v->child[i]};
	qsort(head, n, sizeof(*head), by_asset);
	v->draft = pool_take(&v->judged, n * sizeof(*v->draft));
	memset(v->draft, 0, n * sizeof(*v->draft));
	for (size_t i = 0; i < n; i++) {
		struct draft *d = v->drafts > 0 ? &v->draft[v->drafts - 1]
						: NULL;

		/* Two of one number would be one asset. */
		if (d == NULL || d->asset.id != head[i].asset)
			begin_draft(d = &v->draft[v->drafts++], &head[i]);
		if (head[i].child != NULL)
			head[i].child->draft = d;
		else
			head[i].node->now.draft = d;
	}
	free(head);
	for (unsigned i = 0; i < v->children; i++)
		v->child[i].draft = draft_of_child(&v->child[i]);
}

static int by_address(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(((struct asset *)0)->address[0]));
}

struct draft *draft_of(struct node *n)
{
	struct node *head = n == NULL ? NULL : head_of(n);

	return head == NULL ? NULL : head->now.draft;
}

/* The draft that the facts of an endpoint belong to, or NULL; of one whose
 * facts were dealt out, that of who has the address now. */
static struct draft *draft_at(const struct inventory *v,
			      const struct endpoint *p)
{
	if (p->share != NULL && p->address == NULL)
		return draft_of(node_known(v, p->ip, (struct mac){{0}}, p->net)
					->now.lease->tenant);
	return p->child != NULL ? p->child->draft : draft_of(node_at(p));
}

static bool has_address(const struct node *n)
{
	return !addr_is_zero(n->ip) && !n->now.past && !n->now.beside;
}

static void give_addresses(struct inventory *v)
{
	for (size_t i = 0; i < v->nodes.count; i++) {
		struct draft *d = draft_of(v->node[i]);

		if (d != NULL && has_address(v->node[i]))
			d->asset.addresses++;
	}
	for (unsigned i = 0; i < v->drafts; i++) {
		struct asset *a = &v->draft[i].asset;

		a->address = pool_take(&v->judged,
				       a->addresses * sizeof(*a->address));
		a->addresses = 0;
	}
	for (size_t i = 0; i < v->nodes.count; i++) {
		struct draft *d = draft_of(v->node[i]);
		struct asset *a = d != NULL ? &d->asset : NULL;

		if (a == NULL || !has_address(v->node[i]))
			continue;
		memset(&a->address[a->addresses], 0, sizeof(*a->address));
		a->address[a->addresses].ip = v->node[i]->ip;
		a->address[a->addresses++].net = v->node[i]->net;
	}
}

/* IPv4 before IPv6, its own before link-local, the lowest first. */
static unsigned rank(struct addr ip)
{
	return (addr_is_v4(ip) ? 0u : 2u) + addr_is_link_local(ip);
}

static void choose_address(struct asset *a)
{
	if (a->addresses == 0)
		return;
	if (a->addresses > 1)
		qsort(a->address, a->addresses, sizeof(*a->address),
		      by_address);
	a->ip = a->address[0].ip;
	a->net = a->address[0].net;
	for (unsigned i = 1; i < a->addresses; i++)
		if (rank(a->address[i].ip) < rank(a->ip) ||
		    (rank(a->address[i].ip) == rank(a->ip) &&
		     a->address[i].net < a->net)) {
			a->ip = a->address[i].ip;
			a->net = a->address[i].net;
		}
}

static void widen(struct asset *a, uint64_t first_us, uint64_t last_us)
{
	if (first_us < a->first_us)
		a->first_us = first_us;
	if (last_us > a->last_us)
		a->last_us = last_us;
}

static void take_facts(struct draft *d, const struct endpoint *p)
{
	struct asset *a = &d->asset;

	for (struct known_fact *f = p->fact; f != NULL; f = f->next) {
		a->fact[a->facts++] = f;
		attr_set_add(&d->has, (enum attr)f->attr);
		widen(a, f->first_us, f->last_us);
	}
}

/* Who had the facts until now has to be written without them. */
static void change_owner(struct inventory *v, struct endpoint *p,
			 struct draft *d)
{
	uint64_t id = d == NULL ? 0 : d->asset.id;

	p->owner = id;
	if (d != NULL && (p->dirty || !p->kept || p->kept_with != id))
		d->asset.facts_dirty = true;
	if (p->kept && p->kept_with != id &&
	    (d = draft_find(v, p->kept_with)) != NULL)
		d->asset.facts_dirty = true;
}

static void give_facts(struct inventory *v)
{
	unsigned *count = must_alloc(v->drafts + 1, sizeof(*count));

	for (size_t i = 0; i < v->endpoints.count; i++) {
		struct draft *d = draft_at(v, v->endpoint[i]);

		change_owner(v, v->endpoint[i], d);
		if (d != NULL)
			count[d - v->draft] += v->endpoint[i]->facts;
	}
	for (unsigned i = 0; i < v->drafts; i++)
		v->draft[i].asset.fact = pool_take(
			&v->judged, count[i] * sizeof(struct known_fact *));
	free(count);
	for (size_t i = 0; i < v->endpoints.count; i++) {
		struct draft *d = draft_at(v, v->endpoint[i]);

		if (d != NULL)
			take_facts(d, v->endpoint[i]);
	}
	for (unsigned i = 0; i < v->drafts; i++) {
		draft_fetch(v, i);
		draft_sort(&v->draft[i]);
	}
}

/* Who was only called need not be there any more, nor who sent one SYN, unless
 * it came from his own MAC or is one of many. */
static bool is_sign_of_life(const struct node *n, const struct known_talk *k,
			    unsigned side)
{
	bool forged = side == 0 && k->half && !node_asks_much(n) &&
		      (n->now.owner == NULL ||
		       mac_compare(n->now.owner->mac, k->mac[0]) != 0);

	return k->packets[side] > (forged ? 1 : 0);
}

/* Whose an end is; its asset, or 0. */
static uint64_t give_end(struct known_talk *k, enum side side, struct node *n)
{
	struct draft *d = draft_of(n);

	k->ends[side] = d;
	if (d == NULL)
		return 0;
	if (is_sign_of_life(n, k, side))
		widen(&d->asset, k->first_us, k->last_us);
	return d->asset.id;
}

static void give_talks(struct inventory *v)
{
	for (size_t i = 0; i < v->talks.count; i++) {
		struct known_talk *k = v->talk[i];
		uint64_t client = give_end(k, CLIENT, k->client);
		uint64_t server = give_end(k, SERVER, k->server);

		k->part->dirty |= k->client_asset != client ||
				  k->server_asset != server;
		k->client_asset = client;
		k->server_asset = server;
		if (client != 0)
			k->ends[CLIENT]->asked++;
	}
}

void identity_judge(struct inventory *v)
{
	for (size_t i = 0; i < v->nodes.count; i++)
		memset(&v->node[i]->now, 0, sizeof(v->node[i]->now));
	existence_hide_crowds(v);
	lease_begin(v);
	human_split(v);
	note_shared(v);
	if (note_bindings(v))
		contested_judge(v);
	judge_bindings(v);
	existence_judge(v);
	crossed_join(v);
	behind_judge(v);
	join_judge(v);
	make_drafts(v);
	join_macs(v);
	give_addresses(v);
	give_facts(v);
	give_talks(v);
	talks_services(v);
	for (unsigned i = 0; i < v->drafts; i++) {
		struct asset *a = &v->draft[i].asset;

		choose_address(a);
		if (!mac_is_zero(a->mac))
			a->mac_owner = knowledge_oui(v->knowledge, a->mac);
	}
}
