/* SPDX-License-Identifier: Apache-2.0 */
/* captures_test - which capture was read, how far, and what it told. */
#include "tests/unit/store/place.h"

static void a_complete_capture_is_known_an_incomplete_one_is_not(void **state)
{
	struct place *p = *state;
	struct recorder *r = open_one(p->db, "a", "aa", false, NULL);

	assert_false(recorder_knows(r, 0));
	assert_true(recorder_close(r, NULL));
	r = open_one(p->db, "a", "aa", false, NULL);
	assert_false(recorder_knows(r, 0));
	recorder_end_capture(r, 0, "cut short");
	assert_true(recorder_close(r, NULL));
	r = open_one(p->db, "a", "aa", false, NULL);
	assert_false(recorder_knows(r, 0));
	recorder_end_capture(r, 0, NULL);
	assert_true(recorder_close(r, NULL));
	r = open_one(p->db, "renamed", "aa", false, NULL);
	assert_true(recorder_knows(r, 0));
	assert_true(recorder_close(r, NULL));
	r = open_one(p->db, "a", "aa", true, NULL);
	assert_false(recorder_knows(r, 0));
	assert_true(recorder_close(r, NULL));
	assert_int_equal(ask(p->db, "SELECT count(*) FROM capture"), 1);
}

static void tell_span(struct recorder *r, uint64_t frames)
{
	struct record record = {.kind = RECORD_SPAN};

	record.as.span.first_us = record.as.span.last_us = 1700000000000000u;
	record.as.span.frames = frames;
	recorder_take(r, &record, 1);
}

static void a_broken_capture_is_read_once_and_says_why(void **state)
{
	struct place *p = *state;
	struct recorder *r = open_one(p->db, "a", "aa", false, NULL);

	tell(r, 1, A_dicom_ae, "CT01", 0);
	tell_span(r, 5);
	recorder_end_capture(r, 0, "a: frame 6: cut short");
	assert_true(recorder_close(r, NULL));
	r = open_one(p->db, "a", "aa", false, NULL);
	assert_true(recorder_knows(r, 0));
	assert_string_equal(recorder_problem(r, 0), "a: frame 6: cut short");
	assert_true(recorder_close(r, NULL));
	r = open_one(p->db, "a", "aa", true, NULL);
	assert_false(recorder_knows(r, 0));
	assert_string_equal(recorder_problem(r, 0), "");
	assert_true(recorder_close(r, NULL));
}

/* Broken off and begun again, or --again: nothing is counted twice. */
static void what_is_read_again_is_counted_once(void **state)
{
	struct place *p = *state;

	for (int i = 0; i < 3; i++) {
		struct recorder *r = open_one(p->db, "a", "aa", i == 2, NULL);

		tell(r, 1, A_dicom_ae, "CT01", 0);
		if (i == 0)
			tell(r, 2, A_dicom_ae, "CT01", 0);
		if (i > 0) {
			tell_span(r, 5);
			recorder_end_capture(r, 0, NULL);
		}
		assert_true(recorder_close(r, NULL));
		assert_int_equal(ask(p->db, "SELECT max(count) FROM "
					    "fact"),
				 2);
		assert_int_equal(ask(p->db, "SELECT count(*) FROM asset"),
				 i == 0 ? 2 : 1);
	}
	assert_true(checks_out(p->db, NULL));
}

static void what_another_capture_told_stays(void **state)
{
	struct place *p = *state;
	struct recorder *r = open_one(p->db, "a", "aa", false, NULL);

	tell(r, 1, A_dicom_ae, "CT01", 0);
	assert_true(recorder_close(r, NULL));
	r = open_one(p->db, "b", "bb", false, NULL);
	tell(r, 2, A_dicom_ae, "CT01", 0);
	assert_true(recorder_close(r, NULL));
	r = open_one(p->db, "b", "bb", true, NULL);
	assert_true(recorder_close(r, NULL));
	assert_int_equal(ask(p->db, "SELECT count(*) FROM asset"), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_complete_capture_is_known_an_incomplete_one_is_not),
		STORE_TEST(a_broken_capture_is_read_once_and_says_why),
		STORE_TEST(what_is_read_again_is_counted_once),
		STORE_TEST(what_another_capture_told_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
