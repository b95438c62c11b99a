/* SPDX-License-Identifier: Apache-2.0 */
/* reader_groups - how many: assets by class, findings by rule. */
#include "store/reader.h"

struct class_list {
	bool (*each)(void *, const struct class_row *);
	void *ctx;
};

static const char classes_text[] =
	"SELECT class, count(*), sum(clinical), sum(open & 4095), sum(open >> 12 "
	"& 4095), sum(open >> 24 & 4095), sum(open >> 36 & 4095), sum(open >> "
	"48 & 4095) FROM asset GROUP BY class ORDER BY 2 DESC, 1";

static bool class_row(void *ctx, sqlite3_stmt *s)
{
	struct class_list *list = ctx;
	struct class_row row = {0};

	column_text(s, 0, row.name, sizeof(row.name));
	row.assets = (unsigned)column_number(s, 1);
	row.clinical = (unsigned)column_number(s, 2);
	for (int i = 0; i < SEVERITIES; i++)
		row.findings[i] = (unsigned)column_number(s, 3 + i);
	return list->each(list->ctx, &row);
}

bool reader_classes(struct reader *r,
		    bool (*each)(void *, const struct class_row *), void *ctx,
		    struct err *e)
{
	struct class_list list = {each, ctx};
	sqlite3_stmt *s = db_use(&r->db, classes_text, e);

	return s != NULL && listing_run(r, s, class_row, &list, e);
}

struct rule_list {
	bool (*each)(void *, const struct rule_row *);
	void *ctx;
};

static const char rules_text[] =
	"SELECT min(t.first), u.name, u.title, u.because, u.advice, u.severity, "
	"sum(t.open), sum(t.assets) FROM finding_total t JOIN rule u ON u.id = "
	"t.rule WHERE t.open > 0 GROUP BY u.id ORDER BY u.severity DESC, 8 DESC, "
	"u.name";

static bool rule_row(void *ctx, sqlite3_stmt *s)
{
	struct rule_list *list = ctx;
	struct rule_row row = {.finding = column_number(s, 0)};

	column_text(s, 1, row.name, sizeof(row.name));
	column_text(s, 2, row.title, sizeof(row.title));
	column_text(s, 3, row.because, sizeof(row.because));
	column_text(s, 4, row.advice, sizeof(row.advice));
	row.severity = column_severity(s, 5);
	row.findings = (unsigned)column_number(s, 6);
	row.assets = (unsigned)column_number(s, 7);
	return list->each(list->ctx, &row);
}

bool reader_rules(struct reader *r, bool (*each)(void *, const struct rule_row *),
		  void *ctx, struct err *e)
{
	struct rule_list list = {each, ctx};
	sqlite3_stmt *s = db_use(&r->db, rules_text, e);

	return s != NULL && listing_run(r, s, rule_row, &list, e);
}
