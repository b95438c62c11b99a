/* SPDX-License-Identifier: Apache-2.0 */
/* reader_life - acts, findings of the past, and scores by day. */
#include "classify/days.h"
#include "store/reader.h"

/* ---- acts ------------------------------------------------------------------------ */

struct act_list {
	bool (*each)(void *, const struct act_row *);
	void *ctx;
};

static bool act_row(void *ctx, sqlite3_stmt *s)
{
	struct act_list *list = ctx;
	struct act_row row = {.at_us = column_number(s, 0),
			      .asset = column_number(s, 4)};
	int64_t port = (int64_t)column_number(s, 6);

	column_text(s, 1, row.author, sizeof(row.author));
	column_text(s, 2, row.act, sizeof(row.act));
	column_text(s, 3, row.rule, sizeof(row.rule));
	if (row.asset != 0)
		asset_id_print(row.asset, row.asset_text);
	column_text(s, 5, row.class_name, sizeof(row.class_name));
	row.port = port > 0 ? (uint16_t)port : 0;
	column_text(s, 7, row.reason, sizeof(row.reason));
	row.until_us = column_number(s, 8);
	return list->each(list->ctx, &row);
}

bool reader_acts(struct reader *r, uint64_t asset,
		 bool (*each)(void *, const struct act_row *), void *ctx,
		 struct err *e)
{
	struct act_list list = {each, ctx};

	return listing_of(
		r,
		"SELECT at_us, author, act, rule, asset, class, port, reason, "
		"until_us FROM audit WHERE ?1 = 0 OR asset = ?1 ORDER BY id",
		asset, act_row, &list, e);
}

/* ---- findings that are held no longer -------------------------------------------- */

struct past_list {
	bool (*each)(void *, const struct past_row *);
	void *ctx;
};

static bool past_row(void *ctx, sqlite3_stmt *s)
{
	struct past_list *list = ctx;
	struct past_row row = {0};

	column_text(s, 0, row.id_text, sizeof(row.id_text));
	column_text(s, 1, row.asset_text, sizeof(row.asset_text));
	column_text(s, 2, row.rule, sizeof(row.rule));
	column_text(s, 3, row.title, sizeof(row.title));
	row.severity = column_severity(s, 4);
	row.port = (uint16_t)column_number(s, 5);
	column_text(s, 6, row.state, sizeof(row.state));
	row.first_us = column_number(s, 7);
	row.last_us = column_number(s, 8);
	row.left_us = column_number(s, 9);
	row.back_us = column_number(s, 10);
	return list->each(list->ctx, &row);
}

bool reader_past(struct reader *r, uint64_t asset,
		 bool (*each)(void *, const struct past_row *), void *ctx,
		 struct err *e)
{
	struct past_list list = {each, ctx};

	return listing_of(
		r,
		"SELECT id_name(p.id), id_name(p.asset), u.name, u.title, "
		"u.severity, p.port, p.state, p.first_us, p.last_us, p.left_us, "
		"p.back_us FROM finding_past p JOIN rule u ON u.id = p.rule "
		"WHERE ?1 = 0 OR p.asset = ?1 ORDER BY p.left_us, p.asset, p.id, "
		"p.number",
		asset, past_row, &list, e);
}

/* ---- scores by day ------------------------------------------------------------------ */

struct day_list {
	bool (*each)(void *, const struct score_day_row *);
	void *ctx;
};

static bool day_row(void *ctx, sqlite3_stmt *s)
{
	struct day_list *list = ctx;
	struct score_day_row row = {
		.from_us = column_number(s, 0) * DAY_US,
		.score = (unsigned)column_number(s, 1),
		.other_rules = column_number(s, 2) != 0,
		.other_data = column_number(s, 3) != 0,
	};

	return list->each(list->ctx, &row);
}

/* The row before, by lag(): nothing differs from no row. */
#define DIFFERS(column)                                                        \
	"coalesce(b." column " <> lag(b." column ") OVER (ORDER BY s.day), 0)"

bool reader_score_days(struct reader *r, uint64_t asset,
		       bool (*each)(void *, const struct score_day_row *),
		       void *ctx, struct err *e)
{
	struct day_list list = {each, ctx};

	return listing_of(
		r,
		"SELECT s.day, s.score, " DIFFERS("knowledge") ", " DIFFERS("data")
		" FROM score_day s JOIN score_base b ON b.id = s.base WHERE "
		"s.asset = ?1 ORDER BY s.day DESC",
		asset, day_row, &list, e);
}

struct site_list {
	bool (*each)(void *, const struct site_day_row *);
	void *ctx;
};

static bool site_day_row(void *ctx, sqlite3_stmt *s)
{
	struct site_list *list = ctx;
	struct site_day_row row = {
		.from_us = column_number(s, 0) * DAY_US,
		.critical = (unsigned)column_number(s, 1),
		.high = (unsigned)column_number(s, 2),
		.medium = (unsigned)column_number(s, 3),
		.low = (unsigned)column_number(s, 4),
		.open = (unsigned)column_number(s, 5),
		.other_rules = column_number(s, 6) != 0,
		.other_data = column_number(s, 7) != 0,
	};

	return list->each(list->ctx, &row);
}

bool reader_site_days(struct reader *r,
		      bool (*each)(void *, const struct site_day_row *),
		      void *ctx, struct err *e)
{
	struct site_list list = {each, ctx};

	return listing_all(
		r,
		"SELECT s.day, s.critical, s.high, s.medium, s.low, s.open, "
		DIFFERS("knowledge") ", " DIFFERS("data")
		" FROM site_day s JOIN score_base b ON b.id = s.base ORDER BY "
		"s.day DESC",
		site_day_row, &list, e);
}
