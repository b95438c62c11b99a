/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pack_table - the packs of a database as the tables `fact` and `talk`, for
 * statements.
 *
 * Facts of one asset take one pack, and so do conversations of one part;
 * everything else reads all of a table.
 */
#include <stdlib.h>
#include <string.h>

#include "store/pack_rows.h"

enum plan { ALL, ONE };

struct offer {
	struct db *db;
	const struct table_kind *kind;
};

static int connect(sqlite3 *sql, void *ctx, int n, const char *const *words,
		   sqlite3_vtab **out, char **error)
{
	const struct offer *o = ctx;
	struct table *t = calloc(1, sizeof(*t));
	int code = sqlite3_declare_vtab(sql, o->kind->columns);

	(void)n;
	(void)words;
	(void)error;
	if (t == NULL)
		return SQLITE_NOMEM;
	t->db = o->db;
	t->kind = o->kind;
	*out = &t->base;
	if (code == SQLITE_OK && terms_read(o->db, &t->terms, NULL))
		return SQLITE_OK;
	free(t);
	return code != SQLITE_OK ? code : sqlite3_errcode(sql);
}

static int disconnect(sqlite3_vtab *t)
{
	free(t);
	return SQLITE_OK;
}

static int best_index(sqlite3_vtab *base, sqlite3_index_info *info)
{
	const struct table *t = (const struct table *)base;

	info->idxNum = ALL;
	info->estimatedCost = 1e9;
	info->estimatedRows = 1000000;
	for (int i = 0; i < info->nConstraint; i++) {
		if (info->aConstraint[i].iColumn != t->kind->key ||
		    info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ ||
		    !info->aConstraint[i].usable)
			continue;
		info->aConstraintUsage[i].argvIndex = 1;
		info->idxNum = ONE;
		info->estimatedCost = 10;
		info->estimatedRows = 10;
		break;
	}
	return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *t, sqlite3_vtab_cursor **out)
{
	struct cursor *c = calloc(1, sizeof(*c));

	(void)t;
	if (c == NULL)
		return SQLITE_NOMEM;
	*out = &c->base;
	return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *base)
{
	struct cursor *c = (struct cursor *)base;

	sqlite3_finalize(c->packs);
	free(c);
	return SQLITE_OK;
}

/* The next row of the pack in hand, or of the next one with any. */
static int next(sqlite3_vtab_cursor *base)
{
	struct cursor *c = (struct cursor *)base;
	const struct table_kind *kind = table_of(c)->kind;
	int code;

	c->row++;
	while (!c->begun || !kind->next(c)) {
		if (c->bad)
			return SQLITE_CORRUPT_VTAB;
		code = sqlite3_step(c->packs);
		if (code != SQLITE_ROW) {
			sqlite3_finalize(c->packs);
			c->packs = NULL;
			return code == SQLITE_DONE ? SQLITE_OK : code;
		}
		c->begun = true;
		c->key = sqlite3_column_int64(c->packs, 0);
		kind->begin(c, sqlite3_column_blob(c->packs, 1),
			    (size_t)sqlite3_column_bytes(c->packs, 1));
	}
	return SQLITE_OK;
}

static int filter(sqlite3_vtab_cursor *base, int plan, const char *name, int n,
		  sqlite3_value **value)
{
	struct cursor *c = (struct cursor *)base;
	const struct table *t = table_of(c);
	/* Of nobody there are many packs; SQLite leaves out the others. */
	bool one = plan == ONE && n > 0 &&
		   sqlite3_value_int64(value[0]) != 0;
	int code;

	(void)name;
	sqlite3_finalize(c->packs);
	c->packs = NULL;
	c->bad = c->begun = false;
	c->row = 0;
	code = sqlite3_prepare_v2(t->db->sql,
				  one ? t->kind->one : t->kind->all, -1,
				  &c->packs, NULL);
	if (code == SQLITE_OK && one)
		code = sqlite3_bind_value(c->packs, 1, value[0]);
	return code == SQLITE_OK ? next(base) : code;
}

static int at_end(sqlite3_vtab_cursor *base)
{
	return ((struct cursor *)base)->packs == NULL;
}

static int column(sqlite3_vtab_cursor *base, sqlite3_context *to, int which)
{
	const struct cursor *c = (const struct cursor *)base;

	table_of(c)->kind->column(c, to, which);
	return SQLITE_OK;
}

static int row_number_of(sqlite3_vtab_cursor *base, sqlite3_int64 *row)
{
	*row = ((struct cursor *)base)->row;
	return SQLITE_OK;
}

static bool offer(struct db *d, const char *name, const struct table_kind *kind)
{
	/* Neither made nor dropped by statements: it is there by itself. */
	static const sqlite3_module module = {
		.xConnect = connect,
		.xBestIndex = best_index,
		.xDisconnect = disconnect,
		.xOpen = open_cursor,
		.xClose = close_cursor,
		.xFilter = filter,
		.xNext = next,
		.xEof = at_end,
		.xColumn = column,
		.xRowid = row_number_of,
	};
	struct offer *o = malloc(sizeof(*o));

	if (o == NULL)
		return false;
	*o = (struct offer){d, kind};
	return sqlite3_create_module_v2(d->sql, name, &module, o, free) ==
	       SQLITE_OK;
}

bool pack_tables(struct db *d)
{
	return offer(d, "fact", &fact_rows) && offer(d, "talk", &talk_rows);
}
