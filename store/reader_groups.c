/* SPDX-License-Identifier: Apache-2.0 */
/* reader_groups - how many: assets by class, findings by rule. */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/reader.h"

/* ---- assets by class ------------------------------------------------------------------ */

/* The largest first. */
static int by_size(const void *a, const void *b)
{
	const struct class_row *x = a, *y = b;

	return x->assets != y->assets ? (x->assets < y->assets ? 1 : -1)
				      : strcmp(x->name, y->name);
}

bool reader_classes(struct reader *r,
		    bool (*each)(void *, const struct class_row *), void *ctx,
		    struct err *e)
{
	struct census *c = &r->census;

	if (!reader_census(r, e))
		return false;
	if (c->classes > 0)
		qsort(c->class, c->classes, sizeof(*c->class), by_size);
	for (size_t i = 0; i < c->classes && each(ctx, &c->class[i]); i++)
		continue;
	return true;
}

/* ---- findings by rule ------------------------------------------------------------------ */

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

	return listing_all(r, rules_text, rule_row, &list, e);
}
