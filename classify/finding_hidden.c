/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_hidden - what is hidden in the names of DNS, in the content of echoes,
 * and behind one address.
 *
 * Of names and contents only the heap of sixteen is known into which each falls:
 * one that is asked again and again falls into one, many different ones into most.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/hits.h"

enum {
	HEAPS_LEAST = 12,
	NAMES_LEAST = 100,
	ECHOES_LEAST = 32,
};

/* ---- SCN-010, SCN-012 ------------------------------------------------------------------ */

static const struct heap {
	const char *rule;
	enum attr attr;
	uint64_t least;
	const char *what;
} heaps[] = {
	{"SCN-010", A_dns_heap, NAMES_LEAST,
	 "questions for names with labels over 50 octets, which differ"},
	{"SCN-012", A_icmp_heap, ECHOES_LEAST,
	 "echo requests over 128 octets, whose contents differ"},
};

/* Whoever answers for names asks others for its clients, of whom a mirror of one
 * direction shows nothing. */
static bool resolves(const struct inventory *v, const struct draft *d)
{
	for (size_t i = 0; i < v->talks.count; i++)
		if (v->talk[i]->port == 53 && v->talk[i]->packets[1] > 0 &&
		    v->talk[i]->ends[SERVER] == d)
			return true;
	return false;
}

static void judge_heaps(struct hits *h, const struct heap *p,
			const struct draft *d)
{
	const struct text_rule *r = rule_find(h->v->knowledge, p->rule);
	uint64_t sights = 0;
	uint32_t filled = 0;
	char text[OBS_TEXT];
	const char *detail;

	for (unsigned i = 0; i < d->asset.facts; i++)
		if (d->asset.fact[i]->attr == p->attr &&
		    !fact_is_copy(d->asset.fact[i])) {
			sights += d->asset.fact[i]->count;
			filled |= UINT32_C(1) << (fact_word(d->asset.fact[i]) & 15);
		}
	if (__builtin_popcount(filled) < HEAPS_LEAST || sights < p->least ||
	    (p->attr == A_dns_heap && resolves(h->v, d)))
		return;
	snprintf(text, sizeof(text), "%llu %s", (unsigned long long)sights,
		 p->what);
	detail = pool_text(&h->v->judged, text);
	for (unsigned i = 0; i < d->asset.facts; i++)
		if (d->asset.fact[i]->attr == p->attr)
			hits_fact(h, r, d, 0, d->asset.fact[i], detail);
}

/* ---- NET-014 ----------------------------------------------------------------------------- */

/* What starts with different times to live is of different makers: systems start
 * at one, as tcp_stack tells it. */
static unsigned kinds_at(const struct draft *d, const struct endpoint *at)
{
	unsigned long seen[8];
	unsigned kinds = 0;

	for (unsigned i = 0; i < d->asset.facts; i++) {
		const struct known_fact *f = d->asset.fact[i];
		const char *start = strchr(f->text, ':'); /* syn:64+1:.. */
		unsigned long ttl;
		unsigned k = 0;

		if (f->attr != A_tcp_stack || f->voice != VOICE_SELF ||
		    start == NULL || addr_compare(f->at->ip, at->ip) != 0 ||
		    f->at->net != at->net)
			continue;
		ttl = strtoul(start + 1, NULL, 10);
		while (k < kinds && seen[k] != ttl)
			k++;
		if (k == kinds && kinds < 8)
			seen[kinds++] = ttl;
	}
	return kinds;
}

/* Whether packets of others come by its MAC, too, over hops; where it never speaks
 * itself those under its own address do. */
static bool routes(const struct endpoint *at)
{
	const struct node_verdict *ip = &at->address->now;

	return at->host->now.routed > (ip->far == at->host && !ip->direct);
}

/* A neighbour by ARP, whose packets come over one hop: it passes on those of
 * others under its own address. Who answers for several addresses does so for
 * hosts beyond a router, which hide nowhere. */
static void judge_address(struct hits *h, const struct text_rule *r,
			  const struct draft *d)
{
	for (unsigned i = 0; i < d->asset.facts; i++) {
		const struct known_fact *f = d->asset.fact[i];
		const struct endpoint *at = f->at;
		unsigned kinds;
		char text[OBS_TEXT];

		if (f->attr != A_frame_binding || fact_word(f) != 1 ||
		    f->voice != VOICE_SELF || at->host == NULL ||
		    at->address == NULL || !addr_is_v4(at->ip) ||
		    at->address->now.binding != BOUND_BY_ARP ||
		    at->address->now.owner != at->host ||
		    at->host->now.strong != 1 || routes(at) ||
		    at->address->now.claimed > 1)
			continue;
		kinds = kinds_at(d, at);
		if (kinds < 2)
			continue;
		snprintf(text, sizeof(text), "%u kinds of systems speak by the "
			 "address of a neighbour, one from behind it", kinds);
		hits_fact(h, r, d, 0, f, pool_text(&h->v->judged, text));
	}
}

void finding_hidden(struct hits *h)
{
	const struct text_rule *shared = rule_find(h->v->knowledge, "NET-014");

	for (unsigned i = 0; i < h->v->drafts; i++) {
		const struct draft *d = &h->v->draft[i];

		for (size_t k = 0; k < sizeof(heaps) / sizeof(heaps[0]); k++)
			if (draft_has(d, heaps[k].attr))
				judge_heaps(h, &heaps[k], d);
		if (draft_has(d, A_tcp_stack))
			judge_address(h, shared, d);
	}
}
