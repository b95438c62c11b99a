/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_place - who is on a network that should not be, or not so: addresses
 * of the internet inside, two networks at once, servants of a network that
 * nobody named, names that belong to somebody else, spreading, browsing.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "capture/base/must.h"
#include "classify/hits.h"

enum { NAMES = 5, SPREAD_HOSTS = 15, BROWSED_HOSTS = 10 };

#define MINUTE_US UINT64_C(60000000)
#define DAY_US (1440 * MINUTE_US)

static void note(struct hits *h, const char *rule, const struct draft *d,
		 const struct known_fact *f)
{
	hits_fact(h, rule_find(h->v->knowledge, rule), d, 0, f, NULL);
}

/* ---- addresses ------------------------------------------------------------------------ */

/* A neighbour with an address of the internet. In IPv6 that is as it should be,
 * unless the hospital told which ones are its own. */
static bool is_foreign(const struct zones *zones, const struct known_fact *f)
{
	return zones_outside(zones, f->at->ip, f->at->net) &&
	       (addr_is_v4(f->at->ip) || zones_have_global_ipv6(zones));
}

static void judge_bindings(struct hits *h, const struct zones *zones,
			   const struct draft *d)
{
	static const enum attr bindings[] = {A_arp_binding, A_nd_binding,
					     A_dhcp_binding};
	unsigned n;

	for (size_t k = 0; k < sizeof(bindings) / sizeof(bindings[0]); k++) {
		struct known_fact **f = draft_facts(d, bindings[k], &n);

		for (unsigned i = 0; i < n; i++)
			if (is_foreign(zones, f[i]))
				note(h, "NET-008", d, f[i]);
	}
}

/* By zones; else by the first 24 bits of addresses that are used inside. One
 * interface has addresses of several networks of IPv6 by design, and a zone need
 * not tell its own: there both must be told. */
static bool same_network(const struct zones *zones, struct addr a, net_t net_a,
			 struct addr b, net_t net_b)
{
	const struct zone *x = zone_of(zones, a, net_a);
	const struct zone *y = zone_of(zones, b, net_b);

	if (addr_is_v4(a) && addr_is_v4(b))
		return x != NULL || y != NULL ? x == y : addr_under(a, b, 24);
	return x == y || x == NULL || y == NULL;
}

static bool is_inside(const struct zones *zones, struct addr a, net_t net)
{
	return !addr_is_link_local(a) && !addr_is_zero(a) &&
	       !zones_outside(zones, a, net);
}

/* One address in several is brought there by a router. */
static void judge_networks(struct hits *h, const struct zones *zones,
			   const struct draft *d)
{
	const struct asset *a = &d->asset;

	for (unsigned i = 1; i < a->addresses && a->facts > 0; i++)
		if (addr_compare(a->ip, a->address[i].ip) != 0 &&
		    is_inside(zones, a->address[i].ip, a->address[i].net) &&
		    is_inside(zones, a->ip, a->net) &&
		    !same_network(zones, a->ip, a->net, a->address[i].ip,
				  a->address[i].net)) {
			note(h, "SEG-006", d, a->fact[0]);
			return;
		}
}

/* ---- who serves a network --------------------------------------------------------------- */

/* Known to be wrong only where the hospital said where its servers stand; a
 * central station serves its own beds. */
static bool may_serve(const struct zones *zones, const struct draft *d)
{
	static const char *const classes[] = {
		"network", "wireless", "central-station", "medical-gateway"};
	const struct zone *z = zone_of(zones, d->asset.ip, d->asset.net);
	const char *class = asset_claim(&d->asset, CLAIM_CLASS);

	for (size_t i = 0; class != NULL &&
			   i < sizeof(classes) / sizeof(classes[0]); i++)
		if (strcmp(class, classes[i]) == 0)
			return true;
	return z == NULL || z->kind == ZONE_SERVER || z->kind == ZONE_ADMIN ||
	       z->kind == ZONE_OWN;
}

/* Only an answer of IPv4 tells that a relay passed it on: a router may be one. */
static bool may_relay(const struct draft *d, const struct known_fact *f)
{
	const struct node *at = f->at->address;

	if (addr_is_v4(f->at->ip))
		return false;
	for (unsigned i = 0; i < d->asset.facts; i++)
		if (d->asset.fact[i]->attr == A_router_advertised &&
		    fact_word(d->asset.fact[i]) == 1)
			return true;
	return at != NULL && at->now.owner != NULL &&
	       at->now.owner->now.routed > 0;
}

static void judge_servants(struct hits *h, const struct zones *zones,
			   const struct draft *d)
{
	bool serves = draft_has(d, A_router_advertised) ||
		      draft_has(d, A_dhcp_server);

	for (unsigned i = 0; serves && i < d->asset.facts; i++) {
		const struct known_fact *f = d->asset.fact[i];

		if (may_serve(zones, d) || f->voice != VOICE_SELF)
			continue;
		if (f->attr == A_router_advertised && fact_word(f) == 1)
			note(h, "L2-003", d, f);
		if (f->attr == A_dhcp_server && !may_relay(d, f))
			note(h, "L2-002", d, f);
	}
}

static bool is_answer(const struct known_fact *f)
{
	return f->attr == A_llmnr_name || f->attr == A_netbios_answer;
}

/* Names that are answered by the address of that one, each once. One of its own
 * a host may have for each of its addresses, as clusters do. */
static unsigned names_at(const struct asset *a, const struct known_fact *of)
{
	const char *seen[NAMES];
	unsigned n = 0, k;

	for (unsigned i = 0; i < a->facts && n < NAMES; i++) {
		const struct known_fact *f = a->fact[i];

		if (!is_answer(f) || f->at->net != of->at->net ||
		    addr_compare(f->at->ip, of->at->ip) != 0)
			continue;
		for (k = 0; k < n && strcasecmp(seen[k], f->text) != 0;)
			k++;
		if (k == n)
			seen[n++] = f->text;
	}
	return n;
}

/* Nobody has five names, and nobody is called wpad. */
static void judge_names(struct hits *h, const struct draft *d)
{
	const struct asset *a = &d->asset;

	for (unsigned i = 0; i < a->facts; i++)
		if (is_answer(a->fact[i]) &&
		    (strcasecmp(a->fact[i]->text, "wpad") == 0 ||
		     names_at(a, a->fact[i]) >= NAMES))
			note(h, "L2-010", d, a->fact[i]);
}

/* ---- the clock ---------------------------------------------------------------------------- */

static void judge_clock(struct hits *h, const struct draft *d)
{
	const struct asset *a = &d->asset;

	if (a->clinical && a->facts > 0 && a->behind == 0 &&
	    a->last_us - a->first_us >= DAY_US && !draft_has(d, A_ntp_client) &&
	    !d->asks_time)
		note(h, "NET-011", d, a->fact[0]);
}

/* ---- many hosts within a time ----------------------------------------------------------- */

static bool spreads(const struct known_talk *t)
{
	static const uint16_t doors[] = {22, 23, 135, 445, 3389};

	for (size_t i = 0; i < sizeof(doors) / sizeof(doors[0]); i++)
		if (t->port == doors[i])
			return t->l4 == 6;
	return false;
}

static bool browses(const struct known_talk *t)
{
	return t->l4 == 6 && talk_is_open(t) &&
	       (t->port == 80 || t->port == 443);
}

static bool is_browser(const struct draft *d)
{
	for (unsigned i = 0; i < d->asset.facts; i++)
		if (d->asset.fact[i]->attr == A_http_user_agent &&
		    strncmp(d->asset.fact[i]->text, "Mozilla/", 8) == 0)
			return true;
	return false;
}

/* Hosts among those conversations, by their order in time; few. */
static unsigned hosts(const struct known_talk **talk, size_t n, unsigned most)
{
	unsigned count = 0;

	for (size_t i = 0; i < n && count <= most; i++) {
		size_t k = 0;

		while (k < i && talk[k]->server != talk[i]->server)
			k++;
		count += k == i;
	}
	return count;
}

/* Of one client: tells all if more than so many hosts are met in a window. */
static void judge_many(struct hits *h, const char *rule, uint64_t window_us,
		       unsigned most, const struct known_talk **talk, size_t n)
{
	const struct text_rule *r = rule_find(h->v->knowledge, rule);
	const struct draft *d = draft_find(h->v, talk[0]->client_asset);
	size_t first = 0, last = 0;

	for (; last < n; last++) {
		while (talk[last]->first_us > talk[first]->first_us + window_us)
			first++;
		if (last - first >= most &&
		    hosts(talk + first, last - first + 1, most) > most)
			break;
	}
	for (size_t i = first; i < n && last < n; i++)
		hits_talk(h, r, d, 0, talk[i]);
}

static const struct crowd {
	const char *rule;
	bool (*counts)(const struct known_talk *);
	uint64_t window_us;
	unsigned most;
	bool outside;          /* hosts of the internet, met by a browser      */
} crowds[] = {
	{"SCN-003", spreads, 5 * MINUTE_US, SPREAD_HOSTS, false},
	{"NET-010", browses, DAY_US, BROWSED_HOSTS, true},
};

static bool concerns(const struct crowd *c, const struct hits *h,
		     const struct known_talk *t)
{
	const struct draft *d = c->counts(t) ? t->ends[CLIENT] : NULL;

	return d != NULL && d->asset.clinical && !talk_is_copy(t) &&
	       t->client_asset != 0 && !addr_is_group(t->server->ip) &&
	       (!c->outside || (talk_outside(h, t).server && is_browser(d)));
}

/* What may concern each of the crowds, in one pass over all conversations. */
static void judge_crowds(struct hits *h)
{
	enum { CROWDS = sizeof(crowds) / sizeof(crowds[0]) };
	const struct known_talk **talk[CROWDS];
	size_t n[CROWDS] = {0}, end;

	for (size_t c = 0; c < CROWDS; c++)
		talk[c] = must_alloc(h->v->talks.count + 1, sizeof(*talk[c]));
	for (size_t i = 0; i < h->v->talks.count; i++)
		for (size_t c = 0; c < CROWDS; c++)
			if (concerns(&crowds[c], h, h->v->talk[i]))
				talk[c][n[c]++] = h->v->talk[i];
	for (size_t c = 0; c < CROWDS; c++) {
		qsort((void *)talk[c], n[c], sizeof(*talk[c]), talks_by_client);
		for (size_t i = 0; i < n[c]; i = end) {
			for (end = i; end < n[c] && talk[c][end]->client_asset ==
							    talk[c][i]->client_asset;)
				end++;
			judge_many(h, crowds[c].rule, crowds[c].window_us,
				   crowds[c].most, talk[c] + i, end - i);
		}
		free((void *)talk[c]);
	}
}

void finding_place(struct hits *h)
{
	const struct zones *zones = h->v->knowledge->zones;

	for (size_t i = 0; i < h->v->talks.count; i++) {
		const struct known_talk *t = h->v->talk[i];
		struct draft *d = t->port == 123 || t->port == 319
					  ? t->ends[CLIENT]
					  : NULL;

		if (d != NULL)
			d->asks_time = true;
	}
	for (unsigned i = 0; i < h->v->drafts; i++) {
		const struct draft *d = &h->v->draft[i];

		judge_bindings(h, zones, d);
		if (d->asset.clinical)
			judge_networks(h, zones, d);
		judge_servants(h, zones, d);
		if (draft_has(d, A_llmnr_name) || draft_has(d, A_netbios_answer))
			judge_names(h, d);
		judge_clock(h, d);
	}
	judge_crowds(h);
}
