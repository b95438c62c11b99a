/* SPDX-License-Identifier: Apache-2.0 */
/* dhcp6_test - what IPv6 clients tell of themselves. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_dhcp6;

#define ID "0001 000a 0003000120e791770021"
#define CLASS "0010 000e 00000137 0008 4d53465420352e30"
#define NAME "0027 000e 00 0370756d 076578616d706c65 00"

static struct octets message(uint8_t type, const char *options)
{
	struct octets o = {.n = 0};

	add_be(&o, type, 1);
	add_hex(&o, "7b23c6");
	add_hex(&o, options);
	return o;
}

/* From this port to port 547. */
static struct trial *hear(const struct octets *o, uint16_t from)
{
	struct trial *t = trial_open(&dissector_dhcp6, 547);

	t->d.port[CLIENT] = from;
	trial_datagram(t, CLIENT, o->b, o->n);
	return t;
}

static void a_client_tells_class_and_name(void **state)
{
	struct octets o = message(11, ID "0006 0004 00170018" CLASS NAME);
	struct trial *t = hear(&o, 546);

	(void)state;
	assert_int_equal(trial_probe(&dissector_dhcp6, CLIENT, o.b, o.n), YES);
	assert_string_equal(trial_text(t, CLIENT, A_dhcp_vendor_class),
			    "MSFT 5.0");
	assert_string_equal(trial_text(t, CLIENT, A_dhcp_host_name),
			    "pum.example");
	assert_int_equal(trial_voice(t, A_dhcp_host_name), VOICE_SELF);
	assert_string_equal(trial_text(t, CLIENT, A_dhcp_unique_id),
			    "0003000120e791770021");
	assert_int_equal(trial_word(t, CLIENT, A_dhcp_enterprise), 311);
	assert_string_equal(t->out.protocol, "dhcpv6");
	for (size_t n = 0; n < o.n; n++) {
		struct octets part = o;
		struct trial *cut;

		part.n = n;
		trial_probe(&dissector_dhcp6, CLIENT, part.b, n);
		cut = hear(&part, 546);
		assert_true(says_all_of(t, cut));
		trial_close(cut);
	}
	trial_close(t);
}

static void relays_and_servers_say_nothing_of_themselves(void **state)
{
	struct octets o = message(1, ID CLASS NAME);
	struct octets reply = message(7, ID CLASS NAME);
	struct trial *t = hear(&o, 547);

	(void)state;
	assert_int_equal(t->count, 0);
	trial_close(t);
	t = hear(&reply, 546);
	assert_int_equal(t->count, 0);
	trial_close(t);
	t = say(&dissector_dhcp6, 9999, CLIENT, &o);
	assert_true(t->refused);
	trial_close(t);
}

static void who_answers_a_client_is_a_server(void **state)
{
	static const uint8_t types[] = {1, 2, 3, 7, 10};

	(void)state;
	for (size_t i = 0; i < sizeof(types); i++) {
		struct octets o = message(types[i], ID CLASS NAME);
		struct trial *t = trial_open(&dissector_dhcp6, 546);

		t->d.port[CLIENT] = 547;
		trial_datagram(t, CLIENT, o.b, o.n);
		assert_int_equal(t->count, types[i] == 2 || types[i] == 7);
		if (t->count > 0)
			assert_int_equal(trial_word(t, CLIENT, A_dhcp_server), 1);
		trial_close(t);
	}
}

static void lengths_that_lie_are_not_followed(void **state)
{
	static const char *const lies[] = {
		ID "0027 ffff 00 0370756d",
		ID "0027 0005 00 7f70756d",
		ID "0010 0006 00000137 ffff",
		ID "0010 0000" "0027 0000",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
		struct octets o = message(1, lies[i]);
		struct trial *t = hear(&o, 546);

		assert_null(trial_text(t, CLIENT, A_dhcp_host_name));
		assert_null(trial_text(t, CLIENT, A_dhcp_vendor_class));
		trial_close(t);
	}
}

static void near_misses_are_another_protocol(void **state)
{
	static const char *const others[] = {
		CLASS NAME,                       /* nobody is identified      */
		"0001 000a 0009000120e791770021", /* no such identifier        */
		"0001 0002 0003",                 /* too short for one         */
		ID "00",                          /* something is left over    */
		ID "0006 0008 0017",              /* beyond the datagram       */
		ID "0000 0000", ID "7fff 0000",   /* no such options           */
		"",
	};
	struct octets o = message(12, ID), zero = message(0, ID);

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct octets m = message(1, others[i]);

		assert_int_equal(trial_probe(&dissector_dhcp6, CLIENT, m.b,
					     m.n), NO);
	}
	assert_int_equal(trial_probe(&dissector_dhcp6, CLIENT, o.b, o.n), NO);
	assert_int_equal(trial_probe(&dissector_dhcp6, CLIENT, zero.b, zero.n),
			 NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_client_tells_class_and_name),
		cmocka_unit_test(relays_and_servers_say_nothing_of_themselves),
		cmocka_unit_test(who_answers_a_client_is_a_server),
		cmocka_unit_test(lengths_that_lie_are_not_followed),
		cmocka_unit_test(near_misses_are_another_protocol),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
