/* SPDX-License-Identifier: Apache-2.0 */
/* keys_test - the table of keys has no clash and is the help. */
#include "tests/unit/tui/press.h"
#include "tui/views.h"

/* Calls back with each word of each row. */
static void each_word(void (*call)(const struct request_row *, const char *))
{
	const struct request_row *r;

	for (unsigned i = 0; (r = request_at(i)) != NULL; i++) {
		const char *p = r->keys;

		while (*p != '\0') {
			char word[KEY_WORD];
			int n = (int)strcspn(p, " ");

			snprintf(word, sizeof(word), "%.*s", n, p);
			call(r, word);
			p += n + (p[n] == ' ');
		}
	}
}

static void asks_for_its_own(const struct request_row *r, const char *word)
{
	/* In a view that can do everything, each key still means one thing. */
	assert_int_equal(key_request(key_of(word), ~0u), r->request);
}

static void every_key_of_the_table_can_be_pressed_and_none_clashes(void **state)
{
	(void)state;
	each_word(asks_for_its_own);
}

static void a_request_is_refused_by_a_view_without_its_trait(void **state)
{
	(void)state;
	assert_int_equal(key_request(key_of("/"), TRAIT_ANY), REQ_NONE);
	assert_int_equal(key_request(key_of("/"), TRAIT_ANY | TRAIT_FILTER),
			 REQ_FILTER);
}

static void every_first_screen_has_a_number_key(void **state)
{
	char digits[32] = "";

	(void)state;
	for (unsigned i = 0; i < view_firsts(); i++)
		snprintf(digits + 2 * i, sizeof(digits) - 2 * i, "%u ", i + 1);
	digits[2 * view_firsts() - 1] = '\0';
	for (unsigned i = 0; request_at(i) != NULL; i++)
		if (request_at(i)->request == REQ_SCREEN)
			assert_string_equal(request_at(i)->keys, digits);
}

static void help_names_the_keys_that_work_on_its_screen_only(void **state)
{
	struct reader r = {.version = 1};
	const struct view_ops *ops;
	const struct request_row *row;

	(void)state;
	for (unsigned n = 0; (ops = view_first(n)) != NULL; n++) {
		struct console *c = open_console(&r);
		char digit[2] = {(char)('1' + n), '\0'}, *text;

		press(c, digit);
		press(c, "?");
		text = screen_of(c, 100, 60, false);
		for (unsigned i = 0; (row = request_at(i)) != NULL; i++)
			if ((row->trait & ops->traits) != 0)
				assert_non_null(strstr(text, row->help));
			else
				assert_null(strstr(text, row->help));
		free(text);
		console_close(c);
	}
}

/* As mdoc wants it: a ? that stands alone would be the end of a sentence. */
static void manual_of(const struct request_row *r, char *out, size_t size)
{
	char keys[64] = "";
	size_t n = 0;

	for (const char *p = r->keys; *p != '\0'; p++)
		n += (size_t)snprintf(keys + n, sizeof(keys) - n, "%s%c",
				      *p == '?' ? "\\&" : "", *p);
	snprintf(out, size, "\n.It Li %s\n%s\n", keys, r->help);
}

static void the_manual_names_the_keys_as_help_does_and_no_other(void **state)
{
	static char page[1 << 18], want[256];
	FILE *f = fopen("tui/wardwatch.8", "r");
	const struct request_row *r;
	unsigned rows = 0, told = 0;
	char *at, *end;

	(void)state;
	assert_non_null(f);
	assert_true(fread(page, 1, sizeof(page) - 1, f) > 0);
	fclose(f);
	for (; (r = request_at(rows)) != NULL; rows++) {
		manual_of(r, want, sizeof(want));
		if (strstr(page, want) == NULL)
			fail_msg("wardwatch.8 lacks: %s", want);
	}
	at = strstr(page, "Keys, out of keys.def.");
	assert_non_null(at);
	end = strstr(at, "\n.El");
	for (; (at = strstr(at, "\n.It Li")) != NULL && at < end; at++)
		told++;
	assert_int_equal(told, rows);
}

static void every_letter_has_a_way_without_function_keys(void **state)
{
	const struct request_row *r;

	(void)state;
	for (unsigned i = 0; (r = request_at(i)) != NULL; i++)
		if (strcmp(r->keys, "F4") != 0)
			assert_false(r->keys[0] == 'F' && r->keys[1] != '\0' &&
				     strchr(r->keys, ' ') == NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			every_key_of_the_table_can_be_pressed_and_none_clashes),
		cmocka_unit_test(
			a_request_is_refused_by_a_view_without_its_trait),
		cmocka_unit_test(every_first_screen_has_a_number_key),
		cmocka_unit_test(
			help_names_the_keys_that_work_on_its_screen_only),
		cmocka_unit_test(
			the_manual_names_the_keys_as_help_does_and_no_other),
		cmocka_unit_test(every_letter_has_a_way_without_function_keys),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
