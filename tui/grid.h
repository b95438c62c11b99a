/* SPDX-License-Identifier: Apache-2.0 */
/*
 * grid - a screen as cells; what is drawn here can be tested as text.
 *
 * Text of others enters only through grid_put(), which lets through what
 * takes one or two columns and nothing that moves, hides or reorders.
 */
#ifndef WW_GRID_H
#define WW_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* What a cell means; term.c knows what that looks like. */
enum paint {
	PAINT_PLAIN,
	PAINT_TITLE,
	PAINT_DIM,
	PAINT_CRITICAL,
	PAINT_HIGH,
	PAINT_MEDIUM,
	PAINT_GOOD,
	PAINT_SELECTED,
	PAINT_ALARM,
	PAINTS
};

struct cell {
	uint32_t c;            /* code point; 0: right half of the one before  */
	uint8_t paint;
};

enum { GRID_WIDTH_MAX = 1000, GRID_HEIGHT_MAX = 500 };

struct grid {
	unsigned width, height;
	bool ascii;            /* show ? for everything else                   */
	struct cell *cell;     /* width * height, row by row                   */
};

/* Sizes are brought into 1 .. max. Owner: the caller closes. */
void grid_open(struct grid *, unsigned width, unsigned height, bool ascii);
void grid_close(struct grid *);
/* All blanks. */
void grid_blank(struct grid *);
/* The cell, or NULL outside. */
const struct cell *grid_at(const struct grid *, unsigned x, unsigned y);
void grid_fill(struct grid *, unsigned x, unsigned y, unsigned width,
	       char c, enum paint);
/* Puts text into at most width columns; cut text ends in ~. Answers the
 * columns used. Outside the grid nothing happens. */
unsigned grid_put(struct grid *, unsigned x, unsigned y, unsigned width,
		  enum paint, const char *text);
/* The same, ending at the column before x + width. */
void grid_put_right(struct grid *, unsigned x, unsigned y, unsigned width,
		    enum paint, const char *text);
/* UTF-8, a line per row, without blanks at the ends of lines. */
void grid_print(const struct grid *, FILE *);

/* The next character of *text as it may be shown, and its columns, 1 or 2;
 * 0 at the end. */
uint32_t text_next(const char **text, bool ascii, unsigned *columns);
/* Columns that the text takes. */
unsigned text_columns(const char *text, bool ascii);

#endif
