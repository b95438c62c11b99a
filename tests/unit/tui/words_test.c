/* SPDX-License-Identifier: Apache-2.0 */
/* words_test - text, statuses and files on their way to people. */
#include <fcntl.h>
#include <unistd.h>

#include "tui/tui.h"
#include "tests/support/unit.h"

static char *printed(const char *text)
{
	char *out = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&out, &size);

	print_text(f, text);
	fclose(f);
	return out;
}

static void assert_printed(const char *text, const char *want)
{
	char *got = printed(text);

	assert_string_equal(got, want);
	free(got);
}

static void text_of_others_cannot_steer_the_terminal(void **state)
{
	(void)state;
	assert_printed("plain", "plain");
	assert_printed("\033[2Jx", "\\x1b[2Jx");
	assert_printed("a\r\nb\t", "a\\x0d\\x0ab\\x09");
	assert_printed("\xc2\x9b" "31m", "\\xc2\\x9b31m");
	assert_printed("Dr\xc3\xa4ger", "Dr\xc3\xa4ger");
}

static void the_worst_status_wins(void **state)
{
	(void)state;
	assert_int_equal(status_worse(0, 0), 0);
	assert_int_equal(status_worse(1, 0), 1);
	assert_int_equal(status_worse(3, 1), 3);
	assert_int_equal(status_worse(3, 4), 4);
	assert_int_equal(status_worse(7, 5), 5);
	assert_int_equal(status_worse(6, 7), 7);
	assert_int_equal(status_worse(130, 5), 130);
}

static void words_are_broken_at_blanks(void **state)
{
	char *out = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&out, &size);

	(void)state;
	print_wrapped(f, "one two three four", 2, 12);
	fclose(f);
	assert_string_equal(out, "one two\n  three four\n");
	free(out);
}

static void sequences_come_only_when_wanted(void **state)
{
	struct command_line cl = {.color = COLOR_ALWAYS};

	(void)state;
	assert_string_equal(style_start(false, STYLE_BAD), "");
	assert_string_equal(style_end(false), "");
	assert_int_equal(style_start(true, STYLE_BAD)[0], '\033');
	setenv("NO_COLOR", "1", 1);
	assert_true(style_wanted(&cl, stdout));
	cl.color = COLOR_AUTO;
	assert_false(style_wanted(&cl, stdout));
	unsetenv("NO_COLOR");
	cl.color = COLOR_NEVER;
	assert_false(style_wanted(&cl, stdout));
}

struct folder {
	char path[64], file[80];
};

static int make_folder(void **state)
{
	struct folder *d = calloc(1, sizeof(*d));

	snprintf(d->path, sizeof(d->path), "/tmp/wardwatch-words-XXXXXX");
	if (mkdtemp(d->path) == NULL)
		return -1;
	snprintf(d->file, sizeof(d->file), "%s/out", d->path);
	*state = d;
	return 0;
}

static int leave_folder(void **state)
{
	struct folder *d = *state;
	int left;

	unlink(d->file);
	left = rmdir(d->path); /* fails when a temporary file stayed behind */
	free(d);
	return left;
}

static void a_file_appears_complete(void **state)
{
	const struct folder *d = *state;
	struct outfile o;
	struct err e = {0};

	assert_true(outfile_open(&o, d->file, &e));
	fputs("half", o.stream);
	fflush(o.stream);
	assert_int_not_equal(access(d->file, F_OK), 0);
	assert_true(outfile_close(&o, true, &e));
	assert_int_equal(access(d->file, F_OK), 0);
}

static void a_failed_file_leaves_the_old_one(void **state)
{
	const struct folder *d = *state;
	struct outfile o;
	struct err e = {0};
	char text[8] = "";
	int fd;

	assert_true(outfile_open(&o, d->file, &e));
	fputs("old", o.stream);
	assert_true(outfile_close(&o, true, &e));
	assert_true(outfile_open(&o, d->file, &e));
	fputs("new", o.stream);
	assert_false(outfile_close(&o, false, &e));
	fd = open(d->file, O_RDONLY);
	assert_int_equal(read(fd, text, sizeof(text)), 3);
	close(fd);
	assert_string_equal(text, "old");
}

static void a_device_is_never_replaced(void **state)
{
	struct outfile o;
	struct err e = {0};

	(void)state;
	assert_false(outfile_open(&o, "/dev/null", &e));
	assert_int_equal(e.kind, ERR_USAGE);
	assert_false(outfile_open(&o, "/nowhere/x", &e));
	assert_int_equal(e.kind, ERR_INPUT);
}

static void a_full_disk_is_an_error(void **state)
{
	FILE *f = fopen("/dev/full", "w");
	struct err e = {0};

	(void)state;
	assert_non_null(f);
	fputs("x", f);
	assert_false(out_flush(f, "full", &e));
	assert_int_equal(e.kind, ERR_INPUT);
	assert_non_null(strstr(e.text, "full: "));
	fclose(f);
}

static void a_scratch_folder_goes_with_what_is_in_it(void **state)
{
	struct scratch s;
	struct err e = {0};
	char wal[sizeof(s.db) + 8];

	(void)state;
	assert_true(scratch_make(&s, &e));
	snprintf(wal, sizeof(wal), "%s-wal", s.db);
	fclose(fopen(s.db, "w"));
	fclose(fopen(wal, "w"));
	scratch_remove(&s);
	assert_int_not_equal(access(s.folder, F_OK), 0);
}

static void content_tells_a_database(void **state)
{
	const struct folder *d = *state;
	FILE *f = fopen(d->file, "w");

	fwrite("SQLite format 3\0 and so on", 1, 26, f);
	fclose(f);
	assert_true(path_is_database(d->file));
	assert_false(path_is_database("tui/wardwatch.8"));
	assert_false(path_is_database("/nowhere"));
	assert_false(path_is_database("/tmp"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_of_others_cannot_steer_the_terminal),
		cmocka_unit_test(the_worst_status_wins),
		cmocka_unit_test(words_are_broken_at_blanks),
		cmocka_unit_test(sequences_come_only_when_wanted),
		cmocka_unit_test_setup_teardown(a_file_appears_complete,
						make_folder, leave_folder),
		cmocka_unit_test_setup_teardown(
			a_failed_file_leaves_the_old_one, make_folder,
			leave_folder),
		cmocka_unit_test(a_device_is_never_replaced),
		cmocka_unit_test(a_full_disk_is_an_error),
		cmocka_unit_test(a_scratch_folder_goes_with_what_is_in_it),
		cmocka_unit_test_setup_teardown(content_tells_a_database,
						make_folder, leave_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
