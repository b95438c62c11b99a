/* SPDX-License-Identifier: Apache-2.0 */
/* view_changes - what became of devices, the latest first. */
#include <stdio.h>
#include <string.h>

#include "tui/view_words.h"
#include "tui/views.h"

static const struct shape shape = {
	6,
	{
		{.title = "WHEN", .width = 16, .rank = 2},
		{.title = "AGE", .width = 4, .rank = 4, .right = true},
		{.title = "KIND", .width = 8},
		{.title = "ASSET", .width = 14, .rank = 1, .grows = 2},
		{.title = "CLASS", .width = 12, .rank = 3, .grows = 2},
		{.title = "WHAT", .width = 36, .grows = 1},
	}};

struct filling {
	struct list *list;
	uint64_t now_us;
};

static bool add_change(void *ctx, const struct change_row *c)
{
	struct filling *with = ctx;
	struct list *l = with->list;
	struct row *row = list_add(l, &shape);

	row->id = c->asset;
	row->opens = &view_asset;
	row->cell[0] = list_text(l, word_date(c->at_us).text);
	row->cell[1] = list_text(l, word_age(c->at_us, with->now_us).text);
	row->cell[2] = list_text(l, c->kind);
	row->cell[3] = list_device(l, c->name[0] != '\0' ? c->name : c->ip,
				   c->asset_text);
	row->cell[4] = list_text(l, text_or(c->class_name, ""));
	row->cell[5] = list_change(l, c);
	row->note[0] = list_print(l, "%s   %s   %s", c->asset_text,
				  mask_text(l->mask, SECRET_ADDRESS, c->ip),
				  c->class_name);
	row->note[1] = row->cell[5];
	return true;
}

static bool load(struct view *v, const struct loading *with, struct err *e)
{
	struct filling f = {with->list, with->site->last_us};
	struct query q = view_query(v);

	if (!reader_changes(with->reader, &q, add_change, &f, e))
		return false;
	if (v->filter[0] == '\0')
		v->of = with->list->rows;
	return true;
}

const struct view_ops view_changes = {
	.name = "Changes",
	.title = "what became of devices, the latest first",
	.traits = TRAIT_ANY | TRAIT_ROWS | TRAIT_OPEN | TRAIT_FILTER,
	.shape = &shape,
	.empty = "Nothing happened yet.",
	.load = load,
	.draw = view_draw_list,
	.request = view_open_row,
};
