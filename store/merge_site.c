/* SPDX-License-Identifier: Apache-2.0 */
/* merge_site - the numbers that devices get when their networks get a site. */
#include "store/merge.h"

static bool note(struct db *to, uint64_t id, uint64_t now, struct err *e)
{
	sqlite3_stmt *s = db_use(to, "INSERT OR IGNORE INTO moved VALUES (?1, "
				     "?2)", e);

	if (s == NULL)
		return false;
	bind_number(s, 1, id);
	bind_number(s, 2, now);
	return db_finish(to, s, e);
}

/* Of the places of a device the one whose number it has tells the new one. A
 * MAC that the registry gave has the same number everywhere. */
static bool move_place(const struct source *from, sqlite3_stmt *s,
		       struct db *to, struct err *e)
{
	uint64_t id = column_number(s, 0);
	struct addr ip = column_addr(s, 1);
	struct mac mac = column_mac(s, 2);
	net_t net = (net_t)column_number(s, 3);

	if ((!mac_is_zero(mac) && !mac_is_local(mac)) ||
	    asset_id_at(ip, mac, net) != id)
		return true;
	return note(to, id, asset_id_at(ip, mac, net_at(net, from->site)), e);
}

/* The number of one behind another is made of that one's. */
static bool move_part(const struct source *from, sqlite3_stmt *s, struct db *to,
		      struct err *e)
{
	uint64_t id = column_number(s, 0), gateway = column_number(s, 1);
	uint32_t part = (uint32_t)column_number(s, 2);
	sqlite3_stmt *moved;
	uint64_t now = gateway;

	(void)from;
	if (asset_id_behind(gateway, part) != id)
		return true;
	moved = db_use(to, "SELECT now FROM moved WHERE id = ?1", e);
	if (moved == NULL)
		return false;
	bind_number(moved, 1, gateway);
	if (sqlite3_step(moved) == SQLITE_ROW)
		now = column_number(moved, 0);
	db_done(moved);
	return note(to, id, asset_id_behind(now, part), e);
}

static bool move_each(struct source *from, const char *text,
		      bool (*move)(const struct source *, sqlite3_stmt *,
				   struct db *, struct err *),
		      struct db *to, struct err *e)
{
	sqlite3_stmt *s = db_use(&from->reader->db, text, e);
	bool good = true;
	int code = SQLITE_DONE;

	if (s == NULL)
		return false;
	while (good && (code = sqlite3_step(s)) == SQLITE_ROW)
		good = move(from, s, to, e);
	if (good && code != SQLITE_DONE)
		db_fail(&from->reader->db, e);
	db_done(s);
	return good && code == SQLITE_DONE;
}

bool merge_moved(struct source *from, struct db *to, struct err *e)
{
	if (!db_run(to, "CREATE TEMP TABLE IF NOT EXISTS moved (id INTEGER "
			"PRIMARY KEY, now INTEGER); DELETE FROM moved", e))
		return false;
	return from->site == 0 ||
	       (move_each(from,
			  "SELECT id, '', mac, net FROM asset WHERE mac <> '' "
			  "UNION ALL SELECT id, ip, '', net FROM asset WHERE ip "
			  "<> '' UNION ALL SELECT asset, ip, '', net FROM "
			  "asset_address",
			  move_place, to, e) &&
		move_each(from,
			  "SELECT DISTINCT f.asset, a.behind, f.part FROM fact f "
			  "JOIN asset a ON a.id = f.asset WHERE a.behind <> 0 "
			  "AND f.part <> 0",
			  move_part, to, e));
}
