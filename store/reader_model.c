/* SPDX-License-Identifier: Apache-2.0 */
/* reader_model - all devices of one model side by side. */
#include <stdio.h>
#include <string.h>

#include "store/models.h"
#include "store/reader.h"

#define BY_SEVERITY                                                            \
	"sum(severity = 0) AS s0, sum(severity = 1) AS s1, sum(severity = 2) " \
	"AS s2, sum(severity = 3) AS s3, sum(severity = 4) AS s4"
#define OPEN_OF_ASSET                                                          \
	"LEFT JOIN (SELECT f.asset, " BY_SEVERITY " FROM " OPEN_FINDINGS       \
	" GROUP BY f.asset) n ON n.asset = a.id "
#define SUMS "sum(n.s0), sum(n.s1), sum(n.s2), sum(n.s3), sum(n.s4)"

static void severities(sqlite3_stmt *s, int at, unsigned out[SEVERITIES])
{
	for (int i = 0; i < SEVERITIES; i++)
		out[i] = (unsigned)column_number(s, at + i);
}

/* A statement about one model, or about all when it is "". */
static bool run(struct reader *r, const char *text, const char *vendor,
		const char *model, bool (*row)(void *, sqlite3_stmt *),
		void *ctx, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, text, e);

	if (s == NULL)
		return false;
	bind_text(s, 1, vendor);
	bind_text(s, 2, model);
	return listing_run(r, s, row, ctx, e);
}

/* ---- models ---------------------------------------------------------------------- */

static const char models[] =
	"SELECT a.vendor, a.model, max(a.class), count(*), count(DISTINCT "
	"a.version), min(a.first_us), max(a.last_us), count(x.asset), "
	"coalesce(max(x.mds2), 0), " SUMS " FROM asset a " OPEN_OF_ASSET
	"LEFT JOIN mds2_match x ON x.asset = a.id WHERE a.model <> '' AND (?2 = "
	"'' OR (a.vendor = ?1 AND a.model = ?2)) GROUP BY a.vendor, a.model "
	"ORDER BY a.vendor COLLATE NOCASE, a.model COLLATE NOCASE, 1, 2";

struct model_list {
	bool (*each)(void *, const struct model_row *);
	void *ctx;
};

static bool model_row(void *ctx, sqlite3_stmt *s)
{
	struct model_list *list = ctx;
	struct model_row row = {0};

	column_text(s, 0, row.vendor, sizeof(row.vendor));
	column_text(s, 1, row.model, sizeof(row.model));
	column_text(s, 2, row.class_name, sizeof(row.class_name));
	row.devices = (unsigned)column_number(s, 3);
	row.versions = (unsigned)column_number(s, 4);
	row.first_us = column_number(s, 5);
	row.last_us = column_number(s, 6);
	row.declared = (unsigned)column_number(s, 7);
	row.mds2 = column_number(s, 8);
	severities(s, 9, row.findings);
	return list->each(list->ctx, &row);
}

bool reader_models(struct reader *r, const char *vendor, const char *model,
		   bool (*each)(void *, const struct model_row *), void *ctx,
		   struct err *e)
{
	return run(r, models, vendor, model, model_row,
		   &(struct model_list){each, ctx}, e);
}

/* ---- versions ---------------------------------------------------------------------- */

static const char versions[] =
	"SELECT a.version, count(*), min(a.first_us), max(a.last_us), " SUMS
	" FROM asset a " OPEN_OF_ASSET "WHERE a.vendor = ?1 AND a.model = ?2 "
	"GROUP BY a.version ORDER BY a.version = '', a.version";

struct version_list {
	bool (*each)(void *, const struct model_version_row *);
	void *ctx;
};

static bool version_row(void *ctx, sqlite3_stmt *s)
{
	struct version_list *list = ctx;
	struct model_version_row row = {0};

	column_text(s, 0, row.version, sizeof(row.version));
	row.devices = (unsigned)column_number(s, 1);
	row.first_us = column_number(s, 2);
	row.last_us = column_number(s, 3);
	severities(s, 4, row.findings);
	return list->each(list->ctx, &row);
}

bool reader_model_versions(struct reader *r, const char *vendor,
			   const char *model,
			   bool (*each)(void *, const struct model_version_row *),
			   void *ctx, struct err *e)
{
	return run(r, versions, vendor, model, version_row,
		   &(struct version_list){each, ctx}, e);
}

/* ---- services ----------------------------------------------------------------------- */

/* A service may be known in several ways. */
#define SERVICES(side)                                                         \
	"SELECT l4, port, protocol, group_concat(DISTINCT source), count("     \
	"DISTINCT asset), sum(encrypted), sum(1 - encrypted) FROM (SELECT "    \
	"t.l4, t.port, t.protocol, t.source, t." side "_asset AS asset, "      \
	"t.encrypted FROM talk t JOIN asset a ON a.id = t." side "_asset "     \
	"WHERE t.answered = 1 AND a.vendor = ?1 AND a.model = ?2 ORDER BY "    \
	"t.source) GROUP BY l4, port, protocol ORDER BY 5 DESC, l4, port, "    \
	"protocol"

static const char offers[] = SERVICES("server");
static const char uses[] = SERVICES("client");

struct service_list {
	bool (*each)(void *, const struct model_service_row *);
	void *ctx;
	bool offered;
	char vendor[ROW_TEXT], model[ROW_TEXT]; /* where several are told      */
};

static bool service_row(void *ctx, sqlite3_stmt *s)
{
	struct service_list *list = ctx;
	struct model_service_row row = {.offered = list->offered};

	memcpy(row.vendor, list->vendor, sizeof(row.vendor));
	memcpy(row.model, list->model, sizeof(row.model));
	snprintf(row.transport, sizeof(row.transport), "%s",
		 transport_name((unsigned)column_number(s, 0)));
	row.port = (uint16_t)column_number(s, 1);
	column_text(s, 2, row.protocol, sizeof(row.protocol));
	column_text(s, 3, row.known_by, sizeof(row.known_by));
	row.devices = (unsigned)column_number(s, 4);
	row.encrypted = column_number(s, 5) > 0;
	row.clear = column_number(s, 6) > 0;
	return list->each(list->ctx, &row);
}

bool reader_model_services(struct reader *r, const char *vendor,
			   const char *model,
			   bool (*each)(void *, const struct model_service_row *),
			   void *ctx, struct err *e)
{
	return run(r, offers, vendor, model, service_row,
		   &(struct service_list){each, ctx, true, "", ""}, e) &&
	       run(r, uses, vendor, model, service_row,
		   &(struct service_list){each, ctx, false, "", ""}, e);
}

/* Those of all models in one pass, since there may be many conversations. */
#define SIDE(side, offered)                                                    \
	"SELECT a.vendor, a.model, t.l4, t.port, t.protocol, t.source, t."     \
	side "_asset AS asset, t.encrypted, " offered " AS offered FROM talk " \
	"t JOIN asset a ON a.id = t." side "_asset WHERE t.answered = 1 AND "  \
	"a.model <> ''"
static const char all_services[] =
	"SELECT l4, port, protocol, source, count(DISTINCT asset), "
	"sum(encrypted), sum(1 - encrypted), vendor, model, offered FROM ("
	SIDE("server", "1") " UNION ALL " SIDE("client", "0") ") GROUP BY vendor, "
	"model, offered, l4, port, protocol, source ORDER BY vendor COLLATE "
	"NOCASE, model COLLATE NOCASE, 8, 9, offered DESC, 5 DESC, l4, port, "
	"protocol, source";

static bool all_row(void *ctx, sqlite3_stmt *s)
{
	struct service_list *list = ctx;

	column_text(s, 7, list->vendor, sizeof(list->vendor));
	column_text(s, 8, list->model, sizeof(list->model));
	list->offered = column_number(s, 9) != 0;
	return service_row(ctx, s);
}

bool reader_services(struct reader *r,
		     bool (*each)(void *, const struct model_service_row *),
		     void *ctx, struct err *e)
{
	struct service_list list = {.each = each, .ctx = ctx};

	return listing_all(r, all_services, all_row, &list, e);
}

/* ---- findings ------------------------------------------------------------------------ */

static const char rules[] =
	"SELECT x.name, x.title, x.severity, count(DISTINCT x.asset), count("
	"DISTINCT a.version) FROM (SELECT f.asset, u.name, u.title, u.severity "
	"FROM " OPEN_FINDINGS ") x JOIN asset a ON a.id = x.asset WHERE a.vendor "
	"= ?1 AND a.model = ?2 GROUP BY x.name, x.title, x.severity ORDER BY "
	"x.severity DESC, 4 DESC, x.name";

struct rule_list {
	bool (*each)(void *, const struct model_rule_row *);
	void *ctx;
};

static bool rule_row(void *ctx, sqlite3_stmt *s)
{
	struct rule_list *list = ctx;
	struct model_rule_row row = {0};

	column_text(s, 0, row.rule, sizeof(row.rule));
	column_text(s, 1, row.title, sizeof(row.title));
	row.severity = column_severity(s, 2);
	row.devices = (unsigned)column_number(s, 3);
	row.versions = (unsigned)column_number(s, 4);
	return list->each(list->ctx, &row);
}

bool reader_model_rules(struct reader *r, const char *vendor, const char *model,
			bool (*each)(void *, const struct model_rule_row *),
			void *ctx, struct err *e)
{
	return run(r, rules, vendor, model, rule_row,
		   &(struct rule_list){each, ctx}, e);
}

/* ---- which is meant ------------------------------------------------------------------ */

static const char find[] =
	"SELECT DISTINCT vendor, model FROM asset WHERE model <> '' AND (model = "
	"?1 COLLATE NOCASE OR trim(vendor || ' ' || model) = ?1 COLLATE NOCASE) "
	"ORDER BY vendor, model";

struct meant {
	unsigned n;
	char vendor[ROW_TEXT], model[ROW_TEXT], list[256];
};

/* As they are stored: they are looked for again. */
static bool take_meant(void *ctx, sqlite3_stmt *s)
{
	struct meant *m = ctx;
	char vendor[48], model[48];
	size_t used = strlen(m->list);

	column_raw(s, 0, m->vendor, sizeof(m->vendor));
	column_raw(s, 1, m->model, sizeof(m->model));
	column_text(s, 0, vendor, sizeof(vendor));
	column_text(s, 1, model, sizeof(model));
	if (m->n++ < 4)
		snprintf(m->list + used, sizeof(m->list) - used, "%s%s %s",
			 used > 0 ? "; " : "", vendor, model);
	return true;
}

bool reader_find_model(struct reader *r, const char *what,
		       char vendor[ROW_TEXT], char model[ROW_TEXT],
		       struct err *e)
{
	struct meant m = {0};
	sqlite3_stmt *s = db_use(&r->db, find, e);

	if (s == NULL)
		return false;
	bind_text(s, 1, what);
	if (!listing_run(r, s, take_meant, &m, e))
		return false;
	if (m.n > 1)
		return err_set(e, ERR_USAGE, "'%.80s' means %u models; write "
			       "maker and model: %s", what, m.n, m.list);
	if (m.n == 0)
		return err_set(e, ERR_INPUT, "no device here is of the model "
			       "'%.100s'; wardwatch show model lists them",
			       what);
	memcpy(vendor, m.vendor, ROW_TEXT);
	memcpy(model, m.model, ROW_TEXT);
	return true;
}
