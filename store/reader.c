/* SPDX-License-Identifier: Apache-2.0 */
/* reader - opens for reading; the site as a whole, captures, all facts. */
#include "store/reader.h"

#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/recorder.h"

struct reader *reader_open(const char *path, struct err *e)
{
	struct reader *r = must_alloc(1, sizeof(*r));

	if (db_open(&r->db, path, DB_READ, e)) {
		if (meant_functions(r))
			return r;
		db_fail(&r->db, e);
		db_close(&r->db);
	}
	free(r);
	return NULL;
}

void reader_close(struct reader *r)
{
	if (r == NULL)
		return;
	reader_places_free(r);
	census_free(&r->census);
	db_close(&r->db);
	free(r);
}

void reader_know(struct reader *r, const struct knowledge *k)
{
	r->knowledge = k;
}

bool reader_is_written(const struct reader *r)
{
	return db_is_written(&r->db);
}

uint64_t reader_version(struct reader *r)
{
	int64_t version = 0;

	db_number(&r->db, "PRAGMA data_version", &version, NULL);
	return (uint64_t)version;
}

enum severity column_severity(sqlite3_stmt *s, int at)
{
	uint64_t n = column_number(s, at);

	return n < SEVERITIES ? (enum severity)n : SEVERITY_INFO;
}

/* ---- the site ---------------------------------------------------------------- */

static const char site_text[] =
	"SELECT (SELECT count(*) FROM capture), "
	"(SELECT coalesce(min(first_us), 0) FROM capture WHERE frames > 0), "
	"(SELECT coalesce(max(last_us), 0) FROM capture WHERE frames > 0), "
	"(SELECT coalesce(sum(findings), 0) FROM finding_total)";

static void site_assets(const struct census *c, struct site_row *site)
{
	for (size_t i = 0; i < c->classes; i++) {
		const struct class_row *row = &c->class[i];

		site->assets += row->assets;
		site->clinical += row->clinical;
		if (row->name[0] == '\0')
			site->unknown += row->assets;
		else
			site->possibly += row->possibly;
	}
}

static bool site_findings(struct reader *r, struct site_row *site,
			  struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db,
				 "SELECT 4 - rank / 16, sum(open) FROM "
				 "finding_total GROUP BY 1",
				 e);

	if (s == NULL)
		return false;
	while (sqlite3_step(s) == SQLITE_ROW)
		if (column_number(s, 0) < SEVERITIES)
			site->findings[column_number(s, 0)] =
				(unsigned)column_number(s, 1);
	db_done(s);
	return true;
}

static bool site_row(void *ctx, sqlite3_stmt *s)
{
	struct site_row *site = ctx;

	site->captures = (unsigned)column_number(s, 0);
	site->first_us = column_number(s, 1);
	site->last_us = column_number(s, 2);
	site->all_findings = (unsigned)column_number(s, 3);
	return true;
}

static bool amounts_row(void *ctx, sqlite3_stmt *s)
{
	struct site_row *site = ctx;

	site->facts = column_number(s, 0);
	site->flows = column_number(s, 1);
	return true;
}

bool reader_amounts(struct reader *r, struct site_row *site, struct err *e)
{
	return listing_all(r, "SELECT (SELECT coalesce(sum(facts), 0) FROM "
			   "evidence), (SELECT coalesce(sum(talks), 0) FROM "
			   "conversation)", amounts_row, site, e);
}

bool reader_site(struct reader *r, struct site_row *site, struct err *e)
{
	bool done;

	memset(site, 0, sizeof(*site));
	if (!db_read_begin(&r->db, e))
		return false;
	done = listing_all(r, site_text, site_row, site, e) &&
	       site_findings(r, site, e) && reader_census(r, e);
	if (done)
		site_assets(&r->census, site);
	site->strange = setting_number(&r->db, "strange");
	site->refused = setting_number(&r->db, "refused") - site->strange +
			setting_number(&r->db, "invalid");
	site->forgotten = (struct forgotten){
		setting_number(&r->db, "forgotten_talks"),
		setting_number(&r->db, "forgotten_facts"),
		setting_number(&r->db, "forgotten_assets")};
	site->written_us = setting_number(&r->db, "written_us");
	site->recording = db_is_written(&r->db);
	db_read_end(&r->db);
	return done;
}

/* ---- captures ----------------------------------------------------------------- */

struct capture_list {
	struct reader *reader;
	bool (*each)(void *, const struct capture_row *);
	void *ctx;
};

static void read_tallies(struct reader *r, uint64_t capture,
			 struct capture_row *row)
{
	sqlite3_stmt *s = db_use(
		&r->db,
		"SELECT n FROM capture_tally WHERE capture = ?1 AND tally = ?2",
		NULL);

	for (enum tally t = 0; s != NULL && t < TALLIES; t++) {
		bind_number(s, 1, capture);
		bind_text(s, 2, tally_name(t));
		if (sqlite3_step(s) == SQLITE_ROW)
			row->tally[t] = column_number(s, 0);
		db_done(s);
	}
}

static bool capture_row(void *ctx, sqlite3_stmt *s)
{
	struct capture_list *list = ctx;
	struct capture_row row = {0};

	column_text(s, 1, row.name, sizeof(row.name));
	row.live = column_number(s, 2) != 0;
	row.size = column_number(s, 3);
	row.complete = column_number(s, 4) != 0;
	column_text(s, 5, row.problem, sizeof(row.problem));
	row.frames = column_number(s, 6);
	row.first_us = column_number(s, 7);
	row.last_us = column_number(s, 8);
	read_tallies(list->reader, column_number(s, 0), &row);
	return list->each(list->ctx, &row);
}

bool reader_captures(struct reader *r,
		     bool (*each)(void *, const struct capture_row *),
		     void *ctx, struct err *e)
{
	struct capture_list list = {r, each, ctx};
	bool done;

	if (!db_read_begin(&r->db, e))
		return false;
	done = listing_all(r,
			   "SELECT id, name, live, size, state = 'complete', "
			   "problem, frames, first_us, last_us FROM capture "
			   "ORDER BY id", capture_row, &list, e);
	db_read_end(&r->db);
	return done;
}

struct fact_list {
	bool (*each)(void *, const struct fact *, uint64_t asset);
	void *ctx;
};

static bool list_fact(void *ctx, const struct fact *f, uint64_t asset,
		      struct shares *unused)
{
	struct fact_list *list = ctx;

	(void)unused;
	return list->each(list->ctx, f, asset);
}

bool reader_facts(struct reader *r,
		  bool (*each)(void *, const struct fact *, uint64_t asset),
		  void *ctx, struct err *e)
{
	struct fact_list list = {each, ctx};
	struct terms terms;
	bool done;

	if (!db_read_begin(&r->db, e))
		return false;
	done = terms_read(&r->db, &terms, e) &&
	       store_each_fact(&r->db, &terms, list_fact, &list, e);
	db_read_end(&r->db);
	return done;
}
