/* SPDX-License-Identifier: Apache-2.0 */
/* tired - deaths of workers, waiting and forgetting. */
#include "tui/tired.h"
#include "tests/support/unit.h"

enum { MINUTE_MS = 60000, HOUR_MS = 60 * MINUTE_MS };

/* Dies at once each time, n times; when the last one died. */
static uint64_t die(struct tired *t, unsigned n, bool ready, uint64_t now_ms)
{
	while (n-- > 0) {
		now_ms += tired_wait_ms(t);
		tired_died(t, ready, now_ms);
	}
	return now_ms;
}

static void nobody_waits_after_the_first_few(void **state)
{
	struct tired t = {0};

	(void)state;
	for (unsigned i = 0; i < TIRED_FREE; i++) {
		die(&t, 1, true, 1000);
		assert_int_equal(tired_wait_ms(&t), 0);
	}
	die(&t, 1, true, 1000);
	assert_in_range(tired_wait_ms(&t), 1, 100);
}

static void after_twenty_within_about_a_minute_one_in_ten_seconds(void **state)
{
	struct tired t = {0};
	uint64_t now_ms = die(&t, TIRED_SLOW, true, 1000);

	(void)state;
	assert_in_range(now_ms, 1000 + MINUTE_MS / 2, 1000 + MINUTE_MS);
	assert_int_equal(tired_wait_ms(&t), 10000);
	die(&t, 5, true, now_ms);
	assert_int_equal(tired_wait_ms(&t), 10000);
}

static void a_quiet_minute_ends_the_waiting_and_no_more(void **state)
{
	struct tired t = {0};
	uint64_t now_ms = die(&t, TIRED_SLOW, true, 1000);

	(void)state;
	die(&t, 1, true, now_ms + MINUTE_MS + 1);
	assert_int_equal(tired_wait_ms(&t), 0);
	assert_int_equal(t.hour, TIRED_SLOW + 1);
}

static void a_quiet_hour_forgives_all(void **state)
{
	struct tired t = {0};
	uint64_t now_ms = 1000;

	(void)state;
	for (unsigned i = 0; i < 2 * TIRED_OUT; i++) {
		now_ms = die(&t, 1, true, now_ms) + HOUR_MS + 1;
		assert_int_equal(t.hour, 1);
	}
	assert_false(tired_out(&t));
}

static void two_hundred_without_a_quiet_hour_are_enough(void **state)
{
	struct tired t = {0};
	uint64_t now_ms = die(&t, TIRED_OUT - 1, true, 1000);

	(void)state;
	assert_false(tired_out(&t));
	die(&t, 1, true, now_ms);
	assert_true(tired_out(&t));
}

static void who_never_gets_ready_is_given_up_soon(void **state)
{
	struct tired t = {0};

	(void)state;
	die(&t, TIRED_UNBORN - 1, false, 1000);
	assert_false(tired_out(&t));
	die(&t, 1, true, 1000);
	die(&t, TIRED_UNBORN - 1, false, 1000);
	assert_false(tired_out(&t));
	die(&t, 1, false, 1000);
	assert_true(tired_out(&t));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_waits_after_the_first_few),
		cmocka_unit_test(
			after_twenty_within_about_a_minute_one_in_ten_seconds),
		cmocka_unit_test(a_quiet_minute_ends_the_waiting_and_no_more),
		cmocka_unit_test(a_quiet_hour_forgives_all),
		cmocka_unit_test(two_hundred_without_a_quiet_hour_are_enough),
		cmocka_unit_test(who_never_gets_ready_is_given_up_soon),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
