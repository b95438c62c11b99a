/* SPDX-License-Identifier: Apache-2.0 */
/* window - octets that came too early wait, and for how long. */
#include "tests/unit/capture/bench.h"

/* A segment with a sight of its own, which keep_sight() looks for. */
static struct packet seen(uint32_t seq, const char *text)
{
	struct packet p = segment(seq, text, strlen(text), strlen(text),
				  TCP_ACK);

	p.frame = 12;
	p.time_us = 34;
	p.capture = 1;
	return p;
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
	struct packet p = seen(100, "abc");

	(void)state;
	begin(2);
	stream_push(w.flows, &w.flow, 0, &p, sink, &w);
	say(103, "d");
	assert_int_equal(w.n, 0);
	stream_end(w.flows, &w.flow, keep_sight, &w);
	assert_int_equal(w.n, 4);
	finish("abcd");
}

static void what_waits_for_too_long_is_handed_on_when_another_speaks(void **state)
{
	struct flow other = {.l4 = L4_TCP};
	struct packet p = seen(100, "abc");

	(void)state;
	begin(4);
	stream_push(w.flows, &w.flow, 0, &p, sink, &w);
	p.time_us = 60000;
	stream_push(w.flows, &other, 0, &p, sink, &w);
	assert_true(stream_supposed(&w.flow, 0));
	stream_late(w.flows, &other, 100035, keep_sight, &w);
	assert_false(stream_supposed(&w.flow, 0));
	assert_true(stream_supposed(&other, 0));
	assert_int_equal(w.n, 3);
	stream_drop(w.flows, &other);
	stream_late(w.flows, &other, 1000000, keep_sight, &w);
	finish("abc");
}

static void behind_a_hole_octets_wait_for_seconds(void **state)
{
	struct packet p = seen(103, "def");
	struct flow other = {.l4 = L4_TCP};

	(void)state;
	begin(4);
	syn(99);
	stream_push(w.flows, &w.flow, 0, &p, sink, &w);
	w.now_us = 5000000;
	say(108, "ij");
	stream_late(w.flows, &other, 10000034, keep_sight, &w);
	assert_int_equal(w.n, 0);
	stream_late(w.flows, &other, 10000035, keep_sight, &w);
	assert_int_equal(w.missing, 5);
	say(100, "abc");
	finish("...def..ij");
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
		cmocka_unit_test(what_waits_when_all_ends_keeps_its_sight),
		cmocka_unit_test(
			what_waits_for_too_long_is_handed_on_when_another_speaks),
		cmocka_unit_test(behind_a_hole_octets_wait_for_seconds),
		cmocka_unit_test(early_segments_wait_for_their_turn),
		cmocka_unit_test(the_first_copy_of_an_octet_wins),
		cmocka_unit_test(retransmissions_and_probes_are_harmless),
		cmocka_unit_test(a_hole_is_given_up_when_it_was_acknowledged),
		cmocka_unit_test(
			an_acknowledgement_may_be_recorded_before_what_it_is_for),
		cmocka_unit_test(
			a_hole_that_was_acknowledged_long_ago_is_given_up),
		cmocka_unit_test(holes_are_given_up_at_the_end),
		cmocka_unit_test(
			without_a_free_window_the_hole_is_given_up_at_once),
		cmocka_unit_test(octets_beyond_the_window_give_up_what_waits),
		cmocka_unit_test(no_octet_is_lost_when_many_stretches_wait),
		cmocka_unit_test(a_segment_larger_than_the_window_is_taken_whole),
		cmocka_unit_test(
			any_order_within_the_window_gives_the_same_octets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
