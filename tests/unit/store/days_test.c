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

/* Of 0, 1, 40 and 90: the first ones are longer ago than is kept. */
static bool see_days(void *seen, const struct flow_row *row)
{
	assert_int_equal(row->days, 2);
	++*(unsigned *)seen;
	return true;
}

static void days_of_a_conversation_add_up_over_restarts(void **state)
{
	static const unsigned orders[2][5] = {{0, 1, 1, 40, 90},
					      {90, 1, 40, 0, 1}};

	in_both_orders(*state, orders[0], 5, tell_on_day, see_days);
}

static void a_sensor_that_claims_days_is_lying(void **state)
{
	struct record record = talk_record(1, 2, 104, "dicom");

	record.as.talk.days = 7;
	assert_lie(*state, record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(days_of_a_conversation_add_up_over_restarts),
		STORE_TEST(a_sensor_that_claims_days_is_lying),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
