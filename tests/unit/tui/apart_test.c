/* SPDX-License-Identifier: Apache-2.0 */
/* apart_test - this program once more, as what it is told to be. */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "tests/support/unit.h"
#include "tui/apart.h"

/* ---- the one apart ----------------------------------------------------------------- */

static int live(const char *how)
{
	sigset_t blocked;

	if (strcmp(how, "talk") == 0)
		fputs("wardwatch: one\nwardwatch: two\nthree\n", stderr);
	for (int i = 0; strcmp(how, "babble") == 0 && i < 4000; i++)
		fputs("\nwardwatch: babble", stderr);
	if (strcmp(how, "die") == 0)
		raise(SIGKILL);
	sigprocmask(SIG_SETMASK, NULL, &blocked);
	if (strcmp(how, "free") == 0)
		fprintf(stderr, "%d %d %d", getsid(0) == getpid(),
			getc(stdin) == EOF, sigismember(&blocked, SIGTERM));
	if (strcmp(how, "wait") == 0)
		pause();
	return strcmp(how, "fail") == 0 ? ERR_DATABASE : 0;
}

/* ---- the other --------------------------------------------------------------------- */

static void start(struct apart *a, const char *how)
{
	const char *const words[] = {"apart_test", how, NULL};
	struct err e = {0};

	assert_true(apart_start(a, words, &e));
}

static int end(struct apart *a, const char *how)
{
	int status = -1;

	start(a, how);
	assert_true(apart_ended(a, true, &status));
	assert_false(apart_ended(a, true, &status));
	return status;
}

static void what_it_says_is_one_line_without_our_name(void **state)
{
	struct apart a = {0};

	(void)state;
	assert_int_equal(end(&a, "talk"), 0);
	assert_string_equal(a.said, "one; two; three");
	assert_int_equal(end(&a, "silent"), 0);
	assert_string_equal(a.said, "");
	/* However much it is. */
	assert_int_equal(end(&a, "babble"), 0);
	assert_true(strlen(a.said) < APART_TEXT);
}

static void how_it_ends_is_told(void **state)
{
	struct apart a = {0};
	int status;

	(void)state;
	assert_int_equal(end(&a, "fail"), ERR_DATABASE);
	assert_int_not_equal(end(&a, "die"), 0);
	start(&a, "wait");
	assert_false(apart_ended(&a, false, &status));
	kill(a.pid, SIGTERM);
	assert_true(apart_ended(&a, true, &status));
	assert_int_not_equal(status, 0);
}

static void it_has_no_terminal_and_no_signals_of_ours(void **state)
{
	struct apart a = {0};
	sigset_t set, was;

	(void)state;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigprocmask(SIG_BLOCK, &set, &was);
	assert_int_equal(end(&a, "free"), 0);
	sigprocmask(SIG_SETMASK, &was, NULL);
	assert_string_equal(a.said, "1 1 0");
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_it_says_is_one_line_without_our_name),
		cmocka_unit_test(how_it_ends_is_told),
		cmocka_unit_test(it_has_no_terminal_and_no_signals_of_ours),
	};

	if (argc > 1)
		return live(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
