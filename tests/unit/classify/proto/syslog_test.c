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
	assert_null(trial_text(t, CLIENT, A_syslog_host_name));
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

static void expect_host(const char *text, const char *host)
{
	struct trial *t = trial_open(&dissector_syslog, 514);
	const char *said;

	trial_datagram(t, CLIENT, text, strlen(text));
	said = trial_text(t, CLIENT, A_syslog_host_name);
	if (host == NULL)
		assert_null(said);
	else
		assert_string_equal(said == NULL ? "nothing" : said, host);
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

static void the_name_is_that_of_a_whole_header(void **state)
{
	(void)state;
	expect_host("<34>Oct 11 22:14:15 pump-7 sshd[411]: ZZPAT CANARY",
		    "pump-7");
	expect_host("<165>1 2003-10-11T22:14:15.003Z gw1.hosp.example su 201 "
		    "ID47 [a@1 b=\"CANARY\"] ZZPAT", "gw1.hosp.example");
	expect_host("<165>1 - gw1 - - - - CANARY", "gw1");
}

static void words_and_addresses_are_no_names(void **state)
{
	static const char *const messages[] = {
		"<34>Oct 11 22:14:15 sshd[411]: CANARY",
		"<34>Oct 11 22:14:15 CANARY Smith: admitted",
		"<34>Oct 11 22:14:15 CANARY Smith[x]: admitted",
		"<34>Oct 11 22:14:15 CANARY [1]: admitted",
		"<34>Oct 11 22:14:15 CANARY Smith[1]",
		"<34>Oct 11 22:14:15 10.1.2.3 sshd[411]: CANARY",
		"<34>Oct 11 22:14:15 fe80::1 sshd[411]: CANARY",
		"<34>Oct 11 22:14:15 localhost sshd[411]: CANARY",
		"<34>Oct 11 22:14:15",
		"<34>Oct 11 22:14:15 CANARY^A sshd[411]: x",
		"<165>1 2003-10-11T22:14:15.003Z - su - - - CANARY",
		"<165>1 2003-10-11T22:14:15.003Z CANARY su 201",
		"<165>1 the CANARY of all words - x",
		"<165>1 2003-10-11T22:14:15.003Z CANARY a b c words",
		"<165>1 ",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(messages) / sizeof(messages[0]); i++)
		expect_host(messages[i], NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_is_told_and_not_its_words),
		cmocka_unit_test(the_name_is_that_of_a_whole_header),
		cmocka_unit_test(words_and_addresses_are_no_names),
		cmocka_unit_test(only_the_two_shapes_are_syslog),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
