/* SPDX-License-Identifier: Apache-2.0 */
/* reader_assets - the list of assets, the claims of one. */
#include <string.h>

#include "store/reader.h"

#define ANY_FIELD                                                              \
	ASSET_HOLDS " OR holds(?, a.version, a.serial, a.os, a.software, "     \
	"a.mac_owner) OR a.id IN (SELECT asset FROM asset_note WHERE value "   \
	"LIKE ? ESCAPE '\\')"

#define NOTE(field)                                                            \
	{field, "EXISTS (SELECT 1 FROM asset_note n WHERE n.asset = a.id AND " \
		"n.field = '" field "' AND n.value LIKE ? ESCAPE '\\')",       \
	 FIELD_PART, NULL}

static const struct filter_field asset_fields[] = {
	{"", ANY_FIELD, FIELD_PART, NULL},
	{"name", "a.name LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{"class", A_CLASS " LIKE ? ESCAPE '\\'", FIELD_PART | OR_UNKNOWN, NULL},
	{"vendor", "a.vendor LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{"model", "a.model LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{"version", "a.version LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{"serial", "a.serial LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{"os", "a.os LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{"software", "a.software LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{"mac", IN_MACS, FIELD_PART, NULL},
	{"ip", "' ' || " ALL_ADDRESSES " || ' ' LIKE ? ESCAPE '\\'",
	 FIELD_WHOLE_OR_PART, NULL},
	{"net", "net_name(a.net) LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{"id", "id_name(a.id) LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{"behind",
	 "a.behind <> 0 AND id_name(a.behind) || char(10) || g.name || "
	 "char(10) || g.ip LIKE ? ESCAPE '\\'",
	 FIELD_PART, NULL},
	NOTE("owner"),
	NOTE("location"),
	NOTE("department"),
	NOTE("segment"),
	NOTE("tag"),
	{"finding",
	 "is_meant('finding', ?, a.id)", FIELD_PART, ASSETS_BY_RULE},
	{"sev", "is_meant('sev', ?, a.id)", FIELD_SEVERITY, ASSETS_BY_SEVERITY},
	{"risk", "a.score BETWEEN ? AND ?", FIELD_NUMBER, NULL},
	{"criticality", "a.criticality LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{"grade", "CASE a.grade WHEN 2 THEN 'confirmed' WHEN 1 THEN 'probable' "
		  "ELSE 'possible' END LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{"clinical", YES_OR_NO("a.clinical"), FIELD_PART, NULL},
	{"seen", AGE_OF("a.last_us"), FIELD_AGE, NULL},
	{"first", AGE_OF("a.first_us"), FIELD_AGE, NULL},
	{"asset", ASSET_CALLED, FIELD_PART, NULL},
	{0},
};

#define OPEN(bits) "a.open >> " bits " & 4095, "
#define ASSET_COLUMNS                                                          \
	"a.id, id_name(a.id), a.name, a.class, a.vendor, a.model, "     \
	"a.version, a.serial, a.os, a.software, a.mac, a.mac_owner, a.ip, "    \
	"a.net, " ALL_ADDRESSES ", a.criticality, a.clinical, a.grade, "       \
	"a.first_us, a.last_us, " OPEN("0") OPEN("12") OPEN("24") OPEN("36")   \
	OPEN("48") "a.services, a.behind, iif(a.behind = 0, '', "              \
	"id_name(a.behind)), coalesce(nullif(g.name, ''), nullif(g.ip, ''), "  \
	"g.mac, ''), a.score "
#define GATEWAY "LEFT JOIN asset g ON g.id = a.behind "

/* a.open >> 12: the counts of critical to low ones, in this order. */
static const struct listing assets = {
	.shown = "SELECT " ASSET_COLUMNS "FROM (",
	.joined = ") p CROSS JOIN asset a ON a.id = p.id " GATEWAY,
	/* SQLite leaves the gateway out if the filter does not ask for it. */
	.select = "SELECT a.id FROM asset a " GATEWAY "WHERE ?1 = 0",
	.one = "SELECT a.id FROM asset a " GATEWAY "WHERE a.id = ?1",
	.fields = asset_fields,
	.order = {
		[BY_RISK] = {
			"a.score DESC, a.open >> 12 DESC, a.clinical DESC, "
			"a.criticality = '?', a.criticality, a.id",
			"a.score, a.open >> 12, a.clinical, "
			"a.criticality = '?' DESC, a.criticality DESC, a.id"},
		[BY_NAME] = {"a.name = '', a.name COLLATE NOCASE, a.id",
			     "a.name = '', a.name COLLATE NOCASE DESC, a.id"},
		[BY_CLASS] = {"a.class = '', a.class, a.id",
			      "a.class = '', a.class DESC, a.id"},
		[BY_VENDOR] = {"a.vendor = '', a.vendor COLLATE NOCASE, "
			       "a.model COLLATE NOCASE, a.id",
			       "a.vendor = '', a.vendor COLLATE NOCASE DESC, "
			       "a.model COLLATE NOCASE DESC, a.id"},
		[BY_ADDRESS] = {"a.ip = '', addr_order(a.ip), a.net, a.id",
				"a.ip = '', addr_order(a.ip) DESC, a.net DESC, a.id"},
		[BY_SEEN] = {"a.last_us DESC, a.id", "a.last_us, a.id"},
	},
};

const char *asset_order_name(enum asset_order o)
{
	static const char *const names[ASSET_ORDERS] = {
		[BY_RISK] = "risk",	[BY_NAME] = "name",
		[BY_CLASS] = "class",	[BY_VENDOR] = "vendor",
		[BY_ADDRESS] = "address", [BY_SEEN] = "seen",
	};

	return o < ASSET_ORDERS ? names[o] : "";
}

struct asset_list {
	struct reader *reader;
	bool (*each)(void *, const struct asset_row *);
	void *ctx;
};

static unsigned count_of(struct reader *r, const char *text, uint64_t asset)
{
	sqlite3_stmt *s = db_use(&r->db, text, NULL);
	unsigned n = 0;

	if (s == NULL)
		return 0;
	bind_number(s, 1, asset);
	if (sqlite3_step(s) == SQLITE_ROW)
		n = (unsigned)column_number(s, 0);
	db_done(s);
	return n;
}

static void texts_of_row(sqlite3_stmt *s, struct asset_row *row)
{
	char net[32];

	column_text(s, 1, row->id_text, sizeof(row->id_text));
	column_text(s, 2, row->name, sizeof(row->name));
	column_text(s, 3, row->class_name, sizeof(row->class_name));
	column_text(s, 4, row->vendor, sizeof(row->vendor));
	column_text(s, 5, row->model, sizeof(row->model));
	column_text(s, 6, row->version, sizeof(row->version));
	column_text(s, 7, row->serial, sizeof(row->serial));
	column_text(s, 8, row->os, sizeof(row->os));
	column_text(s, 9, row->software, sizeof(row->software));
	column_text(s, 10, row->mac, sizeof(row->mac));
	column_text(s, 11, row->mac_owner, sizeof(row->mac_owner));
	column_text(s, 12, row->ip, sizeof(row->ip));
	net_print((net_t)column_number(s, 13), row->net);
	column_text(s, 14, row->addresses, sizeof(row->addresses));
	column_text(s, 15, net, sizeof(net));
	row->criticality = net[0] != '\0' ? net[0] : '?';
	column_text(s, 22 + SEVERITIES, row->behind_text,
		    sizeof(row->behind_text));
	column_text(s, 23 + SEVERITIES, row->behind_name,
		    sizeof(row->behind_name));
}

static void copy_words(char *to, size_t size, const char *words)
{
	snprintf(to, size, "%s", words != NULL ? words : "");
}

static void words_of_class(const struct knowledge *k, struct asset_row *row)
{
	const struct device_class *c =
		k != NULL ? knowledge_class(k, row->class_name) : NULL;

	if (c == NULL)
		return;
	copy_words(row->class_title, sizeof(row->class_title), c->title);
	copy_words(row->class_fda, sizeof(row->class_fda),
		   c->term[TERM_FDA].code);
	copy_words(row->class_umdns, sizeof(row->class_umdns),
		   c->term[TERM_UMDNS].code);
	copy_words(row->class_gmdn, sizeof(row->class_gmdn),
		   c->term[TERM_GMDN].words);
}

/* A reader of lists looks these up for the rows that it shows. */
static void notes_of_row(struct reader *r, struct asset_row *row)
{
	static const char *const names[] = {"owner", "location", "department",
					    "segment", "tag"};
	char *const to[] = {row->owner, row->location, row->department,
			    row->segment, row->tag};
	sqlite3_stmt *s = db_use(&r->db, "SELECT field, value FROM asset_note "
					 "WHERE asset = ?1", NULL);

	if (s == NULL)
		return;
	bind_number(s, 1, row->id);
	while (sqlite3_step(s) == SQLITE_ROW) {
		char field[16];

		column_raw(s, 0, field, sizeof(field));
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			if (strcmp(field, names[i]) == 0)
				column_text(s, 1, to[i], ROW_TEXT);
	}
	db_done(s);
}

static bool asset_row(void *ctx, sqlite3_stmt *s)
{
	struct asset_list *list = ctx;
	struct asset_row row = {.id = column_number(s, 0)};

	texts_of_row(s, &row);
	words_of_class(list->reader->knowledge, &row);
	notes_of_row(list->reader, &row);
	row.clinical = column_number(s, 16) != 0;
	row.grade = column_number(s, 17) <= GRADE_CONFIRMED
			    ? (enum grade)column_number(s, 17)
			    : GRADE_POSSIBLE;
	row.first_us = column_number(s, 18);
	row.last_us = column_number(s, 19);
	for (int i = 0; i < SEVERITIES; i++)
		row.findings[i] = (unsigned)column_number(s, 20 + i);
	row.facts = count_of(list->reader,
			     "SELECT coalesce(sum(facts), 0) FROM evidence "
			     "WHERE owner = ?1",
			     row.id);
	row.services = (unsigned)column_number(s, 20 + SEVERITIES);
	row.behind = column_number(s, 21 + SEVERITIES);
	row.score = (unsigned)column_number(s, 24 + SEVERITIES);
	return list->each(list->ctx, &row);
}

bool reader_assets(struct reader *r, const struct query *q,
		   bool (*each)(void *, const struct asset_row *), void *ctx,
		   struct err *e)
{
	struct asset_list list = {r, each, ctx};

	return listing_show(r, &assets, q, asset_row, &list, e);
}

/* ---- claims -------------------------------------------------------------------- */

struct claim_list {
	bool (*each)(void *, const struct claim_row *);
	void *ctx;
};

static bool claim_row(void *ctx, sqlite3_stmt *s)
{
	struct claim_list *list = ctx;
	struct claim_row row = {0};

	column_text(s, 0, row.kind, sizeof(row.kind));
	column_text(s, 1, row.value, sizeof(row.value));
	row.decibans = (unsigned)column_number(s, 2);
	row.grade = grade_of(row.decibans);
	row.chosen = column_number(s, 3) != 0;
	row.disputed = column_number(s, 4) != 0;
	row.said = column_number(s, 5);
	row.said_us = column_number(s, 6);
	column_text(s, 7, row.author, sizeof(row.author));
	column_text(s, 8, row.reason, sizeof(row.reason));
	return list->each(list->ctx, &row);
}

bool reader_claims(struct reader *r, uint64_t asset,
		   bool (*each)(void *, const struct claim_row *), void *ctx,
		   struct err *e)
{
	struct claim_list list = {each, ctx};

	return listing_of(r,
			  "SELECT c.value ->> 0, " CLAIM_VALUE
			  ", c.value ->> 2, c.value ->> 3, c.value ->> 4, "
			  "t.number, t.at_us, t.author, t.reason "
			  "FROM asset a, json_each(a.claims) c LEFT JOIN "
			  "asset_act t ON t.number = c.value ->> 6 "
			  "WHERE a.id = ?1 ORDER BY c.key",
			  asset, claim_row, &list, e);
}

/* ---- leases -------------------------------------------------------------------- */

struct lease_list {
	bool (*each)(void *, const struct lease_row *);
	void *ctx;
};

static bool lease_row(void *ctx, sqlite3_stmt *s)
{
	struct lease_list *list = ctx;
	struct lease_row row = {.first_us = column_number(s, 2),
				.last_us = column_number(s, 3)};

	column_text(s, 0, row.ip, sizeof(row.ip));
	net_print((net_t)column_number(s, 1), row.net);
	return list->each(list->ctx, &row);
}

/* From the first to the last time that anything bound it to the MAC. */
bool reader_leases(struct reader *r, uint64_t asset,
		   bool (*each)(void *, const struct lease_row *), void *ctx,
		   struct err *e)
{
	struct lease_list list = {each, ctx};

	return listing_of(
		r,
		"SELECT ip, net, min(first_us), max(last_us) FROM fact WHERE "
		"asset = ?1 AND attr IN ('dhcp_binding', 'radius_binding', "
		"'arp_binding', 'frame_binding') AND mac <> '' "
		"GROUP BY ip, net HAVING sum(attr IN ('dhcp_binding', "
		"'radius_binding')) > 0 ORDER BY 3, 1, 2",
		asset, lease_row, &list, e);
}
