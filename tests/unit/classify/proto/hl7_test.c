/* SPDX-License-Identifier: Apache-2.0 */
/* hl7_test - messages in every framing, and whose device they are about. */
#include "classify/proto/hl7.h"
#include "tests/support/unit.h"
#include "tests/unit/classify/proto/hl7_wire.h"

#define TAIL "SFT|Example Vendor^D|4.2.1|Example Gateway|BUILD77||20230601\r" \
	PID "NTE|1||CANARY NOTE\rOBR|1|CANARYORDER\r"                         \
	"OBX|1||69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|1.0.0.0|||||||X" \
	"|||||||VS-900^^00A0370098007A80^EUI-64\r"                            \
	"OBX|2|ST|531972^MDC_ID_PROD_SPEC_SERIAL^MDC|1.0.0.2|FX5A001234\r"    \
	"OBX|3|ST|531972^MDC_ID_PROD_SPEC_SERIAL^MDC|1.7.0.2|MODULE99999\r"   \
	"OBX|4|NM|149530^MDC_PULS_OXIM_PULS_RATE^MDC|1.1.1.1|CANARY72\r"
#define WHOLE VT MONITOR TAIL FS

static void expect_monitor(const struct trial *t)
{
	assert_string_equal(trial_text(t, CLIENT, A_hl7_application),
			    "MINDRAY_VS900");
	assert_string_equal(trial_text(t, CLIENT, A_hl7_device),
			    "00A0370098007A80");
	assert_string_equal(trial_text(t, CLIENT, A_hl7_message), "ORU R01");
	assert_string_equal(trial_text(t, CLIENT, A_hl7_standard), "2.6");
	assert_string_equal(trial_text(t, CLIENT, A_hl7_model), "VS-900");
	assert_string_equal(trial_text(t, CLIENT, A_hl7_serial), "FX5A001234");
	assert_string_equal(trial_text(t, CLIENT, A_hl7_role), "source");
	assert_string_equal(t->out.protocol, "hl7");
	assert_int_equal(trial_word(t, CLIENT, A_hl7_clear), 1);
	assert_int_equal(trial_word(t, SERVER, A_hl7_clear), 1);
	assert_null(trial_text(t, CLIENT, A_hl7_vendor)); /* a gateway's */
	assert_false(trial_leaks(t, "CANARY"));
	assert_false(trial_leaks(t, "MODULE"));
}

static void a_monitor_is_read_and_its_patient_is_not(void **state)
{
	struct trial *t = say(WHOLE);

	(void)state;
	expect_monitor(t);
	assert_string_equal(trial_text(t, CLIENT, A_hl7_product),
			    "Example Gateway 4.2.1 (BUILD77)");
	assert_string_equal(trial_text(t, CLIENT, A_hl7_profile),
			    "IHE_PCD_001");
	trial_close(t);
}

static void every_usual_framing_is_accepted(void **state)
{
	static const char *const texts[] = {
		MONITOR TAIL,
		VT MONITOR TAIL "\x1c",
		VT MONITOR TAIL VT MONITOR TAIL,
		VT "\xef\xbb\xbf" MONITOR TAIL FS,
		"FHS|^~\\&|X\rBHS|^~\\&|Y\r" MONITOR TAIL "BTS|1\rFTS|1\r",
		VT "D23\r" MONITOR TAIL "00512" "123" FS,
	};

	(void)state;
	for (unsigned i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct trial *t = say(texts[i]);

		assert_int_equal(trial_probe(&dissector_hl7, CLIENT, texts[i],
					     strlen(texts[i])), YES);
		expect_monitor(t);
		trial_close(t);
	}
}

/* The message with other separators. */
static void other_separators_and_line_ends_are_accepted(void **state)
{
	static const char from[] = "|^\r", *const to[] = {"!^\r", "|*\r",
							  "|^\n", "#$\n"};
	(void)state;
	for (unsigned v = 0; v < 4; v++) {
		char text[] = WHOLE;
		struct trial *t;

		for (size_t i = 0; text[i] != '\0'; i++) {
			const char *at = strchr(from, text[i]);

			if (at != NULL)
				text[i] = to[v][at - from];
		}
		t = say(text);
		expect_monitor(t);
		trial_close(t);
	}
}

static void any_cutting_of_the_stream_says_the_same(void **state)
{
	static const char twice[] = WHOLE WHOLE;
	struct trial *whole = heard(twice, sizeof(twice) - 1, 0);

	(void)state;
	for (size_t chunk = 1; chunk < 60; chunk++) {
		struct trial *t = heard(twice, sizeof(twice) - 1, chunk);

		assert_true(trial_same(t, whole));
		trial_close(t);
	}
	for (size_t n = 0; n < sizeof(WHOLE); n++) {
		struct trial *t = heard(WHOLE, n, 1);

		assert_false(trial_leaks(t, "CANARY"));
		assert_false(t->malformed);
		trial_close(t);
	}
	trial_close(whole);
}

static void a_value_of_megabytes_is_passed_over(void **state)
{
	enum { HUGE_VALUE = 3 << 20 };
	struct trial *t = say(VT MONITOR "OBX|1|ED|PDF^REPORT||^a^b^Base64^");
	char *value = malloc(HUGE_VALUE);

	(void)state;
	assert_non_null(value);
	memset(value, 'Q', HUGE_VALUE);
	trial_bytes(t, CLIENT, value, HUGE_VALUE, 1460);
	free(value);
	trial_bytes(t, CLIENT, "||||F\r" TAIL FS, strlen("||||F\r" TAIL FS),
		    1460);
	expect_monitor(t);
	assert_false(trial_leaks(t, "QQQQ"));
	trial_close(t);
}

static void after_a_gap_the_next_message_is_found(void **state)
{
	struct trial *t = say(WHOLE VT MONITOR "PID|1||CANARY");
	unsigned before = t->count;

	(void)state;
	trial_gap(t, CLIENT, 500);
	trial_bytes(t, CLIENT, "|MSH|^~\\&|CANARY|" PID WHOLE,
		    strlen("|MSH|^~\\&|CANARY|" PID WHOLE), 3);
	assert_true(t->count > before + 8);
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

static void of_a_header_that_is_cut_off_only_the_protocol_is_told(void **state)
{
	static const char cut[] = VT "MSH|^~\\&|MONITOR9|CANARY";
	struct trial *t = heard(cut, sizeof(cut) - 1, 0);

	(void)state;
	trial_gap(t, CLIENT, 300);
	trial_bytes(t, CLIENT, cut, sizeof(cut) - 1, 0);
	assert_string_equal(t->out.protocol, "hl7");
	assert_int_equal(trial_word(t, CLIENT, A_hl7_clear), 1);
	assert_int_equal(t->count, 2);
	trial_close(t);
}

static void an_acknowledgement_names_the_receiver(void **state)
{
	static const char ack[] = VT "MSH|^~\\&|HIE|HOSP|RIS|R|20260102||ACK^"
		"A01|9|P|2.5\rMSA|AE|1|CANARY^PHILIP not found\r" FS;
	struct trial *t = say(WHOLE);

	(void)state;
	trial_bytes(t, SERVER, ack, sizeof(ack) - 1, 1);
	assert_string_equal(trial_text(t, SERVER, A_hl7_application), "HIE");
	assert_true(trial_said(t, A_hl7_role, "receiver"));
	assert_string_equal(trial_text(t, CLIENT, A_hl7_called_application),
			    "RIS");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

/* Many receivers send the header back as it came, some with its type. */
static void who_repeats_the_name_of_a_sender_does_not_bear_it(void **state)
{
	static const char question[] =
		VT "MSH|^~\\&|ARCHITECT|LAB|LIS|ZZ|2024||ORU^R01|1|P|2.3.1\r"
		PID FS;
	static const struct {
		const char *answer, *name;
	} rows[] = {
		{VT "MSH|^~\\&|ARCHITECT|LAB|LIS|ZZ|2024||ACK|1|P|2.3.1\r"
		 "MSA|AA|1\r" FS, NULL},
		{VT "MSH|^~\\&|ARCHITECT|LAB|LIS|ZZ|2024||ORU^R01|1|P|2.3.1\r"
		 "MSA|AA|1\r" FS, NULL},
		{VT "MSH|^~\\&|LIS|ZZ|ARCHITECT|LAB|2024||ACK|1|P|2.3.1\r"
		 "MSA|AA|1\r" FS, "LIS"},
	};

	(void)state;
	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *name;

		for (unsigned seen = 0; seen < 2; seen++) {
			struct trial *t = trial_open(&dissector_hl7, 2575);

			if (seen)
				trial_bytes(t, CLIENT, question,
					    strlen(question), 0);
			trial_bytes(t, SERVER, rows[i].answer,
				    strlen(rows[i].answer), 0);
			trial_bytes(t, CLIENT, question, strlen(question), 0);
			trial_bytes(t, SERVER, rows[i].answer,
				    strlen(rows[i].answer), 0);
			name = trial_text(t, SERVER, A_hl7_application);
			assert_string_equal(name == NULL ? "-" : name,
					    rows[i].name == NULL ? "-"
								 : rows[i].name);
			assert_string_equal(trial_text(t, CLIENT,
						       A_hl7_application),
					    "ARCHITECT");
			assert_string_equal(trial_text(t, SERVER, A_hl7_role),
					    "receiver");
			trial_close(t);
		}
	}
}

static void the_shapes_of_equipment_identifiers_are_understood(void **state)
{
	static const struct {
		const char *msh3, *segment, *model, *serial, *vendor, *udi;
	} rows[] = {
		{"XN-1000^00066B770041^EUI-48",
		 "OBX|1|NM|6690-2^WBC^LN||6.1|||||||||||||"
		 "XN-1000^11877^00066B770041^EUI-48\r",
		 "XN-1000", "11877", NULL, NULL},
		{"EVITA_V800^F0E5C3FFFE770043^EUI-64",
		 "PRT|1|UC||EQUIP||||||Evita V800^SN ASAA-0043||||||"
		 "(01)04048675000000(21)ASAA-0043\r",
		 "Evita V800", "ASAA-0043", NULL,
		 "(01)04048675000000(21)ASAA-0043"},
		{"PLUM360", "OBX|1|ST|0^X||L|||||||||||||PLUM360^^PL360-77044\r",
		 "PLUM360", "PL360-77044", NULL, NULL},
		{"EVITA_V800",
		 "OBX|1||7^X|1.0.0.0|||||||X|||||||"
		 "Evita V800^^ASAA-0043^Draeger\r",
		 "Evita V800", "ASAA-0043", "Draeger", NULL},
		{"ACCU-CHEK", "OBX|1|NM|1^GLU||5.1|||||||||||||"
		 "Accu-Chek Inform II^UU14000123^Roche\r",
		 "Accu-Chek Inform II", "UU14000123", NULL, NULL},
		{"COBAS_8000", "EQU|cobas 8000^123456\r", "cobas 8000",
		 NULL, NULL, NULL},
	};

	(void)state;
	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char text[1024];
		struct trial *t;

		snprintf(text, sizeof(text),
			 VT "MSH|^~\\&|%s|L|H|H|2026||ORU^R01|1|P|2.6\r%s" FS,
			 rows[i].msh3, rows[i].segment);
		t = say(text);
		assert_string_equal(trial_text(t, CLIENT, A_hl7_model),
				    rows[i].model);
		if (rows[i].serial != NULL)
			assert_string_equal(
				trial_text(t, CLIENT, A_hl7_serial),
				rows[i].serial);
		if (rows[i].vendor != NULL)
			assert_string_equal(
				trial_text(t, CLIENT, A_hl7_vendor),
				rows[i].vendor);
		if (rows[i].udi != NULL)
			assert_string_equal(trial_text(t, CLIENT, A_udi),
					    rows[i].udi);
		trial_close(t);
	}
}

static void software_called_like_the_sender_is_its_own(void **state)
{
	struct trial *t = say(VT "MSH|^~\\&|XN-1000|L|H|H|2026||ORU^R01|1|P|"
			      "2.5.1\rSFT|Sysmex|00-21|XN-1000 IPU|Build 114\r"
			      FS);

	(void)state;
	assert_string_equal(trial_text(t, CLIENT, A_hl7_vendor), "Sysmex");
	assert_string_equal(trial_text(t, CLIENT, A_hl7_version), "00-21");
	trial_close(t);
}

static void whoever_passes_on_for_others_is_not_their_device(void **state)
{
	static const char *const texts[] = {
		VT "MSH|^~\\&|MINDRAY_EGATEWAY|M|H|H|2026||ORU^R01|1|P|2.6\r"
		"OBX|1||7^X|1.0.0.0|||||||X|||||||VS-900^^SN-12345\r" FS,
		VT "MSH|^~\\&|ADTSYS|M|H|H|2026||ADT^A01|1|P|2.6\r" PID FS
		VT "MSH|^~\\&|VS-900|M|H|H|2026||ORU^R01|1|P|2.6\r"
		"OBX|1||7^X|1.0.0.0|||||||X|||||||VS-900^^SN-12345\r" FS,
		VT "MSH|^~\\&|CENTRAL^00A0370098007A80^EUI-64|M|H|H|2026||"
		"ORU^R01|1|P|2.6\rOBX|1||7^X|1.0.0.0|||||||X|||||||"
		"VS-900^SN-12345^00A0370098007A81^EUI-64\r" FS,
	};

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		struct trial *t = say(texts[i]);

		assert_false(trial_said_by(t, VOICE_SELF, A_hl7_model,
					   "VS-900"));
		assert_false(trial_said_by(t, VOICE_SELF, A_hl7_serial,
					   "SN-12345"));
		assert_true(trial_said_by(t, VOICE_CARRIED, A_hl7_model,
					  "VS-900"));
		assert_true(trial_said_by(t, VOICE_CARRIED, A_hl7_serial,
					  "SN-12345"));
		trial_close(t);
	}
}

static void a_bed_and_a_kind_of_number_are_no_device(void **state)
{
	struct trial *t = say(
		VT "MSH|^~\\&|PIC|L|H|H|2026||ORU^R01|1|P|2.6\r"
		"OBX|1|NM|1^W||6|||||||||||||BED1744^GW^EUI64\r"
		"OBX|2|NM|1^W||6|||||||||||||ROOM 12^^UUID^\r" FS);

	(void)state;
	assert_int_equal(trial_voice(t, A_hl7_model), VOICES);
	assert_int_equal(trial_voice(t, A_hl7_serial), VOICES);
	trial_close(t);
}

static void a_doubled_escape_sign_is_a_fault_of_many_senders(void **state)
{
	struct trial *t = say(VT "MSH|^~\\\\&|XN9|LAB|||1||ORU^R01|1|P|2.3\r" PID
			      FS);

	(void)state;
	assert_string_equal(trial_text(t, CLIENT, A_hl7_application), "XN9");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

static void octets_that_only_look_alike_are_refused(void **state)
{
	static const char *const texts[] = {
		"MSH||~\\&|A|B", "MSH|^^\\&|A", "MSHA^~\\&|", "MSH|^~\\&#!|A",
		"msh|^~\\&|A|B", VT "PID|1||X", "GET / HTTP/1.1\r\n", VT VT,
		"MSH |^~\\&|", "MSH\r|^~\\&|",
	};
	struct trial *t = say("MSH|^~\\&|hello|world|this|is|not|a|message\r");

	(void)state;
	for (unsigned i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_int_equal(trial_probe(&dissector_hl7, CLIENT, texts[i],
					     strlen(texts[i])), NO);
	assert_true(t->refused);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void two_octet_characters_are_named_only(void **state)
{
#define WIDE "M\0S\0H\0|\0^\0~\0\\\0&\0|\0C\0A\0N\0"
	static const char framed[] = "\x0b\0" WIDE, marked[] = "\xff\xfe" WIDE;

	(void)state;
	for (size_t chunk = 0; chunk < 8; chunk++) {
		struct trial *t = heard(chunk < 4 ? framed : marked,
					sizeof(framed) - 1, chunk % 4);

		assert_string_equal(t->out.protocol, "hl7");
		assert_int_equal(t->count, 2);
		trial_close(t);
	}
}

static void any_octet_may_be_bent(void **state)
{
	static const char lies[] = {0, '|', '\r', '\x0b', '\x1c', '^', '\xff'};
	static const char good[] = WHOLE WHOLE;

	(void)state;
	for (size_t i = 0; i < sizeof(good) - 1; i++)
		for (unsigned v = 0; v < sizeof(lies); v++) {
			char text[sizeof(good)];
			struct trial *t;

			memcpy(text, good, sizeof(text));
			text[i] = lies[v];
			t = heard(text, sizeof(good) - 1, v % 2 == 0 ? 0 : 11);
			assert_false(t->malformed);
			trial_close(t);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_monitor_is_read_and_its_patient_is_not),
		cmocka_unit_test(every_usual_framing_is_accepted),
		cmocka_unit_test(other_separators_and_line_ends_are_accepted),
		cmocka_unit_test(any_cutting_of_the_stream_says_the_same),
		cmocka_unit_test(a_value_of_megabytes_is_passed_over),
		cmocka_unit_test(after_a_gap_the_next_message_is_found),
		cmocka_unit_test(
			of_a_header_that_is_cut_off_only_the_protocol_is_told),
		cmocka_unit_test(an_acknowledgement_names_the_receiver),
		cmocka_unit_test(
			who_repeats_the_name_of_a_sender_does_not_bear_it),
		cmocka_unit_test(
			the_shapes_of_equipment_identifiers_are_understood),
		cmocka_unit_test(software_called_like_the_sender_is_its_own),
		cmocka_unit_test(
			whoever_passes_on_for_others_is_not_their_device),
		cmocka_unit_test(a_bed_and_a_kind_of_number_are_no_device),
		cmocka_unit_test(
			a_doubled_escape_sign_is_a_fault_of_many_senders),
		cmocka_unit_test(octets_that_only_look_alike_are_refused),
		cmocka_unit_test(two_octet_characters_are_named_only),
		cmocka_unit_test(any_octet_may_be_bent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
