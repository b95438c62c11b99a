/* SPDX-License-Identifier: Apache-2.0 */
/* sig - device signatures: blocks of text that carry their own tests. */
#include <stdlib.h>
#include <string.h>

#include "classify/knowledge.h"

static const struct {
	const char *word;
	uint8_t decibans;
} strengths[] = {
	{"certain", 40},
	{"strong", 20},
	{"fair", 10},
	{"weak", 3},
};

const char *strength_name(unsigned decibans)
{
	enum { WEAKEST = sizeof(strengths) / sizeof(strengths[0]) - 1 };
	size_t i = 0;

	while (i < WEAKEST && decibans < strengths[i].decibans)
		i++;
	return strengths[i].word;
}

/* The last word of the line; a list of words has swallowed it. */
static void take_strength_word(struct match *m, const char **rest, char *word,
			       size_t size)
{
	char *last;

	if (m->op != OP_IN || attr_row(m->attr)->kind != KIND_TEXT) {
		block_next(rest, word, size);
		return;
	}
	last = strrchr(m->pattern, ' ');
	if (last == NULL)
		return;
	snprintf(word, size, "%s", last + 1);
	*last = '\0';
}

static bool read_match(struct device *d, const struct blocks *b,
		       const struct block_line *l, struct err *e)
{
	const char *rest = l->rest;
	char word[OBS_TEXT] = "";
	struct match m;

	if (!match_read(&m, &rest, b, l->number, e))
		return false;
	take_strength_word(&m, &rest, word, sizeof(word));
	for (size_t i = 0; i < sizeof(strengths) / sizeof(strengths[0]); i++)
		if (strcmp(strengths[i].word, word) == 0)
			m.decibans = strengths[i].decibans;
	d->match = grow(d->match, d->matches, sizeof(m));
	d->match[d->matches++] = m;
	if (m.decibans == 0)
		return block_error(b, l->number, e, "how much does it say? "
				   "Write certain, strong, fair or weak at the "
				   "end%s%s", word[0] != '\0' ? ", not " : "",
				   word);
	return rest[0] == '\0' || m.op == OP_IN ||
	       block_error(b, l->number, e, "nothing may follow %s: a value "
			   "with blanks goes in quotes", word);
}

static bool read_text(char **to, const struct blocks *b,
		      const struct block_line *l, struct err *e)
{
	const char *rest = l->rest;
	char text[512];

	if (*to != NULL)
		return block_error(b, l->number, e, "%s twice", l->word);
	if (!block_next(&rest, text, sizeof(text)))
		return block_error(b, l->number, e, "%s: a text is missing, or "
				   "its last quote", l->word);
	if (*rest != '\0')
		return block_error(b, l->number, e, "%s: put all of it in "
				   "quotes, \"%s %s\"", l->word, text, rest);
	*to = copy_text(text);
	return true;
}

static bool read_line(struct device *d, const struct blocks *b,
		      const struct block_line *l, bool *source, struct err *e)
{
	struct {
		const char *word;
		char **to;
	} texts[] = {
		{"class", &d->class_name}, {"vendor", &d->vendor},
		{"model", &d->model},	   {"os", &d->os},
		{"software", &d->software},
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (strcmp(l->word, texts[i].word) == 0)
			return read_text(texts[i].to, b, l, e);
	if (strcmp(l->word, "match") == 0)
		return read_match(d, b, l, e);
	if (strcmp(l->word, "example") == 0 || strcmp(l->word, "counter") == 0)
		return sample_add(&d->sample, &d->samples, b, l, e);
	if (strcmp(l->word, "source") == 0) {
		*source = l->rest[0] != '\0';
		return true;
	}
	return block_error(b, l->number, e, "a device has no \"%s\"; its lines "
			   "begin with class, vendor, model, os, software, "
			   "match, source, example or counter", l->word);
}

/* A block that claims nothing, shows nothing or refutes nothing is unfinished. */
static bool says_anything(const struct device *d, const struct blocks *b,
			  const struct block *block, struct err *e)
{
	bool claims = d->class_name != NULL || d->vendor != NULL ||
		      d->model != NULL || d->os != NULL || d->software != NULL;
	bool refutes = false;

	for (unsigned i = 0; i < d->matches; i++)
		claims |= strchr(d->match[i].pattern, '{') != NULL;
	for (unsigned i = 0; i < d->samples; i++)
		refutes |= d->sample[i].counter;
	if (d->matches == 0)
		return block_error(b, block->head.number, e,
				   "%s: by what is it known? Add a match line",
				   d->id);
	if (!claims)
		return block_error(b, block->head.number, e,
				   "%s: what is it? Add class, vendor or model",
				   d->id);
	return refutes ||
	       block_error(b, block->head.number, e,
			   "%s: add a counter, something near that is not it",
			   d->id);
}

/* A new place, or that of a block from an earlier folder with the same id,
 * which it replaces; NULL where the id is taken. */
static struct device *place_of(struct knowledge *k, const struct blocks *b,
			       const struct block *block, struct err *e)
{
	unsigned i = 0;

	while (i < k->devices &&
	       strcmp(k->device[i].id, block->head.rest) != 0)
		i++;
	if (i == k->devices) {
		k->device = grow(k->device, k->devices, sizeof(*k->device));
		k->devices++;
	} else if (k->device[i].layer >= k->layer) {
		block_error(b, block->head.number, e,
			    "%s stands at %s already; choose another id",
			    k->device[i].id, k->device[i].where);
		return NULL;
	} else {
		device_free(&k->device[i]);
	}
	memset(&k->device[i], 0, sizeof(k->device[i]));
	return &k->device[i];
}

bool device_read(struct knowledge *k, const struct blocks *b,
		 const struct block *block, struct err *e)
{
	struct device *d;
	bool source = false;

	if (block->head.rest[0] == '\0')
		return block_error(b, block->head.number, e,
				   "a device needs an id, such as: device "
				   "acme.pump.300");
	d = place_of(k, b, block, e);
	if (d == NULL)
		return false;
	d->file = b;
	d->layer = k->layer;
	d->id = copy_text(block->head.rest);
	d->where = where_text(b, block->head.number);
	for (unsigned i = 0; i < block->lines; i++)
		if (!read_line(d, b, &block->line[i], &source, e))
			return false;
	if (!source)
		return block_error(b, block->head.number, e,
				   "%s: where is it known from? Add a line: "
				   "source \"a document, a standard or a "
				   "capture\"", d->id);
	if (d->class_name != NULL && knowledge_class(k, d->class_name) == NULL)
		return block_error(b, block->head.number, e,
				   "%s: classes.txt has no class \"%s\"; take "
				   "one of its names, or add the class", d->id,
				   d->class_name);
	return says_anything(d, b, block, e);
}

static bool meets_any(const struct device *d, const struct sample *s,
		      struct captured *c)
{
	for (unsigned i = 0; i < d->matches; i++)
		if (d->match[i].attr == s->attr &&
		    match_meets(&d->match[i], s->value, s->word, c))
			return true;
	return false;
}

static bool gives(const struct sample *s, const struct captured *c)
{
	for (unsigned i = 0; i < c->count; i++)
		if (c->text[i].kind == s->kind &&
		    strcmp(c->text[i].value, s->caught) == 0)
			return true;
	return !s->gives;
}

/* Every match has an example. */
static bool is_exampled(const struct device *d, const struct match *m)
{
	struct captured c;

	for (unsigned i = 0; i < d->samples; i++)
		if (!d->sample[i].counter && d->sample[i].attr == m->attr &&
		    match_meets(m, d->sample[i].value, d->sample[i].word, &c))
			return true;
	return false;
}

/* What two blocks cannot both be right about, or NULL. */
static const char *contradiction(const struct knowledge *k,
				 const struct device *a, const struct device *b)
{
	if (a->class_name != NULL && b->class_name != NULL &&
	    strcmp(a->class_name, b->class_name) != 0)
		return b->class_name;
	if (a->vendor != NULL && b->vendor != NULL &&
	    !same_value(canonical(k, CLAIM_VENDOR, a->vendor),
			canonical(k, CLAIM_VENDOR, b->vendor)))
		return b->vendor;
	if (a->model != NULL && b->model != NULL &&
	    !same_value(a->model, b->model) && !refines(a->model, b->model))
		return b->model;
	return NULL;
}

static unsigned strength_for(const struct device *d, const struct sample *s)
{
	struct captured c;
	unsigned most = 0;

	for (unsigned i = 0; i < d->matches; i++)
		if (d->match[i].attr == s->attr &&
		    d->match[i].decibans > most &&
		    match_meets(&d->match[i], s->value, s->word, &c))
			most = d->match[i].decibans;
	return most;
}

/* No other block wins the example, nor is level with it, and says otherwise. */
static bool is_own(const struct knowledge *k, const struct device *d,
		   const struct sample *s, struct err *e)
{
	unsigned own = strength_for(d, s);
	struct captured c;

	for (unsigned i = 0; i < k->by_attr_count[s->attr]; i++) {
		const struct match *m = k->by_attr[s->attr][i];
		const char *other;

		if (m->device == d || m->decibans < own ||
		    !match_meets(m, s->value, s->word, &c))
			continue;
		other = contradiction(k, d, m->device);
		if (other == NULL)
			continue;
		return block_error(d->file, s->line, e,
				   "%s: this example is also %s by %s (%s); "
				   "make one of the two patterns narrower",
				   d->id, other, m->device->id, m->where);
	}
	return true;
}

bool device_test(const struct knowledge *k, const struct device *d,
		 struct err *e)
{
	struct captured c;

	for (unsigned i = 0; i < d->samples; i++) {
		const struct sample *s = &d->sample[i];
		bool met = meets_any(d, s, &c);

		if (met == s->counter)
			return block_error(d->file, s->line, e,
					   s->counter ? "%s: this counter is "
							"met: make the match "
							"narrower"
						      : "%s: this example is "
							"not met by a match "
							"of the block",
					   d->id);
		if (met && !gives(s, &c))
			return block_error(d->file, s->line, e,
					   "%s: this example does not give %s",
					   d->id, s->caught);
		if (met && !is_own(k, d, s, e))
			return false;
	}
	for (unsigned i = 0; i < d->matches; i++)
		if (!is_exampled(d, &d->match[i]))
			return block_error(d->file, d->match[i].line, e,
					   "%s: this match has no example; add "
					   "one that it meets", d->id);
	return true;
}

void device_free(struct device *d)
{
	matches_free(d->match, d->matches);
	free(d->sample);
	free(d->id);
	free(d->class_name);
	free(d->vendor);
	free(d->model);
	free(d->os);
	free(d->software);
	free(d->where);
}
