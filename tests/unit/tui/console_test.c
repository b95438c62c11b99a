/* SPDX-License-Identifier: Apache-2.0 */
/* console_test - a person before the console. */
#include "tests/unit/tui/press.h"

/* ---- what a person does --------------------------------------------------------- */

static void the_mark_stays_on_its_row_when_others_come_and_go(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);

	(void)state;
	press(c, "2 Down Down");
	expect_text(c, "> us-portable-4");
	r.without = 1;
	r.version = 2;
	console_tick(c, 0);
	expect_text(c, "> us-portable-4");
	expect_no_text(c, "ct-2");
	/* Also when the order changes under it. */
	press(c, "s");
	expect_text(c, "> us-portable-4");
	expect_text(c, "sorted by name");
	press(c, "I");
	expect_text(c, "> us-portable-4");
	expect_text(c, "sorted by name, reversed");
	console_close(c);
}

static void a_filter_works_while_it_is_typed(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);

	(void)state;
	press(c, "2 /");
	type(c, "ct-1");
	expect_text(c, "filter: ct-1_");
	expect_text(c, "(1 of 6)");
	press(c, "Backspace");
	expect_text(c, "(2 of 6)");
	/* Letters are text here, not requests. */
	type(c, "q");
	assert_false(console_done(c));
	expect_text(c, "Nothing matches this filter");
	press(c, "Esc");
	expect_text(c, "(6 of 6)");
	press(c, "/");
	type(c, "ct-");
	press(c, "Enter");
	expect_text(c, "filter: ct-");
	press(c, "F4");
	expect_text(c, "(6 of 6)");
	console_close(c);
}

static void a_bad_filter_keeps_the_last_good_rows_and_says_why(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);

	(void)state;
	press(c, "2 /");
	type(c, "modell");
	expect_text(c, "(0 of 6)");
	type(c, ":");
	expect_text(c, "!! there is no field 'modell' to filter by");
	/* Letters before the colon hid everything; that was the last good. */
	expect_text(c, "(0 of 6)");
	press(c, "Esc");
	expect_text(c, "(6 of 6)");
	expect_no_text(c, "!!");
	console_close(c);
}

static void enter_opens_and_esc_goes_back_to_the_same_row(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);

	(void)state;
	press(c, "2 Down Enter");
	expect_text(c, "Assets > Asset ct-1");
	expect_text(c, "SOMATOM Definition AS+");
	press(c, "p");
	expect_text(c, "Assets > Asset ct-1 > Flows ct-1");
	press(c, "Esc Esc");
	expect_text(c, "> ct-1");
	press(c, "3 Enter");
	expect_text(c, "WHAT TO DO");
	expect_text(c, "Close the way at the firewall today.");
	press(c, "Down Enter");
	expect_text(c, "Finding NET-002 > ct-2 > Asset ct-2");
	console_close(c);
}

static void a_device_behind_another_says_so_and_is_found_there(void **state)
{
	struct reader r = {.version = 1, .behind = true};
	struct console *c = open_console(&r);

	(void)state;
	press(c, "2");
	expect_text(c, "behind mirth-1");
	press(c, "/");
	type(c, "mirth");
	press(c, "Enter Enter");
	expect_text(c, "Assets > Asset mirth-1");
	press(c, "PgDn Down Down");
	expect_text(c, "DEVICES BEHIND IT");
	expect_text(c, "SOMATOM Definition AS+");
	press(c, "Esc Esc / Esc");
	press(c, "Home Down Enter");
	expect_text(c, "behind mirth-1 (0000-0000-1005), which passes on");
	console_close(c);
}

static void screens_that_open_each_other_end_somewhere(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);

	(void)state;
	press(c, "2 Enter");
	for (int i = 0; i < 100; i++)
		press(c, "p Esc ? ? End Home Down Down Down Down Down Down "
			 "Down Down Down Down Down Enter Down Enter");
	for (int i = 0; i < 100; i++)
		press(c, "Esc");
	expect_text(c, "[2 Assets]");
	console_close(c);
}

static void nothing_is_drawn_when_nothing_changed(void **state)
{
	struct reader r = {.version = 1, .recording = true};
	struct console *c = open_console(&r);

	(void)state;
	console_tick(c, NOW_US);
	assert_true(console_changed(c));
	for (unsigned i = 0; i < 50; i++)
		console_tick(c, NOW_US + i * 1000000);
	assert_false(console_changed(c));
	r.version++;
	console_tick(c, NOW_US + 51000000);
	assert_true(console_changed(c));
	/* Silence is news, too, once a minute. */
	console_tick(c, NOW_US + 70000000);
	assert_true(console_changed(c));
	expect_text(c, "NO DATA 1 m");
	console_changed(c);
	console_tick(c, NOW_US + 71000000);
	assert_false(console_changed(c));
	console_close(c);
}

static void a_frozen_console_waits_for_its_user(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);

	(void)state;
	press(c, "2 z");
	expect_text(c, "[FROZEN]");
	r.without = 1;
	r.version = 2;
	console_tick(c, 0);
	expect_text(c, "[FROZEN, there is more: z]");
	expect_text(c, "ct-2");
	press(c, "z");
	expect_no_text(c, "FROZEN");
	expect_no_text(c, "ct-2");
	console_close(c);
}

static void a_database_in_trouble_is_said_and_forgotten(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);

	(void)state;
	press(c, "2");
	r.gone = true;
	r.version = 0;
	console_tick(c, 0);
	expect_text(c, "!! the database is locked");
	expect_text(c, "ct-2");
	press(c, "Down Enter");
	expect_text(c, "!! the database is locked");
	press(c, "Esc");
	r.gone = false;
	console_tick(c, 0);
	expect_no_text(c, "locked");
	expect_text(c, "ct-2");
	console_close(c);
}

static void a_database_in_trouble_from_the_start_is_said(void **state)
{
	struct reader r = {.version = 1, .gone = true};
	struct console *c = open_console(&r);

	(void)state;
	expect_text(c, "!! the database is locked");
	press(c, "2 3 4 5 ? Esc");
	r.gone = false;
	console_tick(c, 0);
	press(c, "2");
	expect_text(c, "ct-2");
	console_close(c);
}

static void rates_are_the_growth_between_two_commits(void **state)
{
	struct reader r = {.version = 1, .recording = true};
	struct console *c = open_console(&r);

	(void)state;
	press(c, "5");
	expect_text(c, "eth2");
	expect_no_text(c, "1500");
	r.packets = 3000;
	r.commits = 2;
	r.version = 2;
	console_tick(c, 0);
	/* 3000 packets in 2 s; 500 octets each. */
	expect_text(c, "1500   6000k");
	/* Loading again without a commit changes nothing. */
	press(c, "2 5");
	expect_text(c, "1500   6000k");
	console_close(c);
}

static void the_end_of_capturing_is_said(void **state)
{
	struct reader r = {.version = 1, .recording = true};
	struct console *c = open_console(&r);

	(void)state;
	expect_text(c, "LIVE");
	r.recording = false;
	r.version = 2;
	console_tick(c, 0);
	expect_text(c, "capture stopped 14:22:07, showing stored data");
	console_close(c);
}

static void a_writer_that_was_killed_commits_nothing_and_is_missed(void **state)
{
	struct reader r = {.version = 1, .recording = true};
	struct console *c = open_console(&r);

	(void)state;
	console_tick(c, 1000000);
	expect_text(c, "LIVE");
	r.recording = false;
	console_tick(c, 1500000);
	expect_text(c, "LIVE");
	console_tick(c, 2000000);
	expect_no_text(c, "LIVE");
	expect_text(c, "capture stopped 14:22:07, showing stored data");
	press(c, "5");
	expect_text(c, "nobody records now");
	/* Also while the list is frozen. */
	r.recording = true;
	r.version = 2;
	console_tick(c, 3000000);
	press(c, "2 z");
	r.recording = false;
	console_tick(c, 4000000);
	expect_no_text(c, "LIVE");
	console_close(c);
}

/* ---- screens ---------------------------------------------------------------------- */

struct scene {
	const char *name, *keys;
	bool empty;
};

static void all_screens_look_as_stored(void **state)
{
	static const struct scene scenes[] = {
		{"home", "1", false},
		{"assets", "2 Down", false},
		{"asset", "2 Enter", false},
		{"asset_evidence", "2 Enter End", false},
		{"findings", "3", false},
		{"finding", "3 Enter", false},
		{"flows", "4", false},
		{"capture", "5", false},
		{"changes", "6", false},
		{"help", "2 ?", false},
		{"masked", "2 P", false},
		{"masked_asset", "2 Enter P End", false},
		{"masked_flows", "4 P", false},
		{"decide", "3 Down a", false},
		{"empty", "2", true},
	};
	static const unsigned sizes[][2] = {{80, 24}, {100, 30}, {20, 5},
					    {40, 8}};

	(void)state;
	for (size_t i = 0; i < COUNT(scenes); i++)
		for (size_t j = 0; j < COUNT(sizes); j++) {
			struct reader r = {.version = 1,
					   .empty = scenes[i].empty,
					   .recording = !scenes[i].empty};
			struct console *c = open_console(&r);

			/* Pages and wrapped text depend on the size. */
			free(screen_of(c, sizes[j][0], sizes[j][1], false));
			press(c, scenes[i].keys);
			expect_screen(c, scenes[i].name, sizes[j][0],
				      sizes[j][1]);
			console_close(c);
		}
}

static void an_ascii_screen_holds_nothing_else(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);
	char *text;

	(void)state;
	press(c, "2");
	text = screen_of(c, 100, 30, true);
	for (const char *p = text; *p != '\0'; p++)
		assert_true(*p == '\n' || (*p >= 0x20 && *p < 0x7f));
	assert_non_null(strstr(text, "r?ntgen-??"));
	free(text);
	console_close(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			the_mark_stays_on_its_row_when_others_come_and_go),
		cmocka_unit_test(a_filter_works_while_it_is_typed),
		cmocka_unit_test(
			a_bad_filter_keeps_the_last_good_rows_and_says_why),
		cmocka_unit_test(enter_opens_and_esc_goes_back_to_the_same_row),
		cmocka_unit_test(
			a_device_behind_another_says_so_and_is_found_there),
		cmocka_unit_test(screens_that_open_each_other_end_somewhere),
		cmocka_unit_test(nothing_is_drawn_when_nothing_changed),
		cmocka_unit_test(a_frozen_console_waits_for_its_user),
		cmocka_unit_test(a_database_in_trouble_is_said_and_forgotten),
		cmocka_unit_test(a_database_in_trouble_from_the_start_is_said),
		cmocka_unit_test(rates_are_the_growth_between_two_commits),
		cmocka_unit_test(the_end_of_capturing_is_said),
		cmocka_unit_test(
			a_writer_that_was_killed_commits_nothing_and_is_missed),
		cmocka_unit_test(all_screens_look_as_stored),
		cmocka_unit_test(an_ascii_screen_holds_nothing_else),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
