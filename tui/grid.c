/* SPDX-License-Identifier: Apache-2.0 */
/* grid - a screen as cells; what is drawn here can be tested as text. */
#include "tui/grid.h"

#include <stdlib.h>
#include <wchar.h>

#include "capture/base/must.h"

/* ---- text ------------------------------------------------------------------ */

struct range {
	uint32_t first, last;
};

/*
 * What wcwidth() may let through although it hides, reorders or has no look
 * of its own: soft hyphen, fillers, marks of direction, variation selectors,
 * private use, tags.
 */
static const struct range invisible[] = {
	{0xad, 0xad},	    {0x34f, 0x34f},	{0x61c, 0x61c},
	{0x115f, 0x1160},   {0x17b4, 0x17b5},	{0x180b, 0x180f},
	{0x200b, 0x200f},   {0x2028, 0x202e},	{0x2060, 0x206f},
	{0x3164, 0x3164},   {0xd800, 0xf8ff},	{0xfe00, 0xfe0f},
	{0xfeff, 0xfeff},   {0xffa0, 0xffa0},	{0xfff0, 0xfffb},
	{0xfffe, 0xffff},   {0xe0000, 0xe0fff}, {0xf0000, 0x10ffff},
};

static bool is_invisible(uint32_t c)
{
	for (size_t i = 0; i < sizeof(invisible) / sizeof(invisible[0]); i++)
		if (c >= invisible[i].first && c <= invisible[i].last)
			return true;
	return false;
}

/* RFC 3629: the character at p and its octets; 0 when not well-formed. */
static size_t utf8_at(const uint8_t *p, uint32_t *c)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t n = 4;

	if (p[0] < 0x80)
		n = 1;
	else if (p[0] < 0xc2 || p[0] > 0xf4)
		return 0;
	else if (p[0] < 0xe0)
		n = 2;
	else if (p[0] < 0xf0)
		n = 3;
	*c = n == 1 ? p[0] : p[0] & (0x7fu >> n);
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		*c = *c << 6 | (p[i] & 0x3fu);
	}
	return *c >= least[n] && *c <= 0x10ffff ? n : 0;
}

uint32_t text_next(const char **text, bool ascii, unsigned *columns)
{
	uint32_t c = 0;
	size_t n = utf8_at((const uint8_t *)*text, &c);
	int wide;

	*columns = 1;
	if (n == 1 && c == 0)
		return 0;
	*text += n > 0 ? n : 1;
	if (n == 0 || c < 0x20 || c == 0x7f)
		return '?';
	if (c < 0x7f)
		return c;
	wide = ascii || is_invisible(c) ? -1 : wcwidth((wchar_t)c);
	if (wide != 1 && wide != 2)
		return '?';
	*columns = (unsigned)wide;
	return c;
}

unsigned text_columns(const char *text, bool ascii)
{
	unsigned sum = 0, columns;

	while (text_next(&text, ascii, &columns) != 0)
		sum += columns;
	return sum;
}

/* ---- cells ----------------------------------------------------------------- */

static unsigned within(unsigned n, unsigned most)
{
	return n < 1 ? 1 : n > most ? most : n;
}

void grid_open(struct grid *g, unsigned width, unsigned height, bool ascii)
{
	g->width = within(width, GRID_WIDTH_MAX);
	g->height = within(height, GRID_HEIGHT_MAX);
	g->ascii = ascii;
	g->cell = must_alloc((size_t)g->width * g->height, sizeof(*g->cell));
	grid_blank(g);
}

void grid_close(struct grid *g)
{
	free(g->cell);
	g->cell = NULL;
	g->width = g->height = 0;
}

void grid_blank(struct grid *g)
{
	for (unsigned y = 0; y < g->height; y++)
		grid_fill(g, 0, y, g->width, ' ', PAINT_PLAIN);
}

const struct cell *grid_at(const struct grid *g, unsigned x, unsigned y)
{
	if (x >= g->width || y >= g->height)
		return NULL;
	return &g->cell[(size_t)y * g->width + x];
}

/* The columns from x on that exist, at most width. */
static unsigned room(const struct grid *g, unsigned x, unsigned y,
		     unsigned width)
{
	if (x >= g->width || y >= g->height)
		return 0;
	return width < g->width - x ? width : g->width - x;
}

/* Writes one column. Half a wide character must not stay behind. */
static void set(struct grid *g, unsigned x, unsigned y, uint32_t c,
		enum paint paint)
{
	struct cell *cell = &g->cell[(size_t)y * g->width + x];

	if (cell->c == 0 && c != 0 && x > 0)
		cell[-1].c = ' ';
	if (x + 1 < g->width && cell[1].c == 0 && c != 0)
		cell[1].c = ' ';
	cell->c = c;
	cell->paint = (uint8_t)paint;
}

void grid_fill(struct grid *g, unsigned x, unsigned y, unsigned width, char c,
	       enum paint paint)
{
	width = room(g, x, y, width);
	for (unsigned i = 0; i < width; i++)
		set(g, x + i, y, (uint8_t)c, paint);
}

unsigned grid_put(struct grid *g, unsigned x, unsigned y, unsigned width,
		  enum paint paint, const char *text)
{
	unsigned used = 0, columns, limit;
	bool cut;
	uint32_t c;

	width = room(g, x, y, width);
	if (width == 0)
		return 0;
	cut = text_columns(text, g->ascii) > width;
	limit = width - cut;
	while ((c = text_next(&text, g->ascii, &columns)) != 0 &&
	       used + columns <= limit) {
		set(g, x + used, y, c, paint);
		if (columns == 2)
			set(g, x + used + 1, y, 0, paint);
		used += columns;
	}
	if (cut)
		set(g, x + used++, y, '~', paint);
	return used;
}

void grid_put_right(struct grid *g, unsigned x, unsigned y, unsigned width,
		    enum paint paint, const char *text)
{
	unsigned columns = text_columns(text, g->ascii);
	unsigned pad = columns < width ? width - columns : 0;

	grid_put(g, x + pad, y, width - pad, paint, text);
}

/* ---- as text ----------------------------------------------------------------- */

/* RFC 3629; cells hold valid code points only. */
static void print_utf8(uint32_t c, FILE *out)
{
	if (c < 0x80) {
		fputc((int)c, out);
		return;
	}
	if (c < 0x800) {
		fputc((int)(0xc0 | c >> 6), out);
	} else {
		if (c < 0x10000) {
			fputc((int)(0xe0 | c >> 12), out);
		} else {
			fputc((int)(0xf0 | c >> 18), out);
			fputc((int)(0x80 | (c >> 12 & 0x3f)), out);
		}
		fputc((int)(0x80 | (c >> 6 & 0x3f)), out);
	}
	fputc((int)(0x80 | (c & 0x3f)), out);
}

void grid_print(const struct grid *g, FILE *out)
{
	for (unsigned y = 0; y < g->height; y++) {
		const struct cell *row = grid_at(g, 0, y);
		unsigned end = g->width;

		while (end > 0 && row[end - 1].c == ' ')
			end--;
		for (unsigned x = 0; x < end; x++)
			if (row[x].c != 0)
				print_utf8(row[x].c, out);
		fputc('\n', out);
	}
}
