/* SPDX-License-Identifier: Apache-2.0 */
/* grid_test - cells keep to their place, and hostile text keeps quiet. */
#include <locale.h>

#include "tui/grid.h"
#include "tests/support/unit.h"

static void expect_row(const struct grid *g, unsigned y, const char *want)
{
	char *text = NULL, *line;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);

	grid_print(g, out);
	fclose(out);
	line = text;
	while (y-- > 0)
		line = strchr(line, '\n') + 1;
	*strchr(line, '\n') = '\0';
	assert_string_equal(line, want);
	free(text);
}

static void text_that_is_too_long_ends_in_a_tilde(void **state)
{
	struct grid g;

	(void)state;
	grid_open(&g, 10, 2, false);
	assert_int_equal(grid_put(&g, 0, 0, 6, PAINT_PLAIN, "SOMATOM"), 6);
	expect_row(&g, 0, "SOMAT~");
	assert_int_equal(grid_put(&g, 4, 1, 50, PAINT_PLAIN, "SOMATOM"), 6);
	expect_row(&g, 1, "    SOMAT~");
	grid_close(&g);
}

static void nothing_is_written_outside(void **state)
{
	struct grid g;

	(void)state;
	grid_open(&g, 3, 1, false);
	assert_int_equal(grid_put(&g, 3, 0, 9, PAINT_PLAIN, "x"), 0);
	assert_int_equal(grid_put(&g, 0, 1, 9, PAINT_PLAIN, "x"), 0);
	assert_int_equal(grid_put(&g, 0, 0, 0, PAINT_PLAIN, "x"), 0);
	grid_fill(&g, 2, 0, 4000000000u, '-', PAINT_DIM);
	grid_put_right(&g, 1, 0, 1, PAINT_PLAIN, "abc");
	expect_row(&g, 0, " ~-");
	assert_null(grid_at(&g, 3, 0));
	assert_null(grid_at(&g, 0, 1));
	grid_close(&g);
}

static void a_wide_character_takes_two_columns_or_none(void **state)
{
	struct grid g;

	(void)state;
	grid_open(&g, 6, 1, false);
	grid_put(&g, 0, 0, 6, PAINT_PLAIN, "a\xe6\x9d\xb1\xe4\xba\xac");
	assert_int_equal(grid_at(&g, 1, 0)->c, 0x6771);
	assert_int_equal(grid_at(&g, 2, 0)->c, 0);
	expect_row(&g, 0, "a\xe6\x9d\xb1\xe4\xba\xac");
	/* Cut between the two: half of one is never shown. */
	grid_blank(&g);
	grid_put(&g, 0, 0, 4, PAINT_PLAIN, "a\xe6\x9d\xb1\xe4\xba\xac");
	expect_row(&g, 0, "a\xe6\x9d\xb1~");
	grid_blank(&g);
	grid_put(&g, 0, 0, 3, PAINT_PLAIN, "a\xe6\x9d\xb1\xe4\xba\xac");
	expect_row(&g, 0, "a~");
	/* What overwrites one half takes the other away. */
	grid_blank(&g);
	grid_put(&g, 0, 0, 6, PAINT_PLAIN, "\xe6\x9d\xb1\xe4\xba\xac");
	grid_put(&g, 1, 0, 2, PAINT_PLAIN, "xy");
	expect_row(&g, 0, " xy");
	grid_close(&g);
}

static void an_ascii_grid_shows_question_marks(void **state)
{
	struct grid g;

	(void)state;
	grid_open(&g, 20, 1, true);
	grid_put(&g, 0, 0, 20, PAINT_PLAIN, "r\xc3\xb6ntgen \xe6\x9d\xb1");
	expect_row(&g, 0, "r?ntgen ?");
	grid_close(&g);
}

static void hostile_text_becomes_question_marks(void **state)
{
	static const char *const texts[] = {
		"\x1b",		    "\x07",	    "\x7f",
		"\xc2\x9b",	    "\xc2\x9d",	    "\x9b",
		"\xe2\x80\xae",	    "\xe2\x80\x8b", "\xe2\x81\xa6",
		"\xef\xbb\xbf",	    "\xcc\x81",	    "\xc2\xad",
		"\xf3\xa0\x80\x81", "\xe2\x80\xa8", "\xed\xa0\x80",
		"\xc0\xaf",	    "\xff",	    "\xf4\x90\x80\x80",
		"\xe3\x85\xa4",	    "\xef\xb8\x8f", "\xee\x80\x80",
		"\n",		    "\r",	    "\t",
		"\xe2",		    "\xd8\x9c",	    "\xe1\x85\x9f",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct grid g;

		grid_open(&g, 20, 1, false);
		grid_put(&g, 0, 0, 20, PAINT_PLAIN, texts[i]);
		for (unsigned x = 0; x < g.width; x++)
			if (grid_at(&g, x, 0)->c != ' ')
				assert_int_equal(grid_at(&g, x, 0)->c, '?');
		assert_int_equal(grid_at(&g, 0, 0)->c, '?');
		grid_close(&g);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_that_is_too_long_ends_in_a_tilde),
		cmocka_unit_test(nothing_is_written_outside),
		cmocka_unit_test(a_wide_character_takes_two_columns_or_none),
		cmocka_unit_test(an_ascii_grid_shows_question_marks),
		cmocka_unit_test(hostile_text_becomes_question_marks),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
