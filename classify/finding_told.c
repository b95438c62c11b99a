/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_told - what medical devices tell everybody, and old ways into them.
 *
 * An agent is known by the host that it calls. Ports that agents were reported at
 * are no proof: where nobody knows what is spoken there it is said with little
 * confidence.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "capture/base/must.h"
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

/* ---- agents ------------------------------------------------------------------------- */

static const char agent_domain[] = ".axeda.com";

static bool is_of_agent(const char *name)
{
	size_t n = strlen(name), m = strlen(agent_domain);

	return n > m && strcasecmp(name + n - m, agent_domain) == 0;
}

/* All names that clients asked for at that port are of the agents' service: who
 * asked for which is not kept. */
static const char *service_at(const struct endpoint *p, uint16_t port)
{
	const char *name = NULL;

	for (const struct known_fact *f = p->fact; f != NULL; f = f->next) {
		if (f->attr != A_tls_server_name || f->port != port)
			continue;
		if (!is_of_agent(f->text))
			return NULL;
		if (name == NULL || strcmp(f->text, name) < 0)
			name = f->text;
	}
	return name;
}

/* Places that are called so, by address. */
struct services {
	const struct endpoint **at;
	size_t n, room;
};

static int by_address(const void *a, const void *b)
{
	const struct endpoint *x = *(const struct endpoint *const *)a;
	const struct endpoint *y = *(const struct endpoint *const *)b;

	if (x->address != y->address)
		return x->address->asset < y->address->asset ? -1 : 1;
	return mac_compare(x->mac, y->mac);
}

static struct services find_services(const struct inventory *v)
{
	struct services s = {0};

	for (size_t i = 0; i < v->endpoints.count; i++) {
		const struct endpoint *p = v->endpoint[i];
		bool is = false;

		for (const struct known_fact *f = p->fact; f != NULL && !is;
		     f = f->next)
			is = f->attr == A_tls_server_name && is_of_agent(f->text);
		if (!is || p->address == NULL)
			continue;
		if (s.n == s.room) {
			s.room = s.room * 2 + 16;
			s.at = realloc((void *)s.at, s.room * sizeof(*s.at));
			must(s.at != NULL);
		}
		s.at[s.n++] = p;
	}
	if (s.n > 0)
		qsort((void *)s.at, s.n, sizeof(*s.at), by_address);
	return s;
}

/* The first of the services at an address, or NULL. */
static const struct endpoint *service_of(const struct services *s,
					 const struct node *at)
{
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (s->at[middle]->address->asset < at->asset)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s->n && s->at[low]->address == at ? s->at[low] : NULL;
}

static void judge_call(struct hits *h, const struct text_rule *agent,
		       const struct services *s, const struct known_talk *t)
{
	const struct endpoint *p = service_of(s, t->server);
	const struct draft *d = p != NULL && talk_is_open(t)
					? t->ends[CLIENT]
					: NULL;
	const char *name = d != NULL && d->asset.clinical
				   ? service_at(p, t->port)
				   : NULL;
	size_t before = h->n;
	char text[OBS_TEXT];

	if (name == NULL)
		return;
	snprintf(text, sizeof(text), "its agent of Axeda calls %.80s", name);
	hits_talk(h, agent, d, 0, t);
	if (h->n > before)
		h->hit[before].detail = pool_text(&h->v->judged, text);
}

static const struct door {
	uint16_t port;
	const char *agent;
} doors[] = {
	{3011, "Axeda"},     {3031, "Axeda"},	  {5631, "pcAnywhere"},
	{6129, "DameWare"},  {56120, "Axeda"}, {56130, "Axeda"},
};

static void judge_door(struct hits *h, const struct text_rule *agent,
		       const struct known_talk *t)
{
	const struct draft *d;
	char text[OBS_TEXT];

	if (t->l4 != 6 || t->protocol[0] != '\0' || !talk_is_open(t))
		return;
	for (size_t i = 0; i < sizeof(doors) / sizeof(doors[0]); i++) {
		if (doors[i].port != t->port)
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
	struct services s;

	for (unsigned i = 0; i < h->v->drafts; i++)
		if (h->v->draft[i].asset.clinical)
			judge_facts(h, &h->v->draft[i], announced);
	s = find_services(h->v);
	for (size_t i = 0; i < h->v->talks.count; i++) {
		if (s.n > 0)
			judge_call(h, agent, &s, h->v->talk[i]);
		judge_door(h, agent, h->v->talk[i]);
	}
	free((void *)s.at);
}
