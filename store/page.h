/* SPDX-License-Identifier: Apache-2.0 */
/*
 * page - a report as headings, sentences, pairs and tables, in one of five forms.
 *
 * Text of others may be handed in as it is: every form cleans and escapes it.
 */
#ifndef WW_PAGE_H
#define WW_PAGE_H

#include "store/export.h"

struct page {
	const struct page_kind *kind;
	FILE *out;
	unsigned width;        /* of text; 0: tables are never cut             */
	const struct column *columns; /* of the table in hand                  */
	struct table *table;   /* of text                                      */
	unsigned rows;         /* of the table in hand                         */
	bool pairs;            /* a list of pairs is open                      */
	bool data;             /* CSV, JSON: the table in hand is what is wanted */
	struct page_kept *kept; /* of JSON: what is not written yet            */
};

/* What one form does; each is given what page.c has put into order. */
struct page_kind {
	void (*begin)(struct page *, const char *title);
	void (*heading)(struct page *, const char *);
	void (*sentence)(struct page *, const char *);
	void (*pairs_begin)(struct page *);
	void (*pair)(struct page *, const char *name, const char *value);
	void (*pairs_end)(struct page *);
	void (*table_begin)(struct page *, const char *caption);
	void (*row)(struct page *, const void *);
	void (*table_end)(struct page *);
	void (*end)(struct page *);
	void (*leave)(struct page *); /* gives back what begin() took; or NULL */
};

extern const struct page_kind page_text, page_markdown, page_html, page_csv,
	page_json;
/* For the forms: leaves a text out. */
void page_no_text(struct page *, const char *);

/* For the forms: puts each cell of a row; NULL: each title. */
typedef void page_text_put(struct page *, const char *before, const char *text,
			   const char *after);
void page_cells(struct page *, const void *row, page_text_put *,
		const char *before, const char *after);

void page_begin(struct page *, enum page_format, FILE *, unsigned width,
		const char *title);
void page_heading(struct page *, const char *);
/* A paragraph. */
__attribute__((format(printf, 2, 3))) void
page_say(struct page *, const char *format, ...);
__attribute__((format(printf, 3, 4))) void
page_pair(struct page *, const char *name, const char *format, ...);
/* data: it is this table that CSV hands over. */
void page_table(struct page *, const char *caption, const struct column *,
		bool data);
bool page_row(void *page, const void *row);
void page_table_end(struct page *);
/* False with a sentence when the stream has failed. */
bool page_end(struct page *, struct err *);
/* After page_end(), or without it where a page is given up. */
void page_leave(struct page *);

#endif
