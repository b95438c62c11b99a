/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pack_table - the packs of a database as the tables `fact` and `talk`, for
 * statements.
 *
 * Facts of one asset take one pack, and so do conversations of one part;
 * everything else reads all of a table.
 */
#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "classify/days.h"
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

enum plan { ALL, ONE };

static const struct table *table_of(const struct cursor *c)
{
	return (const struct table *)c->base.pVtab;
}

static void result_text(sqlite3_context *to, const char *text)
{
	sqlite3_result_text(to, text, -1, SQLITE_TRANSIENT);
}

static void result_number(sqlite3_context *to, uint64_t n)
{
	sqlite3_result_int64(to, (sqlite3_int64)n);
}

static void result_addr(sqlite3_context *to, struct addr a)
{
	char text[ADDR_TEXT] = "";

	if (!addr_is_zero(a))
		addr_print(a, text);
	result_text(to, text);
}

static void result_mac(sqlite3_context *to, struct mac m)
{
	char text[MAC_TEXT] = "";

	if (!mac_is_zero(m))
		mac_print(m, text);
	result_text(to, text);
}

/* ---- facts ------------------------------------------------------------------------ */

enum fact_column { F_ASSET, F_ID, F_IP, F_MAC, F_NET, F_PART, F_L4, F_PORT, F_ATTR,
		   F_VOICE, F_SOURCE, F_TEXT, F_WORD, F_FIRST, F_LAST, F_COUNT,
		   F_CAPTURE, F_FRAME, F_PLACE };

static void begin_facts(struct cursor *c, const void *pack, size_t n)
{
	unpack_facts(&c->facts, pack, n);
	c->place = 0;
}

static bool next_fact(struct cursor *c)
{
	while (unpack_fact(&c->facts, &table_of(c)->terms, &c->fact)) {
		c->place++;
		if (c->fact.attr != A_none)
			return true;
	}
	c->bad = c->facts.in.bad;
	return false;
}

static void fact_number(const struct cursor *c, sqlite3_context *to, int which)
{
	const struct fact *f = &c->fact;
	const uint64_t number[] = {
		[F_ASSET] = c->key > 0 ? (uint64_t)c->key : 0,
		[F_NET] = f->subject.net,
		[F_PART] = f->subject.part,
		[F_L4] = f->subject.l4,
		[F_PORT] = f->subject.port,
		[F_WORD] = f->word,
		[F_FIRST] = f->first_us,
		[F_LAST] = f->last_us,
		[F_COUNT] = f->count,
		[F_CAPTURE] = f->capture,
		[F_FRAME] = f->frame,
		[F_PLACE] = c->place - 1,
	};

	result_number(to, number[which]);
}

static void fact_column(const struct cursor *c, sqlite3_context *to, int which)
{
	const struct fact *f = &c->fact;

	switch ((enum fact_column)which) {
	case F_ID:
		result_number(to, fact_id(f));
		break;
	case F_IP:
		result_addr(to, f->subject.ip);
		break;
	case F_MAC:
		result_mac(to, f->subject.mac);
		break;
	case F_ATTR:
		result_text(to, attr_row((enum attr)f->attr)->name);
		break;
	case F_VOICE:
		result_text(to, voice_name((enum voice)f->voice));
		break;
	case F_SOURCE:
		result_text(to, source_name(f->source));
		break;
	case F_TEXT:
		result_text(to, f->text);
		break;
	default:
		fact_number(c, to, which);
	}
}

static const struct table_kind facts = {
	.columns = "CREATE TABLE fact (asset INTEGER, id INTEGER, ip TEXT, "
		   "mac TEXT, net INTEGER, part INTEGER, l4 INTEGER, "
		   "port INTEGER, attr TEXT, voice TEXT, source TEXT, text TEXT, "
		   "word INTEGER, first_us INTEGER, last_us INTEGER, "
		   "count INTEGER, capture INTEGER, frame INTEGER, "
		   "place INTEGER)",
	.all = "SELECT owner, pack FROM evidence",
	.one = "SELECT owner, pack FROM evidence WHERE owner = ?1",
	.key = F_ASSET,
	.begin = begin_facts,
	.next = next_fact,
	.column = fact_column,
};

/* ---- conversations ---------------------------------------------------------------- */

enum talk_column { T_ID, T_CLIENT_ASSET, T_SERVER_ASSET, T_CLIENT, T_SERVER,
		   T_CLIENT_MAC, T_SERVER_MAC, T_NET, T_L4, T_PORT, T_PROTOCOL,
		   T_SOURCE, T_ANSWERED, T_REFUSED, T_ENCRYPTED, T_FLOWS,
		   T_CLIENT_PACKETS, T_SERVER_PACKETS, T_CLIENT_OCTETS,
		   T_SERVER_OCTETS, T_FIRST, T_LAST, T_CAPTURE, T_FRAME,
		   T_DAYS, T_HOURS, T_STARTS, T_PART, T_ENDS, T_ORDER };

static void begin_talks(struct cursor *c, const void *pack, size_t n)
{
	unpack_talks(&c->talks, pack, n);
}

static bool next_talk(struct cursor *c)
{
	if (unpack_talk(&c->talks, &table_of(c)->terms))
		return true;
	c->bad = c->talks.in.bad;
	return false;
}

static void talk_number(const struct cursor *c, sqlite3_context *to, int which)
{
	const struct talk_record *t = &c->talks.talk;
	const uint64_t number[] = {
		[T_CLIENT_ASSET] = c->talks.client_asset,
		[T_SERVER_ASSET] = c->talks.server_asset,
		[T_NET] = t->net,
		[T_L4] = t->l4,
		[T_PORT] = t->port,
		[T_ANSWERED] = t->answered,
		[T_REFUSED] = t->refused,
		[T_ENCRYPTED] = t->encrypted,
		[T_FLOWS] = t->flows,
		[T_CLIENT_PACKETS] = t->packets[0],
		[T_SERVER_PACKETS] = t->packets[1],
		[T_CLIENT_OCTETS] = t->octets[0],
		[T_SERVER_OCTETS] = t->octets[1],
		[T_FIRST] = t->first_us,
		[T_LAST] = t->last_us,
		[T_CAPTURE] = t->capture,
		[T_FRAME] = t->frame,
		[T_DAYS] = t->days | days_between(t->first_us, t->last_us),
		[T_PART] = (uint64_t)c->key,
	};

	result_number(to, number[which]);
}

static void result_hours(sqlite3_context *to, const struct talk_record *t)
{
	struct hours h = hours_at(t->first_us, t->last_us);
	char text[HOURS_TEXT];

	hours_join(&h, &t->hours);
	hours_print(&h, text);
	result_text(to, text);
}

/* In seconds after the first. */
static void result_starts(sqlite3_context *to, const struct unpack_talk *u)
{
	uint64_t first = u->talk.first_us / MILLI_US;
	char text[STARTS_LATER * 24 + 1] = "", *at = text;

	for (unsigned i = 0; i < u->starts.n; i++) {
		uint64_t ms = u->starts.ms[i] - first;

		at += snprintf(at, 24, "%s%llu.%03u", i > 0 ? " " : "",
			       (unsigned long long)(ms / 1000),
			       (unsigned)(ms % 1000));
	}
	result_text(to, text);
}

/* Comparing it sorts by client, server, network, layer 4, port and protocol, by
 * which a conversation is known; the ends are the first two. */
static void result_order(sqlite3_context *to, const struct talk_record *t,
			 bool ends)
{
	struct {
		struct addr client, server;
		uint32_t net;
		uint8_t zero, l4;
		uint16_t port;
		char protocol[TALK_PROTOCOL];
	} key = {t->client, t->server, htobe32(t->net), 0, t->l4,
		 htobe16(t->port), ""};

	memcpy(key.protocol, t->protocol, sizeof(key.protocol));
	sqlite3_result_blob(to, &key,
			    ends ? 2 * sizeof(struct addr) : sizeof(key),
			    SQLITE_TRANSIENT);
}

static void talk_column(const struct cursor *c, sqlite3_context *to, int which)
{
	const struct talk_record *t = &c->talks.talk;

	switch ((enum talk_column)which) {
	case T_ID:
		result_number(to, talk_id(t));
		break;
	case T_CLIENT:
		result_addr(to, t->client);
		break;
	case T_SERVER:
		result_addr(to, t->server);
		break;
	case T_CLIENT_MAC:
		result_mac(to, t->mac[0]);
		break;
	case T_SERVER_MAC:
		result_mac(to, t->mac[1]);
		break;
	case T_PROTOCOL:
		result_text(to, t->protocol);
		break;
	case T_SOURCE:
		result_text(to, source_name(t->source));
		break;
	case T_HOURS:
		result_hours(to, t);
		break;
	case T_STARTS:
		result_starts(to, &c->talks);
		break;
	case T_ENDS:
	case T_ORDER:
		result_order(to, t, which == T_ENDS);
		break;
	default:
		talk_number(c, to, which);
	}
}

static const struct table_kind talks = {
	.columns = "CREATE TABLE talk (id INTEGER, client_asset INTEGER, "
		   "server_asset INTEGER, client TEXT, server TEXT, "
		   "client_mac TEXT, server_mac TEXT, net INTEGER, "
		   "l4 INTEGER, port INTEGER, protocol TEXT, source TEXT, "
		   "answered INTEGER, refused INTEGER, encrypted INTEGER, "
		   "flows INTEGER, client_packets INTEGER, "
		   "server_packets INTEGER, client_octets INTEGER, "
		   "server_octets INTEGER, first_us INTEGER, "
		   "last_us INTEGER, capture INTEGER, frame INTEGER, "
		   "days INTEGER, hours TEXT, starts TEXT, part INTEGER HIDDEN, "
		   "ends BLOB HIDDEN, place BLOB HIDDEN)",
	.all = "SELECT id, pack FROM conversation",
	.one = "SELECT id, pack FROM conversation WHERE id = ?1",
	.key = T_PART,
	.begin = begin_talks,
	.next = next_talk,
	.column = talk_column,
};

/* ---- what SQLite asks of a table ---------------------------------------------------- */

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
	return offer(d, "fact", &facts) && offer(d, "talk", &talks);
}
