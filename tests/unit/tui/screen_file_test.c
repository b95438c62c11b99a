/* SPDX-License-Identifier: Apache-2.0 */
/* screen_file_test - a screen becomes a new file, or none. */
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/unit.h"
#include "tui/screen_file.h"

/* 2026-11-24 14:22:07 UTC */
static const uint64_t NOW_US = 1795530127000000;

struct folder {
	char path[64];
	struct grid g;
	int back;              /* where the tests run                          */
};

static int enter(void **state)
{
	static struct folder f;

	memset(&f, 0, sizeof(f));
	snprintf(f.path, sizeof(f.path), "/tmp/ww-screen-XXXXXX");
	f.back = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	grid_open(&f.g, 20, 2, false);
	grid_put(&f.g, 0, 0, 20, PAINT_PLAIN, "r\xc3\xb6ntgen");
	*state = &f;
	return f.back < 0 || mkdtemp(f.path) == NULL || chdir(f.path) != 0;
}

static int leave(void **state)
{
	struct folder *f = *state;

	grid_close(&f->g);
	return fchdir(f->back) != 0 || close(f->back) != 0 ||
	       (rmdir(f->path) != 0 && access(f->path, F_OK) == 0);
}

static void expect_content(const char *name, const char *want)
{
	char text[64] = "";
	FILE *f = fopen(name, "r");

	assert_non_null(f);
	assert_true(fread(text, 1, sizeof(text) - 1, f) > 0);
	fclose(f);
	assert_string_equal(text, want);
}

static void a_screen_is_a_file_of_its_owner_called_by_the_time(void **state)
{
	struct folder *f = *state;
	char name[SCREEN_NAME];
	struct err e = {0};
	struct stat s;

	assert_true(screen_write(&f->g, NOW_US, name, &e));
	assert_string_equal(name, "wardwatch-20261124T142207Z.txt");
	expect_content(name, "r\xc3\xb6ntgen\n\n");
	assert_int_equal(stat(name, &s), 0);
	assert_int_equal(s.st_mode & 07777, 0600);
	unlink(name);
}

static void nothing_that_is_there_is_written_over(void **state)
{
	struct folder *f = *state;
	char first[SCREEN_NAME], second[SCREEN_NAME], third[SCREEN_NAME];
	struct err e = {0};

	assert_true(screen_write(&f->g, NOW_US, first, &e));
	/* Not even where a link leads. */
	assert_int_equal(symlink("victim", "wardwatch-20261124T142207Z-2.txt"),
			 0);
	grid_blank(&f->g);
	grid_put(&f->g, 0, 0, 20, PAINT_PLAIN, "other");
	assert_true(screen_write(&f->g, NOW_US, third, &e));
	assert_string_equal(third, "wardwatch-20261124T142207Z-3.txt");
	expect_content(first, "r\xc3\xb6ntgen\n\n");
	expect_content(third, "other\n\n");
	assert_int_not_equal(access("victim", F_OK), 0);
	snprintf(second, sizeof(second), "wardwatch-20261124T142207Z-2.txt");
	unlink(first);
	unlink(second);
	unlink(third);
}

static void what_cannot_be_written_leaves_nothing(void **state)
{
	struct folder *f = *state;
	struct rlimit was, none;
	char name[SCREEN_NAME];
	struct err e = {0};

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
	none = was;
	none.rlim_cur = 0;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
	assert_false(screen_write(&f->g, NOW_US, name, &e));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
	assert_non_null(strstr(e.text, "cannot be written here: File too "
				       "large"));
	assert_int_not_equal(access(name, F_OK), 0);
	/* A folder that is gone. */
	assert_int_equal(rmdir(f->path), 0);
	memset(&e, 0, sizeof(e));
	assert_false(screen_write(&f->g, NOW_US, name, &e));
	assert_non_null(strstr(e.text, "No such file"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_screen_is_a_file_of_its_owner_called_by_the_time,
			enter, leave),
		cmocka_unit_test_setup_teardown(
			nothing_that_is_there_is_written_over, enter, leave),
		cmocka_unit_test_setup_teardown(
			what_cannot_be_written_leaves_nothing, enter, leave),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
