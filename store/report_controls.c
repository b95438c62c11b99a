/* SPDX-License-Identifier: Apache-2.0 */
/* report_controls - the register by what it bears on: HICP, NIST CSF, HIPAA. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "store/report.h"

/* More than all catalogues together have. */
enum { CONTROLS_MAX = 256, CONTROL_TEXT = 32 };

struct control_line {
	enum catalogue of;
	char catalogue[16], control[CONTROL_TEXT];
	unsigned rules, findings, open;
	char last[16];         /* the rule counted last                        */
};

#define L(member) offsetof(struct control_line, member)
enum { EVERY = IN_TEXT | IN_PAGE };
static const struct column columns[] = {
	{"catalogue", CELL_TEXT, L(catalogue), EVERY},
	{"control", CELL_TEXT, L(control), EVERY},
	{"rules", CELL_COUNT, L(rules), EVERY},
	{"findings", CELL_COUNT, L(findings), EVERY},
	{"open", CELL_COUNT, L(open), EVERY},
	{0},
};

struct controls {
	const struct knowledge *knowledge;
	struct control_line line[CONTROLS_MAX];
	unsigned lines;
};

static struct control_line *line_of(struct controls *all, enum catalogue of,
				    const char *word, size_t n)
{
	static const char *const names[] = {
		[CATALOGUE_HICP] = "HICP 2023",
		[CATALOGUE_CSF] = "NIST CSF 2.0",
		[CATALOGUE_HIPAA] = "HIPAA 45 CFR",
	};
	struct control_line *l;

	for (unsigned i = 0; i < all->lines; i++)
		if (all->line[i].of == of &&
		    strlen(all->line[i].control) == n &&
		    memcmp(all->line[i].control, word, n) == 0)
			return &all->line[i];
	if (all->lines == CONTROLS_MAX || n >= CONTROL_TEXT)
		return NULL;
	l = &all->line[all->lines++];
	*l = (struct control_line){.of = of};
	snprintf(l->catalogue, sizeof(l->catalogue), "%s", names[of]);
	memcpy(l->control, word, n);
	return l;
}

/* A rule comes once for each class, in a row. */
static void count(struct control_line *l, const struct group_row *g)
{
	l->rules += strcmp(l->last, g->rule) != 0;
	memcpy(l->last, g->rule, sizeof(l->last));
	l->findings += g->findings;
	l->open += g->open;
}

static bool take_group(void *ctx, const struct group_row *g)
{
	struct controls *all = ctx;

	for (enum catalogue of = CATALOGUE_HICP; of <= CATALOGUE_HIPAA; of++) {
		const char *at = knowledge_control(all->knowledge, g->rule, of);

		for (size_t n; *at != '\0'; at += n, at += strspn(at, " ")) {
			struct control_line *l;

			n = strcspn(at, " ");
			l = line_of(all, of, at, n);
			if (l != NULL)
				count(l, g);
		}
	}
	return true;
}

/* Numbers by their size. */
static int by_control(const void *a, const void *b)
{
	const struct control_line *x = a, *y = b;

	if (x->of != y->of)
		return x->of < y->of ? -1 : 1;
	return strverscmp(x->control, y->control);
}

bool report_controls(struct reporting *r)
{
	struct controls all = {.knowledge = r->reader->knowledge};

	if (all.knowledge == NULL)
		return true;
	if (!reader_register_groups(r->reader, take_group, &all, r->e))
		return false;
	qsort(all.line, all.lines, sizeof(all.line[0]), by_control);
	page_heading(&r->page, "What they bear on");
	page_say(&r->page, "A finding bears on several controls and is counted at "
		 "each. A control that is not named here is not met by that: "
		 "listening cannot tell of most.");
	page_table(&r->page, "Findings that are not fixed, by control", columns,
		   false);
	for (unsigned i = 0; i < all.lines; i++)
		page_row(&r->page, &all.line[i]);
	page_table_end(&r->page);
	return true;
}
