/* SPDX-License-Identifier: Apache-2.0 */
/* db_test - opening: whose it is, who may, who writes; and the schema. */
#include "tests/unit/store/place.h"

#include <fcntl.h>
#include <openssl/sha.h>
#include <signal.h>

enum { NOBODY = 65534 };

static void run_sql(const char *path, const char *text)
{
	sqlite3 *sql;

	assert_int_equal(sqlite3_open(path, &sql), SQLITE_OK);
	assert_int_equal(sqlite3_exec(sql, text, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(sql);
}

static void assert_refused(const char *path, enum db_use use,
			   enum err_kind kind, const char *word)
{
	struct db d;
	struct err e = {0};

	assert_false(db_open(&d, path, use, &e));
	assert_int_equal(e.kind, kind);
	if (strstr(e.text, word) == NULL)
		fail_msg("no '%s' in: %s", word, e.text);
}

static int64_t number_in(struct db *d, const char *text)
{
	int64_t n = -1;

	assert_true(db_number(d, text, &n, NULL));
	return n;
}

static void a_new_database_has_our_mode_number_and_pragmas(void **state)
{
	struct place *p = *state;
	mode_t before = umask(0);
	struct db d;
	struct err e = {0};
	struct stat st;

	assert_true(db_open(&d, p->db, DB_WRITE, &e));
	umask(before);
	assert_int_equal(stat(p->db, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	assert_int_equal(number_in(&d, "PRAGMA application_id"),
			 DB_APPLICATION_ID);
	assert_int_equal(number_in(&d, "PRAGMA user_version"),
			 db_newest_version());
	assert_int_equal(number_in(&d, "PRAGMA foreign_keys"), 1);
	assert_int_equal(number_in(&d, "PRAGMA secure_delete"), 1);
	assert_int_equal(number_in(&d, "PRAGMA trusted_schema"), 0);
	assert_int_equal(number_in(&d, "PRAGMA temp_store"), 2);
	assert_int_equal(number_in(&d, "PRAGMA synchronous"), 1);
	assert_int_equal(number_in(&d, "PRAGMA cell_size_check"), 1);
	db_close(&d);
}

static void opening_twice_changes_nothing(void **state)
{
	struct place *p = *state;
	struct db d;
	int64_t version;

	for (int i = 0; i < 2; i++) {
		assert_true(db_open(&d, p->db, DB_WRITE, NULL));
		version = number_in(&d, "PRAGMA schema_version");
		db_close(&d);
	}
	assert_true(db_open(&d, p->db, DB_WRITE, NULL));
	assert_int_equal(number_in(&d, "PRAGMA schema_version"), version);
	db_close(&d);
}

static void a_released_schema_file_never_changes(void **state)
{
	FILE *hashes = fopen("store/schema/HASHES", "r");
	char hash[65], name[128], path[256];

	(void)state;
	if (hashes == NULL) {
		print_message("skipped: run from the top of the tree\n");
		skip();
	}
	while (fscanf(hashes, "%64s %127s", hash, name) == 2) {
		uint8_t sum[SHA256_DIGEST_LENGTH];
		char text[65];
		char *content = must_alloc(1 << 20, 1);
		FILE *f;
		size_t n;

		snprintf(path, sizeof(path), "store/schema/%s", name);
		f = fopen(path, "r");
		assert_non_null(f);
		n = fread(content, 1, 1 << 20, f);
		fclose(f);
		SHA256((const uint8_t *)content, n, sum);
		for (size_t i = 0; i < sizeof(sum); i++)
			snprintf(text + 2 * i, 3, "%02x", sum[i]);
		assert_string_equal(text, hash);
		free(content);
	}
	fclose(hashes);
}

static void a_missing_folder_is_named(void **state)
{
	struct place *p = *state;
	char path[256];

	snprintf(path, sizeof(path), "%s/no/where.db", p->folder);
	assert_refused(path, DB_WRITE, ERR_DATABASE, "folder does not exist");
	assert_refused(path, DB_READ, ERR_DATABASE, "folder does not exist");
	assert_refused(p->db, DB_READ, ERR_DATABASE, "wardwatch scan");
	assert_refused(p->folder, DB_WRITE, ERR_DATABASE, "a folder");
}

static void a_text_file_is_no_database_and_stays_as_it_is(void **state)
{
	struct place *p = *state;
	struct stat st;

	write_file(p->db, "Dear diary, this is more than sixteen octets.", 45);
	assert_refused(p->db, DB_WRITE, ERR_DATABASE, "not a wardwatch");
	assert_refused(p->db, DB_READ, ERR_DATABASE, "not a wardwatch");
	assert_int_equal(stat(p->db, &st), 0);
	assert_int_equal(st.st_size, 45);
}

static void the_database_of_another_program_is_left_alone(void **state)
{
	struct place *p = *state;
	char lock[256];

	run_sql(p->db, "CREATE TABLE theirs (a)");
	assert_refused(p->db, DB_WRITE, ERR_DATABASE, "another program");
	assert_refused(p->db, DB_READ, ERR_DATABASE, "another program");
	lock_path_of(p->db, lock, sizeof(lock));
	assert_int_not_equal(access(lock, F_OK), 0);
}

static void a_newer_database_is_refused(void **state)
{
	struct place *p = *state;
	struct db d;

	assert_true(db_open(&d, p->db, DB_WRITE, NULL));
	assert_true(db_run(&d, "PRAGMA user_version = 99", NULL));
	db_close(&d);
	assert_refused(p->db, DB_WRITE, ERR_DATABASE, "newer wardwatch");
	assert_refused(p->db, DB_READ, ERR_DATABASE, "newer wardwatch");
}

static void a_second_writer_is_told_who_writes(void **state)
{
	struct place *p = *state;
	struct db first, second;
	struct err e = {0};
	char pid[32];

	assert_true(db_open(&first, p->db, DB_WRITE, NULL));
	assert_true(db_is_written(&first));
	assert_false(db_open(&second, p->db, DB_WRITE, &e));
	assert_int_equal(e.kind, ERR_DATABASE);
	assert_non_null(strstr(e.text, "being written by another wardwatch"));
	snprintf(pid, sizeof(pid), "(pid %ld)", (long)getpid());
	assert_non_null(strstr(e.text, pid));
	assert_true(db_open(&second, p->db, DB_READ, NULL));
	db_close(&second);
	assert_true(db_is_written(&first));
	db_close(&first);
	assert_false(db_is_written(&first));
	assert_true(db_open(&second, p->db, DB_WRITE, NULL));
	db_close(&second);
}

static void the_lock_of_a_killed_writer_is_gone(void **state)
{
	struct place *p = *state;
	int ready[2];
	struct db d;
	char octet;
	pid_t child;

	assert_int_equal(pipe(ready), 0);
	child = fork();
	if (child == 0) {
		if (!db_open(&d, p->db, DB_WRITE, NULL) ||
		    write(ready[1], "x", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	assert_int_equal(read(ready[0], &octet, 1), 1);
	assert_refused(p->db, DB_WRITE, ERR_DATABASE, "being written");
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	assert_true(db_open(&d, p->db, DB_WRITE, NULL));
	db_close(&d);
	close(ready[0]);
	close(ready[1]);
}

/* Runs as somebody without rights; answers the exit status. */
static int as_nobody(int (*what)(const struct place *), const struct place *p)
{
	pid_t child;
	int status;

	fflush(NULL);
	child = fork();
	if (child == 0) {
		if (setresgid(NOBODY, NOBODY, NOBODY) != 0 ||
		    setresuid(NOBODY, NOBODY, NOBODY) != 0)
			_exit(99);
		_exit(what(p));
	}
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}

static int try_reading(const struct place *p)
{
	struct db d;
	struct err e = {0};
	int64_t n;

	if (!db_open(&d, p->db, DB_READ, &e) ||
	    !db_number(&d, "SELECT count(*) FROM asset", &n, &e)) {
		fprintf(stderr, "%s\n", e.text);
		return 1;
	}
	db_close(&d);
	return 0;
}

static int try_writing(const struct place *p)
{
	struct db d;
	struct err e = {0};

	if (db_open(&d, p->db, DB_WRITE, &e))
		return 1;
	return e.kind == ERR_PERMISSION ? 0 : 2;
}

static bool is_root(void)
{
	if (geteuid() == 0)
		return true;
	print_message("skipped: only root can become somebody else\n");
	return false;
}

static void make_and_open_up(const struct place *p, mode_t file, mode_t folder)
{
	static const char *const ends[] = {"", "-wal", "-shm", "-lock"};
	struct db d;

	assert_true(db_open(&d, p->db, DB_WRITE, NULL));
	db_close(&d);
	for (size_t i = 0; i < 4; i++) {
		char path[256];

		snprintf(path, sizeof(path), "%s%s", p->db, ends[i]);
		assert_int_equal(chmod(path, file), 0);
	}
	assert_int_equal(chmod(p->folder, folder), 0);
}

static void after_a_clean_close_reading_needs_no_write_access(void **state)
{
	struct place *p = *state;

	if (!is_root())
		skip();
	make_and_open_up(p, 0644, 0755);
	assert_int_equal(as_nobody(try_reading, p), 0);
}

/* Answers 0 if the sentence speaks of the files that are missing. */
static int try_reading_a_copy(const struct place *p)
{
	struct db d;
	struct err e = {0};

	if (db_open(&d, p->db, DB_READ, &e))
		return 1;
	return e.kind == ERR_PERMISSION && strstr(e.text, "-wal") != NULL ? 0
									  : 2;
}

static void a_reader_of_a_bare_copy_is_told_what_is_missing(void **state)
{
	struct place *p = *state;
	char path[256];

	if (!is_root())
		skip();
	make_and_open_up(p, 0644, 0755);
	snprintf(path, sizeof(path), "%s-wal", p->db);
	unlink(path);
	snprintf(path, sizeof(path), "%s-shm", p->db);
	unlink(path);
	assert_int_equal(as_nobody(try_reading_a_copy, p), 0);
}

static void without_rights_the_sentence_is_about_permission(void **state)
{
	struct place *p = *state;

	if (!is_root())
		skip();
	make_and_open_up(p, 0644, 0755);
	assert_int_equal(as_nobody(try_writing, p), 0);
	make_and_open_up(p, 0600, 0755);
	assert_int_equal(as_nobody(try_writing, p), 0);
	assert_int_equal(as_nobody(try_reading, p), 1);
}

static void a_statement_is_prepared_once(void **state)
{
	struct place *p = *state;
	struct db d;
	sqlite3_stmt *a, *b;

	assert_true(db_open(&d, p->db, DB_WRITE, NULL));
	a = db_use(&d, "SELECT 1", NULL);
	db_done(a);
	b = db_use(&d, "SELECT 1", NULL);
	assert_ptr_equal(a, b);
	assert_int_equal(sqlite3_step(b), SQLITE_ROW);
	a = db_use(&d, "SELECT 1", NULL);
	assert_ptr_not_equal(a, b);
	db_done(a);
	db_done(b);
	db_close(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_new_database_has_our_mode_number_and_pragmas),
		STORE_TEST(opening_twice_changes_nothing),
		STORE_TEST(a_released_schema_file_never_changes),
		STORE_TEST(a_missing_folder_is_named),
		STORE_TEST(a_text_file_is_no_database_and_stays_as_it_is),
		STORE_TEST(the_database_of_another_program_is_left_alone),
		STORE_TEST(a_newer_database_is_refused),
		STORE_TEST(a_second_writer_is_told_who_writes),
		STORE_TEST(the_lock_of_a_killed_writer_is_gone),
		STORE_TEST(after_a_clean_close_reading_needs_no_write_access),
		STORE_TEST(a_reader_of_a_bare_copy_is_told_what_is_missing),
		STORE_TEST(without_rights_the_sentence_is_about_permission),
		STORE_TEST(a_statement_is_prepared_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
