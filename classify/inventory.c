/* SPDX-License-Identifier: Apache-2.0 */
/*
 * inventory - the set of all facts and conversations, and its judgement.
 *
 * Merging two sights is first = min, last = max, count = sum, so neither order
 * nor the number of workers changes the set.
 */
#include "classify/heard.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/mix.h"
#include "capture/base/must.h"

enum { WALKED = 16 }; /* facts of an endpoint that are found without a table  */

/* ---- facts and conversations -------------------------------------------------------- */

struct inventory_limits inventory_defaults(void)
{
	return (struct inventory_limits){
		.facts = 4000000,
		.talks = 4000000,
		.facts_per_subject = 4096,
		.talks_per_client = 65536,
		.strangers = 262144,
		.parts_per_subject = 4096,
		.facts_per_part = 128,
		.shares = 2000000,
		.starts = 65536,
	};
}

struct inventory *inventory_open(const struct knowledge *k,
				 const struct inventory_limits *limits)
{
	struct inventory *v = must_alloc(1, sizeof(*v));

	v->knowledge = k;
	v->limits = *limits;
	return v;
}

/* ---- nodes and endpoints ------------------------------------------------------------ */

/* The node, or NULL; and the number under which it stands or would. */
static struct node *find_node(const struct inventory *v, struct addr ip,
			      struct mac mac, net_t net, uint64_t *id)
{
	struct node *n;

	*id = endpoint_sum(&(struct subject){.ip = ip, .mac = mac, .net = net},
			   0);
	/* A number met twice steps aside: the key decides. */
	while ((n = ids_find(&v->nodes, *id)) != NULL) {
		if (memcmp(&n->ip, &ip, sizeof(ip)) == 0 &&
		    memcmp(&n->mac, &mac, sizeof(mac)) == 0 && n->net == net)
			return n;
		*id += 2;
	}
	return NULL;
}

struct node *node_known(const struct inventory *v, struct addr ip,
			struct mac mac, net_t net)
{
	bool anywhere = !mac_is_zero(mac) && !mac_is_local(mac);
	uint64_t unused;

	return find_node(v, ip, mac, anywhere ? 0 : net, &unused);
}

struct node *address_known(const struct inventory *v, struct addr ip, net_t net)
{
	uint64_t unused;

	return find_node(v, ip, (struct mac){{0}}, net, &unused);
}

struct node *node_of(struct inventory *v, struct addr ip, struct mac mac,
		     net_t net)
{
	uint64_t id;
	struct node *n = find_node(v, ip, mac, net, &id);

	if (n != NULL)
		return n;
	n = pool_take(&v->pool, sizeof(*n));
	*n = (struct node){.ip = ip, .mac = mac, .net = net};
	v->node = grow((void *)v->node, (unsigned)v->nodes.count,
		       sizeof(struct node *));
	v->node[v->nodes.count] = n;
	ids_put(&v->nodes, id, n);
	return n;
}

struct node *address_node(struct inventory *v, struct addr ip, net_t net)
{
	struct node *n;

	if (addr_is_zero(ip) || addr_is_group(ip))
		return NULL;
	n = node_of(v, ip, (struct mac){{0}}, net);
	n->stranger = false;
	return n;
}

/* The registry gives a MAC to one device; a made-up one only counts in its
 * own network. */
static struct node *mac_node(struct inventory *v, struct mac mac, net_t net)
{
	if (mac_is_zero(mac) || mac_is_group(mac))
		return NULL;
	return node_of(v, (struct addr){{0}}, mac, mac_is_local(mac) ? net : 0);
}

static bool is_at(const struct endpoint *p, const struct subject *s,
		  uint32_t part)
{
	return p->part == part && !is_share(p) &&
	       memcmp(&p->ip, &s->ip, sizeof(s->ip)) == 0 &&
	       memcmp(&p->mac, &s->mac, sizeof(s->mac)) == 0 &&
	       p->net == s->net;
}

/* The endpoint, or NULL; and its sum. */
static struct endpoint *find_endpoint(const struct inventory *v,
				      const struct subject *s, uint32_t part,
				      uint64_t *sum)
{
	struct endpoint *p = v->last;
	uint64_t id;

	if (p != NULL && is_at(p, s, part)) {
		*sum = v->last_sum;
		return p;
	}
	id = *sum = endpoint_sum(s, part);
	while ((p = ids_find(&v->endpoints, id)) != NULL && !is_at(p, s, part))
		id += 2;
	return p;
}

void endpoint_put(struct inventory *v, struct endpoint *p, uint64_t id)
{
	while (ids_find(&v->endpoints, id) != NULL)
		id += 2;
	v->endpoint = grow((void *)v->endpoint, (unsigned)v->endpoints.count,
			   sizeof(struct endpoint *));
	v->endpoint[v->endpoints.count] = p;
	ids_put(&v->endpoints, id, p);
}

static struct endpoint *endpoint_of(struct inventory *v,
				    const struct subject *s, uint32_t part,
				    uint64_t *sum)
{
	struct endpoint *p = find_endpoint(v, s, part, sum);

	if (p == NULL) {
		p = pool_take(&v->pool, sizeof(*p));
		*p = (struct endpoint){
			.ip = s->ip,
			.mac = s->mac,
			.net = s->net,
			.part = part,
			.address = address_node(v, s->ip, s->net),
			.host = mac_node(v, s->mac, s->net),
		};
		endpoint_put(v, p, *sum);
		v->with_part += part != 0;
		if (part != 0 && node_at(p) != NULL)
			node_at(p)->parts++;
	}
	v->last = p;
	v->last_sum = *sum;
	return p;
}

/* ---- merging ------------------------------------------------------------------------- */

bool is_earlier(uint64_t us, uint16_t capture, uint64_t frame, uint64_t us2,
		uint16_t capture2, uint64_t frame2)
{
	if (us != us2)
		return us < us2;
	return capture != capture2 ? capture < capture2 : frame < frame2;
}

static void widen_fact(struct known_fact *to, const struct fact *f,
		       uint16_t capture)
{
	existence_hear(to->at, f, capture);
	if (is_earlier(f->first_us, capture, f->frame, to->first_us,
		       to->capture, to->frame)) {
		to->first_us = f->first_us;
		to->capture = capture;
		to->frame = f->frame;
	}
	if (f->last_us > to->last_us)
		to->last_us = f->last_us;
}

/* Into the table, with all before it once there are too many to walk. */
static void note_fact(struct inventory *v, const struct endpoint *at,
		      struct known_fact *k)
{
	if (at->facts == WALKED + 1)
		for (struct known_fact *f = k->next; f != NULL; f = f->next)
			ids_put(&v->facts, f->id, f);
	if (at->facts > WALKED)
		ids_put(&v->facts, k->id, k);
}

/* Without a serial number, after these marks of GS1, HIBCC and ICCBBA, it is the
 * identifier of all devices of a model. */
static bool is_udi_of_one(const struct fact *f)
{
	static const char *const marks[] = {"(21)", "$+", "=,"};

	for (unsigned i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (memmem(f->text, f->length, marks[i], strlen(marks[i])))
			return true;
	return false;
}

/* What a fact says of a part: a number of one device alone, or how it is. */
static void note_part(struct endpoint *at, const struct fact *f)
{
	enum gate gate = attr_row((enum attr)f->attr)->gate;

	at->sends |= f->attr == A_hl7_application || f->attr == A_poct1_serial;
	if (gate == GATE_EUI || (gate == GATE_UDI && is_udi_of_one(f)) ||
	    f->attr == A_hl7_uuid || slotting_of(f->source) != SLOT_NOT)
		at->identifies = true;
	else if (gate == GATE_SERIAL)
		at->numbers = true;
	else
		at->describes = true;
}

/* A place for a fact, no larger than its text asks for. */
static struct known_fact *keep_fact(struct inventory *v, uint64_t id,
				    struct endpoint *at, const struct fact *f,
				    uint16_t capture)
{
	struct known_fact *k = pool_take(
		&v->pool, offsetof(struct known_fact, text) + f->length + 1 +
				  (f->word != 0 ? sizeof(f->word) : 0));

	*k = (struct known_fact){
		.id = id,
		.at = at,
		.next = at->fact,
		.first_us = f->first_us,
		.last_us = f->last_us,
		.frame = f->frame,
		.attr = f->attr,
		.capture = capture,
		.port = f->subject.port,
		.l4 = f->subject.l4,
		.voice = f->voice,
		.source = f->source,
		.length = f->length,
		.worded = f->word != 0,
	};
	memcpy(k->text, f->text, f->length);
	k->text[f->length] = '\0';
	if (k->worded)
		memcpy(k->text + f->length + 1, &f->word, sizeof(f->word));
	at->fact = k;
	at->facts++;
	v->fact_count++;
	existence_hear(at, f, capture);
	at->binds |= f->attr == A_arp_binding || f->attr == A_nd_binding ||
		     attr_leases(f->attr) || f->attr == A_frame_binding;
	at->leased |= attr_leases(f->attr);
	at->claims |= f->attr == A_arp_binding;
	at->shared |= f->attr == A_shared_address;
	at->keyed |= is_joining(f);
	at->asked |= f->attr == A_tls_server_name;
	at->models |= attr_row((enum attr)f->attr)->claim == CLAIM_MODEL;
	at->named |= attr_names_host(f->attr);
	if (at->part != 0)
		note_part(at, f);
	note_fact(v, at, k);
	return k;
}

/* Most endpoints have few facts, which lie together: to walk them is cheaper
 * than one look into a table of all. */
static struct known_fact *find_fact(const struct inventory *v,
				    const struct endpoint *at, uint64_t id)
{
	struct known_fact *k = at->fact;

	if (at->facts > WALKED)
		return ids_find(&v->facts, id);
	while (k != NULL && k->id != id)
		k = k->next;
	return k;
}

static bool is_same(const struct known_fact *k, const struct endpoint *at,
		    const struct fact *f)
{
	return k->at == at && k->attr == f->attr && k->source == f->source &&
	       k->voice == f->voice && fact_word(k) == f->word &&
	       k->port == f->subject.port && k->l4 == f->subject.l4 &&
	       k->length == f->length && memcmp(k->text, f->text, f->length) == 0;
}

/* Whether so many parts are known of a subject that there is no place for
 * another. */
static bool is_crowded(const struct inventory *v, const struct subject *s)
{
	const struct node *n = addr_is_zero(s->ip)
				       ? node_known(v, s->ip, s->mac, s->net)
				       : address_known(v, s->ip, s->net);

	return n != NULL && n->parts >= v->limits.parts_per_subject;
}

/* One that invents endlessly must not crowd out the others; one that found
 * the number of another fact must not be taken for it. Of what is refused
 * nothing is kept, no endpoint either. */
struct known_fact *fact_place(struct inventory *v, const struct fact *f,
			      uint16_t capture)
{
	const struct subject *s = &f->subject;
	uint32_t part = part_of_fact(f);
	uint32_t most = part != 0 ? v->limits.facts_per_part
				  : v->limits.facts_per_subject;
	bool full = v->fact_count >= v->limits.facts;
	uint64_t id, sum;
	struct endpoint *at = find_endpoint(v, s, part, &sum);
	struct known_fact *known;
	bool strange = existence_doubts(v, f), is_new;

	if (at == NULL && (full || (part != 0 && is_crowded(v, s))))
		return NULL;
	if (at == NULL && strange && v->strangers >= v->limits.strangers) {
		v->strange++;
		return NULL;
	}
	if (at == NULL)
		at = endpoint_of(v, s, part, &sum);
	v->last = at;
	v->last_sum = sum;
	id = fact_id_at(sum, f);
	known = find_fact(v, at, id);
	is_new = known == NULL;
	if (is_new ? full || at->facts >= most : !is_same(known, at, f))
		return NULL;
	heard_fact(v, at, f, known);
	if (is_new)
		known = keep_fact(v, id, at, f, capture);
	else
		widen_fact(known, f, capture);
	if (strange && is_new)
		existence_note_stranger(v, at);
	at->dirty = true;
	return known;
}

bool inventory_add(struct inventory *v, const struct record *r,
		   uint16_t capture)
{
	bool good = true;

	if (r->kind == RECORD_FACT)
		good = fact_add(v, &r->as.fact, capture);
	else if (r->kind == RECORD_TALK)
		good = talk_add(v, &r->as.talk, capture);
	v->refused += !good;
	return good;
}

void inventory_expect(const struct inventory *v, const struct record *r,
		      enum expect step, uint64_t *note)
{
	const struct subject client = {.ip = r->as.talk.client,
				       .net = r->as.talk.net};
	bool talk = r->kind == RECORD_TALK;
	const struct ids *of = talk ? &v->nodes : &v->endpoints;
	const struct endpoint *at;

	if (r->kind != RECORD_FACT && !talk)
		return;
	if (step == EXPECT_PLACE) {
		*note = talk ? endpoint_sum(&client, 0)
			     : endpoint_sum(&r->as.fact.subject,
					    part_of_fact(&r->as.fact));
		ids_expect(of, *note);
		if (talk)
			ids_expect(&v->talks, talk_id(&r->as.talk));
		return;
	}
	at = ids_find(of, *note);
	if (step == EXPECT_WHO)
		__builtin_prefetch(at);
	else if (!talk && at != NULL)
		__builtin_prefetch(at->fact);
}

struct known_fact *inventory_restore_fact(struct inventory *v,
					  const struct fact *f, uint64_t asset)
{
	uint64_t sum;
	struct endpoint *at = endpoint_of(v, &f->subject, f->subject.part, &sum);
	struct known_fact *k =
		keep_fact(v, fact_id_at(sum, f), at, f, f->capture);

	k->count = f->count;
	heard_fact(v, at, f, NULL);
	at->owner = at->kept_with = asset;
	at->kept = true;
	return k;
}

/* ---- the end -------------------------------------------------------------------------- */

void inventory_close(struct inventory *v)
{
	if (v == NULL)
		return;
	judgement_forget(v);
	ids_free(&v->facts);
	ids_free(&v->shared);
	ids_free(&v->talks);
	ids_free(&v->starts);
	ids_free(&v->endpoints);
	ids_free(&v->nodes);
	free(v->seen_assets.seen);
	free(v->seen_findings.seen);
	ids_free(&v->words);
	free(v->lot);
	free((void *)v->seat);
	free((void *)v->endpoint);
	free((void *)v->node);
	free((void *)v->talk);
	free((void *)v->part);
	pool_free(&v->pool);
	free(v);
}

size_t inventory_endpoints(struct inventory *v, struct endpoint ***out)
{
	*out = v->endpoint;
	return v->endpoints.count;
}
