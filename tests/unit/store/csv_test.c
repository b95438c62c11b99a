/* SPDX-License-Identifier: Apache-2.0 */
/* csv - tables as spreadsheets write them, and files that are none. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "store/csv.h"

/* All cells as [a][b]/[c], or the sentence of the mistake. */
static const char *cells(const char *text, size_t n)
{
	static char out[512];
	char *copy = malloc(n + 1);
	struct csv_row row;
	struct err e = {0};
	struct csv c;
	size_t used = 0;

	assert_non_null(copy);
	memcpy(copy, text, n);
	copy[n] = '\0';
	out[0] = '\0';
	if (csv_open(&c, copy, n, &e))
		for (unsigned r = 0; csv_next(&c, &row, &e); r++) {
			used += (size_t)snprintf(out + used,
						 sizeof(out) - used, "%s",
						 r > 0 ? "/" : "");
			for (unsigned i = 0; i < row.cells; i++)
				used += (size_t)snprintf(out + used,
							 sizeof(out) - used,
							 "[%s]", row.cell[i]);
		}
	if (e.kind != ERR_NONE)
		snprintf(out, sizeof(out), "%s", e.text);
	free(copy);
	return out;
}

#define CELLS(text) cells(text, sizeof(text) - 1)

static void rows_are_cut_as_spreadsheets_write_them(void **state)
{
	(void)state;
	assert_string_equal(CELLS(""), "");
	assert_string_equal(CELLS("a,b\r\nc,d"), "[a][b]/[c][d]");
	assert_string_equal(CELLS("a,b\nc,\n"), "[a][b]/[c][]");
	assert_string_equal(CELLS("a\rb\r"), "[a]/[b]");
	assert_string_equal(CELLS("a,\"b \"\"c\"\", d\ne\",f\n\ng"),
			    "[a][b \"c\", d\ne][f]/[]/[g]");
	assert_string_equal(CELLS("\xef\xbb\xbf" "a;b,c;d\n1;2;3"),
			    "[a][b,c][d]/[1][2][3]");
	assert_string_equal(CELLS("a\tb,c\td"), "[a][b,c][d]");
	assert_string_equal(CELLS("\"a;b\",c\nd,e"), "[a;b][c]/[d][e]");
	assert_string_equal(CELLS("\"a\"b,c"), "[ab][c]");
	assert_string_equal(CELLS("a,b\"c,d"), "[a][b\"c][d]");
}

static void what_is_no_table_is_refused(void **state)
{
	(void)state;
	assert_non_null(strstr(CELLS("a\0b,c"), "octets of 0"));
	assert_non_null(strstr(CELLS("\xff\xfe" "a\0,\0"), "UTF-8"));
	assert_non_null(strstr(CELLS("a,b\n\"c,d\ne"), "line 2: a quote"));
	assert_non_null(strstr(CELLS("\""), "line 1"));
}

static void cells_beyond_the_room_are_left_out(void **state)
{
	char text[2 * CSV_CELLS + 20];
	const char *out;

	(void)state;
	memset(text, ',', sizeof(text));
	text[0] = 'a';
	memcpy(text + sizeof(text) - 3, "\nz", 3);
	out = cells(text, sizeof(text) - 1);
	assert_int_equal(strlen(out), 3 + 2 * (CSV_CELLS - 1) + 4);
	assert_non_null(strstr(out, "/[z]"));
}

static void every_beginning_of_a_table_ends(void **state)
{
	static const char text[] =
		"\xef\xbb\xbf" "a,\"b \"\"c\n\",d\r\n\"e\";f\n\n,\"\"\n";

	(void)state;
	for (size_t n = 0; n < sizeof(text); n++)
		assert_non_null(cells(text, n));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_cut_as_spreadsheets_write_them),
		cmocka_unit_test(what_is_no_table_is_refused),
		cmocka_unit_test(cells_beyond_the_room_are_left_out),
		cmocka_unit_test(every_beginning_of_a_table_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
