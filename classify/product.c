/* SPDX-License-Identifier: Apache-2.0 */
/* product - the words of makers and products. */
#include "classify/product.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "capture/base/spelling.h"

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

void words_read(const char *text, struct words *w)
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

bool words_have(const struct words *w, const char *word)
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
		if (!spelling_is_one_of(w->word[i], list))
			memmove(w->word[kept++], w->word[i], WORD_TEXT);
	w->n = kept;
}

static void drop_words(struct words *w, const struct words *those)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < w->n; i++)
		if (!words_have(those, w->word[i]))
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

	words_read(name, &w);
	drop(&w, forms);
	out[0] = '\0';
	for (unsigned i = 0; i < w.n; i++)
		n += (size_t)snprintf(out + n, KEY_TEXT - n, "%s%s",
				      i > 0 ? " " : "", w.word[i]) <
				     KEY_TEXT - n
			     ? strlen(out + n)
			     : 0;
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
	return word[1] != '\0' && !spelling_is_one_of(word, generic);
}

static bool is_meant(const struct words *w)
{
	for (unsigned i = 0; i < w->n; i++)
		if (means_something(w->word[i]))
			return true;
	return false;
}

void product_words(const char *vendor, const char *name, struct words *w)
{
	struct words maker, rest;

	words_read(name, w);
	words_read(vendor, &maker);
	drop(w, empty);
	rest = *w;
	drop_words(&rest, &maker);
	/* "Orthanc Server" of Orthanc is still called so. */
	if (is_meant(&rest))
		*w = rest;
}

bool words_within(const struct words *few, const struct words *many)
{
	bool meant = false;

	for (unsigned i = 0; i < few->n; i++) {
		if (!words_have(many, few->word[i]))
			return false;
		meant = meant || means_something(few->word[i]);
	}
	return meant;
}

bool product_same(const struct words *a, const struct words *b)
{
	return a->n <= b->n ? words_within(a, b) : words_within(b, a);
}
