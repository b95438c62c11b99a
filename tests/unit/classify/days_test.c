/* SPDX-License-Identifier: Apache-2.0 */
/* days - joined in any order, days come out the same; what is old goes. */
#include "classify/days.h"
#include "tests/support/unit.h"

#define DAY UINT64_C(86400000000)
#define START (UINT64_C(1700000000000000) / DAY * DAY)

static void first_and_last_sight_are_two_days_or_one(void **state)
{
	(void)state;
	assert_int_equal(days_count(days_between(START, START + 5)), 1);
	assert_int_equal(days_count(days_between(START, START + DAY - 1)), 1);
	assert_int_equal(days_between(START + DAY - 1, START + DAY), 3);
	assert_int_equal(days_between(START, START + 63 * DAY),
			 1 | UINT64_C(1) << 63);
	assert_int_equal(days_between(START, START + 64 * DAY), 1);
}

/* Sights of so many days after the start, told one by one. */
static uint64_t joined(const unsigned *day, const unsigned *order, unsigned n,
		       uint64_t *last_us)
{
	uint64_t days = 0;

	*last_us = 0;
	for (unsigned i = 0; i < n; i++) {
		uint64_t us = START + day[order[i]] * DAY + 77 * i;

		days = i == 0 ? 1 : days_joined(days, *last_us, 1, us);
		if (us > *last_us)
			*last_us = us;
	}
	return days;
}

static void whatever_the_order_the_days_are_the_same(void **state)
{
	static const unsigned day[] = {0, 3, 3, 64, 70, 100, 101, 165};
	enum { N = sizeof(day) / sizeof(day[0]) };
	unsigned order[N] = {0, 1, 2, 3, 4, 5, 6, 7};
	uint64_t last, want = joined(day, order, N, &last);
	unsigned seed = 1;

	(void)state;
	/* 165 itself; 102 would be the first that is kept. */
	assert_int_equal(want, 1);
	want = joined(day, order, N - 1, &last);
	assert_int_equal(days_count(want), 4);
	for (unsigned round = 0; round < 200; round++) {
		for (unsigned i = N - 2; i > 0; i--) {
			unsigned k, t = order[i];

			seed = seed * 1103515245 + 12345;
			k = (seed >> 16) % (i + 1);
			order[i] = order[k];
			order[k] = t;
		}
		assert_int_equal(joined(day, order, N - 1, &last), want);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_and_last_sight_are_two_days_or_one),
		cmocka_unit_test(whatever_the_order_the_days_are_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
