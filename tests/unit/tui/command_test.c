/* SPDX-License-Identifier: Apache-2.0 */
/* command_test - the table of verbs, and the ends of the whole program. */
#include <fcntl.h>
#include <unistd.h>

#include "tui/tui.h"
#include "tests/support/unit.h"

/* Runs the program with these words, its data and words thrown away. */
static int run(char *first, char *second)
{
	char program[] = "wardwatch";
	char *argv[] = {program, first, first != NULL ? second : NULL, NULL};
	int out = dup(STDOUT_FILENO), words = dup(STDERR_FILENO), status;
	int null = open("/dev/null", O_WRONLY);

	fflush(NULL);
	dup2(null, STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
	status = command_main(first == NULL ? 1 : second == NULL ? 2 : 3,
			      argv);
	fflush(NULL);
	dup2(out, STDOUT_FILENO);
	dup2(words, STDERR_FILENO);
	close(out);
	close(words);
	close(null);
	return status;
}

static void every_verb_says_what_it_does(void **state)
{
	(void)state;
	for (unsigned i = 0; command_at(i) != NULL; i++) {
		const struct command *c = command_at(i);

		assert_ptr_equal(command_find(c->name), c);
		assert_non_null(c->run);
		assert_true(strlen(c->purpose) > 10 && strlen(c->help) > 20);
		assert_true(c->least <= c->most);
		assert_int_equal(strncmp(c->synopsis, c->name,
					 strlen(c->name)), 0);
	}
	assert_null(command_find("nothing"));
	assert_string_equal(command_at(0)->name, "");
}

static void the_nearest_verb_is_named_or_none(void **state)
{
	(void)state;
	assert_string_equal(command_like("wacth"), "watch");
	assert_string_equal(command_like("exprot"), "export");
	assert_null(command_like("capture.pcap"));
	assert_null(command_like(""));
}

static void help_and_version_succeed_everywhere(void **state)
{
	char help[] = "--help", version[] = "-V", verb[32];

	(void)state;
	assert_int_equal(run(help, NULL), STATUS_DONE);
	assert_int_equal(run(version, NULL), STATUS_DONE);
	for (unsigned i = 1; command_at(i) != NULL; i++) {
		snprintf(verb, sizeof(verb), "%s", command_at(i)->name);
		assert_int_equal(run(verb, help), STATUS_DONE);
	}
}

static void wrong_usage_is_status_2(void **state)
{
	char show[] = "show", wacth[] = "wacth", odd[] = "--odd";
	char help[] = "help", why[] = "why";

	(void)state;
	assert_int_equal(run(NULL, NULL), ERR_USAGE);
	assert_int_equal(run(show, NULL), ERR_USAGE);
	assert_int_equal(run(why, NULL), ERR_USAGE);
	assert_int_equal(run(wacth, NULL), ERR_USAGE);
	assert_int_equal(run(show, odd), ERR_USAGE);
	assert_int_equal(run(help, wacth), ERR_USAGE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_verb_says_what_it_does),
		cmocka_unit_test(the_nearest_verb_is_named_or_none),
		cmocka_unit_test(help_and_version_succeed_everywhere),
		cmocka_unit_test(wrong_usage_is_status_2),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
