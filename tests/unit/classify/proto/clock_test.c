/* SPDX-License-Identifier: Apache-2.0 */
/* clock_test - times of HTTP and of HL7, and what is none. */
#include "tests/unit/classify/proto/hex.h"

#include "classify/proto/clock.h"

static int64_t http(const char *text)
{
	return clock_http(cur_of(text, strlen(text)));
}

static int64_t hl7(const char *text)
{
	return clock_hl7(cur_of(text, strlen(text)));
}

static void a_date_of_http_is_read(void **state)
{
	(void)state;
	assert_int_equal(http("Sun, 06 Nov 1994 08:49:37 GMT"), 784111777);
	assert_int_equal(http("Thu, 29 Feb 2024 00:00:00 GMT"), 1709164800);
	assert_int_equal(http("Thu, 01 Jan 1970 00:00:00 GMT"), 0);
}

static void what_is_no_date_is_none(void **state)
{
	static const char *const none[] = {
		"", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET",
		"Sun, 06 Now 1994 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT",
		"Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 19x4 08:49:37 GMT",
		"Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994 GMT ",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_int_equal(http(none[i]), -1);
}

static void a_time_of_hl7_counts_only_with_its_zone(void **state)
{
	(void)state;
	assert_int_equal(hl7("19941106084937+0000"), 784111777);
	assert_int_equal(hl7("19941106094937.1234+0100"), 784111777);
	assert_int_equal(hl7("19941106034937-0500"), 784111777);
	assert_int_equal(hl7("19941106084937"), -1);
	assert_int_equal(hl7("199411060849+01"), -1);
	assert_int_equal(hl7("19941306084937+0000"), -1);
	assert_int_equal(hl7("ZZPAT^CANARY"), -1);
	assert_int_equal(hl7(""), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_date_of_http_is_read),
		cmocka_unit_test(what_is_no_date_is_none),
		cmocka_unit_test(a_time_of_hl7_counts_only_with_its_zone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
