/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_import - published data into the database: advisories, lists. */
#include <string.h>

#include "store/store.h"
#include "tui/config.h"
#include "tui/show.h"

static void say_refused(void *ctx, const char *sentence)
{
	(void)ctx;
	say("%s: not read", sentence);
}

static void print_summary(enum import_kind kind, bool dry,
			  const struct import_summary *s)
{
	printf("%u file%s read%s\n", s->files - s->refused,
	       plural(s->files - s->refused),
	       dry ? ", nothing kept" : "");
	if (kind == IMPORT_CSAF)
		printf("%u advisories new or newer: %u vulnerabilities, %u "
		       "products\n%u known, %u older than what is stored; %u "
		       "different CVEs in all\n",
		       s->advisories, s->vulnerabilities, s->products,
		       s->known, s->older, s->cves);
	else if (kind == IMPORT_MDS2)
		printf("%u answers of new or newer documents; %u known, %u "
		       "older than what is stored\n",
		       s->rows, s->known, s->older);
	else
		printf("%u rows%s\n", s->rows,
		       s->older > 0 ? "; older than what is stored" : "");
	if (kind == IMPORT_MDS2 && s->odd > 0)
		printf("%u numbers of questions that the form does not have, "
		       "left out\n", s->odd);
	else if (s->odd > 0)
		printf("%u words that the standard does not have, kept as they "
		       "are\n",
		       s->odd);
	if (s->refused > 0)
		printf("%u file%s refused\n", s->refused,
		       plural(s->refused));
}

static enum import_kind kind_named(const char *name)
{
	enum import_kind kind = 0;

	while (kind < IMPORT_KINDS && strcmp(import_kind_name(kind), name) != 0)
		kind++;
	return kind;
}

/* What the database holds now of published data, or of documents. */
static bool print_state(const char *db, enum import_kind kind, struct err *e)
{
	struct reader *r = reader_open(db, e);
	char date[128] = "";
	bool good = r != NULL && (kind == IMPORT_MDS2
					  ? show_documents(r, e)
					  : reader_data_date(r, date,
							     sizeof(date), e));

	if (good && date[0] != '\0')
		printf("%s\n", date);
	reader_close(r);
	return good;
}

/* What was imported means devices that are known already. */
bool judge_anew(const struct command_line *cl, const char *db, struct err *e)
{
	struct knowledge *k;
	struct config c;
	bool good;

	if (!config_load(&c, cl, e))
		return false;
	k = knowledge_of(&c, e);
	good = k != NULL && store_rebuild(db, k, e);
	knowledge_close(k);
	return good;
}

bool judge_decided(const struct command_line *cl, const char *db,
		   struct err *e)
{
	if (!store_is_written(db))
		return judge_anew(cl, db, e);
	say("%s is being written, and takes this in when it is judged next", db);
	return true;
}

int cmd_import(const struct command_line *cl)
{
	enum import_kind kind = kind_named(cl->argument[0]);
	const char *db = path_to_read(cl);
	const struct import_about about = {cl->vendor, cl->model};
	struct import_summary sum;
	struct err e = {0};

	if (kind == IMPORT_KINDS)
		return say_usage("import: csaf, kev, ssvc, eol or mds2, not %s",
				 cl->argument[0]);
	if (kind != IMPORT_MDS2 && (about.vendor != NULL ||
				    about.model != NULL))
		return say_usage("import %s: takes no --vendor and no --model",
				 cl->argument[0]);
	if (!path_must_exist(db, &e) ||
	    !store_import(db, kind, cl->argument[1], &about, cl->dry_run,
			  say_refused, NULL, &sum, &e))
		return say_error(&e);
	print_summary(kind, cl->dry_run, &sum);
	if (!cl->dry_run && sum.advisories + sum.rows > 0 &&
	    !judge_decided(cl, db, &e))
		return say_error(&e);
	if ((!cl->dry_run && !print_state(db, kind, &e)) ||
	    !out_flush(stdout, "standard output", &e))
		return say_error(&e);
	return sum.refused > 0 ? ERR_INPUT : 0;
}
