/* SPDX-License-Identifier: Apache-2.0 */
/* judged_test - the store with the real judge and the real signatures. */
#include "store/reader.h"
#include "tests/unit/store/place.h"

static void tell_ward(struct recorder *r, unsigned from, unsigned to)
{
	for (unsigned i = from; i < to; i++) {
		tell(r, i, A_dicom_ae, "CT01", 0);
		tell(r, i, A_dicom_vendor, "Philips", 0);
		tell(r, i, A_dicom_model, "Ingenuity CT", 0);
		tell(r, i, A_dicom_clear, "", 1);
		tell(r, i, A_telnet_session, "", 1);
		tell(r, i, A_arp_binding, "", i);
		tell_talk(r, i, i + 1, 104, "dicom");
	}
}

static void restart_and_rebuild_leave_the_same_inventory(void **state)
{
	struct place *p = *state;
	const struct knowledge *k = tree_knowledge();
	struct recorder *r = open_with(k, p->db, "a", "aa", false, NULL);
	char *first, *second, *third;
	struct err e = {0};

	tell_ward(r, 1, 20);
	assert_true(recorder_commit(r, 0, true, NULL));
	tell_ward(r, 20, 40);
	recorder_end_capture(r, 0, NULL);
	assert_true(recorder_close(r, &e));
	first = dump_of(p->db);
	assert_non_null(strstr(first, "asset|"));
	assert_non_null(strstr(first, "finding|"));
	assert_non_null(strstr(first, "Philips"));
	assert_true(checks_out(p->db, &e));
	r = open_with(k, p->db, "a", "aa", false, NULL);
	assert_true(recorder_knows(r, 0));
	assert_true(recorder_close(r, NULL));
	second = dump_of(p->db);
	assert_string_equal(first, second);
	assert_true(store_rebuild(p->db, k, &e));
	third = dump_of(p->db);
	assert_string_equal(first, third);
	assert_true(checks_out(p->db, &e));
	free(first);
	free(second);
	free(third);
}

static void order_pieces_and_commits_do_not_matter(void **state)
{
	struct place *p = *state;
	const struct knowledge *k = tree_knowledge();
	struct recorder *r = open_with(k, p->db, "a", "aa", false, NULL);
	const char *other = path_of(p, "pieces.db");
	char *whole, *pieces;

	tell_ward(r, 1, 30);
	assert_true(recorder_close(r, NULL));
	r = open_with(k, other, "b", "bb", false, NULL);
	for (unsigned i = 29; i > 10; i--) {
		tell_ward(r, i, i + 1);
		assert_true(recorder_commit(r, 0, true, NULL));
	}
	assert_true(recorder_close(r, NULL));
	r = open_with(k, other, "c", "cc", false, NULL);
	tell_ward(r, 1, 11);
	assert_true(recorder_close(r, NULL));
	whole = dump_of(p->db);
	pieces = dump_of(other);
	assert_string_equal(whole, pieces);
	free(whole);
	free(pieces);
}

static void facts_move_with_the_address_they_are_about(void **state)
{
	struct place *p = *state;
	const struct knowledge *k = tree_knowledge();
	struct recorder *r = open_with(k, p->db, "a", "aa", false, NULL);
	const char *other = path_of(p, "moved.db");
	char *whole, *moved;
	struct err e = {0};

	tell(r, 1, A_dicom_ae, "CT01", 0);
	tell(r, 1, A_arp_binding, "", 1);
	assert_true(recorder_close(r, NULL));
	r = open_with(k, other, "a", "aa", false, NULL);
	tell(r, 1, A_dicom_ae, "CT01", 0);
	assert_true(recorder_commit(r, 0, true, NULL));
	tell(r, 1, A_arp_binding, "", 1);
	assert_true(recorder_close(r, NULL));
	whole = dump_of(p->db);
	moved = dump_of(other);
	assert_string_equal(whole, moved);
	assert_true(checks_out(other, &e));
	free(whole);
	free(moved);
}

/* A pump behind host 1, of which that tells. */
static void tell_pump(struct recorder *r, enum attr a, const char *text)
{
	struct record record = fact_record(1, a, text, 0);

	record.as.fact.voice = VOICE_CARRIED;
	record.as.fact.source = (uint8_t)source_of_name("hl7");
	record.as.fact.subject.part = PART_LEAST + 7;
	recorder_take(r, &record, 1);
}

static bool keep_row(void *ctx, const struct asset_row *row)
{
	*(struct asset_row *)ctx = *row;
	return true;
}

static void a_device_behind_another_is_stored_found_and_rebuilt(void **state)
{
	struct place *p = *state;
	const struct knowledge *k = tree_knowledge();
	struct recorder *r = open_with(k, p->db, "a", "aa", false, NULL);
	struct query q = {.filter = "behind:10.0.0.1"};
	struct asset_row row = {0};
	struct reader *reader;
	char *first, *second;
	uint64_t id = 0;

	tell(r, 1, A_dicom_ae, "GATE", 0);
	assert_true(recorder_commit(r, 0, true, NULL));
	tell_pump(r, A_hl7_model, "Space");
	assert_true(recorder_commit(r, 0, true, NULL));
	tell_pump(r, A_hl7_serial, "SN4711");
	assert_true(recorder_commit(r, 0, true, NULL));
	tell(r, 1, A_arp_binding, "", 1); /* the gateway goes by its MAC now */
	assert_true(recorder_close(r, NULL));
	first = dump_of(p->db);
	reader = reader_open(p->db, NULL);
	assert_true(reader_assets(reader, &q, keep_row, &row, NULL));
	assert_string_equal(row.model, "Space");
	assert_string_equal(row.behind_name, "GATE");
	assert_string_equal(row.ip, "");
	assert_true(reader_find_asset(reader, "sn4711", &id, NULL));
	assert_int_equal(id, row.id);
	reader_close(reader);
	assert_true(store_rebuild(p->db, k, NULL));
	second = dump_of(p->db);
	assert_string_equal(first, second);
	assert_true(checks_out(p->db, NULL));
	free(first);
	free(second);
}

static bool all_clean(void *ctx, const struct evidence_row *row)
{
	unsigned *n = ctx;

	assert_true(row->sentence[0] != '\0');
	assert_true(row->value[0] != '\0');
	(*n)++;
	return true;
}

static bool each_asset(void *ctx, const struct asset_row *row)
{
	unsigned n = 0;

	assert_true(row->facts > 0);
	assert_true(reader_evidence(ctx, row->id, all_clean, &n, NULL));
	assert_true(n >= row->facts);
	return true;
}

static bool list_fact(void *ctx, const struct evidence_row *row)
{
	uint64_t *sum = ctx;

	*sum = *sum * 31 + row->fact;
	return true;
}

/* The same whether it is known where conversations are or not. */
static bool each_finding(void *ctx, const struct finding_row *row)
{
	uint64_t asset = row->asset, id = row->id, sum[2] = {0};
	unsigned n = 0;

	assert_true(reader_finding_evidence(ctx, asset, id, all_clean, &n, NULL));
	assert_int_equal(n, row->evidences);
	assert_true(n > 0);
	assert_true(reader_finding_evidence(ctx, asset, id, list_fact, sum, NULL));
	assert_true(reader_places(ctx, NULL));
	assert_true(reader_finding_evidence(ctx, asset, id, list_fact, sum + 1,
					    NULL));
	reader_places_free(ctx);
	assert_int_equal(sum[0], sum[1]);
	return true;
}

static void every_asset_and_finding_has_its_evidence(void **state)
{
	struct place *p = *state;
	const struct knowledge *k = tree_knowledge();
	struct recorder *r = open_with(k, p->db, "a", "aa", false, NULL);
	struct reader *reader;
	uint64_t scan;

	tell_ward(r, 1, 10);
	/* Conversations prove a scan. */
	for (uint16_t port = 1; port < 40; port++) {
		struct record talk = talk_record(1, 2, port, "");

		talk.as.talk.answered = false;
		talk.as.talk.half = true;
		talk.as.talk.packets[0] = 1;
		talk.as.talk.packets[1] = 0;
		recorder_take(r, &talk, 1);
	}
	assert_true(recorder_close(r, NULL));
	reader = reader_open(p->db, NULL);
	assert_true(reader_find_finding(reader, "SCN-001@10.0.0.1", &scan,
					NULL));
	assert_true(reader_assets(reader, NULL, each_asset, reader, NULL));
	assert_true(reader_findings(reader, NULL, each_finding, reader, NULL));
	reader_close(reader);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(restart_and_rebuild_leave_the_same_inventory),
		STORE_TEST(order_pieces_and_commits_do_not_matter),
		STORE_TEST(a_device_behind_another_is_stored_found_and_rebuilt),
		STORE_TEST(facts_move_with_the_address_they_are_about),
		STORE_TEST(every_asset_and_finding_has_its_evidence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
