/* SPDX-License-Identifier: Apache-2.0 */
/*
 * page_json - one object with sorted keys: what the page rests on ("about"), its
 * tables, row by row as they come, and its sentences ("words") behind them.
 *
 * The keys of a row are the columns' titles with _ for blanks; what is unknown
 * is null.
 */
#include <stdlib.h>

#include "store/jsonl.h"
#include "store/page.h"

struct page_kept {
	json_t *about, *words;
	char *title;
	unsigned tables;       /* begun so far                                 */
};

static void put_value(struct page *p, json_t *value)
{
	must(json_dumpf(value, p->out,
			JSON_SORT_KEYS | JSON_COMPACT | JSON_ENCODE_ANY) == 0 ||
	     ferror(p->out) != 0);
	json_decref(value);
}

static void add(json_t *array, json_t *value)
{
	must(json_array_append_new(array, value) == 0);
}

/* What page.c has cleaned, whole. */
static json_t *said_value(const char *text)
{
	json_t *v = json_string(text);

	must(v != NULL);
	return v;
}

static void json_begin(struct page *p, const char *title)
{
	p->kept = must_alloc(1, sizeof(*p->kept));
	p->kept->about = json_array();
	p->kept->words = json_array();
	p->kept->title = copy_text(title);
}

static void json_sentence(struct page *p, const char *text)
{
	add(p->kept->words, said_value(text));
}

/* Behind the first table a pair is a sentence like others. */
static void json_pair(struct page *p, const char *name, const char *value)
{
	char text[2048];
	json_t *v;

	if (p->kept->tables > 0) {
		snprintf(text, sizeof(text), "%s: %s", name, value);
		json_sentence(p, text);
		return;
	}
	v = json_object();
	put(v, "name", said_value(name));
	put(v, "value", said_value(value));
	add(p->kept->about, v);
}

static void json_nothing(struct page *p)
{
	(void)p;
}

/* What the page rests on comes before the first table. */
static void put_about(struct page *p)
{
	fputs("{\"about\":", p->out);
	put_value(p, json_incref(p->kept->about));
	fputs(",\"schema\":\"wardwatch/report/1\",\"tables\":[", p->out);
}

static void json_table(struct page *p, const char *caption)
{
	if (p->kept->tables++ == 0)
		put_about(p);
	else
		fputc(',', p->out);
	fputs("\n{\"caption\":", p->out);
	put_value(p, said_value(caption));
	fputs(",\"rows\":[", p->out);
}

/* All columns of the table that CSV hands over, of others those of pages. */
static void json_row(struct page *p, const void *row)
{
	fputs(p->rows > 0 ? ",\n" : "\n", p->out);
	put_value(p, row_value(p->columns, p->data ? IN_CSV : IN_PAGE, row));
}

static void json_table_end(struct page *p)
{
	fputs("]}", p->out);
}

static void json_end(struct page *p)
{
	if (p->kept->tables == 0)
		put_about(p);
	fputs("],\n\"title\":", p->out);
	put_value(p, said_value(p->kept->title));
	fputs(",\"words\":", p->out);
	put_value(p, json_incref(p->kept->words));
	fputs("}\n", p->out);
}

static void json_leave(struct page *p)
{
	json_decref(p->kept->about);
	json_decref(p->kept->words);
	free(p->kept->title);
	free(p->kept);
}

const struct page_kind page_json = {
	.begin = json_begin,
	.heading = page_no_text,
	.sentence = json_sentence,
	.pairs_begin = json_nothing,
	.pair = json_pair,
	.pairs_end = json_nothing,
	.table_begin = json_table,
	.row = json_row,
	.table_end = json_table_end,
	.end = json_end,
	.leave = json_leave,
};
