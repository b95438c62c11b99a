/* SPDX-License-Identifier: Apache-2.0 */
/*
 * merge - one database out of several.
 *
 * The new one is made in a folder of its own beside its place and appears there
 * when it is complete. What is derived is not copied: facts and conversations
 * of all come together in one inventory, which is judged as at each rebuild.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "capture/base/must.h"
#include "store/merge.h"

/* Where the new database is made. */
struct nest {
	const char *out;
	char folder[DB_PATH], db[DB_PATH];
};

/* What belongs to a database; the first is itself. */
static const char *const sides[] = {"", "-wal", "-shm", "-lock"};
enum { SIDES = sizeof(sides) / sizeof(sides[0]) };

static bool side_of(const char *db, unsigned side, char out[DB_PATH + 8])
{
	return snprintf(out, DB_PATH + 8, "%s%s", db, sides[side]) < DB_PATH;
}

/* Nothing of another database may be there, -wal least of all. */
static bool is_free(const char *out, struct err *e)
{
	char path[DB_PATH + 8];
	struct stat st;

	for (unsigned i = 0; i < SIDES; i++) {
		if (!side_of(out, i, path))
			return err_set(e, ERR_USAGE, "the path is too long: "
				       "%.60s", out);
		if (lstat(path, &st) == 0)
			return err_set(e, ERR_USAGE,
				       "%s exists, and no database is ever "
				       "replaced; name another file with -o",
				       path);
	}
	return true;
}

static bool nest_make(struct nest *n, const char *out, struct err *e)
{
	*n = (struct nest){.out = out};
	if (!is_free(out, e))
		return false;
	if (snprintf(n->folder, DB_PATH, "%s.merge-XXXXXX", out) >=
	    DB_PATH - 16)
		return err_set(e, ERR_USAGE, "the path is too long: %.60s",
			       out);
	if (mkdtemp(n->folder) == NULL) {
		n->folder[0] = '\0';
		return err_set(e, errno == EACCES || errno == EROFS
					  ? ERR_PERMISSION
					  : ERR_INPUT,
			       "%s: %s; choose another file with -o", out,
			       strerror(errno));
	}
	snprintf(n->db, DB_PATH, "%.*s/db", DB_PATH - 8, n->folder);
	return true;
}

static void nest_remove(const struct nest *n)
{
	char path[DB_PATH + 8];

	for (unsigned i = 0; i < SIDES; i++)
		if (side_of(n->db, i, path))
			unlink(path);
	if (n->folder[0] != '\0')
		rmdir(n->folder);
}

/* link() instead of rename(): it replaces nothing. */
static bool nest_leave(const struct nest *n, struct err *e)
{
	char from[DB_PATH + 8], to[DB_PATH + 8];

	if (link(n->db, n->out) != 0)
		return err_set(e, ERR_INPUT, "%s: %s; choose another file with "
			       "-o", n->out, strerror(errno));
	/* For readers that may not write there; SQLite makes what is missing. */
	for (unsigned i = 1; i < SIDES; i++)
		if (side_of(n->db, i, from) && side_of(n->out, i, to))
			rename(from, to);
	return true;
}

/* False with a sentence when it is to end. */
static bool goes_on(const struct merge *m, struct err *e)
{
	return m->stopped == NULL || !m->stopped() ||
	       err_set(e, ERR_INPUT, "stopped; nothing was written");
}

/* ---- reading ------------------------------------------------------------------ */

static bool source_open(struct source *s, const struct merge_input *in,
			struct err *e)
{
	*s = (struct source){.path = in->path, .site = in->site};
	if (!store_check(in->path, NULL, e))
		return false;
	s->reader = reader_open(in->path, e);
	/* To the end it sees one state, whoever writes meanwhile. */
	return s->reader != NULL && db_read_begin(&s->reader->db, e) &&
	       terms_read_whole(&s->reader->db, &s->terms, e);
}

static void merge_close(struct merge *m)
{
	for (unsigned i = 0; i < m->sources; i++) {
		reader_close(m->source[i].reader);
		free(m->source[i].capture);
		free(m->source[i].lot);
	}
	free(m->source);
}

static bool merge_open(struct merge *m, const struct merge_input *in,
		       unsigned n, struct err *e)
{
	m->source = must_alloc(n, sizeof(*m->source));
	while (m->sources < n)
		if (!goes_on(m, e) ||
		    !source_open(&m->source[m->sources++], in++, e))
			return false;
	return true;
}

/* ---- writing ------------------------------------------------------------------ */

/* What fails is told of the file that was asked for. */
static void name_it(struct db *d, const struct nest *n)
{
	snprintf(d->path, sizeof(d->path), "%s", n->out);
}

static bool copy_tables(struct merge *m, const struct nest *n,
			struct merge_summary *sum, struct err *e)
{
	struct db to;
	bool good;

	if (!db_open(&to, n->db, DB_WRITE, e))
		return false;
	name_it(&to, n);
	m->to = &to;
	good = db_run(&to, "BEGIN", e) && merge_captures(m, sum, e) &&
	       merge_rows(m, e) && db_run(&to, "COMMIT", e);
	db_close(&to);
	m->to = NULL;
	return good;
}

/* Each of them kept its limits; all of them together are not cut. */
static bool judge(struct merge *m, const struct nest *n,
		  const struct knowledge *k, struct err *e)
{
	struct recorder_options options = {
		.path = n->db,
		.knowledge = k,
		.limits = {.facts = UINT32_MAX,
			   .talks = UINT32_MAX,
			   .facts_per_subject = UINT32_MAX,
			   .talks_per_client = UINT32_MAX,
			   .strangers = UINT32_MAX,
			   .parts_per_subject = UINT32_MAX,
			   .facts_per_part = UINT32_MAX,
			   .shares = UINT32_MAX,
			   .starts = UINT32_MAX},
	};
	struct recorder *r = recorder_open(&options, e);
	bool good;

	if (r == NULL)
		return false;
	name_it(&r->db, n);
	r->first = false; /* findings of before leave a trace */
	good = merge_findings(m, r, e);
	for (unsigned i = 0; good && i < m->sources; i++)
		good = goes_on(m, e) &&
		       merge_facts(&m->source[i], r->inventory, e);
	good = good && goes_on(m, e);
	return good ? recorder_close(r, e) : recorder_leave(r);
}

bool store_merge(const char *out, const struct merge_input *in, unsigned n,
		 const struct knowledge *k, bool (*stopped)(void),
		 struct merge_summary *sum, struct err *e)
{
	struct nest nest = {0};
	struct merge m = {.stopped = stopped};
	bool good;

	*sum = (struct merge_summary){0};
	good = nest_make(&nest, out, e) && merge_open(&m, in, n, e) &&
	       copy_tables(&m, &nest, sum, e) && judge(&m, &nest, k, e) &&
	       goes_on(&m, e) && nest_leave(&nest, e);
	merge_close(&m);
	if (nest.folder[0] != '\0')
		nest_remove(&nest);
	return good;
}
