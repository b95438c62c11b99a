/* SPDX-License-Identifier: Apache-2.0 */
/* finding_guess - many logins refused in a short time, in whatever order told. */
#include "tests/unit/classify/ward.h"

static const uint64_t FIVE_US = UINT64_C(300000000);
static const uint64_t START_US = UINT64_C(1699999800000000); /* five minutes begin */

/* So many conversations, each with so many refusals, at that second. */
static void refuse(struct ward *w, unsigned second, unsigned conversations,
		   unsigned number)
{
	uint64_t us = START_US + second * UINT64_C(1000000);

	w->now_us = us - w->frames;
	w->count = conversations;
	say(w, "10.0.0.1", A_login_refused, "", us / FIVE_US * 16 + number);
}

static void eleven_in_five_minutes_are_a_guess(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	w.port = 21;
	refuse(&w, 10, 5, 1);
	refuse(&w, 11, 5, 2);
	SILENT(w, "SCN-004", "10.0.0.1"); /* ten */
	refuse(&w, 299, 1, 1);
	RAISED(w, "SCN-004", "10.0.0.1");
	assert_int_equal(found(&w, "SCN-004", "10.0.0.1")->port, 21);
	assert_string_equal(found(&w, "SCN-004", "10.0.0.1")->detail,
			    "at least 11 logins refused within five minutes");
	ward_close(&w);
}

static void one_conversation_can_be_enough(void **state)
{
	static const unsigned numbers[] = {11, 4, 1, 8, 2};
	struct ward w = ward_open(NULL);

	(void)state;
	w.port = 80;
	for (unsigned i = 0; i < 5; i++) {
		SILENT(w, "SCN-004", "10.0.0.1");
		refuse(&w, 20 + numbers[i], 1, numbers[i]);
	}
	RAISED(w, "SCN-004", "10.0.0.1");
	ward_close(&w);
}

static void one_each_minute_is_an_old_password(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	w.port = 445;
	for (unsigned minute = 0; minute < 120; minute++)
		refuse(&w, minute * 60, 1, 1);
	SILENT(w, "SCN-004", "10.0.0.1");
	ward_close(&w);
}

static void a_burst_over_the_border_is_one(void **state)
{
	struct ward w = ward_open(NULL), far = ward_open(NULL);

	(void)state;
	w.port = far.port = 5900;
	refuse(&w, 290, 6, 1);
	refuse(&w, 310, 6, 1);
	assert_string_equal(found(&w, "SCN-004", "10.0.0.1")->detail,
			    "at least 12 logins refused within five minutes");
	/* Both numbers are near the border, and more than five minutes apart. */
	refuse(&far, 100, 6, 1);
	refuse(&far, 401, 6, 1);
	SILENT(far, "SCN-004", "10.0.0.1");
	/* Nor are those of other times. */
	refuse(&far, 1290, 5, 1);
	SILENT(far, "SCN-004", "10.0.0.1");
	ward_close(&w);
	ward_close(&far);
}

static void services_do_not_add_up(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	w.port = 21;
	refuse(&w, 10, 6, 1);
	w.port = 80;
	refuse(&w, 12, 6, 1);
	SILENT(w, "SCN-004", "10.0.0.1");
	refuse(&w, 13, 6, 2);
	assert_int_equal(found(&w, "SCN-004", "10.0.0.1")->port, 80);
	ward_close(&w);
}

static void a_program_matters_to_medical_devices(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	scanner(&w, "10.0.0.1");
	say(&w, "10.0.0.1", A_program_loaded, "windows", 0);
	say(&w, "10.0.0.2", A_program_loaded, "windows", 0);
	RAISED(w, "SCN-011", "10.0.0.1");
	SILENT(w, "SCN-011", "10.0.0.2");
	ward_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(eleven_in_five_minutes_are_a_guess),
		cmocka_unit_test(one_conversation_can_be_enough),
		cmocka_unit_test(one_each_minute_is_an_old_password),
		cmocka_unit_test(a_burst_over_the_border_is_one),
		cmocka_unit_test(services_do_not_add_up),
		cmocka_unit_test(a_program_matters_to_medical_devices),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
