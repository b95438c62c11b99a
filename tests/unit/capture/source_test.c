/* SPDX-License-Identifier: Apache-2.0 */
/* source - capture files of every kind, whole and damaged. */
#include <unistd.h>

#include "tests/unit/capture/pcap.h"

static void pcap_is_read_in_both_orders_and_resolutions(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 4; i++) {
		bool big = (i & 1) != 0, nano = (i & 2) != 0;
		struct source *s;

		begin_pcap(big, nano ? 0xa1b23c4d : 0xa1b2c3d4, 101);
		add_record(big, 5, nano ? 7000 : 7, "first", 5);
		add_record(big, 6, nano ? 999999999 : 999999, "cut", 1500);
		s = open_file(&file);
		expect(s, 1, 5000007, 101, "first", 5);
		expect(s, 2, 6999999, 101, "cut", 1500);
		expect_end(s);
	}
}

static void the_modified_pcap_has_longer_records(void **state)
{
	struct source *s;

	(void)state;
	begin_pcap(false, 0xa1b2cd34, 1);
	put32_as(&file, false, 1);
	put32_as(&file, false, 2);
	put32_as(&file, false, 3);
	put32_as(&file, false, 60);
	put_hex(&file, "01000000 0800 00 00");
	put(&file, "abc", 3);
	s = open_file(&file);
	expect(s, 1, 1000002, 1, "abc", 60);
	expect_end(s);
}

/* ---- pcapng ------------------------------------------------------------------- */

static void add_block(bool big, uint32_t type, const struct octets *body)
{
	uint32_t length = 12 + (uint32_t)((body->n + 3) & ~(size_t)3);

	put32_as(&file, big, type);
	put32_as(&file, big, length);
	put(&file, body->b, body->n);
	while (file.n % 4 != 0)
		put8(&file, 0);
	put32_as(&file, big, length);
}

static void add_section(bool big)
{
	static struct octets body;

	body.n = 0;
	put32_as(&body, big, 0x1a2b3c4d);
	put16_as(&body, big, 1);
	put16_as(&body, big, 0);
	put32_as(&body, big, UINT32_MAX);
	put32_as(&body, big, UINT32_MAX);
	add_block(big, 0x0a0d0d0a, &body);
}

/* resolution 6 is told by leaving the option out. */
static void add_port(bool big, unsigned link, uint32_t snap, unsigned resolution,
		     uint32_t offset_s)
{
	static struct octets body;

	body.n = 0;
	put16_as(&body, big, link);
	put16_as(&body, big, 0);
	put32_as(&body, big, snap);
	if (resolution != 6) {
		put16_as(&body, big, 9);
		put16_as(&body, big, 1);
		put8(&body, resolution);
		put_hex(&body, "000000");
	}
	if (offset_s != 0) {
		put16_as(&body, big, 14);
		put16_as(&body, big, 8);
		put32_as(&body, big, big ? 0 : offset_s);
		put32_as(&body, big, big ? offset_s : 0);
	}
	add_block(big, 1, &body);
}

static void add_enhanced(bool big, uint32_t port, uint64_t ticks,
			 const char *text, uint32_t wire)
{
	static struct octets body;

	body.n = 0;
	put32_as(&body, big, port);
	put32_as(&body, big, (uint32_t)(ticks >> 32));
	put32_as(&body, big, (uint32_t)ticks);
	put32_as(&body, big, (uint32_t)strlen(text));
	put32_as(&body, big, wire);
	put(&body, text, strlen(text));
	add_block(big, 6, &body);
}

static void pcapng_mixes_orders_links_and_resolutions(void **state)
{
	struct source *s;

	(void)state;
	file.n = 0;
	for (unsigned big = 0; big < 2; big++) {
		add_section(big != 0);
		add_port(big != 0, 1, 96, 6, 0);
		add_port(big != 0, 101, 0, 9, 1000);
		add_port(big != 0, 113, 0, 0x80 | 10, 0);
		add_enhanced(big != 0, 0, 2000001, "ether", 1000);
		add_enhanced(big != 0, 1, 3000002000, "raw", 3);
		add_enhanced(big != 0, 2, 1024 + 512, "cooked", 6);
	}
	s = open_file(&file);
	for (unsigned i = 0; i < 6; i += 3) {
		expect(s, i + 1, 2000001, 1, "ether", 1000);
		expect(s, i + 2, 1003000002, 101, "raw", 3);
		expect(s, i + 3, 1500000, 113, "cooked", 6);
	}
	expect_end(s);
}

static void a_time_without_a_date_is_the_last_one(void **state)
{
	struct source *s;

	(void)state;
	file.n = 0;
	add_section(false);
	add_port(false, 1, 0, 6, 0);
	add_port(false, 1, 0, 0, 0);
	add_enhanced(false, 0, UINT64_MAX, "late", 4);
	add_enhanced(false, 1, 253402300799, "then", 4);
	add_enhanced(false, 1, 253402300800, "late", 4);
	s = open_file(&file);
	expect(s, 1, 253402300799999999, 1, "late", 4);
	expect(s, 2, 253402300799000000, 1, "then", 4);
	expect(s, 3, 253402300799999999, 1, "late", 4);
	expect_end(s);
}

static void simple_and_old_blocks_are_read_and_unknown_ones_passed(void **state)
{
	static struct octets body;
	struct source *s;

	(void)state;
	file.n = body.n = 0;
	add_section(false);
	add_port(false, 1, 4, 6, 0);
	put32_as(&body, false, 9); /* on the wire; the snap length says 4 */
	put(&body, "simp", 4);
	add_block(false, 3, &body);
	body.n = 0;
	put(&body, "secrets", 7);
	add_block(false, 10, &body);
	add_block(false, 0x80001234, &body);
	body.n = 0;
	put16_as(&body, false, 0);
	put16_as(&body, false, 0);
	put32_as(&body, false, 0);
	put32_as(&body, false, 77);
	put32_as(&body, false, 3);
	put32_as(&body, false, 3);
	put(&body, "old", 3);
	add_block(false, 2, &body);
	s = open_file(&file);
	expect(s, 1, 0, 1, "simp", 9);
	expect(s, 2, 77, 1, "old", 3);
	expect_end(s);
}

static void a_block_too_long_for_any_frame_is_passed_over(void **state)
{
	static struct octets body;
	static char filler[1000];
	struct source *s;
	size_t at;

	(void)state;
	file.n = body.n = 0;
	add_section(false);
	add_port(false, 1, 0, 6, 0);
	at = file.n;
	for (unsigned i = 0; i < 150; i++)
		put(&body, filler, sizeof(filler));
	add_block(false, 0x1bad, &body);
	add_enhanced(false, 0, 1, "after", 5);
	s = open_file(&file);
	expect(s, 1, 1, 1, "after", 5);
	expect_end(s);
	/* An impossible length hides what follows: ended and said so. */
	file.b[at + 4] = 3;
	s = open_file(&file);
	struct frame f;
	assert_int_equal(source_next(s, &f), SOURCE_BROKEN);
	assert_false(source_state(s)->truncated);
	assert_true(source_state(s)->skipped > 150000);
	source_close(s);
}

/* As tshark 4.0 numbers the frames of the same file. */
static void blocks_that_wireshark_numbers_take_a_number(void **state)
{
	static struct octets body;
	struct source *s;

	(void)state;
	file.n = body.n = 0;
	add_section(false);
	add_port(false, 1, 0, 6, 0);
	put32_as(&body, false, 32473);
	put32_as(&body, false, 0);
	add_block(false, 0xbad, &body);
	add_enhanced(false, 0, 1, "two", 3);
	add_block(false, 0x40000bad, &body);
	add_block(false, 9, &body);
	add_block(false, 5, &body);
	add_enhanced(false, 0, 2, "five", 4);
	s = open_file(&file);
	expect(s, 2, 1, 1, "two", 3);
	expect(s, 5, 2, 1, "five", 4);
	expect_end(s);
}

static void a_packet_of_no_known_interface_is_skipped_and_counted(void **state)
{
	struct source *s;
	struct frame f;

	(void)state;
	file.n = 0;
	add_section(false);
	add_port(false, 1, 0, 6, 0);
	add_enhanced(false, 1, 1, "nobody", 6);
	s = open_file(&file);
	assert_int_equal(source_next(s, &f), SOURCE_END);
	assert_int_equal(source_state(s)->skipped, 40);
	source_close(s);
}

/* ---- damage ------------------------------------------------------------------- */

static void a_cut_file_keeps_what_was_read_and_names_the_frame(void **state)
{
	struct frame f;

	(void)state;
	begin_pcap(false, 0xa1b2c3d4, 1);
	add_record(false, 1, 0, "whole", 5);
	add_record(false, 2, 0, "halved", 6);
	for (unsigned cut = 1; cut < 22; cut++) {
		struct source *s;

		file.n--;
		s = open_file(&file);
		expect(s, 1, 1000000, 1, "whole", 5);
		assert_int_equal(source_next(s, &f), SOURCE_BROKEN);
		assert_int_equal(source_next(s, &f), SOURCE_END);
		assert_true(source_state(s)->truncated);
		assert_non_null(strstr(source_state(s)->err.text, "frame 2:"));
		assert_int_equal(source_state(s)->frames, 1);
		assert_int_equal(source_state(s)->skipped, 22 - cut);
		source_close(s);
	}
	file.n--;
	{
		struct source *s = open_file(&file);

		expect(s, 1, 1000000, 1, "whole", 5);
		expect_end(s);
	}
}

static void a_record_longer_than_any_frame_is_refused(void **state)
{
	struct source *s;
	struct frame f;

	(void)state;
	begin_pcap(false, 0xa1b2c3d4, 1);
	add_record(false, 1, 0, "whole", 5);
	put_hex(&file, "00000000 00000000 01000400 01000400");
	s = open_file(&file);
	expect(s, 1, 1000000, 1, "whole", 5);
	assert_int_equal(source_next(s, &f), SOURCE_BROKEN);
	assert_false(source_state(s)->truncated);
	source_close(s);
}

static void what_is_no_capture_is_refused_with_a_sentence(void **state)
{
	static const char *const texts[] = {"", "x", "hello, this is a letter",
					    "\x1f\x8b nothing", "\xd4\xc3\xb2\xa1"};
	struct err e;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		file.n = 0;
		put(&file, texts[i], strlen(texts[i]));
		memset(&e, 0, sizeof(e));
		assert_null(source_open(file_of(&file), "letter", 0, &e));
		assert_int_equal(e.kind, ERR_INPUT);
		assert_non_null(strstr(e.text, "letter"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pcap_is_read_in_both_orders_and_resolutions),
		cmocka_unit_test(the_modified_pcap_has_longer_records),
		cmocka_unit_test(pcapng_mixes_orders_links_and_resolutions),
		cmocka_unit_test(a_time_without_a_date_is_the_last_one),
		cmocka_unit_test(
			simple_and_old_blocks_are_read_and_unknown_ones_passed),
		cmocka_unit_test(a_block_too_long_for_any_frame_is_passed_over),
		cmocka_unit_test(blocks_that_wireshark_numbers_take_a_number),
		cmocka_unit_test(
			a_packet_of_no_known_interface_is_skipped_and_counted),
		cmocka_unit_test(
			a_cut_file_keeps_what_was_read_and_names_the_frame),
		cmocka_unit_test(a_record_longer_than_any_frame_is_refused),
		cmocka_unit_test(what_is_no_capture_is_refused_with_a_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
