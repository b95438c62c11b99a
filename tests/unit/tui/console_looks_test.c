/* SPDX-License-Identifier: Apache-2.0 */
/* console_looks_test - what somebody who watches sees without a key. */
#include "tests/unit/tui/press.h"

static void a_mark_that_nobody_moved_stays_on_the_first_line(void **state)
{
	struct reader r = {.version = 1, .without = 2};
	struct console *c = open_console(&r);

	(void)state;
	/* Worse comes in above: whoever watches must see it. */
	press(c, "2");
	expect_text(c, "> us-portable-4");
	r.without = 0;
	r.version = 2;
	console_tick(c, 0);
	expect_text(c, "> ct-2");
	/* Who opened a line comes back to it; Home lets go again. */
	press(c, "Down Up Enter Esc s");
	expect_text(c, "> ct-2");
	press(c, "Home I");
	expect_no_text(c, "> ct-2");
	console_close(c);
}

static void home_opens_all_that_a_line_counts(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);

	(void)state;
	/* The mark waits on the worst; one finding is shown itself. */
	expect_text(c, ">  C  NET-002");
	expect_text(c, " do: Close the way at the firewall today.");
	press(c, "Enter");
	expect_text(c, "Home > Finding NET-002 > ct-2");
	press(c, "Esc Down");
	expect_text(c, ">  H  CLN-001  DICOM transferred without TLS");
	expect_text(c, "2 assets");
	press(c, "Enter");
	expect_text(c, "Home > Findings");
	expect_text(c, "filter: finding:CLN-001");
	expect_text(c, "(2 of 4)");
	press(c, "Esc Down Down Down Down Down Enter");
	expect_text(c, "Home > Assets");
	expect_text(c, "filter: class:imaging-c");
	console_close(c);
}

static void a_long_filter_shows_the_end_that_is_typed(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);

	(void)state;
	press(c, "2 /");
	for (int i = 0; i < 120; i++)
		type(c, "x");
	type(c, "yz");
	expect_text(c, "xyz_");
	press(c, "Enter");
	expect_text(c, "filter: xxx");
	console_close(c);
}

static void a_pasted_filter_is_one_question(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);
	unsigned before;

	(void)state;
	press(c, "2 /");
	before = r.asked;
	type(c, "us-portable");
	expect_text(c, "> us-portable-4");
	assert_int_equal(r.asked, before + 1);
	/* Whoever goes on at once goes on with what was asked for. */
	press(c, "Enter F4 /");
	type(c, "ct-1");
	press(c, "Enter Enter");
	expect_text(c, "Assets > Asset ct-1");
	console_close(c);
}

static void who_listens_in_vain_is_told_where_to_look(void **state)
{
	struct reader r = {.version = 1, .recording = true, .empty = true};
	struct console *c = open_console(&r);

	(void)state;
	press(c, "2");
	expect_text(c, "A capture is running.");
	expect_no_text(c, "To fill this database");
	r.recording = false;
	r.version = 2;
	console_tick(c, 0);
	expect_text(c, "To fill this database");
	console_close(c);
}

static void a_wide_screen_cuts_nothing_that_fits(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);
	char *text;

	(void)state;
	press(c, "2");
	text = screen_of(c, 160, 40, false);
	assert_non_null(strstr(text, "fe80::9ae7:43ff:fe00:6"));
	assert_non_null(strstr(text, "Carestream Health International"));
	assert_null(strchr(text, '~'));
	free(text);
	console_close(c);
}

static void the_screen_is_asked_for_as_text_once_a_key(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);

	(void)state;
	press(c, "2");
	assert_false(console_writes(c));
	press(c, "w");
	assert_true(console_writes(c));
	assert_false(console_writes(c));
	/* In a filter it is a letter. */
	press(c, "/ w");
	assert_false(console_writes(c));
	expect_text(c, "filter: w_");
	console_close(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_mark_that_nobody_moved_stays_on_the_first_line),
		cmocka_unit_test(home_opens_all_that_a_line_counts),
		cmocka_unit_test(a_long_filter_shows_the_end_that_is_typed),
		cmocka_unit_test(a_pasted_filter_is_one_question),
		cmocka_unit_test(who_listens_in_vain_is_told_where_to_look),
		cmocka_unit_test(the_screen_is_asked_for_as_text_once_a_key),
		cmocka_unit_test(a_wide_screen_cuts_nothing_that_fits),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
