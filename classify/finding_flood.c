/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_flood - so many senders that nobody knows, each with one frame, that
 * the tables of switches are full of them; and IPv6 where nobody planned it.
 *
 * Such senders are no devices: a finding about a network is told of the device in
 * it that matters most.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/hits.h"

enum { PACKETS_FEW = 2, EVIDENCE_MOST = 1000 };

/* The first is the one that matters more: by its class, else by its number. */
static bool matters_more(const struct inventory *v, const struct draft *a,
			 const struct draft *b)
{
	const struct device_class *x = asset_class(v->knowledge, &a->asset);
	const struct device_class *y = asset_class(v->knowledge, &b->asset);
	char i = x != NULL ? x->criticality : '~';
	char k = y != NULL ? y->criticality : '~';

	return i != k ? i < k : a->asset.id < b->asset.id;
}

/* ---- L2-007 ------------------------------------------------------------------------------ */

static int by_window(const void *a, const void *b)
{
	const struct known_talk *x = *(const struct known_talk *const *)a;
	const struct known_talk *y = *(const struct known_talk *const *)b;
	uint64_t i = x->first_us / CROWD_US, k = y->first_us / CROWD_US;
	int order;

	if (x->client->net != y->client->net)
		return x->client->net < y->client->net ? -1 : 1;
	if (i != k)
		return i < k ? -1 : 1;
	order = mac_compare(x->mac[0], y->mac[0]);
	return order != 0 ? order : x->id < y->id ? -1 : x->id > y->id;
}

/* One packet or two of somebody who is no device. */
static bool may_be_forged(const struct known_talk *t)
{
	return !t->answered && t->packets[0] <= PACKETS_FEW &&
	       !mac_is_zero(t->mac[0]) && t->ends[CLIENT] == NULL;
}

/* Nor is its MAC known otherwise. */
static bool is_unknown(const struct inventory *v, const struct known_talk *t)
{
	return node_known(v, (struct addr){{0}}, t->mac[0],
			  mac_is_local(t->mac[0]) ? t->client->net : 0) == NULL;
}

static const struct draft *victim_of(const struct inventory *v, net_t net)
{
	const struct draft *worst = NULL;

	for (unsigned i = 0; i < v->drafts; i++)
		if (v->draft[i].asset.net == net && v->draft[i].asset.facts > 0 &&
		    (worst == NULL || matters_more(v, &v->draft[i], worst)))
			worst = &v->draft[i];
	return worst;
}

static void judge_window(struct hits *h, const struct known_talk **t, size_t n,
			 const struct draft *d)
{
	const struct text_rule *r = rule_find(h->v->knowledge, "L2-007");
	const char *detail;
	char text[OBS_TEXT];
	unsigned macs = 0;
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (is_unknown(h->v, t[i]))
			t[kept++] = t[i];
	n = kept;
	for (size_t i = 0; i < n; i++)
		macs += i == 0 || mac_compare(t[i]->mac[0],
					      t[i - 1]->mac[0]) != 0;
	if (macs <= CROWD_MACS || d == NULL || r == NULL)
		return;
	snprintf(text, sizeof(text), "%u senders that nobody knows within ten "
		 "seconds in its network", macs);
	detail = pool_text(&h->v->judged, text);
	for (size_t i = 0; i < n; i++) {
		hits_talk(h, r, d, 0, t[i]);
		h->hit[h->n - 1].detail = detail;
	}
}

static void judge_floods(struct hits *h)
{
	struct inventory *v = h->v;
	const struct draft *victim = NULL;
	const struct known_talk **t = NULL;
	unsigned n = 0;
	size_t end;

	for (size_t i = 0; i < v->talks.count; i++)
		if (may_be_forged(v->talk[i])) {
			t = grow((void *)t, n, sizeof(*t));
			t[n++] = v->talk[i];
		}
	if (n > CROWD_MACS)
		qsort((void *)t, n, sizeof(*t), by_window);
	for (size_t i = 0; n > CROWD_MACS && i < n; i = end) {
		for (end = i + 1;
		     end < n && t[end]->client->net == t[i]->client->net &&
		     t[end]->first_us / CROWD_US == t[i]->first_us / CROWD_US;)
			end++;
		if (end - i <= CROWD_MACS)
			continue;
		if (victim == NULL || victim->asset.net != t[i]->client->net)
			victim = victim_of(v, t[i]->client->net);
		judge_window(h, t + i, end - i, victim);
	}
	free((void *)t);
}

/* .. and those who claimed addresses; existence.c has marked them. */
static int by_claim(const void *a, const void *b)
{
	const struct known_fact *x = *(const struct known_fact *const *)a;
	const struct known_fact *y = *(const struct known_fact *const *)b;
	uint64_t i = x->first_us / CROWD_US, k = y->first_us / CROWD_US;

	if (x->at->net != y->at->net)
		return number_order(x->at->net, y->at->net);
	return i != k ? number_order(i, k) : number_order(x->id, y->id);
}

static bool is_together(const struct known_fact *a, const struct known_fact *b)
{
	return a->at->net == b->at->net &&
	       a->first_us / CROWD_US == b->first_us / CROWD_US;
}

static void judge_claims(struct hits *h)
{
	const struct text_rule *r = rule_find(h->v->knowledge, "L2-007");
	struct known_fact **f = NULL;
	unsigned n = 0, end;
	char text[OBS_TEXT];

	for (size_t i = 0; h->v->crowded && i < h->v->endpoints.count; i++) {
		const struct endpoint *p = h->v->endpoint[i];

		if (!p->crowd)
			continue;
		f = grow((void *)f, n, sizeof(*f));
		f[n++] = p->fact;
	}
	if (n > CROWD_MACS)
		qsort((void *)f, n, sizeof(*f), by_claim);
	for (unsigned i = 0; n > CROWD_MACS && i < n; i = end) {
		const struct draft *d = victim_of(h->v, f[i]->at->net);

		for (end = i + 1; end < n && is_together(f[i], f[end]);)
			end++;
		snprintf(text, sizeof(text), "%u MACs that nobody knows claim "
			 "addresses within ten seconds in its network", end - i);
		for (unsigned k = i; r != NULL && d != NULL && k < end &&
				     k - i < EVIDENCE_MOST; k++)
			hits_fact(h, r, d, 0, f[k],
				  k == i ? pool_text(&h->v->judged, text)
					 : h->hit[h->n - 1].detail);
	}
	free((void *)f);
}

/* ---- L2-008 ------------------------------------------------------------------------------ */

/* A clinical device in a zone whose ranges are all of IPv4, and what shows that it
 * speaks IPv6 all the same. */
struct speaker {
	const struct draft *draft;
	const struct zone *zone;
	const struct known_talk *talk;
	const struct known_fact *fact;
};

static const struct zone *planned(const struct hits *h, const struct draft *d)
{
	const struct zones *zones = h->v->knowledge->zones;
	const struct zone *z =
		d != NULL && d->asset.clinical && addr_is_v4(d->asset.ip)
			? zone_of(zones, d->asset.ip, d->asset.net)
			: NULL;

	return z != NULL && z->kind == ZONE_CLINICAL && zone_is_ipv4(zones, z)
		       ? z
		       : NULL;
}

static int by_zone(const void *a, const void *b)
{
	const struct speaker *x = a, *y = b;

	if (x->zone != y->zone)
		return strcmp(x->zone->name, y->zone->name);
	if (x->draft != y->draft)
		return x->draft->asset.id < y->draft->asset.id ? -1 : 1;
	if ((x->talk == NULL) != (y->talk == NULL))
		return x->talk == NULL ? 1 : -1;
	if (x->talk != NULL)
		return x->talk->id < y->talk->id ? -1 : x->talk->id > y->talk->id;
	return x->fact->id < y->fact->id ? -1 : x->fact->id > y->fact->id;
}

static void judge_zone(struct hits *h, const struct speaker *s, size_t n)
{
	const struct text_rule *r = rule_find(h->v->knowledge, "L2-008");
	const struct speaker *worst = s;
	char text[OBS_TEXT];
	unsigned devices = 0;

	for (size_t i = 0; i < n; i++) {
		devices += i == 0 || s[i].draft != s[i - 1].draft;
		if (s[i].draft != worst->draft &&
		    matters_more(h->v, s[i].draft, worst->draft))
			worst = &s[i];
	}
	if (r == NULL)
		return;
	snprintf(text, sizeof(text), "%u clinical device%s of zone %.40s, whose "
		 "ranges are all of IPv4", devices, devices == 1 ? "" : "s",
		 s->zone->name);
	if (worst->talk != NULL)
		hits_talk(h, r, worst->draft, 0, worst->talk);
	else
		hits_fact(h, r, worst->draft, 0, worst->fact, NULL);
	h->hit[h->n - 1].detail = pool_text(&h->v->judged, text);
}

static void gather_talks(struct hits *h, struct speaker **s, unsigned *n)
{
	for (size_t i = 0; i < h->v->talks.count; i++) {
		const struct known_talk *t = h->v->talk[i];
		const struct draft *end[2];

		if (addr_is_v4(t->server->ip) || addr_is_group(t->server->ip) ||
		    !talk_is_open(t))
			continue;
		end[0] = t->ends[CLIENT];
		end[1] = t->ends[SERVER];
		for (unsigned k = 0; k < 2; k++)
			if (planned(h, end[k]) != NULL) {
				*s = grow(*s, *n, sizeof(**s));
				(*s)[(*n)++] = (struct speaker){
					end[k], planned(h, end[k]), t, NULL};
			}
	}
}

/* It asks for an address by DHCPv6. */
static void gather_askers(struct hits *h, struct speaker **s, unsigned *n)
{
	unsigned dhcp6 = source_of_name("dhcp6");

	for (unsigned i = 0; i < h->v->drafts; i++) {
		const struct draft *d = &h->v->draft[i];

		if (!draft_has(d, A_dhcp_unique_id) || planned(h, d) == NULL)
			continue;
		for (unsigned k = 0; k < d->asset.facts; k++)
			if (d->asset.fact[k]->attr == A_dhcp_unique_id &&
			    d->asset.fact[k]->source == dhcp6) {
				*s = grow(*s, *n, sizeof(**s));
				(*s)[(*n)++] = (struct speaker){
					d, planned(h, d), NULL,
					d->asset.fact[k]};
			}
	}
}

static void judge_ipv6(struct hits *h)
{
	struct speaker *s = NULL;
	unsigned n = 0;
	size_t end;

	if (h->v->knowledge->zones == NULL)
		return;
	gather_talks(h, &s, &n);
	gather_askers(h, &s, &n);
	if (n > 0)
		qsort(s, n, sizeof(*s), by_zone);
	for (size_t i = 0; i < n; i = end) {
		for (end = i + 1; end < n && s[end].zone == s[i].zone;)
			end++;
		judge_zone(h, s + i, end - i);
	}
	free(s);
}

void finding_flood(struct hits *h)
{
	judge_floods(h);
	judge_claims(h);
	judge_ipv6(h);
}
