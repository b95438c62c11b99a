/* SPDX-License-Identifier: Apache-2.0 */
/* ntp - who asks for the time and who tells it. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_ntp;

static void both_ends_are_told(void **state)
{
	uint8_t ask[48] = {0x23}, answer[48] = {0x24, 2};
	const struct turn turns[] = {{CLIENT, ask, 48}, {SERVER, answer, 48}};
	struct trial *t = play(&dissector_ntp, 123, TURNS(turns), 0);

	(void)state;
	assert_int_equal(trial_word(t, CLIENT, A_ntp_client), 4);
	assert_int_equal(trial_word(t, SERVER, A_ntp_server), 2);
	trial_close(t);
	bears_anything(&dissector_ntp, 123, TURNS(turns));
}

static void on_another_port_it_is_something_else(void **state)
{
	uint8_t ask[48] = {0x23};
	const struct turn turns[] = {{CLIENT, ask, 48}};
	struct trial *t = play(&dissector_ntp, 1234, TURNS(turns), 0);

	(void)state;
	assert_int_equal(t->count, 0);
	ask[0] = 0x3b; /* version 7 */
	assert_int_equal(trial_probe(&dissector_ntp, CLIENT, ask, 48), NO);
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_ends_are_told),
		cmocka_unit_test(on_another_port_it_is_something_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
