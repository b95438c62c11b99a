/* SPDX-License-Identifier: Apache-2.0 */
/* sheet - tables of other programs: read whole, or refused with a sentence. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "store/sheet.h"

/* All rows of a text as "a|b/c|d"; an error as its sentence. */
static char *rows_of(const char *text, size_t n, enum sheet_encoding encoding)
{
	char *out = calloc(1, 4096), field[SHEET_FIELD];
	struct err e = {0};
	struct sheet c;

	if (sheet_open_octets(&c, "f", text, n, '\0', encoding, &e))
		while (sheet_next(&c, &e))
			for (unsigned i = 0; i < c.fields; i++) {
				assert_true(sheet_field(&c, i, field));
				strcat(out, i > 0 ? "|" : out[0] ? "/" : "");
				strcat(out, field);
			}
	if (e.text[0] != '\0')
		snprintf(out, 4096, "%s", e.text);
	sheet_close(&c);
	return out;
}

static void expect_as(const char *text, size_t n, enum sheet_encoding encoding,
		      const char *want)
{
	char *got = rows_of(text, n, encoding);

	assert_string_equal(got, want);
	free(got);
}

#define EXPECT(text, want) expect_as(text, sizeof(text) - 1, SHEET_DETECT, want)

static void rows_end_and_fields_part_in_many_ways(void **state)
{
	(void)state;
	EXPECT("a,b\r\nc,d\r\n", "a|b/c|d");
	EXPECT("a;b\nc;d", "a|b/c|d");
	EXPECT("a\tb\rc\td\r", "a|b/c|d");
	EXPECT("\xef\xbb\xbf" "a;b;c,d\n1;2\n", "a|b|c,d/1|2");
	EXPECT("a,b\n\n\r\n , \n", "a|b/|");
	EXPECT("a,b,c\n1\n", "a|b|c/1");
	EXPECT("", "");
	EXPECT("\n\n", "");
}

static void quotes_hold_what_would_part(void **state)
{
	(void)state;
	EXPECT("\"a,b\",\"c\"\"d\"\n", "a,b|c\"d");
	EXPECT("\"a\nb\",c\n", "a b|c");
	EXPECT("\"\",\"\"\"\"\n", "|\"");
	EXPECT("a,b\nc,\"d\n", "f:2: a quote does not end");
	EXPECT("\"a\nb\",c\nd,\"e", "f:3: a quote does not end");
}

static void letters_of_two_codes_come_out_as_one(void **state)
{
	(void)state;
	EXPECT("a,Dr\xc3\xa4ger\n", "a|Dr\xc3\xa4ger");
	EXPECT("a,Dr\xe4ger\n", "a|Dr\xc3\xa4ger");
	expect_as("a,\xc3\xa4\n", 5, SHEET_LATIN1, "a|\xc3\x83\xc2\xa4");
	expect_as("a,\xe4\n", 4, SHEET_UTF8, "a|\\xe4");
}

static void what_could_fool_a_terminal_is_made_visible(void **state)
{
	(void)state;
	EXPECT("a,\x1b[2J\n", "a|\\x1b[2J");
	EXPECT("a,\xe2\x80\xae" "b\n", "a|\\u202eb");
}

static void what_is_no_such_table_is_refused(void **state)
{
	(void)state;
	EXPECT("a,b\0c\n", "f: is no text; save it as CSV");
	EXPECT("\xff\xfe" "a\0", "f: is UTF-16; save it as CSV in UTF-8");
}

/* Every prefix and every octet changed ends, in its bounds. */
static void a_damaged_table_ends(void **state)
{
	static const char text[] = "\xef\xbb\xbf" "a;\"b\nc\";d\r\n\"\"\"x\";\xe4;\n";
	enum { N = sizeof(text) - 1 };
	char hurt[N];

	(void)state;
	for (size_t n = 0; n <= N; n++)
		free(rows_of(text, n, SHEET_DETECT));
	for (size_t i = 0; i < N; i++)
		for (unsigned octet = 1; octet < 256; octet++) {
			memcpy(hurt, text, N);
			hurt[i] = (char)octet;
			free(rows_of(hurt, N, SHEET_DETECT));
		}
}

static void columns_and_fields_have_bounds(void **state)
{
	static char many[2 * SHEET_COLUMNS], large[2 * SHEET_FIELD];
	char field[SHEET_FIELD];
	struct err e = {0};
	struct sheet c;

	(void)state;
	memset(many, ',', sizeof(many));
	assert_true(sheet_open_octets(&c, "f", many, sizeof(many), ',',
				    SHEET_DETECT, &e));
	assert_false(sheet_next(&c, &e));
	assert_string_equal(e.text, "f:1: more than 512 columns");
	sheet_close(&c);
	memset(large, 'x', sizeof(large));
	assert_true(sheet_open_octets(&c, "f", large, sizeof(large), ',',
				    SHEET_DETECT, &e));
	assert_true(sheet_next(&c, &e));
	assert_false(sheet_field(&c, 0, field));
	assert_string_equal(field, "");
	assert_true(sheet_field(&c, 7, field));
	sheet_close(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_end_and_fields_part_in_many_ways),
		cmocka_unit_test(quotes_hold_what_would_part),
		cmocka_unit_test(letters_of_two_codes_come_out_as_one),
		cmocka_unit_test(what_could_fool_a_terminal_is_made_visible),
		cmocka_unit_test(what_is_no_such_table_is_refused),
		cmocka_unit_test(a_damaged_table_ends),
		cmocka_unit_test(columns_and_fields_have_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
