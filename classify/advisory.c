/* SPDX-License-Identifier: Apache-2.0 */
/*
 * advisory - makers and products by their words.
 *
 * A maker is met when the names are one after case, punctuation and the form
 * of the company are gone, or when an alias says so. A product is met when all
 * words of the shorter name are in the longer, and one of them means something.
 * Software is met when its own text holds a product's words.
 */
#include "classify/advisory.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/banner.h"
#include "classify/version.h"

enum { WORDS = 16, WORD_TEXT = 32, GUISES = 32 };

struct words {
	unsigned n;
	char word[WORDS][WORD_TEXT];
};

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
	size_t entries, room;
	struct alias *alias;
	size_t aliases;
};

const char *verdict_name(enum advisory_verdict v)
{
	static const char *const names[VERDICTS] = {"not affected", "possible",
						    "likely", "confirmed"};

	return names[v];
}

/* ---- words ------------------------------------------------------------------------ */

/*
 * Latin letters with marks as their plain ones: U+00C0 to U+017F as far as they
 * occur in names of makers. Text that was UTF-8, read as code page 1252 and
 * written as UTF-8 again, comes back by one step.
 */
static unsigned letter_at(const char **text)
{
	const unsigned char *p = (const unsigned char *)*text;
	unsigned c;

	if (p[0] < 0x80 || (p[0] & 0xe0) != 0xc0 || (p[1] & 0xc0) != 0x80) {
		(*text)++;
		return p[0];
	}
	c = (p[0] & 0x1fU) << 6 | (p[1] & 0x3fU);
	*text += 2;
	if ((c == 0xc3 || c == 0xc2) && (p[2] & 0xfe) == 0xc2 &&
	    (p[3] & 0xc0) == 0x80) {
		unsigned low = (p[2] & 0x1fU) << 6 | (p[3] & 0x3fU);

		if (low >= 0x80 && low < 0xc0) {
			*text += 2;
			c = (c & 0x1fU) << 6 | (low & 0x3fU);
		}
	}
	return c;
}

static char plain(unsigned c)
{
	static const char upper[] =
		"aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo/ouuuuyty";

	if (c < 0x80)
		return isalnum((int)c) ? (char)tolower((int)c) : ' ';
	return c >= 0xc0 && c < 0x100 && isalpha((unsigned char)upper[c - 0xc0])
		       ? upper[c - 0xc0]
		       : ' ';
}

/* Words of lower-case letters and digits; more than fit are left out. */
static void read_words(const char *text, struct words *w)
{
	size_t n = 0;

	w->n = 0;
	while (w->n < WORDS) {
		char c = *text == '\0' ? ' ' : plain(letter_at(&text));

		if (c != ' ' && n < WORD_TEXT - 1) {
			w->word[w->n][n++] = c;
		} else if (c == ' ' && n > 0) {
			w->word[w->n++][n] = '\0';
			n = 0;
		}
		if (*text == '\0' && n == 0)
			break;
	}
}

static bool is_one_of(const char *word, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(word, *list) == 0)
			return true;
	return false;
}

static bool has(const struct words *w, const char *word)
{
	for (unsigned i = 0; i < w->n; i++)
		if (strcmp(w->word[i], word) == 0)
			return true;
	return false;
}

static void drop(struct words *w, const char *const *list)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < w->n; i++)
		if (!is_one_of(w->word[i], list))
			memmove(w->word[kept++], w->word[i], WORD_TEXT);
	w->n = kept;
}

static void drop_words(struct words *w, const struct words *those)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < w->n; i++)
		if (!has(those, w->word[i]))
			memmove(w->word[kept++], w->word[i], WORD_TEXT);
	w->n = kept;
}

/* ---- makers ------------------------------------------------------------------------ */

void vendor_key(const char *name, char out[KEY_TEXT])
{
	static const char *const forms[] = {
		"inc", "llc", "ltd", "limited", "co", "corp", "corporation",
		"company", "gmbh", "ag", "oy", "sa", "kg", "bv", "nv", "plc",
		NULL,
	};
	struct words w;
	size_t n = 0;

	read_words(name, &w);
	drop(&w, forms);
	out[0] = '\0';
	for (unsigned i = 0; i < w.n; i++)
		n += (size_t)snprintf(out + n, KEY_TEXT - n, "%s%s",
				      i > 0 ? " " : "", w.word[i]) <
				     KEY_TEXT - n
			     ? strlen(out + n)
			     : 0;
}

static const char *alias_of(const struct advisories *a, const char *key)
{
	for (size_t i = 0; i < a->aliases; i++)
		if (strcmp(a->alias[i].from, key) == 0)
			return a->alias[i].to;
	return NULL;
}

/* Two steps: a spelling of a maker, and who bought that one. */
static void canonical_key(const struct advisories *a, const char *name,
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

	a->alias = realloc(a->alias, (a->aliases + 1) * sizeof(*a->alias));
	must(a->alias != NULL);
	one = &a->alias[a->aliases++];
	vendor_key(name, one->from);
	vendor_key(canonical, one->to);
}

/* ---- products ---------------------------------------------------------------------- */

/* Words that every product may have, and that mean nothing alone. */
static const char *const empty[] = {
	"software", "system", "systems", "device", "devices", "family",
	"series", "medical", "version", "versions", "all", "the", "and", "of",
	"for", "with", NULL,
};

static const char *const generic[] = {
	"patient", "monitor", "monitors", "monitoring", "pump", "pumps",
	"infusion", "server", "client", "workstation", "gateway", "ultrasound",
	"pro", "plus", "central", "center", "centre", "station", "manager",
	"suite", "web", "viewer", "image", "imaging", "pacs", "ris", "ct", "mr",
	"mri", "xray", "ray", "analyzer", "analyser", "firmware", "module",
	"modules", "network", "wireless", "control", "controller", "digital",
	"information", "management", "product", "products", "model", "models",
	"platform", "application", "service", "services", "data", "care", NULL,
};

static bool means_something(const char *word)
{
	return word[1] != '\0' && !is_one_of(word, generic);
}

static bool is_meant(const struct words *w)
{
	for (unsigned i = 0; i < w->n; i++)
		if (means_something(w->word[i]))
			return true;
	return false;
}

static void product_words(const char *vendor, const char *name,
			  struct words *w)
{
	struct words maker, rest;

	read_words(name, w);
	read_words(vendor, &maker);
	drop(w, empty);
	rest = *w;
	drop_words(&rest, &maker);
	/* "Orthanc Server" of Orthanc is still called so. */
	if (is_meant(&rest))
		*w = rest;
}

static bool within(const struct words *few, const struct words *many)
{
	bool meant = false;

	for (unsigned i = 0; i < few->n; i++) {
		if (!has(many, few->word[i]))
			return false;
		meant = meant || means_something(few->word[i]);
	}
	return meant;
}

static bool same_product(const struct words *a, const struct words *b)
{
	return a->n <= b->n ? within(a, b) : within(b, a);
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

	if (a->entries == a->room) {
		a->room = a->room * 2 + 64;
		a->entry = realloc(a->entry, a->room * sizeof(*a->entry));
		must(a->entry != NULL);
	}
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
		canonical_key(a, a->entry[i].told.vendor, a->entry[i].vendor);
	if (a->entries > 1)
		qsort(a->entry, a->entries, sizeof(*a->entry), by_advisory);
}

size_t advisories_count(const struct advisories *a)
{
	return a->entries;
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
		       same_product(&e->words, &g->words);
	read_words(e->vendor, &maker);
	/* "Orthanc 1.10.1": maker and product are one; else both are named. */
	return within(&e->words, &g->words) &&
	       (within(&maker, &g->words) || has(&e->words, maker.word[0]));
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

		snprintf(all, sizeof(all), "%s %s", part[i].text,
			 part[i].known_as);
		g[i].vendor[0] = '\0';
		read_words(all, &g[i].words);
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
		canonical_key(a, s->vendor, guise[n].vendor);
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
