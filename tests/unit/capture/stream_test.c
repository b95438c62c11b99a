/* SPDX-License-Identifier: Apache-2.0 */
/* stream - TCP octets in order, whatever order they come in. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/capture.h"

enum { TEXT_MAX = 1 << 20 };

struct bench {
	struct flows *flows;
	struct flow flow;
	struct tallies t;
	uint64_t missing, now_us;
	size_t n;
	char text[TEXT_MAX];
	const uint8_t *last;  /* where the last octets handed on lie           */
	bool bored;           /* the sink drops the stream after one call      */
};

static struct bench w;

static void no_end(void *ctx, struct flow *f)
{
	(void)ctx;
	(void)f;
}

static void begin(uint32_t windows)
{
	const struct flow_limits limits = {.flows = 8, .windows = windows,
					   .idle_tcp_s = 600,
					   .idle_other_s = 120};

	memset(&w, 0, sizeof(w));
	w.flows = flows_open(&limits, no_end, NULL, &w.t);
	w.flow.l4 = L4_TCP;
}

/* A hole shows as one '.' for each octet, so that places are seen. */
static void sink(void *ctx, struct flow *f, unsigned side,
		 const struct packet *p, struct cur in, uint64_t missing)
{
	struct bench *b = ctx;

	(void)p;
	assert_int_equal(side, 0);
	b->missing += missing;
	for (; missing > 0 && b->n < TEXT_MAX; missing--)
		b->text[b->n++] = '.';
	b->last = in.p;
	assert_true(cur_left(&in) <= TEXT_MAX - b->n);
	if (cur_left(&in) > 0)
		memcpy(b->text + b->n, in.p, cur_left(&in));
	b->n += cur_left(&in);
	if (b->bored)
		stream_drop(b->flows, f);
}

static struct packet segment(uint32_t seq, const void *p, size_t n,
			     size_t wire, unsigned flags)
{
	struct packet pkt;

	memset(&pkt, 0, sizeof(pkt));
	pkt.time_us = w.now_us;
	pkt.is_ip = true;
	pkt.l4 = L4_TCP;
	pkt.tcp.seq = seq;
	pkt.tcp.flags = (uint8_t)flags;
	pkt.payload = cur_of(p, n);
	pkt.payload_wire = (uint32_t)wire;
	return pkt;
}

static void send_cut(uint32_t seq, const char *text, size_t wire)
{
	struct packet p = segment(seq, text, strlen(text), wire, TCP_ACK);

	stream_push(w.flows, &w.flow, 0, &p, sink, &w);
}

static void say(uint32_t seq, const char *text)
{
	send_cut(seq, text, strlen(text));
}

static void syn(uint32_t seq)
{
	struct packet p = segment(seq, "", 0, 0, TCP_SYN);

	stream_push(w.flows, &w.flow, 0, &p, sink, &w);
}

static void acknowledge(uint32_t ack)
{
	struct packet p = segment(900, "", 0, 0, TCP_ACK);

	p.tcp.ack = ack;
	stream_push(w.flows, &w.flow, 1, &p, sink, &w);
}

static void finish(const char *text)
{
	struct packet p = segment(0, "", 0, 0, TCP_FIN);

	stream_flush(w.flows, &w.flow, &p, sink, &w);
	assert_int_equal(w.n, strlen(text));
	assert_memory_equal(w.text, text, w.n);
	assert_null(w.flow.stream[0]);
	assert_null(w.flow.stream[1]);
	flows_close(w.flows);
}

static void what_is_next_is_handed_on_in_place(void **state)
{
	static const char octets[] = "abcdef";
	struct packet p;

	(void)state;
	begin(2);
	syn(99);
	p = segment(100, octets, 6, 6, TCP_ACK);
	stream_push(w.flows, &w.flow, 0, &p, sink, &w);
	assert_ptr_equal(w.last, octets);
	finish("abcdef");
}

static void a_syn_counts_as_one_and_numbers_wrap(void **state)
{
	(void)state;
	begin(2);
	syn(UINT32_MAX - 1);
	say(2, "def");
	say(UINT32_MAX, "abc");
	say(5, "ghi");
	finish("abcdefghi");
	assert_int_equal(w.missing, 0);
}

static void a_stream_joined_late_begins_with_its_first_octets(void **state)
{
	(void)state;
	begin(2);
	say(5000, "late");
	say(5004, "r");
	finish("later");
}

static void octets_recorded_before_their_syn_wait_for_it(void **state)
{
	(void)state;
	begin(2);
	say(106, "gh");
	say(100, "abc");
	assert_int_equal(w.n, 0);
	syn(99);
	assert_int_equal(w.n, 3);
	say(103, "def");
	assert_int_equal(w.n, 8);
	finish("abcdefgh");
	assert_int_equal(w.missing, 0);
}

static void an_answer_tells_where_the_client_begins(void **state)
{
	struct packet answer = segment(900, "", 0, 0, TCP_SYN | TCP_ACK);

	(void)state;
	begin(2);
	say(103, "def");
	answer.tcp.ack = 100;
	stream_push(w.flows, &w.flow, 1, &answer, sink, &w);
	assert_int_equal(w.n, 0);
	say(100, "abc");
	finish("abcdef");
	assert_int_equal(w.missing, 0);
}

static void after_an_answer_nobody_waits_for_the_syn(void **state)
{
	struct packet answer = segment(900, "", 0, 0, TCP_SYN | TCP_ACK);

	(void)state;
	begin(2);
	answer.tcp.ack = 100;
	stream_push(w.flows, &w.flow, 1, &answer, sink, &w);
	say(103, "def");
	assert_int_equal(w.n, 0);
	say(100, "abc");
	assert_int_equal(w.n, 6);
	finish("abcdef");
}

static void without_a_syn_octets_wait_for_a_moment(void **state)
{
	(void)state;
	begin(2);
	say(103, "def");
	say(100, "abc");
	for (unsigned i = 0; i < 10; i++)
		acknowledge(106);
	assert_int_equal(w.n, 0);
	acknowledge(106);
	assert_int_equal(w.n, 6);
	say(98, "old");
	finish("abcdef");

	begin(2);
	say(103, "def");
	w.now_us += 100001;
	acknowledge(106);
	assert_int_equal(w.n, 3);
	finish("def");
	assert_int_equal(w.missing, 0);
}

static void what_finds_no_place_ends_the_wait_for_a_syn(void **state)
{
	(void)state;
	begin(2);
	say(100000, "late");
	say(20000, "much older");
	assert_int_equal(w.n, 4);
	finish("late");

	begin(2);
	say(100, "ab");
	send_cut(102, "c", 3);
	finish("abc..");

	/* With few windows left nobody waits for what may never come. */
	begin(1);
	say(100, "abc");
	say(99, "x");
	assert_int_equal(w.n, 3);
	finish("abc");
}

static void a_syn_of_others_is_no_beginning(void **state)
{
	(void)state;
	begin(2);
	say(100, "abc");
	syn(5000);
	assert_int_equal(w.n, 3);
	finish("abc");
}

static void keep_sight(void *ctx, struct flow *f, unsigned side,
		       const struct packet *p, struct cur in, uint64_t missing)
{
	assert_int_equal(p->frame, 12);
	assert_int_equal(p->time_us, 34);
	assert_int_equal(p->capture, 1);
	sink(ctx, f, side, p, in, missing);
}

static void what_waits_when_all_ends_keeps_its_sight(void **state)
{
	struct packet p = segment(100, "abc", 3, 3, TCP_ACK);

	(void)state;
	begin(2);
	p.frame = 12;
	p.time_us = 34;
	p.capture = 1;
	stream_push(w.flows, &w.flow, 0, &p, sink, &w);
	say(103, "d");
	assert_int_equal(w.n, 0);
	stream_end(w.flows, &w.flow, keep_sight, &w);
	assert_int_equal(w.n, 4);
	finish("abcd");
}

static void early_segments_wait_for_their_turn(void **state)
{
	(void)state;
	begin(2);
	syn(99);
	say(106, "gh");
	say(103, "def");
	assert_int_equal(w.n, 0);
	say(100, "abc");
	assert_int_equal(w.n, 8);
	finish("abcdefgh");
	assert_int_equal(w.missing, 0);
}

static void the_first_copy_of_an_octet_wins(void **state)
{
	(void)state;
	begin(2);
	syn(99);
	say(103, "DEF");
	say(102, "xxxxxx");
	say(100, "ab1234567");
	finish("abxDEFxx7");
	assert_int_equal(w.t.n[TALLY_overlap] > 0, 1);
	assert_int_equal(w.missing, 0);
}

static void retransmissions_and_probes_are_harmless(void **state)
{
	(void)state;
	begin(2);
	syn(99);
	say(100, "abc");
	say(100, "abc");
	say(102, "c");  /* a keep-alive: one old octet */
	say(103, "d");  /* a probe of a closed window, */
	say(103, "def"); /* and what it probed for */
	say(101, "bcdefgh");
	finish("abcdefgh");
	assert_int_equal(w.t.n[TALLY_retransmitted], 3 + 1 + 1 + 5);
}

static void a_hole_is_given_up_when_it_was_acknowledged(void **state)
{
	(void)state;
	begin(2);
	syn(99);
	say(100, "abc");
	say(105, "fg");
	say(109, "jk");
	for (unsigned i = 0; i < 13; i++)
		acknowledge(104);
	assert_int_equal(w.n, 3);
	acknowledge(105);
	assert_int_equal(w.n, 7);
	say(107, "hi");
	finish("abc..fghijk");
	assert_int_equal(w.missing, 2);
}

static void an_acknowledgement_may_be_recorded_before_what_it_is_for(void **state)
{
	(void)state;
	begin(2);
	syn(99);
	say(103, "def");
	for (unsigned i = 0; i < 12; i++)
		acknowledge(106);
	say(100, "abc");
	finish("abcdef");
	assert_int_equal(w.missing, 0);
}

static void a_hole_that_was_acknowledged_long_ago_is_given_up(void **state)
{
	(void)state;
	begin(2);
	syn(99);
	say(103, "def");
	acknowledge(106);
	w.now_us += 1000000;
	acknowledge(106);
	assert_int_equal(w.n, 6);
	finish("...def");
}

static void holes_are_given_up_at_the_end(void **state)
{
	(void)state;
	begin(2);
	syn(99);
	say(102, "c");
	say(105, "f");
	finish("..c..f");
	assert_int_equal(w.missing, 4);
}

static void what_the_snap_length_cut_is_missing(void **state)
{
	(void)state;
	begin(2);
	syn(99);
	send_cut(100, "ab", 5);
	send_cut(105, "f", 3);
	say(108, "i");
	finish("ab...f..i");
	assert_int_equal(w.missing, 5);
}

static void a_cut_segment_seen_again_in_part_moves_on_by_the_rest(void **state)
{
	(void)state;
	begin(2);
	syn(99);
	say(100, "abcdefgh");
	send_cut(100, "ab", 10); /* two more on the wire, none captured */
	say(110, "k");
	finish("abcdefgh..k");
	assert_int_equal(w.missing, 2);
}

static void segments_of_which_nothing_was_captured_take_no_window(void **state)
{
	(void)state;
	begin(2);
	syn(99);
	send_cut(105, "", 5);
	assert_null(w.flow.stream[0]);
	send_cut(100, "", 5);
	say(110, "k");
	acknowledge(111);
	finish("..........k");
}

static void without_a_free_window_the_hole_is_given_up_at_once(void **state)
{
	(void)state;
	begin(0);
	syn(99);
	say(103, "def");
	say(100, "abc");
	say(106, "g");
	finish("...defg");
	assert_int_equal(w.t.n[TALLY_window_full], 1);
}

static void octets_beyond_the_window_give_up_what_waits(void **state)
{
	(void)state;
	begin(2);
	syn(99);
	say(102, "c");
	say(105, "f");
	say(100 + 70000, "z");
	assert_int_equal(w.n, 70001);
	assert_memory_equal(w.text, "..c..f...", 9);
	assert_int_equal(w.text[70000], 'z');
	flows_close(w.flows);
}

static void no_octet_is_lost_when_many_stretches_wait(void **state)
{
	(void)state;
	begin(2);
	syn(99);
	for (uint32_t i = 0; i < 32; i++)
		say(101 + 2 * i, "x");
	say(100, "yyyyyyyyyy");
	assert_int_equal(w.missing, 0);
	assert_int_equal(w.n, 10);
	assert_memory_equal(w.text, "yxyxyxyxyx", 10);
	flows_close(w.flows);
}

static void a_segment_larger_than_the_window_is_taken_whole(void **state)
{
	static char huge[200000];
	struct packet p;

	(void)state;
	memset(huge, 'a', sizeof(huge));
	begin(2);
	syn(99);
	say(100 + 50000, "WW");
	p = segment(100, huge, sizeof(huge), sizeof(huge), TCP_ACK);
	stream_push(w.flows, &w.flow, 0, &p, sink, &w);
	assert_int_equal(w.n, sizeof(huge));
	assert_memory_equal(w.text + 49999, "aWWa", 4);
	assert_null(w.flow.stream[0]);
	flows_close(w.flows);
}

static void a_sink_may_lose_interest_in_the_middle(void **state)
{
	(void)state;
	begin(1);
	syn(99);
	say(103, "d");
	say(105, "f");
	w.bored = true;
	say(100, "abcd");
	assert_null(w.flow.stream[0]);
	w.bored = false;
	flows_close(w.flows);
}

/* Shuffled, doubled and overlapping pieces of one text. */
static void any_order_within_the_window_gives_the_same_octets(void **state)
{
	static char text[20001];
	unsigned at[400];

	(void)state;
	for (unsigned i = 0; i < 20000; i++)
		text[i] = (char)('a' + i * 7 % 26);
	srand(11);
	for (unsigned round = 0; round < 40; round++) {
		begin(1);
		syn(0xffffd000u - 1);
		for (unsigned i = 0; i < 400; i++)
			at[i] = i % 200 * 100;
		for (unsigned i = 0; i < 400; i++) { /* within reach */
			unsigned k = i + (unsigned)rand() % 25, held = at[i];

			if (k < 400) {
				at[i] = at[k];
				at[k] = held;
			}
		}
		for (unsigned i = 0; i < 400; i++) {
			unsigned n = 100 + (unsigned)rand() % 60;
			struct packet p;

			if (at[i] + n > 20000)
				n = 20000 - at[i];
			p = segment(0xffffd000u + at[i], text + at[i], n, n,
				    TCP_ACK);
			stream_push(w.flows, &w.flow, 0, &p, sink, &w);
		}
		assert_int_equal(w.t.n[TALLY_overlap], 0);
		assert_int_equal(w.t.n[TALLY_window_full], 0);
		finish(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_next_is_handed_on_in_place),
		cmocka_unit_test(a_syn_counts_as_one_and_numbers_wrap),
		cmocka_unit_test(
			a_stream_joined_late_begins_with_its_first_octets),
		cmocka_unit_test(octets_recorded_before_their_syn_wait_for_it),
		cmocka_unit_test(an_answer_tells_where_the_client_begins),
		cmocka_unit_test(after_an_answer_nobody_waits_for_the_syn),
		cmocka_unit_test(without_a_syn_octets_wait_for_a_moment),
		cmocka_unit_test(what_finds_no_place_ends_the_wait_for_a_syn),
		cmocka_unit_test(a_syn_of_others_is_no_beginning),
		cmocka_unit_test(what_waits_when_all_ends_keeps_its_sight),
		cmocka_unit_test(early_segments_wait_for_their_turn),
		cmocka_unit_test(the_first_copy_of_an_octet_wins),
		cmocka_unit_test(retransmissions_and_probes_are_harmless),
		cmocka_unit_test(a_hole_is_given_up_when_it_was_acknowledged),
		cmocka_unit_test(
			an_acknowledgement_may_be_recorded_before_what_it_is_for),
		cmocka_unit_test(
			a_hole_that_was_acknowledged_long_ago_is_given_up),
		cmocka_unit_test(holes_are_given_up_at_the_end),
		cmocka_unit_test(what_the_snap_length_cut_is_missing),
		cmocka_unit_test(
			a_cut_segment_seen_again_in_part_moves_on_by_the_rest),
		cmocka_unit_test(
			segments_of_which_nothing_was_captured_take_no_window),
		cmocka_unit_test(
			without_a_free_window_the_hole_is_given_up_at_once),
		cmocka_unit_test(octets_beyond_the_window_give_up_what_waits),
		cmocka_unit_test(no_octet_is_lost_when_many_stretches_wait),
		cmocka_unit_test(a_segment_larger_than_the_window_is_taken_whole),
		cmocka_unit_test(a_sink_may_lose_interest_in_the_middle),
		cmocka_unit_test(
			any_order_within_the_window_gives_the_same_octets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
