/* SPDX-License-Identifier: Apache-2.0 */
/* view_findings - what should be looked at, the worst first. */
#include <stdio.h>

#include "tui/view_words.h"
#include "tui/views.h"

static const struct shape shape = {
	8,
	{
		{.title = "SEV", .width = 3, .painted = true},
		{.title = "ID", .width = 8},
		{.title = "TITLE", .width = 24, .rank = 1, .grows = 1},
		{.title = "ASSET", .width = 15, .rank = 2, .grows = 2},
		{.title = "ADDRESS", .width = 15, .rank = 5, .grows = 2},
		{.title = "PORT", .width = 5, .rank = 4, .right = true},
		{.title = "LAST", .width = 4, .rank = 6, .right = true},
		{.title = "STATE", .width = 10, .rank = 7},
	}};

struct filling {
	struct list *list;
	uint64_t now_us;
};

/* Narrow screens have no column for what was decided. */
static const char *told(struct list *l, const struct finding_row *f)
{
	const char *what = text_or(list_detail(l, f->detail), f->title);

	return finding_state_is_open(f->state)
		       ? list_text(l, what)
		       : list_print(l, "%s: %s", finding_state_name(f->state),
				    what);
}

static bool add_finding(void *ctx, const struct finding_row *f)
{
	struct filling *with = ctx;
	struct list *l = with->list;
	struct row *row = list_add(l, &shape);

	row->id = f->id;
	row->opens = &view_finding;
	row->paint = finding_state_is_open(f->state)
			     ? severity_paint(f->severity)
			     : PAINT_DIM;
	row->cell[0] = list_print(l, " %c%s", severity_sign(f->severity),
				  f->clinical ? "+" : "");
	row->cell[1] = list_text(l, f->rule);
	row->cell[2] = list_text(l, f->title);
	row->cell[3] = list_device(l, f->asset_name, f->asset_text);
	row->cell[4] = list_secret(l, SECRET_ADDRESS, text_or(f->asset_ip, ""));
	row->cell[5] = f->port > 0 ? list_print(l, "%u", f->port) : "-";
	row->cell[6] = list_text(l, word_age(f->last_us, with->now_us).text);
	row->cell[7] = finding_state_name(f->state);
	row->note[0] = told(l, f);
	row->note[1] = list_print(l, "do: %s", text_or(f->advice, f->because));
	return true;
}

static bool load(struct view *v, const struct loading *with, struct err *e)
{
	struct filling f = {with->list, with->site->last_us};
	struct query q = view_query(v);

	v->of = with->site->all_findings;
	return reader_findings(with->reader, &q, add_finding, &f, e);
}

const struct view_ops view_findings = {
	.name = "Findings",
	.title = "what should be looked at, the worst first; + is a medical "
		 "device",
	.traits = TRAIT_ANY | TRAIT_ROWS | TRAIT_OPEN | TRAIT_FILTER |
		  TRAIT_ORDER | TRAIT_DECIDE,
	.shape = &shape,
	.empty = "Nothing was found so far.",
	.load = load,
	.draw = view_draw_list,
	.request = view_open_row,
};
