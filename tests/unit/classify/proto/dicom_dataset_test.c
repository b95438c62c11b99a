/* SPDX-License-Identifier: Apache-2.0 */
/* dicom_dataset_test - equipment in images, however they are written. */
#include "tests/unit/classify/proto/dicom_wire.h"

#include <zlib.h>

extern const struct dissector dissector_dicom;

struct variant {
	const char *syntax, *station, *originator;
	size_t fragment, chunk;
	bool one_pdu;
};

static struct trial *stored(struct variant v)
{
	struct trial *t = trial_open(&dissector_dicom, 104);
	static struct wire m;

	v.fragment = v.fragment == 0 ? ROOM : v.fragment;
	associate(t, v.syntax, v.chunk);
	m.n = 0;
	store_command(&m, 0x0001, CT, v.originator);
	send(t, CLIENT, &m, true, v.fragment, v.one_pdu, v.chunk);
	m.n = 0;
	image(&m, v.syntax, v.station);
	send(t, CLIENT, &m, false, v.fragment, v.one_pdu, v.chunk);
	return t;
}

static void expect_equipment(const struct trial *t)
{
	assert_string_equal(trial_text(t, CLIENT, A_dicom_vendor),
			    "Example Maker");
	assert_string_equal(trial_text(t, CLIENT, A_dicom_model), "Scanner 9");
	assert_string_equal(trial_text(t, CLIENT, A_dicom_serial), "SN12034");
	assert_string_equal(trial_text(t, CLIENT, A_dicom_version), "VA40A");
	assert_string_equal(trial_text(t, CLIENT, A_dicom_modality), "CT");
	assert_string_equal(trial_text(t, CLIENT, A_dicom_device_uid),
			    "1.2.840.113619.9.12034");
	assert_string_equal(trial_text(t, CLIENT, A_udi),
			    "(01)00884838000017(21)SN12034");
	assert_string_equal(trial_text(t, CLIENT, A_dicom_creator),
			    "GEMS_IDEN_01");
	assert_false(trial_leaks(t, "CANARY"));
	assert_false(trial_leaks(t, "777"));
	assert_false(trial_leaks(t, "DECOY"));
	assert_false(t->malformed);
}

static void equipment_is_read_in_each_encoding(void **state)
{
	static const char *const syntaxes[] = {
		IMPLICIT, EXPLICIT, BIG, "1.2.840.10008.1.2.4.50"};

	(void)state;
	for (unsigned i = 0; i < 4; i++) {
		struct trial *t = stored((struct variant){
			.syntax = syntaxes[i], .station = "CT_ROOM1"});

		expect_equipment(t);
		trial_close(t);
	}
}

static void a_deflated_data_set_is_left_alone_and_that_is_said(void **state)
{
	struct trial *t = trial_open(&dissector_dicom, 104);
	static struct wire m, packed;
	z_stream z = {0};

	(void)state;
	associate(t, "1.2.840.10008.1.2.1.99", 0);
	packed.n = 0;
	send_command(t, CLIENT, 0x0001, CT);
	m.n = 0;
	image(&m, EXPLICIT, "CT_ROOM1");
	assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, -15, 8, 0), Z_OK);
	z.next_in = m.p;
	z.avail_in = (unsigned)m.n;
	z.next_out = packed.p;
	z.avail_out = ROOM;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	packed.n = z.total_out;
	deflateEnd(&z);
	send(t, CLIENT, &packed, false, 100, false, 0);
	assert_null(trial_text(t, CLIENT, A_dicom_vendor));
	assert_true(trial_said(t, A_dicom_role, "store-scu"));
	assert_true(trial_said(t, A_dicom_unreadable, "deflated or private"));
	trial_close(t);
}

/* A workstation that sends what it reckoned from the images of a scanner. */
static void what_is_reckoned_from_images_keeps_its_modality_to_itself(
	void **state)
{
	static const struct {
		const char *type, *conversion;
		bool told;
	} rows[] = {
		{"ORIGINAL\\PRIMARY\\AXIAL", "", true},
		{"DERIVED\\PRIMARY", "", true},
		{"DERIVED\\SECONDARY\\REFORMATTED", "", false},
		{"DERIVED\\SECONDARY ", "DI", false},
		{"SECONDARY", "", true},
		{"", "", true},
		{"", "DV", true},
		{"", "WSD ", false},
		{"ORIGINAL\\PRIMARY", "SD", false},
	};

	(void)state;
	for (unsigned i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct trial *t = trial_open(&dissector_dicom, 104);
		static struct wire m;

		associate(t, EXPLICIT, 0);
		send_command(t, CLIENT, 0x0001, CT);
		m.n = 0;
		element(&m, EXPLICIT, 0x00080008, "CS", rows[i].type);
		element(&m, EXPLICIT, 0x00080064, "CS", rows[i].conversion);
		image(&m, EXPLICIT, "CT_ROOM1");
		send(t, CLIENT, &m, false, ROOM, true, 0);
		assert_true(trial_said(t, A_dicom_model, "Scanner 9"));
		assert_true(trial_said(t, A_dicom_sent_modality, "CT"));
		assert_int_equal(trial_said(t, A_dicom_modality, "CT"),
				 rows[i].told);
		trial_close(t);
	}
}

static void elements_may_straddle_fragments_pdus_and_segments(void **state)
{
	static const size_t sizes[] = {1, 2, 7, 33, 100, 0};
	struct variant v = {.syntax = EXPLICIT, .station = "CT_ROOM1"};
	struct trial *whole = stored(v);

	(void)state;
	for (unsigned i = 0; i < 6; i++)
		for (unsigned c = 0; c < 6; c++)
			for (int one = 0; one < 2; one++) {
				struct trial *t;

				v.fragment = sizes[i];
				v.chunk = sizes[c];
				v.one_pdu = one == 1;
				t = stored(v);
				expect_equipment(t);
				assert_true(trial_same(t, whole));
				trial_close(t);
			}
	trial_close(whole);
}

static void expect_sent(const struct trial *t)
{
	assert_null(trial_text(t, CLIENT, A_dicom_vendor));
	assert_null(trial_text(t, CLIENT, A_dicom_serial));
	assert_null(trial_text(t, CLIENT, A_dicom_station));
	assert_true(trial_said(t, A_dicom_sent_modality, "CT"));
	assert_true(trial_said(t, A_dicom_sent_vendor, "Example Maker"));
	assert_true(trial_said(t, A_dicom_sent_model, "Scanner 9"));
	assert_true(trial_said(t, A_dicom_sent_serial, "SN12034"));
	assert_true(trial_said(t, A_dicom_sent_version, "VA40A"));
	assert_true(trial_said(t, A_dicom_stored, CT));
	assert_false(trial_leaks(t, "CANARY"));
}

static void images_of_one_kind_from_another_station_are_maybe_its_own(
	void **state)
{
	static const char *const stations[] = {"OTHER", NULL};

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct trial *t = stored((struct variant){
			.syntax = EXPLICIT, .station = stations[i]});

		expect_sent(t);
		trial_close(t);
	}
}

/* Asks for these storage classes and sends an object of one. */
static struct trial *sent_by_one_that_proposes(const char *const *sops,
					       unsigned n, const char *sop)
{
	struct trial *t = trial_open(&dissector_dicom, 104);
	static struct wire body, out, m;

	body.n = out.n = m.n = 0;
	fixed(&body);
	for (unsigned i = 0; i < n; i++)
		context(&body, 0x20, (uint8_t)(2 * i + 1), sops[i], EXPLICIT);
	pdu(&out, 1, &body);
	trial_bytes(t, CLIENT, out.p, out.n, 0);
	store_command(&m, 0x0001, sop, NULL);
	send(t, CLIENT, &m, true, ROOM, true, 0);
	m.n = 0;
	image(&m, EXPLICIT, "OTHER");
	send(t, CLIENT, &m, false, ROOM, true, 0);
	return t;
}

static void a_class_of_its_makers_own_is_told_of_few_kinded_senders(
	void **state)
{
	static const char csa[] = "1.3.12.2.1107.5.9.1";
	static const char *const one[] = {csa};
	struct trial *t = sent_by_one_that_proposes(one, 1, csa);

	(void)state;
	assert_true(trial_said(t, A_dicom_sent_class, csa));
	trial_close(t);
}

static void who_offers_several_kinds_is_told_so(void **state)
{
	static const char *const two[] = {CT, US};
	struct trial *t = sent_by_one_that_proposes(two, 2, CT);

	(void)state;
	expect_sent(t);
	assert_int_equal(trial_word(t, CLIENT, A_dicom_many_kinds), 1);
	trial_close(t);
	t = sent_by_one_that_proposes(two, 1, CT);
	expect_sent(t);
	assert_true(trial_word(t, CLIENT, A_dicom_many_kinds) == UINT64_MAX);
	trial_close(t);
}

static void a_report_does_not_name_the_scanner_that_sends_it(void **state)
{
	static const char report[] = "1.2.840.10008.5.1.4.1.1.88.22";
	static const char *const two[] = {CT, report};
	struct trial *t = sent_by_one_that_proposes(two, 2, report);

	(void)state;
	assert_true(trial_said(t, A_dicom_sent_modality, "CT"));
	assert_null(trial_text(t, CLIENT, A_dicom_sent_model));
	trial_close(t);
}

/* Who plans a therapy reckons images for it; who gives it plans nothing. */
static void plans_and_records_of_a_therapy_are_told_apart(void **state)
{
	static const char image_of[] = "1.2.840.10008.5.1.4.1.1.481.1";
	static const char record[] = "1.2.840.10008.5.1.4.1.1.481.4";
	static const char plan[] = "1.2.840.10008.5.1.4.1.1.481.5";
	static const struct {
		const char *sops[2], *kind;
	} rows[] = {
		{{image_of, record}, "RT"},
		{{plan, "1.2.840.10008.5.1.4.1.1.481.3"}, "RTPLAN"},
		{{plan, image_of}, "RTPLAN"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct trial *t = sent_by_one_that_proposes(rows[i].sops, 2,
							    rows[i].sops[0]);

		assert_string_equal(trial_text(t, CLIENT, A_dicom_sent_modality),
				    rows[i].kind);
		assert_true(trial_word(t, CLIENT, A_dicom_many_kinds) ==
			    UINT64_MAX);
		trial_close(t);
	}
}

static void a_scanner_that_joins_two_kinds_is_one(void **state)
{
	static const char *const pet[] = {CT, "1.2.840.10008.5.1.4.1.1.128"};
	struct trial *t = sent_by_one_that_proposes(pet, 2, CT);

	(void)state;
	assert_true(trial_said(t, A_dicom_sent_modality, "PT"));
	assert_true(trial_said(t, A_dicom_sent_model, "Scanner 9"));
	trial_close(t);
}

static void without_the_answer_the_encoding_is_seen_by_its_look(void **state)
{
	static const char *const syntaxes[] = {IMPLICIT, EXPLICIT, BIG};

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		struct trial *t = trial_open(&dissector_dicom, 104);
		static struct wire m;

		request(t, syntaxes[i], 0);
		send_command(t, CLIENT, 0x0001, CT);
		m.n = 0;
		image(&m, syntaxes[i], "CT_ROOM1");
		send(t, CLIENT, &m, false, ROOM, false, 0);
		assert_int_equal(trial_word(t, CLIENT, A_dicom_clear), 1);
		expect_equipment(t);
		trial_close(t);
	}
}

/* The model in an image of this character set. */
static void expect_model(const char *set, const char *model, const char *want)
{
	struct trial *t = trial_open(&dissector_dicom, 104);
	static struct wire m;

	associate(t, EXPLICIT, 0);
	send_command(t, CLIENT, 0x0001, CT);
	m.n = 0;
	element(&m, EXPLICIT, 0x00080005, "CS", set);
	element(&m, EXPLICIT, 0x00081010, "SH", "CT_ROOM1");
	element(&m, EXPLICIT, 0x00081090, "LO", model);
	element(&m, EXPLICIT, 0x00200010, "SH", "1 ");
	send(t, CLIENT, &m, false, ROOM, false, 0);
	if (want == NULL)
		assert_null(trial_text(t, CLIENT, A_dicom_model));
	else
		assert_true(trial_said(t, A_dicom_model, want));
	trial_close(t);
}

static void texts_are_read_in_their_character_set(void **state)
{
	(void)state;
	expect_model("ISO_IR 192", "\xc3\x89" "cho 9", "\xc3\x89" "cho 9");
	expect_model("ISO_IR 100", "\xc9" "cho 9", "\xc3\x89" "cho 9");
	expect_model("\\ISO 2022 IR 87", "Echo \x1b$BB@O:\x1b(B", NULL);
	expect_model("\\ISO 2022 IR 87", "Echo 9", "Echo 9");
	expect_model("ISO_IR 144", "\xbc\xc0 9", "\xd0\x9c\xd0\xa0 9");
	expect_model("ISO_IR 13", "\xb6\xdd", "\xe3\x82\xab\xe3\x83\xb3");
	expect_model("ISO 2022 IR 6\\ISO 2022 IR 144", "\x1b-L\xbc\xc0",
		     "\xd0\x9c\xd0\xa0");
	expect_model("ISO_IR 126", "\xd9\x1b(B 9", "\xce\xa9 9");
	expect_model("ISO_IR 100", "Echo \x1b$)C\xb0\xa1", NULL);
	expect_model("GB18030", "\xd2\xbd 9", NULL);
	expect_model("GB18030", "Echo 9", "Echo 9");
	expect_model("ISO_IR 999", "\xc9", NULL);
	expect_model("", "\xc9", NULL);
	expect_model("ISO_IR 100", "Echo \x1b", NULL);
}

/* Unless the images name it as their station. */
static void an_archive_that_answers_a_move_is_no_scanner(void **state)
{
	static const char *const stations[] = {"CT_ROOM2", "CT_ROOM1"};

	(void)state;
	for (unsigned own = 0; own < 2; own++) {
		struct trial *t = stored((struct variant){
			.syntax = EXPLICIT, .station = stations[own],
			.originator = "VIEWER"});

		assert_int_equal(trial_text(t, CLIENT, A_dicom_vendor) != NULL,
				 own);
		assert_null(trial_text(t, CLIENT, A_dicom_sent_vendor));
		assert_true(trial_said(t, A_dicom_role, "store-on-move-scu"));
		assert_false(trial_said(t, A_dicom_role, "store-scu"));
		trial_close(t);
	}
}

static void lies_inside_a_data_set_tell_nothing_of_the_patient(void **state)
{
	static struct wire m, bent;

	(void)state;
	m.n = 0;
	image(&m, EXPLICIT, "CT_ROOM1");
	for (size_t i = 0; i < m.n; i++) {
		struct trial *t = trial_open(&dissector_dicom, 104);

		associate(t, EXPLICIT, 0);
		send_command(t, CLIENT, 1, CT);
		bent.n = 0;
		put(&bent, m.p, i); /* truncated, then deep nesting */
		for (int n = 0; n < 200; n++)
			put(&bent, "\x08\0\x11\x11SQ\0\0\xff\xff\xff\xff", 12);
		send(t, CLIENT, &bent, false, 50, false, 0);
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equipment_is_read_in_each_encoding),
		cmocka_unit_test(
			a_deflated_data_set_is_left_alone_and_that_is_said),
		cmocka_unit_test(
			what_is_reckoned_from_images_keeps_its_modality_to_itself),
		cmocka_unit_test(
			a_class_of_its_makers_own_is_told_of_few_kinded_senders),
		cmocka_unit_test(
			elements_may_straddle_fragments_pdus_and_segments),
		cmocka_unit_test(
			images_of_one_kind_from_another_station_are_maybe_its_own),
		cmocka_unit_test(who_offers_several_kinds_is_told_so),
		cmocka_unit_test(
			a_report_does_not_name_the_scanner_that_sends_it),
		cmocka_unit_test(plans_and_records_of_a_therapy_are_told_apart),
		cmocka_unit_test(a_scanner_that_joins_two_kinds_is_one),
		cmocka_unit_test(
			without_the_answer_the_encoding_is_seen_by_its_look),
		cmocka_unit_test(texts_are_read_in_their_character_set),
		cmocka_unit_test(an_archive_that_answers_a_move_is_no_scanner),
		cmocka_unit_test(
			lies_inside_a_data_set_tell_nothing_of_the_patient),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
