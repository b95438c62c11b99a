/* SPDX-License-Identifier: Apache-2.0 */
/* merge_test - one database out of several: nothing twice, nothing lost. */
#include "tests/unit/store/merging.h"

#include <fcntl.h>

static void a_capture_that_two_have_read_counts_once(void **state)
{
	struct place *p = *state;

	read_capture(path_of(p, "a"), "one", 1, 3);
	read_capture(path_of(p, "a"), "two", 2, 5);
	read_capture(path_of(p, "b"), "two", 2, 5);
	read_capture(path_of(p, "b"), "three", 1, 9);
	read_capture(path_of(p, "all"), "one", 1, 3);
	read_capture(path_of(p, "all"), "two", 2, 5);
	read_capture(path_of(p, "all"), "three", 1, 9);
	assert_same(MERGE(p, "ab", "a", "b"), path_of(p, "all"));
	assert_same(MERGE(p, "ba", "b", "a"), path_of(p, "all"));
	assert_same(MERGE(p, "again", "ab", "a", "ab", "b"), path_of(p, "all"));
	assert_string_equal(answer(path_of(p, "again"), "SELECT count(*) || ' ' "
				   "|| sum(frames) FROM capture"), "3 30");
	/* And goes on as one that was read into. */
	read_capture(path_of(p, "ab"), "four", 8, 9);
	read_capture(path_of(p, "all"), "four", 8, 9);
	assert_same(path_of(p, "ab"), path_of(p, "all"));
	assert_same(MERGE(p, "more", "ab", "all"), path_of(p, "all"));
}

/* Two sensors call their interface the same; a copy is the same sensor. */
static void what_was_heard_live_is_known_by_its_database(void **state)
{
	static const char count[] = "SELECT count || ' ' || (SELECT count(*) "
				    "FROM capture) FROM fact WHERE ip = "
				    "'10.0.0.1'";
	struct place *p = *state;

	listen(path_of(p, "a"), 1);
	copy_file(path_of(p, "a"), path_of(p, "early"));
	listen(path_of(p, "a"), 1);
	listen(path_of(p, "b"), 1);
	assert_string_equal(answer(MERGE(p, "one", "early", "a"), count), "4 1");
	assert_string_equal(answer(MERGE(p, "two", "a", "b"), count), "6 2");
	assert_string_equal(answer(MERGE(p, "all", "two", "early", "one"),
				   count), "6 2");
	/* The watch goes on in the merged one. */
	listen(path_of(p, "one"), 1);
	assert_string_equal(answer(path_of(p, "one"), count), "6 1");
}

/* Nothing of the new database, nor of how it was made. */
static void assert_no_out(const struct place *p)
{
	DIR *d = opendir(p->folder);
	struct dirent *entry;

	while ((entry = readdir(d)) != NULL)
		if (strncmp(entry->d_name, "out", 3) == 0)
			fail_msg("%s was left", entry->d_name);
	closedir(d);
}

static void captures_told_together_come_together_or_not_at_all(void **state)
{
	struct place *p = *state;
	struct merge_input in[2] = {{path_of(p, "old"), 0},
				    {path_of(p, "new"), 0}};
	struct err e = {0};

	read_capture(path_of(p, "old"), "one", 1, 3);
	read_capture(path_of(p, "old"), "two", 2, 5);
	run_sql(path_of(p, "old"), "UPDATE capture SET lot = 0");
	copy_file(path_of(p, "old"), path_of(p, "twin"));
	assert_same(MERGE(p, "same", "old", "twin"), path_of(p, "old"));
	assert_same(MERGE(p, "same2", "same", "old"), path_of(p, "old"));
	read_capture(path_of(p, "new"), "two", 2, 5);
	assert_false(merge_at(path_of(p, "out"), in, 2, &e));
	assert_int_equal(e.kind, ERR_INPUT);
	assert_non_null(strstr(e.text, "have both read two"));
	assert_non_null(strstr(e.text, "1 others"));
	assert_no_out(p);
}

static void assert_refused(struct place *p, const char *bad, enum err_kind kind,
			   const char *words)
{
	struct merge_input in[2] = {{path_of(p, "good"), 0},
				    {path_of(p, bad), 0}};
	struct err e = {0};

	assert_false(merge_at(path_of(p, "out"), in, 2, &e));
	if (e.kind != kind || strstr(e.text, words) == NULL ||
	    strstr(e.text, bad) == NULL)
		fail_msg("%s: %d %s", bad, (int)e.kind, e.text);
	assert_no_out(p);
}

static void flip_octets(const char *path)
{
	int fd = open(path, O_RDWR);
	uint8_t page[4096];

	for (off_t at = 20 * 4096; pread(fd, page, 4096, at) == 4096;
	     at += 4096) {
		for (unsigned i = 2000; i < 4000; i++)
			page[i] ^= 0x5a;
		assert_int_equal(pwrite(fd, page, 4096, at), 4096);
	}
	close(fd);
}

static void what_cannot_be_read_whole_is_refused_by_name(void **state)
{
	struct place *p = *state;

	read_capture(path_of(p, "good"), "one", 1, 3);
	copy_file(path_of(p, "good"), path_of(p, "newer"));
	run_sql(path_of(p, "newer"), "PRAGMA user_version = 99");
	assert_refused(p, "newer", ERR_DATABASE, "newer wardwatch");
	copy_file(path_of(p, "good"), path_of(p, "older"));
	run_sql(path_of(p, "older"), "PRAGMA user_version = 2");
	assert_refused(p, "older", ERR_DATABASE, "db rebuild");
	copy_file(path_of(p, "good"), path_of(p, "words"));
	run_sql(path_of(p, "words"), "INSERT INTO term (word) VALUES ('aura')");
	assert_refused(p, "words", ERR_DATABASE, "1 kinds");
	copy_file(path_of(p, "good"), path_of(p, "sums"));
	run_sql(path_of(p, "sums"), "UPDATE evidence SET sum = sum + 1");
	assert_refused(p, "sums", ERR_INTEGRITY, "damaged");
	copy_file(path_of(p, "good"), path_of(p, "torn"));
	flip_octets(path_of(p, "torn"));
	assert_refused(p, "torn", ERR_INTEGRITY, "damaged");
	copy_file(path_of(p, "good"), path_of(p, "short"));
	assert_int_equal(truncate(path_of(p, "short"), 9000), 0);
	assert_refused(p, "short", ERR_INTEGRITY, "damaged");
	write_file(path_of(p, "diary"),
		   "Dear diary, this is more than sixteen octets.", 45);
	assert_refused(p, "diary", ERR_DATABASE, "not a wardwatch");
	assert_refused(p, "nothing", ERR_DATABASE, "does not exist");
}

static void no_database_is_ever_replaced_and_none_is_changed(void **state)
{
	struct place *p = *state;
	struct merge_input in = {path_of(p, "a"), 0};
	struct stat st, now;
	struct err e = {0};

	read_capture(path_of(p, "a"), "one", 1, 3);
	assert_int_equal(stat(path_of(p, "a"), &st), 0);
	assert_false(merge_at(path_of(p, "a"), &in, 1, &e));
	assert_int_equal(e.kind, ERR_USAGE);
	assert_non_null(strstr(e.text, "exists"));
	copy_file(path_of(p, "a-wal"), path_of(p, "b-wal"));
	assert_false(merge_at(path_of(p, "b"), &in, 1, &e));
	assert_non_null(strstr(e.text, "b-wal exists"));
	assert_false(merge_at(path_of(p, "no/where"), &in, 1, &e));
	assert_true(merge_at(path_of(p, "c"), &in, 1, &e));
	assert_int_equal(stat(path_of(p, "a"), &now), 0);
	assert_memory_equal(&st.st_mtim, &now.st_mtim, sizeof(st.st_mtim));
	assert_same(path_of(p, "c"), path_of(p, "a"));
}

static void decide(const char *db, const char *rule, unsigned moment,
		   const char *reason)
{
	char text[512];

	snprintf(text, sizeof(text),
		 "INSERT OR REPLACE INTO decision SELECT id, '%s', 0, "
		 "'mitigated', '%s', 'ana', %u, 0, 1, mac, ip, net FROM asset "
		 "WHERE ip = '10.0.0.1'; INSERT INTO audit (at_us, author, act, "
		 "rule, asset, class, port, reason, until_us) SELECT %u, 'ana', "
		 "'mitigate', '%s', id, '', 0, '%s', 0 FROM asset WHERE ip = "
		 "'10.0.0.1'",
		 rule, reason, moment, moment, rule, reason);
	run_sql(db, text);
}

static void the_later_decision_holds_and_all_acts_stand(void **state)
{
	static const char reasons[] = "SELECT group_concat(reason, ' ') FROM "
				      "(SELECT reason FROM decision ORDER BY "
				      "rule)";
	struct place *p = *state;
	const char *out;

	read_capture(path_of(p, "a"), "one", 1, 3);
	copy_file(path_of(p, "a"), path_of(p, "b"));
	decide(path_of(p, "a"), "CLN-001", 5, "early");
	decide(path_of(p, "b"), "CLN-001", 7, "late");
	decide(path_of(p, "b"), "CLN-002", 1, "alone");
	run_sql(path_of(p, "a"), "INSERT INTO suppression VALUES (1, 'CRD-001', "
		"0, '', 'r', 'ben', 3, 9, 1, '', '', 0), (2, 'CRD-002', 0, '', "
		"'r', 'ben', 3, 9, 1, '', '', 0)");
	run_sql(path_of(p, "b"), "INSERT INTO suppression VALUES (1, 'CRD-002', "
		"0, '', 'r2', 'ben', 4, 9, 0, '', '', 0), (2, 'CRD-001', 0, '', "
		"'r', 'ben', 3, 9, 0, '', '', 0)");
	out = MERGE(p, "ab", "a", "b");
	assert_string_equal(answer(out, reasons), "late alone");
	assert_string_equal(answer(out, "SELECT group_concat(reason) FROM "
				   "audit"), "alone,early,late");
	/* The one was lifted, the other made anew. */
	assert_string_equal(answer(out, "SELECT group_concat(rule || lifted) "
				   "FROM (SELECT * FROM suppression ORDER BY "
				   "rule)"), "CRD-0011,CRD-0020");
	out = MERGE(p, "ba", "b", "ab", "a");
	assert_string_equal(answer(out, reasons), "late alone");
	assert_string_equal(answer(out, "SELECT count(*) FROM audit"), "3");
}

/* The one knew it by its address, the other by its MAC. */
static void decisions_about_a_device_of_two_numbers_become_one(void **state)
{
	struct place *p = *state;

	read_capture(path_of(p, "a"), "one", 1, 1);
	decide(path_of(p, "a"), "CLN-001", 5, "early");
	copy_file(path_of(p, "a"), path_of(p, "b"));
	run_sql(path_of(p, "b"), "UPDATE decision SET asset = 77, at_us = 9, "
		"reason = 'late'");
	assert_string_equal(answer(MERGE(p, "ab", "a", "b"),
				   "SELECT reason || count(*) FROM decision "
				   "JOIN asset ON id = asset"), "late1");
	assert_string_equal(answer(MERGE(p, "ba", "ab", "b", "a"),
				   "SELECT reason || count(*) FROM decision"),
			    "late1");
}

static void what_was_published_comes_in_its_newest_edition(void **state)
{
#define ADVISORY(version, cve)                                                 \
	"INSERT INTO advisory VALUES ('A', 't', 'p', 'c', '" version "', 'r', " \
	"'u', '', '', '', 'f'); INSERT INTO advisory_vulnerability VALUES "    \
	"('A', 0, '" cve "', '', '', 70, '')"
	struct place *p = *state;
	const char *out;

	read_capture(path_of(p, "a"), "one", 1, 1);
	read_capture(path_of(p, "b"), "two", 1, 1);
	run_sql(path_of(p, "a"), ADVISORY("10", "CVE-NEW") "; INSERT INTO setting "
		"VALUES ('kev_version', '2025'); INSERT INTO exploited VALUES "
		"('CVE-1', '', '', '', '', '', 0, ''); INSERT INTO ssvc VALUES "
		"('CVE-1', 'poc', '', '', '2024'); INSERT INTO end_of_life "
		"VALUES ('os', 'x', '', '2020', '', '')");
	run_sql(path_of(p, "b"), ADVISORY("9", "CVE-OLD") "; INSERT INTO setting "
		"VALUES ('kev_version', '2024'); INSERT INTO exploited VALUES "
		"('CVE-2', '', '', '', '', '', 0, ''); INSERT INTO ssvc VALUES "
		"('CVE-1', 'active', '', '', '2025'); INSERT INTO end_of_life "
		"VALUES ('os', 'y', '', '2021', '', '')");
	for (int turn = 0; turn < 2; turn++) {
		out = turn == 0 ? MERGE(p, "ab", "a", "b")
				: MERGE(p, "ba", "b", "a");
		assert_string_equal(
			answer(out, "SELECT version || cve FROM advisory JOIN "
				    "advisory_vulnerability ON advisory = id"),
			"10CVE-NEW");
		assert_string_equal(answer(out, "SELECT group_concat(cve) FROM "
					   "exploited"), "CVE-1");
		assert_string_equal(answer(out, "SELECT value FROM setting WHERE "
					   "key = 'kev_version'"), "2025");
		assert_string_equal(answer(out, "SELECT exploitation FROM ssvc"),
				    "active");
		assert_string_equal(answer(out, "SELECT count(*) FROM "
					   "end_of_life"), "2");
	}
}

static void history_is_kept_and_what_is_held_no_more_is_past(void **state)
{
	struct place *p = *state;
	const char *out;

	read_capture(path_of(p, "a"), "one", 1, 2);
	read_capture(path_of(p, "b"), "two", 2, 3);
	run_sql(path_of(p, "a"), "INSERT INTO score_day SELECT id, 5, 30, 1 FROM "
		"asset WHERE ip = '10.0.0.1'; INSERT INTO score_day SELECT id, "
		"5, 70, 1 FROM asset WHERE ip = '10.0.0.2'; INSERT INTO site_day "
		"VALUES (5, 1, 0, 1, 0, 3, 1); INSERT INTO finding SELECT "
		"asset, 12345, rule, 9, confidence, detail, by_talk, evidence, "
		"first_us, last_us, digest, row_sum(asset, 12345, rule, 9, "
		"confidence, detail, by_talk, evidence, first_us, last_us, "
		"0, 0, 0, digest), 0, 0, 0, rank FROM finding LIMIT 1; UPDATE finding_total SET "
		"findings = findings + 1, open = open + 1, first = min(first, "
		"12345) WHERE (rank, rule) IN (SELECT rank, rule FROM finding "
		"WHERE id = 12345); UPDATE asset SET open = open + (1 << 12 * (4 "
		"- (SELECT rank / 16 FROM finding WHERE id = 12345))) WHERE id = "
		"(SELECT asset FROM finding WHERE id = 12345)");
	run_sql(path_of(p, "b"), "INSERT INTO score_day SELECT id, 5, 20, 1 FROM "
		"asset WHERE ip = '10.0.0.2'; INSERT INTO score_day SELECT id, "
		"5, 10, 1 FROM asset WHERE ip = '10.0.0.3'; INSERT INTO site_day "
		"VALUES (5, 0, 0, 1, 1, 4, 1)");
	out = MERGE(p, "ab", "a", "b");
	assert_string_equal(answer(out, "SELECT group_concat(score) FROM (SELECT "
				   "score FROM score_day WHERE day = 5 ORDER BY "
				   "score)"), "10,30,70");
	assert_string_equal(answer(out, "SELECT critical || high || medium || low "
				   "|| open FROM site_day WHERE day = 5"),
			    "10114");
	assert_string_equal(answer(out, "SELECT count(*) || max(id) || max(state) "
				   "FROM finding_past"), "112345withdrawn");
	out = MERGE(p, "again", "ab", "b");
	assert_string_equal(answer(out, "SELECT count(*) FROM finding_past"), "1");
}

/* Without a MAC, as behind a router: 10.0.0.1 of each site is another one. */
static void read_far(const char *db, const char *name, const char *title)
{
	struct recorder *r = begin(db, name, false);
	struct record record = fact_record(1, A_dicom_ae, title, 0);

	memset(&record.as.fact.subject.mac, 0, sizeof(struct mac));
	recorder_take(r, &record, 1);
	record = fact_record(1, A_dicom_clear, "", 1);
	memset(&record.as.fact.subject.mac, 0, sizeof(struct mac));
	recorder_take(r, &record, 1);
	finish(r);
}

static void sites_with_the_same_addresses_stay_apart(void **state)
{
	struct place *p = *state;
	struct merge_input in[3] = {{path_of(p, "a"), 1}, {path_of(p, "b"), 2}};
	const char *out = path_of(p, "out");

	read_far(path_of(p, "a"), "one", "NORTH");
	read_far(path_of(p, "b"), "two", "SOUTH");
	decide(path_of(p, "b"), "CLN-001", 5, "south");
	assert_true(merge_at(out, in, 2, NULL));
	assert_true(checks_out(out, NULL));
	assert_string_equal(answer(out, "SELECT group_concat(net_name(net)) FROM "
				   "(SELECT net FROM asset ORDER BY net)"),
			    "site 1 vlan 30,site 2 vlan 30");
	assert_string_equal(answer(out, "SELECT net_name(a.net) || reason FROM "
				   "decision d JOIN asset a ON a.id = d.asset"),
			    "site 2 vlan 30south");
	/* History goes along; nothing is left under the old numbers. */
	assert_string_equal(answer(out, "SELECT (SELECT count(*) FROM audit u "
				   "JOIN asset a ON a.id = u.asset) || (SELECT "
				   "count(*) FROM score_day WHERE asset IN "
				   "(SELECT id FROM asset)) || (SELECT count(*) "
				   "FROM score_day) || (SELECT count(*) FROM "
				   "finding_past)"), "1220");
	/* Sites stay what they are when merged again. */
	in[2] = (struct merge_input){out, 3};
	assert_true(merge_at(path_of(p, "again"), in, 3, NULL));
	assert_same(path_of(p, "again"), out);
}

static void one_that_is_being_written_is_read_as_it_was_committed(void **state)
{
	struct place *p = *state;
	struct recorder *r = begin(path_of(p, "a"), "eth1", true);

	tell(r, 1, A_dicom_ae, "CT01", 0);
	assert_true(recorder_commit(r, 0, true, NULL));
	tell(r, 2, A_dicom_ae, "CT02", 0);
	assert_string_equal(answer(MERGE(p, "out", "a"),
				   "SELECT count(*) FROM asset"), "1");
	finish(r);
}

static unsigned asked, stop_at;

static bool stop(void)
{
	return ++asked >= stop_at;
}

static void one_that_is_stopped_leaves_nothing(void **state)
{
	struct place *p = *state;
	struct merge_input in = {path_of(p, "a"), 0};
	struct merge_summary sum;
	struct err e;

	read_capture(path_of(p, "a"), "one", 1, 3);
	for (stop_at = 1;; stop_at++) {
		asked = 0;
		e = (struct err){0};
		if (store_merge(path_of(p, "out"), &in, 1, tree_knowledge(),
				stop, &sum, &e))
			break;
		assert_non_null(strstr(e.text, "stopped"));
		assert_no_out(p);
	}
	assert_true(stop_at > 3);
	assert_same(path_of(p, "out"), path_of(p, "a"));
}

/* Who adds a table says here what becomes of it: store/merge_rows.c copies what
 * was published or decided; what is derived is judged anew. */
static void every_table_is_merged_or_derived(void **state)
{
	static const char known[] =
		"capture capture_tally evidence conversation decision "
		"suppression audit rule score_base score_day site_day "
		"finding finding_left finding_past advisory advisory_product "
		"advisory_vulnerability advisory_status advisory_remedy "
		"exploited ssvc end_of_life mds2 mds2_answer baseline "
		"complaint_act measure_day heard asset_act listening "
		/* kev_version, invalid, refused, strange, forgotten_ .. and
		 * heard_from_us; the others are derived */
		"setting "
		/* derived, or numbers of the database's own */
		"asset asset_address asset_mac asset_note event advisory_match "
		"finding_total mds2_match mds2_seen term";
	struct place *p = *state;
	char all[2048], *rest = NULL;

	read_capture(path_of(p, "a"), "one", 1, 1);
	snprintf(all, sizeof(all), "%s",
		 answer(path_of(p, "a"), "SELECT group_concat(name, ' ') FROM "
			"sqlite_schema WHERE type = 'table' AND name NOT LIKE "
			"'sqlite_%'"));
	for (char *name = strtok_r(all, " ", &rest); name != NULL;
	     name = strtok_r(NULL, " ", &rest)) {
		const char *at = strstr(known, name);

		while (at != NULL && strchr(" ", at[strlen(name)]) == NULL)
			at = strstr(at + 1, name);
		if (at == NULL)
			fail_msg("what becomes of %s in a merge?", name);
	}
}

/* What a database of the release before knew of its captures. */
static void an_older_database_learns_which_captures_it_has(void **state)
{
	struct place *p = *state;
	const char *db = path_of(p, "a");
	struct db d;

	read_capture(db, "one", 1, 3);
	listen(db, 1);
	run_sql(db, "UPDATE capture SET digest = '' WHERE live = 1; "
		    "ALTER TABLE capture DROP COLUMN lot; "
		    "ALTER TABLE finding DROP COLUMN ended_us; "
		    "ALTER TABLE finding DROP COLUMN ended_by; "
		    "ALTER TABLE finding DROP COLUMN ended_by_talk; "
		    "DROP INDEX finding_by_rank; DROP TABLE finding_total; "
		    "ALTER TABLE finding DROP COLUMN rank; "
		    "ALTER TABLE asset DROP COLUMN open; "
		    "PRAGMA user_version = 9");
	copy_file(db, path_of(p, "twin"));
	assert_true(db_open(&d, db, DB_WRITE, NULL));
	db_close(&d);
	assert_true(store_rebuild(path_of(p, "twin"), tree_knowledge(), NULL));
	assert_string_equal(answer(db, "SELECT count(DISTINCT digest) || "
				   "sum(lot) || min(length(digest) > 0) FROM "
				   "capture"), "201");
	assert_same(MERGE(p, "out", "a", "twin"), path_of(p, "twin"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_capture_that_two_have_read_counts_once),
		STORE_TEST(what_was_heard_live_is_known_by_its_database),
		STORE_TEST(captures_told_together_come_together_or_not_at_all),
		STORE_TEST(what_cannot_be_read_whole_is_refused_by_name),
		STORE_TEST(no_database_is_ever_replaced_and_none_is_changed),
		STORE_TEST(the_later_decision_holds_and_all_acts_stand),
		STORE_TEST(decisions_about_a_device_of_two_numbers_become_one),
		STORE_TEST(what_was_published_comes_in_its_newest_edition),
		STORE_TEST(history_is_kept_and_what_is_held_no_more_is_past),
		STORE_TEST(sites_with_the_same_addresses_stay_apart),
		STORE_TEST(one_that_is_being_written_is_read_as_it_was_committed),
		STORE_TEST(one_that_is_stopped_leaves_nothing),
		STORE_TEST(every_table_is_merged_or_derived),
		STORE_TEST(an_older_database_learns_which_captures_it_has),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
