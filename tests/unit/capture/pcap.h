/* SPDX-License-Identifier: Apache-2.0 */
/* pcap - a capture file made in memory, and what is read of it. */
#ifndef WW_TEST_PCAP_H
#define WW_TEST_PCAP_H

#include "tests/support/unit.h"
#include "tests/support/frames.h"

static struct octets file;

static inline void begin_pcap(bool big, uint32_t magic, uint32_t link)
{
	file.n = 0;
	put32_as(&file, big, magic);
	put16_as(&file, big, 2);
	put16_as(&file, big, 4);
	put32_as(&file, big, 0);
	put32_as(&file, big, 0);
	put32_as(&file, big, 65535);
	put32_as(&file, big, link);
}

static inline void add_record(bool big, uint32_t s, uint32_t part, const char *text,
		       uint32_t wire)
{
	put32_as(&file, big, s);
	put32_as(&file, big, part);
	put32_as(&file, big, (uint32_t)strlen(text));
	put32_as(&file, big, wire);
	put(&file, text, strlen(text));
}

static inline struct source *open_file(const struct octets *o)
{
	struct err e = {0};
	struct source *s = source_open(file_of(o), "x.pcap", 3, &e);

	if (s == NULL)
		fail_msg("%s", e.text);
	return s;
}

static inline void expect(struct source *s, uint64_t number, uint64_t time_us,
		   uint16_t link, const char *text, uint32_t wire)
{
	struct frame f;

	assert_int_equal(source_next(s, &f), SOURCE_FRAME);
	assert_int_equal(f.number, number);
	assert_int_equal(f.time_us, time_us);
	assert_int_equal(f.link, link);
	assert_int_equal(f.capture, 3);
	assert_int_equal(f.wire_len, wire);
	assert_int_equal(cur_left(&f.bytes), strlen(text));
	assert_memory_equal(f.bytes.p, text, strlen(text));
}

static inline void expect_end(struct source *s)
{
	struct frame f;

	assert_int_equal(source_next(s, &f), SOURCE_END);
	assert_int_equal(source_next(s, &f), SOURCE_END);
	assert_false(source_state(s)->truncated);
	assert_string_equal(source_state(s)->err.text, "");
	source_close(s);
}

#endif
