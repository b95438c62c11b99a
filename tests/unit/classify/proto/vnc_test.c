/* SPDX-License-Identifier: Apache-2.0 */
/* vnc - which protection was chosen, never whose desktop. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_vnc;

static const struct turn open_screen[] = {
	SAYS(SERVER, "RFB 003.008\n"),
	SAYS(CLIENT, "RFB 003.008\n"),
	SAYS(SERVER, "\x02\x01\x02"),
	SAYS(CLIENT, "\x01"),
	SAYS(SERVER, "\x00\x00\x00\x00" "CANARY desktop"),
};

static void a_screen_without_password_is_told(void **state)
{
	struct trial *t = play(&dissector_vnc, 5900, TURNS(open_screen), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_vnc_security), "none");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

static void one_offer_is_a_choice(void **state)
{
	static const struct turn turns[] = {
		SAYS(SERVER, "RFB 003.008\n"),
		SAYS(CLIENT, "RFB 003.008\n"),
		SAYS(SERVER, "\x01\x02"),
	};
	struct trial *t = play(&dissector_vnc, 5900, TURNS(turns), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_vnc_security), "des");
	trial_close(t);
}

static void in_version_3_3_the_server_decides(void **state)
{
	static const struct turn turns[] = {
		SAYS(SERVER, "RFB 003.003\n"),
		SAYS(CLIENT, "RFB 003.003\n"),
		SAYS(SERVER, "\x00\x00\x00\x02"),
	};
	struct trial *t = play(&dissector_vnc, 5900, TURNS(turns), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_vnc_security), "des");
	trial_close(t);
}

static void it_bears_anything(void **state)
{
	(void)state;
	assert_int_equal(trial_probe(&dissector_vnc, SERVER, "RFB 00x.", 8),
			 NO);
	bears_anything(&dissector_vnc, 5900, TURNS(open_screen));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_screen_without_password_is_told),
		cmocka_unit_test(one_offer_is_a_choice),
		cmocka_unit_test(in_version_3_3_the_server_decides),
		cmocka_unit_test(it_bears_anything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
