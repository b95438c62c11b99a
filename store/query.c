/* SPDX-License-Identifier: Apache-2.0 */
/* query - a listing with its filter, order and limits as one statement. */
#include <string.h>

#include "store/reader.h"

enum { TEXT_MAX = FILTER_SQL + 4096 };

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
			    l->select, f->sql, " ORDER BY ",
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
