/* SPDX-License-Identifier: Apache-2.0 */
/* flow - conversations: who asks, when they end, what is a duplicate. */
#include "tests/unit/capture/table.h"

static void a_group_is_never_the_client(void **state)
{
	struct packet p = packet_of(1, 494, 2, 52505, L4_UDP);
	unsigned side = 9;
	struct table w;

	(void)state;
	open_table(&w, 16, 0);
	p.to = addr_of_v4(0xeffffffa);
	assert_non_null(touch(&w, p, &side));
	assert_int_equal(side, 0);
	flows_close(w.flows);
}

static void the_client_is_told_by_the_syn_or_the_ports(void **state)
{
	static const struct {
		uint8_t l4;
		unsigned flags, from_port, to_port, side;
	} rows[] = {
		{L4_TCP, TCP_SYN, 104, 50000, 0},
		{L4_TCP, TCP_SYN | TCP_ACK, 50000, 104, 1},
		{L4_TCP, TCP_ACK, 50000, 104, 0},
		{L4_TCP, TCP_ACK, 104, 50000, 1},
		{L4_TCP, TCP_ACK, 2575, 50000, 1},
		{L4_TCP, TCP_ACK, 50000, 50001, 0},
		{L4_UDP, 0, 53, 40000, 1},
		{L4_UDP, 0, 40000, 53, 0},
		{L4_UDP, 0, 67, 68, 1},
		{L4_UDP, 0, 5353, 5353, 0},
		{L4_ICMP, 0, 0, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct packet p = packet_of(1, rows[i].from_port, 2,
					    rows[i].to_port, rows[i].l4);
		struct table w;
		struct flow *f;
		unsigned side = 9;

		open_table(&w, 16, 0);
		p.tcp.flags = (uint8_t)rows[i].flags;
		f = touch(&w, p, &side);
		assert_non_null(f);
		assert_int_equal(side, rows[i].side);
		assert_int_equal(addr_compare(f->addr[side], p.from), 0);
		assert_int_equal(f->port[1 - side], rows[i].to_port);
		assert_int_equal(f->mac[side].b[5], 1);
		assert_int_equal(f->from_start, rows[i].l4 != L4_TCP ||
					(rows[i].flags & TCP_SYN) != 0);
		flows_close(w.flows);
	}
}

static void both_directions_are_one_conversation_and_nets_are_not(void **state)
{
	struct table w;
	struct flow *a;
	struct packet p;
	unsigned side;

	(void)state;
	open_table(&w, 16, 0);
	a = touch(&w, packet_of(1, 5000, 2, 6000, L4_UDP), &side);
	assert_false(a->answered);
	assert_ptr_equal(touch(&w, packet_of(2, 6000, 1, 5000, L4_UDP), &side),
			 a);
	assert_int_equal(side, 1);
	assert_true(a->answered);
	assert_int_equal(a->packets[0], 1);
	assert_int_equal(a->packets[1], 1);
	assert_int_equal(a->octets[1], 100);
	p = packet_of(1, 5000, 2, 6000, L4_UDP);
	p.net = 7;
	assert_ptr_not_equal(touch(&w, p, &side), a);
	assert_int_equal(w.t.n[TALLY_flows], 2);
	flows_close(w.flows);
}

static void a_duplicate_is_dropped_also_at_the_same_instant(void **state)
{
	struct packet p = packet_of(1, 5000, 2, 6000, L4_UDP);
	struct table w;
	unsigned side;

	(void)state;
	open_table(&w, 16, 0);
	p.fingerprint = 77;
	for (p.time_us = 100; p.time_us < 104; p.time_us++) {
		struct packet again = p;

		p.fingerprint++;
		again.fingerprint = p.fingerprint;
		assert_non_null(flow_touch(w.flows, &p, &side));
		assert_null(flow_touch(w.flows, &again, &side));
		again.time_us -= 50; /* two ports, a little out of order */
		assert_null(flow_touch(w.flows, &again, &side));
		again.time_us += 20050;
		assert_null(flow_touch(w.flows, &again, &side));
		again.time_us++;
		assert_non_null(flow_touch(w.flows, &again, &side));
	}
	assert_int_equal(w.t.n[TALLY_duplicate], 12);
	flows_close(w.flows);
}

static void a_new_syn_begins_another_conversation(void **state)
{
	struct table w;
	unsigned side;

	(void)state;
	open_table(&w, 16, 0);
	touch(&w, tcp_of(1, 5000, 2, 104, TCP_SYN, 10), &side);
	w.now_us += SECOND;
	touch(&w, tcp_of(1, 5000, 2, 104, TCP_SYN, 10), &side);
	touch(&w, tcp_of(2, 104, 1, 5000, TCP_SYN | TCP_ACK, 99), &side);
	assert_int_equal(w.t.n[TALLY_flows], 1);
	touch(&w, tcp_of(1, 5000, 2, 104, TCP_SYN, 5000), &side);
	assert_int_equal(w.t.n[TALLY_flows], 2);
	assert_int_equal(w.log.n, 1);
	assert_true(w.log.last.answered);
	flows_close(w.flows);
}

static void an_answer_seen_before_its_syn_is_the_same_conversation(void **state)
{
	struct packet answer = tcp_of(2, 104, 1, 5000, TCP_SYN | TCP_ACK, 99);
	struct table w;
	unsigned side;

	(void)state;
	open_table(&w, 16, 0);
	answer.tcp.ack = 11;
	touch(&w, answer, &side);
	touch(&w, tcp_of(1, 5000, 2, 104, TCP_SYN, 10), &side);
	assert_int_equal(side, 0);
	assert_int_equal(w.t.n[TALLY_flows], 1);
	flows_close(w.flows);
}

static void a_syn_after_a_conversation_joined_late_begins_anew(void **state)
{
	struct table w;
	unsigned side;

	(void)state;
	open_table(&w, 16, 0);
	touch(&w, tcp_of(1, 5000, 2, 104, TCP_FIN | TCP_ACK, 10), &side);
	touch(&w, tcp_of(1, 5000, 2, 104, TCP_SYN, 5000), &side);
	assert_int_equal(w.t.n[TALLY_flows], 2);
	flows_close(w.flows);
}

static void a_syn_recorded_late_is_the_start_of_its_conversation(void **state)
{
	/* Who sends what came first, its numbers, and how many follow it. */
	static const struct {
		bool answer;
		uint32_t seq, ack;
		unsigned more;
		uint64_t after_us;
		bool late;
	} rows[] = {
		{false, 11, 100, 0, 0, true},
		{false, 2011, 100, 0, 0, true},
		{true, 100, 11, 0, 0, true},
		{true, 1100, 2011, 11, 100000, true},
		{false, 9, 100, 0, 0, false},
		{false, 10 + 16384, 100, 0, 0, false},
		{false, 11, 100, 12, 0, false},
		{false, 11, 100, 0, 100001, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct packet first = tcp_of(1, 5000, 2, 104, TCP_ACK,
					     rows[i].seq);
		struct table w;
		struct flow *f;
		unsigned side;

		open_table(&w, 16, 0);
		if (rows[i].answer)
			first = tcp_of(2, 104, 1, 5000, TCP_ACK, rows[i].seq);
		first.tcp.ack = rows[i].ack;
		for (unsigned k = 0; k <= rows[i].more; k++)
			f = touch(&w, first, &side);
		assert_false(f->from_start);
		w.now_us += rows[i].after_us;
		f = touch(&w, tcp_of(1, 5000, 2, 104, TCP_SYN, 10), &side);
		assert_int_equal(side, 0);
		assert_true(f->from_start);
		assert_int_equal(w.t.n[TALLY_flows], rows[i].late ? 1 : 2);
		/* Sent again it is the same one. */
		touch(&w, tcp_of(1, 5000, 2, 104, TCP_SYN, 10), &side);
		assert_int_equal(w.t.n[TALLY_flows], rows[i].late ? 1 : 2);
		flows_close(w.flows);
	}
}

static void an_answer_recorded_late_starts_its_conversation(void **state)
{
	struct packet data = tcp_of(1, 5000, 2, 104, TCP_ACK, 11);
	struct packet answer = tcp_of(2, 104, 1, 5000, TCP_SYN | TCP_ACK, 99);
	struct table w;
	struct flow *f;
	unsigned side;

	(void)state;
	open_table(&w, 16, 0);
	data.tcp.ack = 100;
	answer.tcp.ack = 11;
	touch(&w, data, &side);
	f = touch(&w, answer, &side);
	assert_true(f->from_start);
	touch(&w, tcp_of(1, 5000, 2, 104, TCP_SYN, 10), &side);
	assert_int_equal(w.t.n[TALLY_flows], 1);
	flows_close(w.flows);
}

static void a_reset_without_octets_is_a_refusal(void **state)
{
	struct table w;
	struct flow *f;
	unsigned side;

	(void)state;
	open_table(&w, 16, 0);
	touch(&w, tcp_of(1, 5000, 2, 104, TCP_SYN, 10), &side);
	f = touch(&w, tcp_of(2, 104, 1, 5000, TCP_RST | TCP_ACK, 0), &side);
	assert_true(f->refused);
	assert_false(f->answered);
	flows_close(w.flows);
}

static void silence_ends_a_conversation_by_packet_time(void **state)
{
	struct table w;
	unsigned side;

	(void)state;
	open_table(&w, 16, 0);
	touch(&w, packet_of(1, 5000, 2, 6000, L4_UDP), &side);
	touch(&w, tcp_of(1, 5000, 2, 104, TCP_SYN, 10), &side);
	w.now_us += 120 * (uint64_t)SECOND;
	touch(&w, packet_of(3, 5000, 4, 6000, L4_UDP), &side);
	assert_int_equal(w.log.n, 0);
	w.now_us++;
	touch(&w, packet_of(3, 5000, 4, 6000, L4_UDP), &side);
	assert_int_equal(w.log.n, 1);
	assert_int_equal(w.log.first_frame[0], 1);
	w.now_us += 600 * (uint64_t)SECOND;
	touch(&w, tcp_of(1, 5000, 2, 104, TCP_SYN, 10), &side);
	assert_int_equal(w.log.n, 3);
	assert_int_equal(w.t.n[TALLY_flows], 4);
	flows_close(w.flows);
}

/* What a table of 64 told, as one number. */
static uint64_t story_of(uint64_t seed, unsigned flows, uint64_t *evicted)
{
	static struct table w;
	uint64_t h = 14695981039346656037u;
	unsigned side;

	open_table(&w, 64, seed);
	for (unsigned i = 0; i < 3000; i++) {
		unsigned k = i * 7919 % flows;
		struct flow *f;

		w.now_us += 1000;
		f = touch(&w, packet_of(k, 5000 + k, 900, 6000,
					k % 3 != 0 ? L4_UDP : L4_TCP), &side);
		if (k % 5 == 0)
			f->boring = true;
	}
	flows_finish(w.flows);
	for (unsigned i = 0; i < w.log.n; i++)
		h = (h ^ w.log.first_frame[i]) * 1099511628211u;
	*evicted = w.t.n[TALLY_flow_evicted];
	flows_close(w.flows);
	return h;
}

static void the_seed_changes_nothing_that_is_told(void **state)
{
	uint64_t evicted;

	(void)state;
	for (unsigned flows = 60; flows < 200; flows += 30) {
		uint64_t first = story_of(0, flows, &evicted);

		for (uint64_t seed = 1; seed < 20; seed++)
			assert_int_equal(story_of(seed, flows, &evicted), first);
		assert_int_equal(evicted > 0, flows > 64);
	}
}

static void a_table_holds_as_many_as_it_says(void **state)
{
	uint64_t evicted;

	(void)state;
	story_of(3, 64, &evicted);
	assert_int_equal(evicted, 0);
	story_of(3, 65, &evicted);
	assert_true(evicted > 0);
}

/* Begun, and ended by so many sides; by none: reset. */
static void close_one(struct table *w, unsigned client, unsigned sides)
{
	unsigned side;

	touch(w, tcp_of(client, 5000, 9, 104, TCP_SYN, 10), &side);
	touch(w, tcp_of(9, 104, client, 5000, TCP_SYN | TCP_ACK, 99), &side);
	if (sides == 0)
		touch(w, tcp_of(9, 104, client, 5000, TCP_RST, 100), &side);
	if (sides > 0)
		touch(w, tcp_of(client, 5000, 9, 104, TCP_FIN | TCP_ACK, 11),
		      &side);
	if (sides > 1)
		touch(w, tcp_of(9, 104, client, 5000, TCP_FIN | TCP_ACK, 100),
		      &side);
}

static void what_is_closed_waits_for_stragglers_only(void **state)
{
	struct table w;
	unsigned side;

	(void)state;
	open_table(&w, 16, 0);
	for (unsigned sides = 0; sides < 3; sides++)
		close_one(&w, 1 + sides, sides);
	w.now_us += 30 * (uint64_t)SECOND;
	touch(&w, tcp_of(1, 5000, 9, 104, TCP_ACK, 12), &side);
	assert_int_equal(w.t.n[TALLY_flows], 3);
	w.now_us++;
	touch(&w, packet_of(5, 5000, 9, 6000, L4_UDP), &side);
	assert_int_equal(w.log.n, 1); /* which no straggler followed           */
	assert_int_equal(w.log.last.addr[0].b[15], 3);
	w.now_us += 30 * (uint64_t)SECOND;
	touch(&w, packet_of(5, 5000, 9, 6000, L4_UDP), &side);
	assert_int_equal(w.log.n, 2);
	assert_int_equal(w.log.last.addr[0].b[15], 1);
	/* One side may go on for long. */
	w.now_us += 500 * (uint64_t)SECOND;
	touch(&w, tcp_of(9, 104, 2, 5000, TCP_ACK, 100), &side);
	assert_int_equal(w.t.n[TALLY_flows], 4);
	flows_close(w.flows);
}

static void what_is_closed_gives_way_before_all_others(void **state)
{
	struct table w;
	unsigned side;

	(void)state;
	open_table(&w, 16, 0);
	touch(&w, packet_of(1, 5000, 9, 6000, L4_UDP), &side)->boring = true;
	for (unsigned i = 0; i < 4; i++)
		close_one(&w, 100 + i, 2);
	for (unsigned i = 0; i < 13; i++)
		touch(&w, packet_of(200 + i, 5000, 9, 6000, L4_UDP), &side);
	assert_int_equal(w.log.n, 2);
	assert_int_equal(w.log.first_frame[0], 2);
	assert_int_equal(w.log.first_frame[1], 6);
	/* Two of sixteen may wait for stragglers. */
	touch(&w, packet_of(300, 5000, 9, 6000, L4_UDP), &side);
	assert_int_equal(w.log.last.l4, L4_UDP);
	flows_close(w.flows);
}

static void what_can_teach_least_gives_way_first(void **state)
{
	struct table w;
	unsigned side;

	(void)state;
	open_table(&w, 4, 0);
	for (unsigned i = 0; i < 2; i++) { /* 1: talks, oldest of all */
		touch(&w, packet_of(1, 5000, 9, 6000, L4_UDP), &side);
		/* 2: talks, but boring */
		touch(&w, packet_of(2, 5000, 9, 6000, L4_UDP), &side)->boring =
			true;
	}
	touch(&w, packet_of(3, 5000, 9, 6000, L4_UDP), &side); /* frame 5 */
	touch(&w, packet_of(4, 5000, 9, 6000, L4_UDP), &side)->boring = true;
	touch(&w, packet_of(5, 5000, 9, 6000, L4_UDP), &side);
	touch(&w, packet_of(6, 5000, 9, 6000, L4_UDP), &side);
	touch(&w, packet_of(7, 5000, 9, 6000, L4_UDP), &side);
	assert_int_equal(w.log.n, 3);
	assert_int_equal(w.t.n[TALLY_flow_evicted], 3);
	/* A single packet of whom nothing is known to be boring yet is rank 1,
	 * as is 4, which was not boring when it was last touched. */
	assert_int_equal(w.log.first_frame[0], 5);
	assert_int_equal(w.log.first_frame[1], 6);
	assert_int_equal(w.log.first_frame[2], 7);
	flows_close(w.flows);
}

/* All that a full table holds have talked; who comes must live to do so. */
static void who_comes_new_finds_a_place_in_a_full_table(void **state)
{
	struct table w;
	struct flow *f;
	unsigned side;

	(void)state;
	open_table(&w, 64, 0);
	for (unsigned i = 0; i < 128; i++)
		touch(&w, packet_of(1 + i / 2, 5000, 900, 6000, L4_UDP), &side);
	assert_int_equal(w.log.n, 0);
	for (unsigned i = 0; i < 8; i++)
		touch(&w, packet_of(100 + i, 5000, 900, 6000, L4_UDP), &side);
	assert_int_equal(w.log.n, 8);
	assert_int_equal(w.log.first_frame[7], 15); /* the oldest gave way     */
	f = touch(&w, packet_of(900, 6000, 100, 5000, L4_UDP), &side);
	assert_true(f->answered);
	/* As many as are kept for them; then they give way to each other. */
	for (unsigned i = 0; i < 8; i++)
		touch(&w, packet_of(200 + i, 5000, 900, 6000, L4_UDP), &side);
	assert_int_equal(w.log.n, 16);
	assert_int_equal(w.log.first_frame[9], 19);
	assert_int_equal(w.log.first_frame[10], 130);
	flows_close(w.flows);
}

static void at_the_end_all_are_told_in_order_of_birth(void **state)
{
	static struct table w;
	unsigned side;

	(void)state;
	open_table(&w, 1024, 5);
	for (unsigned i = 0; i < 1000; i++)
		touch(&w, packet_of(i, 5000, 2000, 6000, L4_UDP), &side);
	flows_finish(w.flows);
	assert_int_equal(w.log.n, 1000);
	for (unsigned i = 0; i < 1000; i++)
		assert_int_equal(w.log.first_frame[i], i + 1);
	flows_finish(w.flows);
	assert_int_equal(w.log.n, 1000);
	flows_close(w.flows);
}

static void what_has_no_transport_has_no_conversation(void **state)
{
	struct packet p = packet_of(1, 0, 2, 0, L4_NONE);
	struct table w;
	unsigned side;

	(void)state;
	open_table(&w, 16, 0);
	assert_null(touch(&w, p, &side));
	p.l4 = L4_UDP;
	p.is_ip = false;
	assert_null(touch(&w, p, &side));
	flows_close(w.flows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_group_is_never_the_client),
		cmocka_unit_test(the_client_is_told_by_the_syn_or_the_ports),
		cmocka_unit_test(
			both_directions_are_one_conversation_and_nets_are_not),
		cmocka_unit_test(a_duplicate_is_dropped_also_at_the_same_instant),
		cmocka_unit_test(a_new_syn_begins_another_conversation),
		cmocka_unit_test(
			an_answer_seen_before_its_syn_is_the_same_conversation),
		cmocka_unit_test(
			a_syn_after_a_conversation_joined_late_begins_anew),
		cmocka_unit_test(
			a_syn_recorded_late_is_the_start_of_its_conversation),
		cmocka_unit_test(
			an_answer_recorded_late_starts_its_conversation),
		cmocka_unit_test(a_reset_without_octets_is_a_refusal),
		cmocka_unit_test(silence_ends_a_conversation_by_packet_time),
		cmocka_unit_test(what_is_closed_waits_for_stragglers_only),
		cmocka_unit_test(what_is_closed_gives_way_before_all_others),
		cmocka_unit_test(the_seed_changes_nothing_that_is_told),
		cmocka_unit_test(a_table_holds_as_many_as_it_says),
		cmocka_unit_test(what_can_teach_least_gives_way_first),
		cmocka_unit_test(who_comes_new_finds_a_place_in_a_full_table),
		cmocka_unit_test(at_the_end_all_are_told_in_order_of_birth),
		cmocka_unit_test(what_has_no_transport_has_no_conversation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
