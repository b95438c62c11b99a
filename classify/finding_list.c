/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_list - what the hospital's own lists say of conversations: whom it
 * forbids, who is known as bad, and whose remote service it allows.
 *
 * The lists are those of the file of zones; flows by name also those of a list
 * that somebody accepted. Without either nothing is said.
 */
#include <stdio.h>

#include "classify/hits.h"

static struct flow_end end_of(const struct node *n, const struct draft *d)
{
	return (struct flow_end){
		.ip = n->ip,
		.class = d != NULL ? asset_claim(&d->asset, CLAIM_CLASS) : NULL,
		.asset = d != NULL ? d->asset.id : 0,
	};
}

/* The list that was accepted, or NULL. */
static const struct zones *accepted(const struct inventory *v)
{
	return v->decisions != NULL ? v->decisions->accepted : NULL;
}

const struct flow_rule *talk_rule(const struct inventory *v,
				  const struct known_talk *t)
{
	const struct zones *zones = v->knowledge->zones, *list = accepted(v);
	const struct flow_rule *rule;
	struct flow_wish w;

	if (zones_flow_at(zones, 0) == NULL && list == NULL)
		return NULL;
	w = (struct flow_wish){
		.from = end_of(t->client, t->ends[CLIENT]),
		.to = end_of(t->server, t->ends[SERVER]),
		.net = t->client->net,
		.port = t->port,
		.l4 = t->l4,
		.protocol = t->protocol,
	};
	rule = zones_flow(zones, &w);
	return rule != NULL ? rule : zones_flow(list, &w);
}

static void note(struct hits *h, const char *rule, const struct draft *d,
		 const struct known_talk *t, const char *detail)
{
	size_t before = h->n;

	hits_talk(h, rule_find(h->v->knowledge, rule), d, 0, t);
	if (h->n > before)
		h->hit[before].detail = pool_text(&h->v->judged, detail);
}

/* Who asks is told of what he tried; who is asked, of what he answered: anybody
 * in the world may knock. */
static void judge_ends(struct hits *h, const struct known_talk *t,
		       enum list_kind kind, const char *rule)
{
	const struct zones *zones = h->v->knowledge->zones;
	bool open = t->answered && !t->refused;
	char ip[ADDR_TEXT], text[OBS_TEXT];
	const char *list = zones_listed(zones, kind, t->server->ip);

	if (list != NULL) {
		addr_print(t->server->ip, ip);
		snprintf(text, sizeof(text), "asked %s, port %u, of the list "
			 "\"%.60s\"%s", ip, t->port, list,
			 open ? "" : "; it did not answer");
		note(h, rule, t->ends[CLIENT], t, text);
	}
	list = open ? zones_listed(zones, kind, t->client->ip) : NULL;
	if (list == NULL)
		return;
	addr_print(t->client->ip, ip);
	snprintf(text, sizeof(text), "answered %s, of the list \"%.60s\", at "
		 "port %u", ip, list, t->port);
	note(h, rule, t->ends[SERVER], t, text);
}

static void judge_service(struct hits *h, const struct known_talk *t)
{
	const struct draft *end[2] = {t->ends[CLIENT], t->ends[SERVER]};
	const struct flow_rule *allowed;
	char text[OBS_TEXT];

	if (!t->answered || t->refused ||
	    (!draft_is_clinical(end[0]) && !draft_is_clinical(end[1])))
		return;
	allowed = talk_rule(h->v, t);
	if (allowed == NULL || allowed->vendor == NULL)
		return;
	snprintf(text, sizeof(text), "remote service of %.50s, allowed as "
		 "\"%.60s\"", allowed->vendor, allowed->name);
	for (unsigned i = 0; i < 2; i++)
		if (draft_is_clinical(end[i]) && (i == 0 || end[1] != end[0]))
			note(h, "NET-007", end[i], t, text);
}

/* What software shows of itself is known as bad. */
static void judge_shown(struct hits *h, const struct draft *d)
{
	const struct zones *zones = h->v->knowledge->zones;
	const struct text_rule *r = rule_find(h->v->knowledge, "SCN-007");

	for (unsigned i = 0; i < d->asset.facts; i++) {
		const struct known_fact *f = d->asset.fact[i];
		char text[OBS_TEXT];
		const char *list;

		if (f->attr != A_tls_ja3 && f->attr != A_tls_ja4 &&
		    f->attr != A_cert_hash)
			continue;
		list = zones_told(zones, LIST_BAD, f->text);
		if (list == NULL)
			continue;
		snprintf(text, sizeof(text), "showed %.64s, of the list "
			 "\"%.60s\"", f->text, list);
		hits_fact(h, r, d, 0, f, pool_text(&h->v->judged, text));
	}
}

void finding_list(struct hits *h)
{
	struct inventory *v = h->v;

	if (v->knowledge->zones == NULL && accepted(v) == NULL)
		return;
	for (size_t i = 0; i < v->talks.count; i++) {
		judge_ends(h, v->talk[i], LIST_DENY, "NET-005");
		judge_ends(h, v->talk[i], LIST_BAD, "SCN-007");
		judge_service(h, v->talk[i]);
	}
	for (unsigned i = 0; i < v->drafts; i++)
		judge_shown(h, &v->draft[i]);
}
