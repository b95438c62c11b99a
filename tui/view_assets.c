/* SPDX-License-Identifier: Apache-2.0 */
/* view_assets - the inventory as a table. */
#include <stdio.h>

#include "tui/view_words.h"
#include "tui/views.h"

static const struct shape shape = {
	9,
	{
		{.title = "NAME", .width = 14, .grows = 1},
		{.title = "CLASS", .width = 14, .rank = 1, .grows = 1},
		{.title = "VENDOR", .width = 12, .rank = 4, .grows = 1},
		{.title = "MODEL", .width = 13, .rank = 2, .grows = 1},
		{.title = "VERSION", .width = 9, .rank = 5, .grows = 1},
		{.title = "ADDRESS", .width = 15, .grows = 1},
		{.title = "NET", .width = 9, .rank = 7, .grows = 1},
		{.title = "SEEN", .width = 4, .rank = 6, .right = true},
		{.title = "RISK", .width = 7, .painted = true},
	}};

struct filling {
	struct list *list;
	uint64_t now_us;
};

static const char *grade_mark(enum grade g)
{
	static const char *const marks[] = {
		[GRADE_POSSIBLE] = " ??",
		[GRADE_PROBABLE] = " ?",
		[GRADE_CONFIRMED] = "",
	};

	return (unsigned)g <= GRADE_CONFIRMED ? marks[g] : " ??";
}

static const char *behind(struct list *l, const struct asset_row *a)
{
	return list_print(l, "behind %s",
			  list_device(l, a->behind_name, a->behind_text));
}

/* In brackets: what it is known by, while it has no name. */
static const char *called(struct list *l, const struct asset_row *a)
{
	const char *known_by = a->behind != 0 ? a->serial : a->mac_owner;
	bool hidden = a->behind != 0 && mask_hides(l->mask, SECRET_SERIAL);

	if (a->name[0] != '\0' || mask_hides(l->mask, SECRET_NAME))
		return list_device(l, a->name, a->id_text);
	if (known_by[0] == '\0')
		return "-";
	if (hidden)
		return list_print(l, "(" MASKED_TEXT ") %s", a->id_text);
	return list_print(l, "(%s)", known_by);
}

static void add_notes(struct list *l, struct row *row,
		      const struct asset_row *a)
{
	row->note[0] = list_print(
		l, "%s   %s   %s%s%s%s%s%s", a->id_text,
		a->behind != 0 ? behind(l, a)
			       : list_secret(l, SECRET_ADDRESS,
					     text_or(a->addresses, a->ip)),
		a->mac[0] != '\0' ? list_secret(l, SECRET_ADDRESS, a->mac)
				  : "no MAC seen",
		a->mac_owner[0] != '\0' ? " (" : "", a->mac_owner,
		a->mac_owner[0] != '\0' ? ")" : "",
		a->os[0] != '\0' ? "   " : "", a->os);
	row->note[1] = list_print(
		l, "findings: %u critical, %u high, %u medium, %u low%s%s",
		a->findings[SEVERITY_CRITICAL], a->findings[SEVERITY_HIGH],
		a->findings[SEVERITY_MEDIUM], a->findings[SEVERITY_LOW],
		a->software[0] != '\0' ? "   runs " : "", a->software);
}

static bool add_asset(void *ctx, const struct asset_row *a)
{
	struct filling *f = ctx;
	struct list *l = f->list;
	struct row *row = list_add(l, &shape);

	row->id = a->id;
	row->opens = &view_asset;
	row->paint = worst_paint(a->findings);
	row->cell[0] = called(l, a);
	row->cell[1] = a->class_name[0] != '\0'
			       ? list_print(l, "%s%s", a->class_name,
					    grade_mark(a->grade))
			       : "unknown";
	row->cell[2] = list_text(l, text_or(a->vendor, ""));
	row->cell[3] = list_text(l, text_or(a->model, ""));
	row->cell[4] = list_text(l, text_or(a->version, ""));
	row->cell[5] = a->behind != 0
			       ? behind(l, a)
			       : list_secret(l, SECRET_ADDRESS,
					     text_or(a->ip, a->mac));
	row->cell[6] = list_text(l, a->net);
	row->cell[7] = list_text(l, word_age(a->last_us, f->now_us).text);
	row->cell[8] = list_print(l, "%3u %s", a->score,
				  word_worst(a->findings).text);
	add_notes(l, row, a);
	return true;
}

static bool load(struct view *v, const struct loading *with, struct err *e)
{
	struct filling f = {with->list, with->site->last_us};
	struct query q = view_query(v);

	v->of = with->site->assets;
	return reader_assets(with->reader, &q, add_asset, &f, e);
}

const struct view_ops view_assets = {
	.name = "Assets",
	.title = "every device that was seen, the most exposed first",
	.traits = TRAIT_ANY | TRAIT_ROWS | TRAIT_OPEN | TRAIT_FILTER |
		  TRAIT_ORDER,
	.shape = &shape,
	.empty = "No device has been seen yet.",
	.load = load,
	.draw = view_draw_list,
	.request = view_open_row,
};
