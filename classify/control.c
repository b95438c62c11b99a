/* SPDX-License-Identifier: Apache-2.0 */
/*
 * control - which practices, outcomes and safeguards a finding bears on.
 *
 *   control CLN-001
 *     hicp  4 9
 *     csf   PR.DS-02 ID.AM-03
 *     hipaa 164.312(e)(1)
 *     mds2  TXCF-2
 */
#include <string.h>

#include "classify/knowledge.h"

static const char *const catalogues[CATALOGUES] = {
	[CATALOGUE_HICP] = "hicp",
	[CATALOGUE_CSF] = "csf",
	[CATALOGUE_HIPAA] = "hipaa",
	[CATALOGUE_MDS2] = "mds2",
};

/* The words belong to the file. */
bool control_read(struct knowledge *k, const struct blocks *b,
		  const struct block *block, struct err *e)
{
	struct control c = {.rule = block->head.rest,
			    .text = {"", "", "", ""}};

	if (c.rule[0] == '\0' || strpbrk(c.rule, " \t") != NULL)
		return block_error(b, block->head.number, e,
				   "expected: control RULE, as CLN-001");
	for (unsigned i = 0; i < block->lines; i++) {
		const struct block_line *l = &block->line[i];
		unsigned at = 0;

		while (at < CATALOGUES && strcmp(catalogues[at], l->word) != 0)
			at++;
		if (at == CATALOGUES)
			return block_error(b, l->number, e, "a control has no "
					   "\"%s\", only hicp, csf, hipaa and "
					   "mds2", l->word);
		if (c.text[at][0] != '\0' || l->rest[0] == '\0')
			return block_error(b, l->number, e, "%s: once, with "
					   "words behind it", l->word);
		c.text[at] = l->rest;
	}
	k->control = grow(k->control, k->controls, sizeof(c));
	k->control[k->controls++] = c;
	return true;
}

const char *knowledge_control(const struct knowledge *k, const char *rule,
			      enum catalogue which)
{
	for (unsigned i = k->controls; i > 0; i--)
		if (strcmp(k->control[i - 1].rule, rule) == 0)
			return k->control[i - 1].text[which];
	return "";
}
