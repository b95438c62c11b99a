/* SPDX-License-Identifier: Apache-2.0 */
/* tds - database sessions without encryption, never a query. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_tds;

#define OPTIONS(level)                                                         \
	"\x00\x00\x0b\x00\x06\x01\x00\x11\x00\x01\xff"                          \
	"\x10\x00\x0f\xa0\x00\x00" level

static const struct turn clear[] = {
	SAYS(CLIENT, "\x12\x01\x00\x1a\x00\x00\x00\x00" OPTIONS("\x00")),
	SAYS(SERVER, "\x04\x01\x00\x1a\x00\x00\x01\x00" OPTIONS("\x02")),
};

static void a_server_that_does_not_encrypt_is_told(void **state)
{
	struct trial *t = play(&dissector_tds, 1433, TURNS(clear), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_database_clear), "tds");
	trial_close(t);
	bears_anything(&dissector_tds, 1433, TURNS(clear));
}

static void a_server_that_encrypts_is_not(void **state)
{
	const struct turn turns[] = {
		clear[0],
		SAYS(SERVER, "\x04\x01\x00\x1a\x00\x00\x01\x00" OPTIONS("\x01")),
	};
	struct trial *t = play(&dissector_tds, 1433, TURNS(turns), 0);

	(void)state;
	assert_null(trial_text(t, SERVER, A_database_clear));
	trial_close(t);
}

static void a_login_in_clear_is_told_of_both(void **state)
{
	static const struct turn turns[] = {
		SAYS(CLIENT, "\x10\x01\x00\x14\x00\x00\x00\x00\x40\x00\x00\x00"
			     "\x04\x00\x00\x74" "user"),
	};
	struct trial *t = play(&dissector_tds, 1433, TURNS(turns), 0);

	(void)state;
	assert_said(trial_text(t, CLIENT, A_clear_login_sent), "tds");
	assert_said(trial_text(t, SERVER, A_database_clear), "tds");
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_server_that_does_not_encrypt_is_told),
		cmocka_unit_test(a_server_that_encrypts_is_not),
		cmocka_unit_test(a_login_in_clear_is_told_of_both),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
