/* SPDX-License-Identifier: Apache-2.0 */
/* astm_test - header records of laboratory instruments, framed and bare. */
#include "tests/support/unit.h"
#include "tests/support/dissect.h"

extern const struct dissector dissector_astm;

#define HEADER "H|\\^&||CANARYPASS|CS-2500^01-70^21768^^^^BV981798|||||||P|" \
	"E1394-97|20240101120000\r"
#define PATIENT "P|1||CANARY1||CANARY^PHILIP||19510213|O\r"

/* STX, number, text, ETX, checksum, CR, LF; its length. */
static size_t frame(char *out, size_t size, unsigned number, const char *text,
		    int off)
{
	unsigned sum = '0' + number + 3;

	for (const char *p = text; *p != '\0'; p++)
		sum += (uint8_t)*p;
	return (size_t)snprintf(out, size, "\002%u%s\003%02X\r\n", number,
				text, (sum + (unsigned)off) & 0xff);
}

/* A session of an enquiry, a header and a patient. */
static struct trial *session(const char *header, size_t chunk)
{
	struct trial *t = trial_open(&dissector_astm, 12000);
	char out[1024];
	size_t n;

	trial_bytes(t, CLIENT, "\005", 1, chunk);
	trial_bytes(t, SERVER, "\006", 1, chunk);
	n = frame(out, sizeof(out), 1, header, 0);
	trial_bytes(t, CLIENT, out, n, chunk);
	trial_bytes(t, SERVER, "\006", 1, chunk);
	n = frame(out, sizeof(out), 2, PATIENT, 0);
	trial_bytes(t, CLIENT, out, n, chunk);
	trial_bytes(t, CLIENT, "\004", 1, chunk);
	return t;
}

static void expect_analyser(const struct trial *t)
{
	assert_string_equal(trial_text(t, CLIENT, A_astm_sender), "CS-2500");
	assert_string_equal(trial_text(t, CLIENT, A_astm_model), "CS-2500");
	assert_string_equal(trial_text(t, CLIENT, A_astm_version), "01-70");
	assert_string_equal(trial_text(t, CLIENT, A_astm_serial), "21768");
	assert_int_equal(trial_word(t, CLIENT, A_astm_clear), 1);
	assert_int_equal(trial_word(t, SERVER, A_astm_clear), 1);
	assert_string_equal(t->out.protocol, "astm");
	assert_false(trial_leaks(t, "CANARY"));
	assert_false(t->refused);
}

static void the_published_frame_is_read(void **state)
{
	static const uint8_t published[] =
		"\x02" "1H|\\^&|||CS-2500^01-70^21768|||||||P|E1394-97|"
		"20240101120000\r\x03" "A8\r\n";
	struct trial *t = trial_open(&dissector_astm, 12000);

	(void)state;
	assert_int_equal(trial_probe(&dissector_astm, CLIENT, published,
				     sizeof(published) - 1), YES);
	trial_bytes(t, CLIENT, published, sizeof(published) - 1, 0);
	expect_analyser(t);
	trial_close(t);
}

static void any_cutting_of_a_session_says_the_same(void **state)
{
	struct trial *whole = session(HEADER, 0);

	(void)state;
	expect_analyser(whole);
	for (size_t chunk = 1; chunk < 40; chunk++) {
		struct trial *t = session(HEADER, chunk);

		assert_true(trial_same(t, whole));
		trial_close(t);
	}
	trial_close(whole);
}

static void bare_records_are_read_when_a_second_one_follows(void **state)
{
	static const char *const texts[] = {
		HEADER PATIENT, "\x0b" HEADER PATIENT "\x1c\r",
		("H|\\^&|||CS-2500^01-70^21768\r\n" PATIENT),
		("H|\\^&|||CS-2500^01-70^21768\n" PATIENT),
	};
	struct trial *t;

	(void)state;
	for (unsigned i = 0; i < 4; i++)
		for (size_t chunk = 0; chunk < 3; chunk++) {
			t = trial_open(&dissector_astm, 5100);
			trial_bytes(t, CLIENT, texts[i], strlen(texts[i]),
				    chunk);
			expect_analyser(t);
			trial_close(t);
		}
	t = trial_open(&dissector_astm, 5100);
	trial_bytes(t, CLIENT, HEADER "Hello\r", strlen(HEADER "Hello\r"), 0);
	assert_true(t->refused);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void a_wrong_checksum_is_no_astm(void **state)
{
	struct trial *t = trial_open(&dissector_astm, 12000);
	char out[1024];
	size_t n = frame(out, sizeof(out), 1, HEADER, 1);

	(void)state;
	trial_bytes(t, CLIENT, out, n, 0);
	assert_true(t->refused);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void a_link_may_do_without_checksums(void **state)
{
	static const char sent[] = "\0021" HEADER "\003\r\n\0022P|1\r\003\r\n"
				   "\0023R|1||5\r\003\r\n\004";

	(void)state;
	for (size_t chunk = 1; chunk < 40; chunk++) {
		struct trial *t = trial_open(&dissector_astm, 12000);

		trial_bytes(t, CLIENT, sent, sizeof(sent) - 1, chunk);
		expect_analyser(t);
		assert_string_equal(trial_text(t, CLIENT, A_astm_role),
				    "instrument");
		trial_close(t);
	}
}

static void makers_order_the_sender_in_their_own_ways(void **state)
{
	static const struct {
		const char *sender, *model, *version, *serial;
	} rows[] = {
		{"XN-1000^00-21^11877^^^^AF778899", "XN-1000", "00-21",
		 "11877"},
		{"OCD^VISION^5.13.1^J40001234", "VISION", "5.13.1",
		 "J40001234"},
		{"ImmunoCAP Data Manager^1.00^1.00", "ImmunoCAP Data Manager",
		 "1.00", NULL},
		{"HSX00^V1.0", "HSX00", "V1.0", NULL},
		{"A9000P", "A9000P", NULL, NULL},
		{"HOST", NULL, NULL, NULL},
		{"LIS_ID", NULL, NULL, NULL},
		{"Some Name", NULL, NULL, NULL},
		{"STA Compact Max^4^2.1", "STA Compact Max", "2.1", NULL},
		{"CANARY^PHILIP^J", NULL, NULL, NULL},
		{"OpenELIS^3.0", NULL, NULL, NULL},
		{"ASTM-Host^2.0", NULL, NULL, NULL},
		{"U-WAM^00-08_Build008^11001^^^^AU501736", "U-WAM",
		 "00-08_Build008", "11001"},
		{"Bayer7350^01.14\\01.03\\04.18^7358-1611135^0000-",
		 "Bayer7350", "01.14", "7358-1611135"},
		{"OCD^VISION^5.13.1.46935^J60009999", "VISION",
		 "5.13.1.46935", "J60009999"},
		{"Mindray^BC-3000Plus", "BC-3000Plus", NULL, NULL},
		{"COBAS_8000^Roche^8.1.2", "COBAS_8000", "8.1.2", NULL},
		{"PSM^Roche Diagnostics^PSM^2.01.00.c", "PSM", "2.01.00.c",
		 NULL},
		{"EXAMPLE - 800001^GeneXpert^4.6a", "GeneXpert", "4.6a", NULL},
		{"cobas6000^1", "cobas6000", NULL, NULL},
		{"ARCHITECT^8.10^F3456840140^H1P1O1R1C1Q1L1", "ARCHITECT",
		 "8.10", "F3456840140"},
		{"STA-Compact MAX^99^3.00", "STA-Compact MAX", "3.00", NULL},
		{"99^2.00", NULL, "2.00", NULL},
		/* name of the computer, maker, product */
		{"ALCZC6284HXW^Roche^AMPLILINK^3.2.2.0801", "AMPLILINK",
		 "3.2.2.0801", NULL},
		{"c111ELREMC^Roche^c111^4.2.2.1730^1^13147", "c111",
		 "4.2.2.1730", "13147"},
		/* what has many figures is no model */
		{"LUP2^UA301000462^1.0.11^E77_int", "LUP2", "1.0.11",
		 "UA301000462"},
		{"ABL90 FLEX^I393-092R0123N0007^3.3", "ABL90 FLEX", "3.3",
		 "I393-092R0123N0007"},
		{"Instrument Name^u601^0.17.0^5^201009003", "u601", "0.17.0",
		 "201009003"},
		{"UriSed mini^UriSed mini^3.2.19^1^UMI01000538", "UriSed mini",
		 "3.2.19", "UMI01000538"},
		{"ABL9^Radiometer", "ABL9", NULL, NULL},
		{"Beckman^AU5800^V2.1", "AU5800", "V2.1", NULL},
		/* model, maker, serial */
		{"DxH 800^Beckman Coulter^AZ12345^1.2.3", "DxH 800", "1.2.3",
		 "AZ12345"},
		{"XN-9000^Sysmex^A1234", "XN-9000", NULL, "A1234"},
		{"Bio-Rad^VARIANT II TURBO^14711^5.2", "VARIANT II TURBO", "5.2",
		 "14711"},
		{"Stago^STA-R Max^RM12345^1.3", "STA-R Max", "1.3", "RM12345"},
		{"D10^1.1^SN:DA1234", "D10", "1.1", "DA1234"},
		/* a room, unless the figures are more than a room has */
		{"LABOR 2^Gebaeude 17^0123", NULL, NULL, NULL},
		{"ACCESS^607999", NULL, NULL, "607999"},
		/* two names, and nothing tells which is which */
		{"SITE^Dr. CANARY PHILIP^1.2", NULL, "1.2", NULL},
		{"REPORT^000^2.03b", NULL, "2.03b", NULL},
		{"LAB01", NULL, NULL, NULL},
	};

	(void)state;
	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *expected[] = {rows[i].model, rows[i].version,
					  rows[i].serial};
		static const enum attr attrs[] = {
			A_astm_model, A_astm_version, A_astm_serial};
		char text[256];
		struct trial *t;

		snprintf(text, sizeof(text), "H|\\^&|||%s|||||||P|1\r",
			 rows[i].sender);
		t = session(text, 0);
		for (unsigned k = 0; k < 3; k++)
			if (expected[k] == NULL)
				assert_null(trial_text(t, CLIENT, attrs[k]));
			else
				assert_string_equal(
					trial_text(t, CLIENT, attrs[k]),
					expected[k]);
		trial_close(t);
	}
}

/* A message of these records, each in a frame of its own or all in one. */
static struct trial *message(const char *const *records, unsigned n, bool one,
			     size_t chunk)
{
	struct trial *t = trial_open(&dissector_astm, 12000);
	char out[1024], all[512];
	size_t n_all = 0;

	trial_bytes(t, CLIENT, "\004\005", 2, chunk);
	for (unsigned i = 0; i < n; i++) {
		n_all += (size_t)snprintf(all + n_all, sizeof(all) - n_all,
					  "%s", records[i]);
		if (one && i + 1 < n)
			continue;
		trial_bytes(t, CLIENT, out,
			    frame(out, sizeof(out), (i + 1) % 8, all, 0),
			    chunk);
		n_all = 0;
	}
	return t;
}

static void records_tell_the_instrument_from_its_host(void **state)
{
	static const char *const results[] = {
		"H|\\^&|||||||||||P|1\r", "P|1||CANARY1\r", "O|1|CANARY2\r",
		"R|1|^^^GLU|CANARY\r", "L|1|N\r"};
	static const char *const orders[] = {
		"H|\\^&|||||||||||P|1\r", "P|1||CANARY1|R|L|\r",
		"O|1|CANARY2\r", "L|1|N\r"};

	(void)state;
	for (unsigned one = 0; one < 2; one++)
		for (size_t chunk = 0; chunk < 5; chunk++) {
			struct trial *t = message(results, 5, one, chunk);

			assert_string_equal(trial_text(t, CLIENT, A_astm_role),
					    "instrument");
			assert_string_equal(trial_text(t, SERVER, A_astm_role),
					    "host");
			assert_false(trial_leaks(t, "CANARY"));
			trial_close(t);
			t = message(orders, 4, one, chunk);
			assert_string_equal(trial_text(t, CLIENT, A_astm_role),
					    "host");
			assert_string_equal(trial_text(t, SERVER, A_astm_role),
					    "instrument");
			trial_close(t);
		}
}

/* The same records in frames whose texts end where told, not where records do. */
static struct trial *continued(const char *text, size_t at, int off, size_t chunk)
{
	struct trial *t = trial_open(&dissector_astm, 12000);
	char first[512], out[1024];
	size_t n;

	n = frame(out, sizeof(out), 1, HEADER, 0);
	trial_bytes(t, SERVER, out, n, chunk);
	snprintf(first, sizeof(first), "%.*s", (int)at, text);
	n = frame(out, sizeof(out), 2, first, 0x14); /* ETB for ETX            */
	out[n - 5] = 0x17;
	trial_bytes(t, SERVER, out, n, chunk);
	n = frame(out, sizeof(out), 3, text + at, off);
	trial_bytes(t, SERVER, out, n, chunk);
	return t;
}

static void a_record_goes_on_in_the_next_frame(void **state)
{
	static const char text[] = "O|1|CANARY\rR|1|^^^GLU|CANARY|||||F|CANARY"
		"|CANARY|1|2|SN-4711\r", orders[] = "O|1|A\rC|1|R|Q|L|\rL|1\r";

	(void)state;
	for (size_t at = 1; at < sizeof(text) - 1; at++)
		for (size_t chunk = 0; chunk < 3; chunk++) {
			struct trial *t = continued(text, at, 0, chunk);

			assert_string_equal(trial_text(t, SERVER, A_astm_role),
					    "instrument");
			assert_false(trial_leaks(t, "SN-4711"));
			assert_false(trial_leaks(t, "CANARY"));
			trial_close(t);
		}
	for (size_t at = 1; at < sizeof(orders) - 1; at++) {
		struct trial *t = continued(orders, at, 0, 0);

		assert_string_equal(trial_text(t, SERVER, A_astm_role), "host");
		trial_close(t);
	}
}

static void of_a_frame_with_a_wrong_checksum_nothing_is_believed(void **state)
{
	struct trial *t = continued("O|1|A\rR|1||||||||||||SN-4711\r", 7, 1, 0);
	char out[1024];
	size_t n = frame(out, sizeof(out), 4, "L|1|N\r", 0);

	(void)state;
	trial_bytes(t, SERVER, out, n, 0);
	assert_null(trial_text(t, SERVER, A_astm_role));
	assert_false(trial_leaks(t, "SN-4711"));
	/* Nor a header within such a frame. */
	n = frame(out, sizeof(out), 1, "H|\\^&|||XN-550^00-99\rL|1\r", 1);
	trial_bytes(t, SERVER, out, n, 0);
	assert_false(trial_said(t, A_astm_model, "XN-550"));
	n = frame(out, sizeof(out), 1, "H|\\^&|||XN-550^00-99\rL|1\r", 0);
	trial_bytes(t, SERVER, out, n, 0);
	assert_true(trial_said(t, A_astm_model, "XN-550"));
	trial_close(t);
}

static void a_host_that_repeats_the_name_of_its_instrument_is_none(
	void **state)
{
	struct trial *t = session(HEADER, 0);
	char out[256];
	size_t n = frame(out, sizeof(out), 1, HEADER, 0);

	(void)state;
	expect_analyser(t);
	trial_bytes(t, SERVER, out, n, 0);
	n = frame(out, sizeof(out), 2, "O|1|CANARY\rL|1|N\r", 0);
	trial_bytes(t, SERVER, out, n, 0);
	assert_null(trial_text(t, SERVER, A_astm_sender));
	assert_null(trial_text(t, SERVER, A_astm_serial));
	assert_string_equal(trial_text(t, SERVER, A_astm_role), "host");
	n = frame(out, sizeof(out), 1, "H|\\^&|||XN-550^00-99\rL|1\r", 0);
	trial_bytes(t, SERVER, out, n, 0);
	assert_string_equal(trial_text(t, SERVER, A_astm_sender), "XN-550");
	trial_close(t);
}

static void a_header_cut_by_its_frame_gives_its_whole_fields(void **state)
{
	struct trial *t = trial_open(&dissector_astm, 12000);
	char out[256];
	size_t n = frame(out, sizeof(out), 1, "H|\\^&|||XN-550^00-1", 0x14);

	(void)state;
	out[n - 5] = 0x17;
	trial_bytes(t, CLIENT, out, n, 0);
	assert_null(trial_text(t, CLIENT, A_astm_model));
	assert_int_equal(trial_word(t, CLIENT, A_astm_clear), 1);
	trial_close(t);
}

static void the_header_tells_maker_receiver_standard_and_a_password(void **state)
{
	struct trial *t = session("H|@^\\|GXM-1|CANARYPASS|SITE^GeneXpert^6.2"
				  "||||| XPERT-7^CANARY||P|1394-97|2026\r", 0);

	(void)state;
	assert_string_equal(trial_text(t, CLIENT, A_astm_vendor), "Cepheid");
	assert_string_equal(trial_text(t, CLIENT, A_astm_standard), "1394-97");
	assert_string_equal(trial_text(t, SERVER, A_astm_receiver), "XPERT-7");
	assert_int_equal(trial_word(t, CLIENT, A_astm_password), 1);
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	t = session("H|\\^&|||HOST|||||LIS||P|20260101\r", 0);
	assert_null(trial_text(t, CLIENT, A_astm_standard));
	assert_null(trial_text(t, SERVER, A_astm_receiver));
	assert_int_equal(trial_word(t, CLIENT, A_astm_password), UINT64_MAX);
	trial_close(t);
}

static void bare_records_tell_as_much_as_framed_ones(void **state)
{
	static const char text[] = "\x0bH|\\^&|||||||||||P|1\rP|1||CANARY\r"
		"O|1|CANARY\rRemark|R|Q|L\rR|1||||||||||||AU5800-2\rL|1\r\x1c\r";

	(void)state;
	for (size_t chunk = 0; chunk < 9; chunk++) {
		struct trial *t = trial_open(&dissector_astm, 5100);

		trial_bytes(t, SERVER, text, sizeof(text) - 1, chunk);
		assert_string_equal(trial_text(t, SERVER, A_astm_role),
				    "instrument");
		assert_false(trial_leaks(t, "AU5800-2"));
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
	}
}

static void octets_that_only_look_alike_are_refused(void **state)
{
	static const char *const texts[] = {
		"\x02" "9H|\\^&|", "\x02" "1P|\\^&|", "H||^&|", "HTTP/1.1",
		"\x06", "\x05\x05\x05\x05\x05\x05", "Hello there", "H|\\^|x",
	};

	(void)state;
	for (unsigned i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_int_equal(trial_probe(&dissector_astm, CLIENT, texts[i],
					     strlen(texts[i])), NO);
	assert_int_equal(trial_probe(&dissector_astm, CLIENT, "\x05", 1), MORE);
}

static void after_a_gap_the_next_header_is_found(void **state)
{
	struct trial *t = session(HEADER, 0);
	unsigned once = t->count;
	char out[1024];
	size_t n = frame(out, sizeof(out), 1, HEADER, 0);

	(void)state;
	trial_bytes(t, CLIENT, out, n / 2, 0);
	trial_gap(t, CLIENT, 50);
	trial_bytes(t, CLIENT, "CANARY|H|\r\003", 11, 0);
	trial_bytes(t, CLIENT, out, n, 5);
	assert_int_equal(t->count, 2 * once);
	expect_analyser(t);
	trial_close(t);
}

static void any_octet_may_be_bent_and_any_may_be_the_last(void **state)
{
	static const char lies[] = {0, '|', '\r', '\x02', '\x03', '^', '\xff'};
	char good[1024], text[1024];
	size_t n = frame(good, sizeof(good), 1, HEADER PATIENT, 0);

	(void)state;
	for (size_t i = 0; i < n; i++)
		for (unsigned v = 0; v < sizeof(lies); v++) {
			struct trial *t = trial_open(&dissector_astm, 12000);

			memcpy(text, good, n);
			text[i] = lies[v];
			trial_bytes(t, CLIENT, good, i, 0);
			trial_bytes(t, CLIENT, text, n, 9);
			assert_false(t->malformed);
			trial_close(t);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_published_frame_is_read),
		cmocka_unit_test(any_cutting_of_a_session_says_the_same),
		cmocka_unit_test(
			bare_records_are_read_when_a_second_one_follows),
		cmocka_unit_test(a_wrong_checksum_is_no_astm),
		cmocka_unit_test(a_link_may_do_without_checksums),
		cmocka_unit_test(makers_order_the_sender_in_their_own_ways),
		cmocka_unit_test(records_tell_the_instrument_from_its_host),
		cmocka_unit_test(a_record_goes_on_in_the_next_frame),
		cmocka_unit_test(
			of_a_frame_with_a_wrong_checksum_nothing_is_believed),
		cmocka_unit_test(
			a_host_that_repeats_the_name_of_its_instrument_is_none),
		cmocka_unit_test(
			a_header_cut_by_its_frame_gives_its_whole_fields),
		cmocka_unit_test(
			the_header_tells_maker_receiver_standard_and_a_password),
		cmocka_unit_test(bare_records_tell_as_much_as_framed_ones),
		cmocka_unit_test(octets_that_only_look_alike_are_refused),
		cmocka_unit_test(after_a_gap_the_next_header_is_found),
		cmocka_unit_test(
			any_octet_may_be_bent_and_any_may_be_the_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
