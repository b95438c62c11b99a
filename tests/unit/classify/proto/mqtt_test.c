/* SPDX-License-Identifier: Apache-2.0 */
/* mqtt - logins in clear, brokers without any; never the account. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_mqtt;

static const struct turn login[] = {
	SAYS(CLIENT, "\x10\x26\x00\x04MQTT\x04\xc2\x00\x3c\x00\x0eSPECTRUM-45077"
		     "\x00\x06" "canary" "\x00\x02" "pw"),
	SAYS(SERVER, "\x20\x02\x00\x00"),
};

static void a_login_is_told_and_not_whose(void **state)
{
	struct trial *t = play(&dissector_mqtt, 1883, TURNS(login), 0);

	(void)state;
	assert_said(trial_text(t, CLIENT, A_mqtt_client), "SPECTRUM-45077");
	assert_said(trial_text(t, SERVER, A_clear_login), "mqtt");
	assert_said(trial_text(t, CLIENT, A_clear_login_sent), "mqtt");
	assert_false(trial_leaks(t, "canary"));
	trial_close(t);
}

static void a_broker_that_asks_for_nothing_is_told(void **state)
{
	static const struct turn turns[] = {
		SAYS(CLIENT, "\x10\x0e\x00\x04MQTT\x04\x02\x00\x3c\x00\x02" "ab"),
		SAYS(SERVER, "\x20\x02\x00\x00"),
	};
	struct trial *t = play(&dissector_mqtt, 1883, TURNS(turns), 0);

	(void)state;
	assert_int_equal(trial_word(t, SERVER, A_mqtt_anonymous), 1);
	assert_null(trial_text(t, SERVER, A_clear_login));
	trial_close(t);
}

static void a_refused_login_is_no_login(void **state)
{
	const struct turn turns[] = {login[0],
				     SAYS(SERVER, "\x20\x02\x00\x05")};
	struct trial *t = play(&dissector_mqtt, 1883, TURNS(turns), 0);

	(void)state;
	assert_null(trial_text(t, SERVER, A_clear_login));
	trial_close(t);
}

static void it_bears_anything(void **state)
{
	(void)state;
	assert_int_equal(trial_probe(&dissector_mqtt, CLIENT,
				     "\x10\x0e\x00\x04MQXX\x04\x02\x00\x3c", 12),
			 NO);
	bears_anything(&dissector_mqtt, 1883, TURNS(login));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_login_is_told_and_not_whose),
		cmocka_unit_test(a_broker_that_asks_for_nothing_is_told),
		cmocka_unit_test(a_refused_login_is_no_login),
		cmocka_unit_test(it_bears_anything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
