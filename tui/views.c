/* SPDX-License-Identifier: Apache-2.0 */
/* views - the table of screens, and what most of them share. */
#include "tui/views.h"

enum kind { FIRST, OVER };

struct view_row {
	const struct view_ops *ops;
	enum kind kind;
};

static const struct view_row rows[] = {
#define VIEW(name, kind) {&view_##name, kind},
#include "tui/views.def"
#undef VIEW
};

enum { VIEWS = sizeof(rows) / sizeof(rows[0]) };

const struct view_ops *view_at(unsigned i)
{
	return i < VIEWS ? rows[i].ops : NULL;
}

const struct view_ops *view_first(unsigned n)
{
	for (unsigned i = 0; i < VIEWS; i++)
		if (rows[i].kind == FIRST && n-- == 0)
			return rows[i].ops;
	return NULL;
}

unsigned view_firsts(void)
{
	unsigned n = 0;

	while (view_first(n) != NULL)
		n++;
	return n;
}

void view_draw_list(struct view *v, struct grid *g, unsigned y,
		    unsigned height)
{
	if (v->ops->shape != NULL && height > 1) {
		list_draw_titles(&v->list, g, y, v->ops->shape);
		y++;
		height--;
	}
	list_draw(&v->list, g, y, height);
}

bool view_open_row(struct view *v, enum request request, struct step *step)
{
	const struct row *row = list_marked(&v->list);

	if (request == REQ_DECIDE) {
		step->subject = row != NULL && row->opens == &view_finding
					? row->id
					: 0;
		return true;
	}
	if (request != REQ_OPEN)
		return false;
	if (row != NULL && row->opens != NULL) {
		v->list.moved = true;
		step->open = row->opens;
		step->subject = row->id;
		step->filter = row->filter;
	}
	return true;
}

struct query view_query(const struct view *v)
{
	struct query q = {
		.filter = v->filter[0] != '\0' ? v->filter : NULL,
		.order = v->order,
		.reverse = v->reverse,
		.limit = VIEW_ROWS_MAX,
	};

	return q;
}
