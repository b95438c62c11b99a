/* SPDX-License-Identifier: Apache-2.0 */
/* gate - what may pass, and above all what may not. */
#include "classify/observation.h"
#include "tests/support/unit.h"

static const char *pass(enum gate gate, const char *text)
{
	static char out[OBS_TEXT];

	return gate_pass(gate, text, strlen(text), out) > 0 ? out : NULL;
}

static void names_of_persons_in_dicom_and_hl7_form_are_refused(void **state)
{
	(void)state;
	assert_null(pass(GATE_PRODUCT, "CANARY^PHILIP^QZX"));
	assert_null(pass(GATE_PRODUCT, "MUELLER, Anna"));
	assert_null(pass(GATE_PRODUCT, "DOE,JOHN"));
	assert_null(pass(GATE_PRODUCT, "a|b"));
	assert_null(pass(GATE_PRODUCT, "call 999-77-1234 now"));
	assert_null(pass(GATE_AE, "DOE^JOHN"));
	assert_null(pass(GATE_TOKEN, "DOE^JOHN"));
	assert_null(pass(GATE_SERIAL, "999-77-1234"));
}

static void firms_and_versions_keep_their_commas(void **state)
{
	(void)state;
	assert_string_equal(pass(GATE_PRODUCT, "Hologic, Inc."),
			    "Hologic, Inc.");
	assert_string_equal(
		pass(GATE_PRODUCT, "Cisco IOS Software, C2960X, Version 15.2"),
		"Cisco IOS Software, C2960X, Version 15.2");
}

static void a_terminal_escape_never_passes(void **state)
{
	(void)state;
	for (enum gate g = GATE_TERM; g <= GATE_PRODUCT; g++) {
		const char *out = pass(g, "ab\033]0;x\007\u202ecd\u200b1");

		if (out == NULL)
			continue;
		assert_null(strchr(out, '\033'));
		assert_null(strchr(out, '\007'));
		assert_null(strstr(out, "\u202e"));
		assert_null(strstr(out, "\u200b"));
	}
}

static void letters_beyond_ascii_pass_whole_or_not_at_all(void **state)
{
	char out[OBS_TEXT], longer[400];

	(void)state;
	assert_string_equal(pass(GATE_TOKEN, "LABZ\u00dcRICH"),
			    "LABZ\u00dcRICH");
	assert_string_equal(pass(GATE_PRODUCT, "Dr\xe4ger V500"),
			    "Dr?ger V500");
	for (size_t i = 0; i < sizeof(longer); i += 2)
		memcpy(longer + i, "\u00e4", 2);
	assert_int_equal(gate_pass(GATE_PRODUCT, longer, sizeof(longer), out),
			 OBS_MAX);
	assert_int_equal((unsigned char)out[OBS_MAX - 1], 0xa4);
}

static void a_placeholder_is_no_serial_number(void **state)
{
	static const char *const empty[] = {"0",    "0000", "-",    "1",
					    "DEV",  "UNKNOWN", "xxxx",
					    "000000000000", "12345", "ABC"};

	(void)state;
	for (size_t i = 0; i < sizeof(empty) / sizeof(empty[0]); i++)
		assert_null(pass(GATE_SERIAL, empty[i]));
	assert_string_equal(pass(GATE_SERIAL, "CT-SN-120034"), "CT-SN-120034");
	assert_string_equal(pass(GATE_SERIAL, "11877"), "11877");
}

static void padding_goes_and_blanks_fold(void **state)
{
	(void)state;
	assert_string_equal(pass(GATE_AE, "  CT01          "), "CT01");
	assert_string_equal(pass(GATE_PRODUCT, "A \t\r\n B  "), "A B");
	assert_null(pass(GATE_AE, "                "));
	assert_null(pass(GATE_AE, "SEVENTEENLETTERSX"));
	assert_null(pass(GATE_UID, "1.2..3"));
	assert_null(pass(GATE_UID, "1.2.a"));
	assert_string_equal(pass(GATE_UID, "1.2.840.10008.1.1"),
			    "1.2.840.10008.1.1");
}

static void what_passed_passes_again_unchanged(void **state)
{
	static const char *const texts[] = {
		"Mozilla/4.0 (compatible; MSIE 6.0; Windows CE)",
		"Debian DLNADOC/1.50 UPnP/1.0 MiniDLNA/1.3.0", "V9.1(00)",
		"(01)04048675000000(21)ASAA-0043", "1,3,6,12,15,28",
		"Dr\xe4ger", "x\001y",
	};
	char once[OBS_TEXT], twice[OBS_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		for (enum gate g = GATE_TERM; g <= GATE_PRODUCT; g++) {
			size_t n = gate_pass(g, texts[i], strlen(texts[i]),
					     once);

			if (n == 0)
				continue;
			assert_int_equal(gate_pass(g, once, n, twice), n);
			assert_string_equal(once, twice);
		}
}

/* Texts of all lengths put together from what the gates tell apart. */
static size_t any_text(uint32_t *seed, char text[OBS_TEXT + 8])
{
	static const char *const pieces[] = {
		"a", "Z", "7", " ", "  ", "\t", "-", "999-99-9999", ".", "..",
		"^", "/", "+", "(01)", "12345678901234", "\xc3\xa4", "\xc3",
		"\xe2\x80\xae", "\xe4\xb8\xad", "\x01", "\x7f", "DOE, JOHN",
		", Inc.", "0", "deadbeef", "SN", "=", "*", "\"", "W",
	};
	enum { PIECES = sizeof(pieces) / sizeof(pieces[0]) };
	unsigned parts;
	size_t n = 0;

	*seed = *seed * 1664525 + 1013904223;
	parts = 1 + (*seed >> 24) % (*seed >> 16 & 1 ? 4 : 120);
	for (unsigned i = 0; i < parts; i++) {
		const char *piece;

		*seed = *seed * 1664525 + 1013904223;
		piece = pieces[(*seed >> 16) % PIECES];
		if (n + strlen(piece) > OBS_MAX)
			break;
		memcpy(text + n, piece, strlen(piece));
		n += strlen(piece);
	}
	text[n] = '\0';
	return n;
}

static void what_holds_is_what_passes_unchanged(void **state)
{
	char text[OBS_TEXT + 8], out[OBS_TEXT];
	unsigned held = 0, changed = 0;
	uint32_t seed = 1;

	(void)state;
	for (unsigned i = 0; i < 20000; i++) {
		size_t n = any_text(&seed, text);

		for (enum gate g = GATE_ANY; g <= GATE_PRODUCT + 1; g++) {
			size_t m = gate_pass(g, text, n, out);
			bool holds = gate_holds(g, text, n);

			assert_int_equal(holds,
					 m == n && memcmp(out, text, n) == 0);
			held += holds;
			changed += !holds && m > 0;
			assert_true(m == 0 || gate_holds(g, out, m));
		}
	}
	assert_true(held > 1000 && changed > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			names_of_persons_in_dicom_and_hl7_form_are_refused),
		cmocka_unit_test(firms_and_versions_keep_their_commas),
		cmocka_unit_test(a_terminal_escape_never_passes),
		cmocka_unit_test(letters_beyond_ascii_pass_whole_or_not_at_all),
		cmocka_unit_test(a_placeholder_is_no_serial_number),
		cmocka_unit_test(padding_goes_and_blanks_fold),
		cmocka_unit_test(what_passed_passes_again_unchanged),
		cmocka_unit_test(what_holds_is_what_passes_unchanged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
