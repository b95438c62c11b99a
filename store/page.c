/* SPDX-License-Identifier: Apache-2.0 */
/* page - a report in order; as text, as Markdown and as CSV. */
#include "store/page.h"

#include <stdarg.h>
#include <string.h>

enum { SAID = 1600, LINE = 78, INDENT = 24 };

/* ---- what all forms share ------------------------------------------------------ */

static void end_pairs(struct page *p)
{
	if (p->pairs)
		p->kind->pairs_end(p);
	p->pairs = false;
}

void page_begin(struct page *p, enum page_format format, FILE *out,
		unsigned width, const char *title)
{
	static const struct page_kind *const kinds[PAGE_FORMATS] = {
		[PAGE_TEXT] = &page_text,
		[PAGE_MARKDOWN] = &page_markdown,
		[PAGE_HTML] = &page_html,
		[PAGE_CSV] = &page_csv,
		[PAGE_JSON] = &page_json,
	};
	char clean[SAID];

	*p = (struct page){.kind = kinds[format], .out = out, .width = width};
	text_clean(title, clean, sizeof(clean));
	p->kind->begin(p, clean);
}

void page_heading(struct page *p, const char *text)
{
	end_pairs(p);
	p->kind->heading(p, text);
}

__attribute__((format(printf, 2, 0))) static void
put_said(char clean[SAID], const char *format, va_list ap)
{
	char said[SAID];

	vsnprintf(said, sizeof(said), format, ap);
	text_clean(said, clean, SAID);
}

void page_say(struct page *p, const char *format, ...)
{
	char clean[SAID];
	va_list ap;

	va_start(ap, format);
	put_said(clean, format, ap);
	va_end(ap);
	end_pairs(p);
	p->kind->sentence(p, clean);
}

void page_pair(struct page *p, const char *name, const char *format, ...)
{
	char clean[SAID];
	va_list ap;

	va_start(ap, format);
	put_said(clean, format, ap);
	va_end(ap);
	if (!p->pairs)
		p->kind->pairs_begin(p);
	p->pairs = true;
	p->kind->pair(p, name, clean);
}

void page_table(struct page *p, const char *caption,
		const struct column *columns, bool data)
{
	end_pairs(p);
	p->columns = columns;
	p->rows = 0;
	p->data = data;
	p->kind->table_begin(p, caption);
}

bool page_row(void *ctx, const void *row)
{
	struct page *p = ctx;

	p->kind->row(p, row);
	p->rows++;
	return ferror(p->out) == 0;
}

void page_table_end(struct page *p)
{
	p->kind->table_end(p);
}

bool page_end(struct page *p, struct err *e)
{
	end_pairs(p);
	p->kind->end(p);
	return export_flushed(p->out, e);
}

void page_leave(struct page *p)
{
	if (p->kind != NULL && p->kind->leave != NULL)
		p->kind->leave(p);
}

static void nothing(struct page *p)
{
	(void)p;
}

void page_no_text(struct page *p, const char *text)
{
	(void)p;
	(void)text;
}

/* ---- text ------------------------------------------------------------------------ */

/* Broken at blanks; what follows the first line is indented. */
static void put_wrapped(FILE *out, const char *text, unsigned indent)
{
	unsigned column = indent;
	bool first = true;

	while (*text != '\0') {
		size_t n = strcspn(text, " ");

		if (!first && column + n + 1 > LINE) {
			fprintf(out, "\n%*s", (int)indent, "");
			column = indent;
		} else if (!first) {
			fputc(' ', out);
			column++;
		}
		fprintf(out, "%.*s", (int)n, text);
		column += (unsigned)n;
		text += n;
		text += strspn(text, " ");
		first = false;
	}
	fputc('\n', out);
}

static void underline(struct page *p, const char *text, int with)
{
	fprintf(p->out, "%s\n", text);
	for (size_t i = strlen(text); i > 0; i--)
		fputc(with, p->out);
	fputc('\n', p->out);
}

static void text_begin(struct page *p, const char *title)
{
	underline(p, title, '=');
}

static void text_heading(struct page *p, const char *text)
{
	fputc('\n', p->out);
	underline(p, text, '-');
}

static void text_sentence(struct page *p, const char *text)
{
	fputc('\n', p->out);
	put_wrapped(p->out, text, 0);
}

static void text_pairs(struct page *p)
{
	fputc('\n', p->out);
}

static void text_pair(struct page *p, const char *name, const char *value)
{
	if (strlen(name) < INDENT)
		fprintf(p->out, "%-*s", INDENT, name);
	else
		fprintf(p->out, "%s\n%*s", name, INDENT, "");
	put_wrapped(p->out, value, INDENT);
}

static void text_table(struct page *p, const char *caption)
{
	fprintf(p->out, "\n%s\n\n", caption);
	p->table = table_open(p->columns);
}

static void text_row(struct page *p, const void *row)
{
	table_row(p->table, row);
}

static void text_table_end(struct page *p)
{
	table_close(p->table, p->out, p->width);
}

const struct page_kind page_text = {
	.begin = text_begin,
	.heading = text_heading,
	.sentence = text_sentence,
	.pairs_begin = text_pairs,
	.pair = text_pair,
	.pairs_end = nothing,
	.table_begin = text_table,
	.row = text_row,
	.table_end = text_table_end,
	.end = nothing,
};

/* ---- forms that mark up ------------------------------------------------------------ */

void page_cells(struct page *p, const void *row, page_text_put *put,
		const char *before, const char *after)
{
	char cell[CELL_MAX];

	for (const struct column *c = p->columns; c->title != NULL; c++) {
		if ((c->where & IN_PAGE) == 0)
			continue;
		if (row != NULL)
			cell_print(c, row, cell);
		put(p, before, row != NULL ? cell : c->title, after);
	}
}

/* ---- Markdown --------------------------------------------------------------------- */

static void put_marked(FILE *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (strchr("\\`*_[]<>|&~$#", *text) != NULL)
			fputc('\\', out);
		fputc(*text, out);
	}
}

static void marked_line(struct page *p, const char *before, const char *text,
			const char *after)
{
	fputs(before, p->out);
	put_marked(p->out, text);
	fputs(after, p->out);
}

static void markdown_begin(struct page *p, const char *title)
{
	marked_line(p, "# ", title, "\n");
}

static void markdown_heading(struct page *p, const char *text)
{
	marked_line(p, "\n## ", text, "\n");
}

static void markdown_sentence(struct page *p, const char *text)
{
	marked_line(p, "\n", text, "\n");
}

static void markdown_pair(struct page *p, const char *name, const char *value)
{
	marked_line(p, "- **", name, ":** ");
	marked_line(p, "", value, "\n");
}

static void markdown_table(struct page *p, const char *caption)
{
	marked_line(p, "\n", caption, "\n\n|");
	page_cells(p, NULL, marked_line, " ", " |");
	fputs("\n|", p->out);
	for (const struct column *c = p->columns; c->title != NULL; c++)
		if ((c->where & IN_PAGE) != 0)
			fputs(" --- |", p->out);
	fputc('\n', p->out);
}

static void markdown_row(struct page *p, const void *row)
{
	fputc('|', p->out);
	page_cells(p, row, marked_line, " ", " |");
	fputc('\n', p->out);
}

static void markdown_table_end(struct page *p)
{
	if (p->rows == 0)
		fputs("\nNone.\n", p->out);
}

const struct page_kind page_markdown = {
	.begin = markdown_begin,
	.heading = markdown_heading,
	.sentence = markdown_sentence,
	.pairs_begin = text_pairs,
	.pair = markdown_pair,
	.pairs_end = nothing,
	.table_begin = markdown_table,
	.row = markdown_row,
	.table_end = markdown_table_end,
	.end = nothing,
};

/* ---- CSV: the table alone ----------------------------------------------------------- */

static void csv_pair(struct page *p, const char *name, const char *value)
{
	(void)p;
	(void)name;
	(void)value;
}

static void csv_table(struct page *p, const char *caption)
{
	(void)caption;
	if (p->data)
		csv_titles(p->out, p->columns);
}

static void csv_table_row(struct page *p, const void *row)
{
	if (p->data)
		csv_row(p->out, p->columns, row);
}

const struct page_kind page_csv = {
	.begin = page_no_text,
	.heading = page_no_text,
	.sentence = page_no_text,
	.pairs_begin = nothing,
	.pair = csv_pair,
	.pairs_end = nothing,
	.table_begin = csv_table,
	.row = csv_table_row,
	.table_end = nothing,
	.end = nothing,
};
