/* SPDX-License-Identifier: Apache-2.0 */
/*
 * join - one device that is met in several places.
 *
 * Several interfaces, an address that was given anew, a device seen itself and
 * behind a gateway, or behind two: what they have in common is a number that
 * one device alone has.
 *   - Two places of their own are one device when they tell the same identifier
 *     of themselves, by a protocol that carries no word of others: the forwarder
 *     of an HL7 message or of an image repeats the serial number of its maker.
 *   - A device behind another is the one that has its MAC, or that tells the
 *     same serial number or UDI of itself, by whatever protocol.
 *   - Two devices behind others are one by the same numbers.
 * Models that contradict each other, two serial numbers, or a number that many
 * have (a cloned disk) join nothing; nor do two names that hosts give themselves
 * in one way, for a copy is given another name first of all.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "capture/base/must.h"
#include "classify/inventory.h"

enum {
	SHARERS_MAX = 8,   /* of one number: more is nobody's number           */
	SERIAL_LEAST = 5,  /* letters and digits of a serial number that joins */
	MAC_DIGITS = 12,
};

/* A place that an asset goes by: a node, or a device behind one. */
struct place {
	uint64_t asset;
	struct node *node;
	struct child *child;   /* NULL: the node itself                        */
	const char *model, *serial;
	const char *dhcp, *system; /* names of the host                        */
};

enum kind { BY_ID, BY_SERIAL, BY_MAC };

/* That a place is known by a number. */
struct key {
	enum kind kind;
	const char *text;
	struct place *place;
	bool own;              /* by its own word, which carries no other's    */
};

struct joining {
	struct inventory *v;
	struct place *place;
	size_t places;
	struct key *key;
	size_t keys;
};

bool is_joining(const struct fact *f)
{
	const struct attr_row *row = attr_row((enum attr)f->attr);

	return row->kind == KIND_TEXT && f->voice != VOICE_PEER &&
	       (row->key == KEY_STRONG || row->gate == GATE_EUI);
}

/* Protocols in which the messages of others are passed on. */
static bool may_be_relayed(enum attr a)
{
	switch (a) {
	case A_dicom_serial:
	case A_hl7_serial:
	case A_astm_serial:
	case A_poct1_serial:
	case A_udi:
		return true;
	default:
		return false;
	}
}

static bool is_long(const char *serial)
{
	size_t n = 0;

	for (; *serial != '\0'; serial++)
		n += isalnum((unsigned char)*serial) != 0;
	return n >= SERIAL_LEAST;
}

/* ---- keys ------------------------------------------------------------------------- */

static void add_key(struct joining *j, enum kind kind, const char *text,
		    struct place *p, bool own)
{
	j->key = grow(j->key, j->keys, sizeof(*j->key));
	j->key[j->keys++] = (struct key){kind, text, p, own};
}

/* Twelve digits of the MAC in an EUI-48, or in an EUI-64 made of one. */
static const char *mac_of(struct pool *pool, const char *eui)
{
	char digits[MAC_DIGITS + 1];
	size_t n = strlen(eui);

	if (n != 12 && (n != 16 || (strncasecmp(eui + 6, "FFFE", 4) != 0 &&
				    strncasecmp(eui + 6, "FFFF", 4) != 0)))
		return NULL;
	snprintf(digits, sizeof(digits), "%.6s%.6s", eui,
		 eui + (n == 16 ? 10 : 6));
	for (char *c = digits; *c != '\0'; c++)
		*c = (char)tolower((unsigned char)*c);
	return pool_text(pool, digits);
}

static void note_serial(struct joining *j, struct place *p,
			const struct known_fact *f)
{
	note_text(&p->serial, f->text);
	if (is_long(f->text))
		add_key(j, BY_SERIAL, f->text, p,
			p->child == NULL &&
				!may_be_relayed((enum attr)f->attr));
}

static void note_fact(struct joining *j, struct place *p,
		      const struct known_fact *f)
{
	const struct attr_row *row = attr_row((enum attr)f->attr);
	const char *mac;

	if (row->kind != KIND_TEXT || f->voice == VOICE_PEER ||
	    (p->child == NULL && f->voice != VOICE_SELF))
		return;
	if (row->claim == CLAIM_MODEL)
		note_text(&p->model, f->text);
	else if (f->attr == A_dhcp_host_name)
		note_text(&p->dhcp, f->text);
	else if (f->attr == A_system_name)
		note_text(&p->system, f->text);
	if (row->gate == GATE_EUI && p->child != NULL) {
		mac = mac_of(&j->v->judged, f->text);
		if (mac != NULL)
			add_key(j, BY_MAC, mac, p, false);
	} else if (row->key == KEY_STRONG && row->gate == GATE_SERIAL) {
		/* Images say who made them, not who sends them. */
		if (f->attr != A_dicom_serial)
			note_serial(j, p, f);
	} else if (row->key == KEY_STRONG && row->gate == GATE_UDI) {
		if (p->child != NULL && strstr(f->text, "(21)") != NULL)
			add_key(j, BY_ID, f->text, p, false);
	} else if (row->key == KEY_STRONG && p->child == NULL) {
		add_key(j, BY_ID, f->text, p, true);
	}
}

static int by_asset(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->asset != y->asset)
		return x->asset < y->asset ? -1 : 1;
	return (x->child != NULL) - (y->child != NULL);
}

static struct place *place_at(const struct joining *j, uint64_t asset)
{
	struct place wanted = {.asset = asset};
	size_t low = 0, high = j->places;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (j->place[middle].asset < wanted.asset)
			low = middle + 1;
		else
			high = middle;
	}
	return low < j->places && j->place[low].asset == asset ? &j->place[low]
							       : NULL;
}

static uint64_t asset_at(const struct endpoint *p)
{
	struct node *n = node_at(p), *head = n != NULL ? head_of(n) : NULL;

	if (p->child != NULL)
		return p->child->asset;
	return head != NULL ? asset_id_of(head) : 0;
}

/* Places of which an endpoint tells a number, each once. */
static void list_places(struct joining *j)
{
	struct inventory *v = j->v;
	size_t kept = 0;

	for (size_t i = 0; i < v->endpoints.count; i++) {
		struct endpoint *p = v->endpoint[i];
		uint64_t asset = p->keyed ? asset_at(p) : 0;

		if (asset == 0)
			continue;
		j->place = grow(j->place, j->places, sizeof(*j->place));
		j->place[j->places++] = (struct place){
			.asset = asset,
			.node = p->child == NULL ? head_of(node_at(p)) : NULL,
			.child = p->child};
	}
	if (j->places > 0)
		qsort(j->place, j->places, sizeof(*j->place), by_asset);
	for (size_t i = 0; i < j->places; i++)
		if (kept == 0 || j->place[kept - 1].asset != j->place[i].asset)
			j->place[kept++] = j->place[i];
	j->places = kept;
}

static void list_keys(struct joining *j)
{
	struct inventory *v = j->v;

	for (size_t i = 0; i < v->endpoints.count; i++) {
		struct endpoint *p = v->endpoint[i];
		uint64_t asset = p->keyed || p->models || p->named ? asset_at(p) : 0;
		struct place *place =
			asset != 0 ? place_at(j, asset) : NULL;

		for (const struct known_fact *f = p->fact;
		     place != NULL && f != NULL; f = f->next)
			note_fact(j, place, f);
	}
}

/* ---- joining ---------------------------------------------------------------------- */

static int by_key(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	int order;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	order = strcmp(x->text, y->text);
	if (order != 0)
		return order;
	return by_asset(x->place, y->place);
}

/* "MX800" is "IntelliVue MX800". */
static bool models_fit(const char *a, const char *b)
{
	return a == NULL || b == NULL || strcasestr(a, b) != NULL ||
	       strcasestr(b, a) != NULL;
}

/* "pump1" and "pump1.hosp.example" are one. */
static bool names_fit(const char *a, const char *b)
{
	size_t n = a != NULL ? strcspn(a, ".") : 0;

	return a == NULL || b == NULL ||
	       (n == strcspn(b, ".") && strncasecmp(a, b, n) == 0);
}

static bool may_be_one(const struct key *x, const struct key *y)
{
	const struct place *a = x->place, *b = y->place;

	if (!models_fit(a->model, b->model) || !names_fit(a->dhcp, b->dhcp) ||
	    !names_fit(a->system, b->system))
		return false;
	return x->kind == BY_SERIAL || a->serial == NULL ||
	       b->serial == NULL || strcmp(a->serial, b->serial) == 0;
}

/* The node whose asset a node is by now. */
struct node *join_leader(struct node *n)
{
	while (n->now.owner != NULL)
		n = n->now.owner;
	return n;
}

/* The one with a MAC leads, then the lower number: it keeps its name. */
void join_nodes(struct node *a, struct node *b)
{
	bool first;

	a = join_leader(a);
	b = join_leader(b);
	if (a == b)
		return;
	first = node_is_mac(a) == node_is_mac(b)
			? asset_id_of(a) < asset_id_of(b)
			: node_is_mac(a);
	if (first)
		b->now.owner = a;
	else
		a->now.owner = b;
}

static void join_own(const struct key *key, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t k = 0; k < i; k++)
			if (key[i].own && key[k].own &&
			    !key[i].place->node->now.apart &&
			    !key[k].place->node->now.apart &&
			    may_be_one(&key[i], &key[k]))
				join_nodes(key[i].place->node,
					   key[k].place->node);
}

/* The one node that tells the same, or NULL when none or several do. */
static struct node *only_node(const struct key *key, size_t n,
			      const struct key *child)
{
	struct node *only = NULL;

	for (size_t i = 0; i < n; i++) {
		struct node *one;

		if (key[i].place->child != NULL || !may_be_one(&key[i], child))
			continue;
		one = join_leader(key[i].place->node);
		if (only != NULL && only != one)
			return NULL;
		only = one;
	}
	return only;
}

static void join_child(const struct key *key, size_t n, size_t at)
{
	struct child *c = key[at].place->child;
	struct node *node = only_node(key, n, &key[at]);

	if (c->as_node != NULL || c->as_child != NULL)
		return;
	c->as_node = node;
	for (size_t i = 0; i < at && node == NULL; i++) {
		struct child *first = key[i].place->child;

		if (first == NULL || first == c ||
		    !may_be_one(&key[i], &key[at]))
			continue;
		while (first->as_child != NULL)
			first = first->as_child;
		if (first->as_node != NULL)
			c->as_node = first->as_node;
		else if (first != c)
			c->as_child = first;
		return;
	}
}

/* All places that are known by one number. */
static void join_group(struct joining *j, const struct key *key, size_t n)
{
	size_t places = 0;
	struct mac mac;

	for (size_t i = 0; i < n; i++)
		places += i == 0 || key[i].place != key[i - 1].place;
	if (places > SHARERS_MAX)
		return;
	if (key[0].kind == BY_MAC && mac_parse(key[0].text, &mac) &&
	    !mac_is_local(mac)) {
		struct node *node = node_known(j->v, (struct addr){{0}}, mac, 0);

		for (size_t i = 0; i < n && node != NULL; i++)
			if (head_of(node) != NULL)
				key[i].place->child->as_node =
					join_leader(head_of(node));
	}
	if (places < 2)
		return;
	join_own(key, n);
	for (size_t i = 0; i < n; i++)
		if (key[i].place->child != NULL)
			join_child(key, n, i);
}

/* Who is owned by one that is owned belongs to the last of them. */
void join_flatten(struct inventory *v)
{
	for (size_t i = 0; i < v->nodes.count; i++)
		if (v->node[i]->now.owner != NULL)
			v->node[i]->now.owner = join_leader(v->node[i]);
	for (unsigned i = 0; i < v->children; i++)
		if (v->child[i].as_node != NULL)
			v->child[i].as_node = join_leader(v->child[i].as_node);
}

void join_judge(struct inventory *v)
{
	struct joining j = {.v = v};
	size_t end;

	list_places(&j);
	if (j.places > 0)
		list_keys(&j);
	if (j.keys > 0)
		qsort(j.key, j.keys, sizeof(*j.key), by_key);
	for (size_t i = 0; i < j.keys; i = end) {
		end = i + 1;
		while (end < j.keys && j.key[end].kind == j.key[i].kind &&
		       strcmp(j.key[end].text, j.key[i].text) == 0)
			end++;
		join_group(&j, j.key + i, end - i);
	}
	human_join(v);
	join_flatten(v);
	free(j.place);
	free(j.key);
}

/* The MACs of a device with several interfaces, the lowest first. */
void join_macs(struct inventory *v)
{
	for (size_t i = 0; i < v->nodes.count; i++) {
		struct node *n = v->node[i];
		struct draft *d = n->now.owner != NULL && node_is_mac(n)
					  ? draft_of(n)
					  : NULL;
		struct mac *all;
		unsigned at;

		if (d == NULL)
			continue;
		at = d->asset.macs;
		all = pool_take(&v->judged, (at + 1) * sizeof(*all));
		if (at > 0)
			memcpy(all, d->asset.all_macs, at * sizeof(*all));
		for (; at > 0 && mac_compare(n->mac, all[at - 1]) < 0; at--)
			all[at] = all[at - 1];
		all[at] = n->mac;
		d->asset.all_macs = all;
		d->asset.macs++;
		d->asset.mac = all[0];
	}
}
