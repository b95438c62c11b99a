/* SPDX-License-Identifier: Apache-2.0 */
/* cdp_test - name, platform and software of a neighbour in Cisco's words. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_cdp;

#define HEAD "aaaa03 00000c 2000 02 b4 0000"

static void add_tlv(struct octets *o, uint16_t type, const char *text)
{
	add_be(o, type, 2);
	add_be(o, strlen(text) + 4, 2);
	add_text(o, text);
}

static struct octets neighbour(void)
{
	struct octets o = hex(HEAD);

	add_tlv(&o, 1, "gw.zzhosp.example");
	add_tlv(&o, 3, "GigabitEthernet0/1");
	add_tlv(&o, 5, "Cisco IOS Software, C2960X Software\nVersion "
		       "15.2(2)E6");
	add_tlv(&o, 6, "WS-C2960X-48FPD-L");
	add_tlv(&o, 9, "CANARYDOMAIN");
	return o;
}

static void a_switch_names_itself(void **state)
{
	struct octets o = neighbour();
	struct trial *t = say(&dissector_cdp, 0, CLIENT, &o);

	(void)state;
	assert_int_equal(trial_probe(&dissector_cdp, CLIENT, o.b, o.n), YES);
	assert_string_equal(trial_text(t, CLIENT, A_system_name),
			    "gw.zzhosp.example");
	assert_string_equal(trial_text(t, CLIENT, A_switch_port),
			    "GigabitEthernet0/1");
	assert_string_equal(trial_text(t, CLIENT, A_system_description),
			    "Cisco IOS Software, C2960X Software Version "
			    "15.2(2)E6");
	assert_string_equal(trial_text(t, CLIENT, A_platform),
			    "WS-C2960X-48FPD-L");
	assert_false(trial_leaks(t, "CANARY"));
	assert_int_equal(t->count, 4);
	trial_close(t);
	bears_cutting(&dissector_cdp, 0, CLIENT, &o);
	bears_lies(&dissector_cdp, 0, CLIENT, &o, NULL);
}

static void the_part_in_the_network_is_told(void **state)
{
	static const struct {
		const char *tlv, *part;
	} rows[] = {
		{"0004 0008 00000028", "switch"},
		{"0004 0008 00000029", "router"},
		{"0004 0008 00000490", "telephone"},
		{"0004 0008 00000008", "-"}, /* hosts virtual machines        */
		{"0004 0008 00000039", "-"}, {"0004 0006 0001", "-"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct octets o = hex(HEAD);
		struct trial *t;
		const char *part;

		add_hex(&o, rows[i].tlv);
		t = say(&dissector_cdp, 0, CLIENT, &o);
		part = trial_text(t, CLIENT, A_neighbour_part);
		assert_string_equal(part == NULL ? "-" : part, rows[i].part);
		trial_close(t);
	}
}

static void the_padding_of_a_short_frame_is_no_fault(void **state)
{
	struct octets o = hex(HEAD);
	struct trial *t;

	(void)state;
	add_tlv(&o, 1, "phone");
	add_zero(&o, 25);
	t = say(&dissector_cdp, 0, CLIENT, &o);
	assert_string_equal(trial_text(t, CLIENT, A_system_name), "phone");
	assert_false(t->malformed);
	trial_close(t);
}

static void lengths_too_small_or_too_large_are_counted(void **state)
{
	static const char *const lies[] = {"0001 0003 41", "0001 0000 41",
					   "0001 ffff 41"};

	(void)state;
	for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
		struct octets o = hex(HEAD);
		struct trial *t;

		add_hex(&o, lies[i]);
		t = say(&dissector_cdp, 0, CLIENT, &o);
		assert_true(t->malformed);
		assert_int_equal(t->count, 0);
		trial_close(t);
	}
}

static void other_protocols_of_the_same_maker_are_not_ours(void **state)
{
	static const char *const others[] = {
		"aaaa03 00000c 2003 02 b4 0000", /* VTP                       */
		"aaaa03 00000c 0104 02 b4 0000", /* DTP                       */
		"aaaa03 000000 2000 02 b4 0000", "424203 00000c 2000",
		"aaaa03 00000c 20", "",
	};

	(void)state;
	assert_refused(&dissector_cdp, others, sizeof(others) / sizeof(others[0]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_switch_names_itself),
		cmocka_unit_test(the_part_in_the_network_is_told),
		cmocka_unit_test(the_padding_of_a_short_frame_is_no_fault),
		cmocka_unit_test(lengths_too_small_or_too_large_are_counted),
		cmocka_unit_test(other_protocols_of_the_same_maker_are_not_ours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
