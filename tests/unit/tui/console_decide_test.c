/* SPDX-License-Identifier: Apache-2.0 */
/* console_decide_test - a finding is decided in two lines, or not at all. */
#include "tests/unit/tui/press.h"
#include "tui/console_state.h"

static struct decided decided;

static bool is_decided(struct console *c)
{
	memset(&decided, 0, sizeof(decided));
	return console_decides(c, &decided);
}

static void a_finding_is_accepted_with_a_reason_until_a_day(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);

	(void)state;
	console_tick(c, NOW_US);
	press(c, "3 a");
	expect_text(c, " accept NET-002 of ct-2   Enter goes on, Esc leaves");
	expect_text(c, "because: _");
	/* Letters are text here, not requests. */
	type(c, "qa behind -a jump host");
	expect_text(c, "because: qa behind -a jump host_");
	press(c, "Enter");
	/* 90 days from 2026-11-24. */
	expect_text(c, "until: 2027-02-22_");
	expect_text(c, "Enter decides, Esc leaves");
	assert_false(is_decided(c));
	press(c, "Enter");
	assert_true(is_decided(c));
	assert_string_equal(decided.act, "accept");
	assert_string_equal(decided.finding, "0000-0000-2001");
	assert_string_equal(decided.reason, "qa behind -a jump host");
	assert_string_equal(decided.until, "2027-02-22");
	assert_false(is_decided(c));
	expect_text(c, "deciding: accept NET-002 of ct-2");
	console_decided(c, true, "noted; finding reopen takes it back");
	expect_text(c, "noted; finding reopen takes it back");
	/* Not taken away by somebody who types on, nor by what is told each second. */
	press(c, "Down");
	console_tell(c, "the database is gone", "it is gone");
	expect_text(c, "noted; finding reopen takes it back");
	console_tick(c, NOW_US + 6000000);
	press(c, "Down");
	expect_no_text(c, "noted");
	console_tell(c, "the database is gone", "it is gone");
	expect_text(c, "the database is gone");
	console_close(c);
}

static void escape_leaves_without_a_trace(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);
	char *before, *after;

	(void)state;
	press(c, "3 Down");
	before = screen_of(c, 100, 30, false);
	press(c, "a");
	type(c, "a reason");
	press(c, "Enter Esc");
	after = screen_of(c, 100, 30, false);
	assert_string_equal(before, after);
	assert_false(is_decided(c));
	/* What was typed is not there the next time. */
	press(c, "a");
	expect_text(c, "because: _");
	press(c, "Esc");
	free(before);
	free(after);
	console_close(c);
}

static void what_is_not_said_whole_goes_nowhere(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);

	(void)state;
	console_tick(c, NOW_US);
	press(c, "3 a Enter");
	expect_text(c, "!! say why");
	type(c, "  ");
	press(c, "Enter");
	expect_text(c, "!! say why");
	press(c, "Tab Ctrl-U");
	type(c, "soon");
	press(c, "Enter");
	expect_text(c, "!! say why");
	press(c, "Tab");
	type(c, "x");
	press(c, "Enter");
	expect_text(c, "until: soon_");
	press(c, "Enter");
	expect_text(c, "!! write a day as 2026-12-31");
	press(c, "Ctrl-U");
	/* 400 days are the most; one more is not. */
	type(c, "2027-12-30");
	press(c, "Enter");
	expect_text(c, "!! at most 400 days, to 2027-12-29");
	assert_false(is_decided(c));
	press(c, "Backspace Backspace");
	type(c, "29");
	press(c, "Enter");
	assert_true(is_decided(c));
	assert_string_equal(decided.until, "2027-12-29");
	console_close(c);
}

static void what_was_refused_can_be_mended(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);

	(void)state;
	console_tick(c, NOW_US);
	press(c, "3 a");
	type(c, "ordered");
	press(c, "Enter Enter");
	assert_true(is_decided(c));
	/* One at a time. */
	press(c, "a");
	expect_text(c, "a decision is still being written down");
	console_decided(c, false, "/srv/x.db cannot be written");
	expect_text(c, "/srv/x.db cannot be written");
	press(c, "a");
	expect_text(c, "because: ordered_");
	press(c, "Esc Down a");
	expect_text(c, "because: _");
	console_close(c);
}

static void what_was_decided_is_opened_again(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);

	(void)state;
	press(c, "3 End a");
	expect_text(c, " reopen INV-007 of ct-2   Enter decides");
	press(c, "Tab");
	type(c, "the order was withdrawn");
	press(c, "Enter");
	assert_true(is_decided(c));
	assert_string_equal(decided.act, "reopen");
	assert_null(decided.until);
	console_close(c);
}

static void it_is_decided_where_a_finding_is_seen(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);

	(void)state;
	press(c, "3 Down Down Enter End a");
	expect_text(c, " accept CLN-001 of ct-1 ");
	press(c, "Esc 2 Enter a");
	expect_text(c, "mark a finding to decide about it");
	while (c->dialogue.open == false)
		press(c, "Down a");
	expect_text(c, " accept NET-002 of ct-2 ");
	press(c, "Esc 1 a 4 a");
	assert_false(c->dialogue.open);
	/* While it is masked nobody is named. */
	press(c, "P 3 Home a");
	expect_text(c, " accept NET-002 of 0000-0000-1001 ");
	expect_no_text(c, "ct-2");
	type(c, "x");
	press(c, "Enter Enter");
	assert_true(is_decided(c));
	console_decided(c, false, "/srv/ct-2.db cannot be written");
	expect_text(c, "not noted; P shows why");
	expect_no_text(c, "ct-2");
	press(c, "P");
	expect_text(c, "/srv/ct-2.db cannot be written");
	console_close(c);
}

static void what_is_thrown_away_is_not_decided(void **state)
{
	static const struct console_options options = {
		.undecided = "this database is removed at the end"};
	struct reader r = {.version = 1};
	struct console *c = console_open(&r, &options);

	(void)state;
	press(c, "3 a");
	expect_text(c, "this database is removed at the end");
	assert_false(c->dialogue.open);
	console_close(c);
}

static void a_finding_that_went_is_told(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);

	(void)state;
	press(c, "3");
	expect_text(c, "NET-002");
	r.empty = true;
	press(c, "a");
	expect_text(c, "this finding no longer holds");
	r.empty = false;
	r.gone = true;
	press(c, "a");
	expect_text(c, "the database is locked");
	console_close(c);
}

static void a_writer_of_decisions_is_no_capture(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);

	(void)state;
	press(c, "3 a");
	type(c, "x");
	press(c, "Enter Enter");
	assert_true(is_decided(c));
	r.recording = true;
	r.version = 2;
	console_tick(c, NOW_US);
	expect_no_text(c, "LIVE");
	console_decided(c, true, "noted");
	r.recording = false;
	r.version = 3;
	console_tick(c, NOW_US + 10000000);
	press(c, "Down");
	expect_no_text(c, "capture stopped");
	console_close(c);
}

static void a_dialogue_fits_into_every_size(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);
	char *text;

	(void)state;
	press(c, "3 a");
	for (int i = 0; i < 300; i++)
		type(c, "x");
	type(c, "yz");
	press(c, "Backspace Backspace");
	type(c, "yz");
	/* As much as a reason may have, and its end is seen. */
	for (unsigned width = 1; width < 130; width++) {
		text = screen_of(c, width, 1 + width / 4, false);
		if (width >= 16 && strstr(text, "xyz_") == NULL)
			fail_msg("%u columns: %s", width, text);
		free(text);
	}
	text = screen_of(c, 20, 5, false);
	assert_non_null(strstr(text, "accept NET-002 of"));
	free(text);
	press(c, "Enter");
	text = screen_of(c, 40, 10, false);
	assert_non_null(strstr(text, "until: 2027"));
	free(text);
	/* Where a finding cannot be seen, none is begun. */
	press(c, "Esc");
	free(screen_of(c, 20, 5, false));
	press(c, "a");
	assert_false(c->dialogue.open);
	text = screen_of(c, 20, 5, false);
	assert_non_null(strstr(text, "enlarge to 40x8"));
	free(text);
	console_close(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_finding_is_accepted_with_a_reason_until_a_day),
		cmocka_unit_test(escape_leaves_without_a_trace),
		cmocka_unit_test(what_is_not_said_whole_goes_nowhere),
		cmocka_unit_test(what_was_refused_can_be_mended),
		cmocka_unit_test(what_was_decided_is_opened_again),
		cmocka_unit_test(it_is_decided_where_a_finding_is_seen),
		cmocka_unit_test(what_is_thrown_away_is_not_decided),
		cmocka_unit_test(a_finding_that_went_is_told),
		cmocka_unit_test(a_writer_of_decisions_is_no_capture),
		cmocka_unit_test(a_dialogue_fits_into_every_size),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
