/* SPDX-License-Identifier: Apache-2.0 */
/* modbus - controllers that obey, and what they call themselves. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_modbus;

static const struct turn identify[] = {
	SAYS(CLIENT, "\x00\x01\x00\x00\x00\x05\x01\x2b\x0e\x01\x00"),
	SAYS(SERVER, "\x00\x01\x00\x00\x00\x1e\x01\x2b\x0e\x01\x01\x00\x00\x03"
		     "\x00\x04" "ACME" "\x01\x06PM5560" "\x02\x06V2.7.4"),
};

static void the_identification_is_told(void **state)
{
	struct trial *t = play(&dissector_modbus, 502, TURNS(identify), 0);

	(void)state;
	assert_int_equal(trial_word(t, SERVER, A_modbus_clear), 1);
	assert_said(trial_text(t, SERVER, A_modbus_vendor), "ACME");
	assert_said(trial_text(t, SERVER, A_modbus_model), "PM5560");
	assert_said(trial_text(t, SERVER, A_modbus_version), "V2.7.4");
	trial_close(t);
	bears_anything(&dissector_modbus, 502, TURNS(identify));
}

static void each_unit_is_told_apart_and_two_are_the_address(void **state)
{
	static const uint8_t units[] = {1, 7, 0, 255};

	(void)state;
	for (size_t i = 0; i < sizeof(units); i++) {
		uint8_t answer[64];
		const struct turn turns[] = {
			identify[0], {SERVER, answer, identify[1].n},
		};
		uint32_t part = part_number(cur_of(&units[i], 1),
					    cur_of("modbus", 6));
		struct trial *t;

		memcpy(answer, identify[1].octets, identify[1].n);
		answer[6] = units[i];
		t = play(&dissector_modbus, 502, TURNS(turns), 0);
		assert_said(trial_part_text(t, i < 2 ? part : 0, A_modbus_model),
			    "PM5560");
		trial_close(t);
	}
}

static void an_exception_is_no_obedience(void **state)
{
	const struct turn turns[] = {
		identify[0],
		SAYS(SERVER, "\x00\x01\x00\x00\x00\x03\x01\xab\x01"),
	};
	struct trial *t = play(&dissector_modbus, 502, TURNS(turns), 0);

	(void)state;
	assert_int_equal(trial_word(t, SERVER, A_modbus_clear), UINT64_MAX);
	trial_close(t);
}

static void a_request_that_does_not_fit_is_something_else(void **state)
{
	(void)state;
	assert_int_equal(trial_probe(&dissector_modbus, CLIENT,
				     "\x00\x01\x00\x00\x00\x03\x01\x2b\x0e\x01",
				     10),
			 NO);
	/* The rest may come in a segment of its own. */
	assert_int_equal(trial_probe(&dissector_modbus, CLIENT,
				     "\x00\x01\x00\x00\x00\x09\x01\x2b\x0e\x01",
				     10),
			 MORE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_identification_is_told),
		cmocka_unit_test(each_unit_is_told_apart_and_two_are_the_address),
		cmocka_unit_test(an_exception_is_no_obedience),
		cmocka_unit_test(a_request_that_does_not_fit_is_something_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
