/* SPDX-License-Identifier: Apache-2.0 */
/*
 * terms - the names of attributes and sources by number, as a database has
 * them: a later version may number its own anew.
 */
#include <string.h>

#include "store/pack.h"

static void note(struct terms *t, uint64_t id, const char *word)
{
	enum attr a = attr_of_name(word);
	unsigned source = source_of_name(word);

	if (id == 0 || id >= TERMS_MAX)
		return;
	if (a != A_none) {
		t->attr[id] = (uint16_t)a;
		t->of_attr[a] = (uint16_t)id;
	}
	if (source != 0) {
		t->source[id] = (uint8_t)source;
		t->of_source[source] = (uint16_t)id;
	}
}

/* unknown: terms that this program does not know. */
static bool read_all(struct db *d, struct terms *t, unsigned *unknown,
		     struct err *e)
{
	sqlite3_stmt *s = db_use(d, "SELECT id, word FROM term", e);
	int code;

	memset(t, 0, sizeof(*t));
	*unknown = 0;
	if (s == NULL)
		return false;
	while ((code = sqlite3_step(s)) == SQLITE_ROW) {
		char word[64];

		column_raw(s, 1, word, sizeof(word));
		note(t, column_number(s, 0), word);
		*unknown += attr_of_name(word) == A_none &&
			    source_of_name(word) == 0;
	}
	if (code != SQLITE_DONE)
		db_fail(d, e);
	db_done(s);
	return code == SQLITE_DONE;
}

bool terms_read(struct db *d, struct terms *t, struct err *e)
{
	unsigned unknown;

	return read_all(d, t, &unknown, e);
}

bool terms_read_whole(struct db *d, struct terms *t, struct err *e)
{
	unsigned unknown;

	if (!read_all(d, t, &unknown, e))
		return false;
	return unknown == 0 ||
	       err_set(e, ERR_DATABASE,
		       "%s holds facts of %u kinds that this wardwatch does not "
		       "know; use the newer one that wrote it",
		       d->path, unknown);
}

static bool add(struct db *d, struct terms *t, const char *word, struct err *e)
{
	sqlite3_stmt *s = db_use(
		d, "INSERT INTO term (word) VALUES (?1) RETURNING id", e);
	bool done;

	if (s == NULL)
		return false;
	bind_text(s, 1, word);
	done = sqlite3_step(s) == SQLITE_ROW;
	if (done)
		note(t, column_number(s, 0), word);
	else
		db_fail(d, e);
	db_done(s);
	return done;
}

static bool add_missing(struct db *d, struct terms *t, struct err *e)
{
	for (unsigned i = 1; i < ATTRS; i++)
		if (t->of_attr[i] == 0 &&
		    !add(d, t, attr_row((enum attr)i)->name, e))
			return false;
	for (unsigned i = 1; i < source_count(); i++)
		if (t->of_source[i] == 0 && !add(d, t, source_name(i), e))
			return false;
	return true;
}

bool terms_write(struct db *d, struct terms *t, struct err *e)
{
	if (!terms_read_whole(d, t, e) || !db_run(d, "BEGIN IMMEDIATE", e))
		return false;
	if (add_missing(d, t, e) && db_run(d, "COMMIT", e))
		return true;
	db_run(d, "ROLLBACK", NULL);
	return false;
}
