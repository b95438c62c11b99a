/* SPDX-License-Identifier: Apache-2.0 */
/*
 * accepted - the list of flows that somebody accepted, for those who judge.
 *
 * The last one counts, and only if it came from a file: one that was learnt and
 * accepted as it was tells what is usual, which nobody read to allow it.
 */
#include "classify/zones.h"
#include "store/recorder.h"

bool accepted_load(struct recorder *r, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, "SELECT name, text FROM baseline "
					 "ORDER BY id DESC LIMIT 1", e);
	struct err unread;
	int code;

	if (s == NULL)
		return false;
	code = sqlite3_step(s);
	/* It was read when it was accepted: one that an older wardwatch let in
	 * and this one cannot read allows nothing. */
	if (code == SQLITE_ROW && sqlite3_column_bytes(s, 0) > 0 &&
	    sqlite3_column_bytes(s, 1) > 0)
		r->decisions.accepted = zones_take(
			"the accepted list",
			(const char *)sqlite3_column_text(s, 1), &unread);
	else if (code != SQLITE_ROW && code != SQLITE_DONE)
		db_fail(&r->db, e);
	db_done(s);
	return code == SQLITE_ROW || code == SQLITE_DONE;
}
