/* SPDX-License-Identifier: Apache-2.0 */
/* reader_changes - the journal: what became of assets, the latest first. */
#include <stdio.h>
#include <string.h>

#include "classify/days.h"
#include "store/reader.h"

#define OF_ASSET_BY(column)                                                    \
	{column, "is_meant('" column "', ?, e.asset)", FIELD_PART,             \
	 "SELECT mean(a.id) FROM asset a WHERE a." column " LIKE ? ESCAPE '\\'"}

static const struct filter_field change_fields[] = {
	{"",
	 "(any_meant('', ?) AND is_meant('', ?, e.asset)) OR holds(?, e.kind, "
	 "e.field, e.before, e.after)",
	 FIELD_PART,
	 ASSETS_BY_WORD(ALL_ADDRESSES ", id_name(a.id)")},
	{"kind", "e.kind LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	OF_ASSET_BY("name"),
	{"class", "is_meant('class', ?, e.asset)", FIELD_PART | OR_UNKNOWN,
	 "SELECT mean(a.id) FROM asset a WHERE " A_CLASS " LIKE ? ESCAPE '\\'"},
	OF_ASSET_BY("vendor"),
	OF_ASSET_BY("model"),
	{"mac", "is_meant('mac', ?, e.asset)", FIELD_PART,
	 "SELECT mean(a.id) FROM asset a WHERE " IN_MACS},
	{"ip",
	 "is_meant('ip', ?, e.asset) OR ' ' || e.before || ' ' || e.after || ' ' "
	 "LIKE ? ESCAPE '\\'",
	 FIELD_WHOLE_OR_PART,
	 "SELECT mean(a.id) FROM asset a WHERE ' ' || " ALL_ADDRESSES " || ' ' LIKE ? "
	 "ESCAPE '\\'"},
	{"net", "is_meant('net', ?, e.asset)", FIELD_PART,
	 "SELECT mean(a.id) FROM asset a WHERE net_name(a.net) LIKE ? ESCAPE '\\'"},
	{"id", "is_meant('id', ?, e.asset)", FIELD_PART,
	 "SELECT mean(a.id) FROM asset a WHERE id_holds(?, a.id)"},
	{"asset", "is_meant('asset', ?, e.asset)", FIELD_PART,
	 "SELECT mean(a.id) FROM asset a WHERE " ASSET_CALLED},
	{"before", "e.before LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{"after", "e.after LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{"seen", AGE_OF("e.at_us"), FIELD_AGE, NULL},
	{"field", "e.field LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{0},
};

/* No event outlives its asset: db check would tell. */
static const struct listing changes = {
	.shown = "SELECT a.id, e.at_us, id_name(a.id), " SHOWN_NAME ", a.class, "
		 "a.ip, e.kind, e.field, e.before, e.after, iif(e.other = 0, '', "
		 "id_name(e.other)), coalesce(o.name, '') FROM (",
	.joined = ") e JOIN asset a ON a.id = e.asset LEFT JOIN asset o ON o.id "
		  "= e.other",
	.select =
		"SELECT e.* FROM (SELECT asset, place, at_us, kind, field, "
		"before, after, other FROM event UNION ALL SELECT id, -1, "
		"first_us, 'appeared', '', '', ip, 0 FROM asset) e WHERE (?1 = 0 "
		"OR e.asset = ?1) AND e.at_us >= ?2",
	.since = true,
	.fields = change_fields,
	.order = {
		[BY_RISK] = {"e.at_us DESC, e.asset, e.place DESC",
			     "e.at_us, e.asset, e.place"},
	},
	.first = {[BY_RISK] = "at_us"},
};

/* ---- in words ------------------------------------------------------------------- */

/* Kinds that need no field: words before and after the value. */
static const struct {
	const char *kind, *before, *after;
} wordings[] = {
	{"appeared", "first seen", ""},
	{"silent", "not heard since ", ""},
	{"back", "heard again, for the first time since ", ""},
	{"more", "", " older changes are not kept"},
};

static bool put_plain(struct change_row *c)
{
	const char *value = c->after[0] != '\0' ? c->after : c->before;

	for (size_t i = 0; i < sizeof(wordings) / sizeof(wordings[0]); i++) {
		if (strcmp(c->kind, wordings[i].kind) != 0)
			continue;
		/* Where it appeared stands in a column of its own. */
		snprintf(c->what, sizeof(c->what), "%s%s%s", wordings[i].before,
			 i > 0 ? value : "", wordings[i].after);
		return true;
	}
	return false;
}

static void put_words(struct change_row *c)
{
	bool named = c->other_name[0] != '\0';

	if (put_plain(c))
		return;
	if (strcmp(c->field, "beside") == 0)
		snprintf(c->what, sizeof(c->what), "%s; %s was heard later, too",
			 c->after, c->before);
	else if (strcmp(c->field, "instead") == 0)
		snprintf(c->what, sizeof(c->what), "%s instead of %s",
			 c->after, c->before);
	else if (c->before[0] == '\0') /* a service, a partner */
		snprintf(c->what, sizeof(c->what), "%s%s%s %s", c->after,
			 named ? " " : "", c->other_name, c->field);
	else
		snprintf(c->what, sizeof(c->what), "%s: %s, was %s", c->field,
			 c->after, c->before);
}

/* ---- rows --------------------------------------------------------------------------- */

struct change_list {
	bool (*each)(void *, const struct change_row *);
	void *ctx;
};

static bool change_row(void *ctx, sqlite3_stmt *s)
{
	struct change_list *list = ctx;
	struct change_row row = {.asset = column_number(s, 0),
				 .at_us = column_number(s, 1)};

	column_text(s, 2, row.asset_text, sizeof(row.asset_text));
	column_text(s, 3, row.name, sizeof(row.name));
	column_text(s, 4, row.class_name, sizeof(row.class_name));
	column_text(s, 5, row.ip, sizeof(row.ip));
	column_text(s, 6, row.kind, sizeof(row.kind));
	column_text(s, 7, row.field, sizeof(row.field));
	column_text(s, 8, row.before, sizeof(row.before));
	column_text(s, 9, row.after, sizeof(row.after));
	column_text(s, 10, row.other_text, sizeof(row.other_text));
	column_text(s, 11, row.other_name, sizeof(row.other_name));
	put_words(&row);
	return list->each(list->ctx, &row);
}

bool reader_changes(struct reader *r, const struct query *q,
		    bool (*each)(void *, const struct change_row *), void *ctx,
		    struct err *e)
{
	struct change_list list = {each, ctx};

	return listing_show(r, &changes, q, change_row, &list, e);
}

/* ---- since when --------------------------------------------------------------------- */

bool reader_since(struct reader *r, const char *text, uint64_t *us,
		  struct err *e)
{
	static const char units[] = "mhdw";
	static const uint64_t seconds[] = {60, 3600, 86400, 7 * 86400};
	uint64_t seen = setting_number(&r->db, "seen_us"), age = 0;
	size_t n = strspn(text, "0123456789");
	const char *unit = text[n] != '\0' ? strchr(units, text[n]) : NULL;

	if (day_parse(text, us)) {
		*us -= DAY_US;
		return true;
	}
	if (n == 0 || n > 5 || unit == NULL || text[n + 1] != '\0')
		return err_set(e, ERR_USAGE, "--since %.40s: write a day as "
			       "2026-11-01, or an age as 30m, 12h, 7d or 2w",
			       text);
	for (size_t i = 0; i < n; i++)
		age = age * 10 + (uint64_t)(text[i] - '0');
	age *= seconds[unit - units] * 1000000;
	*us = seen > age ? seen - age : 0;
	return true;
}
