/* SPDX-License-Identifier: Apache-2.0 */
/* lantronix_setup_test - the greeting of a setup console, and no more. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_lantronix_setup;

#define FAMILY \
	"\r\n*** Lantronix Universal Device Server ***\r\n" \
	"Serial Number 1424051  MAC address 00:20:4A:5A:2B:1C\r\n" \
	"Software version 04.5 (011025)\r\n"
#define MODEL \
	"*** Lantronix UDS1100 Device Server ***\n\r" \
	"MAC address 0080A3770050\n\r" \
	"Software version V6.11.0.0 (140414) UDS1100\n\r"

static void a_family_greets_with_its_serial_number(void **state)
{
	const struct turn turns[] = {
		SAYS(SERVER, FAMILY "Press Enter to go into Setup Mode"),
		SAYS(CLIENT, "CANARY\r"),
	};
	struct trial *t = play(&dissector_lantronix_setup, 9999, TURNS(turns),
			       0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_inventory_vendor), "Lantronix");
	assert_said(trial_text(t, SERVER, A_inventory_serial), "1424051");
	assert_said(trial_text(t, SERVER, A_inventory_version), "04.5");
	assert_said(trial_text(t, SERVER, A_sds_mac), "00204a5a2b1c");
	assert_null(trial_text(t, SERVER, A_inventory_model));
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_anything(&dissector_lantronix_setup, 9999, TURNS(turns));
}

static void a_model_greets_with_its_name(void **state)
{
	const struct turn turns[] = {SAYS(SERVER, MODEL "Password :")};
	struct trial *t = play(&dissector_lantronix_setup, 9999, TURNS(turns),
			       0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_inventory_model), "UDS1100");
	assert_said(trial_text(t, SERVER, A_inventory_version), "V6.11.0.0");
	assert_said(trial_text(t, SERVER, A_sds_mac), "0080a3770050");
	trial_close(t);
	bears_anything(&dissector_lantronix_setup, 9999, TURNS(turns));
}

static void a_greeting_without_address_or_version_tells_nothing(void **state)
{
	static const struct turn turns[] = {
		SAYS(SERVER, "*** Lantronix Demo Server ***\r\n"
			     "Software version 1.0\r\n"),
		SAYS(SERVER, "*** Lantronix Demo Server ***\r\n"
			     "MAC address 00:20:4A:5A:2B:1X\r\n"
			     "Software version 1.0\r\n"),
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct trial *t = play(&dissector_lantronix_setup, 9999,
				       &turns[i], 1, 0);

		assert_int_equal(t->count, 0);
		trial_close(t);
	}
}

static void others_greet_otherwise(void **state)
{
	static const char *const others[] = {
		"220 Lantronix FTP\r\n", "*** Welcome ***\r\n", "SSH-2.0-x\r\n",
		"\r\n\r\nlogin:",
	};
	static const char whole[] = MODEL;

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_int_equal(trial_probe(&dissector_lantronix_setup, SERVER,
					     others[i], strlen(others[i])), NO);
	assert_int_equal(trial_probe(&dissector_lantronix_setup, SERVER, whole,
				     9), MORE);
	assert_int_equal(trial_probe(&dissector_lantronix_setup, CLIENT, whole,
				     sizeof(whole)), NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_family_greets_with_its_serial_number),
		cmocka_unit_test(a_model_greets_with_its_name),
		cmocka_unit_test(
			a_greeting_without_address_or_version_tells_nothing),
		cmocka_unit_test(others_greet_otherwise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
