/* SPDX-License-Identifier: Apache-2.0 */
/* days - on which days a conversation was seen, through the whole store. */
#include "tests/unit/store/place.h"

static void tell_on_day(struct recorder *r, unsigned day)
{
	struct record record = talk_record(1, 2, 104, "dicom");

	record.as.talk.first_us += day * UINT64_C(86400000000);
	record.as.talk.last_us = record.as.talk.first_us;
	recorder_take(r, &record, 1);
}

static bool take_days(void *ctx, const struct flow_row *row)
{
	*(unsigned *)ctx = row->days;
	return true;
}

static void days_of_a_conversation_add_up_over_restarts(void **state)
{
	static const unsigned orders[2][5] = {{0, 1, 1, 40, 90},
					      {90, 1, 40, 0, 1}};
	struct place *p = *state;
	char *dump[2], path[160];

	for (unsigned k = 0; k < 2; k++) {
		struct reader *reader;
		unsigned days = 0;

		snprintf(path, sizeof(path), "%s/%u.db", p->folder, k);
		read_each(path, orders[k], 5, tell_on_day);
		reader = reader_open(path, NULL);
		assert_true(reader_flows(reader, NULL, take_days, &days, NULL));
		/* 40 and 90: the first ones are longer ago than is kept. */
		assert_int_equal(days, 2);
		reader_close(reader);
		assert_true(store_rebuild(path, tree_knowledge(), NULL));
		dump[k] = dump_of(path);
	}
	assert_string_equal(dump[0], dump[1]);
	free(dump[0]);
	free(dump[1]);
}

static void a_sensor_that_claims_days_is_lying(void **state)
{
	struct place *p = *state;
	struct recorder *r = open_one(p->db, "a", "aa", false, NULL);
	struct record record = talk_record(1, 2, 104, "dicom");
	char *dump;

	record.as.talk.days = 7;
	recorder_take(r, &record, 1);
	assert_true(recorder_close(r, NULL));
	dump = dump_of(p->db);
	assert_null(strstr(dump, "talk|"));
	free(dump);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(days_of_a_conversation_add_up_over_restarts),
		STORE_TEST(a_sensor_that_claims_days_is_lying),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
