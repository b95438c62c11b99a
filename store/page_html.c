/* SPDX-License-Identifier: Apache-2.0 */
/*
 * page_html - one file that needs nothing else: no script, no picture, no
 * address that a browser would fetch. It can be read on paper.
 */
#include "store/page.h"

static const char head[] =
	"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
	"'none'; style-src 'unsafe-inline'\">\n"
	"<meta name=\"viewport\" content=\"width=device-width, "
	"initial-scale=1\">\n<title>";
static const char style[] =
	"</title>\n<style>\n"
	"body { font: 15px/1.45 sans-serif; color: #111; background: #fff; "
	"margin: 2em auto; max-width: 75em; padding: 0 1em; }\n"
	"h1 { font-size: 1.6em; }\n"
	"h2 { font-size: 1.2em; margin-top: 2em; border-bottom: 1px solid #777; "
	"}\n"
	"p { max-width: 48em; }\n"
	"dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2em "
	"1.5em; }\n"
	"dt { font-weight: bold; }\ndd { margin: 0; }\n"
	"table { border-collapse: collapse; margin: 1em 0; width: 100%; "
	"font-size: 0.85em; }\n"
	"caption { text-align: left; font-weight: bold; padding: 0.3em 0; }\n"
	"th, td { border: 1px solid #999; padding: 0.25em 0.5em; text-align: "
	"left; vertical-align: top; overflow-wrap: anywhere; }\n"
	"th { background: #eee; }\n"
	"@page { margin: 15mm; size: A4 landscape; }\n"
	"@media print { body { font-size: 9pt; margin: 0; max-width: none; } "
	"thead { display: table-header-group; } tr, dl { break-inside: avoid; } "
	"h2 { break-after: avoid; } th { background: none; } }\n"
	"</style>\n</head>\n<body>\n<h1>";

static void put_escaped(FILE *out, const char *text)
{
	for (; *text != '\0'; text++)
		switch (*text) {
		case '&': fputs("&amp;", out); break;
		case '<': fputs("&lt;", out); break;
		case '>': fputs("&gt;", out); break;
		case '"': fputs("&quot;", out); break;
		case '\'': fputs("&#39;", out); break;
		default: fputc(*text, out);
		}
}

static void element(struct page *p, const char *open, const char *text,
		    const char *close)
{
	fputs(open, p->out);
	put_escaped(p->out, text);
	fputs(close, p->out);
}

static void html_begin(struct page *p, const char *title)
{
	element(p, head, title, style);
	element(p, "", title, "</h1>\n");
}

static void html_heading(struct page *p, const char *text)
{
	element(p, "<h2>", text, "</h2>\n");
}

static void html_sentence(struct page *p, const char *text)
{
	element(p, "<p>", text, "</p>\n");
}

static void html_pairs(struct page *p)
{
	fputs("<dl>\n", p->out);
}

static void html_pair(struct page *p, const char *name, const char *value)
{
	element(p, "<dt>", name, "</dt>");
	element(p, "<dd>", value, "</dd>\n");
}

static void html_pairs_end(struct page *p)
{
	fputs("</dl>\n", p->out);
}

static void html_table(struct page *p, const char *caption)
{
	element(p, "<table>\n<caption>", caption, "</caption>\n<thead>\n<tr>");
	for (const struct column *c = p->columns; c->title != NULL; c++)
		if ((c->where & IN_PAGE) != 0)
			element(p, "<th scope=\"col\">", c->title, "</th>");
	fputs("</tr>\n</thead>\n<tbody>\n", p->out);
}

static void html_row(struct page *p, const void *row)
{
	char cell[CELL_MAX];

	fputs("<tr>", p->out);
	for (const struct column *c = p->columns; c->title != NULL; c++) {
		if ((c->where & IN_PAGE) == 0)
			continue;
		cell_print(c, row, cell);
		element(p, "<td>", cell, "</td>");
	}
	fputs("</tr>\n", p->out);
}

static void html_table_end(struct page *p)
{
	unsigned columns = 0;

	for (const struct column *c = p->columns; c->title != NULL; c++)
		columns += (c->where & IN_PAGE) != 0;
	if (p->rows == 0)
		fprintf(p->out, "<tr><td colspan=\"%u\">none</td></tr>\n",
			columns);
	fputs("</tbody>\n</table>\n", p->out);
}

static void html_end(struct page *p)
{
	fputs("</body>\n</html>\n", p->out);
}

const struct page_kind page_html = {
	.begin = html_begin,
	.heading = html_heading,
	.sentence = html_sentence,
	.pairs_begin = html_pairs,
	.pair = html_pair,
	.pairs_end = html_pairs_end,
	.table_begin = html_table,
	.row = html_row,
	.table_end = html_table_end,
	.end = html_end,
};
