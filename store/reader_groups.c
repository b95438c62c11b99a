/* SPDX-License-Identifier: Apache-2.0 */
/* reader_groups - how many: assets by class, findings by rule. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/reader.h"

/* ---- assets by class ------------------------------------------------------------------ */

/* Grouped here, by name: few classes, many assets, and SQLite would sort them. */
struct classes {
	struct class_row *row;
	size_t n;
	size_t last;           /* the one of the asset before                 */
};

/* Where a class stands, or would. */
static size_t place_of(const struct classes *c, const char *name)
{
	size_t low = 0, high = c->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(c->row[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct class_row *row_of(struct classes *c, const char *name)
{
	if (c->last < c->n && strcmp(c->row[c->last].name, name) == 0)
		return &c->row[c->last];
	c->last = place_of(c, name);
	if (c->last < c->n && strcmp(c->row[c->last].name, name) == 0)
		return &c->row[c->last];
	c->row = grow(c->row, (unsigned)c->n, sizeof(*c->row));
	memmove(c->row + c->last + 1, c->row + c->last,
		(c->n - c->last) * sizeof(*c->row));
	memset(&c->row[c->last], 0, sizeof(*c->row));
	snprintf(c->row[c->last].name, sizeof(c->row[c->last].name), "%s", name);
	c->n++;
	return &c->row[c->last];
}

static bool count_asset(void *ctx, sqlite3_stmt *s)
{
	char name[sizeof(((struct class_row *)0)->name)];
	uint64_t open = column_number(s, 2);
	struct class_row *row;

	column_text(s, 0, name, sizeof(name));
	row = row_of(ctx, name);
	row->assets++;
	row->clinical += (unsigned)column_number(s, 1);
	for (unsigned i = 0; i < SEVERITIES; i++)
		row->findings[i] += (unsigned)(open >> 12 * i & 4095);
	return true;
}

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
	struct classes c = {0};
	bool good = listing_all(r, "SELECT class, clinical, open FROM asset",
				count_asset, &c, e);

	if (good && c.n > 0)
		qsort(c.row, c.n, sizeof(*c.row), by_size);
	for (size_t i = 0; good && i < c.n && each(ctx, &c.row[i]); i++)
		continue;
	free(c.row);
	return good;
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
