/* SPDX-License-Identifier: Apache-2.0 */
/* measure - levels at their thresholds, counts, and what is kept by day. */
#include "tests/unit/store/place.h"

#include "store/db.h"
#include "store/measure.h"

#define DAY UINT64_C(86400000000)

static unsigned level(enum measure m, uint64_t part, uint64_t whole)
{
	return measure_level(m, &(struct measured){true, part, whole});
}

static void a_level_begins_at_its_threshold(void **state)
{
	(void)state;
	for (enum measure m = 0; m < MEASURES; m++) {
		const struct measure_kind *k = measure_kind(m);

		if (m == MEASURE_DATA)
			continue;
		for (unsigned i = 0; i < LEVELS - 1; i++) {
			uint64_t at = k->from[i] * 10u;

			assert_int_equal(level(m, at, 1000), k->less ? i + 1
								     : i + 2);
			assert_int_equal(level(m, at - 1, 1000),
					 k->less ? i + 2 : i + 1);
		}
	}
	assert_int_equal(level(MEASURE_CRITICAL, 999, 1000), 4);
	assert_int_equal(level(MEASURE_OLD, 0, 0), 5);
	assert_int_equal(level(MEASURE_DATA, 7, 1), 5);
	assert_int_equal(level(MEASURE_DATA, 8, 1), 4);
	assert_int_equal(level(MEASURE_DATA, 180, 1), 2);
	assert_int_equal(level(MEASURE_DATA, 181, 1), 1);
}

static void what_is_not_known_is_the_first_level(void **state)
{
	(void)state;
	for (enum measure m = 0; m < MEASURES; m++)
		assert_int_equal(measure_level(m, &(struct measured){false, 9, 9}),
				 1);
}

static void the_older_of_advisories_and_kev_is_the_age(void **state)
{
	const uint64_t at = UINT64_C(20000) * DAY; /* 2024-10-04 */
	struct measured v;

	(void)state;
	measure_data_age("2024-09-24T12:00:00Z 249 2024.10.01", at, &v);
	assert_true(v.known);
	assert_int_equal(v.part, 10);
	measure_data_age("2024-10-01T12:00:00Z 249 2024.09.03", at, &v);
	assert_int_equal(v.part, 31);
	measure_data_age("2025-10-01 9 2025.09.03", at, &v);
	assert_int_equal(v.part, 0);
	measure_data_age("2024-09-24T12:00:00Z 249 ", at, &v);
	assert_false(v.known);
	measure_data_age(" 0 2024.10.01", at, &v);
	assert_false(v.known);
	measure_data_age("", at, &v);
	assert_false(v.known);
}

/* CTs in two subnets, one with clear images over the border. */
static void read_ward(struct place *p, const char *name, unsigned days)
{
	struct recorder *r = open_one(p->db, name, name, false, NULL);
	struct record record;

	assert_non_null(r);
	for (unsigned i = 0; i < 3; i++) {
		unsigned host = i < 2 ? 1 + i : 0x101;

		tell(r, host, A_dicom_ae, "CT01", 0);
		tell(r, host, A_dicom_vendor, "Philips", 0);
		tell(r, host, A_dicom_model, "Ingenuity", 0);
		tell(r, host, A_dicom_modality, "CT", 0);
		record = fact_record(host, A_dicom_clear, "", 1);
		record.as.fact.first_us += days * DAY;
		record.as.fact.last_us += days * DAY;
		recorder_take(r, &record, 1);
	}
	record = talk_record(1, 2, 104, "dicom");
	recorder_take(r, &record, 1); /* within a subnet */
	record = talk_record(1, 0x101, 104, "dicom");
	recorder_take(r, &record, 1);
	record = talk_record(2, 0x101, 2762, "tls");
	record.as.talk.encrypted = true;
	record.as.talk.octets[1] = 800;
	recorder_take(r, &record, 1);
	record = talk_record(9, 0x101, 443, "tls"); /* of nobody known */
	record.as.talk.encrypted = true;
	recorder_take(r, &record, 1);
	record = (struct record){.kind = RECORD_SPAN};
	record.as.span.first_us = 1700000000000000u;
	record.as.span.last_us = 1700000000000000u + days * DAY;
	record.as.span.frames = 9;
	recorder_take(r, &record, 1);
	recorder_end_capture(r, 0, NULL);
	assert_true(recorder_close(r, NULL));
}

static struct measured now(struct place *p, enum measure m)
{
	struct measured all[MEASURES];
	struct err e = {0};
	struct db d;

	assert_true(db_open(&d, p->db, DB_READ, &e));
	if (!measures_now(&d, 0, all, &e))
		fail_msg("%s", e.text);
	db_close(&d);
	return all[m];
}

static void assert_measure(struct place *p, enum measure m, uint64_t part,
			   uint64_t whole)
{
	struct measured v = now(p, m);

	assert_true(v.known);
	assert_int_equal(v.part, part);
	assert_int_equal(v.whole, whole);
}

static void measures_are_counted_from_what_was_seen(void **state)
{
	struct place *p = *state;

	read_ward(p, "a", 1);
	assert_measure(p, MEASURE_CLASSIFIED, 3, 3);
	assert_measure(p, MEASURE_MDS2, 0, 1);
	assert_measure(p, MEASURE_SEGMENT, 0, 3);
	assert_measure(p, MEASURE_CRITICAL, 3, 3);
	/* 200 and 300 in clear, 200 and 800 under TLS. */
	assert_measure(p, MEASURE_ENCRYPTED, 1000, 1500);
	assert_false(now(p, MEASURE_OLD).known);
	assert_false(now(p, MEASURE_DATA).known);
	/* Sixty days are not more than sixty. */
	read_ward(p, "b", 60);
	assert_measure(p, MEASURE_OLD, 0, now(p, MEASURE_OLD).whole);
	read_ward(p, "c", 63);
	assert_true(now(p, MEASURE_OLD).part > 0);
}

static char *maturity(struct place *p, enum page_format format)
{
	struct reader *r = reader_open(p->db, NULL);
	struct report_request q = {.report = REPORT_MATURITY,
				   .format = format,
				   .at_us = 1800000000000000u};
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	struct err e = {0};

	if (!report_write(r, &q, out, &e))
		fail_msg("%s", e.text);
	fclose(out);
	reader_close(r);
	return text;
}

static void forget_the_first_quarter(struct place *p)
{
	struct err e = {0};
	struct db d;

	assert_true(db_open(&d, p->db, DB_WRITE, &e));
	assert_true(db_run(&d, "DELETE FROM measure_day WHERE day < 19700", &e));
	db_close(&d);
}

static void each_quarter_has_its_last_day_and_nothing_is_made_up(void **state)
{
	struct place *p = *state;
	char *text;

	read_ward(p, "a", 1); /* 2023-11-15 */
	assert_int_equal(ask(p->db, "SELECT count(*) FROM measure_day"), 6);
	read_ward(p, "b", 90); /* 2024-02-12 */
	assert_int_equal(
	    ask(p->db, "SELECT count(DISTINCT day) FROM measure_day"), 2);
	text = maturity(p, PAGE_CSV);
	assert_non_null(strstr(text, "\r\n2023-Q4,2023-11-15,1,devices "
				     "classified,100.0 %,3,3,5,"));
	assert_non_null(strstr(text, "\r\n2024-Q1,2024-02-12,1,"));
	free(text);
	assert_true(store_rebuild(p->db, tree_knowledge(), NULL));
	assert_int_equal(
	    ask(p->db, "SELECT count(DISTINCT day) FROM measure_day"), 2);
	/* As a database of before: that quarter is there, without measures. */
	forget_the_first_quarter(p);
	text = maturity(p, PAGE_MARKDOWN);
	assert_non_null(strstr(text, "\n| 2023-Q4 | 2023-11-15 | not kept | not "
				     "kept |"));
	assert_non_null(strstr(text, "\n| 2024-Q1 | 2024-02-12 | 1 | 100.0 %, L5 "
				     "|"));
	free(text);
	text = maturity(p, PAGE_CSV);
	assert_null(strstr(text, "2023-Q4"));
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_level_begins_at_its_threshold),
		cmocka_unit_test(what_is_not_known_is_the_first_level),
		cmocka_unit_test(the_older_of_advisories_and_kev_is_the_age),
		STORE_TEST(measures_are_counted_from_what_was_seen),
		STORE_TEST(each_quarter_has_its_last_day_and_nothing_is_made_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
