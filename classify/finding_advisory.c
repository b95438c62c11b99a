/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_advisory - devices that published advisories mean.
 *
 * One finding a rule and device: its sentence names the worst advisory and
 * counts the others; all of them stand in the device's own list.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/hits.h"

enum { SOFTWARE_MAX = 16, MATCHES_MAX = 512 };

/* What is gathered of one device. */
struct advised {
	struct inventory *v;
	struct asset_advisory match[MATCHES_MAX];
	unsigned n;
};

static void keep(void *ctx, const struct advisory_match *m)
{
	struct advised *a = ctx;

	if (a->n < MATCHES_MAX)
		a->match[a->n++] = (struct asset_advisory){
			.product = m->product,
			.verdict = m->verdict,
			.letters = m->letters,
			.version = pool_text(&a->v->judged, m->version)};
}

static const char *claimed(const struct asset *a, enum claim_kind kind)
{
	const char *value = asset_claim(a, kind);

	return value != NULL ? value : "";
}

static void match(struct inventory *v, struct asset *a)
{
	const char *software[SOFTWARE_MAX];
	struct advisory_subject s = {
		.vendor = claimed(a, CLAIM_VENDOR),
		.model = claimed(a, CLAIM_MODEL),
		.version = claimed(a, CLAIM_VERSION),
		.software = software,
	};
	struct advised all = {.v = v};

	for (unsigned i = 0; i < a->claims; i++)
		if (a->claim[i].kind == CLAIM_SOFTWARE && a->claim[i].chosen &&
		    s.softwares < SOFTWARE_MAX)
			software[s.softwares++] = a->claim[i].value;
	advisories_match(v->advisories, &s, keep, &all);
	a->advisories = all.n;
	a->advisory = pool_copy(&v->judged, all.match,
				all.n * sizeof(all.match[0]));
}

/* The worst that a rule asks for, and how many there are. */
static const struct asset_advisory *worst(const struct asset *a,
					  bool (*asks)(const struct asset_advisory *),
					  unsigned *count)
{
	const struct asset_advisory *best = NULL;

	*count = 0;
	for (unsigned i = 0; i < a->advisories; i++) {
		const struct asset_advisory *m = &a->advisory[i];

		if (!asks(m))
			continue;
		(*count)++;
		if (best == NULL || m->product->score > best->product->score)
			best = m;
	}
	return best;
}

static bool is_confirmed(const struct asset_advisory *m)
{
	return m->verdict == VERDICT_CONFIRMED;
}

static bool may_apply(const struct asset_advisory *m)
{
	return m->verdict == VERDICT_LIKELY || m->verdict == VERDICT_POSSIBLE;
}

static bool is_exploited(const struct asset_advisory *m)
{
	return m->product->exploited && m->verdict >= VERDICT_LIKELY;
}

static bool has_no_fix(const struct asset_advisory *m)
{
	return m->product->no_fix && m->verdict >= VERDICT_LIKELY;
}

static const struct row {
	const char *rule;
	bool (*asks)(const struct asset_advisory *);
} rows[] = {
	{"ADV-001", is_confirmed},
	{"ADV-002", may_apply},
	{"ADV-003", is_exploited},
	{"ADV-004", has_no_fix},
};

/* The facts by which the model, its version or the software is known. */
static void note_facts(struct hits *h, const struct text_rule *r,
		       const struct draft *d, const char *detail)
{
	for (unsigned i = 0; i < d->asset.claims; i++) {
		const struct claim *c = &d->asset.claim[i];

		if (c->chosen && c->reasons > 0 &&
		    (c->kind == CLAIM_MODEL || c->kind == CLAIM_VERSION ||
		     c->kind == CLAIM_SOFTWARE))
			hits_fact(h, r, d, 0, c->reason[0].fact, detail);
	}
}

static void judge(struct hits *h, const struct row *row,
		  const struct draft *d)
{
	const struct text_rule *r = rule_find(h->v->knowledge, row->rule);
	unsigned count;
	const struct asset_advisory *m = worst(&d->asset, row->asks, &count);
	char text[OBS_TEXT], more[32] = "";

	if (m == NULL || r == NULL)
		return;
	if (count > 1)
		snprintf(more, sizeof(more), ", and %u more", count - 1);
	snprintf(text, sizeof(text),
		 "%.24s: %s%s%.40s, %.16s (CVSS %u.%u)%s", m->product->advisory,
		 verdict_name(m->verdict),
		 m->version[0] != '\0' ? ", version " : "", m->version,
		 m->product->cve, m->product->score / 10,
		 m->product->score % 10, more);
	note_facts(h, r, d, pool_text(&h->v->judged, text));
}

void finding_advisory(struct hits *h)
{
	struct inventory *v = h->v;

	if (v->advisories == NULL)
		return;
	for (unsigned i = 0; i < v->drafts; i++) {
		struct draft *d = &v->draft[i];

		if (d->asset.claims == 0)
			continue;
		match(v, &d->asset);
		for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++)
			if (d->asset.advisories > 0)
				judge(h, &rows[k], d);
	}
}
