/* SPDX-License-Identifier: Apache-2.0 */
/* hl7_parts_test - the devices of one message, apart from each other and from people. */
#include "classify/proto/hl7.h"
#include "tests/support/unit.h"
#include "tests/unit/classify/proto/hl7_wire.h"

/* Two pumps, and what follows a third that nobody names. */
#define RACK                                                                   \
	VT "MSH|^~\\&|GATEWAY|L|H|H|2026||ORU^R01|1|P|2.6\r" PID              \
	"OBX|1||7^MDC_DEV_PUMP_INFUS_LVP_MDS|1.0.0.0|||||||R|||||||"           \
	"P52814^^0012210000000000^EUI-64\r"                                    \
	"OBX|2|ST|6^MDC_ATTR_ID_MODEL|1.0.0.1|Infusomat\r"                     \
	"OBX|3||7^MDC_DEV_PUMP_INFUS_SYRINGE_MDS|2.0.0.0|||||||R|||||||"       \
	"X1^^0012210000A10001^EUI-64\r"                                        \
	"OBX|4|ST|6^MDC_ID_PROD_SPEC_SERIAL|2.0.0.1|401771\r"                  \
	"OBX|5|ST|6^MDC_ATTR_ID_MODEL|3.0.0.1|Nobody's\r"                      \
	"OBX|6|ST|6^MDC_ID_PROD_SPEC_SERIAL|3.0.0.1|777777\r" FS

/* A call of the parser may begin at any octet of a message. */
static void a_part_is_the_same_however_its_message_arrives(void **state)
{
	static const char text[] = RACK;
	struct trial *whole = say(RACK);

	(void)state;
	for (size_t chunk = 1; chunk < sizeof(text); chunk += 7) {
		struct trial *t = trial_open(&dissector_hl7, 2575);

		trial_bytes(t, CLIENT, text, sizeof(text) - 1, chunk);
		assert_true(trial_same(whole, t));
		trial_close(t);
	}
	for (size_t n = 0; n < sizeof(text) - 1; n++) {
		struct trial *t = trial_open(&dissector_hl7, 2575);

		trial_bytes(t, CLIENT, text, n, 0);
		for (unsigned i = 0; i < t->count; i++)
			assert_true(trial_said(whole, t->said[i].attr,
					       t->said[i].text));
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
	}
	trial_close(whole);
}

/* The number that tells each device of a message from the others. */
static void devices_of_one_message_are_parts_of_their_own(void **state)
{
	struct trial *t = say(RACK);
	const struct cur none = cur_of("", 0);
	uint32_t first = part_number(cur_of("P52814", 6), none);
	uint32_t second = part_number(cur_of("0012210000A10001", 16), none);
	uint32_t third = part_number(cur_of("777777", 6), none);

	(void)state;
	assert_string_equal(trial_part_text(t, first, A_hl7_serial), "P52814");
	assert_string_equal(trial_part_text(t, first, A_hl7_model), "Infusomat");
	assert_string_equal(trial_part_text(t, first, A_hl7_kind),
			    "MDC_DEV_PUMP_INFUS_LVP_MDS");
	assert_string_equal(trial_part_text(t, second, A_hl7_serial), "401771");
	assert_string_equal(trial_part_text(t, second, A_hl7_device),
			    "0012210000A10001");
	assert_string_equal(trial_part_text(t, third, A_hl7_serial), "777777");
	assert_string_equal(trial_part_text(t, 0, A_hl7_model), "Nobody's");
	assert_false(trial_said_by(t, VOICE_SELF, A_hl7_serial, "401771"));
	trial_close(t);
}

/* PRT names the pump, its number and its UDI; no person (PRT-5) does. */
static void a_participation_identifies_a_device_behind(void **state)
{
	struct trial *t = say(
		VT "MSH|^~\\&|GATEWAY|L|H|H|2026||ORU^R01|1|P|2.7\r"
		"PRT|1|UC||EQUIP||||||DRIP 4||||||"
		"(01)04046964000000||||SN-7788\r"
		"PRT|2|UC||RO|CANARY^PHILIP|||||DRIP 5||||||"
		"(01)04046964000001||||SN-7799\r" FS);
	uint32_t part = part_number(cur_of("SN-7788", 7), cur_of("", 0));

	(void)state;
	assert_string_equal(trial_part_text(t, part, A_hl7_model), "DRIP 4");
	assert_string_equal(trial_part_text(t, part, A_hl7_serial), "SN-7788");
	assert_string_equal(trial_part_text(t, part, A_udi),
			    "(01)04046964000000");
	assert_false(trial_said(t, A_hl7_serial, "SN-7799"));
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

static void a_uuid_before_the_model_tells_monitors_apart(void **state)
{
#define MX_UUID "0f0e0d0c-0001-4000-8000-00000000000"
	struct trial *t = say(
		VT "MSH|^~\\&|AM_PHILIPS_IEM|L|H|H|2026||ORU^R01|1|P|2.6\r"
		"OBX|1||69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|1.0.0.0"
		"|||||||X|||||||" MX_UUID "1-IntelliVue MX500 - 866064\r"
		"OBX|2||69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|2.0.0.0"
		"|||||||X|||||||" MX_UUID "2-IntelliVue MX800 - 865240\r"
		"OBX|3||69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|3.0.0.0"
		"|||||||X|||||||CANARY00-0001-4000-8000-000000000003-X\r" FS);
	uint32_t second =
		part_number(cur_of(MX_UUID "2", 36), cur_of("", 0));

	(void)state;
	assert_string_equal(trial_part_text(t, second, A_hl7_uuid),
			    MX_UUID "2");
	assert_string_equal(trial_part_text(t, second, A_hl7_model),
			    "IntelliVue MX800 - 865240");
	assert_true(trial_said(t, A_hl7_uuid, MX_UUID "1"));
	for (unsigned i = 0; i < t->count; i++)
		if (t->said[i].attr == A_hl7_uuid)
			assert_null(strstr(t->said[i].text, "CANARY"));
	trial_close(t);
}

static void a_second_serial_number_is_not_the_senders(void **state)
{
	struct trial *t = say(
		VT "MSH|^~\\&|XN-1000|L|H|H|2026||ORU^R01|1|P|2.6\r"
		"OBX|1|NM|1^W||6|||||||||||||XN-1000^11877\r"
		"OBX|2|NM|1^W||6|||||||||||||XN-1000^22988\r" FS);

	(void)state;
	assert_true(trial_said(t, A_hl7_serial, "11877"));
	assert_false(trial_said_by(t, VOICE_SELF, A_hl7_serial, "22988"));
	assert_true(trial_said_by(t, VOICE_CARRIED, A_hl7_serial, "22988"));
	trial_close(t);
}

/* MSH of a sender, and one segment. */
static struct trial *told(const char *sender, const char *segment)
{
	char text[1024];

	snprintf(text, sizeof(text),
		 VT "MSH|^~\\&|%s|L|H|H|2026||ORU^R01|1|P|2.6\r%s\r" FS, sender,
		 segment);
	return say(text);
}

static void a_bar_in_a_result_moves_no_person_into_the_device(void **state)
{
	static const char fields[][48] = {
		"|note|||||F|||20260101||CANARY1^J", "CANARY1^J^^^M99^X",
		"20260101|CANARY9^R|CANARY1^J",	     "a|b|CANARY2^NURSE",
	};

	(void)state;
	for (unsigned bars = 1; bars < 24; bars++)
		for (unsigned i = 0; i < 4; i++) {
			char text[512], note[256] = "";
			struct trial *t;
			size_t n = 0;

			for (unsigned k = 0; k < bars; k++)
				n += (size_t)snprintf(
					note + n, sizeof(note) - n, "%s",
					k % 2 == 0 ? " | " : " CANARY1 | ");
			snprintf(text, sizeof(text),
				 "OBX|1|TX|NOTE||see%s||||||F|||20260101||%s",
				 note, fields[i]);
			t = told("MONITOR", text);
			assert_false(trial_leaks(t, "CANARY"));
			trial_close(t);
		}
}

static void a_name_without_figures_is_no_device_that_is_passed_on(void **state)
{
	struct trial *t = told("ENGINE", "OBX|1||7^X|1.0.0.0|||||||X|||||||"
					 "CANARY PHILIP^^^L");

	(void)state;
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

static void what_stands_for_a_version_is_one(void **state)
{
	struct trial *t = say(VT "MSH|^~\\&|A|B|C|D|2026||ORU^R01|1|P|CANARY\r" FS);

	(void)state;
	assert_true(trial_said(t, A_hl7_message, "ORU R01"));
	assert_null(trial_text(t, CLIENT, A_hl7_standard));
	trial_close(t);
}

static void a_telephone_number_is_no_device_identifier(void **state)
{
	static const char *const phones[] = {"+4915112345678", "(01) 4567890",
					     "(01)4567890-777"};

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		char prt[128];
		struct trial *t;

		snprintf(prt, sizeof(prt),
			 "PRT|1|UC||EQUIP||||||PUMP-77^SN 771234|||||%s",
			 phones[i]);
		t = told("PUMP-77", prt);
		assert_true(trial_said(t, A_hl7_model, "PUMP-77"));
		assert_null(trial_text(t, CLIENT, A_udi));
		trial_close(t);
	}
}

static void figures_alone_are_a_number_and_no_eui(void **state)
{
	static const char *const numbers[] = {"0000000000123456",
					      "001122334455"};

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		char obx[128];
		struct trial *t;

		snprintf(obx, sizeof(obx),
			 "OBX|1|NM|1^GLU||5|||||||||||||%s", numbers[i]);
		t = told("LAB", obx);
		assert_null(trial_text(t, CLIENT, A_hl7_device));
		assert_true(trial_said(t, A_hl7_serial, numbers[i]));
		trial_close(t);
	}
}

static void the_kind_of_device_is_that_of_its_uppermost_row(void **state)
{
	static const char pump[] = "MDC_DEV_PUMP_INFUS_LVP_MDS";
	struct trial *t = told("PUMP-77", "OBX|1||70049^MDC_DEV_PUMP_INFUS_LVP_"
					  "MDS^MDC|1.0.0.0|||||||X|||||||"
					  "PUMP-77^^SN771234");

	(void)state;
	assert_true(trial_said(t, A_hl7_kind, pump));
	assert_int_equal(trial_voice(t, A_hl7_kind), VOICE_SELF);
	trial_close(t);
	t = told("GATEWAY-1", "OBX|1||70049^MDC_DEV_PUMP_INFUS_LVP_MDS^MDC|"
			      "1.0.0.0|||||||X|||||||PUMP-77^^SN771234");
	assert_int_equal(trial_voice(t, A_hl7_kind), VOICE_CARRIED);
	trial_close(t);
	t = told("PUMP-77", "OBX|1||1^MDC_DEV_PUMP_INFUS_LVP_VMD^MDC|1.1.0.0");
	assert_null(trial_text(t, CLIENT, A_hl7_kind));
	trial_close(t);
}

static void an_analyser_repeats_the_field_for_its_serial_number(void **state)
{
	struct trial *t = told("XN-1000", "OBX|1|NM|6690-2^WBC^LN||6.1|||||||||"
					  "||||XN-1000^SYSMEX~11877^SYSMEX");

	(void)state;
	assert_true(trial_said(t, A_hl7_model, "XN-1000"));
	assert_true(trial_said(t, A_hl7_serial, "11877"));
	trial_close(t);
}

static void a_pump_names_its_model_in_its_only_part(void **state)
{
	struct trial *t = told(
		"PAT_DEVICE_BBRAUN^0012211839000001^EUI-64",
		"OBX|1||7^MDC_DEV_PUMP_INFUS_LVP_MDS^MDC|1.0.0.0|||||||X|||||||"
		"I51316^^0012210000000000^EUI-64\r"
		"OBX|2||7^MDC_DEV_PUMP_INFUS_LVP_VMD^MDC|1.1.0.0|||||||X\r"
		"OBX|4|ST|67880^MDC_ATTR_ID_MODEL^MDC|1.1.0.8|"
		"B Braun SpacePlus Infusomat||||||F");

	(void)state;
	assert_true(trial_said(t, A_hl7_model, "B Braun SpacePlus Infusomat"));
	assert_int_equal(trial_voice(t, A_hl7_model), VOICE_CARRIED);
	trial_close(t);
	/* A monitor has modules, and a rack has pumps. */
	t = told("MONITOR^0009FB0102030405^EUI-64",
		 "OBX|1||7^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|1.0.0.0\r"
		 "OBX|2|ST|67880^MDC_ATTR_ID_MODEL^MDC|1.1.0.8|M3001A||||||F");
	assert_null(trial_text(t, CLIENT, A_hl7_model));
	trial_close(t);
	t = told("RACK^0009FB0102030405^EUI-64",
		 "OBX|1||7^MDC_DEV_PUMP_INFUS_MDS^MDC|1.0.0.0\r"
		 "OBX|2|ST|67880^MDC_ATTR_ID_MODEL^MDC|1.1.0.8|Pump 8||||||F");
	assert_null(trial_text(t, CLIENT, A_hl7_model));
	trial_close(t);
}

/* Elsewhere that place is a namespace of the site's own. */
static void what_stands_behind_the_model_is_its_maker_in_law_only(void **state)
{
	static const char text[] =
		VT "MSH|^~\\&|DxH 900|L|H|H|2026||OUL^R22|1|P|2.5.1|||||||||%s\r"
		   "OBX|1|NM|1^WBC||6|||||||||||||"
		   "DxH 900^Beckman Coulter~BA12345^Beckman Coulter\r" FS;
	char out[512];
	struct trial *t;

	(void)state;
	snprintf(out, sizeof(out), text, "LAB-29^IHE");
	t = say(out);
	assert_true(trial_said(t, A_hl7_vendor, "Beckman Coulter"));
	assert_true(trial_said(t, A_hl7_model, "DxH 900"));
	assert_true(trial_said(t, A_hl7_serial, "BA12345"));
	trial_close(t);
	snprintf(out, sizeof(out), text, "");
	t = say(out);
	assert_false(trial_said(t, A_hl7_vendor, "Beckman Coulter"));
	trial_close(t);
}

static void a_sender_may_have_blanks_and_a_second_name(void **state)
{
	struct trial *t = told("Bed Monitor~ALT^X", "OBX|1");

	(void)state;
	assert_true(trial_said(t, A_hl7_application, "Bed Monitor"));
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_part_is_the_same_however_its_message_arrives),
		cmocka_unit_test(devices_of_one_message_are_parts_of_their_own),
		cmocka_unit_test(a_participation_identifies_a_device_behind),
		cmocka_unit_test(a_uuid_before_the_model_tells_monitors_apart),
		cmocka_unit_test(a_second_serial_number_is_not_the_senders),
		cmocka_unit_test(
			a_bar_in_a_result_moves_no_person_into_the_device),
		cmocka_unit_test(
			a_name_without_figures_is_no_device_that_is_passed_on),
		cmocka_unit_test(what_stands_for_a_version_is_one),
		cmocka_unit_test(a_telephone_number_is_no_device_identifier),
		cmocka_unit_test(figures_alone_are_a_number_and_no_eui),
		cmocka_unit_test(
			the_kind_of_device_is_that_of_its_uppermost_row),
		cmocka_unit_test(
			an_analyser_repeats_the_field_for_its_serial_number),
		cmocka_unit_test(a_pump_names_its_model_in_its_only_part),
		cmocka_unit_test(
			what_stands_behind_the_model_is_its_maker_in_law_only),
		cmocka_unit_test(a_sender_may_have_blanks_and_a_second_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
