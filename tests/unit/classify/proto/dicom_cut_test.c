/* SPDX-License-Identifier: Apache-2.0 */
/* dicom_cut_test - what is left of DICOM when octets are missing. */
#include "tests/unit/classify/proto/dicom_wire.h"

extern const struct dissector dissector_dicom;

#define ECHO "1.2.840.10008.1.1 "
#define STORE_CT CT " "

/* A command with its true group length, and even values. */
static void command(struct wire *m, uint16_t field, const char *sop)
{
	static struct wire in;
	uint8_t f[2] = {(uint8_t)field, (uint8_t)(field >> 8)};
	uint8_t n[4] = {0};

	in.n = 0;
	le_element(&in, 0x00000002, sop, strlen(sop));
	le_element(&in, 0x00000100, f, 2);
	le_element(&in, 0x00000110, "\7\0", 2);
	le_element(&in, 0x00000800, "\1\1", 2);
	n[0] = (uint8_t)in.n;
	m->n = 0;
	le_element(m, 0x00000000, n, 4);
	put(m, in.p, in.n);
}

static struct trial *amid(void)
{
	struct trial *t = trial_open(&dissector_dicom, 104);

	t->d.mid_stream = true;
	return t;
}

static void a_command_set_without_a_flaw_is_enough_amid_a_stream(void **state)
{
	struct trial *t = amid();
	static struct wire m;

	(void)state;
	command(&m, 0x30, ECHO);
	send(t, CLIENT, &m, true, ROOM, true, 0);
	assert_string_equal(trial_text(t, CLIENT, A_dicom_role), "echo-scu");
	assert_null(trial_text(t, CLIENT, A_dicom_ae));
	assert_string_equal(t->out.protocol, "dicom");
	trial_close(t);
}

/* Who is given objects by a retrieval is no archive; which side asked for the
 * association was not seen. */
static void amid_a_stream_a_server_that_stores_proves_no_role(void **state)
{
	static struct wire m;

	(void)state;
	for (unsigned answer = 0; answer < 2; answer++) {
		for (unsigned from = CLIENT; from <= SERVER; from++) {
			struct trial *t = amid();
			bool given = (from == SERVER) != (answer == 1);

			command(&m, answer ? 0x8001 : 1, STORE_CT);
			send(t, (enum side)from, &m, true, ROOM, true, 0);
			assert_int_equal(trial_said(t, A_dicom_role,
						    "store-scp"), !given);
			assert_false(trial_said(t, A_dicom_role,
						"store-on-get-scu"));
			trial_close(t);
		}
	}
}

static void any_flaw_in_it_is_one_too_many(void **state)
{
	static const struct {
		size_t at;
		uint8_t becomes;
		const char *why;
	} flaws[] = {
		{8, 0x41, "its length is not what is there"},
		{12, 0x02, "an element of another group"},
		{14, 0x00, "the order"},
		{20, 'A', "letters in a class"},
		{20 + 18 + 8, 0x77, "no such command"},
	};
	static struct wire m;

	(void)state;
	for (size_t i = 0; i < sizeof(flaws) / sizeof(flaws[0]); i++) {
		struct trial *t = amid();

		command(&m, 0x30, ECHO);
		m.p[flaws[i].at] = flaws[i].becomes;
		send(t, CLIENT, &m, true, ROOM, true, 0);
		if (t->count != 0)
			fail_msg("%s", flaws[i].why);
		trial_close(t);
	}
}

static void the_other_side_may_be_in_the_middle_of_a_unit(void **state)
{
	struct trial *t = amid();
	static uint8_t rest[3000];
	static struct wire m;

	(void)state;
	memset(rest, 4, sizeof(rest));
	command(&m, 0x30, ECHO);
	send(t, SERVER, &m, true, ROOM, true, 0);
	trial_bytes(t, CLIENT, rest, sizeof(rest), 700);
	command(&m, 0x20, "1.2.840.10008.5.1.4.31");
	send(t, CLIENT, &m, true, ROOM, true, 5);
	assert_true(trial_said(t, A_dicom_role, "worklist-scu"));
	assert_false(t->malformed);
	trial_close(t);
}

static void after_a_gap_the_next_command_is_found(void **state)
{
	static uint8_t pixels[5000];
	static struct wire m;

	(void)state;
	for (size_t chunk = 0; chunk < 200; chunk += 33) {
		struct trial *t = trial_open(&dissector_dicom, 104);

		associate(t, EXPLICIT, 0);
		trial_gap(t, CLIENT, 9000);
		trial_bytes(t, CLIENT, pixels, sizeof(pixels), chunk);
		command(&m, 0x0001, STORE_CT);
		send(t, CLIENT, &m, true, ROOM, true, chunk);
		assert_true(trial_said(t, A_dicom_role, "store-scu"));
		assert_true(trial_said(t, A_dicom_ae, "CT_ROOM1"));
		assert_false(t->malformed);
		trial_close(t);
	}
}

static void a_gap_inside_a_fragment_costs_only_that(void **state)
{
	struct trial *t = trial_open(&dissector_dicom, 104);
	static const uint8_t header[] = {4, 0, 0, 0, 0x27, 0x16,
					 0, 0, 0x27, 0x12, 1, 2};
	static struct wire m;

	(void)state;
	associate(t, EXPLICIT, 0);
	trial_bytes(t, CLIENT, header, sizeof(header), 0);
	trial_gap(t, CLIENT, 10000);
	command(&m, 0x30, ECHO);
	send(t, CLIENT, &m, true, ROOM, true, 0);
	assert_true(trial_said(t, A_dicom_role, "echo-scu"));
	trial_close(t);
}

/* A request of which only so many octets are there. */
static struct trial *request_cut_at(size_t n, struct wire *out)
{
	struct trial *t = trial_open(&dissector_dicom, 104);
	static struct wire body;

	body.n = out->n = 0;
	fixed(&body);
	context(&body, 0x20, 1, CT, EXPLICIT);
	user(&body, "1.2.840.113619.6.446", "CT_302");
	pdu(out, 1, &body);
	trial_bytes(t, CLIENT, out->p, n, 0);
	trial_gap(t, CLIENT, out->n - n);
	return t;
}

static void of_a_cut_request_both_titles_are_read(void **state)
{
	static struct wire out, m;

	(void)state;
	for (size_t n = 1; n < 200; n++) {
		struct trial *t = request_cut_at(n, &out);

		if (n < 42) {
			assert_int_equal(t->count, 0);
		} else {
			assert_true(trial_said(t, A_dicom_asked_ae, "CT_ROOM1"));
			assert_true(trial_said(t, A_dicom_tried_ae, "ARCHIVE"));
			/* And the next unit is where it should be. */
			command(&m, 0x0001, STORE_CT);
			send(t, CLIENT, &m, true, ROOM, true, 0);
			assert_true(trial_said(t, A_dicom_role, "store-scu"));
			assert_true(trial_said(t, A_dicom_ae, "CT_ROOM1"));
			/* How many kinds it offers was not seen. */
			assert_null(trial_text(t, CLIENT,
					       A_dicom_sent_modality));
		}
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
	}
}

static void what_only_begins_like_a_request_is_none_when_cut(void **state)
{
	static struct wire out;
	struct trial *t = request_cut_at(60, &out);
	uint64_t missing = out.n - 60;

	(void)state;
	trial_close(t);
	assert_true(dissector_dicom.probe_cut(cur_of(out.p, 60), missing));
	for (size_t i = 0; i < 60; i++) {
		uint8_t was = out.p[i];

		if (i == 4) /* a longer request, in several segments */
			continue;
		out.p[i] = i >= 10 && i < 42 ? 0x1f : 0x80;
		assert_false(dissector_dicom.probe_cut(cur_of(out.p, 60),
						       missing));
		out.p[i] = was;
	}
	assert_false(dissector_dicom.probe_cut(cur_of(out.p, 60),
					       missing + 1));
	assert_false(dissector_dicom.probe_cut(cur_of("GET / HTTP/1.1\r\n", 16),
					       500));
}

static void a_cut_command_is_read_as_far_as_it_goes(void **state)
{
	static struct wire m, body, out;

	(void)state;
	command(&m, 0x0001, STORE_CT);
	body.n = out.n = 0;
	word(&body, m.n + 2, 4, false);
	word(&body, 0x0103, 2, false);
	put(&body, m.p, m.n);
	pdu(&out, 4, &body);
	for (size_t n = 12; n < out.n; n++) {
		struct trial *t = trial_open(&dissector_dicom, 104);

		associate(t, EXPLICIT, 0);
		trial_bytes(t, CLIENT, out.p, n, 0);
		trial_gap(t, CLIENT, out.n - n);
		/* Who asked for the store would have been its last element. */
		assert_false(trial_said(t, A_dicom_role, "store-scu"));
		assert_int_equal(trial_said(t, A_dicom_role, "store-scp"),
				 n >= 12 + 12 + 8 + strlen(STORE_CT) + 10);
		command(&m, 0x30, ECHO);
		send(t, CLIENT, &m, true, ROOM, true, 0);
		assert_true(trial_said(t, A_dicom_role, "echo-scu"));
		trial_close(t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_command_set_without_a_flaw_is_enough_amid_a_stream),
		cmocka_unit_test(
			amid_a_stream_a_server_that_stores_proves_no_role),
		cmocka_unit_test(any_flaw_in_it_is_one_too_many),
		cmocka_unit_test(the_other_side_may_be_in_the_middle_of_a_unit),
		cmocka_unit_test(after_a_gap_the_next_command_is_found),
		cmocka_unit_test(a_gap_inside_a_fragment_costs_only_that),
		cmocka_unit_test(of_a_cut_request_both_titles_are_read),
		cmocka_unit_test(
			what_only_begins_like_a_request_is_none_when_cut),
		cmocka_unit_test(a_cut_command_is_read_as_far_as_it_goes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
