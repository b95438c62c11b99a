/* SPDX-License-Identifier: Apache-2.0 */
/* pack_rows - a row of a pack, and its columns for statements. */
#ifndef WW_PACK_ROWS_H
#define WW_PACK_ROWS_H

#include "store/pack.h"

struct cursor;

/* How the packs of one table are found and taken apart. */
struct table_kind {
	const char *columns;
	const char *all, *one; /* keys and packs; .. of the key ?1             */
	int key;               /* its column                                   */
	void (*begin)(struct cursor *, const void *, size_t);
	bool (*next)(struct cursor *); /* false at the end of the pack         */
	void (*column)(const struct cursor *, sqlite3_context *, int);
};

struct table {
	sqlite3_vtab base;
	const struct table_kind *kind;
	struct db *db;
	struct terms terms;
};

struct cursor {
	sqlite3_vtab_cursor base;
	sqlite3_stmt *packs;   /* NULL at the end                              */
	sqlite3_int64 key, row;
	bool bad, begun;
	struct unpack facts;
	struct fact fact;
	uint64_t place;        /* facts of the pack so far                     */
	struct unpack_talk talks;
};

extern const struct table_kind fact_rows, talk_rows;

static inline const struct table *table_of(const struct cursor *c)
{
	return (const struct table *)c->base.pVtab;
}

#endif
