/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_declared - what is seen of a device, against what its maker declares.
 *
 * It looks at the findings and facts that are there, and raises one finding a
 * device where a Yes or No is contradicted. Its words tell what was declared
 * and what was seen, not who is wrong.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/inventory.h"

enum { ANSWERS_MAX = 128, EVIDENCE_MAX = 16 };

/* One device while it is compared. */
struct compared {
	struct inventory *v;
	struct draft *draft;
	const struct declaration *told;
	struct finding *const *finding; /* all that it has                     */
	unsigned findings;
	struct asset_answer answer[ANSWERS_MAX];
	unsigned n;
};

/* ---- what is seen ------------------------------------------------------------------ */

static struct asset_answer *add(struct compared *c, const struct question *q)
{
	struct asset_answer *a;

	if (c->n == ANSWERS_MAX)
		return NULL;
	a = &c->answer[c->n++];
	memset(a, 0, sizeof(*a));
	a->question = q->id;
	a->rule = "";
	a->confidence = q->confidence;
	return a;
}

static void add_finding(struct compared *c, const struct question *q,
			const struct finding *f)
{
	struct asset_answer *a = f->evidences > 0 ? add(c, q) : NULL;

	if (a == NULL)
		return;
	a->rule = f->rule->id;
	a->seen = f->rule->title;
	a->port = f->port;
	a->by_talk = f->by_talk;
	a->evidence = f->evidence[0];
	a->first_us = f->first_us;
	a->last_us = f->last_us;
	if (f->confidence < a->confidence)
		a->confidence = f->confidence;
}

static void add_fact(struct compared *c, const struct question *q,
		     const struct known_fact *f)
{
	struct asset_answer *a = add(c, q);
	char text[OBS_TEXT];

	if (a == NULL)
		return;
	snprintf(text, sizeof(text), "%.*s", attr_label((enum attr)f->attr),
		 attr_row((enum attr)f->attr)->sentence);
	a->seen = pool_text(&c->v->judged, text);
	a->port = f->port;
	a->evidence = f->id;
	a->first_us = f->first_us;
	a->last_us = f->last_us;
}

static bool shows_fact(const struct match *m, const struct known_fact *f)
{
	struct captured k;

	return f->attr == m->attr && fact_counts(f) &&
	       match_meets(m, f->text, fact_word(f), &k);
}

/* The first of each kind is enough: more of the same proves no more. */
static void look(struct compared *c, const struct question *q,
		 const struct sign *s)
{
	const struct asset *a = &c->draft->asset;

	for (unsigned i = 0; s->rule != NULL && i < c->findings; i++)
		if (strcmp(c->finding[i]->rule->id, s->rule) == 0) {
			add_finding(c, q, c->finding[i]);
			return;
		}
	for (unsigned i = 0; s->rule == NULL && i < a->facts; i++)
		if (shows_fact(&q->when[s->when], a->fact[i])) {
			add_fact(c, q, a->fact[i]);
			return;
		}
}

/* ---- what it means for the answer --------------------------------------------------- */

static enum declared answer_to(const struct compared *c, const char *question)
{
	const struct knowledge *k = c->v->knowledge;

	for (unsigned i = 0; i < k->questions; i++)
		if (strcmp(k->question[i].id, question) == 0)
			return (enum declared)c->told->answer[i];
	return DECLARED_NOTHING;
}

/* seen: whether something shows yes, no. */
static enum agreement judge(const struct compared *c, const struct question *q,
			    const bool seen[2])
{
	enum declared told = answer_to(c, q->id);

	if (told == DECLARED_NOTHING || (!seen[SHOWS_YES] && !seen[SHOWS_NO]))
		return TO_CHECK;
	if (q->able && told == DECLARED_YES)
		return seen[SHOWS_YES] ? AGREES : UNUSED;
	if (q->able)
		return seen[SHOWS_YES] ? CONTRADICTS : TO_CHECK;
	if (seen[told == DECLARED_YES ? SHOWS_NO : SHOWS_YES])
		return told == DECLARED_NO && q->beside != NULL &&
				       answer_to(c, q->beside) != DECLARED_NO
			       ? TO_CHECK
			       : CONTRADICTS;
	return AGREES;
}

/* Whether what shows so makes the agreement what it is. */
static bool decides(enum agreement a, enum shows shows, enum declared told)
{
	enum shows same = told == DECLARED_YES ? SHOWS_YES : SHOWS_NO;

	switch (a) {
	case AGREES: return shows == same;
	case CONTRADICTS: return shows != same && shows != SHOWS_NOTHING;
	case UNUSED: return shows == SHOWS_NO;
	default: return false;
	}
}

static void compare(struct compared *c, const struct question *q)
{
	enum shows shows[ANSWERS_MAX];
	bool seen[2] = {false, false};
	unsigned first = c->n;
	enum agreement agreement;

	for (unsigned i = 0; i < q->signs; i++) {
		unsigned before = c->n;

		look(c, q, &q->sign[i]);
		if (c->n == before)
			continue;
		shows[before] = q->sign[i].shows;
		if (shows[before] != SHOWS_NOTHING)
			seen[shows[before]] = true;
	}
	agreement = judge(c, q, seen);
	for (unsigned i = first; i < c->n; i++) {
		c->answer[i].told = answer_to(c, q->id);
		c->answer[i].agreement = agreement;
		c->answer[i].decides = decides(agreement, shows[i],
					       c->answer[i].told);
	}
}

/* Of a device whose maker and model are guesses, what it does is not that of a
 * model. */
static uint8_t surest(const struct asset *a, enum fit fit)
{
	for (unsigned i = 0; i < a->claims; i++) {
		const struct claim *c = &a->claim[i];

		if (c->chosen && grade_of(c->decibans) == GRADE_POSSIBLE &&
		    (c->kind == CLAIM_VENDOR || c->kind == CLAIM_MODEL))
			return 0;
	}
	return fit == FIT_SAME ? 2 : 1;
}

static void compare_all(struct compared *c, enum fit fit)
{
	const struct knowledge *k = c->v->knowledge;
	struct asset *a = &c->draft->asset;
	uint8_t most = surest(a, fit);

	for (unsigned i = 0; i < k->questions; i++)
		compare(c, &k->question[i]);
	for (unsigned i = 0; i < c->n; i++)
		if (c->answer[i].confidence > most)
			c->answer[i].confidence = most;
	a->declaration = c->told->id;
	a->fit = fit;
	a->answers = c->n;
	a->answer = pool_copy(&c->v->judged, c->answer,
			      c->n * sizeof(*c->answer));
}

/* ---- the finding --------------------------------------------------------------------- */

static bool is_against(const struct asset_answer *a)
{
	return a->agreement == CONTRADICTS && a->decides;
}

static const char *describe(struct inventory *v, const struct asset *a,
			    const struct asset_answer *first)
{
	char text[OBS_TEXT], port[24] = "", more[32] = "";
	const char *last = "";
	unsigned questions = 0;

	for (unsigned i = 0; i < a->answers; i++)
		if (is_against(&a->answer[i]) &&
		    strcmp(a->answer[i].question, last) != 0) {
			last = a->answer[i].question;
			questions++;
		}
	if (first->port != 0)
		snprintf(port, sizeof(port), ", port %u", first->port);
	if (questions > 1)
		snprintf(more, sizeof(more), "; and %u more", questions - 1);
	snprintf(text, sizeof(text), "%.12s: declared %s, seen %.60s%s%.10s%s%s%s",
		 first->question, first->told == DECLARED_YES ? "Yes" : "No",
		 first->seen,
		 first->rule[0] != '\0' ? " (" : "", first->rule,
		 first->rule[0] != '\0' ? ")" : "", port, more);
	return pool_text(&v->judged, text);
}

/* A finding has evidence of one kind: that of the first. */
static void take_evidence(struct finding *f, const struct asset_answer *a)
{
	if (a->by_talk != f->by_talk || f->evidences == EVIDENCE_MAX)
		return;
	for (unsigned i = 0; i < f->evidences; i++)
		if (f->evidence[i] == a->evidence)
			return;
	f->evidence[f->evidences++] = a->evidence;
	if (a->first_us < f->first_us)
		f->first_us = a->first_us;
	if (a->last_us > f->last_us)
		f->last_us = a->last_us;
}

static void raise(struct inventory *v, const struct draft *d)
{
	const struct text_rule *r = rule_find(v->knowledge, "ADV-005");
	const struct asset *a = &d->asset;
	struct finding *f = NULL;

	for (unsigned i = 0; r != NULL && i < a->answers; i++) {
		if (!is_against(&a->answer[i]))
			continue;
		if (f == NULL) {
			f = finding_add(v, r, a, 0);
			f->by_talk = a->answer[i].by_talk;
			f->confidence = 0;
			f->evidence = pool_take(&v->judged, EVIDENCE_MAX *
						sizeof(*f->evidence));
			f->detail = describe(v, a, &a->answer[i]);
		}
		take_evidence(f, &a->answer[i]);
		if (a->answer[i].confidence > f->confidence)
			f->confidence = a->answer[i].confidence;
	}
}

/* ---- all devices ---------------------------------------------------------------------- */

static int by_asset(const void *x, const void *y)
{
	const struct finding *a = *(struct finding *const *)x;
	const struct finding *b = *(struct finding *const *)y;
	int order;

	if (a->asset != b->asset)
		return a->asset < b->asset ? -1 : 1;
	order = strcmp(a->rule->id, b->rule->id);
	return order != 0 ? order : (int)a->port - (int)b->port;
}

static void compare_one(struct inventory *v, struct draft *d,
			struct finding *const *finding, unsigned n)
{
	struct compared c = {.v = v, .draft = d, .finding = finding,
			     .findings = n};
	const char *vendor = asset_claim(&d->asset, CLAIM_VENDOR);
	const char *model = asset_claim(&d->asset, CLAIM_MODEL);
	enum fit fit;

	if (vendor == NULL || model == NULL)
		return;
	c.told = declarations_find(v->declarations, vendor, model, &fit);
	if (c.told != NULL)
		compare_all(&c, fit);
}

void finding_declared(struct inventory *v)
{
	struct finding **list;
	unsigned n = v->findings, at = 0;

	if (v->declarations == NULL ||
	    declarations_count(v->declarations) == 0)
		return;
	list = must_alloc(n + 1, sizeof(*list));
	for (unsigned i = 0; i < n; i++)
		list[i] = &v->finding[i];
	if (n > 0)
		qsort((void *)list, n, sizeof(*list), by_asset);
	for (unsigned i = 0; i < v->drafts; i++) { /* sorted by their ids */
		unsigned first = at;

		while (at < n && list[at]->asset == v->draft[i].asset.id)
			at++;
		compare_one(v, &v->draft[i], list + first, at - first);
	}
	free((void *)list);
	for (unsigned i = 0; i < v->drafts; i++)
		if (v->draft[i].asset.declaration != 0)
			raise(v, &v->draft[i]);
}
