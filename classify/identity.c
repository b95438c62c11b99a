/* SPDX-License-Identifier: Apache-2.0 */
/*
 * identity - which endpoint is which asset.
 *
 * A node is an address in its network, or a MAC. An address belongs to the MAC
 * that ARP, neighbour discovery or DHCP bound it to; without such a binding to
 * the MAC of its frames, if no router was between and the MAC speaks for this
 * one address only. A MAC that speaks for many addresses names none of them.
 * An asset is a MAC with its addresses, or an address alone.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/inventory.h"

enum {
	OWNED_MAX = 8,     /* IPv4 addresses that one device may have          */
	ASSET_BITS = 48,
};

/* How well an address is bound to a MAC, the best last. */
enum binding { BOUND_NOT, BOUND_BY_FRAME, BOUND_BY_DHCP, BOUND_BY_ARP };

struct node {
	struct subject key;    /* ip and net, or mac (and net if local)        */
	struct node *owner;    /* of an address: its MAC's node                */
	enum binding binding;
	uint64_t bound_us;
	unsigned strong;       /* of a MAC: IPv4 addresses bound to it         */
	unsigned framed;       /* IPv4 addresses seen behind it, no hop between */
	unsigned routed;       /* addresses only seen behind it, over hops     */
	bool direct;           /* an address once seen without a hop between   */
	struct node *far;      /* the MAC of its frames when hops were between */
	bool exists;           /* spoke so that no single packet can fake it   */
	struct draft *draft;
};

struct nodes {
	struct ids table;
	struct node **list;
	unsigned count;
	struct node **about;   /* of each fact, in the inventory's order       */
};

static struct node *node_of(struct nodes *t, const struct subject *key)
{
	uint64_t id = quick_id(key, sizeof(*key));
	struct node *n;

	/* A number met twice steps aside: the key decides. */
	while ((n = ids_find(&t->table, id)) != NULL) {
		if (memcmp(&n->key, key, sizeof(*key)) == 0)
			return n;
		id += 2;
	}
	n = must_alloc(1, sizeof(*n));
	n->key = *key;
	ids_put(&t->table, id, n);
	t->list = grow((void *)t->list, t->count, sizeof(*t->list));
	t->list[t->count++] = n;
	return n;
}

static struct node *address_node(struct nodes *t, struct addr ip, net_t net)
{
	struct subject key;

	if (addr_is_zero(ip) || addr_is_group(ip))
		return NULL;
	memset(&key, 0, sizeof(key));
	key.ip = ip;
	key.net = net;
	return node_of(t, &key);
}

/* The registry gives a MAC to one device; a made-up one only counts in its
 * own network. */
static struct node *mac_node(struct nodes *t, struct mac mac, net_t net)
{
	struct subject key;

	if (mac_is_zero(mac) || mac_is_group(mac))
		return NULL;
	memset(&key, 0, sizeof(key));
	key.mac = mac;
	key.net = mac_is_local(mac) ? net : 0;
	return node_of(t, &key);
}

/* ---- bindings ---------------------------------------------------------------------- */

static enum binding binding_of(const struct fact *f)
{
	switch (f->attr) {
	case A_arp_binding:
	case A_nd_binding:
		return BOUND_BY_ARP;
	case A_dhcp_binding:
		return BOUND_BY_DHCP;
	case A_frame_binding:
		return f->word == 0 ? BOUND_BY_FRAME : BOUND_NOT;
	default:
		return BOUND_NOT;
	}
}

/* The stronger binding, then the later, then the lower MAC. */
static bool is_better(const struct node *address, const struct node *mac,
		      enum binding binding, uint64_t us)
{
	if (address->owner == NULL || binding != address->binding)
		return binding > address->binding;
	if (us != address->bound_us)
		return us > address->bound_us;
	return mac_compare(mac->key.mac, address->owner->key.mac) < 0;
}

static void bind(struct node *address, struct node *mac, const struct fact *f)
{
	enum binding binding = binding_of(f);

	if (binding == BOUND_NOT || !is_better(address, mac, binding,
					       f->last_us))
		return;
	address->owner = mac;
	address->binding = binding;
	address->bound_us = f->last_us;
}

static void note_bindings(struct inventory *v, struct nodes *t)
{
	for (size_t i = 0; i < v->facts.count; i++) {
		const struct fact *f = &v->fact[i]->fact;
		struct node *address = address_node(t, f->subject.ip,
						    f->subject.net);
		struct node *mac = mac_node(t, f->subject.mac, f->subject.net);

		t->about[i] = address != NULL ? address : mac;
		if (address == NULL || mac == NULL)
			continue;
		if (f->attr == A_frame_binding && f->word > 0)
			address->far = mac;
		else if (f->attr == A_frame_binding)
			address->direct = true;
		if (f->attr == A_frame_binding && f->word == 0 &&
		    addr_is_v4(f->subject.ip))
			mac->framed++;
		bind(address, mac, f);
	}
}

/* Takes back what a router's MAC seemed to own. */
static void judge_bindings(struct nodes *t)
{
	for (unsigned i = 0; i < t->count; i++) {
		struct node *n = t->list[i];

		if (n->owner != NULL && n->binding > BOUND_BY_FRAME &&
		    addr_is_v4(n->key.ip))
			n->owner->strong++;
		/* A host that lowers its own TTL is no router. */
		if (n->far != NULL && !n->direct)
			n->far->routed++;
	}
	for (unsigned i = 0; i < t->count; i++) {
		struct node *n = t->list[i];
		const struct node *mac = n->owner;

		if (mac == NULL)
			continue;
		if (n->binding > BOUND_BY_FRAME) {
			if (mac->strong > OWNED_MAX)
				n->owner = NULL; /* answers ARP for others */
			continue;
		}
		/* Frames alone: one address, or none beside its own. What is
		 * link-local never came over a router. */
		if (addr_is_link_local(n->key.ip))
			continue;
		if (mac->framed > 1 || mac->routed > 0 ||
		    (mac->strong > 0 && addr_is_v4(n->key.ip)))
			n->owner = NULL;
	}
}

/* ---- existence --------------------------------------------------------------------- */

static void note_existence(struct inventory *v, struct nodes *t)
{
	for (size_t i = 0; i < v->facts.count; i++) {
		const struct fact *f = &v->fact[i]->fact;
		struct node *n = t->about[i];

		if (n == NULL)
			continue;
		if (f->voice == VOICE_SELF)
			n->exists = true;
	}
	for (unsigned i = 0; i < t->count; i++)
		if (t->list[i]->owner != NULL &&
		    (t->list[i]->exists ||
		     t->list[i]->binding > BOUND_BY_FRAME))
			t->list[i]->owner->exists = true;
}

/* The node whose asset this is, or NULL: the internet has no assets of ours. */
static struct node *head_of(struct node *n)
{
	if (n->owner != NULL)
		return n->owner;
	if (!n->exists)
		return NULL;
	if (mac_is_zero(n->key.mac) && addr_is_global(n->key.ip))
		return NULL;
	return n;
}

/* ---- drafts ------------------------------------------------------------------------ */

static void name_draft(struct draft *d, const struct node *n)
{
	struct asset *a = &d->asset;
	char text[ADDR_TEXT], net[NET_TEXT];

	if (!mac_is_zero(n->key.mac)) {
		mac_print(n->key.mac, text);
		a->mac = n->key.mac;
		a->all_macs = must_alloc(1, sizeof(*a->all_macs));
		a->all_macs[0] = n->key.mac;
		a->macs = 1;
	} else {
		addr_print(n->key.ip, text);
	}
	net_print(n->key.net, net);
	snprintf(a->key, sizeof(a->key), "%s %s%s%s",
		 a->macs > 0 ? "mac" : "ip", n->key.net != 0 ? net : "",
		 n->key.net != 0 ? " " : "", text);
	a->id = stable_id(a->key, strlen(a->key)) >> (63 - ASSET_BITS);
	a->first_us = UINT64_MAX;
}

static int by_asset(const void *a, const void *b)
{
	const struct draft *x = a, *y = b;

	return x->asset.id < y->asset.id ? -1 : x->asset.id > y->asset.id;
}

static unsigned count_heads(struct nodes *t)
{
	unsigned n = 0;

	for (unsigned i = 0; i < t->count; i++)
		n += head_of(t->list[i]) == t->list[i];
	return n;
}

static void make_drafts(struct inventory *v, struct nodes *t)
{
	struct node *of_draft;

	v->draft = must_alloc(count_heads(t), sizeof(*v->draft));
	for (unsigned i = 0; i < t->count; i++)
		if (head_of(t->list[i]) == t->list[i])
			name_draft(&v->draft[v->drafts++], t->list[i]);
	if (v->drafts > 0)
		qsort(v->draft, v->drafts, sizeof(*v->draft), by_asset);
	/* Nodes find their draft by its key again. */
	for (unsigned i = 0; i < t->count; i++) {
		struct draft probe = {0}, *found;

		of_draft = head_of(t->list[i]);
		if (of_draft == NULL || of_draft->draft != NULL)
			continue;
		name_draft(&probe, of_draft);
		found = bsearch(&probe, v->draft, v->drafts, sizeof(probe),
				by_asset);
		free(probe.asset.all_macs);
		of_draft->draft = found;
	}
}

static int by_address(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(((struct asset *)0)->address[0]));
}

static void add_address(struct asset *a, const struct subject *key)
{
	a->address = grow(a->address, a->addresses, sizeof(*a->address));
	memset(&a->address[a->addresses], 0, sizeof(*a->address));
	a->address[a->addresses].ip = key->ip;
	a->address[a->addresses++].net = key->net;
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
	qsort(a->address, a->addresses, sizeof(*a->address), by_address);
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

static struct draft *draft_of(struct node *n)
{
	struct node *head = n == NULL ? NULL : head_of(n);

	return head == NULL ? NULL : head->draft;
}

static void widen(struct asset *a, uint64_t first_us, uint64_t last_us)
{
	if (first_us < a->first_us)
		a->first_us = first_us;
	if (last_us > a->last_us)
		a->last_us = last_us;
}

static void give_facts(struct inventory *v, struct nodes *t)
{
	for (size_t i = 0; i < v->facts.count; i++) {
		struct known_fact *k = v->fact[i];
		struct draft *d = draft_of(t->about[i]);
		uint64_t id = d == NULL ? 0 : d->asset.id;

		k->dirty |= k->asset != id;
		k->asset = id;
		if (d == NULL)
			continue;
		d->fact = grow((void *)d->fact, d->facts, sizeof(*d->fact));
		d->fact[d->facts++] = k;
		draft_note(d, k->fact.attr);
		widen(&d->asset, k->fact.first_us, k->fact.last_us);
	}
}

static uint64_t asset_at(struct nodes *t, struct addr ip, net_t net,
			 const struct talk_record *talk)
{
	struct draft *d = draft_of(address_node(t, ip, net));

	if (d == NULL)
		return 0;
	widen(&d->asset, talk->first_us, talk->last_us);
	return d->asset.id;
}

static void give_talks(struct inventory *v, struct nodes *t)
{
	for (size_t i = 0; i < v->talks.count; i++) {
		struct known_talk *k = v->talk[i];
		const struct talk_record *talk = &k->talk;
		uint64_t client = asset_at(t, talk->client, talk->net, talk);
		uint64_t server = asset_at(t, talk->server, talk->net, talk);

		k->dirty |= k->client_asset != client ||
			    k->server_asset != server;
		k->client_asset = client;
		k->server_asset = server;
	}
}

void identity_judge(struct inventory *v)
{
	struct nodes t = {0};

	t.about = must_alloc(v->facts.count + 1, sizeof(*t.about));
	note_bindings(v, &t);
	judge_bindings(&t);
	note_existence(v, &t);
	make_drafts(v, &t);
	for (unsigned i = 0; i < t.count; i++)
		if (!addr_is_zero(t.list[i]->key.ip) &&
		    draft_of(t.list[i]) != NULL)
			add_address(&draft_of(t.list[i])->asset,
				    &t.list[i]->key);
	give_facts(v, &t);
	give_talks(v, &t);
	for (unsigned i = 0; i < v->drafts; i++) {
		choose_address(&v->draft[i].asset);
		v->draft[i].asset.mac_owner = knowledge_oui(
			v->knowledge, v->draft[i].asset.mac);
	}
	for (unsigned i = 0; i < t.count; i++)
		free(t.list[i]);
	free((void *)t.list);
	free((void *)t.about);
	ids_free(&t.table);
}
