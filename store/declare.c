/* SPDX-License-Identifier: Apache-2.0 */
/* declare - the documents of makers for those who judge, and what came of it. */
#include "store/recorder.h"

static const char answers[] =
	"SELECT m.id, m.vendor, m.model, a.question, a.answer FROM mds2 m LEFT "
	"JOIN mds2_answer a ON a.mds2 = m.id ORDER BY m.id";

static void take_answer(struct declarations *d, uint64_t *last, sqlite3_stmt *s)
{
	char vendor[OBS_TEXT], model[OBS_TEXT], question[24], answer[64];
	uint64_t id = column_number(s, 0);

	if (id != *last) {
		column_raw(s, 1, vendor, sizeof(vendor));
		column_raw(s, 2, model, sizeof(model));
		declarations_add(d, id, vendor, model);
		*last = id;
	}
	column_raw(s, 3, question, sizeof(question));
	column_raw(s, 4, answer, sizeof(answer));
	declarations_answer(d, question, answer);
}

/* After the advisories, which know the names of makers. */
bool declare_load(struct recorder *r, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, answers, e);
	uint64_t last = 0;
	int code;

	if (s == NULL)
		return false;
	r->declarations = declarations_open(r->knowledge);
	while ((code = sqlite3_step(s)) == SQLITE_ROW)
		take_answer(r->declarations, &last, s);
	if (code != SQLITE_DONE)
		db_fail(&r->db, e);
	db_done(s);
	declarations_seal(r->declarations, r->advisories);
	inventory_declare(r->inventory, r->declarations);
	return code == SQLITE_DONE;
}

static bool write_seen(struct recorder *r, const struct asset *a,
		       unsigned place, struct err *e)
{
	const struct asset_answer *one = &a->answer[place];
	sqlite3_stmt *s = db_use(&r->db, "INSERT INTO mds2_seen VALUES (?1, ?2, "
					 "?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", e);

	if (s == NULL)
		return false;
	bind_number(s, 1, a->id);
	bind_number(s, 2, place);
	bind_text(s, 3, one->question);
	bind_text(s, 4, agreement_name(one->agreement));
	bind_number(s, 5, one->decides);
	bind_text(s, 6, one->rule);
	bind_text(s, 7, one->seen);
	bind_number(s, 8, one->port);
	bind_number(s, 9, one->by_talk);
	bind_number(s, 10, one->evidence);
	return db_finish(&r->db, s, e);
}

bool declare_write(struct recorder *r, const struct asset *a, struct err *e)
{
	sqlite3_stmt *s;

	if (a->declaration == 0)
		return true;
	s = db_use(&r->db, "INSERT INTO mds2_match VALUES (?1, ?2, ?3)", e);
	if (s == NULL)
		return false;
	bind_number(s, 1, a->id);
	bind_number(s, 2, a->declaration);
	bind_number(s, 3, a->fit != FIT_SAME);
	if (!db_finish(&r->db, s, e))
		return false;
	for (unsigned i = 0; i < a->answers; i++)
		if (!write_seen(r, a, i, e))
			return false;
	return true;
}

bool declare_drop(struct recorder *r, uint64_t asset, struct err *e)
{
	return db_run_with(&r->db, "DELETE FROM mds2_match WHERE asset = ?1",
			   asset, e) &&
	       db_run_with(&r->db, "DELETE FROM mds2_seen WHERE asset = ?1",
			   asset, e);
}
