/* SPDX-License-Identifier: Apache-2.0 */
/* declared - the documents of makers, and which of them means a model. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "capture/base/must.h"
#include "classify/knowledge.h"
#include "classify/product.h"

enum { PARTS = 24 };

/* A document that names several models is met by each of them. */
struct document {
	struct declaration told;
	char *vendor, *model;
	char key[KEY_TEXT];
	struct words words;    /* of all of its name                           */
	struct words *part;    /* of the models that it names                  */
	unsigned parts;
};

struct declarations {
	const struct knowledge *knowledge;
	const struct advisories *makers;
	struct document *document;
	unsigned n;
};

const char *agreement_name(enum agreement a)
{
	static const char *const names[AGREEMENTS] = {
		[NOT_OBSERVED] = "not observed", [AGREES] = "agrees",
		[TO_CHECK] = "to check",	 [UNUSED] = "not used",
		[CONTRADICTS] = "contradicts",
	};

	return a < AGREEMENTS ? names[a] : "";
}

/* Yes and No alone, of whatever case; anything else declares nothing that can
 * be compared. */
static enum declared declared_read(const char *answer)
{
	size_t n;

	answer += strspn(answer, " \t\r\n");
	n = strlen(answer);
	while (n > 0 && strchr(" \t\r\n.", answer[n - 1]) != NULL)
		n--;
	if (n == 3 && strncasecmp(answer, "yes", n) == 0)
		return DECLARED_YES;
	return n == 2 && strncasecmp(answer, "no", n) == 0 ? DECLARED_NO
							     : DECLARED_NOTHING;
}

/* ---- the list --------------------------------------------------------------------- */

struct declarations *declarations_open(const struct knowledge *k)
{
	struct declarations *d = must_alloc(1, sizeof(*d));

	d->knowledge = k;
	return d;
}

void declarations_close(struct declarations *d)
{
	if (d == NULL)
		return;
	for (unsigned i = 0; i < d->n; i++) {
		free(d->document[i].vendor);
		free(d->document[i].model);
		free(d->document[i].told.answer);
		free(d->document[i].part);
	}
	free(d->document);
	free(d);
}

/* "MX700/MX800" is left whole: a slash may be part of a name. */
static void read_parts(struct document *doc)
{
	const char *at = doc->model;
	char part[OBS_TEXT];

	doc->part = must_alloc(PARTS, sizeof(*doc->part));
	while (*at != '\0' && doc->parts < PARTS) {
		size_t n = strcspn(at, ",;\n");

		snprintf(part, sizeof(part), "%.*s", (int)n, at);
		product_words(doc->vendor, part, &doc->part[doc->parts]);
		doc->parts += doc->part[doc->parts].n > 0;
		at += n;
		at += strspn(at, ",;\n");
	}
}

void declarations_add(struct declarations *d, uint64_t id, const char *vendor,
		      const char *model)
{
	struct document *doc;

	d->document = grow(d->document, d->n, sizeof(*doc));
	doc = &d->document[d->n++];
	memset(doc, 0, sizeof(*doc));
	doc->vendor = copy_text(vendor);
	doc->model = copy_text(model);
	doc->told.id = id;
	doc->told.vendor = doc->vendor;
	doc->told.model = doc->model;
	doc->told.answer = must_alloc(d->knowledge->questions + 1, 1);
	product_words(vendor, model, &doc->words);
	read_parts(doc);
}

void declarations_answer(struct declarations *d, const char *question,
			 const char *answer)
{
	for (unsigned i = 0; i < d->knowledge->questions; i++)
		if (strcmp(d->knowledge->question[i].id, question) == 0)
			d->document[d->n - 1].told.answer[i] =
				(uint8_t)declared_read(answer);
}

void declarations_seal(struct declarations *d, const struct advisories *makers)
{
	d->makers = makers;
	for (unsigned i = 0; i < d->n; i++)
		advisories_maker(makers, d->document[i].vendor,
				 d->document[i].key);
}

size_t declarations_count(const struct declarations *d)
{
	return d->n;
}

/* ---- which one means a model ------------------------------------------------------- */

static enum fit fit_of(const struct words *named, const struct words *model)
{
	if (!product_same(named, model))
		return FIT_NONE;
	return words_within(named, model) && words_within(model, named)
		       ? FIT_SAME
		       : FIT_WIDER;
}

static enum fit best_fit(const struct document *doc, const struct words *model)
{
	enum fit best = fit_of(&doc->words, model);

	for (unsigned i = 0; i < doc->parts; i++) {
		enum fit one = fit_of(&doc->part[i], model);

		if (one > best)
			best = one;
	}
	return best;
}

/* Of several that fit as well the one that says more, then the first. */
const struct declaration *declarations_find(const struct declarations *d,
					    const char *vendor,
					    const char *model, enum fit *fit)
{
	const struct document *best = NULL;
	char key[KEY_TEXT];
	struct words words;

	*fit = FIT_NONE;
	if (vendor[0] == '\0' || model[0] == '\0')
		return NULL;
	advisories_maker(d->makers, vendor, key);
	product_words(vendor, model, &words);
	for (unsigned i = 0; i < d->n; i++) {
		const struct document *doc = &d->document[i];
		enum fit one;

		if (strcmp(doc->key, key) != 0)
			continue;
		one = best_fit(doc, &words);
		if (one > *fit || (one != FIT_NONE && one == *fit &&
				   doc->words.n > best->words.n)) {
			*fit = one;
			best = doc;
		}
	}
	return best != NULL ? &best->told : NULL;
}
