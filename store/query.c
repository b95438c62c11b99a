/* SPDX-License-Identifier: Apache-2.0 */
/*
 * query - a listing with its filter, order and limits as one statement.
 *
 * Of findings there may be a million. What is told of a row is looked up for
 * those alone that are shown; which these are is found in the way that reads
 * least: as they come in the order of their risk, if a page is soon full so;
 * by the devices that come first, if the order is one of devices; else all
 * findings, once. If an order begins with a time or a name, a sample tells how far
 * the page goes, and what lies behind is neither filtered nor sorted.
 */
#include <stdio.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/life.h"
#include "store/reader.h"

enum {
	TEXT_MAX = FILTER_SQL + 8192,
	CUT_MAX = 512,
	KEYS = 3,              /* terms of an order of assets                 */
	DECIDED_FEW = 20000,   /* findings, to look at each of them           */
	MANY = 4096,           /* assets, too many to sort all their findings */
	STEPS = 1000,          /* of SQLite's machine, between two looks      */
	PATIENCE = 200,        /* looks, until a way proves too long          */
	PATIENCE_ASSETS = 3000, /* .. that goes through all assets            */
	ROWS_A_LOOK = 32,      /* of the page, for which there are more looks */
	SAMPLE = 16384,        /* rows, to tell how far those of the page go  */
	SAMPLE_EACH = 64,      /* .. for each of these, at most                */
	/* In which findings are that last, and nothing was decided about them. */
	LASTING = 1 << STATE_NEW | 1 << STATE_OPEN | 1 << STATE_STALE,
};

struct question {
	struct reader *reader;
	const struct listing *listing;
	const struct query *query;
	enum asset_order order;
	struct filter filter;
	const char *pick;      /* the way                                      */
	char cut[CUT_MAX];     /* what leaves those out that come too late     */
	sqlite3_value *key[KEYS]; /* the last that comes in time               */
	char late[CUT_MAX];    /* the same by what an order begins with        */
	sqlite3_value *last;
	unsigned severities;   /* of these of the last so many; 0: all         */
	uint64_t wanted;       /* rows up to the end of the page; 0: all       */
};

/* Joins constant texts, up to a NULL; false when they do not fit. */
static bool joined(char *out, size_t room, const char *const *text)
{
	size_t used = 0;

	for (; *text != NULL; text++) {
		size_t length = strlen(*text);

		if (used + length >= room)
			return false;
		memcpy(out + used, *text, length + 1);
		used += length;
	}
	return true;
}

#define TEXTS(...) (const char *const[]){__VA_ARGS__, NULL}

static sqlite3_stmt *use_joined(struct reader *r, const char *const *text,
				struct err *e)
{
	char all[TEXT_MAX];

	if (joined(all, sizeof(all), text))
		return db_use_built(&r->db, all, e);
	err_set(e, ERR_USAGE, "the filter is too long");
	return NULL;
}

/* ---- one statement ------------------------------------------------------------- */

static int bind_key(const struct question *a, sqlite3_stmt *s, int at)
{
	for (int i = 0; i < KEYS; i++)
		sqlite3_bind_value(s, at++, a->key[i]);
	return at;
}

/* Binds all of it but the limit; answers the next parameter. */
static int bind_question(const struct question *a, sqlite3_stmt *s)
{
	int at = 2;

	bind_number(s, 1, a->query->asset);
	if (a->listing->since)
		bind_number(s, at++, a->query->since_us);
	if (a->late[0] != '\0')
		sqlite3_bind_value(s, at++, a->last);
	at = filter_bind(&a->filter, s, at);
	if (a->cut[0] != '\0')
		at = bind_key(a, s, at);
	if (a->severities > 0) {
		at = bind_key(a, s, at);
		sqlite3_bind_int(s, at++, (int)a->severities);
	}
	return at;
}

static sqlite3_stmt *use_question(const struct question *a, struct err *e)
{
	const struct listing *l = a->listing;
	const struct query *q = a->query;
	sqlite3_stmt *s = use_joined(
		a->reader,
		TEXTS(l->shown != NULL ? l->shown : "", a->pick, a->late,
		      l->grouped != NULL ? l->grouped : "", a->filter.sql,
		      a->cut, " ORDER BY ", l->order[a->order][q->reverse],
		      " LIMIT ? OFFSET ?",
		      l->shown != NULL ? l->joined : ""), e);
	int at;

	if (s == NULL)
		return NULL;
	at = bind_question(a, s);
	sqlite3_bind_int64(s, at, q->limit > 0 ? (sqlite3_int64)q->limit : -1);
	bind_number(s, at + 1, q->offset);
	return s;
}

/* ---- ways ------------------------------------------------------------------------ */

static int lose_patience(void *left)
{
	return (*(uint64_t *)left)-- == 0;
}

/* What a statement answers; NULL: nothing, or not in time. */
static sqlite3_value *soon(const struct question *a, sqlite3_stmt *s,
			   unsigned looks)
{
	uint64_t left = looks + a->wanted / ROWS_A_LOOK;
	sqlite3 *sql = a->reader->db.sql;
	sqlite3_value *told = NULL;

	sqlite3_progress_handler(sql, STEPS, lose_patience, &left);
	if (sqlite3_step(s) == SQLITE_ROW) {
		told = sqlite3_value_dup(sqlite3_column_value(s, 0));
		must(told != NULL);
	}
	sqlite3_progress_handler(sql, 0, NULL, NULL);
	db_done(s);
	return told;
}

/* The same as a number; 0: nothing. */
static uint64_t soon_number(const struct question *a, sqlite3_stmt *s,
			    unsigned looks)
{
	sqlite3_value *told = soon(a, s, looks);
	uint64_t n = told != NULL ? (uint64_t)sqlite3_value_int64(told) : 0;

	sqlite3_value_free(told);
	return n;
}

/* How much of the page is filled by way of the assets; 0: nothing, or not in
 * time. */
static uint64_t fills(const struct question *a, unsigned looks)
{
	sqlite3_stmt *s = use_joined(a->reader,
				     TEXTS("SELECT count(*) FROM (",
					   a->listing->select,
					   a->filter.sql, a->cut, " LIMIT ?)"),
				     NULL);

	if (s == NULL)
		return 0;
	bind_number(s, bind_question(a, s), a->wanted);
	return soon_number(a, s, looks);
}

static void forget_key(struct question *a)
{
	for (int i = 0; i < KEYS; i++) {
		sqlite3_value_free(a->key[i]);
		a->key[i] = NULL;
	}
	a->cut[0] = '\0';
	a->severities = 0;
}

/* The key of the asset with this number in the order; false: there are less. */
static bool find_key(struct question *a, const char *key, uint64_t number)
{
	const char *down = a->query->reverse ? " DESC" : "";
	sqlite3_stmt *s = use_joined(
		a->reader,
		TEXTS("SELECT ", key, " FROM asset a WHERE 1", a->filter.asset,
		      " ORDER BY 1", down, ", 2", down, ", 3", down,
		      " LIMIT 1 OFFSET ?"),
		NULL);
	bool found;

	if (s == NULL)
		return false;
	bind_number(s, filter_bind_asset(&a->filter, s, 1), number - 1);
	found = sqlite3_step(s) == SQLITE_ROW;
	for (int i = 0; found && i < KEYS; i++) {
		a->key[i] = sqlite3_value_dup(sqlite3_column_value(s, i));
		must(a->key[i] != NULL);
	}
	db_done(s);
	return found;
}

/* Whether so many assets have the key that all their findings are too many. */
static bool are_many(const struct question *a, const char *key)
{
	sqlite3_stmt *s = use_joined(
		a->reader,
		TEXTS("SELECT count(*) FROM (SELECT 1 FROM asset a WHERE 1",
		      a->filter.asset, " AND (", key, ") = (?, ?, ?) LIMIT ?)"),
		NULL);
	bool many;

	if (s == NULL)
		return false;
	bind_number(s, bind_key(a, s, filter_bind_asset(&a->filter, s, 1)), MANY);
	many = sqlite3_step(s) == SQLITE_ROW && column_number(s, 0) == MANY;
	db_done(s);
	return many;
}

/* How many severities, from the worst on, fill the page with findings of assets
 * of the last key. */
static unsigned severities_of(struct question *a, const char *key)
{
	const struct listing *l = a->listing;
	sqlite3_stmt *s;

	snprintf(a->cut, sizeof(a->cut), " AND (%s) = (?, ?, ?)", key);
	s = use_joined(a->reader,
		       TEXTS("SELECT o1 / 16 + 1 FROM (", l->sorted,
			     a->filter.sql, a->cut, " ORDER BY ",
			     l->order[BY_RISK][0], " LIMIT 1 OFFSET ?)"),
		       NULL);
	if (s == NULL)
		return 0;
	bind_number(s, bind_question(a, s), a->wanted - 1);
	return (unsigned)soon_number(a, s, PATIENCE);
}

/* Whether something is known of the last that comes in time. */
static bool is_known(const struct question *a)
{
	return sqlite3_value_int(a->key[0]) == a->query->reverse;
}

/* Those of one name are sorted asset by asset; few have one address. */
static bool may_be_alike(const struct question *a)
{
	return a->listing->sorted != NULL && a->order != BY_NAME &&
	       (a->order != BY_ADDRESS || !is_known(a));
}

/* Leaves out the assets behind so many; false when there are no more. Who is no
 * asset comes with those of which nothing is known. */
static bool cut_behind(struct question *a, const char *key, uint64_t number)
{
	const char *sign = a->query->reverse ? ">" : "<";
	const char *whose = a->listing->whose[a->order];
	unsigned severities = 0;

	forget_key(a);
	if (!find_key(a, key, number) || (whose != NULL && !is_known(a))) {
		forget_key(a);
		return false;
	}
	if (may_be_alike(a) && are_many(a, key))
		severities = severities_of(a, key);
	snprintf(a->cut, sizeof(a->cut), " AND %s%s(%s) %s= (?, ?, ?)%s",
		 whose != NULL ? whose : "",
		 whose != NULL ? " IN (SELECT a.id FROM asset a WHERE " : "",
		 key, sign, whose != NULL ? ")" : "");
	a->severities = severities;
	if (severities > 0)
		snprintf(a->cut + strlen(a->cut), sizeof(a->cut) - strlen(a->cut),
			 " AND ((%s) %s (?, ?, ?) OR f.rank / 16 < ?)", key, sign);
	return true;
}

/* The order is one of assets: mostly those that come first have what fills the
 * page. At first as many as it has rows are looked at, then as many as promise
 * to be enough. */
static void cut(struct question *a, const char *key)
{
	uint64_t n = a->wanted, got;

	for (int i = 0; n > 0 && i < 2; i++, n *= 2 * a->wanted / got) {
		if (!cut_behind(a, key, n))
			return;
		got = fills(a, PATIENCE_ASSETS);
		if (got == a->wanted)
			return;
		if (got == 0)
			break;
	}
	forget_key(a);
	if (a->wanted > 0 && a->filter.asset_used == 0 &&
	    a->listing->whole != NULL)
		a->pick = a->listing->whole;
}

/* The rows of the page go no further, by what the order begins with, than as many
 * of those that are found first: others need not be looked at. */
static void cut_late(struct question *a, const char *first)
{
	const struct listing *l = a->listing;
	bool falls = l->rises == a->query->reverse;
	bool sample = l->sample != NULL;
	uint64_t rows = SAMPLE_EACH * a->wanted;
	sqlite3_stmt *s;
	int at;

	if (rows > SAMPLE)
		rows = SAMPLE;
	if (sample && (a->filter.terms > 0 || a->query->asset != 0))
		return;
	s = use_joined(a->reader,
		       TEXTS("SELECT * FROM (SELECT ", first, " FROM (",
			     sample ? l->sample : a->pick, a->filter.sql,
			     ") LIMIT ?) ORDER BY 1", falls ? " DESC" : "",
			     " LIMIT 1 OFFSET ?"),
		       NULL);
	if (s == NULL)
		return;
	at = sample ? 1 : bind_question(a, s);
	bind_number(s, at, rows);
	bind_number(s, at + 1, a->wanted - 1);
	a->last = soon(a, s, PATIENCE + (unsigned)rows / ROWS_A_LOOK);
	if (a->last != NULL)
		snprintf(a->late, sizeof(a->late), " AND %s %s= ?", first,
			 falls ? ">" : "<");
}

/* Whether what is meant is so common that a page of it is found in any part of
 * the findings. Ids are sums: the first assets are as good as drawn by lot. */
static bool is_common(const struct question *a)
{
	return a->wanted > 0 && fills(a, PATIENCE) == a->wanted;
}

/* Whether the states are those that few findings are in: something was decided
 * about these, or the wire shows them to be over. */
static bool are_few(const struct question *a, bool common)
{
	unsigned states = a->filter.states;

	return (states & LASTING) == 0 &&
	       meant_decided(a->reader) < DECIDED_FEW &&
	       ((states & 1 << STATE_FIXED) == 0 || (a->wanted > 0 && !common));
}

static const char *way_of(const struct question *a)
{
	const struct listing *l = a->listing;
	const struct filter *f = &a->filter;
	bool keyed = l->key[a->order][0] != NULL, common;

	if (a->query->asset != 0 && l->one != NULL)
		return l->one;
	if (l->sorted == NULL)
		return l->select;
	common = f->terms == 0 ||
		 ((a->order == BY_RISK || keyed || (f->states & LASTING) == 0) &&
		  is_common(a));
	if (are_few(a, common))
		return l->decided;
	if (a->order == BY_RISK &&
	    (common || (a->wanted == 0 && f->asset_used == 0)))
		return l->sorted;
	return f->asset_used > 0 || (common && keyed) ? l->select : l->whole;
}

static bool run(struct question *a, bool (*row)(void *, sqlite3_stmt *),
		void *ctx, struct err *e)
{
	const struct listing *l = a->listing;
	sqlite3_stmt *s;
	const char *key;

	if (!meant_look(a->reader, &a->filter, e))
		return false;
	a->pick = way_of(a);
	key = l->key[a->order][a->query->reverse];
	if (a->pick == l->select && key != NULL)
		cut(a, key);
	if (l->first[a->order] != NULL && a->wanted > 0)
		cut_late(a, l->first[a->order]);
	s = use_question(a, e);
	return s != NULL && listing_run(a->reader, s, row, ctx, e);
}

bool listing_show(struct reader *r, const struct listing *l,
		  const struct query *q, bool (*row)(void *, sqlite3_stmt *),
		  void *ctx, struct err *e)
{
	static const struct query all;
	struct question a = {.reader = r, .listing = l,
			     .query = q != NULL ? q : &all};
	struct meant *before = r->meant;
	bool good;

	if (a.query->order < ASSET_ORDERS)
		a.order = a.query->order;
	if (!filter_compile(&a.filter, l->fields, a.query->filter, e) ||
	    !db_read_begin(&r->db, e))
		return false;
	if (a.query->limit > 0)
		a.wanted = (uint64_t)a.query->offset + a.query->limit;
	good = run(&a, row, ctx, e);
	forget_key(&a);
	sqlite3_value_free(a.last);
	meant_forget(r, before);
	db_read_end(&r->db);
	return good;
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

bool listing_all(struct reader *r, const char *text,
		 bool (*row)(void *, sqlite3_stmt *), void *ctx, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, text, e);

	return s != NULL && listing_run(r, s, row, ctx, e);
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
