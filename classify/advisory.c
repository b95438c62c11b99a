/* SPDX-License-Identifier: Apache-2.0 */
/*
 * advisory - makers and products by their words.
 *
 * A maker is met when the names are one after case, punctuation and the form
 * of the company are gone, or when an alias says so; a product by its words,
 * see product.h. Software is met when its own text holds a product's words.
 */
#include "classify/advisory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/banner.h"
#include "classify/product.h"
#include "classify/version.h"

enum { GUISES = 32 };

struct entry {
	struct advisory_product told;
	char *texts;           /* all of its own                               */
	char vendor[KEY_TEXT];
	struct words words;    /* of the name, without the maker's             */
};

struct alias {
	char from[KEY_TEXT], to[KEY_TEXT];
};

struct advisories {
	struct entry *entry;
	size_t entries;
	struct alias *alias;
	size_t aliases;
	uint64_t dated_us;
};

const char *verdict_name(enum advisory_verdict v)
{
	static const char *const names[VERDICTS] = {"not affected", "possible",
						    "likely", "confirmed"};

	return names[v];
}

/* ---- makers ------------------------------------------------------------------------ */

static const char *alias_of(const struct advisories *a, const char *key)
{
	for (size_t i = 0; i < a->aliases; i++)
		if (strcmp(a->alias[i].from, key) == 0)
			return a->alias[i].to;
	return NULL;
}

/* Two steps: a spelling of a maker, and who bought that one. */
void advisories_maker(const struct advisories *a, const char *name,
		      char out[KEY_TEXT])
{
	const char *to;

	vendor_key(name, out);
	for (unsigned step = 0;
	     step < 2 && (to = alias_of(a, out)) != NULL; step++)
		memcpy(out, to, KEY_TEXT);
}

void advisories_alias(struct advisories *a, const char *name,
		      const char *canonical)
{
	struct alias *one;

	a->alias = grow(a->alias, a->aliases, sizeof(*a->alias));
	one = &a->alias[a->aliases++];
	vendor_key(name, one->from);
	vendor_key(canonical, one->to);
}

/* ---- the list ---------------------------------------------------------------------- */

struct advisories *advisories_open(void)
{
	return must_alloc(1, sizeof(struct advisories));
}

void advisories_close(struct advisories *a)
{
	if (a == NULL)
		return;
	for (size_t i = 0; i < a->entries; i++)
		free(a->entry[i].texts);
	free(a->entry);
	free(a->alias);
	free(a);
}

/* The texts of a product in one piece, the first at its beginning. */
static char *copy_texts(struct advisory_product *p)
{
	const char **text[] = {&p->advisory, &p->product, &p->vendor,
			       &p->name, &p->models, &p->versions, &p->cve};
	size_t n = 0;
	char *all, *to;

	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		n += strlen(*text[i]) + 1;
	all = to = must_alloc(n, 1);
	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++) {
		size_t size = strlen(*text[i]) + 1;

		memcpy(to, *text[i], size);
		*text[i] = to;
		to += size;
	}
	return all;
}

void advisories_add(struct advisories *a, const struct advisory_product *p)
{
	struct entry *e;

	a->entry = grow(a->entry, a->entries, sizeof(*a->entry));
	e = &a->entry[a->entries++];
	e->told = *p;
	e->texts = copy_texts(&e->told);
	product_words(p->vendor, p->name, &e->words);
}

static int by_advisory(const void *x, const void *y)
{
	const struct advisory_product *a = &((const struct entry *)x)->told;
	const struct advisory_product *b = &((const struct entry *)y)->told;
	int order = strcmp(a->advisory, b->advisory);

	return order != 0 ? order : strcmp(a->product, b->product);
}

void advisories_seal(struct advisories *a)
{
	for (size_t i = 0; i < a->entries; i++)
		advisories_maker(a, a->entry[i].told.vendor, a->entry[i].vendor);
	if (a->entries > 1)
		qsort(a->entry, a->entries, sizeof(*a->entry), by_advisory);
}

size_t advisories_count(const struct advisories *a)
{
	return a->entries;
}

void advisories_date(struct advisories *a, uint64_t us)
{
	a->dated_us = us;
}

uint64_t advisories_dated(const struct advisories *a)
{
	return a->dated_us;
}

/* ---- matching ---------------------------------------------------------------------- */

/* A name under which the subject may be meant. */
struct guise {
	char vendor[KEY_TEXT]; /* empty: software, whose text names all        */
	struct words words;
	char version[VERSION_TEXT];
};

static bool meets(const struct entry *e, const struct guise *g)
{
	struct words maker;

	if (g->vendor[0] != '\0')
		return strcmp(e->vendor, g->vendor) == 0 &&
		       product_same(&e->words, &g->words);
	words_read(e->vendor, &maker);
	/* "Orthanc 1.10.1": maker and product are one; else both are named. */
	return words_within(&e->words, &g->words) &&
	       (words_within(&maker, &g->words) || words_have(&e->words, maker.word[0]));
}

static struct advisory_match judge(const struct entry *e,
				   const struct guise *g)
{
	struct advisory_match m = {.product = &e->told,
				   .version = g->version,
				   .verdict = VERDICT_POSSIBLE};
	struct version_expression v;
	enum version_answer answer = VERSION_UNSURE;

	version_read(e->told.versions, &v);
	m.letters = v.letters;
	if (v.kind == VERSION_ALL)
		m.verdict = VERDICT_LIKELY;
	else if (g->version[0] != '\0')
		answer = version_meant(&v, g->version);
	if (answer == VERSION_YES)
		m.verdict = VERDICT_CONFIRMED;
	else if (answer == VERSION_NO)
		m.verdict = VERDICT_NOT_AFFECTED;
	/* What the advisory clears is cleared where it is surely meant. */
	if (!e->told.affected)
		m.verdict = m.verdict == VERDICT_POSSIBLE ? VERDICTS : VERDICT_NOT_AFFECTED;
	return m;
}

/* A match beats another of its advisory by verdict, then by score. */
static bool is_better(const struct advisory_match *m,
		      const struct advisory_match *than)
{
	if (than->product == NULL || m->verdict != than->verdict)
		return than->product == NULL || m->verdict > than->verdict;
	return m->product->score > than->product->score;
}

static void match_all(const struct advisories *a, const struct guise *g,
		      unsigned guises,
		      void (*each)(void *, const struct advisory_match *),
		      void *ctx)
{
	struct advisory_match best = {0};

	for (size_t i = 0; i < a->entries; i++) {
		const struct entry *e = &a->entry[i];

		for (unsigned k = 0; k < guises; k++) {
			struct advisory_match m;

			if (!meets(e, &g[k]))
				continue;
			m = judge(e, &g[k]);
			if (m.verdict < VERDICTS && is_better(&m, &best))
				best = m;
		}
		if (best.product != NULL &&
		    (i + 1 == a->entries ||
		     strcmp(a->entry[i + 1].told.advisory,
			    e->told.advisory) != 0)) {
			each(ctx, &best);
			best = (struct advisory_match){0};
		}
	}
}

/* A guise for each product that the text names. */
static unsigned read_guises(const char *text, struct guise *g, unsigned room)
{
	struct banner_part part[BANNER_PARTS];
	unsigned n = banner_read(text, part);

	if (n > room)
		n = room;
	for (unsigned i = 0; i < n; i++) {
		char all[2 * BANNER_TEXT];

		snprintf(all, sizeof(all), "%.*s %.*s", BANNER_TEXT - 1,
			 part[i].text, BANNER_TEXT - 1, part[i].known_as);
		g[i].vendor[0] = '\0';
		words_read(all, &g[i].words);
		memcpy(g[i].version, part[i].version, VERSION_TEXT);
	}
	return n;
}

void advisories_match(const struct advisories *a,
		      const struct advisory_subject *s,
		      void (*each)(void *, const struct advisory_match *),
		      void *ctx)
{
	struct guise guise[GUISES];
	unsigned n = 0;

	if (s->vendor[0] != '\0' && s->model[0] != '\0') {
		advisories_maker(a, s->vendor, guise[n].vendor);
		product_words(s->vendor, s->model, &guise[n].words);
		snprintf(guise[n].version, VERSION_TEXT, "%s",
			 strlen(s->version) < VERSION_TEXT ? s->version : "");
		n++;
	}
	for (unsigned i = 0; i < s->softwares; i++)
		n += read_guises(s->software[i], guise + n, GUISES - n);
	if (n > 0)
		match_all(a, guise, n, each, ctx);
}
