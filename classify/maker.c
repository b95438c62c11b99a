/* SPDX-License-Identifier: Apache-2.0 */
/* maker - the names of makers of devices, and the MAC blocks that are theirs. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "capture/base/must.h"
#include "classify/knowledge.h"

static void add_alias(struct knowledge *k, const char *name,
		      const char *canonical, bool owned)
{
	k->alias = grow(k->alias, k->aliases, sizeof(*k->alias));
	k->alias[k->aliases++] = (struct alias){
		.name = copy_text(name), .canonical = copy_text(canonical),
		.owned = owned};
}

/* What is read later, of the site, stands in the place of what was before. */
static void add_registrant(struct knowledge *k, const char *name,
			   const char *maker)
{
	unsigned i = 0;

	while (i < k->registrants && strcmp(k->registrant[i].name, name) != 0)
		i++;
	if (i == k->registrants) {
		k->registrant = grow(k->registrant, i, sizeof(*k->registrant));
		k->registrant[k->registrants++].name = copy_text(name);
	} else {
		free(k->registrant[i].canonical);
	}
	k->registrant[i].canonical = copy_text(maker);
}

/*
 * vendor "Canonical name" with indented lines:
 *   also "Another name"   of the same maker
 *   owns "Name"           of a maker that it bought
 *   block "Name"          of it as an owner of MAC blocks whose devices it makes
 */
bool maker_read(struct knowledge *k, const struct blocks *b,
		const struct block *block, struct err *e)
{
	const char *rest = block->head.rest;
	char canonical[OBS_TEXT], name[OBS_TEXT];

	if (!block_next(&rest, canonical, sizeof(canonical)))
		return block_error(b, block->head.number, e,
				   "vendor needs a name in quotes");
	for (unsigned i = 0; i < block->lines; i++) {
		const char *word = block->line[i].word;
		bool owned = strcmp(word, "owns") == 0;
		bool registered = strcmp(word, "block") == 0;

		rest = block->line[i].rest;
		if ((!owned && !registered && strcmp(word, "also") != 0) ||
		    !block_next(&rest, name, sizeof(name)))
			return block_error(b, block->line[i].number, e,
					   "expected: also \"Another name\", "
					   "owns \"Name of a maker bought\", "
					   "or block \"Name as an owner of MAC "
					   "blocks\"");
		if (registered)
			add_registrant(k, name, canonical);
		else
			add_alias(k, name, canonical, owned);
	}
	return true;
}

const char *canonical(const struct knowledge *k, enum claim_kind kind,
		      const char *value)
{
	for (unsigned i = 0; kind == CLAIM_VENDOR && i < k->aliases; i++)
		if (!k->alias[i].owned &&
		    strcasecmp(k->alias[i].name, value) == 0)
			return k->alias[i].canonical;
	return value;
}

void knowledge_aliases(const struct knowledge *k, struct advisories *a)
{
	for (unsigned i = 0; i < k->aliases; i++)
		advisories_alias(a, k->alias[i].name, k->alias[i].canonical);
}

static int by_name(const void *a, const void *b)
{
	const struct registrant *x = a, *y = b;

	return strcmp(x->name, y->name);
}

void makers_sort(struct knowledge *k)
{
	if (k->registrants > 1)
		qsort(k->registrant, k->registrants, sizeof(*k->registrant),
		      by_name);
}

static int is_called(const void *owner, const void *registrant)
{
	return strcmp(owner, ((const struct registrant *)registrant)->name);
}

const char *maker_of_block(const struct knowledge *k, const char *owner)
{
	const struct registrant *found =
		owner == NULL || k->registrants == 0
			? NULL
			: bsearch(owner, k->registrant, k->registrants,
				  sizeof(*found), is_called);

	return found != NULL ? found->canonical : NULL;
}

void makers_free(struct knowledge *k)
{
	for (unsigned i = 0; i < k->aliases; i++) {
		free(k->alias[i].name);
		free(k->alias[i].canonical);
	}
	for (unsigned i = 0; i < k->registrants; i++) {
		free(k->registrant[i].name);
		free(k->registrant[i].canonical);
	}
	free(k->alias);
	free(k->registrant);
}
