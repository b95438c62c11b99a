/* SPDX-License-Identifier: Apache-2.0 */
/* id_set - whether an id is among them, in whatever order they came. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "store/id_set.h"

enum { MANY = 4000 };

/* Near each other as sums are not, with all their first bits alike, and spread
 * over 48 and 63 bits. */
static const uint64_t steps[] = {1, UINT64_C(1) << 31, UINT64_C(1) << 33,
				 UINT64_C(0x9e3779b1), UINT64_C(1) << 48};

static void what_was_added_is_there_and_nothing_else(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		for (unsigned down = 0; down < 2; down++) {
			struct id_set s = {0};

			for (uint64_t k = 1; k <= MANY; k++)
				id_set_add(&s, steps[i] *
						       (2 * (down ? MANY + 1 - k
								  : k)));
			assert_int_equal(s.n, MANY);
			for (uint64_t k = 1; k <= 2 * MANY + 2; k++)
				assert_int_equal(id_set_has(&s, steps[i] * k),
						 k % 2 == 0 && k <= 2 * MANY);
			id_set_free(&s);
		}
}

static void what_is_added_twice_is_there_once(void **state)
{
	struct id_set s = {0};

	(void)state;
	for (unsigned i = 0; i < 3000; i++)
		id_set_add(&s, 7 + i % 1000);
	assert_int_equal(s.n, 1000);
	id_set_free(&s);
	assert_int_equal(s.n, 0);
}

static void zero_is_no_id_and_an_empty_set_holds_nothing(void **state)
{
	struct id_set s = {0};

	(void)state;
	assert_false(id_set_has(&s, 1));
	id_set_add(&s, 0);
	assert_int_equal(s.n, 0);
	assert_false(id_set_has(&s, 0));
	id_set_add(&s, 1);
	assert_false(id_set_has(&s, 0));
	assert_true(id_set_has(&s, 1));
	id_set_free(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_added_is_there_and_nothing_else),
		cmocka_unit_test(what_is_added_twice_is_there_once),
		cmocka_unit_test(zero_is_no_id_and_an_empty_set_holds_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
