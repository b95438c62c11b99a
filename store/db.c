/* SPDX-License-Identifier: Apache-2.0 */
/* db - one SQLite connection, its statements, and sentences for its troubles. */
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "capture/base/must.h"

enum { WAIT_MS = 5000, WAIT_BESIDE_MS = 30000, USER_TEXT = 40 };

/* What SQLite says by number, and what a person can do about it. */
struct trouble {
	int code;
	enum err_kind kind;
	const char *sentence;
};

static const struct trouble troubles[] = {
	{SQLITE_FULL, ERR_DATABASE,
	 "the disk is full; free some space (watch then goes on, scan is to be "
	 "run again); nothing stored before is lost"},
	{SQLITE_NOTADB, ERR_DATABASE, "it is not a wardwatch database"},
	{SQLITE_CORRUPT, ERR_INTEGRITY,
	 "it is damaged; put it aside and read the captures again into "
	 "another database"},
	{SQLITE_READONLY, ERR_PERMISSION,
	 "it may not be written; check the owner and the rights of the file "
	 "and its folder"},
	{SQLITE_PERM, ERR_PERMISSION, "no permission"},
	{SQLITE_CANTOPEN, ERR_PERMISSION,
	 "it cannot be opened; check the rights of the file and its folder, "
	 "and copy the files ending in -wal and -shm along with it"},
	{SQLITE_BUSY, ERR_DATABASE,
	 "another program holds it; close that one and try again"},
	{SQLITE_LOCKED, ERR_DATABASE,
	 "another program holds it; close that one and try again"},
	{SQLITE_NOMEM, ERR_DATABASE, "there is not enough memory for it"},
};

bool db_fail(struct db *d, struct err *e)
{
	int code = sqlite3_errcode(d->sql) & 0xff;
	int system = sqlite3_system_errno(d->sql);

	for (size_t i = 0; i < sizeof(troubles) / sizeof(troubles[0]); i++)
		if (troubles[i].code == code)
			return err_set(e, troubles[i].kind, "%s: %s", d->path,
				       troubles[i].sentence);
	if (code == SQLITE_IOERR)
		return err_set(e, ERR_DATABASE,
			       "%s: the disk refuses%s%s; see the system's log, "
			       "the free space and ulimit -f",
			       d->path, system != 0 ? ": " : "",
			       system != 0 ? strerror(system) : "");
	return err_set(e, ERR_DATABASE, "%s: %s", d->path,
		       sqlite3_errmsg(d->sql));
}

bool db_damaged(struct db *d, struct err *e)
{
	return err_set(e, ERR_INTEGRITY,
		       "%s is damaged; read the captures again into another "
		       "database, or give up what is damaged with wardwatch db "
		       "rebuild --force", d->path);
}

/* ---- statements ----------------------------------------------------------- */

static unsigned free_place(struct db *d)
{
	if (d->statements < DB_STATEMENTS)
		return d->statements++;
	for (unsigned i = 0; i < DB_STATEMENTS; i++)
		if (!sqlite3_stmt_busy(d->statement[i])) {
			sqlite3_finalize(d->statement[i]);
			return i;
		}
	must(d->statements < DB_STATEMENTS); /* one was never handed back */
	return 0;
}

static sqlite3_stmt *prepare(struct db *d, const char *text, const char *mark,
			     struct err *e)
{
	sqlite3_stmt *s;
	unsigned place;

	if (sqlite3_prepare_v3(d->sql, text, -1, SQLITE_PREPARE_PERSISTENT, &s,
			       NULL) != SQLITE_OK) {
		db_fail(d, e);
		return NULL;
	}
	place = free_place(d);
	d->statement[place] = s;
	d->text[place] = mark;
	return s;
}

sqlite3_stmt *db_use(struct db *d, const char *text, struct err *e)
{
	for (unsigned i = 0; i < d->statements; i++)
		if (d->text[i] == text && !sqlite3_stmt_busy(d->statement[i]))
			return d->statement[i];
	return prepare(d, text, text, e);
}

sqlite3_stmt *db_use_built(struct db *d, const char *text, struct err *e)
{
	for (unsigned i = 0; i < d->statements; i++) {
		sqlite3_stmt *s = d->statement[i];

		if (d->text[i] == NULL && !sqlite3_stmt_busy(s) &&
		    strcmp(sqlite3_sql(s), text) == 0)
			return s;
	}
	return prepare(d, text, NULL, e);
}

void db_done(sqlite3_stmt *s)
{
	sqlite3_reset(s);
	sqlite3_clear_bindings(s);
}

bool db_run(struct db *d, const char *text, struct err *e)
{
	if (sqlite3_exec(d->sql, text, NULL, NULL, NULL) != SQLITE_OK)
		return db_fail(d, e);
	return true;
}

bool db_finish(struct db *d, sqlite3_stmt *s, struct err *e)
{
	int code;

	do
		code = sqlite3_step(s);
	while (code == SQLITE_ROW);
	if (code != SQLITE_DONE)
		db_fail(d, e);
	db_done(s);
	return code == SQLITE_DONE;
}

bool db_run_with(struct db *d, const char *text, uint64_t n, struct err *e)
{
	sqlite3_stmt *s = db_use(d, text, e);

	if (s == NULL)
		return false;
	bind_number(s, 1, n);
	return db_finish(d, s, e);
}

bool db_number(struct db *d, const char *text, int64_t *n, struct err *e)
{
	sqlite3_stmt *s = db_use(d, text, e);
	bool found;

	if (s == NULL)
		return false;
	found = sqlite3_step(s) == SQLITE_ROW;
	if (found)
		*n = sqlite3_column_int64(s, 0);
	else
		db_fail(d, e);
	db_done(s);
	return found;
}

bool db_read_begin(struct db *d, struct err *e)
{
	if (d->depth == 0 && !db_run(d, "BEGIN", e))
		return false;
	d->depth++;
	return true;
}

void db_read_end(struct db *d)
{
	if (--d->depth == 0)
		db_run(d, "COMMIT", NULL);
}

/* ---- opening --------------------------------------------------------------- */

static bool folder_exists(const char *path)
{
	char folder[DB_PATH];
	struct stat st;
	char *slash;

	snprintf(folder, sizeof(folder), "%s", path);
	slash = strrchr(folder, '/');
	if (slash == NULL || slash == folder)
		return true;
	*slash = '\0';
	return stat(folder, &st) == 0 && S_ISDIR(st.st_mode);
}

static const char *name_of(uid_t user, char out[USER_TEXT])
{
	const struct passwd *pw = getpwuid(user);

	if (pw != NULL)
		snprintf(out, USER_TEXT, "%s", pw->pw_name);
	else
		snprintf(out, USER_TEXT, "user %u", (unsigned)user);
	return out;
}

/* No file could be opened: says why, errno as open() left it. */
static bool open_refused(const char *path, enum db_use use, struct err *e)
{
	int why = errno;
	struct stat st;
	char name[USER_TEXT];

	if (!folder_exists(path))
		return err_set(e, ERR_DATABASE,
			       "%s: its folder does not exist; make the folder "
			       "or name another database with --db",
			       path);
	if (why == ENOENT && use == DB_READ)
		return err_set(e, ERR_DATABASE,
			       "%s does not exist; make it with wardwatch scan "
			       "FILE, or name another database with --db",
			       path);
	if (why == EACCES && stat(path, &st) == 0 && st.st_uid != geteuid())
		return err_set(e, ERR_PERMISSION,
			       "%s belongs to %s and may not be %s; be that "
			       "user, or name another database with --db",
			       path, name_of(st.st_uid, name),
			       use == DB_READ ? "read" : "written");
	if (why == EACCES || why == EPERM || why == EROFS)
		return err_set(e, ERR_PERMISSION,
			       "%s may not be %s by %s: %s; check the rights of "
			       "the file and its folder",
			       path, use == DB_READ ? "read" : "written",
			       name_of(geteuid(), name), strerror(why));
	return err_set(e, ERR_DATABASE, "%s cannot be opened: %s", path,
		       strerror(why));
}

static bool is_empty(const char *path, struct err *e)
{
	return err_set(e, ERR_DATABASE,
		       "%s holds nothing yet; fill it with wardwatch scan FILE",
		       path);
}

/*
 * Looks at the head of the file before SQLite does, and makes it with our
 * mode; WAL and shared memory inherit that. The umask can only narrow it.
 */
static bool look_at_file(const char *path, enum db_use use, struct err *e)
{
	static const char magic[16] = "SQLite format 3";
	static const int modes[] = {[DB_READ] = O_RDONLY,
				    [DB_WRITE] = O_RDWR | O_CREAT,
				    [DB_ADD] = O_RDWR};
	int flags = modes[use];
	char head[sizeof(magic)];
	struct stat st;
	ssize_t n;
	int fd;

	if (strlen(path) >= DB_PATH - 8)
		return err_set(e, ERR_DATABASE, "the database's path is too "
						"long");
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return err_set(e, ERR_DATABASE,
			       "%s is a folder or a device, not a database",
			       path);
	fd = open(path, flags | O_CLOEXEC, 0640);
	if (fd < 0)
		return open_refused(path, use, e);
	n = read(fd, head, sizeof(head));
	close(fd);
	if (n == 0)
		return use == DB_WRITE || is_empty(path, e);
	if (n != sizeof(head) || memcmp(head, magic, sizeof(head)) != 0)
		return err_set(e, ERR_DATABASE,
			       "%s is not a wardwatch database; name another "
			       "with --db, or read a capture with wardwatch "
			       "scan",
			       path);
	return true;
}

static bool has_packs(struct db *d)
{
	int64_t n;

	return db_number(d, "SELECT count(*) FROM sqlite_schema WHERE name = "
			    "'evidence'", &n, NULL) && n > 0;
}

/* Whose is it, and is it newer than this program? */
static bool check_identity(struct db *d, enum db_use use, struct err *e)
{
	int64_t application, version, tables;

	if (!db_number(d, "PRAGMA application_id", &application, e) ||
	    !db_number(d, "PRAGMA user_version", &version, e) ||
	    !db_number(d, "SELECT count(*) FROM sqlite_schema", &tables, e))
		return false;
	if (use == DB_WRITE && application == 0 && tables == 0)
		return true;
	if (application == 0 && tables == 0)
		return is_empty(d->path, e);
	if (application != DB_APPLICATION_ID)
		return err_set(e, ERR_DATABASE,
			       "%s is a SQLite database of another program; "
			       "name another file with --db",
			       d->path);
	if (version < 0 || (uint64_t)version > db_newest_version())
		return err_set(e, ERR_DATABASE,
			       "%s was written by a newer wardwatch (schema "
			       "%lld, this program knows %u); use that program",
			       d->path, (long long)version,
			       db_newest_version());
	if (version > 0 && !has_packs(d))
		return err_set(e, ERR_DATABASE,
			       "%s was written before the first release; scan "
			       "the captures again into a new database",
			       d->path);
	if (use != DB_WRITE && (uint64_t)version < db_newest_version())
		return err_set(e, ERR_DATABASE,
			       "%s was written by an older wardwatch (schema "
			       "%lld); run wardwatch db rebuild on it once",
			       d->path, (long long)version);
	return true;
}

static bool set_reader(struct db *d, struct err *e)
{
	return db_run(d,
		      "PRAGMA query_only = ON;"
		      "PRAGMA trusted_schema = OFF;"
		      "PRAGMA temp_store = MEMORY;"
		      "PRAGMA cell_size_check = ON;",
		      e);
}

/* After a clean close a reader without write access needs both files beside
 * the database: SQLite would remove them. */
static void keep_log(struct db *d, int persist)
{
	sqlite3_file_control(d->sql, "main", SQLITE_FCNTL_PERSIST_WAL,
			     &persist);
}

/* Short and small; the writer looks after the log. */
static bool set_adder(struct db *d, struct err *e)
{
	keep_log(d, 1);
	return db_run(d,
		      "PRAGMA foreign_keys = ON;"
		      "PRAGMA temp_store = MEMORY;"
		      "PRAGMA trusted_schema = OFF;"
		      "PRAGMA secure_delete = ON;"
		      "PRAGMA cell_size_check = ON;"
		      "PRAGMA wal_autocheckpoint = 0;",
		      e);
}

static bool set_writer(struct db *d, struct err *e)
{
	if (sqlite3_db_readonly(d->sql, "main") != 0)
		return err_set(e, ERR_PERMISSION,
			       "%s may not be written; check the rights of the "
			       "file and its folder",
			       d->path);
	if (!db_run(d,
		    "PRAGMA journal_mode = WAL;"
		    "PRAGMA synchronous = NORMAL;"
		    "PRAGMA foreign_keys = ON;"
		    "PRAGMA temp_store = MEMORY;"
		    "PRAGMA trusted_schema = OFF;"
		    "PRAGMA secure_delete = ON;"
		    "PRAGMA cell_size_check = ON;"
		    /* Rows come in the order of their tables: a page that
		     * makes room for others is not wanted again. */
		    "PRAGMA cache_size = -16384;"
		    "PRAGMA wal_autocheckpoint = 16384;"
		    "PRAGMA journal_size_limit = 67108864;",
		    e))
		return false;
	keep_log(d, 1);
	return db_migrate(d, e);
}

void db_fill(struct db *d, bool begin)
{
	sqlite3_busy_timeout(d->sql, 0);
	keep_log(d, !begin); /* beside a log that is there readers go by it   */
	db_run(d, begin ? "PRAGMA journal_mode = DELETE"
			: "PRAGMA journal_mode = WAL", NULL);
	sqlite3_busy_timeout(d->sql, WAIT_MS);
}

/* SQLite wants both files beside a database, and makes them if it may; to say
 * to somebody who only reads that he may not write helps nobody. */
static bool explain_copy(const struct db *d, struct err *e)
{
	char log[DB_PATH + 8];
	int code = sqlite3_errcode(d->sql);

	if (code == SQLITE_READONLY_ROLLBACK)
		return err_set(e, ERR_DATABASE,
			       "%s was left by a reading that was broken off; "
			       "start it again with wardwatch scan FILE", d->path);
	snprintf(log, sizeof(log), "%s-wal", d->path);
	if (((code & 0xff) != SQLITE_READONLY && (code & 0xff) != SQLITE_CANTOPEN) ||
	    access(log, F_OK) == 0)
		return false;
	return err_set(e, ERR_PERMISSION,
		       "%s is a copy without its -wal and -shm files, in a "
		       "folder that may not be written; copy them too, or read "
		       "it in a folder of your own",
		       d->path);
}

/* Each of our processes uses SQLite from one thread and asks nobody how much
 * memory it takes: no locks and no accounts around each piece. */
static void be_alone(void)
{
	static bool done;

	if (done)
		return;
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	done = true;
}

static bool attach(struct db *d, enum db_use use, struct err *e)
{
	int flags = use == DB_READ ? SQLITE_OPEN_READONLY
				   : SQLITE_OPEN_READWRITE;

	be_alone();
	if (sqlite3_open_v2(d->path, &d->sql,
			    flags | SQLITE_OPEN_NOMUTEX |
				    SQLITE_OPEN_EXRESCODE,
			    NULL) != SQLITE_OK)
		return db_fail(d, e);
	sqlite3_busy_timeout(d->sql,
			     use == DB_ADD ? WAIT_BESIDE_MS : WAIT_MS);
	sqlite3_db_config(d->sql, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	if (!db_functions(d->sql) || !pack_tables(d) || !check_identity(d, use, e))
		return use == DB_READ && explain_copy(d, e);
	return use == DB_READ  ? set_reader(d, e)
	       : use == DB_ADD ? set_adder(d, e)
			       : set_writer(d, e);
}

bool db_open(struct db *d, const char *path, enum db_use use, struct err *e)
{
	memset(d, 0, sizeof(*d));
	d->lock = -1;
	if (!look_at_file(path, use, e))
		return false;
	snprintf(d->path, sizeof(d->path), "%s", path);
	lock_path_of(path, d->lock_path, sizeof(d->lock_path));
	if (use == DB_WRITE && !lock_take(d, e))
		return false;
	if (attach(d, use, e))
		return true;
	lock_undo(d);
	db_close(d);
	return false;
}

bool db_open_to_decide(struct db *d, const char *path, struct err *e)
{
	char lock[DB_PATH + 8];

	lock_path_of(path, lock, sizeof(lock));
	return db_open(d, path, lock_is_held(lock) ? DB_ADD : DB_WRITE, e);
}

void db_close(struct db *d)
{
	for (unsigned i = 0; i < d->statements; i++)
		sqlite3_finalize(d->statement[i]);
	d->statements = 0;
	if (d->lock >= 0 && d->sql != NULL)
		db_run(d, "PRAGMA wal_checkpoint(TRUNCATE)", NULL);
	sqlite3_close(d->sql);
	d->sql = NULL;
	lock_drop(d);
}
