/* SPDX-License-Identifier: Apache-2.0 */
/*
 * db - one SQLite connection, its statements, and sentences for its troubles.
 *
 * The only opener of databases. Values reach SQL through bound parameters
 * alone; statement texts are constants or joined from constants.
 */
#ifndef WW_DB_H
#define WW_DB_H

#include <sqlite3.h>
#include <stdint.h>

#include "capture/base/addr.h"
#include "capture/base/err.h"

enum {
	DB_APPLICATION_ID = 0x57617264, /* "Ward" */
	DB_STATEMENTS = 96,
	DB_PATH = 4096,
};

struct db {
	sqlite3 *sql;
	int lock;       /* descriptor of the writer's lock, -1 for readers     */
	bool lock_made; /* its file was not there before                       */
	unsigned depth; /* of db_read_begin()                                  */
	unsigned statements;
	sqlite3_stmt *statement[DB_STATEMENTS];
	const char *text[DB_STATEMENTS]; /* where their words stand; NULL: built */
	char path[DB_PATH];
	char lock_path[DB_PATH + 8];
};

/* DB_ADD: rows of its own, beside the writer, who takes them in. */
enum db_use { DB_READ, DB_WRITE, DB_ADD };

/*
 * Opens a database of ours; DB_WRITE makes it, brings it to the newest schema
 * and takes the writer's lock.
 *
 * Owner   the caller closes.
 * Errors  false with a sentence that says what, where and what to do.
 */
bool db_open(struct db *, const char *path, enum db_use, struct err *);
/* To write down what people decide: as the writer, or beside the one there is. */
bool db_open_to_decide(struct db *, const char *path, struct err *);
/* After a writer the database is one file that readers without write access
 * can open. */
void db_close(struct db *);
/*
 * Before and after the first rows of a database, if they are many: they go where
 * they belong at once, not into the log and from there. Whoever wants to read
 * waits meanwhile; if somebody does, nothing changes.
 */
void db_fill(struct db *, bool begin);
/* True while a writer holds the lock of this database. */
bool db_is_written(const struct db *);
/* False with ERR_LOSS when the file of that name is another one, or none. */
bool db_in_place(const struct db *, struct err *);
/* The sentence for the last failure. Always false. */
bool db_fail(struct db *, struct err *);
/* The sentence for rows that make no sense. Always false. */
bool db_damaged(struct db *, struct err *);

/*
 * A statement of this text, prepared once, not in use. The text is a constant:
 * its place tells it from others.
 *
 * Owner   db; hand it back with db_done().
 * Errors  NULL with a sentence.
 */
sqlite3_stmt *db_use(struct db *, const char *text, struct err *);
/* The same for a text that was put together. */
sqlite3_stmt *db_use_built(struct db *, const char *text, struct err *);
void db_done(sqlite3_stmt *);
/* Runs statements that answer nothing. */
bool db_run(struct db *, const char *text, struct err *);
/* Steps to the end, hands the statement back. */
bool db_finish(struct db *, sqlite3_stmt *, struct err *);
/* Runs a statement that takes one number and answers nothing. */
bool db_run_with(struct db *, const char *text, uint64_t, struct err *);
/* The first column of the first row of a statement without parameters. */
bool db_number(struct db *, const char *text, int64_t *, struct err *);

/* All reads between the two see one state. They nest. */
bool db_read_begin(struct db *, struct err *);
void db_read_end(struct db *);

/* Parameters count from 1. */
void bind_number(sqlite3_stmt *, int at, uint64_t);
/* Text must live until the statement is handed back. */
void bind_text(sqlite3_stmt *, int at, const char *);
/* Printed; nothing at all for an address or MAC of zeros. */
void bind_addr(sqlite3_stmt *, int at, struct addr);
void bind_mac(sqlite3_stmt *, int at, struct mac);

/* Columns count from 0. */
uint64_t column_number(sqlite3_stmt *, int at);
/* Text as stored, cut to size. */
void column_raw(sqlite3_stmt *, int at, char *out, size_t size);
/* Text made harmless for people and terminals, cut to size. */
void column_text(sqlite3_stmt *, int at, char *out, size_t size);
struct addr column_addr(sqlite3_stmt *, int at);
struct mac column_mac(sqlite3_stmt *, int at);

bool setting_get(struct db *, const char *key, char *out, size_t size);
bool setting_put(struct db *, const char *key, const char *value,
		 struct err *);
uint64_t setting_number(struct db *, const char *key);
bool setting_put_number(struct db *, const char *key, uint64_t, struct err *);

/* migrate.c: runs what schema files are missing, each in a transaction. */
bool db_migrate(struct db *, struct err *);
unsigned db_newest_version(void);
/* recount.c: counts anew how many findings there are. */
bool totals_recount(struct db *, struct err *);
/* lock.c: the writer's lock beside the database. */
bool lock_take(struct db *, struct err *);
/* Before lock_drop(): removes the file beside what proved not to be ours. */
void lock_undo(struct db *);
void lock_drop(struct db *);
bool lock_is_held(const char *lock_path);
void lock_path_of(const char *path, char *out, size_t size);
/* functions.c: row_sum(), net_name(), id_name(), id_number(), holds(),
 * id_holds(), addr_order(), life_state(), life_number() for statements. */
bool db_functions(sqlite3 *);
struct sql_function {
	const char *name;
	int values;            /* -1: as many as are given                     */
	void (*answer)(sqlite3_context *, int, sqlite3_value **);
};
/* The same of a table, up to the row without a name; ctx is their user data. */
bool db_functions_add(sqlite3 *, const struct sql_function *, void *ctx);
/* A pattern of LIKE; most are but a word between two %. */
struct word {
	const char *pattern;
	size_t n;              /* octets of that word; 0: it is more           */
};
struct word word_of(const char *pattern);
bool word_is_in(const struct word *, const char *text);
/* Whether it may be part of an id as people write it; most words cannot. */
bool word_may_be_id(const char *pattern);
/* pack_table.c: the tables `fact` and `talk` for statements. */
bool pack_tables(struct db *);

/* A sum over values, to notice that stored ones have changed. */
struct sum {
	uint64_t state;
};
struct sum sum_start(void);
void sum_number(struct sum *, uint64_t);
void sum_text(struct sum *, const void *, size_t);
/* 63 bits, so that SQL never sees a sign. */
uint64_t sum_end(const struct sum *);

/*
 * A row being written: values in the order of its columns, and last the sum
 * over them, as row_sum() computes it. row.s is NULL when there is no statement.
 */
struct row {
	sqlite3_stmt *s;
	int at;         /* parameters bound so far                             */
	struct sum sum;
};
struct row row_open(struct db *, const char *text, struct err *);
void row_number(struct row *, uint64_t);
void row_text(struct row *, const char *); /* NULL is empty                    */
void row_addr(struct row *, struct addr);
void row_mac(struct row *, struct mac);
void row_blob(struct row *, const void *, int n);
bool row_finish(struct db *, struct row *, struct err *);

/* text.c: copies without what could fool a reader or a terminal; false when it
 * was cut. */
bool text_clean(const char *text, char *out, size_t size);

#endif
