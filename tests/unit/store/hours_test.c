/* SPDX-License-Identifier: Apache-2.0 */
/* hours - of the week, in which a conversation was seen: words, and the store. */
#include "tests/unit/store/place.h"

/* Monday, 2023-11-13 00:00 UTC. */
#define MONDAY UINT64_C(1699833600000000)

static void say(struct hours *h, unsigned day, unsigned from, unsigned to)
{
	for (unsigned i = from; i < to; i++)
		hours_add(h, MONDAY + (day * 24 + i) * HOUR_US);
}

static void assert_words(const struct hours *h, const char *want)
{
	char text[HOURS_TEXT];

	hours_print(h, text);
	assert_string_equal(text, want);
}

static void days_with_the_same_hours_stand_together(void **state)
{
	struct hours h = {{0}};

	(void)state;
	assert_words(&h, "");
	for (unsigned day = 0; day < 5; day++)
		say(&h, day, 7, 18);
	assert_words(&h, "Mon-Fri 07-18");
	say(&h, 5, 8, 9);
	assert_words(&h, "Mon-Fri 07-18; Sat 08-09");
	say(&h, 2, 20, 24);
	assert_words(&h, "Mon-Tue 07-18; Wed 07-18,20-24; Thu-Fri 07-18; "
			 "Sat 08-09");
	for (unsigned day = 0; day < 7; day++)
		say(&h, day, 0, 24);
	assert_words(&h, "Mon-Sun 00-24");
}

static void the_week_begins_on_monday_and_comes_again(void **state)
{
	struct hours h = {{0}};

	(void)state;
	hours_add(&h, 0); /* a Thursday */
	assert_words(&h, "Thu 00-01");
	hours_add(&h, MONDAY - 1);
	assert_words(&h, "Thu 00-01; Sun 23-24");
	hours_add(&h, MONDAY + 60 * 24 * 7 * HOUR_US);
	hours_add(&h, MONDAY + 61 * 24 * 7 * HOUR_US + 1);
	assert_words(&h, "Mon 00-01; Thu 00-01; Sun 23-24");
}

static void the_longest_text_has_room(void **state)
{
	struct hours h = {{0}};
	char text[HOURS_TEXT];

	(void)state;
	for (unsigned i = 0; i < WEEK_HOURS; i += 2)
		hours_add(&h, MONDAY + (i + i / 24 % 2) * HOUR_US);
	hours_print(&h, text);
	assert_int_equal(strlen(text), 7 * (3 + 12 * 6) + 6 * 2);
}

static void tell_at(struct recorder *r, unsigned hour)
{
	struct record record = talk_record(1, 2, 104, "dicom");

	record.as.talk.first_us = MONDAY + hour * HOUR_US + 5;
	record.as.talk.last_us = record.as.talk.first_us;
	recorder_take(r, &record, 1);
}

static bool see_hours(void *seen, const struct flow_row *row)
{
	assert_string_equal(row->hours, "Mon 07-11; Tue 07-09");
	++*(unsigned *)seen;
	return true;
}

static void hours_add_up_over_restarts_in_any_order(void **state)
{
	static const unsigned orders[2][6] = {{7, 8, 9, 31, 24 * 7 + 10, 32},
					      {32, 24 * 7 + 10, 8, 7, 31, 9}};
	struct place *p = *state;
	char *dump;

	in_both_orders(p, orders[0], 6, tell_at, see_hours);
	dump = dump_of(path_of(p, "0.db"));
	assert_non_null(strstr(dump, "|Mon 07-11; Tue 07-09|\n"));
	free(dump);
}

static void a_sensor_that_claims_hours_is_lying(void **state)
{
	struct record record = talk_record(1, 2, 104, "dicom");

	hours_add(&record.as.talk.hours, MONDAY);
	assert_lie(*state, record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_with_the_same_hours_stand_together),
		cmocka_unit_test(the_week_begins_on_monday_and_comes_again),
		cmocka_unit_test(the_longest_text_has_room),
		STORE_TEST(hours_add_up_over_restarts_in_any_order),
		STORE_TEST(a_sensor_that_claims_hours_is_lying),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
