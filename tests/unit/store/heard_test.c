/* SPDX-License-Identifier: Apache-2.0 */
/* heard - days and the journal survive restarts, rebuilds and old databases. */
#include "tests/unit/store/place.h"

static const uint64_t DAY_US = UINT64_C(86400000000);

/* What a host says on a day. */
static void tell_on(struct recorder *r, unsigned day, unsigned host,
		    enum attr a, const char *text)
{
	struct record record = fact_record(host, a, text, 0);

	record.as.fact.first_us += day * DAY_US;
	record.as.fact.last_us += day * DAY_US;
	recorder_take(r, &record, 1);
}

static void run(const char *db, const char *name, unsigned from, unsigned to,
		bool silent)
{
	struct recorder *r = open_one(db, name, name, false, NULL);

	assert_non_null(r);
	for (unsigned day = from; day < to; day++) {
		tell_on(r, day, 1, A_http_server, "nginx");
		if (!silent)
			tell_on(r, day, 2, A_dicom_modality, "CT");
	}
	recorder_end_capture(r, 0, NULL);
	assert_true(recorder_close(r, NULL));
}

static unsigned lines_with(const char *db, const char *text)
{
	char *dump = dump_of(db);
	unsigned n = 0;

	for (const char *at = dump; (at = strstr(at, text)) != NULL; at++)
		n++;
	free(dump);
	return n;
}

static void statement(const char *db, const char *text)
{
	struct err e = {0};
	struct db d;

	assert_true(db_open(&d, db, DB_WRITE, &e));
	if (!db_run(&d, text, &e))
		fail_msg("%s", e.text);
	db_close(&d);
}

static void days_are_added_up_over_runs_and_survive_a_rebuild(void **state)
{
	struct place *p = *state;
	const char *whole = path_of(p, "whole.db");
	char *a, *b;

	run(p->db, "one", 0, 10, false);
	run(p->db, "three", 30, 40, false);
	run(p->db, "two", 10, 30, true);
	run(whole, "three", 30, 40, false);
	run(whole, "two", 10, 30, true);
	run(whole, "one", 0, 10, false);
	assert_int_equal(lines_with(p->db, "|silent|"), 1);
	assert_int_equal(lines_with(p->db, "|back|"), 1);
	assert_int_equal(lines_with(p->db, "\nheard|"), 4);
	assert_true(store_rebuild(p->db, tree_knowledge(), NULL));
	a = dump_of(p->db);
	b = dump_of(whole);
	assert_string_equal(a, b);
	free(a);
	free(b);
	assert_true(checks_out(p->db, NULL));
}

static void who_was_heard_on_one_day_needs_no_row(void **state)
{
	struct place *p = *state;

	run(p->db, "one", 0, 1, false);
	assert_int_equal(lines_with(p->db, "\nheard|"), 0);
	run(p->db, "two", 1, 2, true);
	assert_int_equal(lines_with(p->db, "\nheard|"), 2);
	run(p->db, "three", 2, 10, true);
	assert_int_equal(lines_with(p->db, "|silent|"), 1);
}

static void an_old_database_is_silent_about_its_past(void **state)
{
	struct place *p = *state;

	run(p->db, "one", 0, 1, false);
	run(p->db, "two", 1, 20, true);
	run(p->db, "three", 20, 21, false);
	assert_int_equal(lines_with(p->db, "|back|"), 1);
	statement(p->db, "DROP TABLE event; CREATE TABLE event "
			 "(id INTEGER PRIMARY KEY, kind TEXT NOT NULL) STRICT; "
			 "INSERT INTO event VALUES (1, 'changed'); "
			 "UPDATE asset SET digest = 0");
	make_old(p->db, 3);
	run(p->db, "four", 21, 28, true);
	assert_int_equal(lines_with(p->db, "|back|"), 0);
	assert_int_equal(lines_with(p->db, "|silent|"), 0);
	run(p->db, "five", 28, 30, true);
	assert_int_equal(lines_with(p->db, "|silent|"), 1);
	run(p->db, "six", 30, 31, false);
	assert_int_equal(lines_with(p->db, "|back|"), 1);
}

static void days_that_make_no_sense_are_refused(void **state)
{
	struct place *p = *state;
	struct err e = {0};

	run(p->db, "one", 0, 3, false);
	statement(p->db, "UPDATE heard SET days = x'010203'");
	assert_false(checks_out(p->db, &e));
	assert_null(open_one(p->db, "two", "two", false, &e));
	assert_int_equal(e.kind, ERR_INTEGRITY);
	statement(p->db, "UPDATE heard SET days = x'ffffffffffffffff'");
	assert_null(open_one(p->db, "three", "three", false, &e));
	statement(p->db, "UPDATE heard SET days = zeroblob(8 * 1000)");
	assert_null(open_one(p->db, "four", "four", false, &e));
}

static void the_journal_of_an_asset_goes_with_it(void **state)
{
	struct place *p = *state;

	run(p->db, "one", 0, 1, false);
	run(p->db, "two", 1, 20, true);
	assert_int_equal(lines_with(p->db, "|silent|"), 1);
	statement(p->db, "INSERT INTO event VALUES (77, 0, 1, 'back', '', '', "
			 "'', 0)");
	assert_false(checks_out(p->db, NULL));
	assert_true(store_rebuild(p->db, tree_knowledge(), NULL));
	assert_int_equal(lines_with(p->db, "|back|"), 0);
	assert_int_equal(lines_with(p->db, "|silent|"), 1);
	assert_true(checks_out(p->db, NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(days_are_added_up_over_runs_and_survive_a_rebuild),
		STORE_TEST(who_was_heard_on_one_day_needs_no_row),
		STORE_TEST(an_old_database_is_silent_about_its_past),
		STORE_TEST(days_that_make_no_sense_are_refused),
		STORE_TEST(the_journal_of_an_asset_goes_with_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
