/* SPDX-License-Identifier: Apache-2.0 */
/* snmp_value_test - what traps tell, and of whom. */
#include "tests/unit/classify/proto/snmp_wire.h"

extern const struct dissector dissector_snmp;

static void traps_are_told_by_their_sender(void **state)
{
	struct octets list = {.n = 0}, trap;
	struct octets old = hex("3029 020100 04067075626c6963 a41c"
				"06092b06010401bf080302 4004c0000218"
				"020106 020101 430100 3000");
	struct trial *t;

	(void)state;
	add_bind(&list, SYSTEM "0500", "DRXROOM4");
	trap = message(1, "public", TRAP, 0, &list);
	t = say(&dissector_snmp, 162, CLIENT, &trap);
	assert_int_equal(trial_word(t, CLIENT, A_snmp_clear), 2);
	assert_string_equal(trial_text(t, CLIENT, A_system_name), "DRXROOM4");
	/* Only the receiver knows whether it takes this community. */
	assert_null(trial_text(t, CLIENT, A_snmp_community));
	trial_close(t);
	t = say(&dissector_snmp, 162, CLIENT, &old);
	assert_int_equal(trial_word(t, CLIENT, A_snmp_clear), 1);
	assert_null(trial_text(t, CLIENT, A_snmp_community));
	trial_close(t);
}

/* A trap of version 1 by 10.0.0.1: net-snmp's object identifier, the address of
 * its agent, which of the six kinds, and a name. */
static struct octets old_trap(const char *agent, uint8_t kind)
{
	struct octets o = hex("303a 020100 040a 43414e415259434f4d4d a429"
			      "060a2b06010401bf0803020a 4004");

	add_hex(&o, agent);
	add_hex(&o, "0201");
	add_be(&o, kind, 1);
	add_hex(&o, "020101 430100 3011 300f 06082b06010201010500"
		    "0403 545f31");
	o.b[1] = (uint8_t)(o.n - 2);
	o.b[18] = (uint8_t)(o.n - 19);
	return o;
}

static void a_trap_of_version_1_tells_what_sort_of_agent_sends_it(void **state)
{
	struct octets own = old_trap("0a000001", 0);
	struct octets makers = old_trap("0a000001", 6);
	struct trial *t = say(&dissector_snmp, 162, CLIENT, &own);

	(void)state;
	assert_string_equal(trial_text(t, CLIENT, A_snmp_object_id),
			    "1.3.6.1.4.1.8072.3.2.10");
	assert_string_equal(trial_text(t, CLIENT, A_system_name), "T_1");
	assert_int_equal(trial_voice(t, A_system_name), VOICE_SELF);
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_cutting(&dissector_snmp, 162, CLIENT, &own);
	bears_lies(&dissector_snmp, 162, CLIENT, &own, "CANARY");
	t = say(&dissector_snmp, 162, CLIENT, &makers);
	assert_null(trial_text(t, CLIENT, A_snmp_object_id));
	assert_string_equal(trial_text(t, CLIENT, A_snmp_trap_enterprise),
			    "1.3.6.1.4.1.8072.3.2.10");
	trial_close(t);
}

static void a_trap_that_is_passed_on_is_about_its_agent(void **state)
{
	const struct party agent = {.ip = addr_of_v4(0x0a000a63)};
	struct octets o = old_trap("0a000a63", 0), list = {.n = 0}, again;
	struct trial *t = say(&dissector_snmp, 162, CLIENT, &o);

	(void)state;
	assert_null(trial_text(t, CLIENT, A_snmp_object_id));
	assert_null(trial_text(t, CLIENT, A_system_name));
	assert_int_equal(trial_word(t, CLIENT, A_snmp_clear), 1);
	assert_string_equal(trial_party_text(t, agent, A_snmp_object_id),
			    "1.3.6.1.4.1.8072.3.2.10");
	assert_string_equal(trial_party_text(t, agent, A_system_name), "T_1");
	trial_close(t);
	add_bind(&list, SYSTEM "0500", "T_2");
	add_bind(&list, "2b060102012b12010101", "ALERT");
	add_hex(&list, "3011 06092b060106031201030040040a000a63");
	again = message(1, "public", TRAP, 0, &list);
	t = say(&dissector_snmp, 162, CLIENT, &again);
	assert_null(trial_text(t, CLIENT, A_system_name));
	assert_string_equal(trial_party_text(t, agent, A_system_name), "T_2");
	assert_int_equal(trial_party_word(t, agent, A_snmp_printer), 1);
	assert_int_equal(trial_word(t, CLIENT, A_snmp_clear), 2);
	trial_close(t);
}

static void a_trap_of_an_agent_without_an_address_is_nobodys(void **state)
{
	static const char *const agents[] = {"00000000", "7f000001"};

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct octets o = old_trap(agents[i], 0);
		struct trial *t = say(&dissector_snmp, 162, CLIENT, &o);

		assert_int_equal(trial_word(t, CLIENT, A_snmp_clear), 1);
		assert_int_equal(t->count, 1);
		trial_close(t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(traps_are_told_by_their_sender),
		cmocka_unit_test(
			a_trap_of_version_1_tells_what_sort_of_agent_sends_it),
		cmocka_unit_test(a_trap_that_is_passed_on_is_about_its_agent),
		cmocka_unit_test(
			a_trap_of_an_agent_without_an_address_is_nobodys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
