/* SPDX-License-Identifier: Apache-2.0 */
/* stream - TCP octets in order: where a stream begins, and what is next. */
#include "tests/unit/capture/bench.h"

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
	stream_late(w.flows, &w.flow, 100000, sink, &w);
	assert_int_equal(w.n, 0);
	stream_late(w.flows, &w.flow, 100001, sink, &w);
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
		cmocka_unit_test(what_the_snap_length_cut_is_missing),
		cmocka_unit_test(
			a_cut_segment_seen_again_in_part_moves_on_by_the_rest),
		cmocka_unit_test(
			segments_of_which_nothing_was_captured_take_no_window),
		cmocka_unit_test(a_sink_may_lose_interest_in_the_middle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
