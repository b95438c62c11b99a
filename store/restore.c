/* SPDX-License-Identifier: Apache-2.0 */
/* restore - puts what a database holds back into an inventory. */
#include <string.h>

#include "store/recorder.h"

static void restore_shares(struct inventory *v, const void *known,
			   struct shares *from)
{
	struct lot_told t;

	while (unpack_share(from, &t))
		inventory_restore_share(v, known, t.lot, t.n, from->numbers);
}

static bool each_of_pack(sqlite3_stmt *s, const struct terms *t,
			 take_fact *each, void *ctx, bool *damaged)
{
	int64_t owner = (int64_t)column_number(s, 0);
	struct unpack u;
	struct fact f;

	unpack_facts(&u, sqlite3_column_blob(s, 1),
		     (size_t)sqlite3_column_bytes(s, 1));
	while (unpack_fact(&u, t, &f))
		if (f.attr != A_none &&
		    !each(ctx, &f, owner > 0 ? (uint64_t)owner : 0, &u.shares))
			return false;
	*damaged |= u.in.bad;
	return true;
}

bool store_each_fact(struct db *d, const struct terms *t, take_fact *each,
		     void *ctx, struct err *e)
{
	sqlite3_stmt *s = db_use(
		d, "SELECT owner, pack FROM evidence ORDER BY owner", e);
	bool going = true, damaged = false;
	int code = SQLITE_DONE;

	if (s == NULL)
		return false;
	while (going && (code = sqlite3_step(s)) == SQLITE_ROW)
		going = each_of_pack(s, t, each, ctx, &damaged);
	if (going && code != SQLITE_DONE)
		db_fail(d, e);
	db_done(s);
	if (damaged)
		return db_damaged(d, e);
	return !going || code == SQLITE_DONE;
}

static bool restore_fact(void *ctx, const struct fact *f, uint64_t asset,
			 struct shares *shares)
{
	struct known_fact *k = inventory_restore_fact(ctx, f, asset);

	restore_shares(ctx, k, shares);
	return true;
}

static bool restore_part(struct recorder *r, sqlite3_stmt *s)
{
	uint64_t row = column_number(s, 0);
	struct unpack_talk u;

	unpack_talks(&u, sqlite3_column_blob(s, 1),
		     (size_t)sqlite3_column_bytes(s, 1));
	while (unpack_talk(&u, &r->terms)) {
		struct known_talk *k = inventory_restore_talk(
			r->inventory, &u.talk, u.client_asset, u.server_asset,
			row);

		restore_shares(r->inventory, k, &u.shares);
		inventory_join_starts(r->inventory, k, &u.starts);
	}
	r->last_part = row;
	return !u.in.bad;
}

static bool restore_talks(struct recorder *r, struct err *e)
{
	sqlite3_stmt *s = db_use(
		&r->db, "SELECT id, pack FROM conversation ORDER BY id", e);
	bool whole = true;
	int code = SQLITE_DONE;

	if (s == NULL)
		return false;
	while (whole && (code = sqlite3_step(s)) == SQLITE_ROW)
		whole = restore_part(r, s);
	if (whole && code != SQLITE_DONE)
		db_fail(&r->db, e);
	db_done(s);
	return whole ? code == SQLITE_DONE : db_damaged(&r->db, e);
}

bool restore_all(struct recorder *r, struct err *e)
{
	return store_each_fact(&r->db, &r->terms, restore_fact, r->inventory,
			       e) &&
	       restore_talks(r, e) && restore_heard(r, e);
}
