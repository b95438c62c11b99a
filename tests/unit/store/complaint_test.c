/* SPDX-License-Identifier: Apache-2.0 */
/* complaint - the clock of a complaint, and what a maker is not told. */
#include "tests/unit/store/place.h"

#include "store/withhold.h"

#define DAY UINT64_C(86400000000)
/* 2023-11-01 */
#define BASE (UINT64_C(19662) * DAY)

static struct complaint_clock after(const struct complaint_act_row *acts,
				    size_t n)
{
	struct complaint_clock c = {.begun = false};

	for (size_t i = 0; i < n; i++)
		complaint_tick(&c, &acts[i]);
	return c;
}

static struct complaint_act_row act(enum complaint what, unsigned on,
				    unsigned until)
{
	return (struct complaint_act_row){
		.act = what,
		.on_us = BASE + on * DAY,
		.until_us = until != 0 ? BASE + (until + 1) * DAY : 0};
}

static unsigned late(const struct complaint_clock *c, unsigned day)
{
	return complaint_late(c, BASE + day * DAY + 1);
}

static void an_answer_is_due_after_thirty_days_and_a_fix_after_sixty(void **state)
{
	const struct complaint_act_row acts[] = {
		act(COMPLAINT_SENT, 0, 0), act(COMPLAINT_NOTE, 3, 0),
		act(COMPLAINT_ANSWERED, 20, 0), act(COMPLAINT_FIXED, 70, 0)};
	struct complaint_clock c = after(acts, 0);

	(void)state;
	assert_string_equal(complaint_state(&c), "not sent");
	assert_int_equal(late(&c, 900), 0);
	c = after(acts, 2);
	assert_string_equal(complaint_state(&c), "sent, no answer");
	assert_int_equal(late(&c, 30), 0);
	assert_int_equal(late(&c, 31), 1);
	assert_int_equal(late(&c, 100), 70);
	c = after(acts, 3);
	assert_string_equal(complaint_state(&c), "answered, not fixed");
	assert_int_equal(late(&c, 60), 0);
	assert_int_equal(late(&c, 61), 1);
	c = after(acts, 4);
	assert_string_equal(complaint_state(&c), "fixed");
	assert_int_equal(late(&c, 900), 0);
}

static void other_days_can_be_set_and_a_new_letter_begins_anew(void **state)
{
	const struct complaint_act_row acts[] = {
		act(COMPLAINT_SENT, 0, 10), act(COMPLAINT_ANSWERED, 9, 100),
		act(COMPLAINT_CLOSED, 90, 0), act(COMPLAINT_SENT, 200, 0)};
	struct complaint_clock c = after(acts, 1);

	(void)state;
	assert_int_equal(late(&c, 10), 0);
	assert_int_equal(late(&c, 11), 1);
	c = after(acts, 2);
	assert_int_equal(late(&c, 100), 0);
	assert_int_equal(late(&c, 102), 2);
	c = after(acts, 4);
	assert_string_equal(complaint_state(&c), "sent, no answer");
	assert_int_equal(c.answered_us, 0);
	assert_int_equal(late(&c, 230), 0);
	assert_int_equal(late(&c, 231), 1);
}

/* Two CTs of one model and one of another version; "ZZTITLE" is what the first
 * is called, and its own software tells it. */
static void make_ward(const struct place *p)
{
	struct recorder *r = open_one(p->db, "ward.pcap", "aa", false, NULL);

	assert_non_null(r);
	for (unsigned host = 1; host < 4; host++) {
		tell(r, host, A_dicom_ae, host == 1 ? "ZZTITLE" : "CT77", 0);
		tell(r, host, A_dicom_vendor, "Philips", 0);
		tell(r, host, A_dicom_modality, "CT", 0);
		tell(r, host, A_dicom_model, "Ingenuity", 0);
		tell(r, host, A_dicom_version, host < 3 ? "4.1" : "5.0", 0);
		tell(r, host, A_dicom_clear, "", 1);
		tell(r, host, A_telnet_session, "", 1);
	}
	tell(r, 1, A_smb_dialect, "NT LM of zztitle", 0);
	tell(r, 1, A_tls_server_name, "pacs.zzdomain.example", 0);
	tell(r, 1, A_dicom_institution, "ZZHOUSE", 0);
	recorder_end_capture(r, 0, NULL);
	assert_true(recorder_close(r, NULL));
}

static int ward(void **state)
{
	if (place_make(state) != 0)
		return -1;
	make_ward(*state);
	return 0;
}

static struct model model(struct place *p, const char *what, struct err *e)
{
	struct reader *r = reader_open(p->db, NULL);
	struct model m = {.name = ""};

	if (!complaint_find_model(r, what, &m, e))
		m.name[0] = '\0';
	reader_close(r);
	return m;
}

static void a_model_is_named_by_itself_with_its_version_or_by_a_device(void **state)
{
	struct place *p = *state;
	struct err e = {0};

	assert_string_equal(model(p, "philips ingenuity 4.1", &e).version, "4.1");
	assert_string_equal(model(p, "Ingenuity 5.0", &e).version, "5.0");
	assert_string_equal(model(p, "10.0.0.3", &e).version, "5.0");
	assert_string_equal(model(p, "Ingenuity", &e).name, "");
	assert_non_null(strstr(e.text, "means 2 models"));
	assert_non_null(strstr(e.text, "'Philips Ingenuity 5.0'"));
	assert_string_equal(model(p, "Nonesuch", &e).name, "");
	assert_non_null(strstr(e.text, "no device here"));
	assert_string_equal(model(p, "' OR 1=1 --", &e).name, "");
}

static bool write_down(struct place *p, enum complaint a, const char *what,
		       unsigned on, struct err *e)
{
	struct complaint_request q = {.act = a,
				      .what = what,
				      .reason = "a \x1b reason",
				      .author = "ana",
				      .on_us = BASE + on * DAY};

	return store_complain(p->db, &q, e);
}

struct seen {
	unsigned n;
	struct complaint_act_row last;
};

static bool take(void *ctx, const struct complaint_act_row *a)
{
	struct seen *s = ctx;

	s->n++;
	s->last = *a;
	return true;
}

static struct seen acts_of(struct place *p)
{
	struct reader *r = reader_open(p->db, NULL);
	struct seen s = {.n = 0};

	assert_true(reader_complaint_acts(r, NULL, take, &s, NULL));
	reader_close(r);
	return s;
}

static void an_act_that_cannot_be_is_refused_and_the_others_stay(void **state)
{
	static const char whole[] = "Philips Ingenuity 4.1";
	struct place *p = *state;
	struct err e = {0};
	struct seen s;

	assert_false(write_down(p, COMPLAINT_FIXED, whole, 0, &e));
	assert_non_null(strstr(e.text, "never sent"));
	assert_false(write_down(p, COMPLAINT_SENT, "Ingenuity", 0, &e));
	assert_true(write_down(p, COMPLAINT_NOTE, whole, 0, &e));
	assert_true(write_down(p, COMPLAINT_SENT, whole, 5, &e));
	assert_false(write_down(p, COMPLAINT_SENT, whole, 6, &e));
	assert_false(write_down(p, COMPLAINT_ANSWERED, whole, 4, &e));
	assert_int_equal(e.kind, ERR_USAGE);
	assert_true(write_down(p, COMPLAINT_ANSWERED, whole, 5, &e));
	assert_true(store_rebuild(p->db, tree_knowledge(), NULL));
	s = acts_of(p);
	assert_int_equal(s.n, 3);
	assert_int_equal(s.last.act, COMPLAINT_ANSWERED);
	assert_string_equal(s.last.reason, "a \\x1b reason");
	assert_string_equal(s.last.model.version, "4.1");
	assert_true(checks_out(p->db, &e));
}

static char *report(struct place *p, enum page_format format, bool serials)
{
	struct reader *r = reader_open(p->db, NULL);
	struct report_request q = {.report = REPORT_COMPLAINT,
				   .format = format,
				   .model = "Philips Ingenuity 4.1",
				   .serials = serials,
				   .at_us = BASE + 40 * DAY};
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	struct err e = {0};

	reader_know(r, tree_knowledge());
	if (!report_write(r, &q, out, &e))
		fail_msg("%s", e.text);
	fclose(out);
	reader_close(r);
	return text;
}

static void a_maker_reads_what_was_seen_and_not_where(void **state)
{
	static const char *const secrets[] = {"10.0.0.", "ZZTITLE", "zztitle",
					      "CT77", "ward.pcap", "ZZHOUSE",
					      "02:00:00"};
	struct place *p = *state;
	char *text;

	for (enum page_format f = 0; f < PAGE_FORMATS; f++) {
		text = report(p, f, true);
		for (size_t i = 0; i < sizeof(secrets) / sizeof(*secrets); i++)
			if (strstr(text, secrets[i]) != NULL)
				fail_msg("tells %s: %s", secrets[i], text);
		assert_non_null(strstr(text, "CLN-001"));
		assert_non_null(strstr(text, "CRD-001"));
		free(text);
	}
	text = report(p, PAGE_CSV, false);
	/* Two of two devices; the third is of another version. */
	assert_non_null(strstr(text, ",CLN-001,high,DICOM transferred without "
				     "TLS,high,2,2,2023-11-14,2023-11-14,"));
	free(text);
}

static void a_value_with_a_word_of_the_hospital_is_withheld(void **state)
{
	struct place *p = *state;
	struct reader *r = reader_open(p->db, NULL);
	struct model m = model(p, "Philips Ingenuity 4.1", NULL);
	struct withhold *w = withhold_open(r, &m, NULL);

	assert_non_null(w);
	assert_string_equal(withhold_value(w, "NT LM 0.12"), "NT LM 0.12");
	assert_string_equal(withhold_value(w, "NT of zzTitle 1"), "(withheld)");
	assert_string_equal(withhold_value(w, "at ZZHOUSE"), "(withheld)");
	assert_string_equal(withhold_value(w, "www.ZZdomain.example"),
			    "(withheld)");
	assert_string_equal(withhold_value(w, "for 10.0.0.1"), "(withheld)");
	withhold_close(w);
	reader_close(r);
	/* Where a device is and what it is called is never let through. */
	for (unsigned a = 1; a < ATTRS; a++) {
		const struct attr_row *row = attr_row((enum attr)a);

		if (row->gate == GATE_HOST || row->gate == GATE_AE ||
		    row->gate == GATE_SERIAL || row->gate == GATE_EUI ||
		    row->gate == GATE_UDI || row->claim == CLAIM_NAME)
			assert_false(withhold_lets((enum attr)a));
	}
	assert_false(withhold_lets(A_arp_binding));
	assert_false(withhold_lets(A_bedside_place));
	assert_false(withhold_lets(A_dicom_department));
	assert_true(withhold_lets(A_tls_version));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_is_due_after_thirty_days_and_a_fix_after_sixty),
		cmocka_unit_test(other_days_can_be_set_and_a_new_letter_begins_anew),
		cmocka_unit_test_setup_teardown(a_model_is_named_by_itself_with_its_version_or_by_a_device, ward, place_remove),
		cmocka_unit_test_setup_teardown(an_act_that_cannot_be_is_refused_and_the_others_stay, ward, place_remove),
		cmocka_unit_test_setup_teardown(a_maker_reads_what_was_seen_and_not_where, ward, place_remove),
		cmocka_unit_test_setup_teardown(a_value_with_a_word_of_the_hospital_is_withheld, ward, place_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
