/* SPDX-License-Identifier: Apache-2.0 */
/*
 * views - what a screen is.
 *
 * A screen is a file view_NAME.c with one struct view_ops, and a row in
 * views.def. It fills a list from the reader; it holds ids, never rows of the
 * reader. Everything that all screens do alike is in console.c.
 */
#ifndef WW_VIEWS_H
#define WW_VIEWS_H

#include "capture/base/err.h"
#include "store/store.h"
#include "tui/view_list.h"

enum { FILTER_TEXT = 200, LINE_TEXT = 200, VIEW_ROWS_MAX = 5000 };

/* One screen while it is on the stack. */
struct view {
	const struct view_ops *ops;
	uint64_t subject;       /* id of what it shows, or 0                   */
	char name[ROW_TEXT];    /* of the subject, for the line of places      */
	char filter[FILTER_TEXT];
	enum asset_order order;
	bool reverse;
	struct list list;
	size_t of;              /* rows there are without a filter             */
	char line[LINE_TEXT];   /* above the list, when there is no filter     */
	void *state;            /* ops->state_size octets, zero at first       */
};

/* What a load may use. */
struct loading {
	struct reader *reader;
	const struct site_row *site;
	struct list *list;      /* to fill; empty                              */
	unsigned width;         /* of the screen, for text that is wrapped     */
};

/* What a view wants after a request that is its own. */
struct step {
	const struct view_ops *open; /* NULL: nothing                          */
	uint64_t subject;            /* without .open: a finding to decide     */
	const char *filter;          /* to begin with, or NULL                 */
};

struct view_ops {
	const char *name;       /* on the tab                                  */
	const char *title;      /* one sentence                                */
	unsigned traits;        /* enum trait                                  */
	size_t state_size;
	const struct shape *shape; /* whose titles stand over the list, or NULL */
	/* Names of the orders of this list; NULL: asset_order_name(). */
	const char *const *orders;
	const char *empty;      /* what to do when there is nothing            */
	/* Fills loading->list, name, of and line from the reader.
	 * Errors  false with a sentence; the screen keeps what it had. */
	bool (*load)(struct view *, const struct loading *, struct err *);
	/* Draws the list into height lines from y on. */
	void (*draw)(struct view *, struct grid *, unsigned y,
		     unsigned height);
	/* False when this request is not its own. May be NULL. */
	bool (*request)(struct view *, enum request, struct step *);
};

#define VIEW(name, kind) extern const struct view_ops view_##name;
#include "tui/views.def"
#undef VIEW

/* The views of kind FIRST in order; NULL after the last. */
const struct view_ops *view_first(unsigned);
unsigned view_firsts(void);
/* All views; NULL after the last. */
const struct view_ops *view_at(unsigned);

/* For .draw: the titles of the shape, then the rows. */
void view_draw_list(struct view *, struct grid *, unsigned y, unsigned height);
/* For .request: Enter opens what the marked row opens, and the finding that it
 * opens is what is decided. */
bool view_open_row(struct view *, enum request, struct step *);
/* The query of this view's filter and order. */
struct query view_query(const struct view *);

#endif
