/* SPDX-License-Identifier: Apache-2.0 */
/* query - a listing with its filter, order and limits as one statement. */
#include <string.h>

#include "store/reader.h"

enum { TEXT_MAX = FILTER_SQL + 4096, FEW = 20000 };

/* Joins constant texts; false when they do not fit. */
static bool joined(char out[TEXT_MAX], const char *const text[], size_t n)
{
	size_t used = 0;

	for (size_t i = 0; i < n; i++) {
		size_t length = strlen(text[i]);

		if (used + length >= TEXT_MAX)
			return false;
		memcpy(out + used, text[i], length + 1);
		used += length;
	}
	return true;
}

/* Whether the filter leaves but few assets, for some of it is about them. */
static bool are_few(struct reader *r, const struct filter *f)
{
	char text[TEXT_MAX];
	sqlite3_stmt *s = NULL;
	uint64_t n = FEW;

	if (joined(text, (const char *const[]){
			   "SELECT count(*) FROM (SELECT 1 FROM asset a WHERE 1",
			   f->asset, " LIMIT ?)"}, 3))
		s = db_use_built(&r->db, text, NULL);
	if (s == NULL)
		return false;
	sqlite3_bind_int(s, filter_bind_asset(f, s, 1), FEW);
	if (sqlite3_step(s) == SQLITE_ROW)
		n = column_number(s, 0);
	db_done(s);
	return n < FEW;
}

static const char *way_of(struct reader *r, const struct listing *l,
			  const struct query *q, const struct filter *f)
{
	if (q->asset != 0 && l->one != NULL)
		return l->one;
	if (l->few != NULL &&
	    (q->order != BY_RISK || f->anywhere ||
	     (f->asset_used > 0 && are_few(r, f))))
		return l->few;
	return l->select;
}

sqlite3_stmt *listing_use(struct reader *r, const struct listing *l,
			  const struct query *q, struct filter *f,
			  struct err *e)
{
	static const struct query all;
	char text[TEXT_MAX];
	sqlite3_stmt *s;
	int at;

	if (q == NULL)
		q = &all;
	if (!filter_compile(f, l->fields, q->filter, e))
		return NULL;
	if (!joined(text,
		    (const char *const[]){
			    way_of(r, l, q, f),
			    f->sql, " ORDER BY ",
			    l->order[q->order < ASSET_ORDERS ? q->order
							     : BY_RISK]
				    [q->reverse],
			    " LIMIT ? OFFSET ?"},
		    5)) {
		err_set(e, ERR_USAGE, "the filter is too long");
		return NULL;
	}
	s = db_use_built(&r->db, text, e);
	if (s == NULL)
		return NULL;
	bind_number(s, 1, q->asset);
	if (l->since)
		bind_number(s, 2, q->since_us);
	at = filter_bind(f, s, l->since ? 3 : 2);
	sqlite3_bind_int64(s, at, q->limit > 0 ? (sqlite3_int64)q->limit : -1);
	bind_number(s, at + 1, q->offset);
	return s;
}

bool listing_run(struct reader *r, sqlite3_stmt *s,
		 bool (*row)(void *, sqlite3_stmt *), void *ctx, struct err *e)
{
	bool going = true;
	int code = SQLITE_DONE;

	while (going && (code = sqlite3_step(s)) == SQLITE_ROW)
		going = row(ctx, s);
	if (going && code != SQLITE_DONE)
		db_fail(&r->db, e);
	db_done(s);
	return !going || code == SQLITE_DONE;
}

bool listing_of(struct reader *r, const char *text, uint64_t id,
		bool (*row)(void *, sqlite3_stmt *), void *ctx, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, text, e);

	if (s == NULL)
		return false;
	bind_number(s, 1, id);
	return listing_run(r, s, row, ctx, e);
}
