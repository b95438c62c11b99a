/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fact_table - the packs of `evidence` as a table `fact`, for statements.
 *
 * Facts of one asset take one pack; without an asset all packs are read.
 */
#include <stdlib.h>
#include <string.h>

#include "store/pack.h"

static const char columns[] =
	"CREATE TABLE fact (asset INTEGER, id INTEGER, ip TEXT, mac TEXT, "
	"net INTEGER, l4 INTEGER, port INTEGER, attr TEXT, voice TEXT, "
	"source TEXT, text TEXT, word INTEGER, first_us INTEGER, "
	"last_us INTEGER, count INTEGER, capture INTEGER, frame INTEGER)";

enum column { C_ASSET, C_ID, C_IP, C_MAC, C_NET, C_L4, C_PORT, C_ATTR, C_VOICE,
	      C_SOURCE, C_TEXT, C_WORD, C_FIRST, C_LAST, C_COUNT, C_CAPTURE,
	      C_FRAME };

enum plan { ALL, OF_ASSET };

struct table {
	sqlite3_vtab base;
	struct db *db;
	struct terms terms;
};

struct cursor {
	sqlite3_vtab_cursor base;
	sqlite3_stmt *packs;   /* owner and pack; NULL at the end              */
	struct unpack unpack;
	sqlite3_int64 asset, row;
	struct fact fact;
};

static int connect(sqlite3 *sql, void *db, int n, const char *const *words,
		   sqlite3_vtab **out, char **error)
{
	struct table *t = calloc(1, sizeof(*t));
	int code = sqlite3_declare_vtab(sql, columns);

	(void)n;
	(void)words;
	(void)error;
	if (t == NULL)
		return SQLITE_NOMEM;
	t->db = db;
	*out = &t->base;
	if (code == SQLITE_OK && terms_read(db, &t->terms, NULL))
		return SQLITE_OK;
	free(t);
	return code != SQLITE_OK ? code : sqlite3_errcode(sql);
}

static int disconnect(sqlite3_vtab *t)
{
	free(t);
	return SQLITE_OK;
}

static int best_index(sqlite3_vtab *t, sqlite3_index_info *info)
{
	(void)t;
	info->idxNum = ALL;
	info->estimatedCost = 1e9;
	info->estimatedRows = 1000000;
	for (int i = 0; i < info->nConstraint; i++) {
		if (info->aConstraint[i].iColumn != C_ASSET ||
		    info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ ||
		    !info->aConstraint[i].usable)
			continue;
		info->aConstraintUsage[i].argvIndex = 1;
		info->idxNum = OF_ASSET;
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

/* The next fact of the pack in hand, or of the next one with any. */
static int next(sqlite3_vtab_cursor *base)
{
	struct cursor *c = (struct cursor *)base;
	const struct table *t = (const struct table *)base->pVtab;
	int code;

	for (;;) {
		while (unpack_fact(&c->unpack, &t->terms, &c->fact))
			if (c->fact.attr != A_none) {
				c->row++;
				return SQLITE_OK;
			}
		if (c->unpack.bad)
			return SQLITE_CORRUPT_VTAB;
		code = sqlite3_step(c->packs);
		if (code != SQLITE_ROW)
			break;
		c->asset = sqlite3_column_int64(c->packs, 0);
		c->asset = c->asset > 0 ? c->asset : 0;
		unpack_begin(&c->unpack, sqlite3_column_blob(c->packs, 1),
			     (size_t)sqlite3_column_bytes(c->packs, 1));
	}
	sqlite3_finalize(c->packs);
	c->packs = NULL;
	return code == SQLITE_DONE ? SQLITE_OK : code;
}

static int filter(sqlite3_vtab_cursor *base, int plan, const char *name, int n,
		  sqlite3_value **value)
{
	static const char all[] = "SELECT owner, pack FROM evidence";
	static const char of_asset[] =
		"SELECT owner, pack FROM evidence WHERE owner = ?1 OR "
		"(?1 = 0 AND owner < 0)";
	static const char of_one[] =
		"SELECT owner, pack FROM evidence WHERE owner = ?1";
	struct cursor *c = (struct cursor *)base;
	const struct table *t = (const struct table *)base->pVtab;
	const char *text = all;
	int code;

	(void)name;
	if (plan == OF_ASSET)
		text = sqlite3_value_int64(value[0]) != 0 ? of_one : of_asset;
	sqlite3_finalize(c->packs);
	c->packs = NULL;
	memset(&c->unpack, 0, sizeof(c->unpack));
	c->row = 0;
	code = sqlite3_prepare_v2(t->db->sql, text, -1, &c->packs, NULL);
	if (code == SQLITE_OK && n > 0 && plan == OF_ASSET)
		code = sqlite3_bind_value(c->packs, 1, value[0]);
	return code == SQLITE_OK ? next(base) : code;
}

static int at_end(sqlite3_vtab_cursor *base)
{
	return ((struct cursor *)base)->packs == NULL;
}

static void result_text(sqlite3_context *to, const char *text)
{
	sqlite3_result_text(to, text, -1, SQLITE_TRANSIENT);
}

static void result_place(sqlite3_context *to, const struct subject *s,
			 enum column which)
{
	char text[ADDR_TEXT] = "";

	if (which == C_IP && !addr_is_zero(s->ip))
		addr_print(s->ip, text);
	if (which == C_MAC && !mac_is_zero(s->mac))
		mac_print(s->mac, text);
	result_text(to, text);
}

static int column(sqlite3_vtab_cursor *base, sqlite3_context *to, int which)
{
	const struct cursor *c = (const struct cursor *)base;
	const struct fact *f = &c->fact;
	const uint64_t number[] = {
		[C_ASSET] = (uint64_t)c->asset, [C_NET] = f->subject.net,
		[C_L4] = f->subject.l4,		[C_PORT] = f->subject.port,
		[C_WORD] = f->word,		[C_FIRST] = f->first_us,
		[C_LAST] = f->last_us,		[C_COUNT] = f->count,
		[C_CAPTURE] = f->capture,	[C_FRAME] = f->frame,
	};

	switch ((enum column)which) {
	case C_IP:
	case C_MAC:
		result_place(to, &f->subject, (enum column)which);
		break;
	case C_ID:
		sqlite3_result_int64(to, (sqlite3_int64)fact_id(f));
		break;
	case C_ATTR:
		result_text(to, attr_row((enum attr)f->attr)->name);
		break;
	case C_VOICE:
		result_text(to, voice_name((enum voice)f->voice));
		break;
	case C_SOURCE:
		result_text(to, source_name(f->source));
		break;
	case C_TEXT:
		result_text(to, f->text);
		break;
	default:
		sqlite3_result_int64(to, (sqlite3_int64)number[which]);
	}
	return SQLITE_OK;
}

static int row_number_of(sqlite3_vtab_cursor *base, sqlite3_int64 *row)
{
	*row = ((struct cursor *)base)->row;
	return SQLITE_OK;
}

bool fact_table(struct db *d)
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

	return sqlite3_create_module(d->sql, "fact", &module, d) == SQLITE_OK;
}
