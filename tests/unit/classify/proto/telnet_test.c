/* SPDX-License-Identifier: Apache-2.0 */
/* telnet - the greeting, and not an octet of what is typed. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_telnet;

static const struct turn login[] = {
	SAYS(SERVER, "\xff\xfd\x18\xff\xfb\x01Lantronix UDS1100\r\n\r\nlogin: "),
	SAYS(CLIENT, "\xff\xfb\x18"),
	SAYS(CLIENT, "svccanary\r\n"),
	SAYS(SERVER, "svccanary\r\nPassword: "),
	SAYS(CLIENT, "S3cretCanary!\r\n"),
	SAYS(SERVER, "patient CANARY\r\n"),
};

static void the_greeting_is_told_and_nothing_that_is_typed(void **state)
{
	struct trial *t = play(&dissector_telnet, 23, TURNS(login), 0);

	(void)state;
	assert_int_equal(trial_word(t, SERVER, A_telnet_session), 1);
	assert_said(trial_text(t, SERVER, A_telnet_banner),
		    "Lantronix UDS1100");
	assert_said(trial_text(t, SERVER, A_clear_login), "telnet");
	assert_false(trial_leaks(t, "svccanary"));
	assert_false(trial_leaks(t, "S3cret"));
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

static void text_without_negotiation_is_not_telnet(void **state)
{
	(void)state;
	assert_int_equal(trial_probe(&dissector_telnet, SERVER, "login: ", 7),
			 NO);
	assert_int_equal(trial_probe(&dissector_telnet, SERVER,
				     "\xff\xd8\xff\xe0", 4),
			 NO); /* a JPEG picture */
}

static void an_option_without_end_is_given_up_however_it_arrives(void **state)
{
	uint8_t octets[1200];
	struct turn turns[] = {{SERVER, octets, sizeof(octets)}};

	(void)state;
	memset(octets, 'x', sizeof(octets));
	memcpy(octets, "\xff\xfa\x1f", 3);
	memcpy(octets + 1000, "\xff\xf0login:", 8);
	bears_anything(&dissector_telnet, 23, TURNS(turns));
}

static void it_bears_anything(void **state)
{
	(void)state;
	bears_anything(&dissector_telnet, 23, TURNS(login));
}

static void an_echo_behind_an_unknown_prompt_is_no_greeting(void **state)
{
	static const struct turn foreign[] = {
		SAYS(SERVER, "\xff\xfb\x01" "Benutzer: "),
		SAYS(CLIENT, "\xff\xfd\x01" "svccanary\r\n"),
		SAYS(SERVER, "svccanary\r\nPassword: "),
	};
	static const struct turn one_way[] = {
		SAYS(SERVER, "\xff\xfb\x01" "Benutzer: svccanary\r\n"
			     "Password: "),
	};
	static const struct turn plain[] = {
		SAYS(SERVER, "\xff\xfb\x01User Access Verification\r\n"
			     "\r\nPassword: "),
	};
	struct trial *t = play(&dissector_telnet, 23, TURNS(foreign), 0);

	(void)state;
	assert_null(trial_text(t, SERVER, A_telnet_banner));
	trial_close(t);
	t = play(&dissector_telnet, 23, TURNS(one_way), 0);
	assert_null(trial_text(t, SERVER, A_telnet_banner));
	trial_close(t);
	t = play(&dissector_telnet, 23, TURNS(plain), 0);
	assert_said(trial_text(t, SERVER, A_telnet_banner),
		    "User Access Verification");
	trial_close(t);
}

/* The first waits behind its prompt; decoration and known logins do not count,
 * nor does what was there before the capture began. */
static void a_shell_that_waits_for_anybody_is_told(void **state)
{
	static const struct turn open[] = {
		SAYS(SERVER, "\xff\xfd\x18\xff\xfb\x01\r\n# "),
		SAYS(CLIENT, "\xff\xfb\x18\r\n"),
		SAYS(SERVER, "\r\n# "),
		SAYS(CLIENT, "ls CANARY\r\n"),
	};
	static const struct turn decorated[] = {
		SAYS(SERVER, "\xff\xfb\x01# Ward 3 #\r\n# Name ? "),
		SAYS(CLIENT, "svccanary\r\n"),
		SAYS(SERVER, "\r\n# "),
		SAYS(CLIENT, "ls\r\n"),
	};
	static const struct turn behind[] = {
		SAYS(SERVER, "\xff\xfb\x01login: "),
		SAYS(CLIENT, "\r\n"),
		SAYS(SERVER, "\r\n# "),
		SAYS(CLIENT, "ls\r\n"),
	};
	struct trial *t = play(&dissector_telnet, 23, TURNS(open), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_login_free), "telnet");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_anything(&dissector_telnet, 23, TURNS(open));
	t = play(&dissector_telnet, 23, TURNS(decorated), 0);
	assert_null(trial_text(t, SERVER, A_login_free));
	trial_close(t);
	t = play(&dissector_telnet, 23, TURNS(behind), 0);
	assert_null(trial_text(t, SERVER, A_login_free));
	trial_close(t);
}

static void the_screen_of_a_running_session_is_no_greeting(void **state)
{
	static const char screen[] = "\xff\xf1 Doe Jane ward 3\r\nPassword:";
	struct trial *t = trial_open(&dissector_telnet, 23);

	(void)state;
	t->d.mid_stream = true;
	trial_bytes(t, CLIENT, "\xff\xfd\x01", 3, 0);
	trial_bytes(t, SERVER, screen, sizeof(screen) - 1, 0);
	assert_null(trial_text(t, SERVER, A_telnet_banner));
	assert_int_equal(trial_word(t, SERVER, A_telnet_session), 1);
	trial_close(t);
}

static void a_server_that_agrees_to_the_port_option_has_a_serial_port(
	void **state)
{
	static const struct {
		struct turn turn;
		bool served;
	} rows[] = {
		{SAYS(SERVER, "\xff\xfd\x2c"), true},
		{SAYS(SERVER, "\xff\xfb\x2c"), true},
		{SAYS(SERVER, "\xff\xfa\x2c\x65\x01\xff\xf0"), true},
		{SAYS(SERVER, "\xff\xfe\x2c"), false},
		{SAYS(SERVER, "\xff\xfc\x2c"), false},
		{SAYS(CLIENT, "\xff\xfb\x2c"), false},
		{SAYS(SERVER, "\xff\xfd\x18"), false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct trial *t = play(&dissector_telnet, 4001, &rows[i].turn,
				       1, 0);

		assert_int_equal(trial_word(t, SERVER, A_sds_serial_port),
				 rows[i].served ? 1 : UINT64_MAX);
		trial_close(t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_shell_that_waits_for_anybody_is_told),
		cmocka_unit_test(the_greeting_is_told_and_nothing_that_is_typed),
		cmocka_unit_test(text_without_negotiation_is_not_telnet),
		cmocka_unit_test(
			an_option_without_end_is_given_up_however_it_arrives),
		cmocka_unit_test(it_bears_anything),
		cmocka_unit_test(an_echo_behind_an_unknown_prompt_is_no_greeting),
		cmocka_unit_test(the_screen_of_a_running_session_is_no_greeting),
		cmocka_unit_test(
			a_server_that_agrees_to_the_port_option_has_a_serial_port),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
