/* SPDX-License-Identifier: Apache-2.0 */
/* tftp - that files move, never which. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_tftp;

static const struct turn ask[] = {
	SAYS(CLIENT, "\x00\x02" "canary.bin\0octet\0"),
};

static void a_write_is_told_of_who_asks_and_not_of_what(void **state)
{
	struct trial *t = play(&dissector_tftp, 69, TURNS(ask), 0);

	(void)state;
	/* Whoever is only asked may not even have the service. */
	assert_int_equal(trial_word(t, SERVER, A_tftp_transfer), UINT64_MAX);
	assert_int_equal(trial_word(t, CLIENT, A_tftp_transfer), 2);
	assert_false(trial_leaks(t, "canary"));
	trial_close(t);
	bears_anything(&dissector_tftp, 69, TURNS(ask));
}

static void a_transfer_is_told_of_who_answers(void **state)
{
	static const struct turn read[] = {
		SAYS(CLIENT, "\x00\x03\x00\x01" "canary"),
		SAYS(SERVER, "\x00\x04\x00\x01"),
	};
	static const struct turn write[] = {
		SAYS(CLIENT, "\x00\x04\x00\x00"),
		SAYS(SERVER, "\x00\x03\x00\x01" "canary"),
	};
	static const struct turn options[] = {
		SAYS(CLIENT, "\x00\x06" "tsize\0" "36864\0"),
		SAYS(SERVER, "\x00\x04\x00\x00"),
	};
	static const struct turn other[] = {
		SAYS(CLIENT, "\x00\x03\x00\x01" "canary"),
		SAYS(SERVER, "\x00\x03\x00\x01"),
	};
	struct trial *t = play(&dissector_tftp, 40001, TURNS(read), 0);

	(void)state;
	assert_int_equal(trial_word(t, CLIENT, A_tftp_transfer), 1);
	assert_false(trial_leaks(t, "canary"));
	trial_close(t);
	t = play(&dissector_tftp, 40001, TURNS(write), 0);
	assert_int_equal(trial_word(t, CLIENT, A_tftp_transfer), 2);
	trial_close(t);
	t = play(&dissector_tftp, 40001, TURNS(options), 0);
	assert_int_equal(trial_word(t, CLIENT, A_tftp_transfer), 1);
	trial_close(t);
	t = play(&dissector_tftp, 40001, TURNS(other), 0);
	assert_int_equal(t->count, 0);
	trial_close(t);
	bears_anything(&dissector_tftp, 40001, TURNS(options));
}

static void another_mode_is_something_else(void **state)
{
	(void)state;
	assert_int_equal(trial_probe(&dissector_tftp, CLIENT,
				     "\x00\x01" "name\0binary\0", 14),
			 NO);
	assert_int_equal(trial_probe(&dissector_tftp, CLIENT,
				     "\x00\x03" "name\0octet\0", 13),
			 NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_write_is_told_of_who_asks_and_not_of_what),
		cmocka_unit_test(a_transfer_is_told_of_who_answers),
		cmocka_unit_test(another_mode_is_something_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
