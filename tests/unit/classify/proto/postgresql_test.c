/* SPDX-License-Identifier: Apache-2.0 */
/* postgresql_test - which server answers, and whether in clear. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_postgresql;

#define START "\x00\x00\x00\x22\x00\x03\x00\x00" "user\0CANARY\0" \
	      "database\0lis\0\0"

static const struct turn login[] = {
	SAYS(CLIENT, "\x00\x00\x00\x08\x04\xd2\x16\x2f"),
	SAYS(SERVER, "N"),
	SAYS(CLIENT, START),
	SAYS(SERVER, "R\x00\x00\x00\x08\x00\x00\x00\x03"),
	SAYS(CLIENT, "p\x00\x00\x00\x0b" "CANARY\0"),
	SAYS(SERVER, "R\x00\x00\x00\x08\x00\x00\x00\x00"
		     "S\x00\x00\x00\x1a" "application_name\0CANA\0"
		     "S\x00\x00\x00\x18" "server_version\0" "15.6\0"
		     "Z\x00\x00\x00\x05I"),
};

static void the_version_and_a_login_in_clear_are_told(void **state)
{
	struct trial *t = play(&dissector_postgresql, 5432, TURNS(login), 0);

	(void)state;
	assert_int_equal(trial_probe(&dissector_postgresql, CLIENT,
				     login[0].octets, login[0].n), YES);
	assert_int_equal(trial_probe(&dissector_postgresql, CLIENT,
				     login[2].octets, login[2].n), YES);
	assert_said(trial_text(t, SERVER, A_database_version),
		    "PostgreSQL 15.6");
	assert_said(trial_text(t, SERVER, A_database_clear), "postgresql");
	assert_said(trial_text(t, SERVER, A_clear_login), "postgresql");
	assert_said(trial_text(t, CLIENT, A_clear_login_sent), "postgresql");
	assert_false(trial_leaks(t, "CANA"));
	trial_close(t);
	bears_anything(&dissector_postgresql, 5432, TURNS(login));
}

static void a_hashed_password_is_no_login_in_clear(void **state)
{
	const struct turn turns[] = {
		SAYS(CLIENT, START),
		SAYS(SERVER, "R\x00\x00\x00\x0c\x00\x00\x00\x05salt"),
		SAYS(CLIENT, "p\x00\x00\x00\x0amd5ab\0"),
	};
	struct trial *t = play(&dissector_postgresql, 5432, TURNS(turns), 0);

	(void)state;
	assert_null(trial_text(t, SERVER, A_clear_login));
	assert_said(trial_text(t, SERVER, A_database_clear), "postgresql");
	trial_close(t);
}

static void a_session_that_goes_over_to_tls_is_encrypted(void **state)
{
	const struct turn turns[] = {login[0], SAYS(SERVER, "S")};
	struct trial *t = play(&dissector_postgresql, 5432, TURNS(turns), 0);

	(void)state;
	assert_int_equal(t->count, 0);
	assert_true(t->out.encrypted);
	trial_close(t);
}

static void other_lengths_are_something_else(void **state)
{
	(void)state;
	assert_int_equal(trial_probe(&dissector_postgresql, CLIENT,
				     "\x00\x00\x00\x09\x04\xd2\x16\x2f", 8),
			 NO);
	assert_int_equal(trial_probe(&dissector_postgresql, CLIENT,
				     "\x00\x00\x00\x21\x00\x03\x00\x00usrr\0",
				     13), NO);
	assert_int_equal(trial_probe(&dissector_postgresql, CLIENT,
				     "\x00\x00\x00\x55\xff" "SMBr", 9), NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_version_and_a_login_in_clear_are_told),
		cmocka_unit_test(a_hashed_password_is_no_login_in_clear),
		cmocka_unit_test(a_session_that_goes_over_to_tls_is_encrypted),
		cmocka_unit_test(other_lengths_are_something_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
