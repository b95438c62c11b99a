/* SPDX-License-Identifier: Apache-2.0 */
/* arp_test - who may bind an address, and who may not. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_arp;

static const struct mac ct = {{0x20, 0xe7, 0x91, 0x77, 0, 0x21}};

/* Operation, sender and its address; the target is 192.0.2.9. */
static struct octets packet(uint16_t operation, const char *mac, uint32_t ip)
{
	struct octets o = hex("0001 0800 06 04");

	add_be(&o, operation, 2);
	add_hex(&o, mac);
	add_be(&o, ip, 4);
	add_hex(&o, "000000000000 c0000209");
	return o;
}

static unsigned count_of(const struct octets *o)
{
	struct trial *t = say(&dissector_arp, 0, CLIENT, o);
	unsigned n = t->count;

	trial_close(t);
	return n;
}

static void requests_and_replies_bind_their_sender(void **state)
{
	(void)state;
	for (uint16_t operation = 1; operation <= 2; operation++) {
		struct octets o = packet(operation, "20e791770021", 0xc0000215);
		struct trial *t = say(&dissector_arp, 0, CLIENT, &o);
		struct party p = {ct, addr_of_v4(0xc0000215)};

		assert_int_equal(trial_probe(&dissector_arp, CLIENT, o.b, o.n),
				 YES);
		assert_int_equal(t->count, 1);
		assert_int_equal(trial_party_word(t, p, A_arp_binding), 1);
		assert_int_equal(addr_compare(t->said[0].subject.ip, p.ip), 0);
		assert_int_equal(mac_compare(t->said[0].subject.mac, ct), 0);
		trial_close(t);
	}
}

static void a_reply_for_another_is_hearsay(void **state)
{
	struct octets o = packet(2, "20e791770021", 0xc0000215);
	struct trial *t = trial_open(&dissector_arp, 0);

	(void)state;
	trial_datagram(t, CLIENT, o.b, o.n);
	assert_int_equal(trial_voice(t, A_arp_binding), VOICE_NETWORK);
	t->count = 0;
	t->out.mac[CLIENT] = ct;
	trial_datagram(t, CLIENT, o.b, o.n);
	assert_int_equal(trial_voice(t, A_arp_binding), VOICE_SELF);
	trial_close(t);
}

static void probes_groups_and_broadcasts_bind_nobody(void **state)
{
	struct octets probe = packet(1, "20e791770021", 0);
	struct octets group = packet(2, "01005e000001", 0xc0000215);
	struct octets zero = packet(2, "000000000000", 0xc0000215);
	struct octets many = packet(2, "20e791770021", 0xe0000001);
	struct octets all = packet(2, "20e791770021", 0xffffffff);

	(void)state;
	assert_int_equal(count_of(&probe), 0);
	assert_int_equal(count_of(&group), 0);
	assert_int_equal(count_of(&zero), 0);
	assert_int_equal(count_of(&many), 0);
	assert_int_equal(count_of(&all), 0);
}

static void other_kinds_of_arp_are_not_ours(void **state)
{
	static const char *const heads[] = {
		"0006 0800 06 04 0001", /* another hardware                   */
		"0001 86dd 06 04 0001", /* another protocol                   */
		"0001 0800 08 04 0001", /* longer addresses                   */
		"0001 0800 06 10 0001", "0001 08", "",
	};
	struct octets reverse = packet(3, "20e791770021", 0xc0000215);

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		struct octets o = hex(heads[i]);

		add_zero(&o, 20);
		if (o.n < 26)
			o.n -= 20;
		assert_int_equal(trial_probe(&dissector_arp, CLIENT, o.b, o.n),
				 NO);
	}
	assert_int_equal(count_of(&reverse), 0);
}

static void cut_packets_say_nothing(void **state)
{
	struct octets o = packet(2, "20e791770021", 0xc0000215);

	(void)state;
	for (size_t n = 0; n < o.n; n++) {
		struct octets part = o;

		part.n = n;
		assert_int_equal(count_of(&part), 0);
	}
}

static void who_asks_for_an_address_built_into_monitors_is_told(void **state)
{
	struct octets o = packet(1, "20e791770021", 0xca720414);
	struct party p = {ct, addr_of_v4(0xca720414)};
	struct trial *t;

	(void)state;
	o.n -= 4;
	add_hex(&o, "ca720477"); /* 202.114.4.119 */
	t = say(&dissector_arp, 0, CLIENT, &o);
	assert_int_equal(trial_party_word(t, p, A_contec_address), 119);
	trial_close(t);
	/* An answer, its own address, and another one in that network. */
	o.b[7] = 2;
	assert_int_equal(count_of(&o), 1);
	o.b[7] = 1;
	o.b[17] = 0x77;
	assert_int_equal(count_of(&o), 1);
	o.b[17] = 0x14;
	o.b[o.n - 1] = 0x76;
	assert_int_equal(count_of(&o), 1);
}

static void a_reply_to_none_defends_an_address(void **state)
{
	struct octets o = hex("0001 0800 06 04 0002 20e791770021 c0000215"
			      "025401000099 00000000");
	struct trial *t = trial_open(&dissector_arp, 0);
	struct octets usual = o;

	(void)state;
	t->out.mac[CLIENT] = ct;
	trial_datagram(t, CLIENT, o.b, o.n);
	assert_true(trial_said_by(t, VOICE_SELF, A_address_defended,
				  "025401000099"));
	assert_int_equal(t->count, 2);
	trial_close(t);
	usual.b[27] = 9; /* it goes to somebody who has an address */
	assert_int_equal(count_of(&usual), 1);
	bears_cutting(&dissector_arp, 0, CLIENT, &o);
	bears_lies(&dissector_arp, 0, CLIENT, &o, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(requests_and_replies_bind_their_sender),
		cmocka_unit_test(a_reply_for_another_is_hearsay),
		cmocka_unit_test(probes_groups_and_broadcasts_bind_nobody),
		cmocka_unit_test(other_kinds_of_arp_are_not_ours),
		cmocka_unit_test(cut_packets_say_nothing),
		cmocka_unit_test(a_reply_to_none_defends_an_address),
		cmocka_unit_test(who_asks_for_an_address_built_into_monitors_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
