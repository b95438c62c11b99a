/* SPDX-License-Identifier: Apache-2.0 */
/* snmp_test - what agents answer, how openly, and never the community. */
#include "tests/unit/classify/proto/snmp_wire.h"

extern const struct dissector dissector_snmp;

static struct octets system_group(void)
{
	struct octets list = {.n = 0};

	add_bind(&list, SYSTEM "0100", "Digi Connect SP Version 82000856_F6");
	add_bind(&list, SYSTEM "0400", "CANARY^CONTACT");
	add_bind(&list, SYSTEM "0500", "DRXROOM4");
	add_bind(&list, SYSTEM "0600", "CANARY ROOM");
	add_hex(&list, "3016 06082b06010201010200 060a2b06010401bf0803020a");
	return list;
}

static struct trial *answer(const struct octets *o)
{
	return say(&dissector_snmp, 161, SERVER, o);
}

static void the_published_answer_is_read(void **state)
{
	struct octets o = hex(
		"305402010104067075626c6963a247020101020100020100303c303a0608"
		"2b06010201010100042e4469676920436f6e6e6563742053502056657273"
		"696f6e2038323030303835365f46362030372f32312f32303036");
	struct trial *t = answer(&o);

	(void)state;
	assert_int_equal(trial_probe(&dissector_snmp, SERVER, o.b, o.n), YES);
	assert_string_equal(trial_text(t, SERVER, A_system_description),
			    "Digi Connect SP Version 82000856_F6 07/21/2006");
	assert_int_equal(trial_word(t, SERVER, A_snmp_clear), 2);
	assert_string_equal(trial_text(t, SERVER, A_snmp_community), "public");
	assert_string_equal(t->out.protocol, "snmp");
	trial_close(t);
	bears_cutting(&dissector_snmp, 161, SERVER, &o);
	bears_lies(&dissector_snmp, 161, SERVER, &o, NULL);
}

static void the_system_group_is_told_without_its_people(void **state)
{
	struct octets list = system_group();
	struct octets o = message(0, "public", RESPONSE, 0, &list);
	struct trial *t = answer(&o);

	(void)state;
	assert_int_equal(trial_word(t, SERVER, A_snmp_clear), 1);
	assert_string_equal(trial_text(t, SERVER, A_system_name), "DRXROOM4");
	assert_string_equal(trial_text(t, SERVER, A_snmp_object_id),
			    "1.3.6.1.4.1.8072.3.2.10");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_cutting(&dissector_snmp, 161, SERVER, &o);
}

static void a_community_is_a_class_and_never_itself(void **state)
{
	static const char *const rows[][2] = {
		{"public", "public"}, {"private", "private"},
		{"CANARYCOMM", "other"}, {"Public", "other"},
		{"publicCANARY", "other"}, {"", "other"},
	};
	struct octets list = {.n = 0};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct octets o = message(1, rows[i][0], RESPONSE, 0, &list);
		struct trial *t = answer(&o);

		assert_string_equal(trial_text(t, SERVER, A_snmp_community),
				    rows[i][1]);
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
		bears_lies(&dissector_snmp, 161, SERVER, &o, "CANARY");
	}
}

static void a_failed_answer_proves_no_community(void **state)
{
	struct octets list = {.n = 0};
	struct octets o = message(1, "private", RESPONSE, 16, &list);
	struct trial *t = answer(&o);

	(void)state;
	assert_null(trial_text(t, SERVER, A_snmp_community));
	trial_close(t);
}

static void questions_tell_nothing_but_a_write_request(void **state)
{
	static const uint8_t pdus[] = {GET, 0xa1, BULK, REPORT};
	struct octets list = {.n = 0}, set;
	struct trial *t;

	(void)state;
	add_bind(&list, SYSTEM "0500", "CANARYNAME");
	for (size_t i = 0; i < sizeof(pdus); i++) {
		struct octets o = message(1, "CANARYCOMM", pdus[i], 0, &list);

		t = say(&dissector_snmp, 161, CLIENT, &o);
		assert_int_equal(t->count, 0);
		trial_close(t);
	}
	set = message(1, "CANARYCOMM", SET, 0, &list);
	t = say(&dissector_snmp, 161, CLIENT, &set);
	assert_int_equal(trial_word(t, SERVER, A_snmp_write), 1);
	assert_int_equal(t->count, 1);
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

static void an_unknown_pdu_is_no_answer(void **state)
{
	struct octets list = {.n = 0};
	struct octets o = message(1, "public", 0xb7, 0, &list);
	struct trial *t = answer(&o);

	(void)state;
	assert_int_equal(t->count, 0);
	assert_int_equal(trial_probe(&dissector_snmp, SERVER, o.b, o.n), NO);
	trial_close(t);
}

static void who_takes_an_inform_repeats_words_that_are_not_its_own(void **state)
{
	struct octets list = {.n = 0}, o;
	struct trial *t;

	(void)state;
	add_bind(&list, SYSTEM "0500", "DRXROOM4");
	o = message(1, "public", RESPONSE, 0, &list);
	t = say(&dissector_snmp, 162, SERVER, &o);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void the_inventory_is_that_of_the_device_not_of_its_parts(void **state)
{
	struct octets list = {.n = 0}, o;
	struct trial *t;

	(void)state;
	add_bind(&list, ENTITY "0b02", "FAN-0001");
	add_bind(&list, ENTITY "0b01", "SN-4711");
	add_bind(&list, ENTITY "0c01", "Example");
	add_bind(&list, ENTITY "0d8769", "C9300-48"); /* row 1001             */
	add_bind(&list, ENTITY "0d876a", "FAN-T2");
	add_bind(&list, ENTITY "0a01", "17.3.4");
	add_bind(&list, ENTITY "0b0101", "FAN-0002");
	add_bind(&list, SYSTEM "058769", "FAN-3"); /* no scalar has rows      */
	add_bind(&list, SYSTEM "05", "FAN-4");
	o = message(1, "public", RESPONSE, 0, &list);
	t = answer(&o);
	assert_string_equal(trial_text(t, SERVER, A_inventory_serial),
			    "SN-4711");
	assert_string_equal(trial_text(t, SERVER, A_inventory_vendor),
			    "Example");
	assert_string_equal(trial_text(t, SERVER, A_inventory_model),
			    "C9300-48");
	assert_string_equal(trial_text(t, SERVER, A_inventory_version),
			    "17.3.4");
	assert_false(trial_leaks(t, "FAN"));
	trial_close(t);
}

static void a_printer_tells_that_it_is_one_and_its_serial_number(void **state)
{
	struct octets list = {.n = 0}, o;
	struct trial *t;

	(void)state;
	add_bind(&list, "2b060102012b0501011101", "XXZJ201");
	o = message(0, "public", RESPONSE, 0, &list);
	t = answer(&o);
	assert_string_equal(trial_text(t, SERVER, A_inventory_serial),
			    "XXZJ201");
	assert_int_equal(trial_word(t, SERVER, A_snmp_printer), 1);
	trial_close(t);
	list.n = 0;
	add_bind(&list, "2b060102011903020103 01", "HP Color LaserJet M553");
	add_bind(&list, "2b060102011903020103 02", "FAN");
	add_hex(&list, "3010 060c2b060102012b0501011101 8100");
	o = message(1, "public", RESPONSE, 0, &list);
	t = answer(&o);
	assert_string_equal(trial_text(t, SERVER, A_snmp_device),
			    "HP Color LaserJet M553");
	/* No such instance: a spooler has none of these tables. */
	assert_int_equal(trial_word(t, SERVER, A_snmp_printer), UINT64_MAX);
	assert_false(trial_leaks(t, "FAN"));
	trial_close(t);
}

/* By an agent's engine identifier, in hexadecimal with its length. */
static struct octets of_engine(const char *engine, uint8_t flags,
			       bool encrypted)
{
	struct octets head = hex("02010a 020300ffe3 0401"), body = hex("020103");
	struct octets inner = hex(engine), security = {.n = 0}, data = {.n = 0};

	add_hex(&inner, "020100 020100 0406 43414e415259");
	join(&security, 0x30, &inner);
	add_be(&head, flags, 1);
	add_hex(&head, "020103");
	join(&body, 0x30, &head);
	join(&body, 0x04, &security);
	if (encrypted) {
		add_text(&data, "CANARYCIPHERTEXT");
		join(&body, 0x04, &data);
	} else {
		data = hex("0407 80001f8804434e 0400"
			   "a20b 020101 020100 020100 3000");
		join(&body, 0x30, &data);
	}
	return wrap(0x30, &body);
}

static struct octets version_3(uint8_t flags, bool encrypted)
{
	return of_engine("0407 80001f8804434e", flags, encrypted);
}

static void an_engine_tells_its_maker_and_mac_though_all_else_is_secret(
	void **state)
{
	struct octets o = of_engine("040b 80001f88 03 0080a3770050", 3, true);
	struct octets old = of_engine("040c 00001f88 00000000 00000000", 3,
				      true);
	struct octets text = version_3(3, true);
	struct trial *t = answer(&o);

	(void)state;
	assert_int_equal(trial_word(t, SERVER, A_snmp_engine_enterprise), 8072);
	assert_string_equal(trial_text(t, SERVER, A_snmp_engine_mac),
			    "0080a3770050");
	trial_close(t);
	bears_lies(&dissector_snmp, 161, SERVER, &o, "CANARY");
	/* What asks repeats the agent's identifier: no word of itself. */
	t = say(&dissector_snmp, 161, CLIENT, &o);
	assert_int_equal(trial_word(t, CLIENT, A_snmp_engine_enterprise),
			 UINT64_MAX);
	trial_close(t);
	t = answer(&text);
	assert_null(trial_text(t, SERVER, A_snmp_engine_mac));
	trial_close(t);
	t = answer(&old); /* RFC 3411 5: the first bit unset, an older form */
	assert_int_equal(trial_word(t, SERVER, A_snmp_engine_enterprise),
			 UINT64_MAX);
	trial_close(t);
}

static void version_3_tells_its_level(void **state)
{
	static const struct {
		uint8_t flags;
		bool encrypted;
		const char *level;
	} rows[] = {
		{0, false, "noauth"}, {1, false, "auth"}, {3, true, "authpriv"},
		{7, true, "authpriv"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct octets o = version_3(rows[i].flags, rows[i].encrypted);
		struct trial *t = answer(&o);

		assert_int_equal(trial_probe(&dissector_snmp, SERVER, o.b,
					     o.n), YES);
		assert_string_equal(trial_text(t, SERVER, A_snmp_v3),
				    rows[i].level);
		assert_int_equal(trial_word(t, SERVER, A_snmp_clear),
				 UINT64_MAX);
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
		bears_lies(&dissector_snmp, 161, SERVER, &o, "CANARY");
	}
}

static void object_ids_of_any_shape_stay_within_their_text(void **state)
{
	struct octets list, o;
	struct trial *t;

	(void)state;
	/* 2.999, then arcs that overflow and never end. */
	list = hex("3054 06082b06010201010200 0648");
	for (unsigned i = 0; i < 72; i++)
		add_be(&list, 0xff, 1);
	o = message(1, "public", RESPONSE, 0, &list);
	t = answer(&o);
	assert_null(trial_text(t, SERVER, A_snmp_object_id));
	trial_close(t);
	list = hex("3054 06082b06010201010200 0648");
	for (unsigned i = 0; i < 72; i++)
		add_be(&list, 0x7f, 1);
	o = message(1, "public", RESPONSE, 0, &list);
	t = answer(&o);
	assert_null(trial_text(t, SERVER, A_snmp_object_id));
	trial_close(t);
}

static void lookalikes_are_another_protocol(void **state)
{
	static const char *const others[] = {
		"300c 020101 6007 020103 0400 8000", /* LDAP bind             */
		"300a 020102 0400 a203 020101",      /* version 2 (obsolete)  */
		"300a 020104 0400 a203 020101",
		"3080 020101 0400 a203 020101",      /* no definite length    */
		"3085 0000000001 020101",
		"300a 040101 0400 a203 020101", "30", "",
		"3082 ffff 020101 0400 a2",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct octets o = hex(others[i]);

		assert_int_equal(trial_probe(&dissector_snmp, SERVER, o.b,
					     o.n), NO);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_published_answer_is_read),
		cmocka_unit_test(the_system_group_is_told_without_its_people),
		cmocka_unit_test(a_community_is_a_class_and_never_itself),
		cmocka_unit_test(a_failed_answer_proves_no_community),
		cmocka_unit_test(questions_tell_nothing_but_a_write_request),
		cmocka_unit_test(an_unknown_pdu_is_no_answer),
		cmocka_unit_test(
			who_takes_an_inform_repeats_words_that_are_not_its_own),
		cmocka_unit_test(
			the_inventory_is_that_of_the_device_not_of_its_parts),
		cmocka_unit_test(
			a_printer_tells_that_it_is_one_and_its_serial_number),
		cmocka_unit_test(version_3_tells_its_level),
		cmocka_unit_test(
			an_engine_tells_its_maker_and_mac_though_all_else_is_secret),
		cmocka_unit_test(object_ids_of_any_shape_stay_within_their_text),
		cmocka_unit_test(lookalikes_are_another_protocol),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
