/* SPDX-License-Identifier: Apache-2.0 */
/* mysql_test - which server greets, and whether sessions are in clear. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_mysql;

/* 4 octets of number, 8 of salt, a zero, flags, and the rest. */
#define REST "\x01\x00\x00\x00" "saltsalt\x00\xff\xf7\x08\x02\x00\x0f\x80\x15" \
	     "\0\0\0\0\0\0\0\0\0\0" "saltsaltsalt\0"

static const struct turn clear[] = {
	SAYS(SERVER, "\x3e\x00\x00\x00\x0a" "8.0.36-log\0" REST "mysql\0"),
	SAYS(CLIENT, "\x3c\x00\x00\x01\x85\xa6\x0f\x00\x00\x00\x00\x01\x21"
		     "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
		     "CANARY\0\x14" "passwordpasswordpass"),
};

static void the_version_is_told_and_that_nothing_is_encrypted(void **state)
{
	struct trial *t = play(&dissector_mysql, 3306, TURNS(clear), 0);

	(void)state;
	assert_int_equal(trial_probe(&dissector_mysql, SERVER, clear[0].octets,
				     clear[0].n), YES);
	assert_said(trial_text(t, SERVER, A_database_version),
		    "MySQL 8.0.36-log");
	assert_said(trial_text(t, SERVER, A_database_clear), "mysql");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_anything(&dissector_mysql, 3306, TURNS(clear));
}

static void a_session_that_goes_over_to_tls_is_not_in_clear(void **state)
{
	const struct turn turns[] = {
		clear[0],
		SAYS(CLIENT, "\x20\x00\x00\x01\x85\xae\x0f\x00\x00\x00\x00\x01"
			     "\x21\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
			     "\0"),
	};
	struct trial *t = play(&dissector_mysql, 3306, TURNS(turns), 0);

	(void)state;
	assert_null(trial_text(t, SERVER, A_database_clear));
	assert_true(t->out.encrypted);
	trial_close(t);
	bears_anything(&dissector_mysql, 3306, TURNS(turns));
}

static void mariadb_is_told_by_its_own_version(void **state)
{
	const struct turn turns[] = {
		SAYS(SERVER, "\x49\x00\x00\x00\x0a" "5.5.5-10.11.6-MariaDB\0"
			     REST "mysql\0"),
	};
	struct trial *t = play(&dissector_mysql, 3306, TURNS(turns), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_database_version),
		    "MariaDB 10.11.6-MariaDB");
	trial_close(t);
}

static void other_greetings_are_something_else(void **state)
{
	static const char *const other[] = {
		"220 mail.example.com ESMTP", "SSH-2.0-OpenSSH_9.2p1\r\n",
		"\x3b\x00\x00\x00\x09" "8.0.36-log\0",
	};

	(void)state;
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(trial_probe(&dissector_mysql, SERVER, other[i],
					     16), NO);
	assert_int_equal(trial_probe(&dissector_mysql, SERVER,
				     "\x3b\x00\x00\x00\x0a" "eight.0\0", 13),
			 NO);
	assert_int_equal(trial_probe(&dissector_mysql, CLIENT, clear[0].octets,
				     clear[0].n), NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			the_version_is_told_and_that_nothing_is_encrypted),
		cmocka_unit_test(
			a_session_that_goes_over_to_tls_is_not_in_clear),
		cmocka_unit_test(mariadb_is_told_by_its_own_version),
		cmocka_unit_test(other_greetings_are_something_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
