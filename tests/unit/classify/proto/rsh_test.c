/* SPDX-License-Identifier: Apache-2.0 */
/* rsh_test - remote shells of Berkeley, and who is let in. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_rsh;

static const struct turn shell[] = {
	SAYS(CLIENT, "1022\0zzusercanary\0zzusercanary\0cat ZZPAT CANARY\0"),
	SAYS(SERVER, "\0ZZPAT^CANARY\n"),
};

static const struct turn login[] = {
	SAYS(CLIENT, "\0zzusercanary\0zzusercanary\0vt100/9600\0"),
	SAYS(SERVER, "\0"),
};

static void each_kind_is_told_once_it_is_let_in(void **state)
{
	const struct turn *turns[] = {shell, login};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct trial *t = play(&dissector_rsh, 514, turns[i], 2, 0);

		assert_int_equal(trial_probe(&dissector_rsh, CLIENT,
					     turns[i][0].octets,
					     turns[i][0].n), YES);
		assert_string_equal(t->out.protocol, "rsh");
		assert_false(trial_leaks(t, "CANARY"));
		assert_false(trial_leaks(t, "zzuser"));
		trial_close(t);
		bears_anything(&dissector_rsh, 514, turns[i], 2);
	}
}

static void who_is_refused_has_no_session(void **state)
{
	const struct turn turns[] = {
		shell[0],
		SAYS(SERVER, "\1Permission denied.\n"),
	};
	struct trial *t = play(&dissector_rsh, 514, TURNS(turns), 0);

	(void)state;
	assert_null(t->out.protocol);
	trial_close(t);
}

static void four_texts_and_no_more(void **state)
{
	static const struct {
		enum guess guess;
		const char *octets;
		size_t n;
	} rows[] = {
		{MORE, "1", 1}, {MORE, "\0", 1}, {MORE, "1022\0user\0us", 12},
		{MORE, "1022\0user\0user\0ls", 17}, {NO, "220 ready", 9},
		{NO, "123456\0", 7}, {NO, "12a\0u\0u\0ls", 11},
		{NO, "\0\0\0\x2f\xffSMB", 8}, {NO, "1022\0\0user\0ls", 14},
		{NO, "1022\0u ser\0user\0ls", 19},
		{NO, "1022\0user\0user\0ls\0more", 22},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(trial_probe(&dissector_rsh, CLIENT,
					     rows[i].octets, rows[i].n),
				 rows[i].guess);
	assert_int_equal(trial_probe(&dissector_rsh, SERVER, shell[0].octets,
				     shell[0].n), NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_is_told_once_it_is_let_in),
		cmocka_unit_test(who_is_refused_has_no_session),
		cmocka_unit_test(four_texts_and_no_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
