/* SPDX-License-Identifier: Apache-2.0 */
/* place - a folder for a database, and records to tell, for all store tests. */
#ifndef WW_TEST_STORE_PLACE_H
#define WW_TEST_STORE_PLACE_H

#include <dirent.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "capture/base/must.h"
#include "store/recorder.h"
#include "store/schema.h"
#include "tests/support/unit.h"

struct place {
	char folder[64];
	char db[128];
};

static inline int place_make(void **state)
{
	struct place *p = must_alloc(1, sizeof(*p));

	snprintf(p->folder, sizeof(p->folder), "/tmp/ww_store_XXXXXX");
	if (mkdtemp(p->folder) == NULL)
		return -1;
	snprintf(p->db, sizeof(p->db), "%s/wardwatch.db", p->folder);
	*state = p;
	return 0;
}

static inline int place_remove(void **state)
{
	struct place *p = *state;
	DIR *d = opendir(p->folder);
	struct dirent *entry;

	while (d != NULL && (entry = readdir(d)) != NULL) {
		char path[512];

		snprintf(path, sizeof(path), "%s/%s", p->folder,
			 entry->d_name);
		unlink(path);
	}
	if (d != NULL)
		closedir(d);
	rmdir(p->folder);
	free(p);
	return 0;
}

/* In the folder of the place; good for 64 calls more. */
static inline const char *path_of(const struct place *p, const char *name)
{
	static char path[64][128];
	static unsigned next;
	char *at = path[next++ % 64];

	snprintf(at, sizeof(path[0]), "%s/%s", p->folder, name);
	return at;
}

static inline void write_file(const char *path, const void *octets, size_t n)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(octets, 1, n, f), n);
	fclose(f);
}

/* The tables of the first so many schema files, ';' between. */
static inline void old_tables(unsigned version, char *out, size_t room)
{
	sqlite3 *old;
	sqlite3_stmt *s;

	out[0] = '\0';
	assert_int_equal(sqlite3_open(":memory:", &old), SQLITE_OK);
	for (unsigned i = 0; i < version; i++)
		assert_int_equal(sqlite3_exec(old, schema_sql[i], NULL, NULL,
					      NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(old, "SELECT name, sql FROM "
		"sqlite_schema WHERE type = 'table'", -1, &s, NULL), SQLITE_OK);
	while (sqlite3_step(s) == SQLITE_ROW) {
		size_t used = strlen(out);

		snprintf(out + used, room - used, ";%s;",
			 (const char *)sqlite3_column_text(s, 0));
	}
	sqlite3_finalize(s);
	sqlite3_close(old);
}

/* Takes from a database what schema files after that version made of it; what
 * they changed in older tables stays changed, but for the columns of the
 * tenth and the eleventh. */
static inline void make_old(const char *path, unsigned version)
{
	char tables[4096], doomed[4096] = "", number[64], name[64];
	struct db d;
	sqlite3_stmt *s;

	old_tables(version, tables, sizeof(tables));
	assert_true(db_open(&d, path, DB_WRITE, NULL));
	s = db_use(&d, "SELECT name FROM sqlite_schema WHERE type = 'table' AND "
		       "name NOT LIKE 'sqlite%'", NULL);
	while (sqlite3_step(s) == SQLITE_ROW) {
		size_t used = strlen(doomed);

		snprintf(name, sizeof(name), ";%s;",
			 (const char *)sqlite3_column_text(s, 0));
		if (strstr(tables, name) == NULL)
			snprintf(doomed + used, sizeof(doomed) - used,
				 "DROP TABLE %s;",
				 (const char *)sqlite3_column_text(s, 0));
	}
	db_done(s);
	if (version < 10)
		assert_true(db_run(&d, "ALTER TABLE capture DROP COLUMN lot",
				   NULL));
	if (version < 11)
		assert_true(db_run(&d, "ALTER TABLE finding DROP COLUMN ended_us; "
				       "ALTER TABLE finding DROP COLUMN ended_by; "
				       "ALTER TABLE finding DROP COLUMN "
				       "ended_by_talk", NULL));
	if (version < 13)
		assert_true(db_run(&d, "DROP INDEX finding_by_rank; ALTER TABLE "
				       "finding DROP COLUMN rank; ALTER TABLE "
				       "asset DROP COLUMN open", NULL));
	snprintf(number, sizeof(number), "PRAGMA user_version = %u", version);
	assert_true(db_run(&d, doomed, NULL) && db_run(&d, number, NULL));
	db_close(&d);
}

#define STORE_TEST(f) cmocka_unit_test_setup_teardown(f, place_make, place_remove)

static inline struct recorder *open_with(const struct knowledge *knowledge,
					 const char *db, const char *name,
					 const char *digest, bool again,
					 struct err *e)
{
	struct capture_info c = {.name = name, .size = 1000};
	struct recorder_options o = {
		.path = db,
		.knowledge = knowledge,
		.limits = inventory_defaults(),
		.captures = &c,
		.capture_count = 1,
		.again = again,
	};

	snprintf(c.digest, sizeof(c.digest), "%s", digest);
	return recorder_open(&o, e);
}

/* The knowledge of this tree; lives as long as the program. */
static inline const struct knowledge *tree_knowledge(void)
{
	static const struct knowledge *known;
	struct knowledge_paths paths = {.signatures = "signatures"};
	struct err e = {0};

	if (known == NULL)
		known = knowledge_open(&paths, &e);
	if (known == NULL)
		fail_msg("%s", e.text);
	return known;
}

static inline struct recorder *open_one(const char *db, const char *name,
					const char *digest, bool again,
					struct err *e)
{
	return open_with(tree_knowledge(), db, name, digest, again, e);
}

/* One capture for each of these times, in this order, each told by itself. */
static inline void read_each(const char *db, const unsigned *time, unsigned n,
			     void (*tell)(struct recorder *, unsigned time))
{
	for (unsigned i = 0; i < n; i++) {
		char digest[16];
		struct recorder *r;

		snprintf(digest, sizeof(digest), "d%u", i);
		r = open_one(db, "a", digest, false, NULL);
		tell(r, time[i]);
		recorder_end_capture(r, 0, NULL);
		assert_true(recorder_close(r, NULL));
	}
}

static inline struct record fact_record(unsigned host, enum attr a,
					const char *text, uint64_t word)
{
	struct record r = {.kind = RECORD_FACT};
	struct fact *f = &r.as.fact;

	f->first_us = 1700000000000123u + host;
	f->last_us = f->first_us + 10;
	f->frame = host + 1;
	f->word = word;
	f->count = 2; /* one packet makes no asset */
	f->attr = (uint16_t)a;
	f->voice = VOICE_SELF;
	f->source = (uint8_t)source_of_name("frame");
	f->subject.ip = addr_of_v4(0x0a000000u + host);
	f->subject.mac.b[0] = 2;
	f->subject.mac.b[4] = (uint8_t)(host >> 8);
	f->subject.mac.b[5] = (uint8_t)host;
	f->subject.net = net_of(NET_VLAN, 30);
	f->subject.port = 104;
	f->subject.l4 = 6;
	f->length = (uint8_t)strlen(text);
	memcpy(f->text, text, f->length);
	return r;
}

static inline void tell(struct recorder *r, unsigned host, enum attr a,
			const char *text, uint64_t word)
{
	struct record record = fact_record(host, a, text, word);

	recorder_take(r, &record, 1);
}

static inline struct record talk_record(unsigned client, unsigned server,
					uint16_t port, const char *protocol)
{
	struct record record = {.kind = RECORD_TALK};
	struct talk_record *t = &record.as.talk;

	t->first_us = 1700000000000000u;
	t->last_us = t->first_us + 5;
	t->frame = 7;
	t->packets[0] = 2;
	t->packets[1] = 3;
	t->octets[0] = 200;
	t->octets[1] = 300;
	t->client = addr_of_v4(0x0a000000u + client);
	t->server = addr_of_v4(0x0a000000u + server);
	t->flows = 1;
	t->net = net_of(NET_VLAN, 30);
	t->port = port;
	t->l4 = 6;
	t->answered = true;
	t->source = (uint8_t)source_of_name("flow");
	snprintf(t->protocol, sizeof(t->protocol), "%s", protocol);
	return record;
}

static inline void tell_talk(struct recorder *r, unsigned client,
			     unsigned server, uint16_t port,
			     const char *protocol)
{
	struct record record = talk_record(client, server, port, protocol);

	recorder_take(r, &record, 1);
}

static inline void tell_count(struct recorder *r, enum tally tally, uint64_t n)
{
	struct record record = {.kind = RECORD_TALLY};

	record.as.tally.tally = (uint16_t)tally;
	record.as.tally.n = n;
	recorder_take(r, &record, 1);
}

/* The one number that a statement answers. */
static inline int64_t ask(const char *db, const char *text)
{
	struct err e = {0};
	int64_t n = -1;
	struct db d;

	if (!db_open(&d, db, DB_READ, &e) || !db_number(&d, text, &n, &e))
		fail_msg("%s: %s", text, e.text);
	db_close(&d);
	return n;
}

/* The one text, "" without a row; good up to the next answer. */
static inline const char *answer(const char *db, const char *text)
{
	static char out[1024];
	struct db d;
	sqlite3_stmt *s;

	assert_true(db_open(&d, db, DB_READ, NULL));
	s = db_use_built(&d, text, NULL);
	assert_non_null(s);
	out[0] = '\0';
	if (sqlite3_step(s) == SQLITE_ROW)
		column_raw(s, 0, out, sizeof(out));
	db_done(s);
	db_close(&d);
	return out;
}

/* All a dump says; the caller frees. */
static inline char *dump_of(const char *db)
{
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	struct err e = {0};

	if (!store_dump(db, out, &e))
		fail_msg("%s", e.text);
	fclose(out);
	return text;
}

static inline bool checks_out(const char *db, struct err *e)
{
	FILE *nowhere = fopen("/dev/null", "w");
	bool ok = store_check(db, nowhere, e);

	fclose(nowhere);
	return ok;
}

/* n times told in two orders, one after the other, give one database, the same
 * when rebuilt; and what is to be seen of its one conversation. */
static inline void in_both_orders(const struct place *p, const unsigned *orders,
				  unsigned n,
				  void (*at)(struct recorder *, unsigned),
				  bool (*see)(void *, const struct flow_row *))
{
	char *dump[2];

	for (unsigned k = 0; k < 2; k++) {
		const char *db = path_of(p, k == 0 ? "0.db" : "1.db");
		struct reader *reader;
		unsigned seen = 0;

		read_each(db, orders + k * n, n, at);
		reader = reader_open(db, NULL);
		assert_true(reader_flows(reader, NULL, see, &seen, NULL));
		assert_int_equal(seen, 1);
		reader_close(reader);
		assert_true(store_rebuild(db, tree_knowledge(), NULL));
		dump[k] = dump_of(db);
	}
	assert_string_equal(dump[0], dump[1]);
	free(dump[0]);
	free(dump[1]);
}

/* What no sensor may tell of a conversation is not kept. */
static inline void assert_lie(const struct place *p, struct record record)
{
	struct recorder *r = open_one(p->db, "a", "aa", false, NULL);
	char *dump;

	recorder_take(r, &record, 1);
	assert_true(recorder_close(r, NULL));
	dump = dump_of(p->db);
	assert_null(strstr(dump, "talk|"));
	free(dump);
}

#endif
