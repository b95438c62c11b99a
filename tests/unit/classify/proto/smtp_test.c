/* SPDX-License-Identifier: Apache-2.0 */
/* smtp_test - mail servers and who sends, and never whose mail it is. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_smtp;

static const struct turn mail[] = {
	SAYS(SERVER, "220 mail.hosp.example ESMTP Postfix (Debian/GNU)\r\n"),
	SAYS(CLIENT, "EHLO us-room2.hosp.example\r\n"),
	SAYS(SERVER, "250-mail.hosp.example\r\n250 AUTH PLAIN LOGIN\r\n"),
	SAYS(CLIENT, "AUTH PLAIN CANARY\r\n"),
	SAYS(CLIENT, "MAIL FROM:<CANARY@hosp.example>\r\n"),
	SAYS(SERVER, "235 CANARY\r\n"),
};

static void both_sides_greet_with_their_names(void **state)
{
	struct trial *t = play(&dissector_smtp, 25, TURNS(mail), 0);

	(void)state;
	assert_int_equal(trial_probe(&dissector_smtp, SERVER, mail[0].octets,
				     mail[0].n), YES);
	assert_said(trial_text(t, SERVER, A_smtp_banner),
		    "mail.hosp.example ESMTP Postfix (Debian/GNU)");
	assert_said(trial_text(t, SERVER, A_smtp_name), "mail.hosp.example");
	assert_said(trial_text(t, CLIENT, A_smtp_name),
		    "us-room2.hosp.example");
	assert_said(trial_text(t, SERVER, A_clear_login), "smtp");
	assert_said(trial_text(t, CLIENT, A_clear_login_sent), "smtp");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_anything(&dissector_smtp, 25, TURNS(mail));
}

static void an_address_in_the_place_of_a_name_names_nobody(void **state)
{
	const struct turn turns[] = {
		mail[0], SAYS(CLIENT, "EHLO [10.0.0.1]\r\n"),
		SAYS(CLIENT, "EHLO 10.0.0.1\r\n"),
		SAYS(CLIENT, "EHLO localhost.localdomain\r\n"),
		SAYS(CLIENT, "HELO CANARY\r\n"),
	};
	struct trial *t = play(&dissector_smtp, 25, TURNS(turns), 0);

	(void)state;
	assert_null(trial_text(t, CLIENT, A_smtp_name));
	trial_close(t);
}

static void after_starttls_nothing_is_in_clear(void **state)
{
	const struct turn turns[] = {
		mail[0], mail[1],
		SAYS(CLIENT, "STARTTLS\r\n"),
		SAYS(SERVER, "250 STARTTLS\r\n220 go\r\n"),
	};
	struct trial *t = play(&dissector_smtp, 587, TURNS(turns), 0);

	(void)state;
	assert_null(trial_text(t, SERVER, A_clear_login));
	assert_true(t->out.encrypted);
	assert_string_equal(t->out.protocol, "smtp");
	trial_close(t);
}

static void file_servers_greet_alike_but_are_left_to_others(void **state)
{
	const struct turn turns[] = {
		SAYS(CLIENT, "USER CANARY\r\n"),
	};
	struct trial *t = play(&dissector_smtp, 2121, TURNS(turns), 0);

	(void)state;
	assert_true(t->refused);
	assert_int_equal(trial_probe(&dissector_smtp, SERVER,
				     "220 ProFTPD ready\r\n", 19), MORE);
	assert_int_equal(trial_probe(&dissector_smtp, CLIENT, "USER x\r\n", 8),
			 NO);
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_sides_greet_with_their_names),
		cmocka_unit_test(
			an_address_in_the_place_of_a_name_names_nobody),
		cmocka_unit_test(after_starttls_nothing_is_in_clear),
		cmocka_unit_test(
			file_servers_greet_alike_but_are_left_to_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
