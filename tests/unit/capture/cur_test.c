/* SPDX-License-Identifier: Apache-2.0 */
/* cur - what is read eight octets at a time is read as if one by one. */
#include "capture/base/cur.h"
#include "tests/support/unit.h"

enum { ROUNDS = 20000, MOST = 40 };

/* The same numbers in each run. */
static uint32_t next(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 16;
}

static size_t fill(uint8_t octets[MOST], const char *from, size_t kinds,
		   uint32_t *seed)
{
	size_t n = next(seed) % MOST;

	for (size_t i = 0; i < n; i++)
		octets[i] = (uint8_t)from[next(seed) % kinds];
	return n;
}

static void delimiters_are_passed_as_if_one_by_one(void **state)
{
	static const char from[] = "|}{\xfc\xff|";
	uint8_t octets[MOST];
	uint32_t seed = 1;

	(void)state;
	for (unsigned round = 0; round < ROUNDS; round++) {
		size_t n = fill(octets, from, sizeof(from), &seed);
		unsigned pass = next(&seed) % 12;
		struct cur quick = cur_of(octets, n), slow = quick;

		cur_pass(&quick, '|', pass);
		for (; pass > 0; pass--)
			cur_until(&slow, '|');
		assert_int_equal(cur_left(&quick), cur_left(&slow));
		assert_true(cur_ok(&quick));
	}
}

static void the_first_control_character_is_found(void **state)
{
	static const char from[] = "a |\x7f\x80\x9f\xff\xa0zzzzzzzzzzzzzzz\x1f";
	uint8_t octets[MOST];
	uint32_t seed = 2;

	(void)state;
	for (unsigned round = 0; round < ROUNDS; round++) {
		size_t n = fill(octets, from, sizeof(from) - 1, &seed);
		size_t start = next(&seed) % MOST, i = start;
		struct cur in = cur_of(octets, n);

		while (i < n && octets[i] >= ' ')
			i++;
		assert_int_equal(cur_control(&in, start), i < n ? i : n);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(delimiters_are_passed_as_if_one_by_one),
		cmocka_unit_test(the_first_control_character_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
