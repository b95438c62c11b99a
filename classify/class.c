/* SPDX-License-Identifier: Apache-2.0 */
/*
 * class - the closed list of device classes, and what others call them.
 *
 * A hospital may tell a class anew in its own folder: how critical a device
 * is depends on the house.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/mix.h"
#include "classify/knowledge.h"

enum { STEPS = 4 }; /* from a class to the widest that it is a kind of        */

static const char *const vocabularies[VOCABULARIES] = {
	[TERM_FDA] = "fda", [TERM_UMDNS] = "umdns", [TERM_GMDN] = "gmdn"};

void text_free(const char *text)
{
	union {
		const char *in;
		char *out;
	} u = {.in = text};

	free(u.out);
}

void class_free(struct device_class *c)
{
	text_free(c->name);
	text_free(c->title);
	for (unsigned i = 0; i < WIDER; i++)
		text_free(c->under[i]);
	for (unsigned i = 0; i < INCLUDED; i++)
		text_free(c->includes[i]);
	for (unsigned i = 0; i < VOCABULARIES; i++) {
		text_free(c->term[i].code);
		text_free(c->term[i].words);
	}
}

/* under NAME [NAME] */
static bool read_under(const struct knowledge *k, struct device_class *c,
		       const struct blocks *b, const struct block_line *l,
		       struct err *e)
{
	const char *rest = l->rest;
	char name[64];

	for (unsigned i = 0; i < WIDER && block_next(&rest, name, sizeof(name));
	     i++) {
		if (knowledge_class(k, name) == NULL)
			return block_error(b, l->number, e, "no class \"%s\" "
					   "is told above", name);
		c->under[i] = copy_text(name);
	}
	if (c->under[0] == NULL || *rest != '\0')
		return block_error(b, l->number, e, "expected: under one class, "
				   "or two");
	return true;
}

/* includes NAME [NAME] [NAME]; see classes_test(). */
static bool read_included(struct device_class *c, const struct blocks *b,
			  const struct block_line *l, struct err *e)
{
	const char *rest = l->rest;
	char name[64];

	for (unsigned i = 0;
	     i < INCLUDED && block_next(&rest, name, sizeof(name)); i++)
		c->includes[i] = copy_text(name);
	if (c->includes[0] == NULL || *rest != '\0')
		return block_error(b, l->number, e, "expected: includes one "
				   "class, two or three");
	return true;
}

/* fda CODE "words", umdns CODE "words"; of GMDN only names are public. */
static bool read_term(struct device_class *c, const struct blocks *b,
		      const struct block_line *l, struct err *e)
{
	const char *rest = l->rest;
	char code[16], words[160];
	unsigned v = 0;

	while (v < VOCABULARIES && strcmp(vocabularies[v], l->word) != 0)
		v++;
	if (v == VOCABULARIES)
		return block_error(b, l->number, e, "a class has no \"%s\", "
				   "only under, includes, fda, umdns and gmdn",
				   l->word);
	if (c->term[v].words != NULL)
		return block_error(b, l->number, e, "%s twice", l->word);
	if ((v != TERM_GMDN && !block_next(&rest, code, sizeof(code))) ||
	    !block_next(&rest, words, sizeof(words)) || *rest != '\0')
		return block_error(b, l->number, e, v == TERM_GMDN
				   ? "expected: gmdn \"its name\""
				   : "expected: %s CODE \"its words\"",
				   l->word);
	if (v != TERM_GMDN)
		c->term[v].code = copy_text(code);
	c->term[v].words = copy_text(words);
	return true;
}

/* Where a name stands in the index, or would. */
static unsigned index_of(const struct knowledge *k, const char *name)
{
	unsigned at = (unsigned)mix(MIX_START, name, strlen(name));
	uint16_t i;

	while ((i = k->class_index[at % CLASS_PLACES]) != 0 &&
	       strcmp(k->class_row[i - 1].name, name) != 0)
		at++;
	return at % CLASS_PLACES;
}

static bool read_line(const struct knowledge *k, struct device_class *c,
		      const struct blocks *b, const struct block_line *l,
		      struct err *e)
{
	if (strcmp(l->word, "under") == 0)
		return read_under(k, c, b, l, e);
	if (strcmp(l->word, "includes") == 0)
		return read_included(c, b, l, e);
	return read_term(c, b, l, e);
}

/* class NAME "Title" CRITICALITY clinical|other */
bool class_read(struct knowledge *k, const struct blocks *b,
		const struct block *block, struct err *e)
{
	const char *rest = block->head.rest;
	char name[64], title[128], letter[8], clinical[16];
	struct device_class *c;
	uint16_t *index;

	if (!block_next(&rest, name, sizeof(name)) ||
	    !block_next(&rest, title, sizeof(title)) ||
	    !block_next(&rest, letter, sizeof(letter)) ||
	    !block_next(&rest, clinical, sizeof(clinical)) ||
	    letter[0] < 'A' || letter[0] > 'E' || letter[1] != '\0' ||
	    (strcmp(clinical, "clinical") != 0 &&
	     strcmp(clinical, "other") != 0))
		return block_error(b, block->head.number, e,
				   "expected: class NAME \"Title\" A, B, C, D "
				   "or E, then clinical or other");
	index = &k->class_index[index_of(k, name)];
	if (*index == 0 && k->classes == CLASS_PLACES / 2)
		return block_error(b, block->head.number, e,
				   "more than %d classes", CLASS_PLACES / 2);
	if (*index == 0) {
		k->class_row = grow(k->class_row, k->classes, sizeof(*c));
		*index = (uint16_t)++k->classes;
	} else if (k->class_row[*index - 1].layer >= k->layer) {
		return block_error(b, block->head.number, e,
				   "class %s is told twice; one will do", name);
	} else {
		class_free(&k->class_row[*index - 1]);
	}
	c = &k->class_row[*index - 1];
	*c = (struct device_class){.name = copy_text(name),
				   .title = copy_text(title),
				   .criticality = letter[0],
				   .clinical = clinical[0] == 'c',
				   .layer = (uint8_t)k->layer};
	for (unsigned i = 0; i < block->lines; i++)
		if (!read_line(k, c, b, &block->line[i], e))
			return false;
	return true;
}

bool classes_test(const struct knowledge *k, struct err *e)
{
	for (unsigned i = 0; i < k->classes; i++)
		for (unsigned j = 0; j < INCLUDED; j++) {
			const struct device_class *c = &k->class_row[i];

			if (c->includes[j] != NULL &&
			    knowledge_class(k, c->includes[j]) == NULL)
				return err_set(e, ERR_USAGE, "class %s "
					       "includes \"%s\", and there "
					       "is no such class", c->name,
					       c->includes[j]);
		}
	return true;
}

const struct device_class *knowledge_class(const struct knowledge *k,
					   const char *name)
{
	uint16_t place = k->class_index[index_of(k, name)];

	return place > 0 ? &k->class_row[place - 1] : NULL;
}

static bool is_below(const struct knowledge *k, const char *class,
		     const char *wide, unsigned steps)
{
	const struct device_class *c = knowledge_class(k, class);

	for (unsigned i = 0; c != NULL && i < WIDER && c->under[i] != NULL; i++)
		if (strcmp(c->under[i], wide) == 0 ||
		    (steps > 0 && is_below(k, c->under[i], wide, steps - 1)))
			return true;
	return false;
}

bool class_is_under(const struct knowledge *k, const char *class,
		    const char *wide)
{
	return is_below(k, class, wide, STEPS);
}

bool class_includes(const struct knowledge *k, const char *class,
		    const char *other)
{
	const struct device_class *c = knowledge_class(k, class);

	for (unsigned i = 0; c != NULL && i < INCLUDED && c->includes[i] != NULL;
	     i++)
		if (strcmp(c->includes[i], other) == 0)
			return true;
	return false;
}

const struct device_class *knowledge_class_at(const struct knowledge *k,
					      unsigned place)
{
	return place < k->classes ? &k->class_row[place] : NULL;
}
