/* SPDX-License-Identifier: Apache-2.0 */
/* folder - the files of a review pack, out of the reports and lists there are. */
#include "store/folder.h"

#include <stddef.h>
#include <string.h>

#include "store/export.h"
#include "store/models.h"

/* ---- lists that stand nowhere else -------------------------------------------------- */

struct table_csv {
	struct reader *reader;
	FILE *out;
	struct err *e;
	const struct asset_row *asset; /* of advisories                        */
	bool failed;
};

static bool finished(const struct table_csv *t, bool read)
{
	return read && !t->failed && export_flushed(t->out, t->e);
}

#define A(member) offsetof(struct act_row, member)
static const struct column act_columns[] = {
	{"at", CELL_TIME, A(at_us), IN_CSV},
	{"author", CELL_TEXT, A(author), IN_CSV},
	{"act", CELL_TEXT, A(act), IN_CSV},
	{"rule", CELL_TEXT, A(rule), IN_CSV},
	{"asset", CELL_TEXT, A(asset_text), IN_CSV},
	{"class", CELL_TEXT, A(class_name), IN_CSV},
	{"port", CELL_PORT, A(port), IN_CSV},
	{"reason", CELL_TEXT, A(reason), IN_CSV},
	{"until", CELL_DAY, A(until_us), IN_CSV},
	{0},
};

static bool put_act(void *ctx, const struct act_row *row)
{
	struct table_csv *t = ctx;

	csv_row(t->out, act_columns, row);
	return ferror(t->out) == 0;
}

static bool put_decisions(struct table_csv *t)
{
	csv_titles(t->out, act_columns);
	return finished(t, reader_acts(t->reader, 0, put_act, t, t->e));
}

#define S(member) offsetof(struct said_row, member)
static const struct column said_columns[] = {
	{"number", CELL_NUMBER, S(number), IN_CSV},
	{"at", CELL_TIME, S(at_us), IN_CSV},
	{"author", CELL_TEXT, S(author), IN_CSV},
	{"act", CELL_TEXT, S(act), IN_CSV},
	{"asset", CELL_TEXT, S(asset_text), IN_CSV},
	{"field", CELL_TEXT, S(field), IN_CSV},
	{"value", CELL_TEXT, S(value), IN_CSV},
	{"other", CELL_TEXT, S(other), IN_CSV},
	{"reason", CELL_TEXT, S(reason), IN_CSV},
	{"undoes", CELL_NUMBER, S(undoes), IN_CSV},
	{"undone_by", CELL_NUMBER, S(undone), IN_CSV},
	{0},
};

static bool put_said_row(void *ctx, const struct said_row *row)
{
	struct table_csv *t = ctx;

	csv_row(t->out, said_columns, row);
	return ferror(t->out) == 0;
}

static bool put_said(struct table_csv *t)
{
	csv_titles(t->out, said_columns);
	return finished(t, reader_said(t->reader, 0, put_said_row, t, t->e));
}

#define C(member) offsetof(struct complaint_line, member)
struct complaint_line {
	struct complaint_act_row row;
	char act[16];
	uint64_t on_us;        /* behind the day                               */
};

static const struct column complaint_columns[] = {
	{"at", CELL_TIME, C(row.at_us), IN_CSV},
	{"author", CELL_TEXT, C(row.author), IN_CSV},
	{"act", CELL_TEXT, C(act), IN_CSV},
	{"vendor", CELL_TEXT, C(row.model.vendor), IN_CSV},
	{"model", CELL_TEXT, C(row.model.name), IN_CSV},
	{"version", CELL_TEXT, C(row.model.version), IN_CSV},
	{"on", CELL_DAY, C(on_us), IN_CSV},
	{"until", CELL_DAY, C(row.until_us), IN_CSV},
	{"reason", CELL_TEXT, C(row.reason), IN_CSV},
	{0},
};

static bool put_complaint(void *ctx, const struct complaint_act_row *row)
{
	struct table_csv *t = ctx;
	struct complaint_line l = {.row = *row, .on_us = day_end(row->on_us)};

	snprintf(l.act, sizeof(l.act), "%s", complaint_name(row->act));
	csv_row(t->out, complaint_columns, &l);
	return ferror(t->out) == 0;
}

static bool put_complaint_log(struct table_csv *t)
{
	csv_titles(t->out, complaint_columns);
	return finished(t, reader_complaint_acts(t->reader, NULL, put_complaint,
						 t, t->e));
}

#define V(member) offsetof(struct model_service_row, member)
static const struct column service_columns[] = {
	{"vendor", CELL_TEXT, V(vendor), IN_CSV},
	{"model", CELL_TEXT, V(model), IN_CSV},
	{"offered", CELL_FLAG, V(offered), IN_CSV},
	{"transport", CELL_TEXT, V(transport), IN_CSV},
	{"port", CELL_PORT, V(port), IN_CSV},
	{"protocol", CELL_TEXT, V(protocol), IN_CSV},
	{"known_by", CELL_TEXT, V(known_by), IN_CSV},
	{"devices", CELL_COUNT, V(devices), IN_CSV},
	{"encrypted", CELL_FLAG, V(encrypted), IN_CSV},
	{"clear", CELL_FLAG, V(clear), IN_CSV},
	{0},
};

static bool put_service(void *ctx, const struct model_service_row *row)
{
	struct table_csv *t = ctx;

	csv_row(t->out, service_columns, row);
	return ferror(t->out) == 0;
}

static bool put_services(struct table_csv *t)
{
	csv_titles(t->out, service_columns);
	return finished(t, reader_services(t->reader, put_service, t, t->e));
}

/* ---- advisories -------------------------------------------------------------------- */

struct advised {
	char asset[ASSET_ID_TEXT], name[ROW_TEXT], ip[ADDR_TEXT], cvss[8];
	struct advised_row row;
};

#define D(member) offsetof(struct advised, member)
static const struct column advised_columns[] = {
	{"asset", CELL_TEXT, D(asset), IN_CSV},
	{"name", CELL_TEXT, D(name), IN_CSV},
	{"ip", CELL_TEXT, D(ip), IN_CSV},
	{"advisory", CELL_TEXT, D(row.advisory), IN_CSV},
	{"verdict", CELL_TEXT, D(row.verdict), IN_CSV},
	{"version", CELL_TEXT, D(row.version), IN_CSV},
	{"means", CELL_TEXT, D(row.means), IN_CSV},
	{"product", CELL_TEXT, D(row.product), IN_CSV},
	{"worst_cve", CELL_TEXT, D(row.cve), IN_CSV},
	{"cvss", CELL_TEXT, D(cvss), IN_CSV},
	{"exploited", CELL_FLAG, D(row.exploited), IN_CSV},
	{"no_fix", CELL_FLAG, D(row.no_fix), IN_CSV},
	{"ssvc", CELL_TEXT, D(row.ssvc), IN_CSV},
	{"title", CELL_TEXT, D(row.title), IN_CSV},
	{"url", CELL_TEXT, D(row.url), IN_CSV},
	{0},
};

static bool put_advised(void *ctx, const struct advised_row *row)
{
	struct table_csv *t = ctx;
	struct advised a = {.row = *row};

	memcpy(a.asset, t->asset->id_text, sizeof(a.asset));
	memcpy(a.name, t->asset->name, sizeof(a.name));
	memcpy(a.ip, t->asset->ip, sizeof(a.ip));
	if (row->score > 0)
		snprintf(a.cvss, sizeof(a.cvss), "%u.%u", row->score / 10 % 100,
			 row->score % 10);
	csv_row(t->out, advised_columns, &a);
	return ferror(t->out) == 0;
}

static bool put_advised_asset(void *ctx, const struct asset_row *row)
{
	struct table_csv *t = ctx;

	t->asset = row;
	t->failed = !reader_advised(t->reader, row->id, put_advised, t, t->e);
	return !t->failed && ferror(t->out) == 0;
}

static bool put_advisories(struct table_csv *t)
{
	const struct query all = {.order = BY_RISK};

	csv_titles(t->out, advised_columns);
	return finished(t, reader_assets(t->reader, &all, put_advised_asset, t,
					 t->e));
}

/* ---- lists that stand elsewhere ----------------------------------------------------- */

static bool put_captures(struct table_csv *t)
{
	return export_captures(t->reader, EXPORT_CSV, t->out, t->e);
}

static bool put_coverage(struct table_csv *t)
{
	return export_coverage(t->reader, EXPORT_CSV, t->out, t->e);
}

static bool put_mds2(struct table_csv *t)
{
	return export_observed(t->reader, "", "", false, t->out, t->e);
}

static bool put_models(struct table_csv *t)
{
	return export_models(t->reader, "", "", t->out, t->e);
}

/* ---- the files ------------------------------------------------------------------------ */

enum part { PART_REPORT, PART_LIST, PART_OWN };

static const struct {
	struct folder_file file;
	enum part part;
	int what, format;
	bool (*own)(struct table_csv *);
} files[] = {
#define REPORT(name, report, format, purpose)                                  \
	{{name, purpose}, PART_REPORT, report, format, NULL},
#define LIST(name, list, format, purpose)                                      \
	{{name, purpose}, PART_LIST, list, format, NULL},
#define OWN(name, function, purpose)                                           \
	{{name, purpose}, PART_OWN, 0, 0, function},
#include "store/folder.def"
#undef REPORT
#undef LIST
#undef OWN
};

enum { FILES = sizeof(files) / sizeof(files[0]) };

const struct folder_file *folder_file(unsigned place)
{
	return place < FILES ? &files[place].file : NULL;
}

bool folder_write(struct reader *r, unsigned place, uint64_t at_us, FILE *out,
		  struct err *e)
{
	struct table_csv own = {.reader = r, .out = out, .e = e};
	const struct query all = {.order = BY_RISK};
	struct report_request q = {.at_us = at_us};

	switch (files[place].part) {
	case PART_OWN:
		return files[place].own(&own);
	case PART_LIST:
		return export_write(r, (enum export_what)files[place].what,
				    (enum export_format)files[place].format, &all,
				    out, 0, e);
	default:
		q.report = (enum report)files[place].what;
		q.format = (enum page_format)files[place].format;
		return report_write(r, &q, out, e);
	}
}

bool folder_begin(struct reader *r, struct err *e)
{
	return db_read_begin(&r->db, e);
}

void folder_end(struct reader *r)
{
	db_read_end(&r->db);
}
