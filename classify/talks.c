/* SPDX-License-Identifier: Apache-2.0 */
/* talks - the conversations of an inventory, by client, summed over flows. */
#include <string.h>

#include "capture/base/mix.h"
#include "capture/base/must.h"
#include "classify/inventory.h"

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

struct known_talk *talk_add(struct inventory *v, const struct talk_record *t,
			    uint16_t capture)
{
	uint64_t id = talk_id(t);
	struct known_talk *known = ids_find(&v->talks, id);
	struct node *client;

	if (known != NULL && !is_same_talk(known, t))
		return NULL;
	if (known != NULL) {
		widen_talk(known, t, capture);
	} else {
		if (v->talks.count >= v->limits.talks)
			return NULL; /* before a node is made of it */
		client = node_of(v, t->client, (struct mac){{0}}, t->net);
		if (client->talks >= v->limits.talks_per_client)
			return NULL;
		known = keep_talk(v, id, client, t, capture);
	}
	if (v->lot != NULL)
		share_add(v, &known->share, capture,
			  (uint64_t[]){t->flows, t->packets[0], t->packets[1],
				       t->octets[0], t->octets[1]},
			  TALK_NUMBERS);
	known->part->dirty = true;
	return known;
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
	struct node *client = node_of(v, t->client, (struct mac){{0}}, t->net);
	struct known_talk *k;

	if (client->part != NULL && client->part->row != row)
		client->part = NULL;
	k = keep_talk(v, talk_id(t), client, t, t->capture);
	k->part->row = row;
	k->client_asset = client_asset;
	k->server_asset = server_asset;
	return k;
}

size_t inventory_parts(struct inventory *v, struct talk_part ***out)
{
	*out = v->part;
	return v->parts;
}
