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
	static const char *const encodings[] = {[SHEET_UTF8] = "utf-8",
						[SHEET_LATIN1] = "latin-1"};

	for (unsigned i = 0; strcmp(l->word, "separator") == 0 && i < 3; i++)
		if (strcmp(value, separators[i]) == 0) {
			f->separator = ",;\t"[i];
			return true;
		}
	for (unsigned i = SHEET_UTF8; strcmp(l->word, "encoding") == 0 &&
				    i <= SHEET_LATIN1; i++)
		if (strcmp(value, encodings[i]) == 0) {
			f->encoding = (enum sheet_encoding)i;
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

enum { NOWHERE = SHEET_COLUMNS };

/* Where each column stands, by the headings; case does not count. */
static bool find_columns(struct listing_file *f, const struct sheet *c,
			 unsigned at[LISTED_COLUMNS], struct err *e)
{
	bool any = false;

	for (unsigned i = 0; i < LISTED_COLUMNS; i++) {
		at[i] = NOWHERE;
		for (unsigned k = 0; k < c->fields; k++) {
			char text[SHEET_FIELD];

			if (f->heading[i][0] == '\0' ||
			    !sheet_field(c, k, text) ||
			    strcasecmp(text, f->heading[i]) != 0)
				continue;
			if (at[i] != NOWHERE)
				return err_set(e, ERR_INPUT, "%.200s:%u: two "
					       "columns are called %.60s",
					       c->path, c->line,
					       f->heading[i]);
			at[i] = k;
		}
		if (f->told && f->heading[i][0] != '\0' && at[i] == NOWHERE)
			return err_set(e, ERR_INPUT, "%.200s:%u: has no column "
				       "called %.60s", c->path, c->line,
				       f->heading[i]);
		any |= i <= LISTED_ae && at[i] != NOWHERE;
	}
	return any ||
	       err_set(e, ERR_INPUT, "%.200s:%u: has no column called %.40s, "
		       "%.40s, %.40s, %.40s or %.40s; tell with --columns FILE "
		       "what its columns are", c->path, c->line,
		       columns[0].usual, columns[1].usual, columns[2].usual,
		       columns[3].usual, columns[4].usual);
}

static void take_row(struct listing_file *f, const struct sheet *c,
		     const unsigned at[LISTED_COLUMNS])
{
	struct listed *row = &f->row[f->rows++];
	char text[LISTED_COLUMNS][SHEET_FIELD] = {{0}}, *to;
	size_t n = 0;

	row->line = c->line;
	for (unsigned i = 0; i < LISTED_COLUMNS; i++) {
		if (at[i] != NOWHERE && (!sheet_field(c, at[i], text[i]) ||
					 strlen(text[i]) >= LISTED_TEXT)) {
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

bool listing_read(struct listing_file *f, struct sheet *c, struct err *e)
{
	struct err trouble = {0};
	unsigned at[LISTED_COLUMNS];
	size_t room = 0;

	if (!sheet_next(c, &trouble))
		return trouble.text[0] != '\0'
			       ? err_set(e, trouble.kind, "%s", trouble.text)
			       : err_set(e, ERR_INPUT, "%.200s: is empty",
					 c->path);
	if (!find_columns(f, c, at, e))
		return false;
	while (sheet_next(c, &trouble)) {
		if (f->rows == LISTED_ROWS)
			return err_set(e, ERR_INPUT, "%.200s:%u: more than %d "
				       "rows", c->path, c->line, LISTED_ROWS);
		if (f->rows == room) {
			room = room * 2 + 256;
			f->row = realloc(f->row, room * sizeof(*f->row));
			must(f->row != NULL);
		}
		take_row(f, c, at);
	}
	return trouble.text[0] == '\0' ||
	       err_set(e, trouble.kind, "%s", trouble.text);
}

void listing_close(struct listing_file *f)
{
	for (size_t i = 0; i < f->rows; i++)
		free(f->row[i].text[0]);
	free(f->row);
	f->row = NULL;
	f->rows = 0;
}
