/* SPDX-License-Identifier: Apache-2.0 */
/* options_test - what a command line means, and what is said when it errs. */
#include "tui/options.h"
#include "capture/base/spelling.h"
#include "tests/support/unit.h"

enum { WORDS_MAX = 40 };

static struct command_line line;
static struct err trouble;

/* Parses words that are parted by blanks. */
static bool parse(const char *text)
{
	static char buffer[1024], *argv[WORDS_MAX + 1];
	char *next = buffer;
	int argc = 0;

	snprintf(buffer, sizeof(buffer), "wardwatch %s", text);
	memset(&trouble, 0, sizeof(trouble));
	while (next != NULL && argc < WORDS_MAX) {
		argv[argc++] = next;
		next = strchr(next, ' ');
		if (next != NULL)
			*next++ = '\0';
	}
	argv[argc] = NULL;
	return options_read(argc, argv, &line, &trouble);
}

static void assert_refused(const char *text, const char *sentence)
{
	assert_false(parse(text));
	assert_int_equal(trouble.kind, ERR_USAGE);
	if (strstr(trouble.text, sentence) == NULL)
		fail_msg("\"%s\" lacks \"%s\"", trouble.text, sentence);
}

static void options_stand_before_and_after_the_verb(void **state)
{
	(void)state;
	assert_true(parse("--db a.db show assets --json --limit 7 -r"));
	assert_string_equal(line.verb, "show");
	assert_string_equal(line.db, "a.db");
	assert_true(line.json && line.reverse);
	assert_int_equal(line.limit, 7);
	assert_int_equal(line.arguments, 1);
	assert_string_equal(line.argument[0], "assets");
	assert_true(parse("-da.db show --db=b.db flows"));
	assert_string_equal(line.verb, "show");
	assert_string_equal(line.db, "b.db");
}

static void without_a_verb_all_operands_are_files(void **state)
{
	(void)state;
	assert_true(parse("ward.pcap show.pcap"));
	assert_string_equal(line.verb, "");
	assert_int_equal(line.arguments, 2);
	assert_true(parse("-i eth0 -i eth1 --filter tcp"));
	assert_string_equal(line.verb, "");
	assert_int_equal(line.interfaces, 2);
	assert_string_equal(line.interface[1], "eth1");
	assert_string_equal(line.filter, "tcp");
}

static void the_value_of_an_option_is_no_verb(void **state)
{
	(void)state;
	assert_true(parse("--db show why x"));
	assert_string_equal(line.verb, "why");
	assert_string_equal(line.db, "show");
	assert_true(parse("-- show"));
	assert_string_equal(line.verb, "");
	assert_string_equal(line.argument[0], "show");
	assert_true(parse("scan -"));
	assert_string_equal(line.argument[0], "-");
}

static void nothing_given_is_nothing_set(void **state)
{
	(void)state;
	assert_true(parse("scan a"));
	assert_null(line.db);
	assert_int_equal(line.workers, 0);
	assert_false(line.again || line.json || line.quiet || line.help);
	assert_int_equal(line.color, COLOR_AUTO);
}

static void a_misspelt_option_names_the_nearest(void **state)
{
	(void)state;
	assert_refused("show assets --jsn", "did you mean --json?");
	assert_refused("scan --agian x", "did you mean --again?");
	assert_refused("scan --wrokers=2 x", "did you mean --workers?");
	assert_refused("scan --zzzzzz x", "wardwatch scan --help");
	assert_refused("scan -x y", "-x: there is no such option");
}

static void an_option_of_another_verb_is_refused(void **state)
{
	(void)state;
	assert_refused("show assets --workers 2", "wardwatch show --help");
	assert_refused("scan --json x", "--json: is no option here");
	assert_refused("export assets -i eth0", "--interface: is no option");
}

static void values_are_checked(void **state)
{
	(void)state;
	assert_refused("scan x --workers", "--workers: needs a value");
	assert_refused("scan x --workers 0", "from 1 to 32");
	assert_refused("scan x --workers 33", "from 1 to 32");
	assert_refused("scan x --workers 2x", "from 1 to 32");
	assert_refused("scan x --workers -1", "from 1 to 32");
	assert_refused("show assets --limit 99999999999999999999",
		       "--limit 99999999999999999999");
	assert_refused("show assets --json=1", "--json: takes no value");
	assert_refused("show assets --db=", "--db: needs a value");
	assert_refused("help --color pink", "auto, always or never");
	assert_refused("-i 0 -i 1 -i 2 -i 3 -i 4 -i 5 -i 6 -i 7 -i 8 -i 9 "
		       "-i 10 -i 11 -i 12 -i 13 -i 14 -i 15 -i 16",
		       "at most 16 interfaces");
}

static void a_filter_is_bpf_or_an_expression_by_verb(void **state)
{
	unsigned filters = 0;

	(void)state;
	for (unsigned c = 0; command_at(c) != NULL; c++) {
		unsigned fits = 0;

		for (unsigned i = 0; option_at(i) != NULL; i++) {
			bool named = strcmp(option_at(i)->name, "filter") == 0;

			fits += named &&
				option_fits(option_at(i), command_at(c)->name);
		}
		assert_true(fits <= 1);
		filters += fits;
	}
	assert_true(filters >= 4);
}

/* Letters and names are unique within each verb; verbs in rows exist. */
static void the_table_is_sound(void **state)
{
	(void)state;
	for (unsigned c = 0; command_at(c) != NULL; c++)
		for (unsigned i = 0; option_at(i) != NULL; i++)
			for (unsigned j = 0; j < i; j++) {
				const struct option_row *a = option_at(i),
							*b = option_at(j);

				if (!option_fits(a, command_at(c)->name) ||
				    !option_fits(b, command_at(c)->name))
					continue;
				assert_string_not_equal(a->name, b->name);
				if (a->letter != 0)
					assert_int_not_equal(a->letter,
							     b->letter);
			}
	for (unsigned i = 0; option_at(i) != NULL; i++) {
		char verbs[256], *word, *rest = verbs;

		snprintf(verbs, sizeof(verbs), "%s", option_at(i)->verbs);
		while ((word = strsep(&rest, " ")) != NULL)
			if (strcmp(word, "*") != 0 && strcmp(word, "-") != 0)
				assert_non_null(command_find(word));
	}
}

static char *slurp(const char *path)
{
	char *text = calloc(1, 65536);
	FILE *f = fopen(path, "r");

	if (f == NULL)
		fail_msg("%s: run the tests from the top of the checkout",
			 path);
	assert_true(fread(text, 1, 65535, f) > 0);
	fclose(f);
	return text;
}

static void the_manual_page_names_every_option_and_verb(void **state)
{
	char *page = slurp("tui/wardwatch.8"), want[64];

	(void)state;
	for (unsigned i = 0; option_at(i) != NULL; i++) {
		const struct option_row *row = option_at(i);

		if (row->letter != 0)
			snprintf(want, sizeof(want), ".It Fl %c , -%s",
				 row->letter, row->name);
		else
			snprintf(want, sizeof(want), ".It Fl -%s", row->name);
		if (strstr(page, want) == NULL)
			fail_msg("wardwatch.8 lacks \"%s\"", want);
	}
	for (unsigned i = 0; command_at(i) != NULL; i++) {
		if (command_at(i)->name[0] == '\0')
			continue;
		snprintf(want, sizeof(want), ".It Cm %s\n",
			 command_at(i)->name);
		if (strstr(page, want) == NULL)
			fail_msg("wardwatch.8 lacks \"%s\"", want);
	}
	free(page);
}

static void help_lists_exactly_the_options_of_a_verb(void **state)
{
	char *text = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&text, &size);

	(void)state;
	options_print(f, "show");
	fclose(f);
	assert_non_null(strstr(text, "--json"));
	assert_null(strstr(text, "--workers"));
	assert_null(strstr(text, "--interface"));
	free(text);
}

static void spelling_counts_letters(void **state)
{
	unsigned best = SPELLING_FAR;

	(void)state;
	assert_int_equal(spelling_distance("", ""), 0);
	assert_int_equal(spelling_distance("scan", "scan"), 0);
	assert_int_equal(spelling_distance("scna", "scan"), 2);
	assert_int_equal(spelling_distance("", "abc"), 3);
	assert_int_equal(spelling_distance("kitten", "sitting"), 3);
	assert_int_equal(spelling_distance("an extremely long word of forty "
					   "letters", "a"), SPELLING_FAR);
	assert_true(spelling_near("scna", "scan", &best));
	assert_int_equal(best, 2);
	assert_false(spelling_near("scna", "scnb and", &best));
	assert_string_equal(command_like("shwo"), "show");
	assert_string_equal(command_like("sum"), "summary");
	assert_null(command_like("ward.pcap"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_stand_before_and_after_the_verb),
		cmocka_unit_test(without_a_verb_all_operands_are_files),
		cmocka_unit_test(the_value_of_an_option_is_no_verb),
		cmocka_unit_test(nothing_given_is_nothing_set),
		cmocka_unit_test(a_misspelt_option_names_the_nearest),
		cmocka_unit_test(an_option_of_another_verb_is_refused),
		cmocka_unit_test(values_are_checked),
		cmocka_unit_test(a_filter_is_bpf_or_an_expression_by_verb),
		cmocka_unit_test(the_table_is_sound),
		cmocka_unit_test(the_manual_page_names_every_option_and_verb),
		cmocka_unit_test(help_lists_exactly_the_options_of_a_verb),
		cmocka_unit_test(spelling_counts_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
