/* SPDX-License-Identifier: Apache-2.0 */
/* csv - tables of other programs: read whole, or refused with a sentence. */
#include "store/csv.h"
#include "tests/support/unit.h"

/* All rows of a text as "a|b/c|d"; an error as its sentence. */
static char *rows_of(const char *text, size_t n, enum csv_encoding encoding)
{
	char *out = calloc(1, 4096), field[CSV_FIELD];
	struct err e = {0};
	struct csv c;
	size_t used = 0;

	if (csv_open_octets(&c, "f", text, n, '\0', encoding, &e))
		while (csv_next(&c, &e))
			for (unsigned i = 0; i < c.fields; i++) {
				assert_true(csv_field(&c, i, field, CSV_FIELD));
				used += (size_t)snprintf(
					out + used, 4096 - used, "%s%s",
					i > 0 ? "|" : used > 0 ? "/" : "", field);
				assert_in_range(used, 0, 4095);
			}
	if (e.text[0] != '\0')
		snprintf(out, 4096, "%s", e.text);
	csv_close(&c);
	return out;
}

static void expect_as(const char *text, size_t n, enum csv_encoding encoding,
		      const char *want)
{
	char *got = rows_of(text, n, encoding);

	assert_string_equal(got, want);
	free(got);
}

#define EXPECT(text, want) expect_as(text, sizeof(text) - 1, CSV_DETECT, want)

static void rows_end_and_fields_part_in_many_ways(void **state)
{
	(void)state;
	EXPECT("a,b\r\nc,d\r\n", "a|b/c|d");
	EXPECT("a;b\nc;d", "a|b/c|d");
	EXPECT("a\tb\rc\td\r", "a|b/c|d");
	EXPECT("\xef\xbb\xbf" "a;b;c,d\n1;2\n", "a|b|c,d/1|2");
	EXPECT("a,b\n\n\r\n , \n", "a|b/|");
	EXPECT("a,b,c\n1\n", "a|b|c/1");
	EXPECT("a,b\r\nc,d", "a|b/c|d");
	EXPECT("a,b\nc,\n", "a|b/c|");
	EXPECT("\"a;b\",c\nd,e", "a;b|c/d|e");
	EXPECT("", "");
	EXPECT("\n\n", "");
}

static void quotes_hold_what_would_part(void **state)
{
	(void)state;
	EXPECT("\"a,b\",\"c\"\"d\"\n", "a,b|c\"d");
	EXPECT("\"a\nb\",c\n", "a b|c");
	EXPECT("\"\",\"\"\"\"\n", "|\"");
	EXPECT("a,\"b \"\"c\"\", d\ne\",f\n\ng", "a|b \"c\", d e|f/g");
	EXPECT("\"\xef\xbb\xbf;\";\"a\nb\"\n", "\\ufeff;|a b");
	EXPECT("a,b\nc,\"d\n", "f:2: a quote does not end");
	EXPECT("\"a\nb\",c\nd,\"e", "f:3: a quote does not end");
	EXPECT("\"", "f:1: a quote does not end");
}

/* 12" is a size, and no beginning of a text over many lines. */
static void a_quote_within_a_field_is_text(void **state)
{
	(void)state;
	EXPECT("a,b\n12\" screen,b\"c\nd,e\n", "a|b/12\" screen|b\"c/d|e");
	EXPECT("\"a\"b,c", "ab|c");
	EXPECT("\"a\"b\"c,d", "ab\"c|d");
	EXPECT("a, \"b,c\" \n", "a|b,c");
}

static void letters_of_two_codes_come_out_as_one(void **state)
{
	(void)state;
	EXPECT("a,Dr\xc3\xa4ger\n", "a|Dr\xc3\xa4ger");
	EXPECT("a,Dr\xe4ger\n", "a|Dr\xc3\xa4ger");
	expect_as("a,\xc3\xa4\n", 5, CSV_LATIN1, "a|\xc3\x83\xc2\xa4");
	expect_as("a,\xe4\n", 4, CSV_UTF8, "a|\\xe4");
}

/* What Latin-1 leaves free, Windows fills. */
static void letters_of_windows_are_read(void **state)
{
	(void)state;
	EXPECT("\x80,\x8a\x9f,\x93x\x94,\xa0y\xff\n",
	       "\xe2\x82\xac|\xc5\xa0\xc5\xb8|\xe2\x80\x9cx\xe2\x80\x9d|"
	       "\xc2\xa0y\xc3\xbf");
	EXPECT("a,\x81\x9d\n", "a|\\u0081\\u009d");
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
	EXPECT("a,b\0c\n", "f: is no text, it holds octets of 0; save it as CSV "
			   "in UTF-8");
	EXPECT("\xff\xfe" "a\0", "f: is UTF-16; save it as CSV in UTF-8");
	EXPECT("\xfe\xff" "\0a", "f: is UTF-16; save it as CSV in UTF-8");
}

/* Who names the file himself gives no name of it. */
static void a_mistake_is_told_without_a_name_too(void **state)
{
	struct err e = {0};
	struct csv c;

	(void)state;
	assert_true(csv_open_octets(&c, NULL, "a\n\"", 3, ',', CSV_DETECT, &e));
	assert_true(csv_next(&c, &e));
	assert_false(c.failed);
	assert_false(csv_next(&c, &e));
	assert_true(c.failed);
	assert_string_equal(e.text, "line 2: a quote does not end");
	assert_false(csv_next(&c, &e));
	assert_false(csv_wrong(&c, 0, &e, "is %s", "odd"));
	assert_string_equal(e.text, "is odd");
	csv_close(&c);
	assert_false(csv_open_octets(&c, NULL, "\0", 1, ',', CSV_DETECT, &e));
	assert_non_null(strstr(e.text, "octets of 0"));
	csv_close(&c);
}

/* Every prefix and every octet changed ends, in its bounds. */
static void a_damaged_table_ends(void **state)
{
	static const char text[] = "\xef\xbb\xbf" "a;\"b\nc\";d\r\n\"\"\"x\";\xe4;\n";
	enum { N = sizeof(text) - 1 };
	char hurt[N];

	(void)state;
	for (size_t n = 0; n <= N; n++)
		free(rows_of(text, n, CSV_DETECT));
	for (size_t i = 0; i < N; i++)
		for (unsigned octet = 1; octet < 256; octet++) {
			memcpy(hurt, text, N);
			hurt[i] = (char)octet;
			free(rows_of(hurt, N, CSV_DETECT));
		}
}

static void columns_and_fields_have_bounds(void **state)
{
	static char many[2 * CSV_COLUMNS], large[2 * CSV_FIELD];
	char field[CSV_FIELD], small[4];
	struct err e = {0};
	struct csv c;

	(void)state;
	memset(many, ',', sizeof(many));
	assert_true(csv_open_octets(&c, "f", many, sizeof(many), ',',
				    CSV_DETECT, &e));
	assert_false(csv_next(&c, &e));
	assert_string_equal(e.text, "f:1: more than 512 columns");
	csv_close(&c);
	memset(large, 'x', sizeof(large));
	assert_true(csv_open_octets(&c, "f", large, sizeof(large), ',',
				    CSV_DETECT, &e));
	assert_true(csv_next(&c, &e));
	assert_false(csv_field(&c, 0, field, sizeof(field)));
	assert_in_range(strlen(field), CSV_FIELD - 4, CSV_FIELD - 1);
	assert_false(csv_field(&c, 0, small, sizeof(small)));
	assert_string_equal(small, "xxx");
	assert_true(csv_field(&c, 7, small, sizeof(small)));
	assert_string_equal(small, "");
	csv_close(&c);
	/* As long as its room, and longer once it is made visible. */
	assert_true(csv_open_octets(&c, "f", "abc,\x1b,abcd", 10, ',',
				    CSV_DETECT, &e));
	assert_true(csv_next(&c, &e));
	assert_true(csv_field(&c, 0, small, sizeof(small)));
	assert_string_equal(small, "abc");
	assert_false(csv_field(&c, 1, small, sizeof(small)));
	assert_false(csv_field(&c, 2, small, sizeof(small)));
	csv_close(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_end_and_fields_part_in_many_ways),
		cmocka_unit_test(quotes_hold_what_would_part),
		cmocka_unit_test(a_quote_within_a_field_is_text),
		cmocka_unit_test(letters_of_two_codes_come_out_as_one),
		cmocka_unit_test(letters_of_windows_are_read),
		cmocka_unit_test(what_could_fool_a_terminal_is_made_visible),
		cmocka_unit_test(what_is_no_such_table_is_refused),
		cmocka_unit_test(a_mistake_is_told_without_a_name_too),
		cmocka_unit_test(a_damaged_table_ends),
		cmocka_unit_test(columns_and_fields_have_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
