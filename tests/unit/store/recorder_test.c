/* SPDX-License-Identifier: Apache-2.0 */
/* recorder_test - what is told stays told: restarts, full disks, kills. */
#include "tests/unit/store/place.h"

#include <signal.h>
#include <sys/mount.h>

static void tell_ct(struct recorder *r, unsigned host)
{
	tell(r, host, A_dicom_ae, "CT01", 0);
	tell(r, host, A_dicom_vendor, "Philips", 0);
	tell(r, host, A_dicom_clear, "", 1);
	tell(r, host, A_http_server, "nginx/1.18", 0);
	tell_talk(r, host, 200, 104, "dicom");
	tell_count(r, TALLY_packets, 5);
}

static void what_is_told_is_stored_and_sums_fit(void **state)
{
	struct place *p = *state;
	struct recorder *r = open_one(p->db, "a.pcap", "aa", false, NULL);
	struct err e = {0};

	tell_ct(r, 1);
	recorder_end_capture(r, 0, NULL);
	assert_true(recorder_close(r, &e));
	assert_int_equal(ask(p->db, "SELECT count(*) FROM fact"), 4);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM talk"), 1);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM asset"), 1);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM finding"), 1);
	assert_int_equal(ask(p->db, "SELECT sum(json_array_"
				    "length(c.value, '$[5]')) FROM "
				    "asset a, json_each(a.claims) c"),
			 3);
	assert_int_equal(ask(p->db, "SELECT n FROM capture_tally WHERE "
				    "tally = 'packets'"),
			 5);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM event"), 0);
	assert_true(checks_out(p->db, &e));
}

static void a_restart_changes_nothing(void **state)
{
	struct place *p = *state;
	struct recorder *r = open_one(p->db, "a.pcap", "aa", false, NULL);
	char *before, *after;

	tell_ct(r, 1);
	tell_ct(r, 2);
	assert_true(recorder_close(r, NULL));
	before = dump_of(p->db);
	assert_non_null(strstr(before, "|CT01|"));
	r = open_one(p->db, "b.pcap", "bb", false, NULL);
	assert_true(recorder_close(r, NULL));
	after = dump_of(p->db);
	assert_string_equal(before, after);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM event"), 0);
	free(before);
	free(after);
}

static void facts_of_two_runs_add_up(void **state)
{
	struct place *p = *state;

	for (int i = 0; i < 2; i++) {
		struct recorder *r = open_one(p->db, i == 0 ? "a" : "b",
					      i == 0 ? "aa" : "bb", false,
					      NULL);

		tell_ct(r, 1);
		assert_true(recorder_close(r, NULL));
	}
	assert_int_equal(ask(p->db, "SELECT count(*) FROM fact"), 4);
	assert_int_equal(ask(p->db, "SELECT min(count) FROM fact"), 4);
	assert_int_equal(ask(p->db, "SELECT client_octets FROM talk"), 400);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM capture"), 2);
}

static void pieces_and_the_whole_dump_alike(void **state)
{
	struct place *p = *state;
	const char *other = path_of(p, "pieces.db");
	char *a, *b;
	struct recorder *r = open_one(p->db, "whole", "aa", false, NULL);

	tell_ct(r, 1);
	tell_ct(r, 2);
	assert_true(recorder_close(r, NULL));
	r = open_one(other, "one", "bb", false, NULL);
	tell_ct(r, 2);
	assert_true(recorder_close(r, NULL));
	r = open_one(other, "two", "cc", false, NULL);
	tell_ct(r, 1);
	assert_true(recorder_close(r, NULL));
	a = dump_of(p->db);
	b = dump_of(other);
	assert_string_equal(a, b);
	free(a);
	free(b);
}

static void a_lying_sensor_costs_a_counter(void **state)
{
	struct place *p = *state;
	struct recorder *r = open_one(p->db, "a", "aa", false, NULL);
	struct record bad = fact_record(1, A_dicom_ae, "CT01", 0);

	bad.as.fact.capture = 7;
	recorder_take(r, &bad, 1);
	bad = fact_record(1, A_dicom_ae, "C\x1b[2J", 0);
	recorder_take(r, &bad, 1);
	bad = fact_record(1, A_dicom_ae, "CT01", 0);
	bad.as.fact.attr = ATTRS;
	recorder_take(r, &bad, 1);
	tell_count(r, TALLIES, 1);
	memset(&bad, 0xff, sizeof(bad));
	recorder_take(r, &bad, 1);
	assert_true(recorder_close(r, NULL));
	assert_int_equal(ask(p->db, "SELECT count(*) FROM fact"), 0);
	assert_int_equal(ask(p->db, "SELECT value FROM setting WHERE "
				    "key = 'invalid'"),
			 5);
}

static void between_two_judgements_is_a_second(void **state)
{
	struct place *p = *state;
	struct recorder *r = open_one(p->db, "a", "aa", false, NULL);

	assert_true(recorder_commit(r, 5000, false, NULL));
	tell(r, 1, A_dicom_ae, "CT01", 0);
	assert_true(recorder_commit(r, 5900, false, NULL));
	assert_int_equal(ask(p->db, "SELECT count(*) FROM fact"), 0);
	assert_true(recorder_commit(r, 6000, false, NULL));
	assert_int_equal(ask(p->db, "SELECT count(*) FROM fact"), 1);
	assert_true(recorder_close(r, NULL));
}

static void what_the_judge_gives_up_leaves_the_tables(void **state)
{
	struct place *p = *state;
	struct recorder *r = open_one(p->db, "a", "aa", false, NULL);
	struct asset **asset;
	char gone[80];

	tell_ct(r, 1);
	assert_true(recorder_commit(r, 0, true, NULL));
	assert_int_equal(inventory_assets(r->inventory, &asset), 1);
	snprintf(gone, sizeof(gone), "SELECT count(*) FROM asset WHERE id = "
				     "%llu", (unsigned long long)asset[0]->id);
	assert_int_equal(ask(p->db, gone), 1);
	/* It goes by its MAC now, which is another asset. */
	tell(r, 1, A_arp_binding, "", 1);
	assert_true(recorder_commit(r, 0, true, NULL));
	assert_int_equal(ask(p->db, gone), 0);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM asset"), 1);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM evidence"), 1);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM finding"), 1);
	assert_true(recorder_close(r, NULL));
	assert_int_equal(ask(p->db, "SELECT count(*) FROM "
				    "pragma_foreign_key_check"),
			 0);
}

static void rebuilding_judges_all_anew(void **state)
{
	struct place *p = *state;
	struct recorder *r = open_one(p->db, "a", "aa", false, NULL);
	char *before, *after;
	struct db d;

	tell_ct(r, 1);
	recorder_end_capture(r, 0, NULL);
	assert_true(recorder_close(r, NULL));
	before = dump_of(p->db);
	assert_true(db_open(&d, p->db, DB_WRITE, NULL));
	assert_true(db_run(&d, "UPDATE asset SET name = 'forged', "
			       "claims = '[]'", NULL));
	db_close(&d);
	assert_true(store_rebuild(p->db, tree_knowledge(), NULL));
	after = dump_of(p->db);
	assert_string_equal(before, after);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM event"), 0);
	free(before);
	free(after);
}

/* As a version would leave it that numbers attributes in another order. */
static void reasons_name_the_right_facts_after_another_order(void **state)
{
	struct place *p = *state;
	struct recorder *r = open_one(p->db, "a", "aa", false, NULL);
	struct asset **asset, backwards;
	char *before, *after;

	tell_ct(r, 1);
	assert_true(recorder_commit(r, 0, true, NULL));
	before = dump_of(p->db);
	assert_int_equal(inventory_assets(r->inventory, &asset), 1);
	backwards = *asset[0];
	backwards.fact = must_alloc(backwards.facts, sizeof(*backwards.fact));
	for (unsigned i = 0; i < backwards.facts; i++)
		backwards.fact[i] = asset[0]->fact[backwards.facts - 1 - i];
	assert_true(write_evidence(r, &backwards, NULL));
	assert_true(db_run(&r->db, "UPDATE asset SET digest = 0", NULL));
	free((void *)backwards.fact);
	assert_true(recorder_close(r, NULL));
	r = open_one(p->db, "b", "bb", false, NULL);
	assert_true(recorder_close(r, NULL));
	after = dump_of(p->db);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void a_changed_octet_inside_a_row_is_found(void **state)
{
	struct place *p = *state;
	struct recorder *r = open_one(p->db, "a", "aa", false, NULL);
	struct err e = {0};
	struct db d;

	tell_ct(r, 1);
	assert_true(recorder_close(r, NULL));
	assert_true(db_open(&d, p->db, DB_WRITE, NULL));
	assert_true(db_run(&d, "UPDATE evidence SET pack = CAST(substr(pack, "
			       "1, length(pack) - 1) || x'7f' AS BLOB)", NULL));
	db_close(&d);
	assert_false(checks_out(p->db, &e));
	assert_int_equal(e.kind, ERR_INTEGRITY);
}

/* ---- disks ------------------------------------------------------------------------ */

static void fill(struct recorder *r, unsigned from, unsigned to)
{
	for (unsigned i = from; i < to; i++)
		tell_ct(r, i);
}

static void a_full_disk_loses_nothing_and_is_tried_again(void **state)
{
	struct place *p = *state;
	struct recorder *r = open_one(p->db, "a", "aa", false, NULL);
	struct err e = {0};

	tell_ct(r, 1);
	assert_true(recorder_commit(r, 0, true, NULL));
	assert_true(db_run(&r->db, "PRAGMA max_page_count = 40", NULL));
	fill(r, 2, 300);
	assert_false(recorder_commit(r, 0, true, &e));
	assert_int_equal(e.kind, ERR_DATABASE);
	assert_non_null(strstr(e.text, "disk is full"));
	assert_int_equal(ask(p->db, "SELECT count(*) FROM fact"), 4);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM asset"), 1);
	tell_ct(r, 300);
	assert_false(recorder_commit(r, 0, true, NULL));
	/* Not tried again before its time, and not called good meanwhile. */
	e.kind = ERR_NONE;
	assert_false(recorder_commit(r, 0, false, &e));
	assert_int_equal(e.kind, ERR_DATABASE);
	assert_true(db_run(&r->db, "PRAGMA max_page_count = 100000", NULL));
	assert_true(recorder_commit(r, 0, true, NULL));
	assert_true(recorder_close(r, NULL));
	assert_int_equal(ask(p->db, "SELECT count(*) FROM fact"), 1200);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM asset"), 300);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM finding"), 300);
	assert_true(checks_out(p->db, &e));
}

/* Wherever the first commit breaks off: what went back with it is written with
 * the next. */
static void a_disk_full_at_the_first_commit_is_tried_again(void **state)
{
	struct place *p = *state;
	bool fits = false;

	for (unsigned pages = 20; !fits; pages++) {
		char path[160], limit[64];
		struct recorder *r;

		assert_true(pages < 200);
		snprintf(path, sizeof(path), "%s/%u.db", p->folder, pages);
		snprintf(limit, sizeof(limit), "PRAGMA max_page_count = %u",
			 pages);
		r = open_one(path, "a", "aa", false, NULL);
		assert_true(db_run(&r->db, limit, NULL));
		fill(r, 1, 101);
		fits = recorder_commit(r, 0, true, NULL);
		assert_true(db_run(&r->db, "PRAGMA max_page_count = 100000",
				   NULL));
		assert_true(recorder_close(r, NULL));
		assert_int_equal(ask(path, "SELECT count(*) FROM "
					   "finding f JOIN rule u "
					   "ON u.id = f.rule"),
				 100);
		assert_true(checks_out(path, NULL));
	}
}

static int unmount_and_remove(void **state)
{
	struct place *p = *state;

	umount2(p->folder, MNT_DETACH);
	return place_remove(state);
}

static void a_really_full_file_system_is_survived(void **state)
{
	struct place *p = *state;
	struct recorder *r;
	struct err e = {0};

	if (geteuid() != 0 || mount("tmpfs", p->folder, "tmpfs", 0,
				    "size=1m") != 0) {
		print_message("skipped: cannot mount a small file system\n");
		skip();
	}
	r = open_one(p->db, "a", "aa", false, &e);
	assert_non_null(r);
	tell_ct(r, 1);
	assert_true(recorder_commit(r, 0, true, &e));
	fill(r, 2, 3000);
	assert_false(recorder_commit(r, 0, true, &e));
	assert_int_equal(e.kind, ERR_DATABASE);
	assert_int_equal(ask(p->db, "SELECT count(*) FROM asset"), 1);
	assert_int_equal(mount("tmpfs", p->folder, "tmpfs", MS_REMOUNT,
			       "size=64m"), 0);
	assert_true(recorder_close(r, &e));
	assert_int_equal(ask(p->db, "SELECT count(*) FROM asset"), 2999);
	assert_true(checks_out(p->db, &e));
}

static bool count_asset(void *ctx, const struct asset_row *row)
{
	unsigned *n = ctx;

	assert_string_equal(row->name, "CT01");
	(*n)++;
	return true;
}

static void readers_see_whole_states_while_the_recorder_writes(void **state)
{
	struct place *p = *state;
	struct recorder *r = open_one(p->db, "a", "aa", false, NULL);
	struct reader *reader = reader_open(p->db, NULL);
	struct site_row site;
	uint64_t version;

	assert_non_null(reader);
	version = reader_version(reader);
	for (unsigned i = 1; i < 30; i++) {
		unsigned n = 0;

		tell_ct(r, i);
		assert_true(recorder_commit(r, 0, true, NULL));
		assert_true(reader_version(reader) != version);
		version = reader_version(reader);
		assert_true(reader_assets(reader, NULL, count_asset, &n, NULL));
		assert_int_equal(n, i);
	}
	assert_true(reader_site(reader, &site, NULL));
	assert_true(site.recording);
	assert_int_equal(site.findings[SEVERITY_HIGH], 29);
	assert_int_equal(site.assets, 29);
	assert_int_equal(site.unknown, 29);
	assert_true(site.written_us > 0);
	assert_true(recorder_close(r, NULL));
	assert_true(reader_site(reader, &site, NULL));
	assert_false(site.recording);
	reader_close(reader);
}

/* ---- kills ------------------------------------------------------------------------- */

/* Commits one host after the other and says how far it got. */
static void write_until_killed(const char *db, int told)
{
	struct recorder *r = open_one(db, "a", "aa", false, NULL);

	for (unsigned i = 1; r != NULL && i < 3000; i++) {
		tell_ct(r, i);
		if (!recorder_commit(r, 0, true, NULL) ||
		    write(told, &i, sizeof(i)) != sizeof(i))
			break;
	}
	_exit(1);
}

static void what_was_committed_survives_kill_9(void **state)
{
	struct place *p = *state;

	for (unsigned round = 0; round < 12; round++) {
		unsigned last = 0, i;
		struct err e = {0};
		int told[2];
		pid_t child;

		assert_int_equal(pipe(told), 0);
		child = fork();
		if (child == 0) {
			close(told[0]);
			write_until_killed(p->db, told[1]);
		}
		close(told[1]);
		assert_int_equal(read(told[0], &i, sizeof(i)), sizeof(i));
		usleep(20000 + 7919 * round);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		last = i;
		while (read(told[0], &i, sizeof(i)) == sizeof(i))
			last = i;
		close(told[0]);
		if (!checks_out(p->db, &e))
			fail_msg("round %u: %s", round, e.text);
		assert_true(ask(p->db, "SELECT count(*) FROM asset") >= last);
		assert_int_equal(ask(p->db, "SELECT count(*) FROM fact"),
				 4 * ask(p->db, "SELECT count(*) FROM "
						"asset"));
	}
}

/* Whoever removes, renames or replaces the file ends its recorder; what was
 * committed is complete under the name that it has now. */
static void a_database_that_was_taken_away_is_noticed(void **state)
{
	struct place *p = *state;
	struct recorder *r = open_one(p->db, "a.pcap", "aa", false, NULL);
	const char *other = path_of(p, "other.db");
	struct err e = {0};

	tell_ct(r, 1);
	assert_true(recorder_commit(r, 1000, false, &e));
	assert_int_equal(rename(p->db, other), 0);
	tell_ct(r, 2);
	assert_false(recorder_commit(r, 3000, false, &e));
	assert_int_equal(e.kind, ERR_LOSS);
	assert_non_null(strstr(e.text, "removed, renamed or replaced"));
	fclose(fopen(p->db, "w"));
	assert_false(recorder_close(r, &e));
	assert_int_equal(e.kind, ERR_LOSS);
	assert_int_equal(ask(other, "SELECT count(*) FROM asset"), 1);
	assert_true(checks_out(other, &e));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(what_is_told_is_stored_and_sums_fit),
		STORE_TEST(a_restart_changes_nothing),
		STORE_TEST(facts_of_two_runs_add_up),
		STORE_TEST(pieces_and_the_whole_dump_alike),
		STORE_TEST(a_lying_sensor_costs_a_counter),
		STORE_TEST(between_two_judgements_is_a_second),
		STORE_TEST(what_the_judge_gives_up_leaves_the_tables),
		STORE_TEST(rebuilding_judges_all_anew),
		STORE_TEST(reasons_name_the_right_facts_after_another_order),
		STORE_TEST(a_changed_octet_inside_a_row_is_found),
		STORE_TEST(a_full_disk_loses_nothing_and_is_tried_again),
		STORE_TEST(a_disk_full_at_the_first_commit_is_tried_again),
		cmocka_unit_test_setup_teardown(
			a_really_full_file_system_is_survived, place_make,
			unmount_and_remove),
		STORE_TEST(readers_see_whole_states_while_the_recorder_writes),
		STORE_TEST(what_was_committed_survives_kill_9),
		STORE_TEST(a_database_that_was_taken_away_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
