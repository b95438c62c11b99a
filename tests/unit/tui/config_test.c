/* SPDX-License-Identifier: Apache-2.0 */
/* config_test - what a configuration means, and what is said when it errs. */
#include <unistd.h>

#include "tui/config.h"
#include "tests/support/unit.h"

static struct config c;
static struct err trouble;

struct place {
	char path[64];
};

static int make_place(void **state)
{
	struct place *p = calloc(1, sizeof(*p));
	int fd;

	snprintf(p->path, sizeof(p->path), "/tmp/wardwatch-config-XXXXXX");
	fd = mkstemp(p->path);
	if (fd < 0)
		return -1;
	close(fd);
	unsetenv("WARDWATCH_DB");
	unsetenv("WARDWATCH_CONFIG");
	*state = p;
	return 0;
}

static int leave_place(void **state)
{
	struct place *p = *state;

	unlink(p->path);
	free(p);
	unsetenv("WARDWATCH_DB");
	unsetenv("WARDWATCH_CONFIG");
	return 0;
}

static bool read_text(void **state, const char *text)
{
	const struct place *p = *state;
	FILE *f = fopen(p->path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	memset(&trouble, 0, sizeof(trouble));
	config_defaults(&c);
	return config_read(&c, p->path, &trouble);
}

static void assert_refused(void **state, const char *text, unsigned number,
			   const char *sentence)
{
	const struct place *p = *state;
	char where[96];

	assert_false(read_text(state, text));
	assert_int_equal(trouble.kind, ERR_USAGE);
	snprintf(where, sizeof(where), "%s:%u: ", p->path, number);
	if (strncmp(trouble.text, where, strlen(where)) != 0 ||
	    strstr(trouble.text, sentence) == NULL)
		fail_msg("\"%s\" is not \"%s...%s\"", trouble.text, where,
			 sentence);
}

static void every_kind_of_key_is_read(void **state)
{
	assert_true(read_text(state, "# comment\n"
				     "watch\n"
				     "  interface eth1\n"
				     "  interface \"eth2\"\n"
				     "  filter not port 22 or net 10.0.0.0/8\n"
				     "  filter_raw on\n"
				     "  snap_length 1514\n"
				     "\n"
				     "sensor\n"
				     "\tflows 2048\n"
				     "\tndpi off\n"
				     "inventory\n"
				     "  facts 5000\n"
				     "knowledge\n"
				     "  oui_folder \"/some where\"\n"));
	assert_int_equal(c.interfaces, 2);
	assert_string_equal(c.interface[1], "eth2");
	assert_string_equal(c.filter, "not port 22 or net 10.0.0.0/8");
	assert_true(c.filter_raw);
	assert_int_equal(c.snap_length, 1514);
	assert_int_equal(c.sensor.flows.flows, 2048);
	assert_false(c.sensor.ndpi);
	assert_int_equal(c.inventory.facts, 5000);
	assert_string_equal(c.oui_folder, "/some where");
	assert_int_equal(c.origin[KEY_sensor_ndpi], FROM_FILE);
	assert_int_equal(c.line[KEY_sensor_ndpi], 11);
	assert_int_equal(c.origin[KEY_sensor_recent], FROM_BUILT_IN);
}

static void a_mistake_is_told_with_its_line_and_the_nearest_word(void **state)
{
	assert_refused(state, "watch\n  interfce eth0\n", 2,
		       "did you mean interface?");
	assert_refused(state, "\nsenser\n  flows 2048\n", 2,
		       "did you mean sensor?");
	assert_refused(state, "watch\n  facts 5000\n", 2,
		       "belongs to the block inventory");
	assert_refused(state, "flows 2048\n", 1, "must be indented");
	assert_refused(state, "frobnicate\n", 1, "there is no such block");
	assert_refused(state, "watch\n  frobnicate 1\n", 2,
		       "there is no such key");
	assert_refused(state, "  flows 2048\n", 1, "before any block");
	assert_refused(state, "watch now\n", 1, "stands alone");
}

static void a_value_out_of_range_is_told_with_the_range(void **state)
{
	assert_refused(state, "sensor\n  flows 1000000\n", 2, "power of two");
	assert_refused(state, "sensor\n  flows 512\n", 2, "1024 to 16777216");
	assert_refused(state, "sensor\n  recent -1\n", 2, "a number from");
	assert_refused(state, "sensor\n  recent 2048x\n", 2, "a number from");
	assert_refused(state, "sensor\n  recent\n", 2, "a number from");
	assert_refused(state, "sensor\n  recent 99999999999999999999\n", 2,
		       "a number from");
	assert_refused(state, "sensor\n  ndpi maybe\n", 2, "on or off");
	assert_refused(state,
		       "watch\n  interface "
		       "an-interface-name-of-more-than-31-letters\n", 2,
		       "characters");
	assert_refused(state, "watch\n  user \"open\n", 2, "in quotes");
	assert_refused(state, "watch\n  user \"a\" b\n", 2, "in quotes");
}

static void a_key_that_is_set_twice_is_refused(void **state)
{
	assert_refused(state,
		       "sensor\n  recent 2048\nsensor\n  recent 4096\n", 4,
		       "was set in line 2");
}

static void a_file_that_is_not_there_is_an_input_error(void **state)
{
	(void)state;
	config_defaults(&c);
	assert_false(config_read(&c, "/nowhere/wardwatch.conf", &trouble));
	assert_int_equal(trouble.kind, ERR_INPUT);
}

static void the_command_line_wins_over_the_file(void **state)
{
	const struct place *p = *state;
	struct command_line cl = {
		.verb = "watch",
		.config = p->path,
		.interface = {"eth9"},
		.interfaces = 1,
		.filter = "tcp",
		.workers = 5,
		.user = "nobody",
		.db = "x.db",
	};

	assert_true(read_text(state, "watch\n  interface eth1\n"
				     "  interface eth2\n  filter udp\n"
				     "sensor\n  workers 3\n"));
	setenv("WARDWATCH_DB", "y.db", 1);
	assert_true(config_load(&c, &cl, &trouble));
	assert_int_equal(c.interfaces, 1);
	assert_string_equal(c.interface[0], "eth9");
	assert_string_equal(c.filter, "tcp");
	assert_int_equal(c.workers, 5);
	assert_string_equal(c.user, "nobody");
	assert_string_equal(c.database, "x.db");
	assert_int_equal(c.origin[KEY_watch_filter], FROM_COMMAND_LINE);
	cl = (struct command_line){.verb = "watch", .config = p->path};
	assert_true(config_load(&c, &cl, &trouble));
	assert_int_equal(c.interfaces, 2);
	assert_string_equal(c.filter, "udp");
	assert_int_equal(c.workers, 3);
	assert_string_equal(c.database, "y.db");
	assert_int_equal(c.origin[KEY_watch_database], FROM_ENVIRONMENT);
}

static void an_expression_for_a_list_is_no_bpf(void **state)
{
	const struct place *p = *state;
	struct command_line cl = {.verb = "show", .config = p->path,
				  .filter = "class:pump"};

	assert_true(read_text(state, ""));
	assert_true(config_load(&c, &cl, &trouble));
	assert_string_equal(c.filter, "");
}

static void the_environment_names_the_file(void **state)
{
	const struct place *p = *state;
	struct command_line cl = {.verb = "scan"};

	setenv("WARDWATCH_CONFIG", p->path, 1);
	assert_string_equal(config_path(&cl), p->path);
	cl.config = "other";
	assert_string_equal(config_path(&cl), "other");
}

static void what_holds_without_a_file_is_usable(void **state)
{
	(void)state;
	config_defaults(&c);
	assert_in_range(c.workers, 1, 8);
	assert_true(c.sensor.flows.flows > 0);
	assert_int_equal(c.sensor.flows.flows & (c.sensor.flows.flows - 1), 0);
	assert_true(c.sensor.ndpi && c.sensor.ndpi_guard);
	assert_false(c.sensor.places);
	assert_string_equal(c.database, STATE_DATABASE);
}

static char *dump_of(const struct config *config)
{
	char *text = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&text, &size);

	config_dump(config, f);
	fclose(f);
	return text;
}

/* The values alone, for comparing. */
static char *values_of(const struct config *config)
{
	char *dump = dump_of(config), *out = dump, *line = dump, *end;

	for (; (end = strchr(line, '\n')) != NULL; line = end + 1)
		if (line[strspn(line, " ")] != '#') {
			memmove(out, line, (size_t)(end + 1 - line));
			out += end + 1 - line;
		}
	*out = '\0';
	return dump;
}

static void assert_same_values(const struct config *a, const struct config *b)
{
	char *left = values_of(a), *right = values_of(b);

	assert_string_equal(left, right);
	free(left);
	free(right);
}

static void a_dump_is_a_configuration_that_gives_the_same(void **state)
{
	const struct place *p = *state;
	struct config first;
	char *text, where[96];

	assert_true(read_text(state, "watch\n  interface eth1\n"
				     "  interface eth2\n"
				     "  filter not host 10.0.0.1\n"
				     "sensor\n  ndpi off\n  flows 4096\n"
				     "knowledge\n  signatures /a \n"));
	first = c;
	text = dump_of(&c);
	snprintf(where, sizeof(where), "(%s:4)", p->path);
	assert_non_null(strstr(text, where));
	assert_non_null(strstr(text, "(built in)"));
	assert_true(read_text(state, text));
	free(text);
	assert_same_values(&c, &first);
	assert_string_equal(c.interface[1], "eth2");
	assert_string_equal(c.filter, "not host 10.0.0.1");
	assert_string_equal(c.signatures, "/a");
}

/* The example as shipped changes nothing; with its lines taken in, every
 * key is there and says what is built in, but for names of places. */
static void the_example_is_complete_and_says_the_defaults(void **state)
{
	FILE *f = fopen("tui/wardwatch.conf.example", "r");
	char line[256], *text = NULL;
	size_t size = 0;
	struct config own;
	FILE *all = open_memstream(&text, &size);

	if (f == NULL)
		fail_msg("run the tests from the top of the checkout");
	while (fgets(line, sizeof(line), f) != NULL) {
		bool block = line[0] == '#' && line[1] >= 'a' &&
			     line[1] <= 'z';
		bool key = strncmp(line, "#  ", 3) == 0 && line[3] >= 'a' &&
			   line[3] <= 'z';

		assert_true(line[0] == '#' || line[0] == '\n' ||
			    line[strspn(line, " ")] == '#');
		fputs(block || key ? line + 1 : line, all);
	}
	fclose(f);
	fclose(all);
	assert_true(read_text(state, text));
	free(text);
	for (unsigned i = 0; i < CONFIG_KEYS; i++)
		assert_int_equal(c.origin[i], FROM_FILE);
	config_defaults(&own);
	own.workers = c.workers;
	own.interfaces = c.interfaces;
	memcpy(own.interface, c.interface, sizeof(own.interface));
	memcpy(own.filter, c.filter, sizeof(own.filter));
	memcpy(own.user, c.user, sizeof(own.user));
	memcpy(own.signatures, c.signatures, sizeof(own.signatures));
	memcpy(own.more_signatures, c.more_signatures,
	       sizeof(own.more_signatures));
	assert_same_values(&c, &own);
}

#define IN_PLACE(test) \
	cmocka_unit_test_setup_teardown(test, make_place, leave_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(every_kind_of_key_is_read),
		IN_PLACE(a_mistake_is_told_with_its_line_and_the_nearest_word),
		IN_PLACE(a_value_out_of_range_is_told_with_the_range),
		IN_PLACE(a_key_that_is_set_twice_is_refused),
		IN_PLACE(a_file_that_is_not_there_is_an_input_error),
		IN_PLACE(the_command_line_wins_over_the_file),
		IN_PLACE(an_expression_for_a_list_is_no_bpf),
		IN_PLACE(the_environment_names_the_file),
		IN_PLACE(what_holds_without_a_file_is_usable),
		IN_PLACE(a_dump_is_a_configuration_that_gives_the_same),
		IN_PLACE(the_example_is_complete_and_says_the_defaults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
