/* SPDX-License-Identifier: Apache-2.0 */
/* merge - several files are one capture in time order. */
#include <fcntl.h>
#include <unistd.h>

#include "capture/capture.h"
#include "tests/support/unit.h"

enum { FILES = 4 };

static void put32(FILE *f, uint32_t v)
{
	fwrite(&v, sizeof(v), 1, f);
}

/* A pcap of one-octet frames at these seconds; the octet names the file. */
static int file_of(uint8_t name, const uint32_t *seconds, size_t n)
{
	char path[] = "/tmp/merge-XXXXXX";
	int fd = mkstemp(path);
	FILE *f = fdopen(dup(fd), "wb");

	put32(f, 0xa1b2c3d4);
	put32(f, 0x00040002);
	put32(f, 0);
	put32(f, 0);
	put32(f, 65535);
	put32(f, 1);
	for (size_t i = 0; i < n; i++) {
		put32(f, seconds[i]);
		put32(f, 0);
		put32(f, 1);
		put32(f, 60);
		fwrite(&name, 1, 1, f);
	}
	fclose(f);
	unlink(path);
	return fd;
}

static void order_of(const int *fd, uint16_t files, char *out)
{
	static const char *const name[FILES] = {"a", "b", "c", "d"};
	struct merge *m = merge_open(fd, name, files);
	struct frame f;
	uint64_t before = 0;

	while (merge_next(m, &f)) {
		assert_true(f.time_us >= before);
		before = f.time_us;
		*out++ = (char)cur_u8(&f.bytes);
	}
	*out = '\0';
	merge_close(m);
}

static void what_is_held_stays_until_the_next_is_not_held(void **state)
{
	static const uint32_t a[] = {10, 20, 30}, b[] = {5, 20, 40};
	static const char *const name[] = {"a", "b"};
	int fd[2] = {file_of('a', a, 3), file_of('b', b, 3)};
	struct merge *m = merge_open(fd, name, 2);
	struct frame f[6];
	unsigned n = 0;
	char out[7] = "";

	(void)state;
	assert_false(merge_holds(m)); /* nothing was handed out */
	do
		assert_true(merge_next(m, &f[n++]));
	while (merge_holds(m));
	/* After the last frame of a, its file goes. */
	assert_int_equal(n, 5);
	for (unsigned i = 0; i < n; i++)
		out[i] = (char)cur_u8(&f[i].bytes);
	assert_string_equal(out, "baaba");
	assert_true(merge_next(m, &f[0]));
	assert_false(merge_holds(m));
	assert_false(merge_next(m, &f[0]));
	merge_close(m);
}

static void frames_come_in_time_order_and_ties_in_file_order(void **state)
{
	static const uint32_t a[] = {10, 20, 30}, b[] = {5, 20, 40};
	char out[16];
	int fd[2] = {file_of('a', a, 3), file_of('b', b, 3)};

	(void)state;
	order_of(fd, 2, out);
	assert_string_equal(out, "baabab");
	close(fd[0]);
	close(fd[1]);
}

static void rotated_files_named_in_any_order_come_right(void **state)
{
	static const uint32_t late[] = {100, 101}, early[] = {1, 2},
			      middle[] = {50, 100};
	char out[16];
	int fd[3] = {file_of('l', late, 2), file_of('e', early, 2),
		     file_of('m', middle, 2)};

	(void)state;
	order_of(fd, 3, out);
	assert_string_equal(out, "eemlml");
	for (unsigned i = 0; i < 3; i++)
		close(fd[i]);
}

static void a_file_that_is_no_capture_leaves_the_others_readable(void **state)
{
	static const uint32_t a[] = {10};
	static const char *const name[] = {"a", "odd"};
	int fd[2] = {file_of('a', a, 1), open("/etc/passwd", O_RDONLY)};
	struct merge *m = merge_open(fd, name, 2);
	struct frame f;

	(void)state;
	assert_true(merge_next(m, &f));
	assert_false(merge_next(m, &f));
	assert_int_equal(merge_state(m, 0)->err.kind, ERR_NONE);
	assert_int_equal(merge_state(m, 1)->err.kind, ERR_INPUT);
	assert_non_null(strstr(merge_state(m, 1)->err.text, "odd"));
	merge_close(m);
	close(fd[0]);
	close(fd[1]);
}

static void an_empty_capture_is_no_problem(void **state)
{
	static const char *const name[] = {"a"};
	int fd = file_of('a', NULL, 0);
	struct merge *m = merge_open(&fd, name, 1);
	struct frame f;

	(void)state;
	assert_false(merge_next(m, &f));
	assert_int_equal(merge_state(m, 0)->err.kind, ERR_NONE);
	merge_close(m);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			what_is_held_stays_until_the_next_is_not_held),
		cmocka_unit_test(
			frames_come_in_time_order_and_ties_in_file_order),
		cmocka_unit_test(rotated_files_named_in_any_order_come_right),
		cmocka_unit_test(
			a_file_that_is_no_capture_leaves_the_others_readable),
		cmocka_unit_test(an_empty_capture_is_no_problem),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
