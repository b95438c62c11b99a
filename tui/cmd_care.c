/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_care - config, db: settings and databases in order. */
#include <string.h>

#include "store/store.h"
#include "tui/config.h"

/* ---- config ------------------------------------------------------------------------- */

int cmd_config(const struct command_line *cl)
{
	struct command_line named = *cl;
	struct err e = {0};
	struct config c;

	if (cl->arguments > 1)
		named.config = cl->argument[1];
	if (!config_load(&c, &named, &e))
		return say_error(&e);
	if (strcmp(cl->argument[0], "dump") == 0)
		config_dump(&c, stdout);
	else if (strcmp(cl->argument[0], "check") == 0)
		printf("%s: good\n",
		       c.file[0] != '\0' ? c.file : "no file, built-in values");
	else
		return say_usage("config: check or dump, not %s",
				 cl->argument[0]);
	return out_flush(stdout, "standard output", &e) ? 0 : say_error(&e);
}

/* ---- db ------------------------------------------------------------------------------ */

static void say_lost(const char *db, const struct store_loss *lost)
{
	if (lost->facts + lost->talks + lost->places == 0)
		say("%s: nothing that was seen is lost; the rest was derived anew",
		    db);
	else
		say("%s: lost for good: %llu row%s of facts, %llu of "
		    "conversations, %llu of days heard; wardwatch scan --again "
		    "brings back what its captures still tell", db,
		    (unsigned long long)lost->facts, plural(lost->facts),
		    (unsigned long long)lost->talks,
		    (unsigned long long)lost->places);
}

static bool rebuild(const struct command_line *cl, const char *db,
		    struct err *e)
{
	struct store_loss lost;

	if (!path_must_exist(db, e))
		return false;
	if (!cl->force)
		return store_may_rebuild(db, e) && judge_anew(cl, db, e);
	if (!store_mend(db, &lost, e))
		return false;
	say_lost(db, &lost);
	return judge_anew(cl, db, e) && store_check(db, NULL, e);
}

int cmd_db(const struct command_line *cl)
{
	const char *db = cl->arguments > 1 ? cl->argument[1]
					   : path_to_read(cl);
	struct err e = {0};
	bool good;

	if (cl->force && strcmp(cl->argument[0], "rebuild") != 0)
		return say_usage("db %.20s: --force goes with rebuild",
				 cl->argument[0]);
	if (strcmp(cl->argument[0], "check") == 0)
		good = store_check(db, stdout, &e);
	else if (strcmp(cl->argument[0], "rebuild") == 0)
		good = rebuild(cl, db, &e);
	else if (strcmp(cl->argument[0], "dump") == 0)
		good = store_dump(db, stdout, &e);
	else
		return say_usage("db: check, rebuild or dump, not %s",
				 cl->argument[0]);
	return good && out_flush(stdout, "standard output", &e) ? 0 : say_error(&e);
}
