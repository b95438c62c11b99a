/* SPDX-License-Identifier: Apache-2.0 */
/* view_home - how bad it is, what to do first, what there is. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "tui/view_words.h"
#include "tui/views.h"

enum { GROUPS = 256, RULES_SHOWN = 8 };

/* Classes, to be put into order. */
struct filling {
	struct list *list;
	struct class_row *class; /* GROUPS                                     */
	unsigned classes, rules;
};

static const struct shape first_shape = {
	4,
	{
		{.title = "SEV", .width = 3, .painted = true},
		{.title = "ID", .width = 8},
		{.title = "WHAT TO DO FIRST", .width = 24, .grows = 1},
		{.title = "", .width = 11, .rank = 1, .grows = 1,
		 .right = true},
	}};

static const struct shape class_shape = {
	4,
	{
		{.title = "CLASS", .width = 24, .grows = 1},
		{.title = "ASSETS", .width = 6, .right = true},
		{.title = "WORST", .width = 6, .rank = 1, .painted = true},
		{.title = "", .width = 8, .rank = 2},
	}};

static bool add_rule(void *ctx, const struct rule_row *u)
{
	struct filling *f = ctx;
	struct list *l = f->list;
	struct row *row;

	if (f->rules++ >= RULES_SHOWN)
		return false;
	row = list_add(l, &first_shape);
	l->rest = f->rules == 1 ? l->rows - 1 : l->rest;
	row->id = u->finding;
	row->opens = u->findings > 1 ? &view_findings : &view_finding;
	row->filter = u->findings > 1 ? list_print(l, "finding:%s", u->name)
				      : NULL;
	row->paint = severity_paint(u->severity);
	row->cell[0] = list_print(l, " %c", severity_sign(u->severity));
	row->cell[1] = list_text(l, u->name);
	row->cell[2] = list_text(l, u->title);
	row->cell[3] = list_print(l, "%u asset%s", u->assets,
				  u->assets == 1 ? "" : "s");
	row->note[0] = list_text(l, u->because);
	row->note[1] = list_print(l, "do: %s", u->advice);
	return true;
}

static bool keep_class(void *ctx, const struct class_row *c)
{
	struct filling *f = ctx;

	f->class[f->classes++] = *c;
	return f->classes < GROUPS;
}

/* Medical ones first. */
static int by_number(const void *a, const void *b)
{
	const struct class_row *x = a, *y = b;

	if ((x->clinical > 0) != (y->clinical > 0))
		return x->clinical > 0 ? -1 : 1;
	if (x->assets != y->assets)
		return x->assets > y->assets ? -1 : 1;
	return strcmp(text_or(x->name, "unknown"), text_or(y->name, "unknown"));
}

static void add_classes(struct filling *f)
{
	struct list *l = f->list;

	qsort(f->class, f->classes, sizeof(*f->class), by_number);
	list_section(l, "ASSETS BY CLASS");
	list_titles(l, &class_shape);
	for (unsigned i = 0; i < f->classes; i++) {
		const struct class_row *c = &f->class[i];
		struct row *row = list_add(l, &class_shape);

		row->opens = &view_assets;
		row->paint = worst_paint(c->findings);
		row->cell[0] = list_text(l, text_or(c->name, "unknown"));
		row->filter = list_print(l, "class:%s", row->cell[0]);
		row->cell[1] = list_print(l, "%u", c->assets);
		row->cell[2] = list_text(l, word_worst(c->findings).text);
		row->cell[3] = c->clinical > 0 ? "medical" : "";
	}
}

static void add_site(struct list *l, const struct site_row *s)
{
	char kinds[KINDS_TEXT];

	kinds_print(s, "medical", kinds);
	list_section(l, "COVERAGE");
	list_line(l, PAINT_PLAIN,
		  list_print(l, "%u asset%s: %s   from %u source%s", s->assets,
			     s->assets == 1 ? "" : "s", kinds, s->captures,
			     s->captures == 1 ? "" : "s"));
	list_line(l, PAINT_PLAIN,
		  list_print(l, "%s facts, %s conversations   %s to %s UTC",
			     word_count(s->facts).text,
			     word_count(s->flows).text,
			     word_date(s->first_us).text,
			     word_date(s->last_us).text));
	list_findings(l, "open findings", s->findings);
}

static bool load(struct view *v, const struct loading *with, struct err *e)
{
	struct filling f = {.list = with->list};
	struct site_row site = *with->site;
	bool done;

	snprintf(v->line, sizeof(v->line), "%s", v->ops->title);
	if (site.assets == 0)
		return true;
	if (!reader_amounts(with->reader, &site, e))
		return false;
	f.class = must_alloc(GROUPS, sizeof(*f.class));
	add_site(f.list, &site);
	list_section(f.list, "WHAT TO DO FIRST");
	done = reader_rules(with->reader, add_rule, &f, e);
	if (done && f.rules == 0)
		list_line(f.list, PAINT_PLAIN, "Nothing was found so far.");
	done = done && reader_classes(with->reader, keep_class, &f, e);
	if (done)
		add_classes(&f);
	free(f.class);
	return done;
}

const struct view_ops view_home = {
	.name = "Home",
	.title = "how bad it is, what to do first, what there is",
	.traits = TRAIT_ANY | TRAIT_ROWS | TRAIT_OPEN,
	.empty = "No device has been seen yet.",
	.load = load,
	.draw = view_draw_list,
	.request = view_open_row,
};
