/* SPDX-License-Identifier: Apache-2.0 */
/* finding - the text rules over the facts of each asset. */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/hits.h"

enum { EVIDENCE_MAX = 64, PORTS_MAX = 256 };

struct finding *finding_add(struct inventory *v, const struct text_rule *r,
			    const struct asset *a, uint16_t port)
{
	struct finding *f;

	v->finding = grow(v->finding, v->findings, sizeof(*f));
	f = &v->finding[v->findings++];
	memset(f, 0, sizeof(*f));
	f->id = finding_id(r->rule.id, a->id, port);
	f->asset = a->id;
	f->rule = &r->rule;
	f->port = port;
	f->confidence = r->confidence;
	f->first_us = UINT64_MAX;
	return f;
}

/* What an asset says or is said to do; not what it passes on, which is said by
 * the device behind it. */
bool fact_counts(const struct known_fact *f)
{
	return f->voice == VOICE_SELF || f->voice == VOICE_PEER ||
	       (f->voice == VOICE_CARRIED && f->at->child != NULL);
}

/* A fact without a port belongs to the whole device. */
static bool holds(const struct match *m, const struct known_fact *f, uint16_t port)
{
	struct captured c;

	return f->attr == m->attr && fact_counts(f) &&
	       (f->port == port || f->port == 0) &&
	       match_meets(m, f->text, fact_word(f), &c);
}

/* Where the condition ends that begins there: it, and what "or" adds to it. */
static unsigned condition_end(const struct text_rule *r, unsigned first)
{
	unsigned end = first + 1;

	while (end < r->whens && r->when[end].other)
		end++;
	return end;
}

static bool one_holds(const struct text_rule *r, unsigned first,
		      const struct known_fact *f, uint16_t port)
{
	for (unsigned i = first; i < condition_end(r, first); i++)
		if (holds(&r->when[i], f, port))
			return true;
	return false;
}

static bool any_holds(const struct text_rule *r, unsigned first,
		      const struct draft *d, uint16_t port)
{
	for (unsigned i = 0; i < d->asset.facts; i++)
		if (one_holds(r, first, d->asset.fact[i], port))
			return true;
	return false;
}

static void add_evidence(struct finding *f, struct pool *pool,
			 const struct known_fact *k)
{
	if (f->detail == NULL)
		f->detail = fact_described(pool, k);
	if (k->first_us < f->first_us)
		f->first_us = k->first_us;
	if (f->evidences < EVIDENCE_MAX)
		f->evidence[f->evidences++] = k->id;
}

static void raise_at(struct inventory *v, const struct text_rule *r,
		     const struct draft *d, uint16_t port)
{
	uint64_t evidence[EVIDENCE_MAX];
	struct finding *f;

	for (unsigned i = condition_end(r, 0); i < r->whens;
	     i = condition_end(r, i))
		if (!any_holds(r, i, d, port))
			return;
	f = finding_add(v, r, &d->asset, port);
	f->evidence = evidence;
	f->last_us = UINT64_MAX;
	for (unsigned i = 0; i < r->whens; i = condition_end(r, i)) {
		uint64_t last_us = 0;

		for (unsigned j = 0; j < d->asset.facts; j++) {
			const struct known_fact *k = d->asset.fact[j];

			if (!one_holds(r, i, k, port) ||
			    (i == 0 && k->port != port))
				continue;
			add_evidence(f, &v->judged, k);
			if (k->last_us > last_us)
				last_us = k->last_us;
		}
		/* It holds no longer than each of its conditions. */
		if (last_us < f->last_us)
			f->last_us = last_us;
	}
	f->evidence = pool_copy(&v->judged, evidence,
				f->evidences * sizeof(*evidence));
}

static void try_rule(struct inventory *v, const struct text_rule *r,
		     const struct draft *d)
{
	uint16_t port[PORTS_MAX];
	unsigned ports = 0;

	if ((r->clinical_only && !d->near_clinical) ||
	    (r->device_only && !d->asset.clinical))
		return;
	for (unsigned i = 0; i < d->asset.facts; i++) {
		const struct known_fact *f = d->asset.fact[i];
		unsigned seen = 0;

		if (!one_holds(r, 0, f, f->port))
			continue;
		while (seen < ports && port[seen] != f->port)
			seen++;
		if (seen < ports || ports == PORTS_MAX)
			continue;
		port[ports++] = f->port;
		raise_at(v, r, d, f->port);
	}
}

/* Who is clinical, and who talks with one that is or stands before it. */
static void note_neighbours(struct inventory *v)
{
	for (unsigned i = 0; i < v->drafts; i++)
		v->draft[i].near_clinical = v->draft[i].asset.clinical;
	for (size_t i = 0; i < v->talks.count; i++) {
		struct draft *a = v->talk[i]->ends[CLIENT];
		struct draft *b = v->talk[i]->ends[SERVER];

		if (a == NULL || b == NULL)
			continue;
		a->near_clinical |= b->asset.clinical;
		b->near_clinical |= a->asset.clinical;
	}
	for (unsigned i = 0; i < v->children; i++) {
		struct draft *gateway = draft_of(v->child[i].gateway);

		gateway->carries_clinical |= v->child[i].draft->asset.clinical;
		gateway->near_clinical |= gateway->carries_clinical;
	}
}

/* The attributes that begin a rule. */
static struct attr_set begins(const struct text_rule *r)
{
	struct attr_set some = {{0}};

	for (unsigned i = 0; i < r->whens && i < condition_end(r, 0); i++)
		attr_set_add(&some, r->when[i].attr);
	return some;
}

/* Most devices have nothing that begins a rule. */
static void judge_texts(struct inventory *v)
{
	const struct knowledge *k = v->knowledge;
	struct attr_set *of = must_alloc(k->rules + 1, sizeof(*of));
	struct attr_set any = {{0}};

	for (unsigned j = 0; j < k->rules; j++)
		if (!k->rule[j].by_code) {
			of[j] = begins(&k->rule[j]);
			attr_set_join(&any, &of[j]);
		}
	for (unsigned i = 0; i < v->drafts; i++) {
		const struct draft *d = &v->draft[i];

		draft_fetch(v, i);
		for (unsigned j = 0;
		     attr_sets_meet(&d->has, &any) && j < k->rules; j++)
			if (attr_sets_meet(&d->has, &of[j]))
				try_rule(v, &k->rule[j], d);
	}
	free(of);
}

void findings_judge(struct inventory *v)
{
	struct hits hits = {.v = v};

	note_neighbours(v);
	outside_begin(&hits);
	judge_texts(v);
	finding_scan(v);
	finding_net(&hits);
	finding_cert(&hits);
	finding_segment(&hits);
	finding_lifetime(&hits);
	finding_change(&hits);
	finding_clinical(&hits);
	finding_place(&hits);
	finding_advisory(&hits);
	finding_list(&hits);
	finding_days(&hits);
	finding_guess(&hits);
	finding_link(&hits);
	finding_flood(&hits);
	finding_hidden(&hits);
	finding_clock(&hits);
	finding_consumer(&hits);
	finding_told(&hits);
	finding_silent(&hits);
	finding_upload(&hits);
	finding_beacon(&hits);
	hits_raise(&hits);
	finding_ended(v);
	finding_declared(v);
	finding_record(v);
}
