/* SPDX-License-Identifier: Apache-2.0 */
/* reader_findings - the list of findings. */
#include "store/reader.h"

/* What is the same for many findings is looked for once. */
#define ANY_FIELD                                                              \
	"holds(?, f.detail) OR (any_meant('', ?) AND (is_meant('', ?, f.asset) " \
	"OR is_meant('', ?, f.rule) OR id_holds(?, f.id)))"
#define ANY_MEANT                                                              \
	ASSETS_BY_WORD("a.mac, a.macs, a.ip, a.addresses, net_name(a.net), "    \
		       "id_name(a.id)")                                        \
	" UNION ALL SELECT mean(id, name, title) FROM rule"

/* Of most findings the state follows from what was seen alone. */
#define DECIDED(wanted)                                                        \
	"SELECT finding_number(e.rule, e.asset, e.port) AS id, e.asset FROM "  \
	"decision e UNION SELECT g.id, g.asset FROM suppression y CROSS "      \
	"JOIN finding_total w ON w.name = y.rule CROSS JOIN finding g INDEXED " \
	"BY finding_by_rank ON g.rank = w.rank AND g.rule = w.rule WHERE "     \
	wanted "y.lifted = 0 AND y.until_us > " SEEN_US " AND (y.asset = 0 OR " \
	"y.asset = g.asset) AND (y.class = '' OR y.class = (SELECT class FROM " \
	"asset WHERE id = g.asset))"
#define IN_STATE                                                               \
	"coalesce(seen_so(f.id, f.first_us, f.last_us, f.ended_us), ? >> "     \
	"(SELECT " LIFE_BY("life_number") " FROM rule u " LIFE_JOINS "WHERE "  \
	"u.id = f.rule) & 1)"

/* All of a finding without its rule or asset, so that who goes through a million
 * need not look them up; rule and rank are those of the totals, if these come
 * first. */
static const struct filter_field finding_fields[] = {
	{"", ANY_FIELD, FIELD_PART, ANY_MEANT},
	{"name", "a.name LIKE ? ESCAPE '\\'", FIELD_PART | OF_ASSET, NULL},
	{"class", A_CLASS " LIKE ? ESCAPE '\\'",
	 FIELD_PART | OF_ASSET | OR_UNKNOWN, NULL},
	{"vendor", "a.vendor LIKE ? ESCAPE '\\'", FIELD_PART | OF_ASSET, NULL},
	{"model", "a.model LIKE ? ESCAPE '\\'", FIELD_PART | OF_ASSET, NULL},
	{"version", "a.version LIKE ? ESCAPE '\\'", FIELD_PART | OF_ASSET, NULL},
	{"serial", "a.serial LIKE ? ESCAPE '\\'", FIELD_PART | OF_ASSET, NULL},
	{"os", "a.os LIKE ? ESCAPE '\\'", FIELD_PART | OF_ASSET, NULL},
	{"software", "a.software LIKE ? ESCAPE '\\'", FIELD_PART | OF_ASSET, NULL},
	{"mac", IN_MACS, FIELD_PART | OF_ASSET, NULL},
	{"ip", "' ' || " ALL_ADDRESSES " || ' ' LIKE ? ESCAPE '\\'",
	 FIELD_WHOLE_OR_PART | OF_ASSET, NULL},
	{"net", "net_name(a.net) LIKE ? ESCAPE '\\'", FIELD_PART | OF_ASSET, NULL},
	{"id", "id_holds(?, f.id, f.asset)", FIELD_PART, NULL},
	{"finding",
	 "rule IN (SELECT v.id FROM rule v WHERE v.name LIKE ? ESCAPE '\\')",
	 FIELD_PART, NULL},
	{"sev", "rank / 16 = 4 - ?", FIELD_SEVERITY, NULL},
	{"title",
	 "rule IN (SELECT v.id FROM rule v WHERE v.title LIKE ? ESCAPE '\\')",
	 FIELD_PART, NULL},
	{"detail", "f.detail LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{"confidence", "CASE f.confidence WHEN 0 THEN 'low' WHEN 1 THEN 'medium' "
		       "ELSE 'high' END LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{"clinical", YES_OR_NO("a.clinical"), FIELD_PART | OF_ASSET, NULL},
	{"port", "f.port BETWEEN ? AND ?", FIELD_NUMBER, NULL},
	{"risk", "a.score BETWEEN ? AND ?", FIELD_NUMBER | OF_ASSET, NULL},
	{"seen", AGE_OF("f.last_us"), FIELD_AGE, NULL},
	{"first", AGE_OF("f.first_us"), FIELD_AGE, NULL},
	{"asset", ASSET_CALLED, FIELD_PART | OF_ASSET, NULL},
	/* open: all that asks for action. */
	{"state", IN_STATE, FIELD_STATE, "SELECT mean(id) FROM (" DECIDED("") ")"},
	{0},
};

#define FINDING_COLUMNS                                                        \
	"f.id, id_name(f.id), f.asset, id_name(a.id), u.name, u.title, "       \
	"u.because, u.advice, u.source, " SHOWN_NAME ", a.ip, f.detail, "      \
	"u.severity, f.confidence, f.port, f.first_us, f.last_us, "            \
	"json_array_length(f.evidence), a.clinical, " LIFE_STATE ", "          \
	"coalesce(x.author, d.author, ''), coalesce(x.reason, d.reason, ''), " \
	"coalesce(x.until_us, d.until_us, 0), "                                \
	"coalesce(x.at_us, iif(d.state = 'fixed' AND f.last_us > "             \
	"d.seen_us, f.last_us, d.at_us), 0), f.ended_us "
/* Of each that was picked. */
#define FINDING_JOINED                                                         \
	") p CROSS JOIN finding f ON f.asset = p.asset AND f.id = p.id CROSS "  \
	"JOIN asset a ON a.id = f.asset CROSS JOIN rule u ON u.id = f.rule "   \
	LIFE_JOINS

#define RULE_NAME "(SELECT v.name FROM rule v WHERE v.id = f.rule)"
#define PICKED                                                                 \
	"SELECT f.asset, f.id, f.rank AS o1, " RULE_NAME " AS o2, f.rule AS o3, " \
	"f.last_us AS at_us FROM "
/* How findings of one asset, or of several that are alike, are sorted. */
#define WORST "f.rank / 16, o2, "

/* By the totals and the index behind them all findings come in the order of
 * their risk: nothing is sorted, and what is not shown is not read. */
static const struct listing findings = {
	.shown = "SELECT " FINDING_COLUMNS "FROM (",
	.joined = FINDING_JOINED,
	.select = PICKED "asset a CROSS JOIN finding f ON f.asset = a.id WHERE "
		  "?1 = 0",
	.one = PICKED "finding f CROSS JOIN asset a ON a.id = f.asset WHERE "
	       "f.asset = ?1",
	.sorted = "SELECT f.asset, f.id, t.rank AS o1, t.name AS o2, t.rule AS "
		  "o3 FROM finding_total t CROSS JOIN finding f INDEXED BY "
		  "finding_by_rank USING (rank, rule) LEFT JOIN asset a ON a.id "
		  "= f.asset WHERE ?1 = 0",
	/* As the table itself is sorted. SQLite leaves assets out if neither the
	 * filter nor the order asks for them. */
	.whole = PICKED "finding f INDEXED BY sqlite_autoindex_finding_1 LEFT "
		 "JOIN asset a ON a.id = f.asset WHERE ?1 = 0",
	.decided = PICKED "(" DECIDED("asks_for('suppressed') AND ") " UNION "
		   "SELECT id, asset FROM finding INDEXED BY "
		   "sqlite_autoindex_finding_1 WHERE asks_for('fixed') AND "
		   "ended_us <> 0) k CROSS JOIN finding f ON f.asset = k.asset "
		   "AND f.id = k.id CROSS JOIN asset a ON a.id = f.asset WHERE "
		   "?1 = 0",
	.fields = finding_fields,
	.order = {
		[BY_RISK] = {"o1, o2, o3, f.asset, f.port, f.id",
			     "o1 DESC, o2 DESC, o3 DESC, f.asset DESC, f.port "
			     "DESC, f.id DESC"},
		[BY_NAME] = {"a.name = '', a.name COLLATE NOCASE, a.id, " WORST
			     "f.port, f.id",
			     "a.name = '', a.name COLLATE NOCASE DESC, a.id, "
			     WORST "f.port, f.id"},
		[BY_CLASS] = {"a.class = '', a.class, " WORST "f.id",
			      "a.class = '', a.class DESC, " WORST "f.id"},
		[BY_VENDOR] = {"a.vendor = '', a.vendor COLLATE NOCASE, " WORST
			       "f.id",
			       "a.vendor = '', a.vendor COLLATE NOCASE DESC, "
			       WORST "f.id"},
		[BY_ADDRESS] = {"a.ip = '', addr_order(a.ip), " WORST "f.id",
				"a.ip = '', addr_order(a.ip) DESC, " WORST "f.id"},
		[BY_SEEN] = {"f.last_us DESC, f.id", "f.last_us, f.id"},
	},
	.first = {[BY_SEEN] = "at_us"},
	.key = {
		[BY_NAME] = {"a.name = '', a.name COLLATE NOCASE, a.id",
			     "a.name <> '', a.name COLLATE NOCASE, -a.id"},
		[BY_CLASS] = {"a.class = '', a.class, 0",
			      "a.class <> '', a.class, 0"},
		[BY_VENDOR] = {"a.vendor = '', a.vendor COLLATE NOCASE, 0",
			       "a.vendor <> '', a.vendor COLLATE NOCASE, 0"},
		[BY_ADDRESS] = {"a.ip = '', addr_order(a.ip), 0",
				"a.ip <> '', addr_order(a.ip), 0"},
	},
};

struct finding_list {
	bool (*each)(void *, const struct finding_row *);
	void *ctx;
};

/* Whom a state comes from, and since when it is: what people decided, else
 * what was seen. */
static void life_of_row(sqlite3_stmt *s, struct finding_row *row)
{
	char state[16];

	column_text(s, 19, state, sizeof(state));
	row->state = finding_state_named(state);
	column_text(s, 20, row->decided_by, sizeof(row->decided_by));
	column_text(s, 21, row->reason, sizeof(row->reason));
	row->until_us = column_number(s, 22);
	row->since_us = column_number(s, 23);
	row->ended_us = column_number(s, 24);
	if (row->state == STATE_FIXED && row->ended_us != 0)
		row->since_us = row->ended_us;
	else if (row->state == STATE_STALE)
		row->since_us = row->last_us + LIFE_STALE_US;
	else if (row->since_us == 0)
		row->since_us = row->first_us;
	/* What was called fixed came back, or a time ran out. */
	else if (row->state == STATE_REOPENED && row->until_us != 0)
		row->since_us = row->until_us;
}

static struct finding_row row_of(sqlite3_stmt *s)
{
	struct finding_row row = {.id = column_number(s, 0)};

	column_text(s, 1, row.id_text, sizeof(row.id_text));
	row.asset = column_number(s, 2);
	column_text(s, 3, row.asset_text, sizeof(row.asset_text));
	column_text(s, 4, row.rule, sizeof(row.rule));
	column_text(s, 5, row.title, sizeof(row.title));
	column_text(s, 6, row.because, sizeof(row.because));
	column_text(s, 7, row.advice, sizeof(row.advice));
	column_text(s, 8, row.source, sizeof(row.source));
	column_text(s, 9, row.asset_name, sizeof(row.asset_name));
	column_text(s, 10, row.asset_ip, sizeof(row.asset_ip));
	column_text(s, 11, row.detail, sizeof(row.detail));
	row.severity = column_severity(s, 12);
	row.confidence = (uint8_t)column_number(s, 13);
	row.port = (uint16_t)column_number(s, 14);
	row.first_us = column_number(s, 15);
	row.last_us = column_number(s, 16);
	row.evidences = (unsigned)column_number(s, 17);
	row.clinical = column_number(s, 18) != 0;
	life_of_row(s, &row);
	return row;
}

static bool finding_row(void *ctx, sqlite3_stmt *s)
{
	struct finding_list *list = ctx;
	struct finding_row row = row_of(s);

	return list->each(list->ctx, &row);
}

bool reader_findings(struct reader *r, const struct query *q,
		     bool (*each)(void *, const struct finding_row *),
		     void *ctx, struct err *e)
{
	struct finding_list list = {each, ctx};

	return listing_show(r, &findings, q, finding_row, &list, e);
}

/* ---- the register of risks -------------------------------------------------------- */

/* Conversations are many: those that are named first are gone through once. */
static const struct listing registered = {
	.shown =
		"WITH fact_seen AS MATERIALIZED (SELECT g.id, c.name, x.frame "
		"FROM finding g CROSS JOIN fact x ON x.asset = g.asset AND x.id "
		"= g.evidence ->> 0 JOIN capture c ON c.id = x.capture WHERE "
		"g.by_talk = 0), talk_named AS MATERIALIZED (SELECT id, evidence "
		"->> 0 AS talk FROM finding WHERE by_talk = 1), talk_seen AS "
		"MATERIALIZED (SELECT n.id, c.name, t.frame FROM talk t CROSS "
		"JOIN talk_named n ON n.talk = t.id JOIN capture c ON c.id = "
		"t.capture) "
		"SELECT " FINDING_COLUMNS ", a.class, a.criticality, a.score, "
		"coalesce(v.name, w.name, ''), coalesce(v.frame, w.frame, 0), "
		"coalesce((SELECT n.value FROM asset_note n WHERE n.asset = a.id "
		"AND n.field = 'owner'), '') FROM (",
	.joined = FINDING_JOINED "LEFT JOIN fact_seen v ON v.id = f.id "
		  "LEFT JOIN talk_seen w ON w.id = f.id "
		  "WHERE " LIFE_STATE " <> 'fixed'",
	.select = PICKED "asset a CROSS JOIN finding f ON f.asset = a.id WHERE "
		  "?1 = 0",
	.fields = finding_fields,
	.order = {[BY_RISK] = {"a.score DESC, a.id, " WORST "f.port, f.id"}},
};

struct register_list {
	bool (*each)(void *, const struct register_row *);
	void *ctx;
};

static bool register_row(void *ctx, sqlite3_stmt *s)
{
	struct register_list *list = ctx;
	struct register_row row = {.finding = row_of(s)};
	char letter[8], capture[120];

	column_text(s, 25, row.class_name, sizeof(row.class_name));
	column_text(s, 26, letter, sizeof(letter));
	row.criticality = letter[0] != '\0' ? letter[0] : '?';
	row.score = (unsigned)column_number(s, 27);
	column_text(s, 28, capture, sizeof(capture));
	if (capture[0] != '\0')
		snprintf(row.evidence, sizeof(row.evidence), "%s, frame %llu",
			 capture, (unsigned long long)column_number(s, 29));
	column_text(s, 30, row.owner, sizeof(row.owner));
	return list->each(list->ctx, &row);
}

bool reader_register_takes(const char *filter, struct err *e)
{
	struct filter f;

	return filter_compile(&f, registered.fields, filter, e);
}

bool reader_register(struct reader *r, const char *filter,
		     bool (*each)(void *, const struct register_row *),
		     void *ctx, struct err *e)
{
	struct register_list list = {each, ctx};
	struct query q = {.filter = filter};

	return listing_show(r, &registered, &q, register_row, &list, e);
}

struct group_list {
	bool (*each)(void *, const struct group_row *);
	void *ctx;
};

static bool group_row(void *ctx, sqlite3_stmt *s)
{
	struct group_list *list = ctx;
	struct group_row row = {.severity = column_severity(s, 1)};
	unsigned *const counts[] = {
		&row.devices,   &row.findings,   &row.open,  &row.accepted,
		&row.mitigated, &row.suppressed, &row.stale, &row.score,
	};

	column_text(s, 0, row.rule, sizeof(row.rule));
	column_text(s, 2, row.title, sizeof(row.title));
	column_text(s, 3, row.class_name, sizeof(row.class_name));
	for (int i = 0; i < 8; i++)
		*counts[i] = (unsigned)column_number(s, 4 + i);
	row.first_us = column_number(s, 12);
	row.until_us = column_number(s, 13);
	column_text(s, 14, row.advice, sizeof(row.advice));
	return list->each(list->ctx, &row);
}

bool reader_register_groups(struct reader *r,
			    bool (*each)(void *, const struct group_row *),
			    void *ctx, struct err *e)
{
	struct group_list list = {each, ctx};

	return listing_all(
		r,
		"SELECT name, severity, title, class, count(DISTINCT asset), "
		"count(*), sum(state IN ('new', 'open', 'reopened')), sum(state "
		"= 'accepted'), sum(state = 'mitigated'), sum(state = "
		"'suppressed'), sum(state = 'stale'), max(score), min(first_us), "
		"coalesce(min(nullif(until, 0)), 0), advice FROM (SELECT u.id AS "
		"rule, u.name, u.severity, u.title, u.advice, a.class, a.score, f.asset, "
		"f.first_us, " LIFE_STATE " AS state, coalesce(x.until_us, "
		"d.until_us, 0) AS until FROM finding f JOIN asset a ON a.id = "
		"f.asset JOIN rule u ON u.id = f.rule " LIFE_JOINS ") WHERE state <> "
		"'fixed' GROUP BY rule, class ORDER BY severity DESC, name, 5 "
		"DESC, class",
		group_row, &list, e);
}
