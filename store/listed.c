/* SPDX-License-Identifier: Apache-2.0 */
/* listed - the list of devices that a hospital keeps, by the mapping of its columns. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "capture/base/block.h"
#include "capture/base/must.h"
#include "capture/base/spelling.h"
#include "store/db.h"
#include "store/reconcile.h"

static const struct {
	const char *name, *usual;
} columns[] = {
#define LISTED(name, usual, help) {#name, usual},
#include "store/listed.def"
#undef LISTED
};

const char *listed_name(enum listed_column c)
{
	return columns[c].name;
}

/* ---- the mapping ------------------------------------------------------------------ */

static bool take_column(struct listing_file *f, const struct blocks *b,
			const struct block_line *l, const char *value,
			struct err *e)
{
	const char *near = NULL;
	unsigned best = SPELLING_FAR;

	for (unsigned i = 0; i < LISTED_COLUMNS; i++) {
		if (spelling_near(l->word, columns[i].name, &best))
			near = columns[i].name;
		if (strcmp(l->word, columns[i].name) != 0)
			continue;
		if (f->heading[i][0] != '\0')
			return block_error(b, l->number, e, "%s twice",
					   l->word);
		snprintf(f->heading[i], sizeof(f->heading[i]), "%s", value);
		return true;
	}
	return block_error(b, l->number, e, "%.60s: there is no such column; %s"
			   "%s%s", l->word,
			   near != NULL ? "did you mean " : "there are mac, "
			   "serial, address, name, ae, vendor, model and tag",
			   near != NULL ? near : "", near != NULL ? "?" : "");
}

static bool take_file(struct listing_file *f, const struct blocks *b,
		      const struct block_line *l, const char *value,
		      struct err *e)
{
	static const char *const separators[] = {"comma", "semicolon", "tab"};
	static const char *const encodings[] = {[CSV_UTF8] = "utf-8",
						[CSV_LATIN1] = "latin-1"};

	for (unsigned i = 0; strcmp(l->word, "separator") == 0 && i < 3; i++)
		if (strcmp(value, separators[i]) == 0) {
			f->separator = ",;\t"[i];
			return true;
		}
	for (unsigned i = CSV_UTF8; strcmp(l->word, "encoding") == 0 &&
				    i <= CSV_LATIN1; i++)
		if (strcmp(value, encodings[i]) == 0) {
			f->encoding = (enum csv_encoding)i;
			return true;
		}
	return block_error(b, l->number, e, "%.60s %.60s: write separator comma, "
			   "semicolon or tab, or encoding utf-8 or latin-1",
			   l->word, value);
}

static bool take_block(struct listing_file *f, const struct blocks *b,
		       const struct block *block, struct err *e)
{
	bool file = strcmp(block->head.word, "file") == 0;

	if ((!file && strcmp(block->head.word, "columns") != 0) ||
	    block->head.rest[0] != '\0')
		return block_error(b, block->head.number, e, "%.60s: the blocks "
				   "are columns and file, alone in their lines",
				   block->head.word);
	for (unsigned i = 0; i < block->lines; i++) {
		const struct block_line *l = &block->line[i];
		const char *rest = l->rest;
		char value[LISTED_TEXT];

		if (!block_next(&rest, value, sizeof(value)) || *rest != '\0')
			return block_error(b, l->number, e, "%.60s: takes one "
					   "word, or a text in quotes", l->word);
		if (!(file ? take_file : take_column)(f, b, l, value, e))
			return false;
	}
	return true;
}

bool listing_map(struct listing_file *f, const char *path, struct err *e)
{
	struct blocks b;
	bool good, any = false;

	memset(f, 0, sizeof(*f));
	if (path == NULL) {
		for (unsigned i = 0; i < LISTED_COLUMNS; i++)
			snprintf(f->heading[i], sizeof(f->heading[i]), "%s",
				 columns[i].usual);
		return true;
	}
	f->told = true;
	good = blocks_read(&b, path, e);
	for (unsigned i = 0; good && i < b.count; i++)
		good = take_block(f, &b, &b.block[i], e);
	blocks_free(&b);
	for (unsigned i = 0; i <= LISTED_ae; i++)
		any |= f->heading[i][0] != '\0';
	return good && (any || err_set(e, ERR_USAGE, "%.200s: maps no column by "
				       "which a device is met: mac, serial, "
				       "address, name or ae", path));
}

/* ---- the list --------------------------------------------------------------------- */

enum { NOWHERE = CSV_COLUMNS };

/* Where each column stands, by the headings; case does not count. */
static bool find_columns(struct listing_file *f, const struct csv *c,
			 unsigned at[LISTED_COLUMNS], struct err *e)
{
	bool any = false;

	for (unsigned i = 0; i < LISTED_COLUMNS; i++) {
		at[i] = NOWHERE;
		for (unsigned k = 0; k < c->fields; k++) {
			char text[LISTED_TEXT];

			if (f->heading[i][0] == '\0' ||
			    !csv_field(c, k, text, sizeof(text)) ||
			    strcasecmp(text, f->heading[i]) != 0)
				continue;
			if (at[i] != NOWHERE)
				return csv_wrong(c, c->line, e, "two columns "
						 "are called %.60s",
						 f->heading[i]);
			at[i] = k;
		}
		if (f->told && f->heading[i][0] != '\0' && at[i] == NOWHERE)
			return csv_wrong(c, c->line, e, "has no column called "
					 "%.60s", f->heading[i]);
		any |= i <= LISTED_ae && at[i] != NOWHERE;
	}
	return any ||
	       csv_wrong(c, c->line, e, "has no column called %.40s, %.40s, "
			 "%.40s, %.40s or %.40s; tell with --columns FILE what "
			 "its columns are", columns[0].usual, columns[1].usual,
			 columns[2].usual, columns[3].usual, columns[4].usual);
}

static void take_row(struct listing_file *f, const struct csv *c,
		     const unsigned at[LISTED_COLUMNS])
{
	struct listed *row = &f->row[f->rows++];
	char text[LISTED_COLUMNS][LISTED_TEXT] = {{0}}, *to;
	size_t n = 0;

	row->line = c->line;
	for (unsigned i = 0; i < LISTED_COLUMNS; i++) {
		if (at[i] != NOWHERE &&
		    !csv_field(c, at[i], text[i], sizeof(text[i]))) {
			f->long_fields++;
			text[i][0] = '\0';
		}
		n += strlen(text[i]) + 1;
	}
	to = must_alloc(n, 1);
	for (unsigned i = 0; i < LISTED_COLUMNS; i++) {
		row->text[i] = to;
		to = stpcpy(to, text[i]) + 1;
	}
}

bool listing_read(struct listing_file *f, struct csv *c, struct err *e)
{
	unsigned at[LISTED_COLUMNS];

	if (!csv_next(c, e))
		return !c->failed && csv_wrong(c, 0, e, "is empty");
	if (!find_columns(f, c, at, e))
		return false;
	while (csv_next(c, e)) {
		if (f->rows == LISTED_ROWS)
			return csv_wrong(c, c->line, e, "more than %d rows",
					 LISTED_ROWS);
		f->row = grow(f->row, f->rows, sizeof(*f->row));
		take_row(f, c, at);
	}
	return !c->failed;
}

void listing_close(struct listing_file *f)
{
	for (size_t i = 0; i < f->rows; i++)
		free(f->row[i].text[0]);
	free(f->row);
	f->row = NULL;
	f->rows = 0;
}
