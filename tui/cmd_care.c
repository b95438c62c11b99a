/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_care - sig, config, db: knowledge, settings and databases in order. */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/store.h"
#include "tui/config.h"

/* ---- sig --------------------------------------------------------------------------- */

static int sig_test_all(const struct command_line *cl, const struct config *c)
{
	struct err e = {0};
	struct knowledge *k = knowledge_of(c, &e);
	char folder[4200];
	struct knowledge_paths p = {.signatures = c->signatures,
				    .more_signatures = c->more_signatures};

	if (k == NULL)
		return say_error(&e);
	printf("%u devices, %u rules: every example met, every counter not\n",
	       knowledge_devices(k), knowledge_rules(k));
	knowledge_close(k);
	if (cl->arguments < 2)
		return 0;
	if (p.signatures[0] == '\0' &&
	    path_to_signatures(folder, sizeof(folder)))
		p.signatures = folder;
	if (!sig_test(cl->argument[1], &p, &e))
		return say_error(&e);
	printf("%s: good\n", cl->argument[1]);
	return 0;
}

struct facts {
	struct fact *fact;
	size_t count;
};

static bool keep_fact(void *ctx, const struct fact *f, uint64_t asset)
{
	struct facts *all = ctx;

	(void)asset;
	if ((all->count & (all->count - 1)) == 0) {
		all->fact = realloc(all->fact,
				    (all->count > 0 ? all->count * 2 : 1) *
					    sizeof(*all->fact));
		must(all->fact != NULL);
	}
	all->fact[all->count++] = *f;
	return true;
}

static void print_match(void *ctx, const struct sig_match *m,
			const struct fact *f)
{
	char ip[ADDR_TEXT], mac[MAC_TEXT];
	const struct attr_row *row = attr_row(f->attr);

	(void)ctx;
	addr_print(f->subject.ip, ip);
	mac_print(f->subject.mac, mac);
	printf("%-28s %-20s %s ", m->device, m->where,
	       addr_is_zero(f->subject.ip) ? mac : ip);
	printf("%s ", row->name);
	if (row->kind == KIND_WORD)
		printf("%llu", (unsigned long long)f->word);
	else
		print_text(stdout, f->text);
	printf("  (%u)\n", m->decibans);
}

static int try_on(const struct command_line *cl, const struct config *c,
		  const char *db)
{
	struct err e = {0};
	struct reader *r = reader_open(db, &e);
	struct knowledge *k;
	struct facts all = {0};
	bool good;

	if (r == NULL)
		return say_error(&e);
	k = knowledge_of(c, &e);
	good = k != NULL && reader_facts(r, keep_fact, &all, &e) &&
	       sig_try(cl->argument[1], k, all.fact, all.count, print_match,
		       NULL, &e);
	free(all.fact);
	knowledge_close(k);
	reader_close(r);
	return good ? 0 : say_error(&e);
}

static int sig_try_all(const struct command_line *cl, const struct config *c)
{
	struct command_line captures = *cl;
	struct scratch s;
	struct err e = {0};
	bool read;
	int status;

	if (cl->arguments < 3)
		return say_usage("sig try: write wardwatch sig try FILE.sig "
				 "CAPTURE-OR-DATABASE...");
	if (cl->arguments == 3 && path_is_database(cl->argument[2]))
		return try_on(cl, c, cl->argument[2]);
	if (!scratch_make(&s, &e))
		return say_error(&e);
	captures.argument += 2;
	captures.arguments -= 2;
	captures.quiet = true;
	status = scan_files(&captures, s.db, &read);
	if (read && (status == 0 || status == ERR_INPUT))
		status = status_worse(status, try_on(cl, c, s.db));
	scratch_remove(&s);
	return status;
}

int cmd_sig(const struct command_line *cl)
{
	struct err e = {0};
	struct config c;

	if (!config_load(&c, cl, &e))
		return say_error(&e);
	if (strcmp(cl->argument[0], "test") == 0)
		return sig_test_all(cl, &c);
	if (strcmp(cl->argument[0], "try") == 0)
		return sig_try_all(cl, &c);
	return say_usage("sig: test or try, not %s", cl->argument[0]);
}

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

static bool rebuild(const struct command_line *cl, const char *db,
		    struct err *e)
{
	struct config c;
	struct knowledge *k;
	bool good;

	if (!config_load(&c, cl, e))
		return false;
	k = knowledge_of(&c, e);
	good = k != NULL && store_rebuild(db, k, e);
	knowledge_close(k);
	return good;
}

int cmd_db(const struct command_line *cl)
{
	const char *db = cl->arguments > 1 ? cl->argument[1]
					   : path_to_read(cl);
	struct err e = {0};
	bool good;

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
