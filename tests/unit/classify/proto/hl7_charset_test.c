/* SPDX-License-Identifier: Apache-2.0 */
/* hl7_charset_test - texts of equipment in the sets that hospitals use. */
#include "tests/support/unit.h"
#include "tests/support/dissect.h"

extern const struct dissector dissector_hl7;

/* A message in a set whose software segment holds the text. */
static struct trial *software(const char *set, const char *product)
{
	struct trial *t = trial_open(&dissector_hl7, 2575);
	char text[512];
	int n = snprintf(text, sizeof(text), "\x0bMSH|^~\\&|APP|LAB|||2026||"
			 "ORU^R01|1|P|2.5.1||||||%s\rSFT|Maker^D|%s 1.0|%s|B7"
			 "\r\x1c\r", set, product, product);

	trial_bytes(t, CLIENT, text, (size_t)n, 0);
	return t;
}

static void expect(const char *set, const char *product, const char *told)
{
	struct trial *t = software(set, product);
	const char *got = trial_text(t, CLIENT, A_hl7_product);
	char wanted[256];

	assert_string_equal(trial_text(t, CLIENT, A_hl7_application), "APP");
	assert_string_equal(trial_text(t, CLIENT, A_hl7_product_vendor),
			    "Maker");
	if (told == NULL) {
		assert_null(got);
	} else {
		snprintf(wanted, sizeof(wanted), "%s %s 1.0 (B7)", told, told);
		assert_non_null(got);
		assert_string_equal(got, wanted);
	}
	trial_close(t);
}

static void sets_of_one_octet_become_utf8(void **state)
{
	(void)state;
	expect("8859/1", "Ger\xe4t", "Gerät");
	expect("ISO-8859-1", "Ger\xe4t", "Gerät");
	expect("ISO IR100", "Ger\xe4t", "Gerät");
	expect("8859/2", "Urz\xb1""d", "Urząd");
	expect("8859/5", "\xb0\xdd\xd0\xdb\xd8\xd7", "Анализ");
	expect("8859/7", "\xc1\xed", "Αν");
	expect("8859/9", "\xddz", "İz");
	expect("8859/15", "Pr\xfc""f", "Prüf");
	expect("8859/1~UNICODE UTF-8", "Ger\xe4t", "Gerät");
	expect("windows-1252", "Ger\xe4t", "Gerät");
}

static void utf8_stays_whatever_set_of_one_octet_is_named(void **state)
{
	static const char *const sets[] = {"", "ASCII", "UNICODE UTF-8", "8859/1"};

	(void)state;
	for (unsigned i = 0; i < 4; i++)
		expect(sets[i], "Gerät", "Gerät");
	expect("UNICODE UTF-8", "迈瑞", "迈瑞");
}

static void what_cannot_be_read_is_dropped_and_its_neighbours_stay(void **state)
{
	(void)state;
	expect("", "Ger\xe4t", NULL);
	expect("UNICODE UTF-8", "Ger\xe4t", NULL);
	expect("8859/1", "Ger\x84t", NULL);
	expect("8859/10", "Ger\xe4t", NULL);
	expect("GB 18030-2000", "\xc2\xf5\xc8\xf0", NULL);
	expect("GB 18030-2000", "BS-800", "BS-800");
	/* The second octet of a character may be a separator: 0x7c, 0x5e. */
	expect("GB 18030-2000", "\x81\x7c\x81\x5e\x81\x30\x81\x30", NULL);
	expect("ISO IR87", "\x1b$B|^^|\x1b(B", NULL);
	expect("ISO IR87", "\x1b$(D|^^|\x1b(B", NULL);
	expect("8859/1~ISO IR87", "\x1b$B|^^|\x1b(B", NULL);
}

static void overlong_and_half_characters_are_no_utf8(void **state)
{
	static const char *const bad[] = {
		"\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
		"\xf8\x88\x80\x80\x80", "\xc3", "\xe2\x82", "\xf0\x9f\x98", "\x80",
	};

	(void)state;
	for (unsigned i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		expect("", bad[i], NULL);
}

static void escapes_of_signs_that_separate_nothing_are_resolved(void **state)
{
	(void)state;
	expect("", "A\\T\\D", "A&D");
	expect("", "C:\\E\\x", "C:\\x");
	expect("", "D\\T", "D\\T");
	expect("8859/1", "\xe4\\T\\D", "ä&D");
}

static void a_header_is_in_its_own_set(void **state)
{
	struct trial *t = trial_open(&dissector_hl7, 2575);
	static const char text[] = "\x0bMSH|^~\\&|Ger\xe4t 7|LAB\x84|||2026||"
		"ORU^R01|1|P|2.5.1||||||8859/1\rPID|1\r\x1c\r";

	(void)state;
	trial_bytes(t, CLIENT, text, sizeof(text) - 1, 0);
	assert_string_equal(trial_text(t, CLIENT, A_hl7_application), "Gerät 7");
	assert_null(trial_text(t, CLIENT, A_hl7_facility));
	assert_string_equal(trial_text(t, CLIENT, A_hl7_message), "ORU R01");
	trial_close(t);
}

static void a_long_segment_fits_its_room_or_ends_early(void **state)
{
	char text[3900];
	struct trial *t = trial_open(&dissector_hl7, 2575);
	char message[4096];
	int n;

	(void)state;
	memset(text, 0xb0, sizeof(text) - 1);
	for (size_t i = 40; i < sizeof(text); i += 40)
		text[i] = '^';
	text[sizeof(text) - 1] = '\0';
	n = snprintf(message, sizeof(message), "\x0bMSH|^~\\&|A|B|||||ORU^R01|1|P|"
		     "2.5||||||8859/11\rSFT|M|1|%s|B\r", text);
	trial_bytes(t, CLIENT, message, (size_t)n, 0);
	assert_false(t->malformed);
	trial_close(t);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(sets_of_one_octet_become_utf8),
		cmocka_unit_test(utf8_stays_whatever_set_of_one_octet_is_named),
		cmocka_unit_test(
			what_cannot_be_read_is_dropped_and_its_neighbours_stay),
		cmocka_unit_test(overlong_and_half_characters_are_no_utf8),
		cmocka_unit_test(
			escapes_of_signs_that_separate_nothing_are_resolved),
		cmocka_unit_test(a_header_is_in_its_own_set),
		cmocka_unit_test(a_long_segment_fits_its_room_or_ends_early),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
