/* SPDX-License-Identifier: Apache-2.0 */
/* forget - the database loses what is forgotten, says so, and stays sound. */
#include "tests/unit/store/place.h"

static const uint64_t DAY_US = UINT64_C(86400000000);

static struct recorder *open_keeping(const char *db, const char *name,
				     uint32_t days)
{
	struct capture_info c = {.name = name, .size = 1000};
	struct recorder_options o = {
		.path = db,
		.knowledge = tree_knowledge(),
		.limits = inventory_defaults(),
		.captures = &c,
		.capture_count = 1,
	};
	struct recorder *r;

	snprintf(c.digest, sizeof(c.digest), "%s", name);
	o.limits.keep_days = days;
	r = recorder_open(&o, NULL);
	assert_non_null(r);
	return r;
}

static void tell_on(struct recorder *r, unsigned day, unsigned host)
{
	struct record record = fact_record(host, A_dicom_modality, "CT", 0);
	struct record talk = talk_record(host, 200, 104, "dicom");

	record.as.fact.first_us += day * DAY_US;
	record.as.fact.last_us += day * DAY_US;
	talk.as.talk.first_us += day * DAY_US;
	talk.as.talk.last_us += day * DAY_US;
	recorder_take(r, &record, 1);
	recorder_take(r, &talk, 1);
}

/* Two hosts, of which the second is heard for three days only, and a server. */
static void run(const char *db, const char *name, unsigned from, unsigned to,
		uint32_t keep, bool judging)
{
	struct recorder *r = open_keeping(db, name, keep);

	for (unsigned day = from; day < to; day++) {
		tell_on(r, day, 1);
		if (day < 3)
			tell_on(r, day, 2);
		if (judging)
			assert_true(recorder_commit(r, day * 60000, true, NULL));
	}
	recorder_end_capture(r, 0, NULL);
	assert_true(recorder_close(r, NULL));
}

static void rows_go_are_counted_and_the_rest_is_sound(void **state)
{
	struct place *p = *state;
	struct site_row site;
	struct reader *r;

	run(p->db, "one", 0, 12, 10, false);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM asset"), 2);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM heard"), 5);
	run(p->db, "two", 12, 45, 10, false);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM asset"), 1);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM fact"), 1);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM talk"), 1);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM conversation"), 1);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM heard"), 3);
	assert_true(checks_out(p->db, NULL));
	run(p->db, "three", 45, 46, 10, false);
	r = reader_open(p->db, NULL);
	assert_true(reader_site(r, &site, NULL));
	assert_int_equal(site.forgotten.talks, 1);
	assert_int_equal(site.forgotten.facts, 1);
	assert_int_equal(site.forgotten.assets, 1);
	reader_close(r);
}

static void a_little_at_a_time_comes_to_the_same(void **state)
{
	struct place *p = *state;
	const char *other = path_of(p, "steps.db");
	char *a, *b;

	run(p->db, "one", 0, 20, 10, false);
	run(other, "one", 0, 20, 10, true);
	a = dump_of(p->db);
	b = dump_of(other);
	assert_string_equal(a, b);
	assert_int_equal(ask(other, "SELECT value FROM setting WHERE key = "
				    "'forgotten_assets'"), 1);
	assert_int_equal(ask(other, "SELECT count(*) FROM conversation"), 1);
	assert_true(checks_out(other, NULL));
	free(a);
	free(b);
}

static void who_comes_back_is_written_anew(void **state)
{
	struct place *p = *state;
	struct recorder *r;

	run(p->db, "one", 0, 20, 10, true);
	r = open_keeping(p->db, "two", 10);
	tell_on(r, 20, 2);
	assert_true(recorder_commit(r, 0, true, NULL));
	tell_on(r, 21, 2);
	assert_true(recorder_close(r, NULL));
	assert_int_equal(ask(p->db, "SELECT count(*) FROM asset"), 2);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM talk"), 2);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM heard"), 5);
	assert_true(checks_out(p->db, NULL));
	assert_true(store_rebuild(p->db, tree_knowledge(), NULL));
	assert_int_equal(ask(p->db, "SELECT count(*) FROM asset"), 2);
}

static void what_people_decided_is_not_forgotten(void **state)
{
	struct place *p = *state;
	struct act_request q = {.act = ACT_MITIGATE, .what = "NET-011@10.0.0.2",
				.reason = "x", .author = "ana"};
	struct err e = {0};

	run(p->db, "one", 0, 3, 10, false);
	if (!store_act(p->db, &q, &e))
		fail_msg("%s", e.text);
	run(p->db, "two", 3, 20, 10, false);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM asset"), 1);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM decision"), 1);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM audit"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(rows_go_are_counted_and_the_rest_is_sound),
		STORE_TEST(a_little_at_a_time_comes_to_the_same),
		STORE_TEST(who_comes_back_is_written_anew),
		STORE_TEST(what_people_decided_is_not_forgotten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
