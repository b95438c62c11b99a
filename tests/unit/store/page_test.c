/* SPDX-License-Identifier: Apache-2.0 */
/* page - five forms of one page, and what hostile text cannot do in them. */
#include "tests/unit/store/place.h"

#include "store/page.h"

struct cells {
	char name[64];
	unsigned n;
};

static const struct column columns[] = {
	{"name", CELL_TEXT, offsetof(struct cells, name), IN_BOTH | IN_PAGE},
	{"n", CELL_COUNT, offsetof(struct cells, n), IN_CSV | IN_PAGE},
	{0},
};

#define EVIL "<script>a</script>|*[x](y) & \"q\" 'p'\n\x1b[2J\xff"

/* A page with all that there is; rows of the second table: none. */
static char *page_of(enum page_format format)
{
	struct cells row = {.name = EVIL, .n = 7};
	struct page p;
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);

	page_begin(&p, format, out, 0, "Title " EVIL);
	page_pair(&p, "Pair", "%s", EVIL);
	page_pair(&p, "A pair with a name that is rather long", "%s", "x");
	page_heading(&p, "Heading");
	page_say(&p, "Said %s", EVIL);
	page_table(&p, "First", columns, true);
	assert_true(page_row(&p, &row));
	snprintf(row.name, sizeof(row.name), "=1+1");
	assert_true(page_row(&p, &row));
	page_table_end(&p);
	page_table(&p, "Second", columns, false);
	page_table_end(&p);
	page_pair(&p, "Last", "%u", 1u);
	assert_true(page_end(&p, NULL));
	page_leave(&p);
	fclose(out);
	return text;
}

static unsigned count(const char *text, const char *what)
{
	unsigned n = 0;

	for (; (text = strstr(text, what)) != NULL; text++)
		n++;
	return n;
}

static void no_form_lets_a_control_or_half_a_character_through(void **state)
{
	(void)state;
	for (enum page_format f = 0; f < PAGE_FORMATS; f++) {
		char *text = page_of(f);

		assert_null(strchr(text, '\x1b'));
		assert_null(strchr(text, '\xff'));
		assert_non_null(strstr(text, "x1b"));
		free(text);
	}
}

static void markup_in_text_is_text_in_html(void **state)
{
	char *text = page_of(PAGE_HTML);

	(void)state;
	assert_null(strstr(text, "<script"));
	assert_int_equal(count(text, "&lt;script&gt;"), 5);
	assert_int_equal(count(text, "&quot;q&quot; &#39;p&#39;"), 5);
	assert_int_equal(count(text, "<dl>"), 2);
	assert_int_equal(count(text, "</dl>"), 2);
	assert_int_equal(count(text, "<td>"), 4);
	assert_int_equal(count(text, "<td colspan=\"2\">none</td>"), 1);
	assert_non_null(strstr(text, "default-src 'none'"));
	free(text);
}

static void a_cell_of_markdown_stays_one_cell(void **state)
{
	char *text = page_of(PAGE_MARKDOWN);

	(void)state;
	for (const char *c = text + 1; *c != '\0'; c++)
		assert_false(strchr("<>&`[*", *c) != NULL && c[-1] != '\\' &&
			     strncmp(c, "**", 2) != 0 && c[-1] != '*');
	assert_non_null(strstr(text, "\\|\\*\\[x\\](y) \\&"));
	/* Three lines of a head and two rows; each with three bars. */
	assert_non_null(strstr(text, "\n| name | n |\n| --- | --- |\n| \\<"));
	assert_non_null(strstr(text, "\n\nNone.\n"));
	free(text);
}

static void csv_is_the_table_that_is_wanted(void **state)
{
	char *text = page_of(PAGE_CSV);

	(void)state;
	assert_memory_equal(text, "name,n\r\n\"<script>", 17);
	assert_non_null(strstr(text, "\r\n\"'=1+1\",7\r\n"));
	assert_int_equal(count(text, "\r\n"), 3);
	assert_null(strstr(text, "Said"));
	free(text);
}

static void json_tells_numbers_as_numbers_and_texts_whole(void **state)
{
	char *text = page_of(PAGE_JSON);

	(void)state;
	assert_non_null(strstr(text, "{\"about\":[{\"name\":\"Pair\","));
	assert_non_null(strstr(text, "\n{\"n\":7,\"name\":\"=1+1\"}]}"));
	assert_non_null(strstr(text, "{\"caption\":\"Second\",\"rows\":[]}"));
	assert_non_null(strstr(text, "\\\"q\\\" 'p'"));
	assert_non_null(strstr(text, "\"Last: 1\"]}\n"));
	free(text);
}

static void a_page_of_json_without_a_table_is_whole(void **state)
{
	struct page p;
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);

	(void)state;
	page_begin(&p, PAGE_JSON, out, 0, "T");
	page_say(&p, "said");
	assert_true(page_end(&p, NULL));
	page_leave(&p);
	fclose(out);
	assert_string_equal(text, "{\"about\":[],\"schema\":\"wardwatch/report/1\","
				  "\"tables\":[],\n\"title\":\"T\",\"words\":"
				  "[\"said\"]}\n");
	free(text);
}

static void text_is_aligned_and_wrapped(void **state)
{
	char *text = page_of(PAGE_TEXT);

	(void)state;
	assert_non_null(strstr(text, "\nHeading\n-------\n"));
	assert_non_null(strstr(text, "rather long\n                        x\n"));
	assert_non_null(strstr(text, "\nSecond\n\n(none)\n"));
	assert_null(strstr(text, "  7")); /* a column of files alone */
	free(text);
}

static void a_full_disk_is_told(void **state)
{
	FILE *full = fopen("/dev/full", "w");
	struct err e = {0};
	struct page p;

	(void)state;
	page_begin(&p, PAGE_HTML, full, 0, "Title");
	assert_false(page_end(&p, &e));
	assert_non_null(strstr(e.text, "could not be written"));
	fclose(full);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_form_lets_a_control_or_half_a_character_through),
		cmocka_unit_test(markup_in_text_is_text_in_html),
		cmocka_unit_test(a_cell_of_markdown_stays_one_cell),
		cmocka_unit_test(csv_is_the_table_that_is_wanted),
		cmocka_unit_test(json_tells_numbers_as_numbers_and_texts_whole),
		cmocka_unit_test(a_page_of_json_without_a_table_is_whole),
		cmocka_unit_test(text_is_aligned_and_wrapped),
		cmocka_unit_test(a_full_disk_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
