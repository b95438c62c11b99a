/* SPDX-License-Identifier: Apache-2.0 */
/* mask_test - who shows a screen to others shows nobody's name or address. */
#include "tests/unit/tui/press.h"
#include "tui/mask.h"

/* Wide and high enough that nothing is cut, and nothing scrolls away. */
enum { WIDE = 400, HIGH = 90 };

static const char serials[][12] = {"SN-4711", "SN-4712", "SN-4709"};

/* Beside what sample_assets holds: partners, people, places, files. */
static const char *const others[] = {
	"pacs-1",	"10.20.30.10",	   "10.20.30.60", "10.20.40.17",
	"10.20.31.12",	"203.0.113.9",	   "ct-2-station", "ana",
	"BME-7",	"Radiology North", "north",
};

static const char *const places[] = {
	"1", "2", "3", "4", "5", "6", "2 Enter", "2 Down Enter", "2 Enter p",
	"3 Enter", "3 Down Down Enter", "3 End Enter", "1 Enter",
	"2 Home Down Down Down Down Enter", "2 ?",
};

static void see(const char *text, const char *secret, unsigned *seen)
{
	if (secret[0] != '\0' && strstr(text, secret) != NULL)
		(*seen)++;
}

/* How many of the secrets stand in a text; each once. */
static unsigned secrets_in(const char *text)
{
	unsigned seen = 0;

	for (size_t i = 0; i < COUNT(sample_assets); i++) {
		see(text, sample_assets[i].name, &seen);
		see(text, sample_assets[i].ip, &seen);
		see(text, sample_assets[i].mac, &seen);
	}
	for (size_t i = 0; i < COUNT(others); i++)
		see(text, others[i], &seen);
	for (size_t i = 0; i < COUNT(serials); i++)
		see(text, serials[i], &seen);
	return seen;
}

static unsigned serials_in(const char *text)
{
	unsigned seen = 0;

	for (size_t i = 0; i < COUNT(serials); i++)
		see(text, serials[i], &seen);
	return seen;
}

/* Every line of a place marked once, all of its screens one behind the other. */
static void look_through(struct console *c, const char *keys, FILE *all)
{
	char *before = NULL, *text;

	press(c, keys);
	for (;;) {
		text = screen_of(c, WIDE, HIGH, false);
		fputs(text, all);
		if (before != NULL && strcmp(before, text) == 0)
			break;
		free(before);
		before = text;
		press(c, "Down");
	}
	free(before);
	free(text);
	for (unsigned width = 1; width < 110; width += 9) {
		text = screen_of(c, width, 3 + width / 3, true);
		fputs(text, all);
		free(text);
	}
	free(screen_of(c, WIDE, HIGH, false));
}

/* All that can be seen. Owner: the caller frees. */
static char *everything(struct console *c)
{
	char *text = NULL;
	size_t n = 0;
	FILE *all = open_memstream(&text, &n);

	free(screen_of(c, WIDE, HIGH, false));
	for (size_t i = 0; i < COUNT(places); i++)
		look_through(c, places[i], all);
	fclose(all);
	return text;
}

static void expect_none(const char *text, unsigned (*count)(const char *))
{
	char line[2048];

	while (*text != '\0') {
		size_t n = strcspn(text, "\n");

		snprintf(line, sizeof(line), "%.*s", (int)n, text);
		if (count(line) > 0)
			fail_msg("this may not be seen: %s", line);
		text += n + (text[n] == '\n');
	}
}

static const struct console_options masked = {.title = "north", .mask = true};

static void what_is_masked_is_on_no_screen(void **state)
{
	struct reader r = {.version = 1, .behind = true};
	struct console *c = open_console(&r);
	char *text;

	(void)state;
	/* The way leads past everything: without a mask all of it is seen. */
	press(c, "S");
	text = everything(c);
	for (size_t i = 0; i < COUNT(others); i++)
		if (strstr(text, others[i]) == NULL)
			fail_msg("%s is nowhere", others[i]);
	assert_int_equal(serials_in(text), 3);
	free(text);
	console_close(c);
	c = console_open(&r, &masked);
	text = everything(c);
	expect_none(text, secrets_in);
	assert_non_null(strstr(text, "stored MASKED |"));
	free(text);
	/* Serial numbers are no exception. */
	press(c, "S");
	text = everything(c);
	expect_none(text, secrets_in);
	free(text);
	console_close(c);
}

static void masked_devices_are_told_apart(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = console_open(&r, &masked);

	(void)state;
	press(c, "2");
	expect_text(c, "xxx 0000-1001");
	expect_text(c, "xxx 0000-1002");
	expect_text(c, "SOMATOM go.Up");
	press(c, "Enter");
	expect_text(c, "Assets > Asset xxx 0000-1001");
	expect_text(c, "MAC xxx");
	press(c, "4");
	expect_text(c, "> xxx 0000-1001 xxx  ");
	press(c, "6");
	expect_text(c, "rfb 0000-0000-1007 xxx");
	expect_text(c, "5900/tcp vnc");
	/* What tells of no device stays readable. */
	press(c, "3");
	expect_text(c, " do: Close the way");
	press(c, "Down");
	expect_text(c, "DICOM association outside TLS");
	press(c, "Down");
	expect_text(c, "serial number in images made by the device: xxx");
	console_close(c);
}

static void the_mask_comes_at_once_and_also_to_what_lies_below(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);
	char *text;

	(void)state;
	press(c, "2 Down Enter p");
	expect_text(c, "Assets > Asset ct-1 > Flows ct-1");
	press(c, "P");
	expect_text(c, "Assets > Asset xxx 0000-1002 > Flows xxx "
		       "0000-1002");
	text = screen_of(c, WIDE, HIGH, false);
	expect_none(text, secrets_in);
	free(text);
	press(c, "P");
	expect_text(c, "Assets > Asset ct-1 > Flows ct-1");
	/* The mark stays where it was. */
	press(c, "Esc Esc P P");
	expect_text(c, "> ct-1");
	console_close(c);
}

static void rather_nothing_is_shown_than_what_should_be_masked(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);
	char *text;

	(void)state;
	press(c, "3 2 Enter");
	r.gone = true;
	press(c, "P");
	text = screen_of(c, WIDE, HIGH, false);
	expect_none(text, secrets_in);
	free(text);
	expect_text(c, "!! the database has a problem; P shows which");
	press(c, "3");
	text = screen_of(c, WIDE, HIGH, false);
	expect_none(text, secrets_in);
	free(text);
	console_tell(c, "the database /srv/north.db is gone", "it is gone");
	r.gone = false;
	console_tick(c, 0);
	expect_no_text(c, "north");
	expect_text(c, " it is gone ");
	console_close(c);
}

static void a_filter_of_a_masked_screen_cannot_be_read(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = console_open(&r, &masked);

	(void)state;
	press(c, "2 /");
	type(c, "ct-1");
	expect_text(c, "filter: xxxx_");
	expect_text(c, "(1 of 6)");
	expect_text(c, "xxx 0000-1002");
	press(c, "Enter P");
	expect_text(c, "filter: ct-1");
	press(c, "P");
	expect_no_text(c, "ct-1");
	/* What is refused is not quoted. */
	press(c, "/ Ctrl-U");
	type(c, "ct-1:x");
	expect_no_text(c, "ct-1");
	expect_text(c, "!! this filter is not understood; P shows why");
	console_close(c);
}

static void filters_by_kind_stay_readable(void **state)
{
	static const char *const texts[][2] = {
		{"class:pump,ventilator", "class:pump,ventilator"},
		{"-state:open sev>=high ct-1", "-state:open sev>=high xxxx"},
		{"ip:10.20.0.0", "ip:xxxxxxxxx"},
		{"!name=ct-1", "!name=xxxx"},
		{"\"ct 1\" class:x", "xxxxxx class:x"},
		{"class:\"ct 1\" b", "class:\"ct 1\" x"},
		{"r\xc3\xb6ntgen", "xxxxxxx"},
		{"  a", "  x"},
		{"-", "-"},
		{"serial:", "serial:"},
		{"ct-1:x", "xxxxxx"},
		{"cl:x", "xxxx"},
		{"class", "xxxxx"},
		{"", ""},
	};
	const struct mask privacy = {.privacy = true};
	char out[64];

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		mask_filter(privacy, texts[i][0], out, sizeof(out));
		assert_string_equal(out, texts[i][1]);
		mask_filter((struct mask){0}, texts[i][0], out, sizeof(out));
		assert_string_equal(out, texts[i][0]);
	}
	mask_filter(privacy, "class:ventilator", out, 8);
	assert_string_equal(out, "");
}

static void serial_numbers_wait_for_their_key(void **state)
{
	struct reader r = {.version = 1, .behind = true};
	struct console *c = open_console(&r);
	char *text = everything(c);

	(void)state;
	expect_none(text, serials_in);
	assert_non_null(strstr(text, "10.20.30.22"));
	free(text);
	press(c, "2 Enter");
	expect_text(c, "serial     xxx");
	press(c, "S");
	expect_text(c, "serial     SN-4711");
	expect_text(c, "serial numbers are shown; S masks them");
	press(c, "S");
	expect_text(c, "serial     xxx");
	console_close(c);
}

static void what_an_attribute_may_tell_is_decided_for_each(void **state)
{
	(void)state;
	assert_int_equal(secret_of_attr("dicom_model"), SECRET_NONE);
	assert_int_equal(secret_of_attr("snmp_clear"), SECRET_NONE);
	assert_int_equal(secret_of_attr("dicom_serial"), SECRET_SERIAL);
	assert_int_equal(secret_of_attr("udi"), SECRET_SERIAL);
	assert_int_equal(secret_of_attr("dhcp_host_name"), SECRET_NAME);
	assert_int_equal(secret_of_attr("arp_binding"), SECRET_ADDRESS);
	assert_int_equal(secret_of_attr("hl7_device"), SECRET_ADDRESS);
	/* Greetings hold host names. */
	assert_int_equal(secret_of_attr("ftp_banner"), SECRET_NAME);
	assert_int_equal(secret_of_attr("beside"), SECRET_PROSE);
	assert_int_equal(secret_of_claim("class"), SECRET_NONE);
	assert_int_equal(secret_of_claim("serial"), SECRET_SERIAL);
	assert_int_equal(secret_of_claim("location"), SECRET_NAME);
	assert_int_equal(secret_of_claim("what comes later"), SECRET_PROSE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_masked_is_on_no_screen),
		cmocka_unit_test(masked_devices_are_told_apart),
		cmocka_unit_test(
			the_mask_comes_at_once_and_also_to_what_lies_below),
		cmocka_unit_test(
			rather_nothing_is_shown_than_what_should_be_masked),
		cmocka_unit_test(a_filter_of_a_masked_screen_cannot_be_read),
		cmocka_unit_test(filters_by_kind_stay_readable),
		cmocka_unit_test(serial_numbers_wait_for_their_key),
		cmocka_unit_test(what_an_attribute_may_tell_is_decided_for_each),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
