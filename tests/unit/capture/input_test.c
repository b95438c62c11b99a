/* SPDX-License-Identifier: Apache-2.0 */
/* input - files that are packed, whole and cut; pipes. */
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "tests/unit/capture/pcap.h"

static struct octets packed;

static void make_long(unsigned frames)
{
	begin_pcap(false, 0xa1b2c3d4, 1);
	for (unsigned i = 0; i < frames; i++)
		add_record(false, i, 0, "0123456789abcdef0123456789", 26);
}

static void pack_gzip(size_t from, size_t n)
{
	z_stream z = {.next_in = file.b + from, .avail_in = (uInt)n};

	z.next_out = packed.b + packed.n;
	z.avail_out = (uInt)(sizeof(packed.b) - packed.n);
	assert_int_equal(deflateInit2(&z, 1, Z_DEFLATED, 15 + 16, 8,
				      Z_DEFAULT_STRATEGY),
			 Z_OK);
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	packed.n = sizeof(packed.b) - z.avail_out;
	deflateEnd(&z);
}

static void pack_zstd(size_t from, size_t n)
{
	packed.n += ZSTD_compress(packed.b + packed.n,
				  sizeof(packed.b) - packed.n, file.b + from, n,
				  1);
}

static void packed_files_are_read_also_in_several_members(void **state)
{
	void (*const pack[])(size_t, size_t) = {pack_gzip, pack_zstd};

	(void)state;
	make_long(4000);
	for (unsigned i = 0; i < 2; i++) {
		struct source *s;

		packed.n = 0;
		pack[i](0, 1000);
		pack[i](1000, file.n - 1000);
		s = open_file(&packed);
		for (unsigned k = 0; k < 4000; k++)
			expect(s, k + 1, k * 1000000ull, 1,
			       "0123456789abcdef0123456789", 26);
		assert_int_equal(source_state(s)->octets_read, packed.n);
		expect_end(s);
	}
}

static void a_packed_file_cut_short_is_told_even_between_records(void **state)
{
	void (*const pack[])(size_t, size_t) = {pack_gzip, pack_zstd};

	(void)state;
	make_long(4000);
	for (unsigned i = 0; i < 2; i++) {
		struct source *s;
		struct frame f;

		packed.n = 0;
		pack[i](0, file.n);
		packed.n -= 3; /* within the trailing sum, or the last block */
		s = open_file(&packed);
		while (source_next(s, &f) == SOURCE_FRAME)
			continue;
		assert_true(source_state(s)->truncated);
		assert_non_null(strstr(source_state(s)->err.text, "cut short"));
		source_close(s);
	}
}

static void a_pipe_that_gives_single_octets_is_a_capture_too(void **state)
{
	int ends[2];
	struct source *s;
	struct err e;

	(void)state;
	make_long(3);
	assert_int_equal(pipe(ends), 0);
	if (fork() == 0) {
		for (size_t i = 0; i < file.n; i++)
			if (write(ends[1], file.b + i, 1) != 1)
				_exit(1);
		_exit(0);
	}
	close(ends[1]);
	s = source_open(ends[0], "-", 3, &e);
	assert_non_null(s);
	for (unsigned k = 0; k < 3; k++)
		expect(s, k + 1, k * 1000000ull, 1,
		       "0123456789abcdef0123456789", 26);
	expect_end(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(packed_files_are_read_also_in_several_members),
		cmocka_unit_test(
			a_packed_file_cut_short_is_told_even_between_records),
		cmocka_unit_test(
			a_pipe_that_gives_single_octets_is_a_capture_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
