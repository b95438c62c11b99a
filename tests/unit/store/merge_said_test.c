/* SPDX-License-Identifier: Apache-2.0 */
/* merge_said_test - what people said and makers declare, and on which days. */
#include "tests/unit/store/merging.h"

static const uint64_t DAY_US = UINT64_C(86400000000);

/* Somebody says it of the host 10.0.0.1 of this database. */
static void say(const char *db, unsigned moment, const char *act,
		const char *field, const char *value, unsigned undoes)
{
	char text[512];

	snprintf(text, sizeof(text),
		 "INSERT INTO asset_act (at_us, author, act, reason, asset, mac, "
		 "ip, net, other_asset, other_mac, other_ip, other_net, field, "
		 "value, undoes) SELECT %u, 'ana', '%s', 'r', id, mac, ip, net, "
		 "0, '', '', 0, '%s', '%s', %u FROM asset WHERE ip = '10.0.0.1'",
		 moment, act, field, value, undoes);
	run_sql(db, text);
}

static void acts_stand_once_in_their_order_and_what_undoes_finds_its_act(
	void **state)
{
	static const char acts[] = "SELECT group_concat(number || act || value "
				   "|| undoes) FROM (SELECT * FROM asset_act "
				   "ORDER BY number)";
	static const char now[] = "SELECT class || name || (SELECT value FROM "
				  "asset_note WHERE asset = id) FROM asset "
				  "WHERE ip = '10.0.0.1'";
	struct place *p = *state;

	read_capture(path_of(p, "a"), "one", 1, 2);
	say(path_of(p, "a"), 5, "set", "class", "ventilator", 0);
	say(path_of(p, "a"), 5, "set", "name", "zeta", 0);
	say(path_of(p, "a"), 5, "set", "name", "alpha", 0);
	copy_file(path_of(p, "a"), path_of(p, "b"));
	say(path_of(p, "a"), 9, "set", "location", "ward 3", 0);
	say(path_of(p, "a"), 9, "undo", "", "", 1);
	say(path_of(p, "b"), 7, "set", "class", "infusion-pump", 0);
	say(path_of(p, "b"), 8, "undo", "", "", 4);
	say(path_of(p, "b"), 10, "set", "class", "dialysis", 0);
	for (int turn = 0; turn < 3; turn++) {
		const char *out = turn == 0   ? MERGE(p, "ab", "a", "b")
				  : turn == 1 ? MERGE(p, "ba", "b", "a", "b")
					      : MERGE(p, "all", "a", "ba", "ab");

		assert_string_equal(answer(out, acts),
				    "1setventilator0,2setzeta0,3setalpha0,"
				    "4setinfusion-pump0,5undo4,6setward 30,"
				    "7undo1,8setdialysis0");
		assert_string_equal(answer(out, now), "dialysisalphaward 3");
	}
}

/* Without a MAC: the address is one of each site. */
static void read_far(const char *db, const char *name)
{
	struct recorder *r = begin(db, name, false);
	struct record record = fact_record(1, A_dicom_ae, "CT01", 0);

	memset(&record.as.fact.subject.mac, 0, sizeof(struct mac));
	recorder_take(r, &record, 1);
	finish(r);
}

static void what_is_said_goes_along_to_the_site(void **state)
{
	static const char said[] = "SELECT group_concat(net_name(a.net) || "
				   "n.value) FROM asset a JOIN asset_note n ON "
				   "n.asset = a.id";
	struct place *p = *state;
	struct merge_input in[3] = {{path_of(p, "a"), 1}, {path_of(p, "b"), 2}};

	read_far(path_of(p, "a"), "one");
	read_far(path_of(p, "b"), "two");
	say(path_of(p, "b"), 5, "set", "location", "south", 0);
	assert_true(merge_at(path_of(p, "out"), in, 2, NULL));
	assert_string_equal(answer(path_of(p, "out"), said),
			    "site 2 vlan 30south");
	in[2] = (struct merge_input){path_of(p, "out"), 3};
	assert_true(merge_at(path_of(p, "again"), in, 3, NULL));
	assert_string_equal(answer(path_of(p, "again"), said),
			    "site 2 vlan 30south");
	assert_string_equal(answer(path_of(p, "again"), "SELECT count(*) FROM "
				   "asset_act"), "1");
}

static void the_newest_form_of_a_model_comes_with_its_answers(void **state)
{
	struct place *p = *state;

	read_capture(path_of(p, "a"), "one", 1, 1);
	read_capture(path_of(p, "b"), "two", 1, 1);
	read_capture(path_of(p, "c"), "two", 1, 1);
	run_sql(path_of(p, "a"),
		"INSERT INTO mds2 VALUES (1, 'Acme', 'M1', 'd', '2024-01-02', "
		"'f', 'x'); INSERT INTO mds2_answer VALUES (1, 'SAHD-1', 'Yes', "
		"''), (1, 'SAHD-2', 'Yes', '')");
	run_sql(path_of(p, "b"),
		"INSERT INTO mds2 VALUES (1, 'Other', 'M2', 'd', '', 'f', 'y'), "
		"(2, 'ACME', 'm1', 'd', '2025-01-02', 'f', 'z'); INSERT INTO "
		"mds2_answer VALUES (1, 'SAHD-1', 'Yes', ''), (2, 'SAHD-1', "
		"'No', '')");
	run_sql(path_of(p, "c"), "INSERT INTO mds2 VALUES (7, 'acme', 'm1', 'd', "
		"'spring', 'f', 'w'); INSERT INTO mds2_answer VALUES (7, "
		"'SAHD-3', 'No', '')");
	for (int turn = 0; turn < 2; turn++)
		assert_string_equal(
			answer(turn == 0 ? MERGE(p, "abc", "a", "b", "c")
					 : MERGE(p, "cba", "c", "abc", "b", "a"),
			       "SELECT group_concat(vendor || edition || question "
			       "|| answer) FROM (SELECT * FROM mds2 m JOIN "
			       "mds2_answer a ON a.mds2 = m.id ORDER BY vendor)"),
			"ACME2025-01-02SAHD-1No,OtherSAHD-1Yes");
}

static void what_was_written_down_stands_once(void **state)
{
	static const char *const questions[][2] = {
		{"SELECT group_concat(text, '') FROM (SELECT text FROM baseline "
		 "ORDER BY id)", "early.late."},
		{"SELECT group_concat(act) FROM (SELECT act FROM complaint_act "
		 "ORDER BY id)", "sent,note,answered"},
		{"SELECT group_concat(day || measure || part || '/' || whole) "
		 "FROM (SELECT * FROM measure_day WHERE day < 9 ORDER BY "
		 "measure)", "5m2/9,5n1/1"},
		{"SELECT group_concat(key || value) FROM (SELECT * FROM setting "
		 "WHERE key LIKE 'forgotten%' OR key IN ('strange', "
		 "'heard_from_us') ORDER BY key)",
		 "forgotten_assets3,forgotten_facts4,forgotten_talks9,"
		 "heard_from_us8,strange6"},
	};
	struct place *p = *state;

	read_capture(path_of(p, "a"), "one", 1, 1);
	run_sql(path_of(p, "a"),
		"INSERT INTO baseline VALUES (1, 3, 'ana', 'r', 1, '', 'early.');"
		"INSERT INTO complaint_act VALUES (1, 2, 'ana', 'v', 'm', '1', "
		"'sent', 2, 0, 'r')");
	copy_file(path_of(p, "a"), path_of(p, "b"));
	run_sql(path_of(p, "a"),
		"INSERT INTO baseline VALUES (2, 8, 'ana', 'r', 1, '', 'late.');"
		"INSERT INTO complaint_act VALUES (2, 9, 'ana', 'v', 'm', '1', "
		"'answered', 2, 0, 'r');"
		"INSERT INTO measure_day VALUES (5, 'm', 3, 4), (5, 'n', 1, 1);"
		"INSERT OR REPLACE INTO setting VALUES ('forgotten_talks', 9), "
		"('forgotten_facts', 1), ('strange', 6), ('heard_from_us', 8)");
	run_sql(path_of(p, "b"),
		"INSERT INTO complaint_act VALUES (2, 5, 'ben', 'v', 'm', '1', "
		"'note', 2, 0, 'r');"
		"INSERT INTO measure_day VALUES (5, 'm', 2, 9);"
		"INSERT OR REPLACE INTO setting VALUES ('forgotten_talks', 2), "
		"('forgotten_facts', 4), ('forgotten_assets', 3), "
		"('heard_from_us', 7)");
	for (int turn = 0; turn < 2; turn++) {
		const char *out = turn == 0 ? MERGE(p, "ab", "a", "b")
					    : MERGE(p, "ba", "b", "ab", "a");

		for (size_t i = 0; i < 4; i++)
			assert_string_equal(answer(out, questions[i][0]),
					    questions[i][1]);
	}
}

static void each_run_of_watch_is_listened_once(void **state)
{
	static const char runs[] = "SELECT group_concat(first_us || '-' || "
				   "last_us) FROM (SELECT first_us, last_us FROM "
				   "listening ORDER BY 1)";
	struct place *p = *state;

	read_capture(path_of(p, "b"), "one", 5, 5);
	listen(path_of(p, "a"), 1);
	run_sql(path_of(p, "a"), "UPDATE listening SET first_us = 1, last_us = 2");
	copy_file(path_of(p, "a"), path_of(p, "early"));
	run_sql(path_of(p, "a"), "UPDATE listening SET last_us = 3; INSERT INTO "
		"listening SELECT capture, 5, 7 FROM listening");
	assert_string_equal(answer(MERGE(p, "out", "early", "b", "a"), runs),
			    "1-3,5-7");
	assert_string_equal(answer(MERGE(p, "more", "a", "out", "early"), runs),
			    "1-3,5-7");
}

/* A host says something on each of these days; and talks on the first and the
 * last, as one that is summed up. */
static void read_days(const char *db, const char *name, unsigned from,
		      unsigned to)
{
	struct recorder *r = begin(db, name, false);

	assert_non_null(r);
	for (unsigned day = from; day < to; day++) {
		struct record said = fact_record(1, A_http_server, "nginx", 0);
		struct record talk = talk_record(2, 3, 104, "dicom");

		said.as.fact.first_us += day * DAY_US;
		said.as.fact.last_us += day * DAY_US;
		recorder_take(r, &said, 1);
		talk.as.talk.first_us += day * DAY_US;
		talk.as.talk.last_us += day * DAY_US;
		if (day == from || day == to - 1)
			recorder_take(r, &talk, 1);
	}
	finish(r);
}

static void days_heard_come_together(void **state)
{
	static const char none[] = "SELECT count(*) FROM heard WHERE ip = "
				   "'10.0.0.1'";
	struct place *p = *state;

	read_days(path_of(p, "a"), "one", 0, 9);
	read_days(path_of(p, "b"), "two", 20, 21);
	read_days(path_of(p, "c"), "three", 40, 70);
	read_days(path_of(p, "all"), "one", 0, 9);
	read_days(path_of(p, "all"), "two", 20, 21);
	read_days(path_of(p, "all"), "three", 40, 70);
	assert_string_equal(answer(path_of(p, "all"), none), "1");
	assert_same(MERGE(p, "abc", "a", "b", "c"), path_of(p, "all"));
	assert_same(MERGE(p, "cb", "c", "b", "c"), MERGE(p, "bc", "b", "c"));
	assert_same(MERGE(p, "cba", "cb", "a", "abc"), path_of(p, "all"));
	assert_true(store_rebuild(path_of(p, "cba"), tree_knowledge(), NULL));
	assert_same(path_of(p, "cba"), path_of(p, "all"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(acts_stand_once_in_their_order_and_what_undoes_finds_its_act),
		STORE_TEST(what_is_said_goes_along_to_the_site),
		STORE_TEST(the_newest_form_of_a_model_comes_with_its_answers),
		STORE_TEST(what_was_written_down_stands_once),
		STORE_TEST(each_run_of_watch_is_listened_once),
		STORE_TEST(days_heard_come_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
