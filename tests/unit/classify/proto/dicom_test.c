/* SPDX-License-Identifier: Apache-2.0 */
/* dicom_test - associations, roles and equipment, whole and in pieces. */
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
	assert_string_equal(trial_text(t, CLIENT, A_udi),
			    "(01)00884838000017(21)SN12034");
	assert_string_equal(trial_text(t, CLIENT, A_dicom_creator),
			    "GEMS_IDEN_01");
	assert_false(trial_leaks(t, "CANARY"));
	assert_false(trial_leaks(t, "777"));
	assert_false(trial_leaks(t, "DECOY"));
	assert_false(t->malformed);
}

static void the_published_request_of_an_ultrasound_is_read(void **state)
{
	static const char hex[] =
		"0100000000ca000100004152434849564520202020202020202055535f524f"
		"4f4d3220202020202020200000000000000000000000000000000000000000"
		"00000000000000000000000010000015312e322e3834302e31303030382e33"
		"2e312e312e3120000038010000003000001b312e322e3834302e3130303038"
		"2e352e312e342e312e312e362e3140000011312e322e3834302e3130303038"
		"2e312e325000002d510000040000400052000014312e322e3834302e313133"
		"3631392e362e3434365500000956454e55455f333032";
	struct trial *t = trial_open(&dissector_dicom, 104);
	uint8_t rq[208];

	(void)state;
	for (size_t i = 0; i < sizeof(rq); i++) {
		char two[3] = {hex[2 * i], hex[2 * i + 1], 0};

		rq[i] = (uint8_t)strtoul(two, NULL, 16);
	}
	assert_int_equal(trial_probe(&dissector_dicom, CLIENT, rq, 208), YES);
	trial_bytes(t, CLIENT, rq, sizeof(rq), 0);
	assert_string_equal(trial_text(t, CLIENT, A_dicom_asked_ae),
			    "US_ROOM2");
	assert_null(trial_text(t, CLIENT, A_dicom_ae));
	assert_string_equal(trial_text(t, SERVER, A_dicom_tried_ae),
			    "ARCHIVE");
	assert_int_equal(trial_voice(t, A_dicom_tried_ae), VOICE_PEER);
	assert_null(trial_text(t, SERVER, A_dicom_called_ae));
	assert_string_equal(trial_text(t, CLIENT, A_dicom_proposed), US);
	assert_string_equal(trial_text(t, CLIENT, A_dicom_impl_uid),
			    "1.2.840.113619.6.446");
	assert_string_equal(trial_text(t, CLIENT, A_dicom_impl_version),
			    "VENUE_302");
	assert_string_equal(t->out.protocol, "dicom");
	for (size_t n = 0; n < sizeof(rq); n++) {
		enum guess g = trial_probe(&dissector_dicom, CLIENT, rq, n);

		assert_int_equal(g, n == 0 ? NO : n < 99 ? MORE : YES);
	}
	trial_close(t);
}

static void both_sides_say_which_software_they_run(void **state)
{
	struct trial *t = trial_open(&dissector_dicom, 104);

	(void)state;
	associate(t, IMPLICIT, 0);
	assert_string_equal(trial_text(t, CLIENT, A_dicom_impl_version),
			    "CT_302");
	assert_string_equal(trial_text(t, SERVER, A_dicom_impl_version),
			    "OFFIS_DCMTK_367");
	assert_string_equal(trial_text(t, SERVER, A_dicom_accepted), CT);
	assert_string_equal(trial_text(t, SERVER, A_dicom_syntax), IMPLICIT);
	assert_int_equal(trial_word(t, CLIENT, A_dicom_clear), 1);
	assert_int_equal(trial_word(t, SERVER, A_dicom_clear), 1);
	assert_int_equal(trial_word(t, CLIENT, A_dicom_user_identity), 2);
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
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
	m.n = packed.n = 0;
	store_command(&m, 0x0001, CT, NULL);
	send(t, CLIENT, &m, true, ROOM, true, 0);
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
		m.n = 0;
		store_command(&m, 0x0001, CT, NULL);
		send(t, CLIENT, &m, true, ROOM, true, 0);
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

static void only_a_title_that_was_accepted_is_the_nodes_own(void **state)
{
	static const uint8_t refusal[] = {3, 0, 0, 0, 0, 4, 0, 1, 1, 7};
	static const uint8_t busy[] = {3, 0, 0, 0, 0, 4, 0, 2, 3, 1};
	static const uint8_t release[] = {5, 0, 0, 0, 0, 4, 0, 0, 0, 0};
	struct trial *t = trial_open(&dissector_dicom, 104);

	(void)state;
	request(t, EXPLICIT, 0);
	trial_bytes(t, SERVER, refusal, sizeof(refusal), 0);
	assert_null(trial_text(t, CLIENT, A_dicom_ae));
	assert_string_equal(trial_text(t, CLIENT, A_dicom_refused_ae),
			    "CT_ROOM1");
	assert_string_equal(trial_text(t, SERVER, A_dicom_refused_ae),
			    "ARCHIVE");
	assert_int_equal(trial_word(t, SERVER, A_dicom_rejected), 0x0107);
	trial_close(t);
	t = trial_open(&dissector_dicom, 104);
	request(t, EXPLICIT, 0);
	trial_bytes(t, SERVER, busy, sizeof(busy), 0);
	assert_null(trial_text(t, CLIENT, A_dicom_ae));
	assert_null(trial_text(t, CLIENT, A_dicom_refused_ae));
	trial_close(t);
	t = trial_open(&dissector_dicom, 104);
	request(t, EXPLICIT, 0); /* of the answer nothing is seen */
	trial_bytes(t, CLIENT, release, sizeof(release), 0);
	assert_string_equal(trial_text(t, CLIENT, A_dicom_ae), "CT_ROOM1");
	trial_close(t);
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

		m.n = 0;
		request(t, syntaxes[i], 0);
		store_command(&m, 0x0001, CT, NULL);
		send(t, CLIENT, &m, true, ROOM, false, 0);
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

	m.n = 0;
	associate(t, EXPLICIT, 0);
	store_command(&m, 0x0001, CT, NULL);
	send(t, CLIENT, &m, true, ROOM, false, 0);
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

static void operations_prove_roles_of_both(void **state)
{
	static const struct {
		uint16_t field;
		const char *sop, *asks, *answers;
	} rows[] = {
		{0x20, "1.2.840.10008.5.1.4.31", "worklist-scu",
		 "worklist-scp"},
		{0x20, "1.2.840.10008.5.1.4.34.6.3", "worklist-scu",
		 "worklist-scp"},
		{0x20, "1.2.840.10008.5.1.4.1.2.2.1", "find-scu", "find-scp"},
		{0x30, "1.2.840.10008.1.1", "echo-scu", "echo-scp"},
		{0x140, "1.2.840.10008.3.1.2.3.3", "mpps-scu", "mpps-scp"},
		{0x130, "1.2.840.10008.1.20.1", "commit-scu", "commit-scp"},
		{0x100, "1.2.840.10008.1.20.1", "commit-scp", "commit-scu"},
		{0x140, "1.2.840.10008.5.1.1.1", "print-scu", "print-scp"},
	};
	static struct wire m;

	(void)state;
	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct trial *t = trial_open(&dissector_dicom, 104);

		associate(t, IMPLICIT, 0);
		m.n = 0;
		store_command(&m, rows[i].field, rows[i].sop, NULL);
		send(t, CLIENT, &m, true, ROOM, true, 0);
		assert_string_equal(trial_text(t, CLIENT, A_dicom_role),
				    rows[i].asks);
		assert_string_equal(trial_text(t, SERVER, A_dicom_role),
				    rows[i].answers);
		trial_close(t);
	}
}

static void octets_that_only_look_alike_are_refused(void **state)
{
	static struct wire body, out;

	(void)state;
	body.n = out.n = 0;
	fixed(&body);
	body.p[4 + 68 - 4 + 6] ^= 1; /* one digit of the application context */
	pdu(&out, 1, &body);
	assert_int_equal(trial_probe(&dissector_dicom, CLIENT, out.p, out.n),
			 NO);
	out.p[1] = 1;
	assert_int_equal(trial_probe(&dissector_dicom, CLIENT, out.p, out.n),
			 NO);
	assert_int_equal(trial_probe(&dissector_dicom, CLIENT,
				     "\1\0\0\0\0\4\0\0", 8), NO);
	assert_int_equal(trial_probe(&dissector_dicom, CLIENT,
				     "GET / HTTP/1.1\r\n", 16), NO);
}

static void a_stream_is_joined_only_after_two_sound_units(void **state)
{
	static const uint8_t release[] = {5, 0, 0, 0, 0, 4, 0, 0, 0, 0};
	static const uint8_t other[] = "anything else";
	static struct wire m;

	(void)state;
	for (int good = 0; good < 2; good++) {
		struct trial *t = trial_open(&dissector_dicom, 104);

		t->d.mid_stream = true;
		m.n = 0;
		store_command(&m, 0x30, "1.2.840.10008.1.1", NULL);
		send(t, SERVER, &m, true, ROOM, true, 0);
		assert_int_equal(t->count, 0);
		trial_bytes(t, SERVER, good ? release : other, 10, 0);
		if (good)
			assert_string_equal(trial_text(t, SERVER, A_dicom_role),
					    "echo-scu");
		assert_int_equal(t->refused, !good);
		assert_int_equal(t->count, good ? 4 : 0);
		trial_close(t);
	}
}

static void any_octet_may_lie_and_any_may_be_the_last(void **state)
{
	static struct wire m, all;

	(void)state;
	m.n = all.n = 0;
	fixed(&m);
	context(&m, 0x20, 1, CT, EXPLICIT);
	user(&m, "1.2.3", "X");
	pdu(&all, 1, &m);
	for (size_t i = 0; i < all.n; i++)
		for (unsigned v = 0; v < 4; v++) {
			static const uint8_t lies[] = {0, 1, 0x7f, 0xff};
			struct trial *t = trial_open(&dissector_dicom, 104);
			uint8_t was = all.p[i];

			all.p[i] = lies[v];
			trial_bytes(t, CLIENT, all.p, v == 0 ? i : all.n, 0);
			all.p[i] = was;
			trial_bytes(t, CLIENT, all.p, all.n, 13);
			assert_false(trial_leaks(t, "CANARY"));
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
		bent.n = 0;
		store_command(&bent, 1, CT, NULL);
		send(t, CLIENT, &bent, true, ROOM, true, 0);
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
		cmocka_unit_test(the_published_request_of_an_ultrasound_is_read),
		cmocka_unit_test(both_sides_say_which_software_they_run),
		cmocka_unit_test(equipment_is_read_in_each_encoding),
		cmocka_unit_test(
			a_deflated_data_set_is_left_alone_and_that_is_said),
		cmocka_unit_test(
			what_is_reckoned_from_images_keeps_its_modality_to_itself),
		cmocka_unit_test(only_a_title_that_was_accepted_is_the_nodes_own),
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
		cmocka_unit_test(operations_prove_roles_of_both),
		cmocka_unit_test(octets_that_only_look_alike_are_refused),
		cmocka_unit_test(a_stream_is_joined_only_after_two_sound_units),
		cmocka_unit_test(any_octet_may_lie_and_any_may_be_the_last),
		cmocka_unit_test(
			lies_inside_a_data_set_tell_nothing_of_the_patient),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
