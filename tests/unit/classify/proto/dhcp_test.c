/* SPDX-License-Identifier: Apache-2.0 */
/* dhcp_test - what clients tell of themselves, and what servers grant. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_dhcp;

static const struct mac pump = {{0x00, 0x03, 0xb1, 0x77, 0, 0x44}};

enum { SNAME = 44, FILE_FIELD = 108 };

/* BOOTP head up to the cookie, then the options. */
static struct octets message(uint8_t op, uint32_t own, uint32_t leased,
			     const char *options)
{
	struct octets o = {.n = 0};

	add_be(&o, op, 1);
	add_hex(&o, "01 06 00 50b70813 00000000");
	add_be(&o, own, 4);
	add_be(&o, leased, 4);
	add_zero(&o, 8);
	add_raw(&o, pump.b, 6);
	add_zero(&o, 10 + 64 + 128);
	add_hex(&o, "63825363");
	add_hex(&o, options);
	return o;
}

static const char *said(const struct octets *o, enum attr attr)
{
	static char kept[OBS_TEXT];
	struct party p = {.mac = pump};
	struct trial *t = say(&dissector_dhcp, 67, CLIENT, o);
	const char *text = trial_party_text(t, p, attr);

	kept[0] = '\0';
	if (text != NULL)
		memcpy(kept, text, sizeof(kept));
	trial_close(t);
	return kept;
}

static unsigned count_of(const struct octets *o)
{
	struct trial *t = say(&dissector_dhcp, 67, SERVER, o);
	unsigned n = t->count;

	trial_close(t);
	return n;
}

#define DISCOVER "350101"
#define PARAMETERS "37 07 0103060c0f1c2a"
#define NAME "0c 0b 504c3336302d3737303434"
#define CLASS "3c 14 4943554d45442d504c554d3336302d31352e3130"

static void a_client_tells_name_class_and_order_of_questions(void **state)
{
	struct octets o = message(1, 0, 0, DISCOVER PARAMETERS NAME CLASS
				  "3d 07 01 0003b1770044 ff");

	(void)state;
	assert_int_equal(trial_probe(&dissector_dhcp, CLIENT, o.b, o.n), YES);
	assert_string_equal(said(&o, A_dhcp_host_name), "PL360-77044");
	assert_string_equal(said(&o, A_dhcp_vendor_class),
			    "ICUMED-PLUM360-15.10");
	assert_string_equal(said(&o, A_dhcp_fingerprint),
			    "1,3,6,12,15,28,42");
	bears_cutting(&dissector_dhcp, 67, CLIENT, &o);
	bears_lies(&dissector_dhcp, 67, CLIENT, &o, NULL);
}

static void a_requested_address_is_only_a_wish(void **state)
{
	struct octets o = message(1, 0, 0, "350103 3204c0000237" NAME "ff");
	struct trial *t = say(&dissector_dhcp, 67, CLIENT, &o);

	(void)state;
	assert_int_equal(t->count, 1);
	assert_true(addr_is_zero(t->said[0].subject.ip));
	assert_string_equal(t->out.protocol, "dhcp");
	trial_close(t);
}

static void an_acknowledgement_binds_and_an_offer_does_not(void **state)
{
	struct octets ack = message(2, 0, 0xc0000237, "350105 ff");
	struct octets inform = message(2, 0xc0000238, 0, "350105 ff");
	struct octets offer = message(2, 0, 0xc0000237, "350102 ff");
	struct octets refusal = message(2, 0, 0xc0000237, "350106 ff");
	struct octets bootp = message(2, 0, 0xc0000237, "0104ffffff00 ff");
	struct octets empty = message(2, 0, 0, "350105 ff");
	struct party p = {pump, addr_of_v4(0xc0000237)};
	struct trial *t = say(&dissector_dhcp, 67, SERVER, &ack);

	(void)state;
	assert_int_equal(t->count, 2);
	assert_int_equal(trial_word(t, SERVER, A_dhcp_server), 1);
	assert_int_equal(trial_party_word(t, p, A_dhcp_binding), 1);
	assert_int_equal(addr_compare(t->said[0].subject.ip, p.ip), 0);
	assert_int_equal(mac_compare(t->said[0].subject.mac, pump), 0);
	assert_int_equal(t->said[0].voice, VOICE_NETWORK);
	trial_close(t);
	assert_int_equal(count_of(&inform), 2);
	assert_int_equal(count_of(&offer), 1); /* that there is a server */
	assert_int_equal(count_of(&refusal), 0);
	assert_int_equal(count_of(&empty), 1);
	offer.b[27] = 1; /* through a relay, whose word it is not */
	assert_int_equal(count_of(&offer), 0);
	assert_int_equal(count_of(&bootp), 1); /* RFC 1534: no type */
}

static void a_server_that_repeats_a_name_says_nothing_about_it(void **state)
{
	struct octets o = message(2, 0, 0xc0000237, "350105" NAME CLASS "ff");

	(void)state;
	assert_int_equal(count_of(&o), 2); /* the binding, and who serves */
	assert_string_equal(said(&o, A_dhcp_host_name), "");
}

static void full_names_come_as_letters_or_as_labels(void **state)
{
	struct octets letters = message(1, 0, 0, DISCOVER
		"51 10 00 00 00 70756d702e6578616d706c652e" "ff");
	struct octets labels = message(1, 0, 0, DISCOVER
		"51 11 04 00 00 0470756d70076578616d706c6500" "ff");
	struct octets liar = message(1, 0, 0, DISCOVER
		"51 09 04 00 00 7f70756d7000" "ff");

	(void)state;
	assert_string_equal(said(&letters, A_dhcp_host_name), "pump.example");
	assert_string_equal(said(&labels, A_dhcp_host_name), "pump.example");
	assert_string_equal(said(&liar, A_dhcp_host_name), "");
	bears_cutting(&dissector_dhcp, 67, CLIENT, &labels);
}

static void options_go_on_in_the_fields_for_file_and_server(void **state)
{
	struct octets o = message(1, 0, 0, DISCOVER "340103 ff");
	struct octets file = hex(NAME "ff"), server = hex(CLASS "ff");

	(void)state;
	memcpy(o.b + FILE_FIELD, file.b, file.n);
	memcpy(o.b + SNAME, server.b, server.n);
	assert_string_equal(said(&o, A_dhcp_host_name), "PL360-77044");
	assert_string_equal(said(&o, A_dhcp_vendor_class),
			    "ICUMED-PLUM360-15.10");
	o.b[242 + 3] = 1; /* overload: the file alone */
	assert_string_equal(said(&o, A_dhcp_host_name), "PL360-77044");
	assert_string_equal(said(&o, A_dhcp_vendor_class), "");
}

static void a_boot_file_is_never_an_option(void **state)
{
	struct octets o = message(1, 0, 0, DISCOVER "ff");
	struct octets file = hex(NAME "ff");

	(void)state;
	memcpy(o.b + FILE_FIELD, file.b, file.n);
	assert_string_equal(said(&o, A_dhcp_host_name), "");
}

static void a_thousand_empty_options_end(void **state)
{
	struct octets o = message(1, 0, 0, DISCOVER);

	(void)state;
	for (unsigned i = 0; i < 800; i++)
		add_hex(&o, "0c00");
	assert_int_equal(count_of(&o), 0);
}

static void near_misses_are_not_dhcp(void **state)
{
	struct octets o = message(1, 0, 0, DISCOVER "ff");

	(void)state;
	o.b[236] ^= 1; /* the cookie */
	assert_int_equal(trial_probe(&dissector_dhcp, CLIENT, o.b, o.n), NO);
	o.b[236] ^= 1;
	o.b[0] = 3; /* neither request nor reply */
	assert_int_equal(trial_probe(&dissector_dhcp, CLIENT, o.b, o.n), NO);
	o.b[0] = 1;
	o.b[2] = 16; /* another hardware address */
	assert_int_equal(trial_probe(&dissector_dhcp, CLIENT, o.b, o.n), NO);
	o.b[2] = 6;
	assert_int_equal(trial_probe(&dissector_dhcp, CLIENT, o.b, 239), NO);
	assert_int_equal(trial_probe(&dissector_dhcp, CLIENT, o.b, o.n), YES);
}

static void identifiers_that_outlive_an_interface_are_told(void **state)
{
	struct octets duid = message(1, 0, 0, DISCOVER
		"3d 0f ff 00000001 0003 0001 0003b1770044" "ff");
	struct octets by_mac = message(1, 0, 0, DISCOVER
		"3d 07 01 0003b1770044" "ff");
	struct octets no_duid = message(1, 0, 0, DISCOVER
		"3d 0f ff 00000001 0009 0001 0003b1770044" "ff");
	struct octets boot = message(1, 0, 0, DISCOVER
		"61 11 00 4c4c4544003510528039b4c04f4a3332" "ff");
	struct octets blank = message(1, 0, 0, DISCOVER
		"61 11 00 ffffffffffffffffffffffffffffffff" "ff");
	struct octets vendor = message(1, 0, 0, DISCOVER
		"7c 0a 0000a3f9 05 50756d7041" "ff");
	struct octets says = message(1, 0, 0, DISCOVER
		"7d 09 00000e08 04 01024130" "ff");
	struct party p = {.mac = pump};
	struct trial *t = say(&dissector_dhcp, 67, CLIENT, &vendor);

	(void)state;
	assert_int_equal(trial_party_word(t, p, A_dhcp_enterprise), 41977);
	trial_close(t);
	t = say(&dissector_dhcp, 67, CLIENT, &says);
	assert_int_equal(trial_party_word(t, p, A_dhcp_enterprise), 3592);
	trial_close(t);
	assert_string_equal(said(&duid, A_dhcp_unique_id),
			    "000300010003b1770044");
	assert_string_equal(said(&by_mac, A_dhcp_unique_id), "");
	assert_string_equal(said(&no_duid, A_dhcp_unique_id), "");
	assert_string_equal(said(&boot, A_machine_uuid),
			    "4c4c4544003510528039b4c04f4a3332");
	assert_string_equal(said(&blank, A_machine_uuid), "");
	bears_lies(&dissector_dhcp, 67, CLIENT, &duid, NULL);
	bears_lies(&dissector_dhcp, 67, CLIENT, &boot, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_client_tells_name_class_and_order_of_questions),
		cmocka_unit_test(a_requested_address_is_only_a_wish),
		cmocka_unit_test(an_acknowledgement_binds_and_an_offer_does_not),
		cmocka_unit_test(
			a_server_that_repeats_a_name_says_nothing_about_it),
		cmocka_unit_test(full_names_come_as_letters_or_as_labels),
		cmocka_unit_test(
			options_go_on_in_the_fields_for_file_and_server),
		cmocka_unit_test(a_boot_file_is_never_an_option),
		cmocka_unit_test(identifiers_that_outlive_an_interface_are_told),
		cmocka_unit_test(a_thousand_empty_options_end),
		cmocka_unit_test(near_misses_are_not_dhcp),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
