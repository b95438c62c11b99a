/* SPDX-License-Identifier: Apache-2.0 */
/* mirror - what a port hears, counted. */
#include "capture/mirror.h"
#include "tests/support/frames.h"
#include "tests/support/unit.h"

enum { ETHERNET = 1, OWN = 99, SECOND_US = 1000000 };

static const struct mac own = {{2, 0, 0, 0, 0, OWN}};

static struct mirror_facts ended(struct mirror *m)
{
	struct mirror_facts facts;

	mirror_end(m, &facts);
	mirror_close(m);
	return facts;
}

static void take(struct mirror *m, const struct octets *o, uint32_t wire,
		 uint64_t time_us)
{
	struct frame f = frame_of(o, ETHERNET, wire, time_us);

	mirror_take(m, &f);
}

/* A datagram between the two; the text makes it another packet. */
static void pass(struct mirror *m, unsigned from, unsigned to, const char *text,
		 uint64_t time_us)
{
	static struct octets o;

	o.n = 0;
	put_datagram(&o, from, to, 5000, 6000, text);
	take(m, &o, 0, time_us);
}

static void segment(struct mirror *m, unsigned from, unsigned to, unsigned id,
		    unsigned flags)
{
	static struct octets o;

	o.n = 0;
	put_ethernet(&o, from, to, 0x0800);
	put_ip4(&o, from, to, id, 0, 6, 20);
	put_tcp(&o, from < to ? 5000 : 104, from < to ? 104 : 5000, id, 1, flags);
	take(m, &o, 0, SECOND_US + id * 1000);
}

static void frames_between_others_tell_a_mirror(void **state)
{
	struct mirror *m = mirror_open(own, 1500);
	struct mirror_facts f;
	static struct octets o;

	(void)state;
	pass(m, 1, 2, "a", SECOND_US);
	pass(m, 2, 1, "b", 2 * SECOND_US);
	pass(m, 1, OWN, "c", 2 * SECOND_US);
	pass(m, OWN, 1, "d", 3 * SECOND_US);
	put_hex(&o, "ffffffffffff 020000000001 0806");
	put_hex(&o, "0001 0800 06 04 0001 020000000001 0a000001 "
		    "000000000000 0a000002");
	take(m, &o, 0, 4 * SECOND_US);
	f = ended(m);
	assert_int_equal(f.frames, 5);
	assert_int_equal(f.foreign, 2);
	assert_int_equal(f.ours, 1);
	assert_int_equal(f.own, 1);
	assert_int_equal(f.group, 1);
	assert_int_equal(f.ip, 4);
	assert_int_equal(f.span_us, 3 * SECOND_US);
	assert_int_equal(f.cut + f.sliced + f.oversize + f.duplicates, 0);
}

static void a_packet_that_comes_twice_within_a_moment_is_a_duplicate(void **state)
{
	struct mirror *m = mirror_open(own, 1500);

	(void)state;
	pass(m, 1, 2, "a", SECOND_US);
	pass(m, 1, 2, "a", SECOND_US + 300);
	pass(m, 1, 2, "b", SECOND_US + 600);
	pass(m, 1, 2, "a", 60 * (uint64_t)SECOND_US);
	assert_int_equal(ended(m).duplicates, 1);
}

static void a_conversation_of_one_side_is_one_way_unless_it_was_only_asked_for(
	void **state)
{
	struct mirror *m = mirror_open(own, 1500);
	struct mirror_facts f;

	(void)state;
	segment(m, 1, 2, 1, TCP_SYN); /* answered */
	segment(m, 2, 1, 2, TCP_SYN | TCP_ACK);
	segment(m, 1, 2, 3, TCP_ACK);
	segment(m, 3, 4, 4, TCP_SYN); /* goes on, so it was */
	segment(m, 3, 4, 5, TCP_ACK);
	segment(m, 3, 4, 6, TCP_ACK);
	segment(m, 5, 6, 7, TCP_SYN); /* perhaps nobody is there */
	segment(m, 5, 6, 8, TCP_SYN);
	f = ended(m);
	assert_int_equal(f.talks, 2);
	assert_int_equal(f.one_way, 1);
}

static void each_vlan_is_counted_once_and_only_so_many_are_named(void **state)
{
	struct mirror *m = mirror_open(own, 1500);
	static struct octets o;
	struct mirror_facts f;

	(void)state;
	for (unsigned i = 0; i < 2 * MIRROR_VLANS; i++) {
		o.n = 0;
		put_ethernet(&o, 1, 2, 0x8100);
		put16(&o, 100 + i % (MIRROR_VLANS + 1));
		put16(&o, 0x0800);
		put_ip4(&o, 1, 2, i, 0, 17, 8);
		put_udp(&o, 1, 2, 0);
		take(m, &o, 0, SECOND_US + i);
	}
	f = ended(m);
	assert_int_equal(f.tagged, 2 * MIRROR_VLANS);
	assert_int_equal(f.vlans, MIRROR_VLANS + 1);
	assert_int_equal(f.vlan[0], 100);
	assert_int_equal(f.vlan[MIRROR_VLANS - 1], 100 + MIRROR_VLANS - 1);
}

static void cut_sliced_and_long_frames_are_told_apart(void **state)
{
	struct mirror *m = mirror_open(own, 1500);
	static struct octets o;
	struct mirror_facts f;

	(void)state;
	put_datagram(&o, 1, 2, 5000, 6000, "whole");
	take(m, &o, 900, SECOND_US); /* by the snap length */
	o.n -= 3;                    /* by somebody who says nothing of it */
	take(m, &o, 0, SECOND_US + 1);
	o.n = 0;
	put_ethernet(&o, 1, 2, 0x0800);
	put_ip4(&o, 1, 2, 1, 0, 17, 2000);
	put_udp(&o, 1, 2, 1992);
	while (o.n < 14 + 20 + 2000)
		put8(&o, 'x');
	take(m, &o, 0, SECOND_US + 2);
	f = ended(m);
	assert_int_equal(f.frames, 3);
	assert_int_equal(f.cut, 1);
	assert_int_equal(f.sliced, 1);
	assert_int_equal(f.oversize, 1);
	assert_int_equal(f.longest, 2034);
}

static void what_a_tunnel_brings_is_no_frame_of_ours(void **state)
{
	struct mirror *m = mirror_open(own, 1500);
	static struct octets o, inner;
	struct mirror_facts f;

	(void)state;
	put_datagram(&inner, 1, 2, 5000, 6000, "mirrored");
	put_ethernet(&o, 7, OWN, 0x0800); /* VXLAN, RFC 7348 */
	put_ip4(&o, 7, OWN, 1, 0, 17, 16 + inner.n);
	put_udp(&o, 5555, 4789, 8 + inner.n);
	put_hex(&o, "08000000 00000a00");
	put(&o, inner.b, inner.n);
	take(m, &o, 0, SECOND_US);
	f = ended(m);
	assert_int_equal(f.foreign, 1);
	assert_int_equal(f.ours + f.own, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(frames_between_others_tell_a_mirror),
		cmocka_unit_test(
			a_packet_that_comes_twice_within_a_moment_is_a_duplicate),
		cmocka_unit_test(
			a_conversation_of_one_side_is_one_way_unless_it_was_only_asked_for),
		cmocka_unit_test(
			each_vlan_is_counted_once_and_only_so_many_are_named),
		cmocka_unit_test(cut_sliced_and_long_frames_are_told_apart),
		cmocka_unit_test(what_a_tunnel_brings_is_no_frame_of_ours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
