/* SPDX-License-Identifier: Apache-2.0 */
/*
 * view_list - rows of a screen: text of their own, a marked one, columns.
 *
 * Rows may differ in shape, so a table and a page of text are the same thing.
 * A list is filled once and then only moved in; loading anew fills another
 * one and takes over the mark by the row's id.
 */
#ifndef WW_VIEW_LIST_H
#define WW_VIEW_LIST_H

#include "tui/grid.h"
#include "tui/keys.h"
#include "tui/mask.h"

enum { LIST_CELLS = 10, LIST_NOTES = 2, LIST_SHAPES = 8 };

struct column {
	const char *title;
	uint8_t width;
	uint8_t rank;          /* the highest is the first to go, 0 the last   */
	bool right;            /* numbers                                      */
	uint8_t grows;         /* takes room that is left, as its texts need:
				* 1 first, 2 after those                       */
	bool painted;          /* in the paint of the row                      */
};

struct shape {
	unsigned columns;
	struct column column[LIST_CELLS];
};

struct row {
	const struct shape *shape;
	uint64_t id;           /* 0: stands for nothing                        */
	enum paint paint;
	const char *cell[LIST_CELLS]; /* NULL: empty                           */
	const char *note[LIST_NOTES]; /* shown below the list when marked      */
	const struct view_ops *opens; /* what Enter shows of id, or NULL       */
	const char *filter;    /* to open it with, or NULL                     */
};

/* The columns that the longest texts of a shape take. */
struct need {
	const struct shape *shape;
	uint16_t columns[LIST_CELLS];
};

struct text_chunk;

struct list {
	struct row *row;
	size_t rows, room;
	struct text_chunk *text;
	size_t marked, top, page;
	size_t rest;           /* where the mark stands until it is moved      */
	bool moved;
	struct need need[LIST_SHAPES];
	struct mask mask;      /* under which it is filled                     */
	bool unmarked;         /* a page without a mark                        */
};

/* A zeroed list is empty. Frees everything in it. */
void list_close(struct list *);
/* A new last row; valid until the next. Owner: the list. */
struct row *list_add(struct list *, const struct shape *);
/* Text that lives as long as the list. */
const char *list_text(struct list *, const char *);
__attribute__((format(printf, 2, 3))) const char *
list_print(struct list *, const char *format, ...);
/* Puts fresh in the place of l, the mark on the row with the same id; one that
 * nobody moved stays at rest, so that what comes above it is seen. */
void list_take(struct list *l, struct list *fresh);
/* The marked row, or NULL. */
const struct row *list_marked(const struct list *);
/* Moves the mark. False if the request is no move. */
bool list_move(struct list *, enum request);

/* ---- pages of text ----------------------------------------------------------- */

/* A row of one column. */
void list_line(struct list *, enum paint, const char *text);
/* Rows of at most width columns, broken at blanks. */
void list_wrap(struct list *, enum paint, unsigned indent, unsigned width,
	       const char *text);
/* A blank row unless first, then a title. */
void list_section(struct list *, const char *title);
/* A row with the titles of the columns. */
void list_titles(struct list *, const struct shape *);

/* ---- drawing ------------------------------------------------------------------ */

/* The titles of a shape as they stand over its rows. */
void list_draw_titles(const struct list *, struct grid *, unsigned y,
		      const struct shape *);
/* Rows from y on in height lines; keeps the mark inside. */
void list_draw(struct list *, struct grid *, unsigned y, unsigned height);

#endif
