/* SPDX-License-Identifier: Apache-2.0 */
/* journal - new services and partners; all changes put in order and bounded. */
#include "classify/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/mix.h"
#include "capture/base/must.h"

const char *change_name(enum change_kind k)
{
	static const char *const names[CHANGES] = {
		[CHANGE_ADDRESS] = "address", [CHANGE_IDENTITY] = "identity",
		[CHANGE_SOFTWARE] = "software", [CHANGE_SERVICE] = "service",
		[CHANGE_PEER] = "peer",	[CHANGE_SILENT] = "silent",
		[CHANGE_BACK] = "back",	[CHANGE_MORE] = "more",
	};

	return k < CHANGES ? names[k] : "";
}

void journal_note(struct journal *j, const struct draft *d, struct change c)
{
	j->noted = grow(j->noted, j->n, sizeof(*j->noted));
	j->noted[j->n++] = (struct noted){(unsigned)(d - j->v->draft), c};
}

/* ---- conversations ----------------------------------------------------------------- */

/* What is new about a draft: a service, or a partner. */
struct contact {
	const struct draft *self;
	uint64_t key;          /* of the service, or of the partner            */
	struct node *other;    /* NULL: a service                              */
	const struct known_talk *talk;
};

static bool is_same(const struct contact *x, const struct contact *y)
{
	return x->self == y->self && x->key == y->key &&
	       (x->other == NULL) == (y->other == NULL);
}

static bool is_before(const struct known_talk *x, const struct known_talk *y)
{
	if (x->first_us != y->first_us)
		return x->first_us < y->first_us;
	return x->id < y->id;
}

static uint64_t partner_key(struct node *other)
{
	struct node *head = head_of(other);

	return asset_id_of(head != NULL ? head : other);
}

/* Partners are told of clinical devices: those of a desk are everywhere. */
static size_t contacts_of(const struct known_talk *t, struct contact *out)
{
	const struct draft *server = t->ends[SERVER];
	const struct draft *client = t->ends[CLIENT];
	size_t n = 0;

	if (!talk_is_open(t) || addr_is_group(t->server->ip) ||
	    server == client)
		return 0;
	if (server != NULL && t->port > 0 && t->port < EPHEMERAL)
		out[n++] = (struct contact){
			server, (uint64_t)t->l4 << 16 | t->port, NULL, t};
	if (server != NULL && server->asset.clinical)
		out[n++] = (struct contact){server, partner_key(t->client),
					    t->client, t};
	if (client != NULL && client->asset.clinical)
		out[n++] = (struct contact){client, partner_key(t->server),
					    t->server, t};
	return n;
}

static const char *transport_of(uint8_t l4)
{
	return l4 == 6 ? "tcp" : l4 == 17 ? "udp" : "ip";
}

static void note_contact(struct journal *j, const struct contact *c)
{
	struct change change = {.at_us = c->talk->first_us,
				.kind = CHANGE_SERVICE,
				.field = c->talk->protocol,
				.before = ""};
	const struct draft *other;
	char text[ADDR_TEXT];

	if (c->talk->first_us <= c->self->asset.first_us + JOURNAL_DAY_US)
		return;
	if (c->other == NULL) {
		snprintf(text, sizeof(text), "%u/%s", c->talk->port,
			 transport_of(c->talk->l4));
	} else {
		change.kind = CHANGE_PEER;
		other = draft_of(c->other);
		change.other = other != NULL ? other->asset.id : 0;
		addr_print(c->other->ip, text);
	}
	change.after = pool_text(&j->v->judged, text);
	journal_note(j, c->self, change);
}

/* Of each service and each partner the earliest conversation. */
static void meet(struct inventory *v, struct ids *met, const struct contact *c)
{
	uint64_t id = mix_word(mix_word(MIX_START, c->self->asset.id),
			       c->key * 2 + (c->other == NULL)) | 1;
	struct contact *known;

	while ((known = ids_find(met, id)) != NULL && !is_same(known, c))
		id += 2;
	if (known == NULL)
		ids_put(met, id, pool_copy(&v->judged, c, sizeof(*c)));
	else if (is_before(c->talk, known->talk))
		*known = *c;
}

static void note_contacts(struct journal *j)
{
	struct inventory *v = j->v;
	struct contact contact[3];
	struct ids met = {0};

	for (size_t i = 0; i < v->talks.count; i++)
		for (size_t n = contacts_of(v->talk[i], contact); n > 0; n--)
			meet(v, &met, &contact[n - 1]);
	for (size_t i = 0; i < met.size; i++)
		if (met.slot[i].id != 0)
			note_contact(j, met.slot[i].value);
	ids_free(&met);
}

/* ---- all of them -------------------------------------------------------------------- */

static int by_draft_and_time(const void *a, const void *b)
{
	const struct noted *x = a, *y = b;
	int order;

	if (x->draft != y->draft)
		return x->draft < y->draft ? -1 : 1;
	if (x->change.at_us != y->change.at_us)
		return number_order(x->change.at_us, y->change.at_us);
	if (x->change.kind != y->change.kind)
		return x->change.kind < y->change.kind ? -1 : 1;
	order = strcmp(x->change.field, y->change.field);
	if (order == 0)
		order = strcmp(x->change.after, y->change.after);
	if (order == 0)
		order = strcmp(x->change.before, y->change.before);
	return order != 0 ? order
			  : number_order(x->change.other, y->change.other);
}

/* Of one asset; what is too much is counted at the moment of the last of it. */
static void give(struct inventory *v, const struct noted *noted, size_t n)
{
	struct asset *a = &v->draft[noted->draft].asset;
	size_t left = n > JOURNAL_MOST ? n - JOURNAL_MOST + 1 : 0;
	char text[24];

	a->change = pool_take(&v->judged, (n - left + 1) * sizeof(*a->change));
	if (left > 0) {
		snprintf(text, sizeof(text), "%zu", left);
		a->change[a->changes++] = (struct change){
			.at_us = noted[left - 1].change.at_us,
			.kind = CHANGE_MORE, .field = "", .before = "",
			.after = pool_text(&v->judged, text)};
	}
	for (size_t i = left; i < n; i++)
		a->change[a->changes++] = noted[i].change;
}

/* Whether anybody is known for longer than the day in which nothing is new. */
static bool has_past(const struct inventory *v)
{
	for (unsigned i = 0; i < v->drafts; i++)
		if (v->draft[i].asset.first_us + JOURNAL_DAY_US < v->seen_us)
			return true;
	return false;
}

void journal_judge(struct inventory *v)
{
	struct journal j = {.v = v};

	journal_addresses(&j);
	if (has_past(v)) {
		journal_silence(&j);
		journal_told(&j);
		note_contacts(&j);
	}
	if (j.n > 0)
		qsort(j.noted, j.n, sizeof(*j.noted), by_draft_and_time);
	for (size_t i = 0, k; i < j.n; i = k) {
		for (k = i; k < j.n && j.noted[k].draft == j.noted[i].draft;)
			k++;
		give(v, j.noted + i, k - i);
	}
	free(j.noted);
}
