/* SPDX-License-Identifier: Apache-2.0 */
/* talks - the conversations of an inventory, by client, summed over flows. */
#include <string.h>

#include "capture/base/mix.h"
#include "capture/base/must.h"
#include "classify/days.h"
#include "classify/heard.h"

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

static bool is_same_talk(const struct known_talk *k,
			 const struct talk_record *t)
{
	return memcmp(&k->client->ip, &t->client, sizeof(t->client)) == 0 &&
	       memcmp(&k->server->ip, &t->server, sizeof(t->server)) == 0 &&
	       k->client->net == t->net && k->port == t->port &&
	       k->l4 == t->l4 && strcmp(k->protocol, t->protocol) == 0;
}

static uint64_t days_of(const struct talk_record *t)
{
	return t->days | days_between(t->first_us, t->last_us);
}

static struct hours hours_of(const struct talk_record *t)
{
	struct hours h = hours_at(t->first_us, t->last_us);

	hours_join(&h, &t->hours);
	return h;
}

static void widen_talk(struct known_talk *to, const struct talk_record *t,
		       uint16_t capture)
{
	struct hours hours = hours_of(t);

	if (is_earlier(t->first_us, capture, t->frame, to->first_us,
		       to->capture, to->frame)) {
		to->first_us = t->first_us;
		to->capture = capture;
		to->frame = t->frame;
		memcpy(to->mac, t->mac, sizeof(to->mac));
	}
	to->days = days_joined(to->days, to->last_us, days_of(t), t->last_us);
	hours_join(&to->hours, &hours);
	if (t->last_us > to->last_us)
		to->last_us = t->last_us;
	to->answered |= t->answered;
	to->refused |= t->refused;
	to->encrypted |= t->encrypted;
	to->half &= t->half;
	if (to->source == 0 || (t->source != 0 && t->source < to->source))
		to->source = t->source;
}

/* One copy of each name: there are few. */
static const char *word_of(struct inventory *v, const char *name)
{
	uint64_t id = mix(MIX_START, name, strlen(name)) | 1;
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

/* Of whom a conversation is the first word: a stranger until more is known. */
static struct node *end_of(struct inventory *v, struct addr ip, net_t net)
{
	size_t before = v->nodes.count;
	struct node *n = node_of(v, ip, (struct mac){{0}}, net);

	n->stranger |= v->nodes.count > before;
	return n;
}

static struct known_talk *keep_talk(struct inventory *v, uint64_t id,
				    struct node *client,
				    const struct talk_record *t,
				    uint16_t capture)
{
	struct known_talk *k = v->idle_talk;
	struct talk_part *part = part_of(v, client);

	if (k != NULL)
		v->idle_talk = k->next;
	else
		k = pool_take(&v->pool, sizeof(*k));

	*k = (struct known_talk){
		.id = id,
		.part = part,
		.next = part->talk,
		.client = client,
		.server = end_of(v, t->server, t->net),
		.first_us = t->first_us,
		.last_us = t->last_us,
		.days = days_of(t),
		.hours = hours_of(t),
		.frame = t->frame,
		.protocol = word_of(v, t->protocol),
		.port = t->port,
		.capture = capture,
		.l4 = t->l4,
		.source = t->source,
		.answered = t->answered,
		.refused = t->refused,
		.encrypted = t->encrypted,
		.half = t->half,
		.is_private = zones_far(NULL, t->client, 0) == FAR_NOT &&
			      zones_far(NULL, t->server, 0) == FAR_NOT,
	};
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

/* The client did not go on, or one side alone spoke; and nothing else is known of
 * whoever asked. A flood has a million of these: so many are kept as there is a
 * limit, the others are counted. */
static bool is_strange(const struct node *client, const struct talk_record *t)
{
	return (t->half || t->packets[0] == 0 || t->packets[1] == 0) &&
	       (client == NULL || client->stranger);
}

/* One that is not known yet; NULL when a limit refused it. */
static struct known_talk *begin_talk(struct inventory *v, uint64_t id,
				     const struct talk_record *t,
				     uint16_t capture)
{
	struct node *client = address_known(v, t->client, t->net);
	bool strange = is_strange(client, t);
	struct known_talk *k;

	if (v->talks.count >= v->limits.talks)
		return NULL; /* before a node is made of it */
	if (strange && v->strangers >= v->limits.strangers) {
		v->strange++;
		return NULL;
	}
	if (client == NULL)
		client = end_of(v, t->client, t->net);
	if (client->talks >= v->limits.talks_per_client)
		return NULL;
	k = keep_talk(v, id, client, t, capture);
	heard_talk(v, client, k->server, t, NULL);
	client->stranger &= strange;
	v->strangers += strange;
	return k;
}

struct known_talk *talk_place(struct inventory *v, const struct talk_record *t,
			      uint16_t capture)
{
	uint64_t id = talk_id(t);
	struct known_talk *known = ids_find(&v->talks, id);

	if (known != NULL && !is_same_talk(known, t))
		return NULL;
	if (known != NULL) {
		heard_talk(v, known->client, known->server, t, known);
		starts_hear(v, known, t);
		widen_talk(known, t, capture);
	} else {
		known = begin_talk(v, id, t, capture);
	}
	if (known != NULL)
		known->part->dirty = true;
	return known;
}

/* And what it counts. */
static void talk_count(struct known_talk *k, const struct talk_record *t)
{
	for (unsigned i = 0; i < 2; i++) {
		k->packets[i] += t->packets[i];
		k->octets[i] += t->octets[i];
	}
	k->flows += t->flows;
}

bool talk_add(struct inventory *v, const struct talk_record *t,
	      uint16_t capture)
{
	struct known_talk *k = talk_place(v, t, capture);

	if (k == NULL)
		return false;
	talk_count(k, t);
	if (v->lot != NULL)
		share_add(v, k, capture,
			  (uint64_t[]){t->flows, t->packets[0], t->packets[1],
				       t->octets[0], t->octets[1]},
			  TALK_NUMBERS);
	return true;
}

struct addr talk_server(const struct known_talk *k)
{
	return k->server->ip;
}

/* Those of one row come together. */
struct known_talk *inventory_restore_talk(struct inventory *v,
					  const struct talk_record *t,
					  uint64_t client_asset,
					  uint64_t server_asset, uint64_t row)
{
	struct node *client = end_of(v, t->client, t->net);
	bool strange = is_strange(client, t);
	struct known_talk *k;

	if (client->part != NULL && client->part->row != row)
		client->part = NULL;
	k = keep_talk(v, talk_id(t), client, t, t->capture);
	talk_count(k, t);
	k->part->row = row;
	client->stranger &= strange;
	v->strangers += strange;
	k->client_asset = client_asset;
	k->server_asset = server_asset;
	return k;
}

size_t inventory_parts(struct inventory *v, struct talk_part ***out)
{
	*out = v->part;
	return v->parts;
}

static int by_number(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* A service: the place of its draft, transport, port. */
void talks_services(struct inventory *v)
{
	uint64_t *service = must_alloc(v->talks.count + 1, sizeof(*service));
	size_t n = 0;

	for (size_t i = 0; i < v->talks.count; i++) {
		const struct known_talk *k = v->talk[i];

		if (k->answered && k->port > 0 && k->server_asset != 0)
			service[n++] = (uint64_t)(k->ends[SERVER] -
						  v->draft) << 24 |
				       (uint64_t)k->l4 << 16 | k->port;
	}
	qsort(service, n, sizeof(*service), by_number);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || service[i] != service[i - 1])
			v->draft[service[i] >> 24].asset.services++;
	free(service);
}
