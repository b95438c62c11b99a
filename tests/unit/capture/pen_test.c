/* SPDX-License-Identifier: Apache-2.0 */
/* pen - text is put together as printf would, within its buffer. */
#include "capture/base/pen.h"
#include "tests/support/unit.h"

static void numbers_are_those_of_printf(void **state)
{
	static const uint32_t numbers[] = {0, 9, 10, 65535, 99999, 4294967295};

	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		static const uint8_t octets[] = {0x00, 0x9f, 0xa0, 0xff};
		char text[32], wanted[32];
		struct pen pen = pen_on(text, sizeof(text));
		int n = snprintf(wanted, sizeof(wanted), "%u:009fa0ff",
				 numbers[i]);

		pen_number(&pen, numbers[i]);
		pen_char(&pen, ':');
		pen_hex(&pen, octets, sizeof(octets));
		assert_int_equal(pen.n, n);
		assert_memory_equal(text, wanted, pen.n);
	}
}

static void what_does_not_fit_is_left_out_whole(void **state)
{
	char text[4];
	struct pen pen = pen_on(text, sizeof(text));

	(void)state;
	pen_write(&pen, "abc", 3);
	pen_number(&pen, 10);
	assert_true(pen.full);
	assert_int_equal(pen.n, 3);
	pen_char(&pen, 'd');
	assert_memory_equal(text, "abcd", 4);
	pen_write(&pen, NULL, 0);
	assert_int_equal(pen.n, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_those_of_printf),
		cmocka_unit_test(what_does_not_fit_is_left_out_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
