/* SPDX-License-Identifier: Apache-2.0 */
/* tunnel - tunnels are followed down to the innermost packet. */
#include "tests/unit/capture/see.h"

static void the_innermost_vlan_is_the_net(void **state)
{
	static const struct {
		const char *tags;
		net_t net;
	} rows[] = {
		{"8100 6064 0800", 0x01000064},
		{"88a8 0005 8100 0082 0800", 0x01000082},
		{"9100 0005 8100 0082 0800", 0x01000082},
		{"8100 0000 0800", 0},
		{"8100 0007 8100 0000 0800", 0x01000007},
		{"8926 c0010002 8100 0064 0800", 0x01000064},
		{"893f 000000010000 8100 0064 0800", 0x01000064},
		{"8100 0064 8909 0101 0001 0007 0800", 0x01000064},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct seen s;

		o.n = 0;
		put_hex(&o, "020000000002 020000000001");
		put_hex(&o, rows[i].tags);
		put_ip_hello(1, 2);
		s = see_as(ETHERNET, 0);
		expect_hello(&s, 1, 2);
		assert_int_equal(s.pkt.net, rows[i].net);
	}
}

static void tunnels_are_followed_to_the_inner_packet(void **state)
{
	static const struct {
		unsigned protocol;
		unsigned port;
		const char *head;
		bool ethernet;
		net_t net;
	} rows[] = {
		{4, 0, "", false, 0},
		{47, 0, "0000 0800", false, 0},
		{47, 0, "b000 0800 0000 0000 00000001 00000002", false, 0},
		{47, 0, "3001 880b 0023 0001 00000001 ff03 0021", false, 0},
		{47, 0, "0000 6558", true, 0},
		{47, 0, "0000 88be", true, 0},
		{47, 0, "1000 88be 00000001 1005 0001 00000000", true, 0},
		{47, 0, "1000 22eb 00000001 2005 0001 00000000 0000 0000", true,
		 0},
		{47, 0, "1000 22eb 00000001 2005 0001 00000000 0000 0001"
			"0000000000000000", true, 0},
		{L4_UDP, 4789, "08000000 00030900", true, 0x02000309},
		{L4_UDP, 8472, "88000000 00030900", true, 0x02000309},
		{L4_UDP, 4790, "0c000001 00030900", false, 0x02000309},
		{L4_UDP, 6081, "0000 6558 00030900", true, 0x02000309},
		{L4_UDP, 6081, "0140 6558 00030900 00000000", true, 0x02000309},
		{L4_UDP, 37008, "01000001 01", true, 0},
		{L4_UDP, 37008, "01000001 00 0a01c5 01", true, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		static struct octets head;
		struct seen s;
		size_t n;

		head.n = o.n = 0;
		put_hex(&head, rows[i].head);
		n = head.n + (rows[i].ethernet ? 14 : 0) + 33 +
		    (rows[i].port != 0 ? 8 : 0);
		put_ethernet(&o, 8, 9, 0x8100);
		put_hex(&o, "0063 0800");
		put_ip4(&o, 8, 9, 1, 0, rows[i].protocol, n);
		if (rows[i].port != 0)
			put_udp(&o, 40000, rows[i].port, n - 8);
		put(&o, head.b, head.n);
		if (rows[i].ethernet)
			put_ethernet(&o, 1, 2, 0x0800);
		put_ip_hello(1, 2);
		s = see_as(ETHERNET, 0);
		expect_hello(&s, 1, 2);
		assert_int_equal(s.pkt.from_mac.b[5], rows[i].ethernet ? 1 : 8);
		/* The mirror's own VLAN is not that of the inner frame. */
		if (rows[i].ethernet)
			assert_int_equal(s.pkt.net, rows[i].net);
	}
}

static void what_only_uses_the_port_of_a_tunnel_stays_a_datagram(void **state)
{
	struct seen s;

	(void)state;
	o.n = 0;
	put_datagram(&o, 1, 2, 5000, 4789, "this is no tunnel at all");
	s = see_as(ETHERNET, 0);
	assert_true(s.good);
	assert_int_equal(s.pkt.to_port, 4789);
	expect_text(&s.pkt, "this is no tunnel at all");
}

static void nesting_without_end_is_given_up_and_counted(void **state)
{
	struct seen s;

	(void)state;
	o.n = 0;
	put_ethernet(&o, 1, 2, 0x0800);
	for (unsigned i = 60; i > 0; i--)
		put_ip4(&o, 1, 2, 1, 0, 4, (i - 1) * 20);
	s = see_as(ETHERNET, 0);
	assert_false(s.good);
	assert_int_equal(s.t.n[TALLY_tunnel_depth], 1);
}

static void inner_arp_keeps_nothing_of_the_outer_packet(void **state)
{
	struct seen s;

	(void)state;
	o.n = 0;
	put_ethernet(&o, 8, 9, 0x0800);
	put_ip4(&o, 8, 9, 1, 0, L4_UDP, 8 + 8 + 14 + 28);
	put_udp(&o, 40000, 4789, 8 + 14 + 28);
	put_hex(&o, "08000000 00000700");
	put_ethernet(&o, 1, 2, 0x0806);
	put_hex(&o, "0001080006040001 020000000001 0a000001"
		    "000000000000 0a000002");
	s = see_as(ETHERNET, 0);
	assert_true(s.good);
	assert_false(s.pkt.is_ip);
	assert_int_equal(s.pkt.ethertype, 0x0806);
	assert_int_equal(cur_left(&s.pkt.network), 28);
	assert_true(addr_is_zero(s.pkt.from));
	assert_int_equal(s.pkt.to_port, 0);
	assert_int_equal(s.pkt.l4, L4_NONE);
	assert_int_equal(s.pkt.net, 0x02000007);
}

static void four_in_six_and_six_in_four_are_read(void **state)
{
	struct seen s;

	(void)state;
	o.n = 0;
	put_ethernet(&o, 8, 9, 0x86dd);
	put_ip6(&o, 8, 9, 4, 33);
	put_ip_hello(1, 2);
	s = see_as(ETHERNET, 0);
	expect_hello(&s, 1, 2);
	o.n = 0;
	put_ethernet(&o, 8, 9, 0x0800);
	put_ip4(&o, 8, 9, 1, 0, 41, 40 + 13);
	put_ip6(&o, 1, 2, L4_UDP, 13);
	put_udp(&o, 5000, 6000, 5);
	put(&o, "hello", 5);
	s = see_as(ETHERNET, 0);
	assert_true(s.good);
	assert_int_equal(s.pkt.from.b[0], 0xfd);
	expect_text(&s.pkt, "hello");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_innermost_vlan_is_the_net),
		cmocka_unit_test(tunnels_are_followed_to_the_inner_packet),
		cmocka_unit_test(
			what_only_uses_the_port_of_a_tunnel_stays_a_datagram),
		cmocka_unit_test(nesting_without_end_is_given_up_and_counted),
		cmocka_unit_test(inner_arp_keeps_nothing_of_the_outer_packet),
		cmocka_unit_test(four_in_six_and_six_in_four_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
