/* SPDX-License-Identifier: Apache-2.0 */
/* tns_test - the version of an Oracle listener, and no connect string. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_tns;

#define CONNECT "\x00\x54\x00\x00\x01\x00\x00\x00\x01\x36\x01\x2c\x00\x00" \
		"\x08\x00\x7f\xff\x7f\x08\x00\x00\x00\x01\x00\x1a\x00\x3a" \
		"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" \
		"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" \
		"\x00\x00(USER=CANARY)(SERVICE=LI)"

static const struct turn refused[] = {
	SAYS(CLIENT, CONNECT),
	SAYS(SERVER, "\x00\x36\x00\x00\x04\x00\x00\x00\x22\x00\x00\x2a"
		     "(DESCRIPTION=(TMP=)(VSNNUM=186647040)(A=1))"),
};

static void a_refusal_names_the_version(void **state)
{
	struct trial *t = play(&dissector_tns, 1521, TURNS(refused), 0);

	(void)state;
	assert_int_equal(trial_probe(&dissector_tns, CLIENT, refused[0].octets,
				     refused[0].n), YES);
	assert_said(trial_text(t, SERVER, A_database_version),
		    "Oracle TNS 11.2.0.2.0");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_anything(&dissector_tns, 1521, TURNS(refused));
}

static void a_listener_names_itself(void **state)
{
	const struct turn turns[] = {
		refused[0],
		SAYS(SERVER, "\x00\x08\x00\x00\x0b\x00\x00\x00"),
		SAYS(SERVER, "\x00\x43\x00\x00\x06\x00\x00\x00\x00\x40"
			     "....TNSLSNR for Linux: Version 19.0.0.0.0 - "
			     "Production..."),
	};
	struct trial *t = play(&dissector_tns, 1521, TURNS(turns), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_database_version),
		    "Oracle TNS 19.0.0.0.0");
	trial_close(t);
}

static void a_version_of_nothing_is_not_told(void **state)
{
	const struct turn turns[] = {
		refused[0],
		SAYS(SERVER, "\x00\x2e\x00\x00\x04\x00\x00\x00\x22\x00\x00\x22"
			     "(DESCRIPTION=(TMP=)(VSNNUM=0)(A=1))"),
	};
	struct trial *t = play(&dissector_tns, 1521, TURNS(turns), 0);

	(void)state;
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void other_versions_and_lengths_are_something_else(void **state)
{
	char o[] = CONNECT;

	(void)state;
	o[8] = 9;
	assert_int_equal(trial_probe(&dissector_tns, CLIENT, o, sizeof(o) - 1),
			 NO);
	o[8] = 1;
	o[1]++;
	assert_int_equal(trial_probe(&dissector_tns, CLIENT, o, sizeof(o) - 1),
			 NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_refusal_names_the_version),
		cmocka_unit_test(a_listener_names_itself),
		cmocka_unit_test(a_version_of_nothing_is_not_told),
		cmocka_unit_test(other_versions_and_lengths_are_something_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
