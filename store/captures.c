/* SPDX-License-Identifier: Apache-2.0 */
/* captures - the rows of files and interfaces, their spans and counters. */
#include <string.h>

#include "capture/base/must.h"
#include "store/recorder.h"

enum { CAPTURES_MAX = UINT16_MAX };

/* The row of the same file, by digest and size, or of the same interface.
 * over: it was read as far as it can be. */
static bool find_row(struct recorder *r, const struct capture_info *c,
		     struct account *a, bool *over, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db,
				 "SELECT id, state = 'complete' OR "
				 "state = 'broken' AND frames > 0, "
				 "frames > 0 OR state = 'reading', problem "
				 "FROM capture "
				 "WHERE live = ?1 AND "
				 "(live = 0 AND digest = ?2 AND size = ?3 OR "
				 "live = 1 AND name = ?4) ORDER BY id LIMIT 1",
				 e);

	*over = false;
	if (s == NULL)
		return false;
	bind_number(s, 1, c->live);
	bind_text(s, 2, c->digest);
	bind_number(s, 3, c->size);
	bind_text(s, 4, c->name);
	if ((c->live || c->digest[0] != '\0') &&
	    sqlite3_step(s) == SQLITE_ROW) {
		a->row = (uint16_t)column_number(s, 0);
		*over = column_number(s, 1) != 0;
		a->stored = column_number(s, 2) != 0;
		column_text(s, 3, a->problem, sizeof(a->problem));
	}
	db_done(s);
	return true;
}

static bool make_row(struct recorder *r, const struct capture_info *c,
		     struct account *a, struct err *e)
{
	int64_t row;
	sqlite3_stmt *s = db_use(
		&r->db,
		"INSERT INTO capture (id, name, live, size, digest, state, "
		"problem, frames, first_us, last_us, lot) SELECT n, ?1, ?2, ?3, "
		"iif(?4 = '', lower(hex(randomblob(32))), ?4), 'reading', '', "
		"0, 0, 0, iif(n > 1, n, 0) FROM (SELECT coalesce(max(id), 0) + "
		"1 AS n FROM capture)",
		e);

	if (s == NULL)
		return false;
	bind_text(s, 1, c->name);
	bind_number(s, 2, c->live);
	bind_number(s, 3, c->size);
	bind_text(s, 4, c->digest);
	if (!db_finish(&r->db, s, e))
		return false;
	row = sqlite3_last_insert_rowid(r->db.sql);
	a->row = (uint16_t)row;
	return row <= CAPTURES_MAX ||
	       err_set(e, ERR_DATABASE,
		       "%s holds %d captures already, its most; name another "
		       "database with --db",
		       r->db.path, CAPTURES_MAX);
}

/* An interface goes on counting where it ended; a file starts anew. */
static bool take_over(struct recorder *r, struct account *a, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db,
				 "SELECT frames, first_us, last_us "
				 "FROM capture WHERE id = ?1",
				 e);

	if (s == NULL)
		return false;
	bind_number(s, 1, a->row);
	if (sqlite3_step(s) == SQLITE_ROW) {
		a->frames = column_number(s, 0);
		a->first_us = column_number(s, 1);
		a->last_us = column_number(s, 2);
	}
	db_done(s);
	s = db_use(&r->db, "SELECT n FROM capture_tally WHERE capture = ?1 "
			   "AND tally = ?2", e);
	for (unsigned i = 0; s != NULL && i < TALLIES; i++) {
		bind_number(s, 1, a->row);
		bind_text(s, 2, tally_name(i));
		if (sqlite3_step(s) == SQLITE_ROW)
			a->tallies.n[i] = column_number(s, 0);
		db_done(s);
	}
	return s != NULL;
}

/* True if an earlier capture of this very run has the same row. */
static bool twice(const struct recorder *r, uint16_t row)
{
	for (unsigned i = 0; i < r->accounts; i++)
		if (r->account[i].row == row)
			return true;
	return false;
}

static bool tell_apart(struct recorder *r, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, "SELECT id, lot FROM capture", e);
	int code;

	if (s == NULL)
		return false;
	while ((code = sqlite3_step(s)) == SQLITE_ROW)
		inventory_tell_apart(r->inventory,
				     (uint16_t)column_number(s, 0),
				     (uint16_t)column_number(s, 1));
	if (code != SQLITE_DONE)
		db_fail(&r->db, e);
	db_done(s);
	return code == SQLITE_DONE;
}

static bool open_one(struct recorder *r, const struct capture_info *c,
		     bool again, struct err *e)
{
	struct account *a = &r->account[r->accounts];
	bool over;

	a->live = c->live;
	if (!find_row(r, c, a, &over, e))
		return false;
	if (a->row != 0)
		a->known = !c->live && ((over && !again) || twice(r, a->row));
	else if (!make_row(r, c, a, e))
		return false;
	if (!a->known)
		a->problem[0] = '\0';
	a->dirty = !a->known;
	r->accounts++;
	return !c->live || take_over(r, a, e);
}

/* Counts cannot be taken back capture by capture. But when all that is stored
 * came from captures that are now read again, it can be forgotten. */
static bool all_again(const struct recorder *r, int64_t stored)
{
	int64_t again = 0;

	for (unsigned i = 0; i < r->accounts; i++)
		again += !r->account[i].known && !r->account[i].live &&
			 r->account[i].stored;
	return again > 0 && again == stored;
}

bool captures_open(struct recorder *r, const struct recorder_options *o,
		   struct err *e)
{
	int64_t stored = 0;

	r->account = must_alloc(o->capture_count, sizeof(*r->account));
	if (!db_run(&r->db, "BEGIN IMMEDIATE", e))
		return false;
	if (!db_number(&r->db, "SELECT count(*) FROM capture "
		       "WHERE frames > 0 OR state = 'reading'", &stored, e)) {
		db_run(&r->db, "ROLLBACK", NULL);
		return false;
	}
	for (unsigned i = 0; i < o->capture_count; i++)
		if (!open_one(r, &o->captures[i], o->again, e)) {
			db_run(&r->db, "ROLLBACK", NULL);
			return false;
		}
	r->afresh = all_again(r, stored);
	return db_run(&r->db, "COMMIT", e) && tell_apart(r, e);
}

static bool write_row(struct recorder *r, const struct account *a,
		      struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db,
				 "UPDATE capture SET state = ?2, problem = ?3, "
				 "frames = ?4, first_us = ?5, last_us = ?6 "
				 "WHERE id = ?1",
				 e);

	if (s == NULL)
		return false;
	bind_number(s, 1, a->row);
	bind_text(s, 2,
		  !a->ended              ? "reading"
		  : a->problem[0] != '\0' ? "broken"
					  : "complete");
	bind_text(s, 3, a->problem);
	bind_number(s, 4, a->frames);
	bind_number(s, 5, a->first_us);
	bind_number(s, 6, a->last_us);
	if (!db_finish(&r->db, s, e))
		return false;
	/* Given up while it was read: nobody tells its lot apart again. */
	return inventory_lot(r->inventory, a->row) != 0 ||
	       db_run_with(&r->db,
			   "UPDATE capture SET lot = 0 WHERE lot <> 0 AND lot = "
			   "(SELECT lot FROM capture WHERE id = ?1)",
			   a->row, e);
}

static bool write_tallies(struct recorder *r, const struct account *a,
			  struct err *e)
{
	for (unsigned i = 0; i < TALLIES; i++) {
		sqlite3_stmt *s = db_use(
			&r->db,
			"INSERT INTO capture_tally (capture, tally, n) "
			"VALUES (?1, ?2, ?3) ON CONFLICT (capture, tally) "
			"DO UPDATE SET n = excluded.n "
			"WHERE n IS NOT excluded.n",
			e);

		if (s == NULL)
			return false;
		bind_number(s, 1, a->row);
		bind_text(s, 2, tally_name(i));
		bind_number(s, 3, a->tallies.n[i]);
		if (!db_finish(&r->db, s, e))
			return false;
	}
	return true;
}

/* An interface has pauses between its runs. */
static bool write_listening(struct recorder *r, const struct account *a,
			    struct err *e)
{
	sqlite3_stmt *s;

	if (!a->live || a->run_last_us == 0)
		return true;
	s = db_use(&r->db, "INSERT OR REPLACE INTO listening (capture, "
			   "first_us, last_us) VALUES (?1, ?2, ?3)", e);
	if (s == NULL)
		return false;
	bind_number(s, 1, a->row);
	bind_number(s, 2, a->run_first_us);
	bind_number(s, 3, a->run_last_us);
	return db_finish(&r->db, s, e);
}

bool captures_write(struct recorder *r, struct err *e)
{
	for (unsigned i = 0; i < r->accounts; i++)
		if (r->account[i].dirty &&
		    (!write_row(r, &r->account[i], e) ||
		     !write_listening(r, &r->account[i], e) ||
		     !write_tallies(r, &r->account[i], e)))
			return false;
	return true;
}

void captures_written(struct recorder *r)
{
	for (unsigned i = 0; i < r->accounts; i++)
		r->account[i].dirty = false;
}
