/* SPDX-License-Identifier: Apache-2.0 */
/* version - what advisories write, and the order of versions. */
#include "classify/version.h"
#include "tests/support/unit.h"

static const struct {
	const char *text, *class, *expression, *note;
} rows[] = {
	{"vers:all/*", "all", "", ""},
	{"All Versions", "all", "", ""},
	{"* (end-of-life 2011)", "all-qualified", "", "end-of-life 2011"},
	{"<= 9.33", "upper", "<=9.33", ""},
	{" <2.420.HW01", "upper", "<2.420.HW01", ""},
	{"vers:all/<V7.0.3", "upper", "<V7.0.3", ""},
	{"All versions < V15 Update 4", "upper", "<V15 Update 4", ""},
	{"<  rev. 1.2.6", "upper", "<rev. 1.2.6", ""},
	{"< 1.8.4 Service Pack 01", "upper", "<1.8.4 Service Pack 01", ""},
	{"<= 2.01 (end-of-life Nov 2017)", "upper+note", "<=2.01",
	 "end-of-life Nov 2017"},
	{">= 2.0", "lower", ">=2.0", ""},
	{">= 4.01 | <= 4.34", "range", ">=4.01|<=4.34", ""},
	{">= V8.7.0 and < V8.7.1.3", "range", ">=V8.7.0|<V8.7.1.3", ""},
	{"All versions between V3.0 (including) and V3.0.2 (excluding)",
	 "range", ">=V3.0|<V3.0.2", ""},
	{"1.1 | 1.2 | 1.4", "exact", "=1.1|=1.2|=1.4", ""},
	{"1.38.xx", "exact", "=1.38.xx", ""},
	{"620 | 650 | 650c", "exact", "=620|=650|=650c", ""},
	{"<= 1.12.0.25 | 1.12.13.2", "mixed", "<=1.12.0.25|=1.12.13.2", ""},
	{"< 19.0.1 | < 18.0.1", "multi-upper", "<19.0.1|<18.0.1", ""},
	{"<= B.12", "upper-alnum", "<=B.12", ""},
	{"< 08A06", "upper-alnum", "<08A06", ""},
	{"<= R4.1L1", "upper", "<=R4.1L1", ""},
	{">=BT02 | <= BT06", "range-alnum", ">=BT02|<=BT06", ""},
	{"HEN16104", "model-or-build", "=HEN16104", ""},
	{"MMT-1740 | MMT-1741", "model-or-build", "=MMT-1740|=MMT-1741", ""},
	{"cobas h 232 POC", "text", "", "cobas h 232 POC"},
	{"distributed  < april 1, 2018", "text", "",
	 "distributed < april 1, 2018"},
	{"", "text", "", ""},
	{"<", "text", "", "<"},
	{"1 |", "text", "", "1 |"},
	{"6.x (a (b)", "text", "", "6.x (a (b)"},
};

static void prose_is_read_by_rule_or_kept(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct version_expression v;
		char class[64], text[512];

		version_read(rows[i].text, &v);
		version_class(&v, class, sizeof(class));
		version_print(&v, text, sizeof(text));
		assert_string_equal(class, rows[i].class);
		assert_string_equal(text, rows[i].expression);
		assert_string_equal(v.note, rows[i].note);
	}
}

static void long_and_odd_texts_are_only_text(void **state)
{
	char text[2000];
	struct version_expression v;

	(void)state;
	memset(text, '9', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	version_read(text, &v);
	assert_int_equal(v.kind, VERSION_TEXTUAL);
	for (size_t i = 0; i + 1 < sizeof(text); i++)
		text[i] = i % 2 == 0 ? '1' : '|';
	text[sizeof(text) - 2] = '2';
	version_read(text, &v);
	assert_int_equal(v.kind, VERSION_TEXTUAL);
}

static void versions_have_an_order(void **state)
{
	/* Each is below the next. */
	static const char *const rising[] = {
		"1.9", "1.10", "V1.10.1", "2", "2.0 SP1", "rev. 2.0.16",
		"2.4", "2.4A", "2.4b", "2.5", "12.2.8.410", "2016.05",
		"4107600010.23", "4107600010000000000000000000.1",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rising) / sizeof(rising[0]); i++)
		for (size_t k = 0; k < sizeof(rising) / sizeof(rising[0]); k++)
			assert_int_equal(version_compare(rising[i], rising[k]),
					 i < k	  ? LOWER
					 : i == k ? SAME
						  : HIGHER);
	assert_int_equal(version_compare("3", "3.0.0"), SAME);
	assert_int_equal(version_compare("3.1", "3.x"), SAME);
	assert_int_equal(version_compare("b.12", "B.12"), SAME);
	assert_int_equal(version_compare("B.9", "B.12"), LOWER);
	assert_int_equal(version_compare("B.12", "12"), INCOMPARABLE);
	assert_int_equal(version_compare("", "1"), LOWER);
	assert_int_equal(version_compare("", ""), INCOMPARABLE);
}

static enum version_answer meant(const char *expression, const char *observed)
{
	struct version_expression v;

	version_read(expression, &v);
	return version_meant(&v, observed);
}

static void an_expression_means_versions(void **state)
{
	(void)state;
	assert_int_equal(meant("<= 9.33", "9.33"), VERSION_YES);
	assert_int_equal(meant("<= 9.33", "9.33.1"), VERSION_NO);
	assert_int_equal(meant("< 9.33", "V9.32"), VERSION_YES);
	assert_int_equal(meant(">= 4.01 | <= 4.34", "4.2"), VERSION_YES);
	assert_int_equal(meant(">= 4.01 | <= 4.34", "4.35"), VERSION_NO);
	assert_int_equal(meant("1.1 | 1.2", "1.2"), VERSION_YES);
	assert_int_equal(meant("1.1 | 1.2", "1.3"), VERSION_NO);
	assert_int_equal(meant("1.38.xx", "1.38.07"), VERSION_YES);
	assert_int_equal(meant("vers:all/*", "anything"), VERSION_YES);
	assert_int_equal(meant("<= B.12", "9"), VERSION_UNSURE);
	assert_int_equal(meant("HEN16104", "HEN16104"), VERSION_UNSURE);
	assert_int_equal(meant("with wireless option", "1"), VERSION_UNSURE);
	assert_int_equal(meant("< 19.0.1 | < 18.0.1", "18.5"), VERSION_UNSURE);
}

/* A line of CSV into fields, quotes undone; false at the end of the file. */
static bool read_row(FILE *f, char field[9][600])
{
	bool quoted = false;
	size_t n = 0;
	unsigned at = 0;
	int c = fgetc(f);

	if (c == EOF)
		return false;
	memset(field, 0, 9 * sizeof(field[0]));
	for (; c != EOF && (quoted || c != '\n'); c = fgetc(f)) {
		if (c == '"')
			quoted = !quoted;
		else if (c == ',' && !quoted)
			at++, n = 0;
		else if (c != '\r' && at < 9 && n < 599)
			field[at][n++] = (char)c;
	}
	return true;
}

static void all_expressions_of_the_advisories_are_read_as_reviewed(void **state)
{
	static char field[9][600];
	FILE *f = fopen("../shared/reference/data/advisory_ranges.csv", "r");
	unsigned rows_read = 0;

	(void)state;
	if (f == NULL) {
		print_message("skipped: no ../shared/reference here\n");
		return;
	}
	read_row(f, field);
	while (read_row(f, field)) {
		struct version_expression v;
		char class[64], text[600];

		version_read(field[5], &v);
		version_class(&v, class, sizeof(class));
		version_print(&v, text, sizeof(text));
		assert_string_equal(class, field[6]);
		assert_string_equal(text, field[7]);
		assert_string_equal(v.note, field[8]);
		rows_read++;
	}
	fclose(f);
	assert_int_equal(rows_read, 1637);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prose_is_read_by_rule_or_kept),
		cmocka_unit_test(long_and_odd_texts_are_only_text),
		cmocka_unit_test(versions_have_an_order),
		cmocka_unit_test(an_expression_means_versions),
		cmocka_unit_test(
			all_expressions_of_the_advisories_are_read_as_reviewed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
