/* SPDX-License-Identifier: Apache-2.0 */
/* capwap - what stations say between their access point and its controller. */
#include "tests/unit/capture/see.h"

/* To the controller: access point, station, whom it is for; and back. */
#define UP "0000 020000000007 020000000001 020000000002 1000"
#define DOWN "0000 020000000001 020000000007 020000000002 1000"
#define SNAP "aaaa03000000 0800"

/* In a VLAN of the access points; the last octets are those of an inner packet. */
static void put_capwap(unsigned from_port, unsigned to_port, const char *head,
		       const struct octets *inner)
{
	static struct octets first;

	first.n = 0;
	put_hex(&first, head);
	put_ethernet(&o, 8, 9, 0x8100);
	put_hex(&o, "0063 0800");
	put_ip4(&o, 8, 9, 1, 0, L4_UDP, 8 + first.n + inner->n);
	put_udp(&o, from_port, to_port, first.n + inner->n);
	put(&o, first.b, first.n);
	put(&o, inner->b, inner->n);
}

static const struct octets *hello(void)
{
	static struct octets inner;

	inner.n = 0;
	put_ip4(&inner, 1, 2, 9, 0, L4_UDP, 13);
	put_udp(&inner, 5000, 6000, 5);
	put(&inner, "hello", 5);
	return &inner;
}

static void stations_are_heard_through_their_access_point(void **state)
{
	static const struct {
		unsigned from_port, to_port;
		const char *head;
		unsigned from_mac, to_mac;
	} rows[] = {
		{40000, 5247, "00100300 00000000 0801" UP SNAP, 1, 2},
		{40000, 5247, "00100300 00000000 8801" UP "0000" SNAP, 1, 2},
		/* with the radio's address, as Cisco sends it */
		{40000, 5247, "00200320 00000104 0000000000000000 0108" UP SNAP,
		 1, 2},
		{40000, 5247, "00100300 00000000 0188" UP "0000" SNAP, 1, 2},
		{5247, 40000, "00100300 00000000 0802" DOWN SNAP, 2, 1},
		{5247, 40000, "00100300 00000000 0208" DOWN SNAP, 2, 1},
		/* frames of Ethernet */
		{40000, 5247, "00100200 00000000 020000000002 020000000001 0800",
		 1, 2},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct seen s;

		o.n = 0;
		put_capwap(rows[i].from_port, rows[i].to_port, rows[i].head,
			   hello());
		s = see_as(ETHERNET, 0);
		expect_hello(&s, 1, 2);
		assert_int_equal(s.pkt.from_mac.b[5], rows[i].from_mac);
		assert_int_equal(s.pkt.to_mac.b[5], rows[i].to_mac);
		assert_int_equal(s.pkt.net, 0);
		assert_int_equal(s.pkt.air, rows[i].to_port == 5247);
	}
}

static void what_holds_no_packet_stays_a_datagram(void **state)
{
	static const char *const heads[] = {
		"01000000",                           /* DTLS                  */
		"00100308 00000000 0801" UP SNAP,     /* keep-alive            */
		"00100301 00000000 0801" UP SNAP,     /* of another day        */
		"00080300 00000000 0801" UP SNAP,     /* shorter than it is    */
		"00f80300 00000000 0801" UP SNAP,     /* longer than all       */
		"00100700 00000000 0801" UP SNAP,     /* another air           */
		"00100300 00000000 4000" UP SNAP,     /* who is there?         */
		"00100300 00000000 0040" UP SNAP,
		"00100300 00000000 0841" UP SNAP,     /* encrypted             */
		"00100300 00000000 4108" UP SNAP,
		"00100300 00000000 4801" UP SNAP,     /* no data               */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		struct seen s;

		o.n = 0;
		put_capwap(40000, 5247, heads[i], hello());
		s = see_as(ETHERNET, 0);
		assert_true(s.good);
		assert_int_equal(s.pkt.to_port, 5247);
		assert_int_equal(s.pkt.from_mac.b[5], 8);
		assert_int_equal(s.pkt.net, net_of(NET_VLAN, 0x63));
	}
}

static void fragments_of_a_station_make_its_packet(void **state)
{
	static const char *const heads[] = {
		"00100380 00070000", "001003c0 00070020",
	};
	static struct octets frame, half;
	struct decoder *d = decoder_open();
	struct tallies t = {{0}};
	struct packet p;

	(void)state;
	frame.n = 0;
	put_hex(&frame, "0801" UP SNAP);
	put(&frame, hello()->b, hello()->n);
	for (unsigned i = 0; i < 2; i++) {
		size_t at = i * 32, n = i == 0 ? 32 : frame.n - 32;
		struct frame f;

		half.n = o.n = 0;
		put(&half, frame.b + at, n);
		put_capwap(40000, 5247, heads[i], &half);
		f = frame_of(&o, ETHERNET, 0, 1000000);
		assert_int_equal(decode(d, &f, &p, &t), i == 1);
	}
	expect_text(&p, "hello");
	assert_int_equal(p.from_mac.b[5], 1);
	assert_int_equal(t.n[TALLY_fragments], 2);
	assert_int_equal(t.n[TALLY_fragments_lost], 0);
	decoder_close(d);
}

/* Any cut of the frame: less, never more. */
static void a_cut_frame_is_read_as_far_as_it_goes(void **state)
{
	(void)state;
	o.n = 0;
	put_capwap(40000, 5247,
		   "00200320 00000104 0000000000000000 0188" UP "0000" SNAP,
		   hello());
	for (size_t whole = o.n; o.n > 0; o.n--)
		see_as(ETHERNET, (uint32_t)whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stations_are_heard_through_their_access_point),
		cmocka_unit_test(what_holds_no_packet_stays_a_datagram),
		cmocka_unit_test(fragments_of_a_station_make_its_packet),
		cmocka_unit_test(a_cut_frame_is_read_as_far_as_it_goes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
