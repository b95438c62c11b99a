/* SPDX-License-Identifier: Apache-2.0 */
/* export_reconcile - the lists of a reconciliation as text, CSV and JSON Lines. */
#include <jansson.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/export.h"
#include "store/reconcile.h"

enum { COLUMNS = 14 };

static const char *const titles[COLUMNS] = {
	"list", "line", "tag", "asset", "name", "ip", "mac", "class", "vendor",
	"model", "by", "field", "listed", "seen"};

struct rows {
	FILE *out;
	enum listed_as list;     /* whose heading was printed last               */
	bool begun;
};

/* In the order of the titles; "" where there is nothing. */
static void cells_of(const struct reconciled *r, char line[16],
		     const char *cell[COLUMNS])
{
	const struct met *a = r->asset;

	snprintf(line, 16, "%u", r->row != NULL ? r->row->line : 0);
	for (unsigned i = 0; i < COLUMNS; i++)
		cell[i] = "";
	cell[0] = list_name(r->list);
	if (r->row != NULL) {
		cell[1] = line;
		cell[2] = r->row->text[LISTED_tag];
	}
	if (a != NULL) {
		cell[3] = a->id_text;
		cell[4] = a->name;
		cell[5] = a->ip;
		cell[6] = a->mac;
		cell[7] = a->class_name;
		cell[8] = a->vendor;
		cell[9] = a->model;
	}
	cell[10] = r->by;
	cell[11] = r->field;
	cell[12] = r->listed;
	cell[13] = r->seen;
}

static bool put_csv(void *ctx, const struct reconciled *r)
{
	struct rows *s = ctx;
	const char *cell[COLUMNS];
	char line[16];

	cells_of(r, line, cell);
	for (unsigned i = 0; i < COLUMNS; i++)
		csv_cell(s->out, cell[i], i == 0);
	csv_cell(s->out, r->remark, false);
	fputs("\r\n", s->out);
	return ferror(s->out) == 0;
}

static void set(json_t *v, const char *key, json_t *value)
{
	must(json_object_set_new(v, key, value) == 0);
}

static json_t *text_value(const char *text)
{
	return text[0] != '\0' ? json_string(text) : json_null();
}

static bool put_jsonl(void *ctx, const struct reconciled *r)
{
	struct rows *s = ctx;
	const char *cell[COLUMNS];
	char line[16];
	json_t *v = json_object(), *row = json_object();
	bool done;

	cells_of(r, line, cell);
	set(v, "schema", json_string("wardwatch/reconcile/1"));
	for (unsigned i = 0; i < COLUMNS; i++)
		set(v, titles[i], text_value(cell[i]));
	set(v, "line", r->row != NULL ? json_integer(r->row->line)
				      : json_null());
	set(v, "remark", text_value(r->remark));
	for (unsigned c = 0; r->row != NULL && c < LISTED_COLUMNS; c++)
		set(row, listed_name(c), text_value(r->row->text[c]));
	set(v, "row", row);
	done = json_dumpf(v, s->out, JSON_SORT_KEYS | JSON_COMPACT) == 0 &&
	       fputc('\n', s->out) != EOF;
	json_decref(v);
	return done;
}

/* What a row is called: its tag, else its strongest sign. */
static const char *title_of(const struct listed *row)
{
	static const enum listed_column order[] = {
		LISTED_tag, LISTED_mac, LISTED_serial, LISTED_name,
		LISTED_address, LISTED_ae};

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (row->text[order[i]][0] != '\0')
			return row->text[order[i]];
	return "-";
}

static void put_word(FILE *out, const char *text)
{
	if (text[0] != '\0')
		fprintf(out, "  %s", text);
}

static void put_device(FILE *out, const struct met *a)
{
	put_word(out, a->id_text);
	put_word(out, a->ip);
	put_word(out, a->name);
}

/* What one side alone knows. */
static void put_kind(FILE *out, const struct reconciled *r)
{
	if (r->row == NULL) {
		put_word(out, r->asset->class_name);
		put_word(out, r->asset->vendor);
		put_word(out, r->asset->model);
	} else if (r->asset == NULL) {
		put_word(out, r->row->text[LISTED_vendor]);
		put_word(out, r->row->text[LISTED_model]);
	}
}

static bool put_text(void *ctx, const struct reconciled *r)
{
	struct rows *s = ctx;

	if (!s->begun || s->list != r->list)
		fprintf(s->out, "\n%s\n", list_sentence(r->list));
	s->begun = true;
	s->list = r->list;
	fputc(' ', s->out);
	if (r->row != NULL)
		fprintf(s->out, " line %-5u %s", r->row->line,
			title_of(r->row));
	if (r->asset != NULL)
		put_device(s->out, r->asset);
	put_kind(s->out, r);
	if (r->field[0] != '\0')
		fprintf(s->out, "  %s: listed %s, seen %s", r->field,
			r->listed, r->seen);
	if (r->by[0] != '\0')
		fprintf(s->out, "  by %s", r->by);
	if (r->remark[0] != '\0')
		fprintf(s->out, "  (%s)", r->remark);
	fputc('\n', s->out);
	return ferror(s->out) == 0;
}

static void put_counts(const struct reconcile_count *n, FILE *out)
{
	fprintf(out, "\n%zu rows of the list, %zu devices seen\n", n->rows,
		n->assets);
	for (unsigned v = 0; v < LISTED_AS; v++)
		fprintf(out, "  %8zu  %s\n", n->n[v], list_sentence(v));
}

static void put_titles(FILE *out)
{
	for (unsigned i = 0; i < COLUMNS; i++)
		csv_cell(out, titles[i], i == 0);
	fputs(",remark\r\n", out);
}

bool export_reconciled(struct reader *r, const struct knowledge *k,
		       const struct listing_file *f, const char *filter,
		       enum export_format format, FILE *out,
		       struct reconcile_count *n, struct err *e)
{
	static bool (*const put[])(void *, const struct reconciled *) = {
		[EXPORT_CSV] = put_csv,
		[EXPORT_JSONL] = put_jsonl,
		[EXPORT_TEXT] = put_text,
	};
	struct rows s = {.out = out};
	bool done;

	if (format == EXPORT_TEXT)
		fputs("Coverage: a device that was not seen is not a device "
		      "that is not there\n", out);
	if (format == EXPORT_CSV)
		put_titles(out);
	else if (!export_coverage(r, format, out, e))
		return false;
	done = reconcile(r, k, f, filter, put[format], &s, n, e);
	if (done && format == EXPORT_TEXT)
		put_counts(n, out);
	return done && export_flushed(out, e);
}
