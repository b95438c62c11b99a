/* SPDX-License-Identifier: Apache-2.0 */
/*
 * export_csv - RFC 4180, and cells that a spreadsheet would compute get an
 * apostrophe: a host name must not become a formula.
 */
#include <string.h>

#include "store/export.h"

/* Also behind blanks, which some importers drop, and in the full width of East
 * Asian input, which some spreadsheets take for the same. */
static bool is_formula(const char *text)
{
	static const char *const blanks[] = {" ", "\xc2\xa0", "\xe3\x80\x80"};
	static const char *const begin[] = {
		"=",  "+",  "-", "@", "\t", "\r", "\xef\xbc\x9d",
		"\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0"};
	size_t i = 0;

	while (i < sizeof(blanks) / sizeof(blanks[0])) {
		size_t n = strlen(blanks[i]);
		bool here = strncmp(text, blanks[i], n) == 0;

		text += here ? n : 0;
		i = here ? 0 : i + 1;
	}
	for (i = 0; i < sizeof(begin) / sizeof(begin[0]); i++)
		if (strncmp(text, begin[i], strlen(begin[i])) == 0)
			return true;
	return false;
}

void csv_cell(FILE *out, const char *text, bool first)
{
	bool formula = is_formula(text);
	bool quoted = formula || strpbrk(text, "\",;\r\n\t'") != NULL ||
		      text[0] == ' ';

	if (!first)
		fputc(',', out);
	if (quoted)
		fputc('"', out);
	if (formula)
		fputc('\'', out);
	for (; *text != '\0'; text++) {
		if (*text == '"')
			fputc('"', out);
		fputc(*text, out);
	}
	if (quoted)
		fputc('"', out);
}

void csv_number(FILE *out, uint64_t n)
{
	fprintf(out, ",%llu", (unsigned long long)n);
}

void csv_titles(FILE *out, const struct column *columns)
{
	bool first = true;

	for (const struct column *c = columns; c->title != NULL; c++) {
		if ((c->where & IN_CSV) == 0)
			continue;
		csv_cell(out, c->title, first);
		first = false;
	}
	fputs("\r\n", out);
}

void csv_row(FILE *out, const struct column *columns, const void *row)
{
	bool first = true;

	for (const struct column *c = columns; c->title != NULL; c++) {
		char text[CELL_MAX];

		if ((c->where & IN_CSV) == 0)
			continue;
		cell_print(c, row, text);
		csv_cell(out, text, first);
		first = false;
	}
	fputs("\r\n", out);
}

struct csv {
	const struct column *columns;
	FILE *out;
};

static bool put_row(void *ctx, const void *row)
{
	struct csv *csv = ctx;

	csv_row(csv->out, csv->columns, row);
	return ferror(csv->out) == 0;
}

static bool write_csv(struct reader *r, enum export_what what,
		      const struct query *q, FILE *out, unsigned width,
		      struct err *e)
{
	const struct export_list *list = export_list_of(what);
	struct csv csv = {list->columns, out};

	(void)width;
	csv_titles(out, list->columns);
	return list->read(r, q, put_row, &csv, e);
}

static bool put_capture(void *ctx, const struct capture_row *row)
{
	FILE *out = ctx;

	for (enum tally t = 0; t < TALLIES; t++) {
		csv_cell(out, row->name, true);
		csv_cell(out, tally_name(t), false);
		csv_number(out, row->tally[t]);
		csv_cell(out, tally_sentence(t), false);
		fputs("\r\n", out);
	}
	return ferror(out) == 0;
}

static bool csv_captures(struct reader *r, FILE *out, struct err *e)
{
	fputs("capture,counter,n,meaning\r\n", out);
	return reader_captures(r, put_capture, out, e);
}

static void csv_coverage(const struct coverage *c, FILE *out)
{
	fputs("net,what,n,of,meaning\r\n", out);
	for (enum coverage_line i = 0; i < COVERAGES; i++) {
		fprintf(out, ",%s", coverage_name(i));
		csv_number(out, c->n[i]);
		csv_number(out, c->of[i]);
		csv_cell(out, coverage_sentence(i), false);
		fputs("\r\n", out);
	}
	for (size_t i = 0; i < c->nets; i++) {
		const struct coverage_net *net = &c->net[i];

		csv_cell(out, net->number == 0 ? "untagged" : net->name, true);
		fputs(",one_way", out);
		csv_number(out, net->one_way);
		csv_number(out, net->whole);
		csv_cell(out, coverage_sentence(COVERAGE_one_way), false);
		fputs("\r\n", out);
	}
}

const struct export export_csv = {write_csv, csv_captures, csv_coverage};
