/* SPDX-License-Identifier: Apache-2.0 */
/*
 * migrate - brings a database to the newest schema.
 *
 * What is missing runs in one transaction together with its number, so that a
 * crash or a full disk leaves what was there before, or the newest.
 */
#include <string.h>

#include "capture/base/must.h"
#include "store/db.h"
#include "store/schema.h"

unsigned db_newest_version(void)
{
	unsigned n = 0;

	while (schema_sql[n] != NULL)
		n++;
	return n;
}

/* SQLite takes no bound parameters in a pragma. */
static const char *const set_version[] = {
	"PRAGMA user_version = 1", "PRAGMA user_version = 2",
	"PRAGMA user_version = 3", "PRAGMA user_version = 4",
	"PRAGMA user_version = 5", "PRAGMA user_version = 6",
	"PRAGMA user_version = 7", "PRAGMA user_version = 8",
	"PRAGMA user_version = 9", "PRAGMA user_version = 10",
	"PRAGMA user_version = 11", "PRAGMA user_version = 12",
	"PRAGMA user_version = 13", "PRAGMA user_version = 14",
	"PRAGMA user_version = 15", "PRAGMA user_version = 16",
};

enum { VERSIONS_MAX = sizeof(set_version) / sizeof(set_version[0]) };

static bool step_up(struct db *d, unsigned version, struct err *e)
{
	/* 0x57617264, DB_APPLICATION_ID. */
	return db_run(d, schema_sql[version], e) &&
	       db_run(d, "PRAGMA application_id = 1466004068", e) &&
	       db_run(d, set_version[version], e);
}

bool db_migrate(struct db *d, struct err *e)
{
	int64_t found;
	unsigned version;
	bool well;

	if (!db_number(d, "PRAGMA user_version", &found, e))
		return false;
	version = (unsigned)found;
	must(db_newest_version() <= VERSIONS_MAX);
	if (version >= db_newest_version())
		return true;
	well = db_run(d, "BEGIN IMMEDIATE", e);
	while (well && version < db_newest_version())
		well = step_up(d, version++, e);
	if (well && totals_recount(d, e) && db_run(d, "COMMIT", e))
		return true;
	db_run(d, "ROLLBACK", NULL);
	return false;
}
