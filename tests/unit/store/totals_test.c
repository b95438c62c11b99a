/* SPDX-License-Identifier: Apache-2.0 */
/* Totals that are kept fit what they count, and lists begin without reading all. */
#include "place.h"
#include "store/reader.h"

static int a_small_site(void **state)
{
	struct place *p;
	struct recorder *r;

	if (place_make(state) != 0)
		return -1;
	p = *state;
	r = open_one(p->db, "one", "one", false, NULL);
	assert_non_null(r);
	for (unsigned host = 1; host < 9; host++) {
		tell(r, host, A_dicom_model, "Ingenuity CT", host);
		tell(r, host, A_dicom_clear, "", 1);
		tell_talk(r, host, 200, 104, "dicom");
	}
	recorder_end_capture(r, 0, NULL);
	assert_true(recorder_close(r, NULL));
	return 0;
}

static void decide(const struct place *p, enum act act, const char *what)
{
	struct act_request q = {.act = act, .what = what, .reason = "so",
				.author = "somebody",
				.until_us = UINT64_C(1) << 60};

	assert_true(store_act(p->db, &q, NULL));
}

static unsigned open_by_totals(const struct place *p)
{
	struct reader *r = reader_open(p->db, NULL);
	struct site_row site;
	unsigned n = 0;

	assert_true(reader_site(r, &site, NULL));
	reader_close(r);
	for (unsigned i = 0; i < SEVERITIES; i++)
		n += site.findings[i];
	return n;
}

static void totals_follow_what_is_decided(void **state)
{
	struct place *p = *state;
	unsigned all = open_by_totals(p);

	assert_true(all >= 8);
	assert_true(store_check(p->db, NULL, NULL));
	decide(p, ACT_ACCEPT, "CLN-001@10.0.0.1");
	assert_int_equal(open_by_totals(p), all - 1);
	assert_true(store_check(p->db, NULL, NULL));
	decide(p, ACT_SUPPRESS, "CLN-001");
	assert_true(open_by_totals(p) <= all - 8);
	assert_true(store_check(p->db, NULL, NULL));
	assert_true(store_rebuild(p->db, tree_knowledge(), NULL));
	assert_true(open_by_totals(p) <= all - 8);
	assert_true(store_check(p->db, NULL, NULL));
	decide(p, ACT_LIFT, "CLN-001");
	assert_int_equal(open_by_totals(p), all - 1);
	decide(p, ACT_REOPEN, "CLN-001@10.0.0.1");
	assert_int_equal(open_by_totals(p), all);
	assert_true(store_check(p->db, NULL, NULL));
}

static bool take_finding(void *ctx, const struct finding_row *row)
{
	(void)ctx;
	(void)row;
	return true;
}

/* The plan of what was asked last, its lines joined. */
static void plan_of(struct reader *r, const char *filter, char *out, size_t size)
{
	struct query q = {.filter = filter, .limit = 4}; /* a full page */
	char text[12288];
	sqlite3_stmt *s;

	assert_true(reader_findings(r, &q, take_finding, NULL, NULL));
	snprintf(text, sizeof(text), "EXPLAIN QUERY PLAN %s",
		 sqlite3_sql(r->db.statement[r->db.statements - 1]));
	assert_int_equal(sqlite3_prepare_v2(r->db.sql, text, -1, &s, NULL),
			 SQLITE_OK);
	out[0] = '\0';
	while (sqlite3_step(s) == SQLITE_ROW) {
		size_t used = strlen(out);

		snprintf(out + used, size - used, "%s\n",
			 (const char *)sqlite3_column_text(s, 3));
	}
	sqlite3_finalize(s);
}

static void the_first_page_of_findings_reads_and_sorts_no_others(void **state)
{
	static const char *const filters[] = {NULL, "sev:high", "finding:CLN-001",
					      "state:open"};
	struct place *p = *state;

	for (size_t i = 0; i < sizeof(filters) / sizeof(*filters); i++) {
		struct reader *r = reader_open(p->db, NULL);
		char plan[4096];

		plan_of(r, filters[i], plan, sizeof(plan));
		assert_non_null(strstr(plan, "SCAN t\n"));
		assert_non_null(strstr(plan, "INDEX finding_by_rank (rank=? AND rule=?)"));
		assert_null(strstr(plan, "SCAN f"));
		assert_null(strstr(plan, "SCAN a\n"));
		assert_null(strstr(plan, "TEMP B-TREE"));
		reader_close(r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(totals_follow_what_is_decided,
						a_small_site, place_remove),
		cmocka_unit_test_setup_teardown(
			the_first_page_of_findings_reads_and_sorts_no_others,
			a_small_site, place_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
