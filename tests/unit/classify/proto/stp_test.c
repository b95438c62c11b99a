/* SPDX-License-Identifier: Apache-2.0 */
/* stp_test - who speaks as a switch, and what only looks so. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_stp;

static struct octets bpdu(const char *version_and_type, size_t more)
{
	struct octets o = hex("42 42 03 0000");

	add_hex(&o, version_and_type);
	add_zero(&o, more);
	return o;
}

static void assert_protocol(const struct octets *o, const char *name)
{
	struct trial *t = say(&dissector_stp, 0, CLIENT, o);

	assert_int_equal(trial_probe(&dissector_stp, CLIENT, o->b, o->n), YES);
	assert_true(trial_said_by(t, VOICE_SELF, A_switch_protocol, name));
	assert_int_equal(t->count, 1);
	trial_close(t);
	bears_cutting(&dissector_stp, 0, CLIENT, o);
	bears_lies(&dissector_stp, 0, CLIENT, o, NULL);
}

static void each_protocol_of_switches_is_named(void **state)
{
	struct octets plain = bpdu("00 00", 31), change = bpdu("00 80", 0);
	struct octets rapid = bpdu("02 02", 32), many = bpdu("03 02", 60);
	struct octets pvst = hex("aaaa03 00000c 010b 0000");
	struct octets dtp = hex("aaaa03 00000c 2004 01");

	(void)state;
	assert_protocol(&plain, "stp");
	assert_protocol(&change, "stp");
	assert_protocol(&rapid, "rstp");
	assert_protocol(&many, "rstp");
	assert_protocol(&pvst, "pvst");
	assert_protocol(&dtp, "dtp");
}

static void what_lacks_its_body_is_malformed(void **state)
{
	struct octets o = bpdu("00 00", 30);
	struct trial *t = say(&dissector_stp, 0, CLIENT, &o);

	(void)state;
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void others_of_802_2_are_not_ours(void **state)
{
	static const char *const others[] = {
		"aaaa03 00000c 2000 02", /* CDP                                */
		"aaaa03 000000 0800 45", "4242 03 0001 00", "f0f003", "42", "",
	};

	(void)state;
	assert_refused(&dissector_stp, others, sizeof(others) / sizeof(others[0]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_protocol_of_switches_is_named),
		cmocka_unit_test(what_lacks_its_body_is_malformed),
		cmocka_unit_test(others_of_802_2_are_not_ours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
