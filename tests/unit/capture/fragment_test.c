/* SPDX-License-Identifier: Apache-2.0 */
/* fragment - datagrams that come in pieces, in order or not, whole or never. */
#include "tests/support/unit.h"
#include "tests/support/frames.h"

#define TEXT "0123456789abcdefghijklmnopqrstuvwxyzABCD"

enum { ETHERNET = 1 };

static struct octets o;

struct pieces {
	struct decoder *d;
	struct packet pkt;
	struct tallies t;
	uint64_t now_us;
};

static bool send_piece(struct pieces *p, unsigned id, size_t at, size_t n,
		       bool more)
{
	static struct octets whole;
	struct frame f;

	whole.n = o.n = 0;
	put_udp(&whole, 5000, 6000, sizeof(TEXT) - 1);
	put(&whole, TEXT, sizeof(TEXT) - 1);
	put_ethernet(&o, 1, 2, 0x0800);
	put_ip4(&o, 1, 2, id, (unsigned)(at / 8) | (more ? 0x2000 : 0), L4_UDP,
		n);
	put(&o, whole.b + at, n);
	f = frame_of(&o, ETHERNET, 0, p->now_us);
	return decode(p->d, &f, &p->pkt, &p->t);
}

static struct pieces begin_pieces(void)
{
	struct pieces p;

	memset(&p, 0, sizeof(p));
	p.d = decoder_open();
	p.now_us = 5000000;
	return p;
}

static void fragments_in_any_order_make_the_datagram(void **state)
{
	static const uint8_t orders[][3] = {{0, 1, 2}, {2, 1, 0}, {1, 2, 0}};
	struct pieces p = begin_pieces();

	(void)state;
	for (unsigned k = 0; k < 3; k++) {
		for (unsigned i = 0; i < 3; i++) {
			unsigned n = orders[k][i];
			bool good = send_piece(&p, 70 + k, n * 16u, 16, n < 2);

			assert_int_equal(good, i == 2);
		}
		assert_int_equal(cur_left(&p.pkt.payload), sizeof(TEXT) - 1);
		assert_memory_equal(p.pkt.payload.p, TEXT, sizeof(TEXT) - 1);
		assert_int_equal(p.pkt.to_port, 6000);
		assert_int_equal(p.pkt.payload_wire, 40);
	}
	assert_int_equal(p.t.n[TALLY_fragments], 9);
	assert_int_equal(p.t.n[TALLY_fragments_lost], 0);
	decoder_close(p.d);
}

static void a_mirror_that_shows_fragments_twice_makes_one_datagram(void **state)
{
	struct pieces p = begin_pieces();
	unsigned whole = 0;

	(void)state;
	for (unsigned i = 0; i < 6; i++)
		whole += send_piece(&p, 7, i / 2 * 16u, 16, i / 2 < 2);
	assert_int_equal(whole, 1);
	assert_int_equal(p.t.n[TALLY_fragments_lost], 0);
	/* The same number much later is another datagram. */
	p.now_us += 1000000;
	for (unsigned i = 0; i < 3; i++)
		whole += send_piece(&p, 7, i * 16u, 16, i < 2);
	assert_int_equal(whole, 2);
	decoder_close(p.d);
}

static void overlapping_fragments_end_the_datagram(void **state)
{
	struct pieces p = begin_pieces();

	(void)state;
	assert_false(send_piece(&p, 7, 0, 24, true));
	assert_false(send_piece(&p, 7, 16, 32, false));
	assert_int_equal(p.t.n[TALLY_fragments_lost], 1);
	decoder_close(p.d);
}

static void a_late_fragment_does_not_complete_an_old_datagram(void **state)
{
	struct pieces p = begin_pieces();

	(void)state;
	assert_false(send_piece(&p, 7, 0, 24, true));
	p.now_us += 31000000;
	assert_false(send_piece(&p, 7, 24, 24, false));
	assert_int_equal(p.t.n[TALLY_fragments_lost], 1);
	assert_true(send_piece(&p, 7, 0, 24, true));
	decoder_close(p.d);
}

static void a_flood_of_first_fragments_pushes_out_the_oldest_only(void **state)
{
	struct pieces p = begin_pieces();

	(void)state;
	for (unsigned id = 0; id < 1000; id++) {
		p.now_us++;
		assert_false(send_piece(&p, id, 0, 24, true));
	}
	assert_true(send_piece(&p, 999, 24, 24, false));
	assert_false(send_piece(&p, 0, 24, 24, false));
	assert_true(p.t.n[TALLY_fragments_lost] > 900);
	decoder_close(p.d);
}

static void a_fragment_beyond_the_longest_datagram_is_refused(void **state)
{
	struct pieces p = begin_pieces();
	struct frame f;

	(void)state;
	o.n = 0;
	put_ethernet(&o, 1, 2, 0x0800);
	put_ip4(&o, 1, 2, 7, 0x1fff, L4_UDP, 16);
	put_hex(&o, "00000000000000000000000000000000");
	f = frame_of(&o, ETHERNET, 0, 1);
	assert_false(decode(p.d, &f, &p.pkt, &p.t));
	assert_int_equal(p.t.n[TALLY_fragments_lost], 1);
	decoder_close(p.d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fragments_in_any_order_make_the_datagram),
		cmocka_unit_test(
			a_mirror_that_shows_fragments_twice_makes_one_datagram),
		cmocka_unit_test(overlapping_fragments_end_the_datagram),
		cmocka_unit_test(
			a_late_fragment_does_not_complete_an_old_datagram),
		cmocka_unit_test(
			a_flood_of_first_fragments_pushes_out_the_oldest_only),
		cmocka_unit_test(
			a_fragment_beyond_the_longest_datagram_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
