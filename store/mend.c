/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mend - gives up the rows that do not fit their sums, so that no later reading
 * takes what they say for what was seen.
 *
 * Only rows of what was seen count as lost; assets, findings and the journal are
 * derived from these anew.
 */
#include <string.h>

#include "store/recorder.h"

static const struct {
	const char *count, *drop;
	size_t lost;
} rows[] = {
#define ROWS(table, sum, member)                                               \
	{"SELECT count(*) FROM " table " WHERE sum <> row_sum(" sum ")",       \
	 "DELETE FROM " table " WHERE sum <> row_sum(" sum ")",                \
	 offsetof(struct store_loss, member)}
	ROWS("evidence", "owner, facts, pack", facts),
	ROWS("conversation", "id, talks, pack", talks),
	ROWS("heard", "ip, mac, net, days", places),
#undef ROWS
};

bool sums_fit(struct db *d, struct err *e)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t n;

		if (!db_number(d, rows[i].count, &n, e))
			return false;
		if (n > 0)
			return db_damaged(d, e);
	}
	return true;
}

static bool drop_rows(struct db *d, struct store_loss *lost, struct err *e)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t n;

		if (!db_number(d, rows[i].count, &n, e) ||
		    !db_run(d, rows[i].drop, e))
			return false;
		*(uint64_t *)((char *)lost + rows[i].lost) = (uint64_t)n;
	}
	return true;
}

/* An index is made of its table; what else is wrong with the structure stays. */
static bool is_sound(struct db *d, struct err *e)
{
	int64_t sound;

	return db_run(d, "REINDEX", e) &&
	       db_number(d, "SELECT count(*) FROM pragma_integrity_check WHERE "
			    "integrity_check = 'ok'", &sound, e) &&
	       (sound == 1 ||
		err_set(e, ERR_INTEGRITY, "%s: more than rows is damaged; scan "
			"the captures into a new database", d->path));
}

bool store_mend(const char *path, struct store_loss *lost, struct err *e)
{
	struct db d;
	bool good;

	memset(lost, 0, sizeof(*lost));
	if (!db_open(&d, path, DB_WRITE, e))
		return false;
	good = db_run(&d, "BEGIN IMMEDIATE", e);
	if (good) {
		good = drop_rows(&d, lost, e) && is_sound(&d, e) &&
		       db_run(&d, "COMMIT", e);
		if (!good && !sqlite3_get_autocommit(d.sql))
			db_run(&d, "ROLLBACK", NULL);
	}
	db_close(&d);
	return good;
}
