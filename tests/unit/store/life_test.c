/* SPDX-License-Identifier: Apache-2.0 */
/* life - decisions in a database: kept, obeyed by the score, and told. */
#include "tests/unit/store/place.h"

#define DAY UINT64_C(86400000000)

/* A CT that speaks DICOM and Telnet, at so many days after the others. */
static void tell_ct(struct recorder *r, unsigned host, unsigned days)
{
	static const enum attr clear[] = {A_dicom_clear, A_telnet_session};
	struct record record;

	tell(r, host, A_dicom_ae, "CT01", 0);
	tell(r, host, A_dicom_vendor, "Philips", 0);
	tell(r, host, A_dicom_modality, "CT", 0);
	for (int i = 0; i < 2; i++) {
		record = fact_record(host, clear[i], "", 1);
		record.as.fact.first_us += days * DAY;
		record.as.fact.last_us += days * DAY;
		recorder_take(r, &record, 1);
	}
}

static void read_ward(struct place *p, const char *name, unsigned days)
{
	struct recorder *r = open_one(p->db, name, name, false, NULL);

	assert_non_null(r);
	tell_ct(r, 1, days);
	tell_ct(r, 2, days);
	recorder_end_capture(r, 0, NULL);
	assert_true(recorder_close(r, NULL));
}

static bool keep_finding(void *ctx, const struct finding_row *row)
{
	*(struct finding_row *)ctx = *row;
	return true;
}

static struct finding_row finding(struct place *p, const char *what)
{
	struct reader *r = reader_open(p->db, NULL);
	struct finding_row row = {0};
	char filter[32] = "id:";
	struct query q = {.filter = filter};
	struct err e = {0};
	uint64_t id;

	if (!reader_find_finding(r, what, &id, &e))
		fail_msg("%s", e.text);
	asset_id_print(id, filter + 3);
	assert_true(reader_findings(r, &q, keep_finding, &row, NULL));
	reader_close(r);
	return row;
}

static bool keep_score(void *ctx, const struct asset_row *row)
{
	*(unsigned *)ctx = row->score;
	return true;
}

/* The stored score, which must be the one that is explained. */
static unsigned score_of(struct place *p, const char *what)
{
	struct reader *r = reader_open(p->db, NULL);
	struct query q = {0};
	struct score score;
	unsigned stored = 0;

	assert_true(reader_find_asset(r, what, &q.asset, NULL));
	assert_true(reader_assets(r, &q, keep_score, &stored, NULL));
	assert_true(reader_score(r, q.asset, &score, NULL));
	assert_int_equal(score.score, stored);
	reader_close(r);
	return stored;
}

static bool act(struct place *p, enum act a, const char *what,
		const char *until, struct err *e)
{
	struct act_request q = {.act = a, .what = what, .reason = "a test",
				.author = "ana"};
	struct err none = {0};

	if (until != NULL)
		assert_true(day_parse(until, &q.until_us));
	return store_act(p->db, &q, e != NULL ? e : &none) &&
	       store_rebuild(p->db, tree_knowledge(), NULL);
}

static unsigned open_findings(struct place *p)
{
	struct reader *r = reader_open(p->db, NULL);
	struct site_row site;
	unsigned n = 0;

	assert_true(reader_site(r, &site, NULL));
	for (int i = 0; i < SEVERITIES; i++)
		n += site.findings[i];
	assert_true(site.all_findings >= n);
	reader_close(r);
	return n;
}

static bool count_act(void *ctx, const struct act_row *row)
{
	assert_string_equal(row->author, "ana");
	assert_true(row->at_us > 0);
	++*(unsigned *)ctx;
	return true;
}

static unsigned acts_of(struct place *p)
{
	struct reader *r = reader_open(p->db, NULL);
	unsigned n = 0;

	assert_true(reader_acts(r, 0, count_act, &n, NULL));
	reader_close(r);
	return n;
}

static void an_accepted_finding_counts_no_more_and_stays_so(void **state)
{
	struct place *p = *state;
	struct finding_row row;
	unsigned before, all;

	read_ward(p, "a", 0);
	before = score_of(p, "10.0.0.1");
	all = open_findings(p);
	assert_int_equal(finding(p, "CRD-001@10.0.0.1").state, STATE_NEW);
	assert_true(act(p, ACT_ACCEPT, "CRD-001@10.0.0.1", "2023-12-31", NULL));
	row = finding(p, "CRD-001@10.0.0.1");
	assert_int_equal(row.state, STATE_ACCEPTED);
	assert_string_equal(row.decided_by, "ana");
	assert_string_equal(row.reason, "a test");
	assert_true(score_of(p, "10.0.0.1") < before);
	assert_int_equal(score_of(p, "10.0.0.2"), before);
	assert_int_equal(open_findings(p), all - 1);
	read_ward(p, "b", 0);
	assert_true(store_rebuild(p->db, tree_knowledge(), NULL));
	assert_int_equal(finding(p, "CRD-001@10.0.0.1").state, STATE_ACCEPTED);
	/* More traffic, after its last day. */
	read_ward(p, "c", 60);
	row = finding(p, "CRD-001@10.0.0.1");
	assert_int_equal(row.state, STATE_REOPENED);
	assert_int_equal(row.since_us, row.until_us);
	/* As of one about which nobody decided; by then INV-013 counts, too. */
	assert_true(score_of(p, "10.0.0.1") >= before);
	assert_int_equal(score_of(p, "10.0.0.1"), score_of(p, "10.0.0.2"));
	assert_int_equal(acts_of(p), 1);
	assert_true(checks_out(p->db, NULL));
}

static void what_is_not_seen_again_is_stale_and_what_is_fixed_may_return(
	void **state)
{
	struct place *p = *state;
	struct recorder *r;

	read_ward(p, "a", 0);
	assert_true(act(p, ACT_FIX, "CRD-001@10.0.0.2", NULL, NULL));
	assert_int_equal(finding(p, "CRD-001@10.0.0.2").state, STATE_FIXED);
	r = open_one(p->db, "b", "b", false, NULL);
	tell_ct(r, 2, 31);
	assert_true(recorder_close(r, NULL));
	assert_int_equal(finding(p, "CRD-001@10.0.0.1").state, STATE_STALE);
	assert_int_equal(finding(p, "CRD-001@10.0.0.2").state, STATE_REOPENED);
	assert_true(score_of(p, "10.0.0.1") < score_of(p, "10.0.0.2"));
	assert_true(act(p, ACT_MITIGATE, "CRD-001@10.0.0.2", NULL, NULL));
	assert_int_equal(finding(p, "CRD-001@10.0.0.2").state, STATE_MITIGATED);
	assert_true(act(p, ACT_REOPEN, "CRD-001@10.0.0.2", NULL, NULL));
	assert_int_equal(finding(p, "CRD-001@10.0.0.2").state, STATE_REOPENED);
	assert_int_equal(acts_of(p), 3);
}

static void a_rule_is_suppressed_for_all_for_one_or_for_a_class(void **state)
{
	struct place *p = *state;
	struct act_request q = {.act = ACT_SUPPRESS, .what = "crd-001",
				.reason = "a test", .author = "ana"};
	struct err e = {0};

	read_ward(p, "a", 0);
	assert_true(day_parse("2024-12-31", &q.until_us));
	q.asset = "10.0.0.1";
	assert_true(store_act(p->db, &q, &e));
	assert_int_equal(finding(p, "CRD-001@10.0.0.1").state, STATE_SUPPRESSED);
	assert_int_equal(finding(p, "CRD-001@10.0.0.2").state, STATE_NEW);
	q.act = ACT_LIFT;
	assert_true(store_act(p->db, &q, &e));
	assert_int_equal(finding(p, "CRD-001@10.0.0.1").state, STATE_NEW);
	assert_false(store_act(p->db, &q, &e));
	q.act = ACT_SUPPRESS;
	q.asset = NULL;
	q.class = "imaging-ct";
	assert_true(store_act(p->db, &q, &e));
	assert_true(store_rebuild(p->db, tree_knowledge(), NULL));
	assert_int_equal(finding(p, "CRD-001@10.0.0.2").state, STATE_SUPPRESSED);
	score_of(p, "10.0.0.2");
	q.class = "no-such-class";
	assert_false(store_act(p->db, &q, &e));
	assert_int_equal(e.kind, ERR_USAGE);
}

static void what_makes_no_sense_is_refused(void **state)
{
	struct place *p = *state;
	struct err e = {0};

	read_ward(p, "a", 0);
	assert_false(act(p, ACT_ACCEPT, "CRD-001@10.0.0.1", "2023-01-01", &e));
	assert_int_equal(e.kind, ERR_USAGE);
	assert_false(act(p, ACT_ACCEPT, "CRD-001@10.0.0.9", "2024-01-01", &e));
	assert_false(act(p, ACT_ACCEPT, "CRD-001", "2024-01-01", &e));
	assert_false(act(p, ACT_SUPPRESS, "XXX-999", "2024-01-01", &e));
	assert_int_equal(acts_of(p), 0);
	for (unsigned i = 0; i < 5; i++) {
		static const char *const bad[] = {"2023-02-30", "2023-13-01",
						  "tomorrow", "1969-12-31",
						  "2023-1-1x"};
		uint64_t us;

		assert_false(day_parse(bad[i], &us));
	}
}

/* First only its address is known, then its MAC too: another id. */
static void a_decision_follows_its_device(void **state)
{
	struct place *p = *state;
	struct act_request q = {.act = ACT_ACCEPT, .what = "CRD-001@10.0.0.2",
				.reason = "a test", .author = "ana"};
	struct recorder *r;
	uint64_t before, after;

	read_ward(p, "a", 0);
	assert_true(day_parse("2024-12-31", &q.until_us));
	assert_true(store_act(p->db, &q, NULL));
	q.act = ACT_SUPPRESS;
	q.what = "CLN-001";
	q.asset = "10.0.0.2";
	assert_true(store_act(p->db, &q, NULL));
	before = finding(p, "CRD-001@10.0.0.2").asset;
	r = open_one(p->db, "b", "b", false, NULL);
	tell(r, 2, A_arp_binding, "", 2);
	assert_true(recorder_close(r, NULL));
	after = finding(p, "CRD-001@10.0.0.2").asset;
	assert_true(before != after);
	assert_int_equal(finding(p, "CRD-001@10.0.0.2").state, STATE_ACCEPTED);
	assert_int_equal(finding(p, "CLN-001@10.0.0.2").state,
			 STATE_SUPPRESSED);
	assert_true(score_of(p, "10.0.0.2") < score_of(p, "10.0.0.1"));
	assert_true(checks_out(p->db, NULL));
}

static bool keep_past(void *ctx, const struct past_row *row)
{
	*(struct past_row *)ctx = *row;
	return true;
}

static void a_finding_that_no_judgement_holds_goes_to_the_past(void **state)
{
	struct place *p = *state;
	const struct knowledge *few;
	struct knowledge_paths none = {.signatures = "tests/unit/store"};
	struct past_row row = {0};
	struct reader *r;

	read_ward(p, "a", 0);
	few = knowledge_open(&none, NULL);
	assert_non_null(few);
	assert_true(store_rebuild(p->db, few, NULL));
	r = reader_open(p->db, NULL);
	assert_true(reader_past(r, 0, keep_past, &row, NULL));
	reader_close(r);
	assert_string_equal(row.state, "withdrawn");
	assert_int_equal(row.back_us, 0);
	assert_true(store_rebuild(p->db, tree_knowledge(), NULL));
	r = reader_open(p->db, NULL);
	assert_true(reader_past(r, 0, keep_past, &row, NULL));
	reader_close(r);
	assert_true(row.back_us > 0);
	knowledge_close((struct knowledge *)(uintptr_t)few);
}

struct days {
	unsigned n, first, last;
	bool rules;
};

static bool add_day(void *ctx, const struct score_day_row *row)
{
	struct days *d = ctx;

	d->last = row->score;
	if (d->n++ == 0) {
		d->first = row->score;
		d->rules = row->other_rules;
	}
	return true;
}

static bool add_site(void *ctx, const struct site_day_row *row)
{
	assert_int_equal(row->critical + row->high + row->medium + row->low, 2);
	++*(unsigned *)ctx;
	return true;
}

static void a_score_is_kept_for_each_day_on_which_it_changed(void **state)
{
	struct place *p = *state;
	struct days d = {0};
	unsigned sites = 0, before;
	struct reader *r;
	uint64_t id;

	read_ward(p, "a", 0);
	before = score_of(p, "10.0.0.1");
	read_ward(p, "b", 1); /* nothing changes */
	assert_true(act(p, ACT_ACCEPT, "CRD-001@10.0.0.1", "2024-12-31", NULL));
	r = reader_open(p->db, NULL);
	assert_true(reader_find_asset(r, "10.0.0.1", &id, NULL));
	assert_true(reader_score_days(r, id, add_day, &d, NULL));
	assert_true(reader_site_days(r, add_site, &sites, NULL));
	reader_close(r);
	assert_int_equal(d.n, 2);
	assert_true(d.first < d.last);
	assert_int_equal(d.last, before);
	assert_false(d.rules);
	assert_int_equal(sites, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(an_accepted_finding_counts_no_more_and_stays_so),
		STORE_TEST(
			what_is_not_seen_again_is_stale_and_what_is_fixed_may_return),
		STORE_TEST(a_rule_is_suppressed_for_all_for_one_or_for_a_class),
		STORE_TEST(what_makes_no_sense_is_refused),
		STORE_TEST(a_decision_follows_its_device),
		STORE_TEST(a_finding_that_no_judgement_holds_goes_to_the_past),
		STORE_TEST(a_score_is_kept_for_each_day_on_which_it_changed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
