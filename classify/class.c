/* SPDX-License-Identifier: Apache-2.0 */
/*
 * class - the closed list of device classes, and what others call them.
 *
 * A hospital may tell a class anew in its own folder: how critical a device
 * is depends on the house.
 */
#include <stdlib.h>
#include <string.h>

#include "classify/knowledge.h"

static const char *const vocabularies[VOCABULARIES] = {
	[TERM_FDA] = "fda", [TERM_UMDNS] = "umdns", [TERM_GMDN] = "gmdn"};

const char *vocabulary_name(enum vocabulary v)
{
	return v < VOCABULARIES ? vocabularies[v] : "";
}

static void free_const(const char *text)
{
	union {
		const char *in;
		char *out;
	} u = {.in = text};

	free(u.out);
}

void class_free(struct device_class *c)
{
	free_const(c->name);
	free_const(c->title);
	for (unsigned i = 0; i < VOCABULARIES; i++) {
		free_const(c->term[i].code);
		free_const(c->term[i].words);
	}
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
				   "only fda, umdns and gmdn", l->word);
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

/* Its place, or that of the next. */
static unsigned place_of(const struct knowledge *k, const char *name)
{
	unsigned i = 0;

	while (i < k->classes && strcmp(k->class_row[i].name, name) != 0)
		i++;
	return i;
}

/* class NAME "Title" CRITICALITY clinical|other */
bool class_read(struct knowledge *k, const struct blocks *b,
		const struct block *block, struct err *e)
{
	const char *rest = block->head.rest;
	char name[64], title[128], letter[8], clinical[16];
	struct device_class *c;
	unsigned place;

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
	place = place_of(k, name);
	if (place == k->classes)
		k->class_row = grow(k->class_row, k->classes++, sizeof(*c));
	else if (k->class_row[place].layer >= k->layer)
		return block_error(b, block->head.number, e,
				   "class %s is told twice; one will do", name);
	else
		class_free(&k->class_row[place]);
	c = &k->class_row[place];
	*c = (struct device_class){.name = copy_text(name),
				   .title = copy_text(title),
				   .criticality = letter[0],
				   .clinical = clinical[0] == 'c',
				   .layer = (uint8_t)k->layer};
	for (unsigned i = 0; i < block->lines; i++)
		if (!read_term(c, b, &block->line[i], e))
			return false;
	return true;
}

const struct device_class *knowledge_class(const struct knowledge *k,
					   const char *name)
{
	unsigned place = place_of(k, name);

	return place < k->classes ? &k->class_row[place] : NULL;
}

const struct device_class *knowledge_class_at(const struct knowledge *k,
					      unsigned place)
{
	return place < k->classes ? &k->class_row[place] : NULL;
}
