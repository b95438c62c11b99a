/* SPDX-License-Identifier: Apache-2.0 */
/* human - what people say about devices, in a database. */
#include "tests/unit/store/place.h"

static void read_ward(struct place *p, const char *name)
{
	struct recorder *r = open_one(p->db, name, name, false, NULL);

	assert_non_null(r);
	for (unsigned host = 1; host < 4; host++) {
		tell(r, host, A_arp_binding, "", 1);
		tell(r, host, A_dicom_modality, "CT", 0);
		tell(r, host, A_telnet_session, "", 1);
	}
	recorder_end_capture(r, 0, NULL);
	assert_true(recorder_close(r, NULL));
}

static bool tell_people(struct place *p, struct said_request q, struct err *e)
{
	struct err none = {0};
	uint64_t number[2];

	q.reason = q.reason != NULL ? q.reason : "a test";
	q.author = "ana";
	return store_say(p->db, &q, 1, number, e != NULL ? e : &none) &&
	       store_rebuild(p->db, tree_knowledge(), NULL);
}

static bool keep_row(void *ctx, const struct asset_row *row)
{
	*(struct asset_row *)ctx = *row;
	return true;
}

static struct asset_row asset(struct place *p, const char *what)
{
	struct reader *r = reader_open(p->db, NULL);
	struct asset_row row = {0};
	struct query q = {0};
	struct err e = {0};

	if (!reader_find_asset(r, what, &q.asset, &e))
		fail_msg("%s", e.text);
	assert_true(reader_assets(r, &q, keep_row, &row, NULL));
	reader_close(r);
	return row;
}

static bool count_said(void *ctx, const struct said_row *row)
{
	assert_string_equal(row->author, "ana");
	assert_true(row->at_us > 0);
	++*(unsigned *)ctx;
	return true;
}

static unsigned said_of(struct place *p, const char *what)
{
	struct reader *r = reader_open(p->db, NULL);
	uint64_t id = 0;
	unsigned n = 0;

	assert_true(what == NULL || reader_find_asset(r, what, &id, NULL));
	assert_true(reader_said(r, id, count_said, &n, NULL));
	reader_close(r);
	return n;
}

#define SET(f, v)                                                              \
	(struct said_request)                                                  \
	{                                                                      \
		.act = SAID_SET, .asset = "10.0.0.1", .field = (f), .value = (v)   \
	}
#define JOIN(a, b)                                                             \
	(struct said_request)                                                  \
	{                                                                      \
		.act = SAID_JOIN, .asset = (a), .other = (b)                   \
	}

static void what_was_said_survives_and_undo_leaves_nothing(void **state)
{
	struct place *p = *state;
	char *before, *after;

	read_ward(p, "a");
	before = dump_of(p->db);
	assert_true(tell_people(p, SET(CLAIM_CLASS, "ventilator"), NULL));
	assert_true(tell_people(p, SET(CLAIM_LOCATION, "ward 3"), NULL));
	assert_true(tell_people(p, JOIN("10.0.0.2", "10.0.0.3"), NULL));
	assert_string_equal(asset(p, "10.0.0.1").class_name, "ventilator");
	assert_int_equal(asset(p, "10.0.0.1").criticality, 'A');
	assert_string_equal(asset(p, "10.0.0.1").location, "ward 3");
	assert_int_equal(asset(p, "10.0.0.2").id, asset(p, "10.0.0.3").id);
	assert_true(checks_out(p->db, NULL));
	read_ward(p, "b");
	assert_true(store_rebuild(p->db, tree_knowledge(), NULL));
	assert_string_equal(asset(p, "10.0.0.1").class_name, "ventilator");
	assert_int_equal(asset(p, "10.0.0.2").id, asset(p, "10.0.0.3").id);
	assert_int_equal(said_of(p, NULL), 3);
	assert_int_equal(said_of(p, "10.0.0.1"), 2);
	assert_int_equal(said_of(p, "10.0.0.3"), 1);
	for (unsigned i = 1; i < 4; i++)
		assert_true(tell_people(p, (struct said_request){
			.act = SAID_UNDO, .undoes = i}, NULL));
	after = dump_of(p->db);
	free(before);
	/* The second reading counted facts twice: beside the same ward. */
	assert_int_equal(unlink(p->db), 0);
	read_ward(p, "a");
	read_ward(p, "b");
	before = dump_of(p->db);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

/* A decision about a finding goes where its device goes, and back. */
static void decisions_go_along_with_joined_devices(void **state)
{
	struct place *p = *state;
	struct act_request q = {.act = ACT_ACCEPT, .reason = "a test",
				.what = "CRD-001@10.0.0.3", .author = "ana"};
	char *before, *after;

	read_ward(p, "a");
	assert_true(day_parse("2023-12-31", &q.until_us));
	assert_true(store_act(p->db, &q, NULL));
	assert_true(store_rebuild(p->db, tree_knowledge(), NULL));
	before = dump_of(p->db);
	assert_true(asset(p, "10.0.0.3").score < asset(p, "10.0.0.2").score);
	assert_true(tell_people(p, JOIN("10.0.0.2", "10.0.0.3"), NULL));
	assert_true(asset(p, "10.0.0.2").score < asset(p, "10.0.0.1").score);
	assert_true(tell_people(p, (struct said_request){
		.act = SAID_UNDO, .undoes = 1}, NULL));
	after = dump_of(p->db);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void decide(struct place *p, const char *what, const char *until)
{
	struct act_request q = {.act = ACT_ACCEPT, .reason = "a test",
				.what = what, .author = "ana"};

	assert_true(day_parse(until, &q.until_us));
	assert_true(store_act(p->db, &q, NULL));
	assert_true(store_rebuild(p->db, tree_knowledge(), NULL));
}

static const char *until_of(struct place *p, const char *what)
{
	static char day[DAY_TEXT];
	uint64_t id = asset(p, what).id;
	int64_t us;
	struct db d;
	char text[160];

	snprintf(text, sizeof(text), "SELECT coalesce(max(until_us), 0) FROM "
		 "decision WHERE asset = %llu", (unsigned long long)id);
	assert_true(db_open(&d, p->db, DB_READ, NULL));
	assert_true(db_number(&d, text, &us, NULL));
	db_close(&d);
	day_print((uint64_t)us, day);
	return day;
}

/* Whichever of two was decided later holds for the device that both became, and
 * each has its own again when they are two. */
static void the_later_decision_holds_until_devices_are_two_again(void **state)
{
	static const char *const order[2][2] = {{"10.0.0.2", "10.0.0.3"},
						{"10.0.0.3", "10.0.0.2"}};
	struct place *p = *state;
	uint64_t undoes = 1;

	read_ward(p, "a");
	for (int turn = 0; turn < 2; turn++, undoes += 2) {
		const char *early = order[turn][0], *late = order[turn][1];
		char what[40];

		snprintf(what, sizeof(what), "CRD-001@%s", early);
		decide(p, what, "2023-12-30");
		snprintf(what, sizeof(what), "CRD-001@%s", late);
		decide(p, what, "2023-12-29");
		assert_true(tell_people(p, JOIN("10.0.0.2", "10.0.0.3"), NULL));
		assert_string_equal(until_of(p, "10.0.0.2"), "2023-12-29");
		assert_true(store_rebuild(p->db, tree_knowledge(), NULL));
		assert_string_equal(until_of(p, "10.0.0.3"), "2023-12-29");
		assert_true(tell_people(p, (struct said_request){
			.act = SAID_UNDO, .undoes = undoes}, NULL));
		assert_string_equal(until_of(p, early), "2023-12-30");
		assert_string_equal(until_of(p, late), "2023-12-29");
	}
}

static void a_value_without_room_or_sense_is_refused(void **state)
{
	struct place *p = *state;
	char *long_one = must_alloc(100001, 1);
	struct err e = {0};

	read_ward(p, "a");
	memset(long_one, 'x', 100000);
	assert_false(tell_people(p, SET(CLAIM_OWNER, long_one), &e));
	assert_int_equal(e.kind, ERR_USAGE);
	assert_non_null(strstr(e.text, "at most 160"));
	assert_false(tell_people(p, SET(CLAIM_OWNER, "  "), &e));
	assert_non_null(strstr(e.text, "some text"));
	assert_false(tell_people(p, JOIN("10.0.0.1", "10.0.0.1"), &e));
	assert_non_null(strstr(e.text, "one device already"));
	assert_false(tell_people(p, (struct said_request){
		.act = SAID_UNDO, .undoes = 1}, &e));
	assert_int_equal(said_of(p, NULL), 0);
	/* What could fool a reader is spelt out, and counted so. */
	assert_true(tell_people(p, SET(CLAIM_OWNER, "a\033[2J\xff\u202e"), NULL));
	assert_string_equal(asset(p, "10.0.0.1").owner, "a\\x1b[2J\\xff\\u202e");
	free(long_one);
}

/* All that one command says, or none of it. */
static void several_are_said_together_or_not_at_all(void **state)
{
	struct place *p = *state;
	struct said_request q[2] = {SET(CLAIM_OWNER, "ICU"),
				    SET(CLAIM_TAG, "")};
	uint64_t number[2] = {0};

	read_ward(p, "a");
	for (int i = 0; i < 2; i++) {
		q[i].reason = "a test";
		q[i].author = "ana";
	}
	assert_false(store_say(p->db, q, 2, number, NULL));
	assert_int_equal(said_of(p, NULL), 0);
	q[1].value = "12";
	assert_true(store_say(p->db, q, 2, number, NULL));
	assert_int_equal(number[0], 1);
	assert_int_equal(number[1], 2);
}

/* While a recorder holds the database: it takes in what was decided. */
static void what_is_said_beside_a_recorder_is_taken_in(void **state)
{
	struct place *p = *state;
	struct act_request act = {.act = ACT_ACCEPT, .reason = "a test",
				  .what = "CRD-001@10.0.0.3", .author = "ana"};
	struct said_request q = SET(CLAIM_CLASS, "ventilator");
	struct recorder *r;
	uint64_t number[2];
	unsigned before;
	struct err e = {0};

	read_ward(p, "a");
	before = asset(p, "10.0.0.3").score;
	r = open_one(p->db, "b", "b", false, NULL);
	assert_non_null(r);
	assert_true(store_is_written(p->db));
	assert_false(store_rebuild(p->db, tree_knowledge(), &e));
	assert_int_equal(e.kind, ERR_DATABASE);
	q.reason = "a test";
	q.author = "ana";
	assert_true(store_say(p->db, &q, 1, number, &e));
	assert_string_equal(asset(p, "10.0.0.1").class_name, "imaging-ct");
	assert_true(recorder_commit(r, 1000, false, &e));
	assert_string_equal(asset(p, "10.0.0.1").class_name, "ventilator");
	/* Not before it is time, and at the latest at its end. */
	assert_true(day_parse("2023-12-31", &act.until_us));
	assert_true(store_act(p->db, &act, &e));
	assert_true(recorder_commit(r, 1001, false, &e));
	assert_int_equal(asset(p, "10.0.0.3").score, before);
	recorder_end_capture(r, 0, NULL);
	assert_true(recorder_close(r, &e));
	assert_true(asset(p, "10.0.0.3").score < before);
	assert_false(store_is_written(p->db));
	assert_true(checks_out(p->db, NULL));
}

static void a_database_of_before_is_brought_up(void **state)
{
	struct place *p = *state;
	char *before, *after;

	read_ward(p, "a");
	before = dump_of(p->db);
	make_old(p->db, 3);
	assert_null(reader_open(p->db, NULL));
	assert_true(store_rebuild(p->db, tree_knowledge(), NULL));
	after = dump_of(p->db);
	assert_string_equal(before, after);
	assert_true(tell_people(p, SET(CLAIM_OWNER, "ICU"), NULL));
	free(before);
	free(after);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(what_was_said_survives_and_undo_leaves_nothing),
		STORE_TEST(decisions_go_along_with_joined_devices),
		STORE_TEST(the_later_decision_holds_until_devices_are_two_again),
		STORE_TEST(a_value_without_room_or_sense_is_refused),
		STORE_TEST(several_are_said_together_or_not_at_all),
		STORE_TEST(what_is_said_beside_a_recorder_is_taken_in),
		STORE_TEST(a_database_of_before_is_brought_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
