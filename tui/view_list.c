/* SPDX-License-Identifier: Apache-2.0 */
/* view_list - rows of a screen: text of their own, a marked one, columns. */
#include "tui/view_list.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"

enum { CHUNK = 64 * 1024, PRINT_MAX = 2048, MARGIN = 2 };

struct text_chunk {
	struct text_chunk *next;
	size_t used;
	char text[CHUNK];
};

/* ---- filling ----------------------------------------------------------------- */

void list_close(struct list *l)
{
	while (l->text != NULL) {
		struct text_chunk *next = l->text->next;

		free(l->text);
		l->text = next;
	}
	free(l->row);
	memset(l, 0, sizeof(*l));
}

struct row *list_add(struct list *l, const struct shape *shape)
{
	struct row *row;

	if (l->rows == l->room) {
		size_t room = l->room > 0 ? l->room * 2 : 64;
		struct row *more = must_alloc(room, sizeof(*more));

		if (l->rows > 0)
			memcpy(more, l->row, l->rows * sizeof(*more));
		free(l->row);
		l->row = more;
		l->room = room;
	}
	row = &l->row[l->rows++];
	row->shape = shape;
	return row;
}

const char *list_text(struct list *l, const char *text)
{
	size_t n = strnlen(text, PRINT_MAX);
	char *copy;

	if (l->text == NULL || l->text->used + n + 1 > CHUNK) {
		struct text_chunk *chunk = must_alloc(1, sizeof(*chunk));

		chunk->next = l->text;
		l->text = chunk;
	}
	copy = l->text->text + l->text->used;
	memcpy(copy, text, n);
	copy[n] = '\0';
	l->text->used += n + 1;
	return copy;
}

const char *list_print(struct list *l, const char *format, ...)
{
	char text[PRINT_MAX];
	va_list ap;

	va_start(ap, format);
	vsnprintf(text, sizeof(text), format, ap);
	va_end(ap);
	return list_text(l, text);
}

/* ---- what the columns need ---------------------------------------------------- */

static void measure(struct list *l, const struct row *row)
{
	struct need *n = l->need, *end = n + LIST_SHAPES;

	while (n < end && n->shape != NULL && n->shape != row->shape)
		n++;
	if (n == end)
		return;
	n->shape = row->shape;
	for (unsigned i = 0; i < row->shape->columns; i++) {
		unsigned columns = row->cell[i] != NULL
					   ? text_columns(row->cell[i], false)
					   : 0;

		if (columns > n->columns[i])
			n->columns[i] = (uint16_t)columns;
	}
}

/* Of a list that was taken; else as much as there is. */
static unsigned need_of(const struct list *l, const struct shape *s, unsigned i)
{
	for (unsigned k = 0; k < LIST_SHAPES; k++)
		if (l->need[k].shape == s)
			return l->need[k].columns[i];
	return GRID_WIDTH_MAX;
}

/* ---- the mark ---------------------------------------------------------------- */

static bool find_id(const struct list *l, uint64_t id, size_t *at)
{
	for (size_t i = 0; id != 0 && i < l->rows; i++)
		if (l->row[i].id == id) {
			*at = i;
			return true;
		}
	return false;
}

/* Where the mark of l stands in fresh. */
static size_t mark_in(const struct list *fresh, const struct list *l)
{
	const struct row *was = list_marked(l);
	size_t at = l->moved ? l->marked : fresh->rest;

	/* A second row of the same id (a fact that proves two things) is
	 * recognised by standing where it stood. */
	if (l->moved && was != NULL &&
	    (at >= fresh->rows || fresh->row[at].id != was->id))
		find_id(fresh, was->id, &at);
	if (at >= fresh->rows)
		at = fresh->rows > 0 ? fresh->rows - 1 : 0;
	return at;
}

void list_take(struct list *l, struct list *fresh)
{
	size_t from_top = l->marked - l->top;

	fresh->marked = mark_in(fresh, l);
	fresh->moved = l->moved;
	fresh->page = l->page;
	fresh->top = l->moved && fresh->marked > from_top
			     ? fresh->marked - from_top
			     : 0;
	for (size_t i = 0; i < fresh->rows; i++)
		measure(fresh, &fresh->row[i]);
	list_close(l);
	*l = *fresh;
	memset(fresh, 0, sizeof(*fresh));
}

const struct row *list_marked(const struct list *l)
{
	return l->marked < l->rows ? &l->row[l->marked] : NULL;
}

bool list_move(struct list *l, enum request request)
{
	size_t last = l->rows > 0 ? l->rows - 1 : 0;
	size_t page = l->page > 1 ? l->page - 1 : 1;
	size_t at = l->marked;

	switch ((int)request) {
	case REQ_UP:
		at -= at > 0;
		break;
	case REQ_DOWN:
		at++;
		break;
	case REQ_PAGE_UP:
		at -= at < page ? at : page;
		break;
	case REQ_PAGE_DOWN:
		at += page;
		break;
	case REQ_FIRST:
		at = 0;
		break;
	case REQ_LAST:
		at = last;
		break;
	default:
		return false;
	}
	l->marked = at < last ? at : last;
	l->moved = request != REQ_FIRST;
	return true;
}

/* ---- pages of text ------------------------------------------------------------ */

static const struct shape line_shape = {
	1, {{.title = "", .width = 20, .grows = 1, .painted = true}}};

static struct row *add_line(struct list *l, enum paint paint, const char *text)
{
	struct row *row = list_add(l, &line_shape);

	row->paint = paint;
	row->cell[0] = text;
	return row;
}

void list_line(struct list *l, enum paint paint, const char *text)
{
	add_line(l, paint, list_text(l, text));
}

/* Octets of text that fit into width columns, up to a blank if there is one. */
static size_t fitting(const char *text, unsigned width)
{
	const char *p = text, *blank = NULL;
	unsigned used = 0, columns;

	while (*p != '\0') {
		const char *next = p;

		text_next(&next, false, &columns);
		if (*p == ' ')
			blank = p;
		if (used + columns > width)
			break;
		used += columns;
		p = next;
	}
	if (*p != '\0' && blank != NULL && blank > text)
		return (size_t)(blank - text);
	return (size_t)(p - text);
}

void list_wrap(struct list *l, enum paint paint, unsigned indent,
	       unsigned width, const char *text)
{
	unsigned room = width > indent + MARGIN + 10 ? width - indent - MARGIN
						     : 10;

	while (*text != '\0') {
		size_t n = fitting(text, room);

		n += n == 0;
		add_line(l, paint,
			 list_print(l, "%*s%.*s", (int)indent, "", (int)n,
				    text));
		text += n;
		text += strspn(text, " ");
	}
}

void list_section(struct list *l, const char *title)
{
	if (l->rows > 0)
		add_line(l, PAINT_PLAIN, "");
	add_line(l, PAINT_TITLE, list_text(l, title));
}

void list_titles(struct list *l, const struct shape *shape)
{
	struct row *row = list_add(l, shape);

	row->paint = PAINT_DIM;
	for (unsigned i = 0; i < shape->columns; i++)
		row->cell[i] = shape->column[i].title;
}

/* ---- drawing ------------------------------------------------------------------ */

struct layout {
	unsigned width[LIST_CELLS]; /* 0: not shown */
};

static unsigned sum_of(const struct layout *at)
{
	unsigned sum = 0;

	for (unsigned i = 0; i < LIST_CELLS; i++)
		if (at->width[i] > 0)
			sum += at->width[i] + 1;
	return sum > 0 ? sum - 1 : 0;
}

/* Drops the column of the highest rank; false when only one is left. */
static bool drop_one(const struct shape *s, struct layout *at)
{
	unsigned worst = LIST_CELLS, shown = 0;

	for (unsigned i = 0; i < s->columns; i++) {
		if (at->width[i] == 0)
			continue;
		shown++;
		if (worst == LIST_CELLS ||
		    s->column[i].rank >= s->column[worst].rank)
			worst = i;
	}
	if (shown < 2)
		return false;
	at->width[worst] = 0;
	return true;
}

/* One column more for each of this turn that needs it; answers what is left. */
static unsigned widen(const struct list *l, const struct shape *s, unsigned turn,
		     struct layout *at, unsigned left)
{
	for (unsigned i = 0; i < s->columns; i++)
		if (left > 0 && s->column[i].grows == turn &&
		    at->width[i] > 0 && at->width[i] < need_of(l, s, i)) {
			at->width[i]++;
			left--;
		}
	return left;
}

static struct layout lay_out(const struct list *l, const struct shape *s,
			     unsigned width)
{
	struct layout at = {0};
	unsigned before, left;

	for (unsigned i = 0; i < s->columns; i++)
		at.width[i] = s->column[i].width;
	while (sum_of(&at) > width && drop_one(s, &at))
		;
	left = width > sum_of(&at) ? width - sum_of(&at) : 0;
	for (unsigned turn = 1; turn <= 2; turn++)
		do {
			before = left;
			left = widen(l, s, turn, &at, left);
		} while (left < before);
	return at;
}

/* Cells of one row; paint other than PLAIN overrides. */
static void draw_cells(const struct list *l, struct grid *g, unsigned y,
		       const struct shape *s, const char *const *cell,
		       enum paint all, enum paint painted)
{
	unsigned usable = g->width > MARGIN ? g->width - MARGIN : 0;
	struct layout at = lay_out(l, s, usable);
	unsigned x = MARGIN;

	for (unsigned i = 0; i < s->columns; i++) {
		const struct column *c = &s->column[i];
		enum paint paint = all != PAINT_PLAIN ? all
				   : c->painted	      ? painted
						      : PAINT_PLAIN;

		if (at.width[i] == 0)
			continue;
		if (cell[i] != NULL && c->right)
			grid_put_right(g, x, y, at.width[i], paint, cell[i]);
		else if (cell[i] != NULL)
			grid_put(g, x, y, at.width[i], paint, cell[i]);
		x += at.width[i] + 1;
	}
}

void list_draw_titles(const struct list *l, struct grid *g, unsigned y,
		      const struct shape *s)
{
	const char *titles[LIST_CELLS] = {0};

	for (unsigned i = 0; i < s->columns; i++)
		titles[i] = s->column[i].title;
	draw_cells(l, g, y, s, titles, PAINT_TITLE, PAINT_TITLE);
}

static void draw_row(const struct list *l, struct grid *g, unsigned y,
		     const struct row *row, bool marked)
{
	enum paint all = marked			   ? PAINT_SELECTED
			 : row->paint == PAINT_DIM ? PAINT_DIM
						   : PAINT_PLAIN;

	if (marked) {
		grid_fill(g, 0, y, g->width, ' ', PAINT_SELECTED);
		grid_put(g, 0, y, 1, PAINT_SELECTED, ">");
	}
	draw_cells(l, g, y, row->shape, row->cell, all, row->paint);
}

void list_draw(struct list *l, struct grid *g, unsigned y, unsigned height)
{
	l->page = height;
	if (l->marked < l->top)
		l->top = l->marked;
	if (height > 0 && l->marked >= l->top + height)
		l->top = l->marked - height + 1;
	if (l->top + height > l->rows)
		l->top = l->rows > height ? l->rows - height : 0;
	for (size_t i = 0; i < height && l->top + i < l->rows; i++)
		draw_row(l, g, y + (unsigned)i, &l->row[l->top + i],
			 !l->unmarked && l->top + i == l->marked);
}
