/* SPDX-License-Identifier: Apache-2.0 */
/* view_home - how bad it is, what to do first, what there is. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "tui/view_words.h"
#include "tui/views.h"

/* Rows looked at: the most exposed, when a site has more. */
enum { GROUPS = 256, HOME_ROWS = 20000 };

/* Findings of one rule, or assets of one class. */
struct group {
	char name[64];
	char title[128];
	enum severity severity;
	const char *because, *advice; /* of the list                           */
	unsigned n, clinical;  /* assets                                       */
	unsigned rows;         /* findings                                     */
	unsigned findings[SEVERITIES];
	uint64_t id, asset;    /* of the first, and of the last one's asset    */
};

struct filling {
	struct list *list;
	struct group *group;   /* GROUPS                                       */
	unsigned groups;
};

static const struct shape first_shape = {
	4,
	{
		{.title = "SEV", .width = 3, .painted = true},
		{.title = "ID", .width = 8},
		{.title = "WHAT TO DO FIRST", .width = 24, .grows = 1},
		{.title = "", .width = 11, .rank = 1, .right = true},
	}};

static const struct shape class_shape = {
	4,
	{
		{.title = "CLASS", .width = 24, .grows = 1},
		{.title = "ASSETS", .width = 6, .right = true},
		{.title = "WORST", .width = 6, .rank = 1, .painted = true},
		{.title = "", .width = 8, .rank = 2},
	}};

/* The group of this name, made if new; NULL when there are too many. */
static struct group *group_of(struct filling *f, const char *name)
{
	struct group *g;

	for (unsigned i = 0; i < f->groups; i++)
		if (strcmp(f->group[i].name, name) == 0)
			return &f->group[i];
	if (f->groups == GROUPS)
		return NULL;
	g = &f->group[f->groups++];
	memset(g, 0, sizeof(*g));
	snprintf(g->name, sizeof(g->name), "%s", name);
	return g;
}

static bool count_finding(void *ctx, const struct finding_row *d)
{
	struct filling *f = ctx;
	struct group *g = group_of(f, d->rule);

	if (g == NULL)
		return true;
	if (g->rows++ == 0) {
		g->id = d->id;
		g->severity = d->severity;
		g->because = list_text(f->list, d->because);
		g->advice = list_text(f->list, d->advice);
		snprintf(g->title, sizeof(g->title), "%s", d->title);
	}
	/* An asset's findings of one rule stand together. */
	g->n += g->n == 0 || g->asset != d->asset;
	g->asset = d->asset;
	return true;
}

static bool count_asset(void *ctx, const struct asset_row *a)
{
	struct group *g = group_of(ctx, text_or(a->class_name, "unknown"));

	if (g == NULL)
		return true;
	g->n++;
	g->clinical += a->clinical;
	for (int i = 0; i < SEVERITIES; i++)
		g->findings[i] += a->findings[i];
	return true;
}

static int by_severity(const void *a, const void *b)
{
	const struct group *x = a, *y = b;

	if (x->severity != y->severity)
		return x->severity > y->severity ? -1 : 1;
	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return strcmp(x->name, y->name);
}

static int by_number(const void *a, const void *b)
{
	const struct group *x = a, *y = b;

	if ((x->clinical > 0) != (y->clinical > 0))
		return x->clinical > 0 ? -1 : 1;
	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return strcmp(x->name, y->name);
}

static void add_first(struct filling *f)
{
	struct list *l = f->list;

	qsort(f->group, f->groups, sizeof(*f->group), by_severity);
	list_section(l, "WHAT TO DO FIRST");
	if (f->groups == 0)
		list_line(l, PAINT_PLAIN, "Nothing was found so far.");
	for (unsigned i = 0; i < f->groups && i < 8; i++) {
		const struct group *g = &f->group[i];
		struct row *row = list_add(l, &first_shape);

		l->rest = i == 0 ? l->rows - 1 : l->rest;
		row->id = g->id;
		row->opens = g->rows > 1 ? &view_findings : &view_finding;
		row->filter = g->rows > 1 ? list_print(l, "finding:%s", g->name)
					  : NULL;
		row->paint = severity_paint(g->severity);
		row->cell[0] = list_print(l, " %c", severity_sign(g->severity));
		row->cell[1] = list_text(l, g->name);
		row->cell[2] = list_text(l, g->title);
		row->cell[3] = list_print(l, "%u asset%s", g->n,
					  g->n == 1 ? "" : "s");
		row->note[0] = g->because;
		row->note[1] = list_print(l, "do: %s", g->advice);
	}
}

static void add_classes(struct filling *f, unsigned assets)
{
	struct list *l = f->list;

	qsort(f->group, f->groups, sizeof(*f->group), by_number);
	list_section(l, assets > HOME_ROWS
				? "ASSETS BY CLASS, the most exposed 20000"
				: "ASSETS BY CLASS");
	list_titles(l, &class_shape);
	for (unsigned i = 0; i < f->groups; i++) {
		const struct group *g = &f->group[i];
		struct row *row = list_add(l, &class_shape);
		bool known = strcmp(g->name, "unknown") != 0;

		row->opens = known ? &view_assets : NULL;
		row->filter = list_print(l, "class:%s", g->name);
		row->paint = worst_paint(g->findings);
		row->cell[0] = list_text(l, g->name);
		row->cell[1] = list_print(l, "%u", g->n);
		row->cell[2] = list_text(l, word_worst(g->findings).text);
		row->cell[3] = g->clinical > 0 ? "medical" : "";
	}
}

static void add_site(struct list *l, const struct site_row *s)
{
	list_section(l, "COVERAGE");
	list_line(l, PAINT_PLAIN,
		  list_print(l,
			     "%u assets, %u medical, %u of unknown class   "
			     "from %u source%s",
			     s->assets, s->clinical, s->unknown, s->captures,
			     s->captures == 1 ? "" : "s"));
	list_line(l, PAINT_PLAIN,
		  list_print(l, "%s facts, %s conversations   %s to %s UTC",
			     word_count(s->facts).text,
			     word_count(s->flows).text,
			     word_date(s->first_us).text,
			     word_date(s->last_us).text));
	list_line(l, worst_paint(s->findings),
		  list_print(l,
			     "findings: %u critical, %u high, %u medium, "
			     "%u low",
			     s->findings[SEVERITY_CRITICAL],
			     s->findings[SEVERITY_HIGH],
			     s->findings[SEVERITY_MEDIUM],
			     s->findings[SEVERITY_LOW]));
}

static bool load(struct view *v, const struct loading *with, struct err *e)
{
	struct filling f = {.list = with->list};
	struct query q = {.order = BY_RISK, .limit = HOME_ROWS};
	bool done;

	snprintf(v->line, sizeof(v->line), "%s", v->ops->title);
	if (with->site->assets == 0)
		return true;
	f.group = must_alloc(GROUPS, sizeof(*f.group));
	add_site(f.list, with->site);
	done = reader_findings(with->reader, &q, count_finding, &f, e);
	if (done) {
		add_first(&f);
		f.groups = 0;
		done = reader_assets(with->reader, &q, count_asset, &f, e);
	}
	if (done)
		add_classes(&f, with->site->assets);
	free(f.group);
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
