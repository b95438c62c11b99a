/* SPDX-License-Identifier: Apache-2.0 */
/* dicom_step_test - stations that worklists and performed steps name. */
#include "tests/unit/classify/proto/dicom_wire.h"

extern const struct dissector dissector_dicom;

#define WORKLIST "1.2.840.10008.5.1.4.31"
#define MPPS "1.2.840.10008.3.1.2.3.3"

/* An association for one class, CT_ROOM1 to ARCHIVE, of which the answer is not
 * seen. */
static struct trial *asked_for(const char *sop, const char *syntax)
{
	struct trial *t = trial_open(&dissector_dicom, 104);
	static struct wire body, out;

	body.n = out.n = 0;
	fixed(&body);
	context(&body, 0x20, 1, sop, syntax);
	pdu(&out, 1, &body);
	trial_bytes(t, CLIENT, out.p, out.n, 0);
	return t;
}

static struct trial *associated_for(const char *sop, const char *syntax)
{
	struct trial *t = asked_for(sop, syntax);
	static struct wire body, out;

	body.n = out.n = 0;
	fixed(&body);
	context(&body, 0x21, 1, NULL, syntax);
	pdu(&out, 2, &body);
	trial_bytes(t, SERVER, out.p, out.n, 0);
	return t;
}

static void people(struct wire *m, const char *syntax)
{
	element(m, syntax, 0x00100010, "PN", CANARY);
	element(m, syntax, 0x00100020, "LO", "CANARY1");
	element(m, syntax, 0x00321032, "PN", CANARY);
}

static void mark(struct wire *m, const char *syntax, uint32_t tag,
		 uint32_t length)
{
	bool little = strcmp(syntax, BIG) != 0;

	word(m, tag >> 16, 2, little);
	word(m, tag & 0xffff, 2, little);
	if (tag >> 16 != 0xfffe && strcmp(syntax, IMPLICIT) != 0)
		put(m, "SQ\0\0", 4);
	word(m, length, 4, little);
}

/* One answer, its steps of known length or not. */
static void answer(struct wire *m, const char *syntax, bool known)
{
	static struct wire item, one;

	item.n = one.n = 0;
	element(&one, syntax, 0x00080060, "CS", "MR");
	element(&one, syntax, 0x00400001, "AE", "GHOST_MR");
	element(&one, syntax, 0x00400006, "PN", CANARY);
	element(&one, syntax, 0x00400010, "SH", "CANARY");
	mark(&item, syntax, 0xfffee000, known ? (uint32_t)one.n : 0xffffffff);
	put(&item, one.p, one.n);
	if (!known) {
		mark(&item, syntax, 0xfffee00d, 0);
		mark(&item, syntax, 0xfffee0dd, 0);
	}
	m->n = 0;
	element(m, syntax, 0x00080050, "SH", "CANARY2");
	sequence(m, syntax);
	people(m, syntax);
	mark(m, syntax, 0x00400100, known ? (uint32_t)item.n : 0xffffffff);
	put(m, item.p, item.n);
	element(m, syntax, 0x00401001, "SH", "CANARY3");
}

static void a_worklist_names_stations_that_never_speak(void **state)
{
	static const char *const syntaxes[] = {IMPLICIT, EXPLICIT, BIG};
	static struct wire m;

	(void)state;
	for (unsigned i = 0; i < 6; i++) {
		struct trial *t = associated_for(WORKLIST, syntaxes[i / 2]);

		send_command(t, SERVER, 0x8020, WORKLIST);
		answer(&m, syntaxes[i / 2], i % 2 == 0);
		send(t, SERVER, &m, false, 61, false, 17);
		assert_string_equal(trial_text(t, SERVER,
					       A_dicom_scheduled_ae),
				    "GHOST_MR");
		assert_null(trial_text(t, SERVER, A_dicom_modality));
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
	}
}

/* The keys of one who asks. */
struct question {
	const char *title, *name, *modality;
};

static void ask(struct trial *t, const char *syntax, struct question q,
		unsigned items)
{
	bool little = strcmp(syntax, BIG) != 0;
	static struct wire m;

	m.n = 0;
	element(&m, syntax, 0x00080050, "SH", "CANARY2");
	element(&m, syntax, 0x00100010, "PN", CANARY "*");
	for (unsigned i = 0; i < items; i++) {
		begin_sequence(&m, syntax, 0x00400100);
		element(&m, syntax, 0x00080060, "CS", q.modality);
		element(&m, syntax, 0x00400001, "AE", q.title);
		element(&m, syntax, 0x00400002, "DA", "20261127");
		element(&m, syntax, 0x00400006, "PN", CANARY);
		element(&m, syntax, 0x00400010, "SH", q.name);
		end_sequence(&m, little);
	}
	send_command(t, CLIENT, 0x0020, WORKLIST);
	send(t, CLIENT, &m, false, 61, false, 0);
}

static void who_asks_a_worklist_for_itself_says_what_it_is(void **state)
{
	static const char *const syntaxes[] = {IMPLICIT, EXPLICIT, BIG};

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		struct trial *t = associated_for(WORKLIST, syntaxes[i]);

		ask(t, syntaxes[i],
		    (struct question){"ct_room1 ", "CT ROOM ONE", "CT"}, 1);
		assert_string_equal(
			trial_text(t, CLIENT, A_dicom_asked_modality), "CT");
		assert_string_equal(
			trial_text(t, CLIENT, A_dicom_step_station),
			"CT ROOM ONE");
		assert_null(trial_text(t, CLIENT, A_dicom_modality));
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
	}
}

static void who_asks_for_others_or_for_all_says_nothing(void **state)
{
	static const struct {
		struct question asked;
		unsigned items;
	} rows[] = {
		{{"GHOST_MR", "MR1", "MR"}, 1},
		{{"", "CT1", "CT"}, 1},
		{{"CT_*", "CT1", "CT"}, 1},
		{{"CT_ROOM?", "CT1", "CT"}, 1},
		{{"CT_ROOM1\\MR", "CT1", "CT"}, 1},
		{{"CT_ROOM1", "CT*", "CT\\MR"}, 1},
		{{"CT_ROOM1", "", "*"}, 1},
		{{"CT_ROOM1", "A\\B", ""}, 1},
		{{"CT_ROOM1", "CT1", "CT"}, 2},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct trial *t = associated_for(WORKLIST, EXPLICIT);

		ask(t, EXPLICIT, rows[i].asked, rows[i].items);
		assert_null(trial_text(t, CLIENT, A_dicom_asked_modality));
		assert_null(trial_text(t, CLIENT, A_dicom_step_station));
		assert_true(trial_said(t, A_dicom_role, "worklist-scu"));
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
	}
}

/* The keys of a search for images are patients' and dates. */
static void what_is_asked_of_an_archive_is_not_read(void **state)
{
	struct trial *t = associated_for("1.2.840.10008.5.1.4.1.2.2.1",
					 EXPLICIT);
	static struct wire m;

	(void)state;
	send_command(t, CLIENT, 0x0020, "1.2.840.10008.5.1.4.1.2.2.1");
	m.n = 0;
	element(&m, EXPLICIT, 0x00080060, "CS", "CT");
	people(&m, EXPLICIT);
	element(&m, EXPLICIT, 0x00400001, "AE", "CT_ROOM1");
	element(&m, EXPLICIT, 0x00400241, "AE", "CT_ROOM1");
	send(t, CLIENT, &m, false, ROOM, false, 0);
	assert_null(trial_text(t, CLIENT, A_dicom_asked_modality));
	assert_null(trial_text(t, CLIENT, A_dicom_modality));
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

static void one_who_asks_all_day_is_still_heard_when_it_reports(void **state)
{
	struct trial *t = associated_for(WORKLIST, EXPLICIT);
	static struct wire m;

	(void)state;
	for (unsigned i = 0; i < 40; i++)
		ask(t, EXPLICIT, (struct question){"CT_ROOM1", "", "CT"}, 1);
	send_command(t, CLIENT, 0x0140, MPPS);
	m.n = 0;
	element(&m, EXPLICIT, 0x00080060, "CS", "CT");
	element(&m, EXPLICIT, 0x00400241, "AE", "CT_ROOM1");
	send(t, CLIENT, &m, false, ROOM, false, 0);
	assert_true(trial_said(t, A_dicom_modality, "CT"));
	trial_close(t);
}

static void a_performed_step_tells_modality_and_name_of_its_own_station(
	void **state)
{
	static const char *const titles[] = {"CT_ROOM1", "OTHER", ""};
	static struct wire m;

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		struct trial *t = associated_for(MPPS, EXPLICIT);

		m.n = 0;
		send_command(t, CLIENT, 0x0140, MPPS);
		element(&m, EXPLICIT, 0x00080060, "CS", "CT");
		people(&m, EXPLICIT);
		element(&m, EXPLICIT, 0x00400241, "AE", titles[i]);
		element(&m, EXPLICIT, 0x00400242, "SH", "CT EAST");
		element(&m, EXPLICIT, 0x00400254, "LO", "CANARY");
		send(t, CLIENT, &m, false, ROOM, false, 0);
		assert_int_equal(trial_said(t, A_dicom_modality, "CT"), i == 0);
		assert_int_equal(trial_said(t, A_dicom_step_station, "CT EAST"),
				 i == 0);
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
	}
}

static void of_a_step_without_the_answer_the_syntax_shows(void **state)
{
	static const char *const syntaxes[] = {IMPLICIT, EXPLICIT, BIG};
	static struct wire m;

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		struct trial *t = asked_for(MPPS, syntaxes[i]);

		m.n = 0;
		send_command(t, CLIENT, 0x0140, MPPS);
		element(&m, syntaxes[i], 0x00080060, "CS", "CT");
		people(&m, syntaxes[i]);
		element(&m, syntaxes[i], 0x00400241, "AE", "CT_ROOM1");
		send(t, CLIENT, &m, false, ROOM, false, 0);
		assert_true(trial_said(t, A_dicom_modality, "CT"));
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
	}
}

static void lies_about_lengths_end_the_reading(void **state)
{
	static struct wire m, bent;

	(void)state;
	answer(&m, EXPLICIT, false);
	for (size_t i = 0; i < m.n; i++)
		for (unsigned v = 0; v < 3; v++) {
			static const uint8_t lies[] = {0, 0x40, 0xff};
			struct trial *t = associated_for(WORKLIST, EXPLICIT);

			bent.n = 0;
			send_command(t, SERVER, 0x8020, WORKLIST);
			put(&bent, m.p, v == 0 ? i : m.n);
			if (v > 0)
				bent.p[i] = lies[v];
			send(t, SERVER, &bent, false, ROOM, false, 0);
			assert_false(trial_leaks(t, "PHILIP"));
			trial_close(t);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_worklist_names_stations_that_never_speak),
		cmocka_unit_test(
			who_asks_a_worklist_for_itself_says_what_it_is),
		cmocka_unit_test(who_asks_for_others_or_for_all_says_nothing),
		cmocka_unit_test(what_is_asked_of_an_archive_is_not_read),
		cmocka_unit_test(
			one_who_asks_all_day_is_still_heard_when_it_reports),
		cmocka_unit_test(
			a_performed_step_tells_modality_and_name_of_its_own_station),
		cmocka_unit_test(of_a_step_without_the_answer_the_syntax_shows),
		cmocka_unit_test(lies_about_lengths_end_the_reading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
