/* SPDX-License-Identifier: Apache-2.0 */
/*
 * inventory - the set of all facts and conversations, and its judgement.
 *
 * Merging two sights is first = min, last = max, count = sum, so neither order
 * nor the number of workers changes the set.
 */
#include "classify/inventory.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/mix.h"
#include "capture/base/must.h"

/* ---- facts and conversations -------------------------------------------------------- */

struct inventory_limits inventory_defaults(void)
{
	return (struct inventory_limits){
		.facts = 4000000,
		.talks = 4000000,
		.facts_per_subject = 4096,
		.talks_per_client = 65536,
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

/* Names instead of numbers: a later version may number them anew. */
static uint64_t name_sum(const char *name)
{
	return mix(MIX_START, name, strlen(name));
}

static uint64_t attr_sum(unsigned attr)
{
	static uint64_t known[ATTRS];

	if (known[attr] == 0)
		known[attr] = name_sum(attr_row((enum attr)attr)->name);
	return known[attr];
}

static uint64_t source_sum(unsigned source)
{
	static uint64_t known[UINT8_MAX + 1];

	if (known[source] == 0)
		known[source] = name_sum(source_name(source));
	return known[source];
}

struct endpoint_key {
	struct addr ip;
	struct mac mac;
	uint8_t zero[2];
	net_t net, more;
};

static_assert(sizeof(struct endpoint_key) == 32, "no padding to hash");

static uint64_t endpoint_sum(struct addr ip, struct mac mac, net_t net)
{
	struct endpoint_key key = {.ip = ip, .mac = mac, .net = net};

	return mix(MIX_START, &key, sizeof(key)) | 1;
}

uint64_t endpoint_id(const struct endpoint *p)
{
	struct endpoint_key key = {.ip = p->ip, .mac = p->mac, .net = p->net};

	return stable_id(&key, sizeof(key));
}

uint64_t fact_id(const struct fact *f)
{
	const struct subject *s = &f->subject;
	uint64_t h = endpoint_sum(s->ip, s->mac, s->net);

	h = mix_word(h, attr_sum(f->attr));
	h = mix_word(h, source_sum(f->source));
	h = mix_word(h, f->word);
	h = mix_word(h, (uint64_t)s->port << 24 | (uint64_t)s->l4 << 16 |
				(uint64_t)f->voice << 8 | f->length);
	h = mix(h, f->text, f->length);
	h = mix_word(h, 0) & INT64_MAX; /* SQLite's integers have a sign */
	return h != 0 ? h : 1;
}

uint64_t talk_id(const struct talk_record *t)
{
	struct {
		struct addr client, server;
		net_t net;
		uint16_t port;
		uint8_t l4, zero;
		char protocol[TALK_PROTOCOL];
	} key;

	memset(&key, 0, sizeof(key));
	key.client = t->client;
	key.server = t->server;
	key.net = t->net;
	key.port = t->port;
	key.l4 = t->l4;
	memcpy(key.protocol, t->protocol, sizeof(key.protocol));
	return (mix_word(mix(MIX_START, &key, sizeof(key)), 0) & INT64_MAX) |
	       1;
}

/* ---- nodes and endpoints ------------------------------------------------------------ */

/* The registry gives a MAC to one device; a made-up one only counts in its
 * own network. */
static struct node *node_of(struct inventory *v, struct addr ip,
			    struct mac mac, net_t net)
{
	uint64_t id = endpoint_sum(ip, mac, net);
	struct node *n;

	/* A number met twice steps aside: the key decides. */
	while ((n = ids_find(&v->nodes, id)) != NULL) {
		if (memcmp(&n->ip, &ip, sizeof(ip)) == 0 &&
		    memcmp(&n->mac, &mac, sizeof(mac)) == 0 && n->net == net)
			return n;
		id += 2;
	}
	n = pool_take(&v->pool, sizeof(*n));
	memset(n, 0, sizeof(*n));
	n->ip = ip;
	n->mac = mac;
	n->net = net;
	v->node = grow((void *)v->node, (unsigned)v->nodes.count,
		       sizeof(struct node *));
	v->node[v->nodes.count] = n;
	ids_put(&v->nodes, id, n);
	return n;
}

struct node *address_node(struct inventory *v, struct addr ip, net_t net)
{
	if (addr_is_zero(ip) || addr_is_group(ip))
		return NULL;
	return node_of(v, ip, (struct mac){{0}}, net);
}

struct node *mac_node(struct inventory *v, struct mac mac, net_t net)
{
	if (mac_is_zero(mac) || mac_is_group(mac))
		return NULL;
	return node_of(v, (struct addr){{0}}, mac, mac_is_local(mac) ? net : 0);
}

static bool is_at(const struct endpoint *p, const struct subject *s)
{
	return memcmp(&p->ip, &s->ip, sizeof(s->ip)) == 0 &&
	       memcmp(&p->mac, &s->mac, sizeof(s->mac)) == 0 &&
	       p->net == s->net;
}

static struct endpoint *endpoint_of(struct inventory *v,
				    const struct subject *s)
{
	uint64_t id = endpoint_sum(s->ip, s->mac, s->net);
	struct endpoint *p = v->last;

	if (p != NULL && is_at(p, s))
		return p;
	while ((p = ids_find(&v->endpoints, id)) != NULL && !is_at(p, s))
		id += 2;
	if (p == NULL) {
		p = pool_take(&v->pool, sizeof(*p));
		memset(p, 0, sizeof(*p));
		p->ip = s->ip;
		p->mac = s->mac;
		p->net = s->net;
		p->address = address_node(v, s->ip, s->net);
		p->host = mac_node(v, s->mac, s->net);
		v->endpoint = grow((void *)v->endpoint,
				   (unsigned)v->endpoints.count,
				   sizeof(struct endpoint *));
		v->endpoint[v->endpoints.count] = p;
		ids_put(&v->endpoints, id, p);
	}
	v->last = p;
	return p;
}

/* ---- merging ------------------------------------------------------------------------- */

static bool is_earlier(uint64_t us, uint16_t capture, uint64_t frame,
		       uint64_t us2, uint16_t capture2, uint64_t frame2)
{
	if (us != us2)
		return us < us2;
	return capture != capture2 ? capture < capture2 : frame < frame2;
}

static void widen_fact(struct known_fact *to, const struct fact *f,
		       uint16_t capture)
{
	if (is_earlier(f->first_us, capture, f->frame, to->first_us,
		       to->capture, to->frame)) {
		to->first_us = f->first_us;
		to->capture = capture;
		to->frame = f->frame;
	}
	if (f->last_us > to->last_us)
		to->last_us = f->last_us;
	to->count = f->count > UINT32_MAX - to->count ? UINT32_MAX
						      : to->count + f->count;
}

/* A place for a fact, no larger than its text asks for. */
static struct known_fact *keep_fact(struct inventory *v, uint64_t id,
				    struct endpoint *at, const struct fact *f,
				    uint16_t capture)
{
	struct known_fact *k = pool_take(
		&v->pool, offsetof(struct known_fact, text) + f->length + 1);

	*k = (struct known_fact){
		.id = id,
		.at = at,
		.next = at->fact,
		.first_us = f->first_us,
		.last_us = f->last_us,
		.frame = f->frame,
		.word = f->word,
		.count = f->count,
		.attr = f->attr,
		.capture = capture,
		.port = f->subject.port,
		.l4 = f->subject.l4,
		.voice = f->voice,
		.source = f->source,
		.length = f->length,
	};
	memcpy(k->text, f->text, f->length);
	k->text[f->length] = '\0';
	at->fact = k;
	at->facts++;
	at->spoke |= f->voice == VOICE_SELF;
	at->binds |= f->attr == A_arp_binding || f->attr == A_nd_binding ||
		     f->attr == A_dhcp_binding || f->attr == A_frame_binding;
	ids_put(&v->facts, id, k);
	return k;
}

static bool is_same(const struct known_fact *k, const struct endpoint *at,
		    const struct fact *f)
{
	return k->at == at && k->attr == f->attr && k->source == f->source &&
	       k->voice == f->voice && k->word == f->word &&
	       k->port == f->subject.port && k->l4 == f->subject.l4 &&
	       k->length == f->length && memcmp(k->text, f->text, f->length) == 0;
}

/* One that invents endlessly must not crowd out the others; one that found
 * the number of another fact must not be taken for it. */
static bool add_fact(struct inventory *v, const struct fact *f,
		     uint16_t capture)
{
	struct endpoint *at = endpoint_of(v, &f->subject);
	uint64_t id = fact_id(f);
	struct known_fact *known = ids_find(&v->facts, id);

	if (known != NULL && !is_same(known, at, f))
		return false;
	if (known != NULL)
		widen_fact(known, f, capture);
	else if (v->facts.count < v->limits.facts &&
		 at->facts < v->limits.facts_per_subject)
		keep_fact(v, id, at, f, capture);
	else
		return false;
	at->dirty = true;
	return true;
}

/* ---- conversations -------------------------------------------------------------------- */

static bool is_same_talk(const struct known_talk *k,
			 const struct talk_record *t)
{
	return memcmp(&k->client->ip, &t->client, sizeof(t->client)) == 0 &&
	       memcmp(&k->server->ip, &t->server, sizeof(t->server)) == 0 &&
	       k->client->net == t->net && k->port == t->port &&
	       k->l4 == t->l4 && strcmp(k->protocol, t->protocol) == 0;
}

static void widen_talk(struct known_talk *to, const struct talk_record *t,
		       uint16_t capture)
{
	if (is_earlier(t->first_us, capture, t->frame, to->first_us,
		       to->capture, to->frame)) {
		to->first_us = t->first_us;
		to->capture = capture;
		to->frame = t->frame;
		memcpy(to->mac, t->mac, sizeof(to->mac));
	}
	if (t->last_us > to->last_us)
		to->last_us = t->last_us;
	for (unsigned i = 0; i < 2; i++) {
		to->packets[i] += t->packets[i];
		to->octets[i] += t->octets[i];
	}
	to->flows += t->flows;
	to->answered |= t->answered;
	to->refused |= t->refused;
	to->encrypted |= t->encrypted;
	if (to->source == 0 || (t->source != 0 && t->source < to->source))
		to->source = t->source;
}

/* One copy of each name: there are few. */
static const char *word_of(struct inventory *v, const char *name)
{
	uint64_t id = name_sum(name) | 1;
	char *known;

	while ((known = ids_find(&v->words, id)) != NULL &&
	       strcmp(known, name) != 0)
		id += 2;
	if (known == NULL) {
		known = pool_text(&v->pool, name);
		ids_put(&v->words, id, known);
	}
	return known;
}

static struct talk_part *part_of(struct inventory *v, struct node *client)
{
	struct talk_part *p = client->part;

	if (p != NULL && p->talks < PART_TALKS)
		return p;
	p = pool_take(&v->pool, sizeof(*p));
	*p = (struct talk_part){.client = client->ip, .net = client->net};
	v->part = grow((void *)v->part, v->parts, sizeof(struct talk_part *));
	v->part[v->parts++] = p;
	client->part = p;
	return p;
}

static struct known_talk *keep_talk(struct inventory *v, uint64_t id,
				    struct node *client,
				    const struct talk_record *t,
				    uint16_t capture)
{
	struct known_talk *k = pool_take(&v->pool, sizeof(*k));
	struct talk_part *part = part_of(v, client);

	*k = (struct known_talk){
		.id = id,
		.part = part,
		.next = part->talk,
		.client = client,
		.server = node_of(v, t->server, (struct mac){{0}}, t->net),
		.first_us = t->first_us,
		.last_us = t->last_us,
		.frame = t->frame,
		.protocol = word_of(v, t->protocol),
		.flows = t->flows,
		.port = t->port,
		.capture = capture,
		.l4 = t->l4,
		.source = t->source,
		.answered = t->answered,
		.refused = t->refused,
		.encrypted = t->encrypted,
	};
	memcpy(k->packets, t->packets, sizeof(k->packets));
	memcpy(k->octets, t->octets, sizeof(k->octets));
	memcpy(k->mac, t->mac, sizeof(k->mac));
	part->talk = k;
	part->talks++;
	client->talks++;
	v->talk = grow((void *)v->talk, (unsigned)v->talks.count,
		       sizeof(struct known_talk *));
	v->talk[v->talks.count] = k;
	ids_put(&v->talks, id, k);
	return k;
}

static bool add_talk(struct inventory *v, const struct talk_record *t,
		     uint16_t capture)
{
	uint64_t id = talk_id(t);
	struct known_talk *known = ids_find(&v->talks, id);
	struct node *client;

	if (known != NULL && !is_same_talk(known, t))
		return false;
	if (known != NULL) {
		widen_talk(known, t, capture);
		known->part->dirty = true;
		return true;
	}
	client = node_of(v, t->client, (struct mac){{0}}, t->net);
	if (v->talks.count >= v->limits.talks ||
	    client->talks >= v->limits.talks_per_client)
		return false;
	keep_talk(v, id, client, t, capture)->part->dirty = true;
	return true;
}

struct addr talk_server(const struct known_talk *k)
{
	return k->server->ip;
}

bool inventory_add(struct inventory *v, const struct record *r,
		   uint16_t capture)
{
	bool good = true;

	if (r->kind == RECORD_FACT)
		good = add_fact(v, &r->as.fact, capture);
	else if (r->kind == RECORD_TALK)
		good = add_talk(v, &r->as.talk, capture);
	v->refused += !good;
	return good;
}

void inventory_expect(const struct inventory *v, const struct record *r)
{
	const struct fact *f = &r->as.fact;

	if (r->kind == RECORD_TALK)
		ids_expect(&v->talks, talk_id(&r->as.talk));
	if (r->kind != RECORD_FACT || f->attr >= ATTRS || f->length > OBS_MAX)
		return;
	ids_expect(&v->facts, fact_id(f));
	ids_expect(&v->endpoints,
		   endpoint_sum(f->subject.ip, f->subject.mac,
				f->subject.net));
}

void inventory_restore_fact(struct inventory *v, const struct fact *f,
			    uint64_t asset)
{
	struct endpoint *at = endpoint_of(v, &f->subject);

	keep_fact(v, fact_id(f), at, f, f->capture);
	at->owner = at->kept_with = asset;
	at->kept = true;
}

/* Those of one row come together. */
void inventory_restore_talk(struct inventory *v, const struct talk_record *t,
			    uint64_t client_asset, uint64_t server_asset,
			    uint64_t row)
{
	struct node *client = node_of(v, t->client, (struct mac){{0}}, t->net);
	struct known_talk *k;

	if (client->part != NULL && client->part->row != row)
		client->part = NULL;
	k = keep_talk(v, talk_id(t), client, t, t->capture);
	k->part->row = row;
	k->client_asset = client_asset;
	k->server_asset = server_asset;
}

/* ---- the end -------------------------------------------------------------------------- */

void inventory_close(struct inventory *v)
{
	if (v == NULL)
		return;
	judgement_forget(v);
	ids_free(&v->facts);
	ids_free(&v->talks);
	ids_free(&v->endpoints);
	ids_free(&v->nodes);
	free(v->seen_assets.seen);
	free(v->seen_findings.seen);
	ids_free(&v->words);
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

size_t inventory_parts(struct inventory *v, struct talk_part ***out)
{
	*out = v->part;
	return v->parts;
}

uint64_t inventory_refused(const struct inventory *v)
{
	return v->refused;
}
