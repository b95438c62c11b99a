/* SPDX-License-Identifier: Apache-2.0 */
/* ftp - logins in clear, and never who or what. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_ftp;

static const struct turn login[] = {
	SAYS(SERVER, "220 Carestream DRX service FTP 5.7\r\n"),
	SAYS(CLIENT, "USER svccanary\r\n"),
	SAYS(SERVER, "331 Password please\r\n"),
	SAYS(CLIENT, "PASS S3cretCanary!\r\n"),
	SAYS(SERVER, "230 Welcome svccanary\r\n"),
};

static void a_login_in_clear_is_told_and_not_whose(void **state)
{
	struct trial *t = play(&dissector_ftp, 21, TURNS(login), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_clear_login), "ftp");
	assert_said(trial_text(t, CLIENT, A_clear_login_sent), "ftp");
	assert_said(trial_text(t, SERVER, A_ftp_banner),
		    "Carestream DRX service FTP 5.7");
	assert_int_equal(trial_word(t, SERVER, A_ftp_anonymous), UINT64_MAX);
	assert_false(trial_leaks(t, "svccanary"));
	assert_false(trial_leaks(t, "S3cret"));
	trial_close(t);
}

static void an_anonymous_login_is_no_account(void **state)
{
	static const struct turn turns[] = {
		SAYS(SERVER, "220 ftp ready\r\n"),
		SAYS(CLIENT, "USER anonymous\r\n"),
		SAYS(SERVER, "331 mail\r\n"),
		SAYS(CLIENT, "PASS a@b\r\n"),
		SAYS(SERVER, "230 in\r\n"),
	};
	struct trial *t = play(&dissector_ftp, 21, TURNS(turns), 0);

	(void)state;
	assert_int_equal(trial_word(t, SERVER, A_ftp_anonymous), 1);
	assert_null(trial_text(t, SERVER, A_clear_login));
	trial_close(t);
}

static void a_name_that_needs_no_password_is_told(void **state)
{
	static const struct turn turns[] = {
		SAYS(SERVER, "220 ftp ready\r\n"),
		SAYS(CLIENT, "USER svccanary\r\n"),
		SAYS(SERVER, "230 in\r\n"),
	};
	struct trial *t = play(&dissector_ftp, 21, TURNS(turns), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_login_free), "ftp");
	assert_null(trial_text(t, SERVER, A_clear_login));
	assert_false(trial_leaks(t, "svccanary"));
	trial_close(t);
	t = play(&dissector_ftp, 21, TURNS(login), 0);
	assert_null(trial_text(t, SERVER, A_login_free));
	trial_close(t);
}

static void a_refused_login_is_no_login(void **state)
{
	static const struct turn turns[] = {
		SAYS(SERVER, "220 ftp ready\r\n"),
		SAYS(CLIENT, "USER bob\r\n"),
		SAYS(SERVER, "530 no\r\n"),
	};
	struct trial *t = play(&dissector_ftp, 21, TURNS(turns), 0);

	(void)state;
	assert_null(trial_text(t, SERVER, A_clear_login));
	trial_close(t);
}

static void mail_is_not_taken_for_ftp(void **state)
{
	static const struct turn turns[] = {
		SAYS(SERVER, "220 mail ESMTP\r\n"),
		SAYS(CLIENT, "EHLO there\r\n"),
	};
	struct trial *t = play(&dissector_ftp, 25, TURNS(turns), 0);

	(void)state;
	assert_true(t->refused);
	assert_int_equal(trial_probe(&dissector_ftp, SERVER,
				     "220 mail ESMTP\r\n", 16),
			 MORE);
	assert_int_equal(trial_probe(&dissector_ftp, CLIENT, "EHLO x\r\n", 8),
			 NO);
	trial_close(t);
}

static void it_bears_anything(void **state)
{
	(void)state;
	bears_anything(&dissector_ftp, 21, TURNS(login));
}

static void a_mail_box_has_users_and_is_no_ftp(void **state)
{
	static const struct turn turns[] = {
		SAYS(SERVER, "+OK POP3 ready\r\n"),
		SAYS(CLIENT, "USER bob\r\n"),
	};
	struct trial *t = play(&dissector_ftp, 110, TURNS(turns), 0);

	(void)state;
	assert_true(t->refused);
	trial_close(t);
}

static void who_joins_late_at_a_mail_box_sees_no_ftp(void **state)
{
	static const struct turn turns[] = {
		SAYS(CLIENT, "USER bob\r\n"),
		SAYS(SERVER, "+OK bob\r\n"),
	};
	struct trial *t = play(&dissector_ftp, 110, TURNS(turns), 0);

	(void)state;
	assert_true(t->refused);
	assert_null(t->out.protocol);
	trial_close(t);
}

static void after_tls_begins_nothing_is_read(void **state)
{
	static const struct turn turns[] = {
		SAYS(SERVER, "220-\r\n220-FTP Server 2\r\n220 \r\n"),
		SAYS(CLIENT, "AUTH TLS\r\n"),
		SAYS(SERVER, "234 go\r\n\x16\x03\x03\n"),
		SAYS(CLIENT, "\x16\x03\x01\nUSER bob\r\n"),
	};
	struct trial *t = play(&dissector_ftp, 21, TURNS(turns), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_ftp_banner), "FTP Server 2");
	assert_true(t->out.encrypted);
	trial_close(t);
	bears_anything(&dissector_ftp, 21, TURNS(turns));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_that_needs_no_password_is_told),
		cmocka_unit_test(a_login_in_clear_is_told_and_not_whose),
		cmocka_unit_test(an_anonymous_login_is_no_account),
		cmocka_unit_test(a_refused_login_is_no_login),
		cmocka_unit_test(mail_is_not_taken_for_ftp),
		cmocka_unit_test(it_bears_anything),
		cmocka_unit_test(a_mail_box_has_users_and_is_no_ftp),
		cmocka_unit_test(who_joins_late_at_a_mail_box_sees_no_ftp),
		cmocka_unit_test(after_tls_begins_nothing_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
