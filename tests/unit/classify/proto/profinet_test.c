/* SPDX-License-Identifier: Apache-2.0 */
/* profinet_test - names and types of stations. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_profinet;

static struct octets answer(void)
{
	struct octets o = hex("feff 05 01 00000001 0000 002c 02 01 000b 0000");

	add_text(&o, "ET200SP-1");
	add_hex(&o, "00 02 02 000d 0000");
	add_text(&o, "pharma-rob1");
	add_hex(&o, "00 02 03 0006 0000 002a 0313");
	return o;
}

static void an_answer_names_the_station(void **state)
{
	struct octets o = answer();
	struct trial *t = say(&dissector_profinet, 0, CLIENT, &o);

	(void)state;
	assert_int_equal(trial_probe(&dissector_profinet, CLIENT, o.b, o.n),
			 YES);
	assert_string_equal(trial_text(t, CLIENT, A_profinet_type),
			    "ET200SP-1");
	assert_string_equal(trial_text(t, CLIENT, A_profinet_name),
			    "pharma-rob1");
	assert_int_equal(trial_word(t, CLIENT, A_profinet_vendor_id), 42);
	assert_int_equal(trial_word(t, CLIENT, A_profinet_device_id), 0x313);
	trial_close(t);
	bears_cutting(&dissector_profinet, 0, CLIENT, &o);
	bears_lies(&dissector_profinet, 0, CLIENT, &o, NULL);
}

static void questions_and_settings_name_nobody(void **state)
{
	struct octets ask = hex("fefe 05 00 00000001 0001 0004 ff ff 0000");
	struct octets set = hex("fefd 04 00 00000001 0000 0008 02 02 0004 0001 "
				"6162");
	struct octets data = hex("8000 00 00 00000001 0000 0004 ff ff 0000");

	(void)state;
	assert_int_equal(trial_probe(&dissector_profinet, CLIENT, ask.b, ask.n),
			 NO);
	assert_int_equal(trial_probe(&dissector_profinet, CLIENT, set.b, set.n),
			 NO);
	assert_int_equal(trial_probe(&dissector_profinet, CLIENT, data.b,
				     data.n), NO);
}

static void blocks_beyond_the_end_are_malformed(void **state)
{
	struct octets o = answer();
	struct trial *t = trial_open(&dissector_profinet, 0);

	(void)state;
	o.b[15] = 0xff;
	assert_true(trial_datagram(t, CLIENT, o.b, o.n).what == MALFORMED);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_names_the_station),
		cmocka_unit_test(questions_and_settings_name_nobody),
		cmocka_unit_test(blocks_beyond_the_end_are_malformed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
