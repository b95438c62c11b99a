/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_record - what is wrong with the record of a device: it became something
 * else, it is in two places, nobody wrote down whose it is, or what is published
 * about it has not been looked up for long.
 */
#include <string.h>

#include "classify/days.h"
#include "classify/hits.h"

static const uint64_t MINUTE_US = UINT64_C(60000000);

/* ---- its role ------------------------------------------------------------------------ */

enum { PROBABLE = 20, AFTER_DAYS = 7 };

/* When a device itself gave reasons for a class. */
struct reign {
	const struct claim *claim;
	const struct known_fact *first;
	uint64_t last_us;
};

static struct reign reign_of(const struct claim *c)
{
	struct reign r = {.claim = c};

	for (unsigned i = 0; i < c->reasons; i++) {
		const struct known_fact *f = c->reason[i].fact;

		if (f->voice != VOICE_SELF)
			continue;
		if (r.first == NULL || f->first_us < r.first->first_us ||
		    (f->first_us == r.first->first_us && f->id < r.first->id))
			r.first = f;
		if (f->last_us > r.last_us)
			r.last_us = f->last_us;
	}
	return r;
}

/* For a day and more each, and never the old one in a week of the new one. */
static bool follows(const struct reign *old, const struct reign *new)
{
	return old->first != NULL && new->first != NULL &&
	       old->last_us < new->first->first_us &&
	       old->last_us >= old->first->first_us + DAY_US &&
	       new->last_us >= new->first->first_us + DAY_US &&
	       new->last_us >= old->last_us + AFTER_DAYS * DAY_US;
}

static bool is_class(const struct claim *c)
{
	return c->kind == CLAIM_CLASS && c->decibans >= PROBABLE && c->said == 0;
}

static bool contradict(const struct knowledge *k, const struct claim *a,
		       const struct claim *b)
{
	return strcmp(a->value, b->value) != 0 &&
	       !class_is_under(k, a->value, b->value) &&
	       !class_is_under(k, b->value, a->value);
}

static void judge_role(struct hits *h, const struct draft *d)
{
	const struct asset *a = &d->asset;
	char text[OBS_TEXT];

	/* An address alone may be another's next week. */
	if (mac_is_zero(a->mac) || mac_is_local(a->mac) || a->macs > 1)
		return;
	for (unsigned i = 0; i < a->claims; i++)
		for (unsigned j = 0; is_class(&a->claim[i]) && j < a->claims;
		     j++) {
			struct reign old, new;

			if (!is_class(&a->claim[j]) ||
			    !contradict(h->v->knowledge, &a->claim[i],
					&a->claim[j]))
				continue;
			old = reign_of(&a->claim[i]);
			new = reign_of(&a->claim[j]);
			if (!follows(&old, &new))
				continue;
			snprintf(text, sizeof(text), "was %.60s, is %.60s",
				 a->claim[i].value, a->claim[j].value);
			hits_fact(h, rule_find(h->v->knowledge, "INV-004"), d, 0,
				  new.first, pool_text(&h->v->judged, text));
		}
}

/* ---- two places ------------------------------------------------------------------------ */

static bool is_near(uint64_t a, uint64_t b)
{
	return (a > b ? a - b : b - a) <= MINUTE_US;
}

/* Here, there, and here again, two of them within a minute. */
static bool is_at_both(const struct known_fact *a, const struct known_fact *b)
{
	if (a->first_us > b->first_us) {
		const struct known_fact *other = a;

		a = b;
		b = other;
	}
	return a->last_us >= b->first_us &&
	       (is_near(a->first_us, b->first_us) ||
		is_near(a->first_us, b->last_us) ||
		is_near(a->last_us, b->first_us) ||
		is_near(a->last_us, b->last_us));
}

static bool is_binding(const struct known_fact *f)
{
	return f->attr == A_arp_binding && f->at->share == NULL &&
	       addr_is_v4(f->at->ip) && !addr_is_link_local(f->at->ip);
}

static bool is_elsewhere(const struct endpoint *a, const struct endpoint *b)
{
	return mac_compare(a->mac, b->mac) == 0 && a->net != b->net &&
	       addr_compare(a->ip, b->ip) != 0;
}

/* The first two that are told are enough: somebody may claim a thousand. */
static void judge_places(struct hits *h, const struct draft *d)
{
	const struct asset *a = &d->asset;
	char text[OBS_TEXT], mac[MAC_TEXT], net[2][NET_TEXT];

	for (unsigned i = 0; i < a->facts && a->addresses > 1; i++)
		for (unsigned j = 0; is_binding(a->fact[i]) && j < i; j++) {
			const struct endpoint *x = a->fact[j]->at;
			const struct endpoint *y = a->fact[i]->at;

			if (!is_binding(a->fact[j]) || !is_elsewhere(x, y) ||
			    !is_at_both(a->fact[i], a->fact[j]))
				continue;
			mac_print(x->mac, mac);
			net_print(x->net < y->net ? x->net : y->net, net[0]);
			net_print(x->net < y->net ? y->net : x->net, net[1]);
			snprintf(text, sizeof(text), "%s is in network %s and "
				 "in %s", mac, net[0], net[1]);
			for (unsigned k = 0; k < 2; k++)
				hits_fact(h, rule_find(h->v->knowledge, "INV-006"),
					  d, 0, a->fact[k == 0 ? j : i],
					  pool_text(&h->v->judged, text));
			return;
		}
}

/* ---- what is written down ---------------------------------------------------------------- */

enum { RECORD_DAYS = 30 };

static bool is_said(const struct draft *d, enum claim_kind kind)
{
	return d->said != NULL && d->said[kind] != NULL;
}

static void judge_record(struct hits *h, const struct draft *d)
{
	const struct asset *a = &d->asset;
	const struct {
		const char *word;
		bool there;
	} parts[] = {
		{"owner", is_said(d, CLAIM_OWNER)},
		{"location", is_said(d, CLAIM_LOCATION) ||
				     is_said(d, CLAIM_DEPARTMENT)},
		{"declaration of its maker (MDS2)", a->declaration != 0},
	};
	char text[OBS_TEXT] = "missing";
	size_t used = strlen(text), before = h->n;
	bool whole = true;

	if (a->facts == 0 || a->last_us - a->first_us < RECORD_DAYS * DAY_US)
		return;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (parts[i].there)
			continue;
		used += (size_t)snprintf(text + used, sizeof(text) - used, "%s %s",
					 whole ? ":" : ",", parts[i].word);
		whole = false;
	}
	if (whole)
		return;
	hits_fact(h, rule_find(h->v->knowledge, "INV-013"), d, 0, a->fact[0],
		  pool_text(&h->v->judged, text));
	if (h->n > before)
		h->hit[before].until_us = a->last_us;
}

/* ---- what is published -------------------------------------------------------------------- */

enum { OLD_DAYS = 30 };

static uint64_t last_of(const struct inventory *v)
{
	uint64_t last_us = 0;

	for (unsigned i = 0; i < v->drafts; i++)
		if (v->draft[i].asset.last_us > last_us)
			last_us = v->draft[i].asset.last_us;
	return last_us;
}

static bool is_meant(const struct asset *a)
{
	for (unsigned i = 0; i < a->advisories; i++)
		if (a->advisory[i].verdict > VERDICT_NOT_AFFECTED)
			return true;
	return false;
}

/* Told of devices that advisories mean: of others there may be newer ones, too, but
 * that would be said of all. */
static void judge_data(struct hits *h)
{
	const struct inventory *v = h->v;
	uint64_t dated_us = v->advisories != NULL ? advisories_dated(v->advisories)
						  : 0;
	uint64_t last_us = last_of(v);
	char text[OBS_TEXT], day[DAY_PRINTED];

	if (dated_us == 0 || last_us <= dated_us + OLD_DAYS * DAY_US)
		return;
	days_print(dated_us, day);
	snprintf(text, sizeof(text), "the advisories that were loaded are of %s, "
		 "%llu days before the device was seen last", day,
		 (unsigned long long)((last_us - dated_us) / DAY_US));
	for (unsigned i = 0; i < v->drafts; i++) {
		const struct draft *d = &v->draft[i];
		size_t before = h->n;

		if (!is_meant(&d->asset) || d->asset.facts == 0)
			continue;
		hits_fact(h, rule_find(v->knowledge, "ADV-006"), d, 0,
			  d->asset.fact[0], pool_text(&h->v->judged, text));
		if (h->n > before)
			h->hit[before].until_us = d->asset.last_us;
	}
}

void finding_record(struct inventory *v)
{
	struct hits hits = {.v = v};

	for (unsigned i = 0; i < v->drafts; i++) {
		const struct draft *d = &v->draft[i];

		if (d->asset.claims > 1)
			judge_role(&hits, d);
		if (!d->asset.clinical)
			continue;
		judge_places(&hits, d);
		judge_record(&hits, d);
	}
	judge_data(&hits);
	hits_raise(&hits);
}
