/* SPDX-License-Identifier: Apache-2.0 */
/*
 * merge_captures - which captures several databases have in common.
 *
 * A file is known by its digest and size, what was read live by the number that
 * its database made up for it: the further reading of the two is taken. The new
 * numbers follow the captures' own times, so they depend on no order.
 */
#include "capture/base/must.h"
#include "store/merge.h"

enum { CAPTURES_MAX = UINT16_MAX };

/* told: a capture as one database has it. part: a lot with all its captures. */
static const char stage[] =
	"CREATE TEMP TABLE told (source INTEGER, id INTEGER, name TEXT, live "
	"INTEGER, size INTEGER, digest TEXT, state TEXT, problem TEXT, frames "
	"INTEGER, first_us INTEGER, last_us INTEGER, lot INTEGER, capture "
	"INTEGER);"
	"CREATE TEMP TABLE told_tally (source INTEGER, id INTEGER, tally TEXT, "
	"n INTEGER);"
	"CREATE TEMP TABLE told_run (source INTEGER, id INTEGER, first_us "
	"INTEGER, last_us INTEGER)";

static const char number_them[] =
	"CREATE TEMP TABLE place AS SELECT live, digest, size, row_number() OVER "
	"(ORDER BY min(iif(frames > 0, first_us, NULL)), max(last_us), live, "
	"digest, size) AS capture, count(DISTINCT source) AS sources FROM told "
	"GROUP BY live, digest, size;"
	"CREATE INDEX temp.place_of ON place (digest, size, live);"
	"UPDATE told SET capture = (SELECT p.capture FROM place p WHERE p.live = "
	"told.live AND p.digest = told.digest AND p.size = told.size);"
	"CREATE INDEX temp.told_capture ON told (capture);"
	"CREATE INDEX temp.told_id ON told (source, id);"
	"CREATE TEMP TABLE part AS SELECT source, lot, group_concat(capture) AS "
	"captures, min(capture) AS first, count(*) AS n FROM (SELECT source, "
	"lot, capture FROM told ORDER BY source, lot, capture) GROUP BY source, "
	"lot;"
	"CREATE INDEX temp.part_lot ON part (source, lot)";

/* One that was read further says more. */
static const char put_captures[] =
	"INSERT INTO capture (id, name, live, size, digest, state, problem, "
	"frames, first_us, last_us, lot) SELECT t.capture, min(t.name), t.live, "
	"t.size, t.digest, b.state, b.problem, max(t.frames), coalesce(min(iif("
	"t.frames > 0, t.first_us, NULL)), 0), max(t.last_us), p.first FROM told "
	"t JOIN part p ON p.source = t.source AND p.lot = t.lot JOIN (SELECT "
	"capture, state, problem, row_number() OVER (PARTITION BY capture ORDER "
	"BY frames DESC, state = 'complete' DESC, state = 'broken' DESC, "
	"problem) AS rank FROM told) b ON b.capture = t.capture AND b.rank = 1 "
	"GROUP BY t.capture";
static const char put_tallies[] =
	"INSERT INTO capture_tally (capture, tally, n) SELECT t.capture, y.tally, "
	"max(y.n) FROM told_tally y JOIN told t ON t.source = y.source AND t.id = "
	"y.id GROUP BY t.capture, y.tally";
/* A run that began at the same moment is the same run. */
static const char put_runs[] =
	"INSERT INTO listening (capture, first_us, last_us) SELECT t.capture, "
	"y.first_us, max(y.last_us) FROM told_run y JOIN told t ON t.source = "
	"y.source AND t.id = y.id GROUP BY t.capture, y.first_us";

static bool stage_all(struct merge *m, struct err *e)
{
	if (!db_run(m->to, stage, e))
		return false;
	for (unsigned i = 0; i < m->sources; i++)
		if (!merge_copy(&m->source[i].reader->db,
				"SELECT id, name, live, size, digest, state, "
				"problem, frames, first_us, last_us, lot FROM "
				"capture", m->to,
				"INSERT INTO told (id, name, live, size, digest, "
				"state, problem, frames, first_us, last_us, lot, "
				"source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
				"?, ?)", i, e) ||
		    !merge_copy(&m->source[i].reader->db,
				"SELECT capture, tally, n FROM capture_tally",
				m->to,
				"INSERT INTO told_tally (id, tally, n, source) "
				"VALUES (?, ?, ?, ?)", i, e) ||
		    !merge_copy(&m->source[i].reader->db,
				"SELECT capture, first_us, last_us FROM "
				"listening", m->to,
				"INSERT INTO told_run (id, first_us, last_us, "
				"source) VALUES (?, ?, ?, ?)", i, e))
			return false;
	return db_run(m->to, number_them, e);
}

/* A capture that counts together with others here and not there cannot be taken
 * out of their sum. */
static bool are_apart(struct merge *m, struct err *e)
{
	sqlite3_stmt *s = db_use(
		m->to,
		"SELECT a.source, b.source, a.name, p.n - 1 FROM told a JOIN "
		"part p ON p.source = a.source AND p.lot = a.lot JOIN told b ON "
		"b.capture = a.capture JOIN part q ON q.source = b.source AND "
		"q.lot = b.lot WHERE p.captures <> q.captures AND p.n > 1 "
		"ORDER BY 1, 2, 3 LIMIT 1", e);
	char name[128];
	bool apart;

	if (s == NULL)
		return false;
	apart = sqlite3_step(s) != SQLITE_ROW;
	if (!apart) {
		column_text(s, 2, name, sizeof(name));
		err_set(e, ERR_INPUT,
			"%s and %s have both read %s, which the first does not "
			"tell apart from %llu others; scan these captures into "
			"a new database, and merge that",
			m->source[column_number(s, 0)].path,
			m->source[column_number(s, 1)].path, name,
			(unsigned long long)column_number(s, 3));
	}
	db_done(s);
	return apart;
}

static bool note_numbers(struct merge *m, struct err *e)
{
	sqlite3_stmt *s = db_use(m->to,
				 "SELECT t.source, t.id, t.capture, t.lot, "
				 "p.first FROM told t JOIN part p ON p.source = "
				 "t.source AND p.lot = t.lot", e);
	int code;

	if (s == NULL)
		return false;
	for (unsigned i = 0; i < m->sources; i++) {
		m->source[i].capture = must_alloc(CAPTURES_MAX + 1,
						  sizeof(uint16_t));
		m->source[i].lot = must_alloc(CAPTURES_MAX + 1,
					      sizeof(uint16_t));
	}
	while ((code = sqlite3_step(s)) == SQLITE_ROW) {
		struct source *from = &m->source[column_number(s, 0)];

		from->capture[column_number(s, 1) & CAPTURES_MAX] =
			(uint16_t)column_number(s, 2);
		from->lot[column_number(s, 3) & CAPTURES_MAX] =
			(uint16_t)column_number(s, 4);
	}
	if (code != SQLITE_DONE)
		db_fail(m->to, e);
	db_done(s);
	return code == SQLITE_DONE;
}

bool merge_captures(struct merge *m, struct merge_summary *sum, struct err *e)
{
	int64_t captures, shared;

	if (!stage_all(m, e) || !are_apart(m, e) ||
	    !db_number(m->to, "SELECT count(*) FROM place", &captures, e) ||
	    !db_number(m->to, "SELECT count(*) FROM place WHERE sources > 1",
		       &shared, e))
		return false;
	if (captures > CAPTURES_MAX)
		return err_set(e, ERR_DATABASE,
			       "%lld captures are more than a database holds, "
			       "%d; merge fewer",
			       (long long)captures, CAPTURES_MAX);
	sum->captures = (unsigned)captures;
	sum->shared = (unsigned)shared;
	return note_numbers(m, e) && db_run(m->to, put_captures, e) &&
	       db_run(m->to, put_tallies, e) && db_run(m->to, put_runs, e);
}
