/* SPDX-License-Identifier: Apache-2.0 */
/* sensor - when conversations are told. */
#include "tests/unit/classify/desk.h"

static void whoever_watches_sees_a_question_once_it_is_answered(void **state)
{
	struct desk d;

	(void)state;
	open_desk(&d, true);
	ask(&d, 0);
	assert_int_equal(d.talks, 0);
	answer(&d, 1000);
	assert_int_equal(d.talks, 1);
	assert_int_equal(d.last.packets[0] + d.last.packets[1], 2);
	/* The end has nothing to add; what follows is told once a minute. */
	sensor_finish(d.sensor);
	assert_int_equal(d.talks, 1);
	sensor_close(d.sensor);
}

static void whoever_watches_sees_a_closed_connection_at_once(void **state)
{
	struct desk d;

	(void)state;
	open_desk(&d, true);
	segment(&d, 0, TCP_SYN, 0);
	segment(&d, 1, TCP_SYN | TCP_ACK, 1000);
	segment(&d, 0, TCP_FIN | TCP_ACK, 2000);
	assert_int_equal(d.talks, 0);
	segment(&d, 1, TCP_FIN | TCP_ACK, 3000);
	assert_int_equal(d.talks, 1);
	assert_int_equal(d.last.flows, 1);
	segment(&d, 0, TCP_ACK, 4000);
	assert_int_equal(d.talks, 1);
	sensor_finish(d.sensor);
	/* The last acknowledgement belongs to the same conversation. */
	assert_int_equal(d.talks, 2);
	assert_int_equal(d.last.flows, 0);
	assert_int_equal(d.last.packets[0], 1);
	sensor_close(d.sensor);
}

static void whoever_watches_sees_an_open_connection_after_moments(void **state)
{
	struct desk d;

	(void)state;
	open_desk(&d, true);
	segment(&d, 0, TCP_SYN, 0);
	segment(&d, 1, TCP_SYN | TCP_ACK, 1000);
	segment(&d, 0, TCP_ACK, 5000000);
	assert_int_equal(d.talks, 0);
	segment(&d, 0, TCP_PSH | TCP_ACK, 5000001);
	assert_int_equal(d.talks, 1);
	segment(&d, 0, TCP_ACK, 65000001);
	assert_int_equal(d.talks, 1);
	segment(&d, 0, TCP_PSH | TCP_ACK, 65000002);
	assert_int_equal(d.talks, 2);
	sensor_close(d.sensor);
}

/* The next hour begins 2,273 s after NOW_US. */
static void each_hour_of_a_conversation_is_told(void **state)
{
	struct desk d;

	(void)state;
	open_desk(&d, false);
	ask(&d, 2200 * UINT64_C(1000000));
	answer(&d, 2262 * UINT64_C(1000000));
	assert_int_equal(d.talks, 1); /* a minute */
	ask(&d, 2272 * UINT64_C(1000000));
	assert_int_equal(d.talks, 1);
	answer(&d, 2274 * UINT64_C(1000000));
	assert_int_equal(d.talks, 2);
	ask(&d, 2276 * UINT64_C(1000000));
	assert_int_equal(d.talks, 2);
	sensor_finish(d.sensor);
	assert_int_equal(d.talks, 3);
	sensor_close(d.sensor);
}

static void a_file_is_told_its_conversations_when_they_are_over(void **state)
{
	struct desk d;

	(void)state;
	open_desk(&d, false);
	ask(&d, 0);
	answer(&d, 1000);
	ask(&d, 59000000);
	assert_int_equal(d.talks, 0);
	ask(&d, 60000001);
	assert_int_equal(d.talks, 1);
	sensor_finish(d.sensor);
	assert_int_equal(d.talks, 1);
	sensor_close(d.sensor);
}

/* From a server's side of its conversation with host 1. */
static void serve(struct desk *d, unsigned server, uint32_t seq,
		  unsigned flags, const char *text, uint64_t after_us)
{
	struct octets o = {.n = 0};

	put_ethernet(&o, server, 1, 0x0800);
	put_ip4(&o, server, 1, 1, 0, 6, 20 + strlen(text));
	put_tcp(&o, 22, 40000, seq, 1, flags);
	put(&o, text, strlen(text));
	step(d, &o, after_us);
}

static void greet(struct desk *d, unsigned server, uint64_t after_us)
{
	serve(d, server, 1, TCP_SYN | TCP_ACK, "", after_us);
	serve(d, server, 2, TCP_ACK, "SSH-2.0-dropbear_2022.83\r\n",
	      after_us + 1000);
}

static void who_hangs_up_gives_the_place_to_another(void **state)
{
	struct desk d;

	(void)state;
	open_desk_for(&d, false, 1);
	greet(&d, 2, 0);
	assert_int_equal(d.banners, 1);
	greet(&d, 3, 10000);
	assert_int_equal(d.banners, 1); /* the only place was taken */
	serve(&d, 2, 28, TCP_RST, "", 20000);
	greet(&d, 4, 30000);
	assert_int_equal(d.banners, 2);
	sensor_close(d.sensor);
}

static void who_is_silent_gives_the_place_to_another(void **state)
{
	struct desk d;

	(void)state;
	open_desk_for(&d, false, 1);
	greet(&d, 2, 0);
	greet(&d, 3, 10000000);
	assert_int_equal(d.banners, 1);
	greet(&d, 4, 10002000);
	assert_int_equal(d.banners, 2);
	sensor_close(d.sensor);
}

static void whose_beginning_was_missed_is_read_a_moment_later(void **state)
{
	struct desk d;

	(void)state;
	open_desk(&d, false);
	for (unsigned i = 0; i < 3; i++) {
		serve(&d, 2 + i, 2, TCP_ACK, "SSH-2.0-dropbear_2022.83\r\n",
		      i * 60000);
		assert_int_equal(d.banners, i / 2);
	}
	sensor_finish(d.sensor);
	assert_int_equal(d.banners, 3);
	sensor_close(d.sensor);
}

static void ndpi_is_asked_about_what_had_to_wait(void **state)
{
	static const char words[] = "PUB greet 5\r\nhello\r\n";
	struct octets o = {.n = 0};
	struct desk d;

	(void)state;
	open_desk_with(&d, false, 64, true);
	put_ethernet(&o, 2, 1, 0x0800);
	put_ip4(&o, 2, 1, 1, 0, 6, 20 + strlen(words));
	put_tcp(&o, 40001, 4222, 2, 1, TCP_ACK);
	put(&o, words, strlen(words));
	step(&d, &o, 0);
	sensor_finish(d.sensor);
	assert_string_equal(d.last.protocol, "nats");
	assert_int_equal(d.tally[TALLY_ndpi_calls], 1);
	sensor_close(d.sensor);
}

static void what_waits_behind_a_gap_is_read_after_seconds(void **state)
{
	struct desk d;

	(void)state;
	open_desk(&d, false);
	serve(&d, 2, 1, TCP_SYN | TCP_ACK, "", 0);
	serve(&d, 2, 12, TCP_ACK, "behind a gap", 1000);
	serve(&d, 3, 1, TCP_SYN | TCP_ACK, "", 10001000);
	sensor_report(d.sensor);
	assert_int_equal(d.tally[TALLY_gap_octets], 0);
	serve(&d, 4, 1, TCP_SYN | TCP_ACK, "", 10001001);
	sensor_report(d.sensor);
	assert_int_equal(d.tally[TALLY_gap], 1);
	assert_int_equal(d.tally[TALLY_gap_octets], 10);
	sensor_finish(d.sensor);
	assert_int_equal(d.tally[TALLY_gap], 1);
	sensor_close(d.sensor);
}

/* The second of two frames of one batch must not read what the first left. */
static void a_batch_gives_what_its_frames_give_alone(void **state)
{
	struct desk alone, batch;
	struct octets o[8] = {0};
	struct frame f[8];

	(void)state;
	open_desk(&alone, false);
	open_desk(&batch, false);
	for (unsigned i = 0; i < 8; i++) {
		put_datagram(&o[i], 1 + i / 4, 3, 40000 + i % 2, 7777,
			     &"whatever"[i]);
		f[i] = frame_of(&o[i], 1, 0, NOW_US + i);
		sensor_step(alone.sensor, &f[i], 1);
	}
	sensor_step(batch.sensor, f, 8);
	sensor_finish(alone.sensor);
	sensor_finish(batch.sensor);
	assert_int_equal(batch.talks, 4);
	assert_int_equal(alone.talks, 4);
	assert_memory_equal(&alone.last, &batch.last, sizeof(alone.last));
	assert_memory_equal(alone.tally, batch.tally, sizeof(alone.tally));
	sensor_close(alone.sensor);
	sensor_close(batch.sensor);
}

/* More conversations than there are places for, each asked and answered. */
static uint64_t story_of(uint64_t seed)
{
	struct desk d;

	open_desk_seeded(&d, false, 64, false, seed);
	for (unsigned turn = 0; turn < 4; turn++)
		for (unsigned i = 1; i < 200; i++) {
			struct octets o = {.n = 0};
			unsigned from = turn % 2 == 0 ? i : 201;
			unsigned port = turn % 2 == 0 ? 40000 : 7777;

			put_datagram(&o, from, from == i ? 201 : i, port,
				     47777 - port, "words");
			step(&d, &o, (turn * 200 + i) * 30000);
		}
	sensor_finish(d.sensor);
	assert_true(d.tally[TALLY_flow_evicted] > 0);
	sensor_close(d.sensor);
	return d.story;
}

static void the_seed_of_a_run_changes_nothing_that_is_told(void **state)
{
	(void)state;
	for (uint64_t seed = 2; seed < 10; seed++)
		assert_int_equal(story_of(seed), story_of(1));
	assert_int_equal(story_of(0), story_of(1));
}

/* A service that no parser of ours reads and nDPI knows at sight: an
 * Access-Request (RFC 2865 3, 4), and what accepts it if there is one. */
static void ask_access(struct desk *d, unsigned client, bool answered)
{
	struct octets q = {.n = 0}, a = {.n = 0};

	put_ethernet(&q, client, 9, 0x0800);
	put_ip4(&q, client, 9, 1, 0, 17, 8 + 20);
	put_udp(&q, 40000, 1812, 20);
	put_hex(&q, "0101001400112233445566778899aabbccddeeff");
	step(d, &q, client * 1000);
	if (!answered)
		return;
	put_ethernet(&a, 9, client, 0x0800);
	put_ip4(&a, 9, client, 1, 0, 17, 8 + 20);
	put_udp(&a, 1812, 40000, 20);
	put_hex(&a, "0201001400112233445566778899aabbccddeeff");
	step(d, &a, client * 1000 + 500);
}

/* Who is named is bound: a packet to a known port must not be enough. */
static void who_speaks_unanswered_is_not_named_after_others(void **state)
{
	struct desk d;

	(void)state;
	open_desk_with(&d, false, 64, true);
	for (unsigned client = 10; client < 20; client++)
		ask_access(&d, client, client < 15);
	sensor_finish(d.sensor);
	assert_string_equal(d.last.protocol, "radius");
	assert_int_equal(d.tally[TALLY_ndpi_calls], 10);
	assert_int_equal(d.tally[TALLY_ndpi_checked], 7);
	assert_int_equal(d.tally[TALLY_ndpi_wrong], 0);
	assert_int_equal(d.tally[TALLY_ndpi_cached], 0);
	sensor_close(d.sensor);
}

static void what_no_one_could_name_is_not_looked_at_for_ever(void **state)
{
	struct desk d;

	(void)state;
	open_desk_with(&d, false, 64, true);
	for (unsigned client = 10; client < 20; client++)
		for (unsigned i = 0; i < 8; i++) {
			struct octets o = {.n = 0};

			put_datagram(&o, client, 2, 40000, 7777,
				     &"whatever"[i]);
			step(&d, &o, client * 1000 + i);
		}
	sensor_finish(d.sensor);
	assert_int_equal(d.tally[TALLY_ndpi_cached], 7);
	assert_string_equal(d.last.protocol, "");
	assert_int_equal(d.last.source, 0);
	assert_int_equal(d.tally[TALLY_ndpi_calls], 3 * 4);
	sensor_close(d.sensor);
}

/* A first packet of QUIC says all there is: who answers is not waited for. */
static void a_connection_that_is_known_keeps_no_place(void **state)
{
	struct desk d;

	(void)state;
	open_desk_with(&d, false, 16, true);
	for (unsigned client = 10; client < 60; client++) {
		struct octets o = {.n = 0};

		put_ethernet(&o, client, 9, 0x0800);
		put_ip4(&o, client, 9, 1, 0, 17, 8 + 22);
		put_udp(&o, 40000, 443, 22);
		put_hex(&o, "c00000000108");
		put_hex(&o, "8394c8f03e5157080000449e7b9aec34");
		step(&d, &o, client * 1000);
	}
	sensor_finish(d.sensor);
	assert_string_equal(d.last.protocol, "quic");
	assert_int_equal(d.tally[TALLY_talk_evicted], 0);
	assert_int_equal(d.tally[TALLY_talk_refused], 0);
	assert_int_equal(d.tally[TALLY_ndpi_calls], 0);
	sensor_close(d.sensor);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_connection_that_is_known_keeps_no_place),
		cmocka_unit_test(
			whoever_watches_sees_a_question_once_it_is_answered),
		cmocka_unit_test(
			whoever_watches_sees_a_closed_connection_at_once),
		cmocka_unit_test(
			whoever_watches_sees_an_open_connection_after_moments),
		cmocka_unit_test(
			a_file_is_told_its_conversations_when_they_are_over),
		cmocka_unit_test(each_hour_of_a_conversation_is_told),
		cmocka_unit_test(who_hangs_up_gives_the_place_to_another),
		cmocka_unit_test(who_is_silent_gives_the_place_to_another),
		cmocka_unit_test(
			whose_beginning_was_missed_is_read_a_moment_later),
		cmocka_unit_test(ndpi_is_asked_about_what_had_to_wait),
		cmocka_unit_test(
			what_waits_behind_a_gap_is_read_after_seconds),
		cmocka_unit_test(a_batch_gives_what_its_frames_give_alone),
		cmocka_unit_test(
			the_seed_of_a_run_changes_nothing_that_is_told),
		cmocka_unit_test(
			who_speaks_unanswered_is_not_named_after_others),
		cmocka_unit_test(
			what_no_one_could_name_is_not_looked_at_for_ever),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
