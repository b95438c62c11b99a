/* SPDX-License-Identifier: Apache-2.0 */
/* reader_findings - the list of findings. */
#include "store/reader.h"

#define ANY_FIELD                                                              \
	"u.name || char(10) || u.title || char(10) || f.detail || char(10) || " \
	"a.name || char(10) || a.class || char(10) || a.vendor || char(10) || " \
	"a.model || char(10) || " ALL_MACS " || char(10) || " ALL_ADDRESSES    \
	" || char(10) || net_name(a.net) || char(10) || id_name(f.id) || "     \
	"char(10) || id_name(a.id) LIKE ? ESCAPE '\\'"

static const struct filter_field finding_fields[] = {
	{"", ANY_FIELD, FIELD_PART},
	{"name", "a.name LIKE ? ESCAPE '\\'", FIELD_PART},
	{"class", "a.class LIKE ? ESCAPE '\\'", FIELD_PART},
	{"vendor", "a.vendor LIKE ? ESCAPE '\\'", FIELD_PART},
	{"model", "a.model LIKE ? ESCAPE '\\'", FIELD_PART},
	{"version", "a.version LIKE ? ESCAPE '\\'", FIELD_PART},
	{"serial", "a.serial LIKE ? ESCAPE '\\'", FIELD_PART},
	{"os", "a.os LIKE ? ESCAPE '\\'", FIELD_PART},
	{"software", "a.software LIKE ? ESCAPE '\\'", FIELD_PART},
	{"mac", ALL_MACS " || ' ' || a.mac_owner LIKE ? ESCAPE '\\'", FIELD_PART},
	{"ip", "' ' || " ALL_ADDRESSES " || ' ' LIKE ? ESCAPE '\\'",
	 FIELD_WHOLE_OR_PART},
	{"net", "net_name(a.net) LIKE ? ESCAPE '\\'", FIELD_PART},
	{"id", "id_name(f.id) || ' ' || id_name(a.id) LIKE ? ESCAPE '\\'", FIELD_PART},
	{"finding", "u.name LIKE ? ESCAPE '\\'", FIELD_PART},
	{"sev", "u.severity = ?", FIELD_SEVERITY},
	/* open: all that asks for action. */
	{"state",
	 LIFE_STATE " || iif(" IS_OPEN ", ' open', '') LIKE ? ESCAPE '\\'",
	 FIELD_PART},
	{0},
};

static const struct listing findings = {
	.select =
		"SELECT f.id, id_name(f.id), f.asset, id_name(a.id), u.name, "
		"u.title, u.because, u.advice, u.source, " SHOWN_NAME ", a.ip, "
		"f.detail, "
		"u.severity, f.confidence, f.port, f.first_us, f.last_us, "
		"json_array_length(f.evidence), a.clinical, " LIFE_STATE ", "
		"coalesce(x.author, d.author, ''), "
		"coalesce(x.reason, d.reason, ''), "
		"coalesce(x.until_us, d.until_us, 0), "
		"coalesce(x.at_us, iif(d.state = 'fixed' AND f.last_us > "
		"d.seen_us, f.last_us, d.at_us), 0) "
		"FROM finding f JOIN asset a ON a.id = f.asset "
		"JOIN rule u ON u.id = f.rule " LIFE_JOINS
		"WHERE (?1 = 0 OR f.asset = ?1)",
	.fields = finding_fields,
	.order = {
		[BY_RISK] = {"u.severity DESC, a.clinical DESC, "
			     "a.criticality = '?', a.criticality, u.name, "
			     "a.id, f.port, f.id",
			     "u.severity, a.clinical, a.criticality = '?' DESC, "
			     "a.criticality DESC, u.name, a.id, f.port, f.id"},
		[BY_NAME] = {"a.name = '', a.name COLLATE NOCASE, a.id, "
			     "u.severity DESC, u.name, f.port, f.id",
			     "a.name = '', a.name COLLATE NOCASE DESC, a.id, "
			     "u.severity DESC, u.name, f.port, f.id"},
		[BY_CLASS] = {"a.class = '', a.class, u.severity DESC, u.name, "
			      "f.id",
			      "a.class = '', a.class DESC, u.severity DESC, "
			      "u.name, f.id"},
		[BY_VENDOR] = {"a.vendor = '', a.vendor COLLATE NOCASE, "
			       "u.severity DESC, u.name, f.id",
			       "a.vendor = '', a.vendor COLLATE NOCASE DESC, "
			       "u.severity DESC, u.name, f.id"},
		[BY_ADDRESS] = {"a.ip = '', addr_order(a.ip), u.severity DESC, "
				"u.name, f.id",
				"a.ip = '', addr_order(a.ip) DESC, u.severity DESC, "
				"u.name, f.id"},
		[BY_SEEN] = {"f.last_us DESC, f.id", "f.last_us, f.id"},
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
	if (row->state == STATE_STALE)
		row->since_us = row->last_us + LIFE_STALE_US;
	else if (row->since_us == 0)
		row->since_us = row->first_us;
	/* What was called fixed came back, or a time ran out. */
	else if (row->state == STATE_REOPENED && row->until_us != 0)
		row->since_us = row->until_us;
}

static bool finding_row(void *ctx, sqlite3_stmt *s)
{
	struct finding_list *list = ctx;
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
	return list->each(list->ctx, &row);
}

bool reader_findings(struct reader *r, const struct query *q,
		     bool (*each)(void *, const struct finding_row *),
		     void *ctx, struct err *e)
{
	struct finding_list list = {each, ctx};
	struct filter f;
	sqlite3_stmt *s = listing_use(r, &findings, q, &f, e);

	return s != NULL && listing_run(r, s, finding_row, &list, e);
}
