/* SPDX-License-Identifier: Apache-2.0 */
/* sccp - telephones of Cisco and who serves them. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_sccp;

#define REGISTER                                                               \
	"\x28\0\0\0" "\x12\0\0\0" "\x01\0\0\0" "SEP001D450C6563\0"             \
	"\0\0\0\0" "\x01\0\0\0" "\x0a\x01\x02\x03" "\x94\x01\0\0" "\0\0\0\0"
#define ACK                                                                    \
	"\x18\0\0\0" "\0\0\0\0" "\x81\0\0\0" "\x1e\0\0\0" "D.M.Y\0\0\0"         \
	"\x3c\0\0\0" "\x06\0\0\0"
#define KEEP_ALIVE "\x04\0\0\0" "\x11\0\0\0" "\0\0\0\0"
#define OFF_HOOK "\x04\0\0\0" "\0\0\0\0" "\x06\0\0\0"
/* The number that is shown. */
#define CALL_INFO                                                              \
	"\x14\0\0\0" "\0\0\0\0" "\x8f\0\0\0" "CANARY5551234567"

static const struct turn registers[] = {
	SAYS(CLIENT, REGISTER),
	SAYS(SERVER, ACK),
	SAYS(CLIENT, OFF_HOOK),
	SAYS(SERVER, CALL_INFO),
};

static void a_registration_names_the_device_and_its_type(void **state)
{
	struct trial *t = play(&dissector_sccp, 2000, TURNS(registers), 0);

	(void)state;
	assert_said(trial_text(t, CLIENT, A_sccp_device), "SEP001D450C6563");
	assert_int_equal(trial_word(t, CLIENT, A_sccp_type), 404);
	assert_said(trial_text(t, CLIENT, A_sccp_role), "telephone");
	assert_said(trial_text(t, SERVER, A_sccp_role), "call-manager");
	assert_string_equal(t->out.protocol, "sccp");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_anything(&dissector_sccp, 2000, TURNS(registers));
}

static void a_station_that_presses_no_key_is_no_telephone(void **state)
{
	struct trial *t = play(&dissector_sccp, 2000, registers, 2, 0);

	(void)state;
	assert_null(trial_text(t, CLIENT, A_sccp_role));
	trial_close(t);
}

static void near_misses_are_not_ours(void **state)
{
	static const struct {
		enum side from;
		const char *first;
	} cases[] = {
		{CLIENT, "\x04\0\0\0" "\0\0\0\0" "\x81\0\0\0"}, /* of a server */
		{SERVER, "\x04\0\0\0" "\0\0\0\0" "\x06\0\0\0"},
		{CLIENT, "\x04\0\0\0" "\x09\0\0\0" "\x06\0\0\0"},
		{CLIENT, "\x04\x10\0\0" "\0\0\0\0" "\x06\0\0\0"},
		{CLIENT, "\x04\0\x01\0" "\0\0\0\0" "\x06\0\0\0"},
		{CLIENT, "\x03\0\0\0" "\0\0\0\0" "\x06\0\0\0"},
		/* MongoDB: length, request, answer to. */
		{CLIENT, "\x3a\0\0\0" "\x01\0\0\0" "\0\0\0\0"},
		{CLIENT, "\x3c\0\0\0" "\x0c\0\0\0" "\0\0\0\0"},
		{CLIENT, "HTTP/1.1 200"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(trial_probe(&dissector_sccp, cases[i].from,
					     cases[i].first, 12), NO);
	assert_int_equal(trial_probe(&dissector_sccp, CLIENT, OFF_HOOK, 12),
			 YES);
	assert_int_equal(trial_probe(&dissector_sccp, CLIENT, KEEP_ALIVE, 12),
			 YES);
	for (size_t n = 1; n < 12; n++)
		assert_int_equal(trial_probe(&dissector_sccp, CLIENT, OFF_HOOK,
					     n), MORE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_registration_names_the_device_and_its_type),
		cmocka_unit_test(a_station_that_presses_no_key_is_no_telephone),
		cmocka_unit_test(near_misses_are_not_ours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
