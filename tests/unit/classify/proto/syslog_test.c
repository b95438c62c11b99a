/* SPDX-License-Identifier: Apache-2.0 */
/* syslog - that messages go out in clear, never a word of them. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_syslog;

static const struct turn message[] = {
	SAYS(CLIENT, "<34>Jan  2 10:15:00 pump1 login: operator canary"),
};

static enum guess guess_of(const char *text)
{
	return trial_probe(&dissector_syslog, CLIENT, text, strlen(text));
}

static void a_message_is_told_and_not_its_words(void **state)
{
	struct trial *t = play(&dissector_syslog, 514, TURNS(message), 0);

	(void)state;
	assert_int_equal(trial_word(t, CLIENT, A_syslog_clear), 1);
	assert_false(trial_leaks(t, "canary"));
	assert_false(trial_leaks(t, "pump1"));
	trial_close(t);
	bears_anything(&dissector_syslog, 514, TURNS(message));
}

static void only_the_two_shapes_are_syslog(void **state)
{
	(void)state;
	assert_int_equal(guess_of("<165>1 2026-01-02T10:15:00Z h a - - -"),
			 YES);
	assert_int_equal(guess_of("<192>Jan  2 10:15:00 x"), NO);
	assert_int_equal(guess_of("<html>"), NO);
	assert_int_equal(guess_of("<34>hello"), NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_is_told_and_not_its_words),
		cmocka_unit_test(only_the_two_shapes_are_syslog),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
