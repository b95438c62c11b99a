/* SPDX-License-Identifier: Apache-2.0 */
/* dicom_test - associations, titles and roles, whole and in pieces. */
#include "tests/unit/classify/proto/dicom_wire.h"

extern const struct dissector dissector_dicom;

extern const struct dissector dissector_dicom;

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

	(void)state;
	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct trial *t = trial_open(&dissector_dicom, 104);

		associate(t, IMPLICIT, 0);
		send_command(t, CLIENT, rows[i].field, rows[i].sop);
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

	(void)state;
	for (int good = 0; good < 2; good++) {
		struct trial *t = trial_open(&dissector_dicom, 104);

		t->d.mid_stream = true;
		send_command(t, SERVER, 0x30, "1.2.840.10008.1.1");
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_published_request_of_an_ultrasound_is_read),
		cmocka_unit_test(both_sides_say_which_software_they_run),
		cmocka_unit_test(only_a_title_that_was_accepted_is_the_nodes_own),
		cmocka_unit_test(operations_prove_roles_of_both),
		cmocka_unit_test(octets_that_only_look_alike_are_refused),
		cmocka_unit_test(a_stream_is_joined_only_after_two_sound_units),
		cmocka_unit_test(any_octet_may_lie_and_any_may_be_the_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
