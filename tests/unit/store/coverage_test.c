/* SPDX-License-Identifier: Apache-2.0 */
/* coverage - what an inventory says of its own holes. */
#include "tests/unit/store/place.h"

static void tell_span(struct recorder *r, uint64_t first_s, uint64_t last_s)
{
	struct record record = {.kind = RECORD_SPAN};

	record.as.span.first_us = first_s * 1000000;
	record.as.span.last_us = last_s * 1000000;
	record.as.span.frames = 1;
	recorder_take(r, &record, 1);
}

/* Host 1 has no MAC that is seen. */
static void tell_routed(struct recorder *r)
{
	struct record record = fact_record(1, A_dicom_ae, "CT01", 0);

	memset(&record.as.fact.subject.mac, 0, sizeof(struct mac));
	recorder_take(r, &record, 1);
}

static void tell_one(struct recorder *r, unsigned client, unsigned side,
		     bool half, net_t net)
{
	struct record record = talk_record(client, 200, 104, "");
	struct talk_record *t = &record.as.talk;

	t->packets[side] = 0;
	t->packets[1 - side] = half ? 1 : 4;
	t->answered = false;
	t->half = half;
	t->net = net;
	recorder_take(r, &record, 1);
}

/* As a database keeps it that was written before halves were known. */
static void tell_old(struct recorder *r, unsigned client)
{
	struct record record = talk_record(client, 200, 104, "");

	record.as.talk.packets[1] = 0;
	record.as.talk.answered = false;
	recorder_take(r, &record, 1);
}

static void fill(struct place *p)
{
	static const struct {
		const char *name;
		uint64_t first, last;
	} spans[] = {{"aa", 100, 200}, {"bb", 150, 250}, {"cc", 400, 500}};

	for (unsigned i = 0; i < 3; i++) {
		struct recorder *r = open_one(p->db, spans[i].name,
					      spans[i].name, false, NULL);

		tell_span(r, spans[i].first, spans[i].last);
		recorder_end_capture(r, 0, i == 2 ? "it is cut" : NULL);
		if (i == 0) {
			tell_routed(r);
			tell(r, 2, A_dicom_ae, "CT02", 0);
			tell(r, 2, A_arp_binding, "", 1);
			tell_talk(r, 1, 2, 104, "dicom");
			tell_one(r, 3, 0, false, 0); /* the server alone    */
			tell_one(r, 4, 1, false, 0); /* the client alone    */
			tell_one(r, 5, 1, true, 0);  /* nobody there        */
			tell_old(r, 6);
			tell_count(r, TALLY_packets, 90);
			tell_count(r, TALLY_kernel_drop, 10);
		}
		assert_true(recorder_close(r, NULL));
	}
}

static void what_was_not_seen_is_told(void **state)
{
	struct place *p = *state;
	struct coverage c;
	struct reader *r;
	struct err e = {0};
	char share[SHARE_TEXT];
	uint64_t seen_us;

	fill(p);
	r = reader_open(p->db, &e);
	assert_non_null(r);
	assert_true(reader_coverage(r, &c, &e));
	/* What two captures cover counts once, the hole between does not. */
	assert_true(reader_seen_us(r, &seen_us, &e));
	assert_int_equal(seen_us, c.seen_us);
	assert_int_equal(c.n[COVERAGE_seconds], 250);
	assert_int_equal(c.of[COVERAGE_seconds], 400);
	assert_int_equal(c.n[COVERAGE_broken], 1);
	assert_int_equal(c.of[COVERAGE_broken], 3);
	assert_int_equal(c.n[COVERAGE_dropped], 10);
	assert_int_equal(c.of[COVERAGE_dropped], 100);
	coverage_share(&c, COVERAGE_dropped, share);
	assert_string_equal(share, "10.0 %");
	assert_true(coverage_is_hole(&c, COVERAGE_dropped));
	/* A question that nobody answered is no direction that is missing. */
	assert_int_equal(c.n[COVERAGE_one_way], 2);
	assert_int_equal(c.of[COVERAGE_one_way], 3);
	assert_int_equal(c.n[COVERAGE_unanswered], 2);
	assert_int_equal(c.n[COVERAGE_no_mac], 1);
	assert_int_equal(c.of[COVERAGE_no_mac], 2);
	assert_int_equal(c.nets, 2);
	assert_int_equal(c.net[0].number, 0);
	assert_int_equal(c.net[0].one_way, 2);
	assert_string_equal(c.net[1].name, "vlan 30");
	assert_int_equal(c.net[1].assets, 2);
	assert_int_equal(c.net[1].one_way, 0);
	coverage_free(&c);
	reader_close(r);
}

/* What watch did not hear between two runs is no hour seen. */
static void pauses_of_an_interface_are_not_seen(void **state)
{
	struct place *p = *state;
	struct capture_info c = {.name = "eth0", .live = true};
	struct recorder_options o = {.path = p->db,
				     .knowledge = tree_knowledge(),
				     .limits = inventory_defaults(),
				     .captures = &c,
				     .capture_count = 1};
	struct coverage seen;
	struct reader *r;

	for (unsigned run = 0; run < 2; run++) {
		struct recorder *rec = recorder_open(&o, NULL);

		assert_non_null(rec);
		tell_span(rec, 100 + run * 1000, 150 + run * 1000);
		assert_true(recorder_commit(rec, 0, true, NULL));
		tell_span(rec, 100 + run * 1000, 200 + run * 1000);
		assert_true(recorder_close(rec, NULL));
	}
	r = reader_open(p->db, NULL);
	assert_true(reader_coverage(r, &seen, NULL));
	assert_int_equal(seen.n[COVERAGE_seconds], 200);
	assert_int_equal(seen.of[COVERAGE_seconds], 1100);
	coverage_free(&seen);
	reader_close(r);
	assert_true(checks_out(p->db, NULL));
}

/* Whoever can edit a database cannot have a share of nothing. */
static void an_empty_database_has_no_shares(void **state)
{
	struct place *p = *state;
	struct coverage c;
	struct reader *r;
	char share[SHARE_TEXT];

	recorder_close(open_one(p->db, "a", "aa", false, NULL), NULL);
	r = reader_open(p->db, NULL);
	assert_true(reader_coverage(r, &c, NULL));
	for (enum coverage_line i = 0; i < COVERAGES; i++) {
		coverage_share(&c, i, share);
		assert_int_equal(c.n[i], i == COVERAGE_broken);
		assert_true(share[0] == '\0' || i == COVERAGE_broken);
		assert_true(strlen(coverage_name(i)) > 0);
		assert_true(strlen(coverage_sentence(i)) > 0);
	}
	assert_int_equal(c.nets, 0);
	coverage_free(&c);
	reader_close(r);
}

static bool take_addresses(void *ctx, const struct asset_row *a)
{
	memcpy(ctx, a->addresses, sizeof(a->addresses));
	return true;
}

static void an_address_in_two_networks_is_told_once(void **state)
{
	struct place *p = *state;
	struct recorder *r = open_one(p->db, "aa", "aa", false, NULL);
	struct record record = fact_record(1, A_dicom_ae, "CT01", 0);
	struct query all = {0};
	char addresses[sizeof(((struct asset_row *)0)->addresses)] = "";
	struct reader *reader;
	struct err e = {0};

	recorder_take(r, &record, 1);
	record.as.fact.subject.net = 0;
	recorder_take(r, &record, 1);
	assert_true(recorder_close(r, NULL));
	reader = reader_open(p->db, &e);
	assert_non_null(reader);
	assert_true(reader_assets(reader, &all, take_addresses, addresses, &e));
	assert_string_equal(addresses, "10.0.0.1");
	reader_close(reader);
}

static void spans_and_kinds_are_told_in_words(void **state)
{
	static const struct {
		unsigned s;
		const char *text;
	} spans[] = {{0, "0 s"}, {119, "119 s"}, {306, "5 min"},
		     {7199, "119 min"}, {93900, "26 h 5 min"}};
	struct site_row site = {.assets = 24, .clinical = 15, .unknown = 3};
	char text[KINDS_TEXT];

	(void)state;
	for (unsigned i = 0; i < 5; i++) {
		span_print(spans[i].s * UINT64_C(1000000), text);
		assert_string_equal(text, spans[i].text);
	}
	kinds_print(&site, "clinical", text);
	assert_string_equal(text, "15 clinical, 3 of unknown class");
	site.possibly = 2;
	kinds_print(&site, "clinical", text);
	assert_string_equal(text,
			    "15 clinical, 2 more possibly, 3 of unknown class");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(what_was_not_seen_is_told),
		STORE_TEST(pauses_of_an_interface_are_not_seen),
		STORE_TEST(an_empty_database_has_no_shares),
		STORE_TEST(an_address_in_two_networks_is_told_once),
		cmocka_unit_test(spans_and_kinds_are_told_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
