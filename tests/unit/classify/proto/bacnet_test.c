/* SPDX-License-Identifier: Apache-2.0 */
/* bacnet_test - building equipment, its routers, and what nobody reads. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_bacnet;

/* The BVLC header with its length, before an NPDU. */
static struct octets wrap(uint8_t function, const char *origin,
			  const struct octets *npdu)
{
	struct octets o = hex("81"), from = hex(origin);

	add_be(&o, function, 1);
	add_be(&o, 4 + from.n + npdu->n, 2);
	add_raw(&o, from.b, from.n);
	add_raw(&o, npdu->b, npdu->n);
	return o;
}

/* Device 123 of vendor 5. */
#define I_AM "10 00 c4 02 00 00 7b 22 05 c4 91 03 21 05"

static struct octets i_am(uint8_t function, const char *origin,
			  const char *network)
{
	struct octets npdu = hex(network);

	add_hex(&npdu, I_AM);
	return wrap(function, origin, &npdu);
}

static void a_device_says_who_made_it(void **state)
{
	struct octets o = i_am(0x0b, "", "01 20 ff ff 00 ff");
	struct trial *t = say(&dissector_bacnet, 47808, SERVER, &o);

	(void)state;
	assert_int_equal(trial_probe(&dissector_bacnet, SERVER, o.b, o.n), YES);
	assert_int_equal(trial_word(t, SERVER, A_bacnet_device), 123);
	assert_string_equal(trial_text(t, SERVER, A_bacnet_vendor),
			    "Johnson Controls");
	trial_close(t);
	bears_cutting(&dissector_bacnet, 47808, SERVER, &o);
	bears_lies(&dissector_bacnet, 47808, SERVER, &o, NULL);
}

static void a_broadcast_passed_on_is_about_its_origin(void **state)
{
	struct octets o = i_am(0x04, "0a 00 00 63 ba c0", "01 00");
	struct trial *t = say(&dissector_bacnet, 47808, SERVER, &o);
	struct party origin = {.ip = addr_of_v4(0x0a000063)};

	(void)state;
	assert_int_equal(trial_word(t, SERVER, A_bacnet_device), UINT64_MAX);
	assert_int_equal(trial_party_word(t, origin, A_bacnet_device), 123);
	assert_int_equal(trial_voice(t, A_bacnet_device), VOICE_NETWORK);
	trial_close(t);
}

static void a_device_behind_a_router_is_not_the_router(void **state)
{
	struct octets o = i_am(0x0b, "", "01 28 ff ff 00 07 d1 01 05 ff");
	struct trial *t = say(&dissector_bacnet, 47808, SERVER, &o);

	(void)state;
	assert_int_equal(trial_word(t, SERVER, A_bacnet_routes), 2001);
	assert_null(trial_part_text(t, 0, A_bacnet_vendor));
	assert_string_equal(
		trial_part_text(t, part_number(cur_of("\x07\xd1\x01\x05", 4),
					       cur_of("bacnet", 6)),
				A_bacnet_vendor),
		"Johnson Controls");
	assert_int_equal(trial_voice(t, A_bacnet_device), VOICE_CARRIED);
	trial_close(t);
}

static void what_names_no_device_or_comes_in_two_ways_is_of_nobody(void **state)
{
	struct octets all = i_am(0x0b, "", "01 28 ff ff 00 07 d1 00 ff");
	struct octets on = i_am(0x04, "0a 00 00 63 ba c0",
				"01 28 ff ff 00 07 d1 01 05 ff");
	struct trial *t = say(&dissector_bacnet, 47808, SERVER, &all);

	(void)state;
	trial_datagram(t, SERVER, on.b, on.n);
	assert_false(trial_said(t, A_bacnet_vendor, "Johnson Controls"));
	trial_close(t);
}

static void add_text_value(struct octets *o, const char *text)
{
	add_be(o, 0x75, 1);
	add_be(o, strlen(text) + 1, 1);
	add_be(o, 0, 1);
	add_text(o, text);
}

/* Object, property and text of a ReadProperty-ACK. */
static struct octets property(const char *object, const char *number,
			      const char *text)
{
	struct octets npdu = hex("01 00 30 01 0c 0c");

	add_hex(&npdu, object);
	add_hex(&npdu, number);
	add_hex(&npdu, "3e");
	add_text_value(&npdu, text);
	add_hex(&npdu, "3f");
	return wrap(0x0a, "", &npdu);
}

static void properties_of_the_device_object_are_told(void **state)
{
	struct octets o = property("02 00 00 7b", "19 46", "PXC100-E.D");
	struct octets serial = property("02 00 00 7b", "1a 01 74", "S4711");
	struct trial *t = say(&dissector_bacnet, 47808, SERVER, &o);

	(void)state;
	trial_datagram(t, SERVER, serial.b, serial.n);
	assert_string_equal(trial_text(t, SERVER, A_bacnet_model),
			    "PXC100-E.D");
	assert_string_equal(trial_text(t, SERVER, A_bacnet_serial), "S4711");
	trial_close(t);
	bears_cutting(&dissector_bacnet, 47808, SERVER, &o);
	bears_lies(&dissector_bacnet, 47808, SERVER, &o, NULL);
}

static void names_places_and_other_objects_are_not_read(void **state)
{
	struct octets name = property("02 00 00 7b", "19 4d", "CANARY");
	struct octets place = property("02 00 00 7b", "19 3a", "CANARY");
	struct octets other = property("00 00 00 01", "19 46", "CANARY");
	struct trial *t = say(&dissector_bacnet, 47808, SERVER, &name);

	(void)state;
	trial_datagram(t, SERVER, place.b, place.n);
	trial_datagram(t, SERVER, other.b, other.n);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void many_properties_in_one_answer_are_told(void **state)
{
	struct octets npdu = hex("01 00 30 01 0e 0c 02 00 00 7b 1e 29 46 4e");
	struct octets o;
	struct trial *t;

	(void)state;
	add_text_value(&npdu, "PXC100-E.D");
	add_hex(&npdu, "4f 29 4d 4e");
	add_text_value(&npdu, "CANARY");
	add_hex(&npdu, "4f 2a 01 74 5e 91 02 91 20 5f 29 2c 4e");
	add_text_value(&npdu, "V3.1");
	add_hex(&npdu, "4f 1f 0c 00 00 00 01 1e 29 46 4e");
	add_text_value(&npdu, "CANARY");
	add_hex(&npdu, "4f 1f");
	o = wrap(0x0a, "", &npdu);
	t = say(&dissector_bacnet, 47808, SERVER, &o);
	assert_string_equal(trial_text(t, SERVER, A_bacnet_model),
			    "PXC100-E.D");
	assert_string_equal(trial_text(t, SERVER, A_bacnet_version), "V3.1");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_cutting(&dissector_bacnet, 47808, SERVER, &o);
	bears_lies(&dissector_bacnet, 47808, SERVER, &o, NULL);
}

static void lengths_that_do_not_add_up_are_something_else(void **state)
{
	struct octets o = i_am(0x0b, "", "01 00");

	(void)state;
	o.b[3]++;
	assert_int_equal(trial_probe(&dissector_bacnet, SERVER, o.b, o.n), NO);
	o.b[3]--;
	o.b[4] = 2;
	assert_int_equal(trial_probe(&dissector_bacnet, SERVER, o.b, o.n), NO);
}

static void brackets_without_an_end_end(void **state)
{
	struct octets npdu = hex("01 00 30 01 0e 0c 02 00 00 7b 1e 29 46"), o;
	struct trial *t;

	(void)state;
	for (unsigned i = 0; i < 400; i++)
		add_hex(&npdu, "4e");
	o = wrap(0x0a, "", &npdu);
	t = say(&dissector_bacnet, 47808, SERVER, &o);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_device_says_who_made_it),
		cmocka_unit_test(a_broadcast_passed_on_is_about_its_origin),
		cmocka_unit_test(a_device_behind_a_router_is_not_the_router),
		cmocka_unit_test(
			what_names_no_device_or_comes_in_two_ways_is_of_nobody),
		cmocka_unit_test(properties_of_the_device_object_are_told),
		cmocka_unit_test(names_places_and_other_objects_are_not_read),
		cmocka_unit_test(many_properties_in_one_answer_are_told),
		cmocka_unit_test(lengths_that_do_not_add_up_are_something_else),
		cmocka_unit_test(brackets_without_an_end_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
