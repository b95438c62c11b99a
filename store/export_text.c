/* SPDX-License-Identifier: Apache-2.0 */
/* export_text - aligned tables for people, cut to the width of a screen. */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/export.h"

enum { LEAST_WIDTH = 4, CUT_WIDTH = 10, LEAST_CUT = 6, GAP = 2 };

struct table {
	const struct column *column[COLUMNS_MAX];
	unsigned columns;
	unsigned width[COLUMNS_MAX];
	char **cell; /* row by row */
	size_t rows, room;
};

/* Characters, not octets; what the cells hold has been cleaned. */
static unsigned length_of(const char *text)
{
	unsigned n = 0;

	for (; *text != '\0'; text++)
		n += (*text & 0xc0) != 0x80;
	return n;
}

bool table_row(void *ctx, const void *row)
{
	struct table *t = ctx;

	if (t->rows == t->room) {
		size_t room = t->room * 2 + 64;
		char **cell = must_alloc(room * t->columns, sizeof(*cell));

		if (t->rows > 0)
			memcpy(cell, t->cell,
			       t->rows * t->columns * sizeof(*cell));
		free(t->cell);
		t->cell = cell;
		t->room = room;
	}
	for (unsigned i = 0; i < t->columns; i++) {
		char text[CELL_MAX];

		cell_print(t->column[i], row, text);
		t->cell[t->rows * t->columns + i] = copy_text(text);
		if (length_of(text) > t->width[i])
			t->width[i] = length_of(text);
	}
	t->rows++;
	return true;
}

static bool is_empty(const struct table *t, unsigned column)
{
	for (size_t i = 0; i < t->rows; i++)
		if (t->cell[i * t->columns + column][0] != '\0')
			return false;
	return true;
}

/* A column that goes has no width; its cells stay where they are. */
static unsigned total_of(const struct table *t, bool cut)
{
	unsigned total = 0;

	for (unsigned i = 0; i < t->columns; i++) {
		unsigned width = t->width[i];

		if (cut && (t->column[i]->where & MAY_CUT) != 0 &&
		    width > CUT_WIDTH)
			width = CUT_WIDTH;
		total += width > 0 ? width + (total > 0 ? GAP : 0) : 0;
	}
	return total;
}

/* Takes from the widest of these columns until the line fits. */
static void cut(struct table *t, unsigned width, unsigned where, unsigned least)
{
	while (total_of(t, false) > width) {
		unsigned widest = t->columns;

		for (unsigned i = 0; i < t->columns; i++)
			if ((t->column[i]->where & where) != 0 &&
			    (widest == t->columns ||
			     t->width[i] > t->width[widest]))
				widest = i;
		if (widest == t->columns || t->width[widest] <= least)
			return;
		t->width[widest]--;
	}
}

/* What is empty goes, then what may go, then words are cut, then all. */
static void fit(struct table *t, unsigned width)
{
	for (unsigned i = 0; i < t->columns; i++)
		if (is_empty(t, i))
			t->width[i] = 0;
	for (unsigned i = t->columns; i-- > 0 && total_of(t, true) > width;)
		if ((t->column[i]->where & MAY_GO) != 0)
			t->width[i] = 0;
	cut(t, width, MAY_CUT, LEAST_CUT);
	cut(t, width, IN_TEXT, LEAST_WIDTH);
}

/* A cell in its width; a tilde marks what was cut, as in the console. */
static void put_cell(FILE *out, const char *text, unsigned width, bool last)
{
	unsigned n = length_of(text), at = 0;
	unsigned most = n > width ? width - 1 : n;

	while (*text != '\0' && (at < most || (*text & 0xc0) == 0x80)) {
		at += (text[1] & 0xc0) != 0x80;
		fputc(*text++, out);
	}
	if (n > width)
		fputc('~', out);
	for (n = n > width ? width : n; !last && n < width + GAP; n++)
		fputc(' ', out);
}

static void put_line(const struct table *t, FILE *out, char *const *cell)
{
	unsigned last = 0;

	for (unsigned i = 0; i < t->columns; i++)
		if (cell[i][0] != '\0' && t->width[i] > 0)
			last = i;
	for (unsigned i = 0; i <= last; i++)
		if (t->width[i] > 0)
			put_cell(out, cell[i], t->width[i], i == last);
	fputc('\n', out);
}

static void put_table(struct table *t, FILE *out, unsigned width)
{
	char *title[COLUMNS_MAX];

	if (t->rows == 0) {
		fputs("(none)\n", out);
		return;
	}
	if (width > 0)
		fit(t, width);
	for (unsigned i = 0; i < t->columns; i++)
		title[i] = copy_text(t->column[i]->title);
	put_line(t, out, title);
	for (unsigned i = 0; i < t->columns; i++)
		free(title[i]);
	for (size_t i = 0; i < t->rows; i++)
		put_line(t, out, t->cell + i * t->columns);
}

struct table *table_open(const struct column *columns)
{
	struct table *t = must_alloc(1, sizeof(*t));

	for (const struct column *c = columns; c->title != NULL; c++)
		if ((c->where & IN_TEXT) != 0) {
			t->width[t->columns] = length_of(c->title);
			t->column[t->columns++] = c;
		}
	return t;
}

void table_close(struct table *t, FILE *out, unsigned width)
{
	if (out != NULL)
		put_table(t, out, width);
	for (size_t i = 0; i < t->rows * t->columns; i++)
		free(t->cell[i]);
	free(t->cell);
	free(t);
}

static bool write_text(struct reader *r, enum export_what what,
		       const struct query *q, FILE *out, unsigned width,
		       struct err *e)
{
	const struct export_list *list = export_list_of(what);
	struct table *t = table_open(list->columns);
	bool done = list->read(r, q, table_row, t, e);

	table_close(t, done ? out : NULL, width);
	return done;
}

/* ---- captures --------------------------------------------------------------------- */

struct capture_text {
	FILE *out;
	unsigned n;
};

static bool put_capture(void *ctx, const struct capture_row *row)
{
	struct capture_text *c = ctx;
	char first[TIME_TEXT], last[TIME_TEXT];

	fprintf(c->out, "%s%s%s\n", c->n++ > 0 ? "\n" : "", row->name,
		row->live ? " (interface)" : "");
	if (row->problem[0] != '\0')
		fprintf(c->out, "  problem: %s\n", row->problem);
	else if (!row->complete)
		fputs("  not read to its end\n", c->out);
	fprintf(c->out, "  %12llu  frames\n", (unsigned long long)row->frames);
	if (row->frames > 0) {
		time_print(row->first_us, first);
		time_print(row->last_us, last);
		fprintf(c->out, "  from %s to %s\n", first, last);
	}
	for (enum tally t = 0; t < TALLIES; t++)
		if (row->tally[t] > 0 && t != TALLY_packets)
			fprintf(c->out, "  %12llu  %s\n",
				(unsigned long long)row->tally[t],
				tally_sentence(t));
	return ferror(c->out) == 0;
}

static bool text_captures(struct reader *r, FILE *out, struct err *e)
{
	struct capture_text c = {out, 0};

	if (!reader_captures(r, put_capture, &c, e))
		return false;
	if (c.n == 0)
		fputs("(none)\n", out);
	return true;
}

/* ---- coverage --------------------------------------------------------------------- */

static void put_networks(const struct coverage *c, FILE *out)
{
	enum { LISTED = 40 };

	fprintf(out, "\n  %-12s %10s %15s %14s %8s\n", "network", "devices",
		"conversations", "TCP both ways", "one way");
	for (size_t i = 0; i < c->nets && i < LISTED; i++)
		fprintf(out, "  %-12s %10llu %15llu %14llu %8llu\n",
			c->net[i].number == 0 ? "untagged" : c->net[i].name,
			(unsigned long long)c->net[i].assets,
			(unsigned long long)c->net[i].talks,
			(unsigned long long)(c->net[i].whole -
					     c->net[i].one_way),
			(unsigned long long)c->net[i].one_way);
	if (c->nets > LISTED)
		fprintf(out, "  ... and %zu more\n", c->nets - LISTED);
}

static void text_coverage(const struct coverage *c, FILE *out)
{
	char first[TIME_TEXT], last[TIME_TEXT], span[SPAN_TEXT];

	time_print(c->first_us, first);
	time_print(c->last_us, last);
	span_print(c->seen_us, span);
	if (c->first_us == 0)
		fputs("  nothing was read\n", out);
	else
		fprintf(out, "  from %s to %s, %s of it covered, %zu network%s\n",
			first, last, span, c->nets, c->nets == 1 ? "" : "s");
	for (enum coverage_line i = 0; i < COVERAGES; i++) {
		char share[SHARE_TEXT];

		coverage_share(c, i, share);
		if (c->n[i] > 0)
			fprintf(out, "%c %10llu  %7s  %s\n",
				coverage_is_hole(c, i) ? '!' : ' ',
				(unsigned long long)c->n[i], share,
				coverage_sentence(i));
	}
	if (c->nets > 0)
		put_networks(c, out);
}

const struct export export_text = {write_text, text_captures, text_coverage};
