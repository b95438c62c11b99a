/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_told - what medical devices tell everybody, and old ways into them.
 *
 * Agents that call a host are known by its name, see finding_consumer.c. Ports that
 * they were reported at are no proof: where nobody knows what is spoken there it is
 * said with little confidence.
 */
#include "classify/hits.h"

/* What a multicast record says of model and firmware; LLDP and CDP go no
 * further than the switch. */
static bool is_announced(const struct known_fact *f)
{
	static const enum attr told[] = {A_mdns_model, A_mdns_serial,
					 A_upnp_server};

	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++)
		if (f->attr == told[i])
			return f->voice == VOICE_SELF;
	return false;
}

static void judge_facts(struct hits *h, const struct draft *d,
			const struct text_rule *announced)
{
	for (unsigned i = 0; i < d->asset.facts; i++)
		if (is_announced(d->asset.fact[i]))
			hits_fact(h, announced, d, 0, d->asset.fact[i], NULL);
}

/* ---- old ways in ----------------------------------------------------------------------- */

static const struct door {
	uint16_t port;
	uint8_t l4;
	const char *agent;
} doors[] = {
	{407, 6, "Timbuktu"},	 {407, 17, "Timbuktu"},
	{3011, 6, "Axeda"},	 {3031, 6, "Axeda"},
	{5631, 6, "pcAnywhere"}, {5632, 17, "pcAnywhere"},
	{6129, 6, "DameWare"},	 {56120, 6, "Axeda"},
	{56130, 6, "Axeda"},
};

static void judge_door(struct hits *h, const struct text_rule *agent,
		       const struct known_talk *t)
{
	const struct draft *d;
	char text[OBS_TEXT];

	if (t->protocol[0] != '\0' || !talk_is_open(t))
		return;
	for (size_t i = 0; i < sizeof(doors) / sizeof(doors[0]); i++) {
		if (doors[i].port != t->port || doors[i].l4 != t->l4)
			continue;
		d = t->ends[SERVER];
		if (d == NULL || !d->asset.clinical || agent == NULL)
			return;
		snprintf(text, sizeof(text), "answers at port %u, where %s was "
			 "reported; what is spoken there is not known",
			 t->port, doors[i].agent);
		hits_talk(h, agent, d, t->port, t);
		h->hit[h->n - 1].confidence = 0;
		h->hit[h->n - 1].detail = pool_text(&h->v->judged, text);
	}
}

void finding_told(struct hits *h)
{
	const struct text_rule *announced = rule_find(h->v->knowledge, "DSC-003");
	const struct text_rule *agent = rule_find(h->v->knowledge, "RMT-004");

	for (unsigned i = 0; i < h->v->drafts; i++)
		if (h->v->draft[i].asset.clinical)
			judge_facts(h, &h->v->draft[i], announced);
	for (size_t i = 0; i < h->v->talks.count; i++)
		judge_door(h, agent, h->v->talk[i]);
}
