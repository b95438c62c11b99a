/* SPDX-License-Identifier: Apache-2.0 */
/* maintain - checks a database, and derives anew what is derived. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/recorder.h"
#include "store/reader.h"

bool store_is_written(const char *path)
{
	char lock[DB_PATH + 8];

	lock_path_of(path, lock, sizeof(lock));
	return lock_is_held(lock);
}

/* SQLite, file format 1.3: the application's number, 4 octets at 68. Until the
 * log of a new database is put into it, the file itself has none. */
bool store_is_ours(int fd, const char *path, struct err *e)
{
	static const char magic[16] = "SQLite format 3", ours[4] = "Ward";
	enum { OURS_AT = 68, HEAD = OURS_AT + sizeof(ours) };
	char head[HEAD], log[DB_PATH + 8];
	bool sqlite = pread(fd, head, HEAD, 0) == HEAD &&
		      memcmp(head, magic, sizeof(magic)) == 0;
	struct stat st;

	if (sqlite && memcmp(head + OURS_AT, ours, sizeof(ours)) == 0)
		return true;
	snprintf(log, sizeof(log), "%s-wal", path);
	if (sqlite && memcmp(head + OURS_AT, "\0\0\0", sizeof(ours)) == 0 &&
	    stat(log, &st) == 0 && st.st_size > 0)
		return err_set(e, ERR_DATABASE,
			       "%s was left by a reading that was broken off; "
			       "finish it with wardwatch db rebuild, or name "
			       "another with --db",
			       path);
	return err_set(e, ERR_DATABASE,
		       "%s is not a wardwatch database; name another with --db",
		       path);
}

bool store_rebuild(const char *path, const struct knowledge *knowledge,
		   struct err *e)
{
	struct recorder_options options = {
		.path = path,
		.knowledge = knowledge,
		.limits = inventory_defaults(),
	};
	struct recorder *r = recorder_open(&options, e);

	if (r == NULL)
		return false;
	r->anew = true;
	return recorder_close(r, e);
}

/* Each answers a number that must be 0. */
struct question {
	const char *sentence;
	const char *text;
};

/* Rows that do not fit their sums. */
#define ODD_FACTS "evidence WHERE sum <> row_sum(owner, facts, pack)"
#define ODD_TALKS "conversation WHERE sum <> row_sum(id, talks, pack)"
#define ODD_ASSETS                                                             \
	"asset WHERE sum <> row_sum(id, name, class, vendor, model, version, " \
	"serial, os, software, grade, criticality, clinical, score, phi, "     \
	"exposure, mac, mac_owner, macs, behind, ip, net, addresses, "         \
	"services, claims, first_us, last_us, digest)"
#define ODD_PLACES "heard WHERE sum <> row_sum(ip, mac, net, days)"
#define ODD_FINDINGS                                                           \
	"finding WHERE sum <> row_sum(asset, id, rule, port, confidence, "     \
	"detail, by_talk, evidence, first_us, last_us, ended_us, ended_by, "   \
	"ended_by_talk, digest)"

/* A short look, for those who only read: steps of SQLite's machine between two
 * moments to stop at, and how many of these; some thousand rows of each table. */
enum { LOOK_STEPS = 1000, LOOKS = 40 };

static const struct question questions[] = {
	{"facts whose sum does not fit their values",
	 "SELECT coalesce(sum(facts), 0) FROM " ODD_FACTS},
	{"facts that are missing from their packs",
	 "SELECT abs((SELECT coalesce(sum(facts), 0) FROM evidence) - "
	 "(SELECT count(*) FROM fact))"},
	{"conversations that are missing from their packs",
	 "SELECT abs((SELECT coalesce(sum(talks), 0) FROM conversation) - "
	 "(SELECT count(*) FROM talk))"},
	{"conversations whose sum does not fit their values",
	 "SELECT coalesce(sum(talks), 0) FROM " ODD_TALKS},
	{"devices whose sum does not fit their values",
	 "SELECT count(*) FROM " ODD_ASSETS},
	{"places whose days heard do not fit their sum",
	 "SELECT count(*) FROM " ODD_PLACES},
	{"findings whose sum does not fit their values",
	 "SELECT count(*) FROM " ODD_FINDINGS},
	{"facts and conversations of a capture that the database does not hold",
	 "SELECT (SELECT count(*) FROM fact WHERE capture NOT IN "
	 "(SELECT id FROM capture)) + (SELECT count(*) FROM talk WHERE "
	 "capture NOT IN (SELECT id FROM capture))"},
	{"facts that belong to no device the database holds",
	 "SELECT coalesce(sum(facts), 0) FROM evidence WHERE owner > 0 AND "
	 "owner NOT IN (SELECT id FROM asset)"},
	{"claims and findings whose facts are not in the database",
	 "SELECT (SELECT count(*) FROM asset a, json_each(a.claims) c, "
	 "json_each(c.value, '$[5]') r WHERE r.value ->> 0 NOT IN (SELECT "
	 "place FROM fact f WHERE f.asset = a.id)) + (SELECT count(*) FROM finding "
	 "g, json_each(g.evidence) v WHERE g.by_talk = 0 AND v.value NOT IN "
	 "(SELECT id FROM fact f WHERE f.asset = g.asset))"},
	{"rows that point to nothing",
	 "SELECT (SELECT count(*) FROM pragma_foreign_key_check) + "
	 "(SELECT count(*) FROM finding WHERE asset NOT IN (SELECT id FROM "
	 "asset)) + (SELECT count(*) FROM asset_address WHERE asset NOT IN "
	 "(SELECT id FROM asset)) + (SELECT count(*) FROM asset_note WHERE "
	 "asset NOT IN (SELECT id FROM asset)) + (SELECT count(*) FROM asset_mac WHERE "
	 "asset NOT IN (SELECT id FROM asset)) + (SELECT count(*) FROM "
	 "advisory_match WHERE asset NOT IN (SELECT id FROM asset)) + (SELECT "
	 "count(*) FROM event WHERE asset NOT IN (SELECT id FROM asset)) + "
	 "(SELECT count(*) FROM mds2_match WHERE asset NOT IN (SELECT id FROM "
	 "asset) OR mds2 NOT IN (SELECT id FROM mds2)) + (SELECT count(*) FROM "
	 "mds2_seen WHERE asset NOT IN (SELECT asset FROM mds2_match))"},
};

struct checkup {
	FILE *out;
	unsigned problems;
};

static bool integrity_line(void *ctx, sqlite3_stmt *s)
{
	struct checkup *c = ctx;
	char text[256];

	column_text(s, 0, text, sizeof(text));
	if (strcmp(text, "ok") == 0)
		return true;
	if (c->out != NULL)
		fprintf(c->out, "structure: %s\n", text);
	c->problems++;
	return true;
}

/* Values that are damaged can make a question fail: that answers it, too. */
static bool ask(struct reader *r, struct checkup *c, const struct question *q,
		struct err *e)
{
	struct err why = {0};
	int64_t n;

	if (!db_number(&r->db, q->text, &n, &why)) {
		int code = sqlite3_errcode(r->db.sql) & 0xff;

		if (code != SQLITE_ERROR && code != SQLITE_CORRUPT &&
		    code != SQLITE_MISMATCH && code != SQLITE_TOOBIG) {
			if (e != NULL)
				*e = why;
			return false;
		}
		n = -1;
	}
	if (n < 0 && c->out != NULL)
		fprintf(c->out, "cannot be counted: %s\n", q->sentence);
	else if (n > 0 && c->out != NULL)
		fprintf(c->out, "%lld %s\n", (long long)n, q->sentence);
	c->problems += n != 0;
	return true;
}

static bool ask_all(struct reader *r, struct checkup *c, struct err *e)
{
	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++)
		if (!ask(r, c, &questions[i], e))
			return false;
	for (int i = 0; i < TOTALS_QUESTIONS; i++)
		if (!ask(r, c, &(struct question){
				"totals that do not fit the findings they count",
				totals_questions[i]}, e))
			return false;
	return true;
}

bool store_check(const char *path, FILE *out, struct err *e)
{
	struct checkup c = {out, 0};
	struct reader *r = reader_open(path, e);
	bool done;

	if (r == NULL)
		return false;
	done = listing_all(r, "PRAGMA integrity_check", integrity_line, &c, e) &&
	       (c.problems > 0 || ask_all(r, &c, e));
	reader_close(r);
	if (!done)
		return false;
	if (c.problems > 0)
		return err_set(e, ERR_INTEGRITY,
			       "%s is damaged (%u problem%s); keep a copy, and "
			       "scan the captures into a new database or drop "
			       "the damaged rows with wardwatch db rebuild "
			       "--force", path, c.problems,
			       c.problems == 1 ? "" : "s");
	if (out != NULL)
		fputs("ok: structure, references and sums fit\n", out);
	return true;
}

bool store_may_rebuild(const char *path, struct err *e)
{
	struct reader *r = reader_open(path, NULL);

	reader_close(r);
	return r == NULL || store_check(path, NULL, e);
}

static int is_enough(void *left)
{
	return (*(unsigned *)left)-- == 0;
}

bool reader_is_damaged(struct reader *r)
{
	static const char *const odd[] = {
		"SELECT 1 FROM " ODD_ASSETS " LIMIT 1",
		"SELECT 1 FROM " ODD_FINDINGS " LIMIT 1",
		"SELECT 1 FROM " ODD_FACTS " LIMIT 1",
		"SELECT 1 FROM " ODD_TALKS " LIMIT 1",
		"SELECT 1 FROM " ODD_PLACES " LIMIT 1",
	};
	int64_t found = 0;

	for (size_t i = 0; found == 0 && i < sizeof(odd) / sizeof(odd[0]); i++) {
		unsigned left = LOOKS;

		sqlite3_progress_handler(r->db.sql, LOOK_STEPS, is_enough, &left);
		db_number(&r->db, odd[i], &found, NULL);
	}
	sqlite3_progress_handler(r->db.sql, 0, NULL, NULL);
	return found != 0;
}
