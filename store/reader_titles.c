/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reader_titles - DICOM application entity titles: who uses one, who answers to
 * it, who only names it, and which do not belong to one device alone.
 */
#include <stdio.h>
#include <string.h>

#include "store/reader.h"

static const struct filter_field title_fields[] = {
	{"", "title || char(10) || used || char(10) || answers || char(10) || "
	     "called || char(10) || named || char(10) || tried LIKE ? ESCAPE '\\'",
	 FIELD_PART, NULL},
	{"name", "title LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{"ip", "' ' || used || ' ' || answers || ' ' || named || ' ' || tried || ' ' LIKE ? "
	       "ESCAPE '\\'",
	 FIELD_WHOLE_OR_PART, NULL},
	{"net", "net_name(net) LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{0},
};

/* Those of a title of whom this is true. */
#define WHO(condition)                                                         \
	"coalesce(group_concat(iif(" condition ", who, NULL), ' '), '')"

/* Whether one of the facts of who tells the title so, see pack_rows.c. */
#define SOME(bit) "max(f.titled & " bit ")"

#define TITLE_FACTS "fact f WHERE f.titled <> 0 AND f.ip <> ''"

/* A fact about an association with a service tells its port, too. */
#define SPEAKER                                                                \
	"iif(f.titled & 28, iif(instr(f.ip, ':') > 0, '[' || f.ip || ']', "     \
	"f.ip) || ':' || f.port, f.ip)"

static const struct listing titles = {
	.select =
		"SELECT title, net, used, answers, called, named, tried, "
		"refused, devices FROM (SELECT title, net, "
		WHO("ae") " AS used, "
		WHO("answers") " AS answers, "
		WHO("called AND NOT answers") " AS called, "
		WHO("named") " AS named, "
		WHO("asked AND NOT ae") " AS tried, "
		"max(refused) AS refused, "
		"count(DISTINCT iif(ae OR answers, asset, NULL)) AS devices, "
		"max(?1 = 0 OR asset = ?1) AS wanted FROM ("
		"SELECT f.text AS title, f.net AS net, " SPEAKER " AS who, "
		"max(f.asset) AS asset, "
		SOME("1") " AS ae, " SOME("2") " AS asked, " SOME("4")
		" AS answers, " SOME("8") " AS called, " SOME("32")
		" AS named, " SOME("64") " AS refused "
		"FROM " TITLE_FACTS,
	.grouped = " GROUP BY 1, 2, 3 ORDER BY 1, 2, 3) GROUP BY title, net) "
		   "WHERE wanted",
	.first = {[BY_RISK] = "title", [BY_NAME] = "title", [BY_CLASS] = "title",
		  [BY_VENDOR] = "title", [BY_SEEN] = "title"},
	.rises = true,
	.sample = "SELECT DISTINCT f.text AS title FROM " TITLE_FACTS,
	.fields = title_fields,
	.order = {
		[BY_RISK] = {"title, net", "title DESC, net DESC"},
		[BY_NAME] = {"title, net", "title DESC, net DESC"},
		[BY_CLASS] = {"title, net", "title DESC, net DESC"},
		[BY_VENDOR] = {"title, net", "title DESC, net DESC"},
		[BY_ADDRESS] = {"used || answers, title, net",
				"used || answers DESC, title DESC, net DESC"},
		[BY_SEEN] = {"title, net", "title DESC, net DESC"},
	},
};

struct title_list {
	bool (*each)(void *, const struct title_row *);
	void *ctx;
};

/* What is to be seen about a title, the worst first. */
static const char *remark_of(const struct title_row *row, bool refused)
{
	if (row->devices > 1)
		return "clash: one title, several devices";
	if (row->devices == 1)
		return "";
	if (refused)
		return "only tried, and refused";
	if (row->named[0] != '\0' && row->called[0] == '\0')
		return "named, never seen";
	return "no answer seen";
}

static bool title_row(void *ctx, sqlite3_stmt *s)
{
	struct title_list *list = ctx;
	struct title_row row = {0};

	column_text(s, 0, row.title, sizeof(row.title));
	net_print((net_t)column_number(s, 1), row.net);
	column_text(s, 2, row.used, sizeof(row.used));
	column_text(s, 3, row.answers, sizeof(row.answers));
	column_text(s, 4, row.called, sizeof(row.called));
	column_text(s, 5, row.named, sizeof(row.named));
	column_text(s, 6, row.tried, sizeof(row.tried));
	row.devices = (unsigned)column_number(s, 8);
	snprintf(row.remark, sizeof(row.remark), "%s",
		 remark_of(&row, column_number(s, 7) != 0));
	return list->each(list->ctx, &row);
}

bool reader_titles(struct reader *r, const struct query *q,
		   bool (*each)(void *, const struct title_row *), void *ctx,
		   struct err *e)
{
	struct title_list list = {each, ctx};

	return listing_show(r, &titles, q, title_row, &list, e);
}
