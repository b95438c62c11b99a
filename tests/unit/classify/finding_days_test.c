/* SPDX-License-Identifier: Apache-2.0 */
/* finding_days_test - a crowd on one day, beside what is usual. */
#include "tests/unit/classify/ward.h"

#define DAY UINT64_C(86400000000)

/* So many clients ask the scanner on that day. */
static void crowd(struct ward *w, unsigned day, unsigned clients)
{
	uint64_t start = w->now_us;
	char ip[32];

	w->now_us += day * DAY;
	for (unsigned i = 0; i < clients; i++) {
		snprintf(ip, sizeof(ip), "10.9.%u.%u", i / 200, 1 + i % 200);
		speak(w, ip, "10.0.0.1", (uint16_t)(104 + i % 2), "dicom");
	}
	w->now_us = start;
}

static struct ward after(unsigned days, unsigned usual)
{
	struct ward w = ward_open(NULL);

	scanner(&w, "10.0.0.1");
	for (unsigned day = 0; day < days; day++)
		crowd(&w, day, usual);
	return w;
}

static void many_more_than_on_other_days_are_told(void **state)
{
	struct ward w = after(14, 20);

	(void)state;
	crowd(&w, 14, 60); /* three times as many */
	SILENT(w, "INV-009", "10.0.0.1");
	crowd(&w, 14, 61);
	RAISED(w, "INV-009", "10.0.0.1");
	assert_string_equal(found(&w, "INV-009", "10.0.0.1")->detail,
			    "61 clients on one day, usually 20");
	/* Two weeks later it is no news. */
	crowd(&w, 27, 20);
	RAISED(w, "INV-009", "10.0.0.1");
	crowd(&w, 28, 20);
	SILENT(w, "INV-009", "10.0.0.1");
	ward_close(&w);
}

static void fifty_are_never_many(void **state)
{
	struct ward w = after(14, 2);

	(void)state;
	crowd(&w, 14, 50);
	SILENT(w, "INV-009", "10.0.0.1");
	crowd(&w, 14, 51);
	RAISED(w, "INV-009", "10.0.0.1");
	ward_close(&w);
}

static void without_days_nothing_is_usual(void **state)
{
	struct ward w = after(9, 2);

	(void)state;
	crowd(&w, 9, 200);
	SILENT(w, "INV-009", "10.0.0.1");
	ward_close(&w);
	/* Only a clinical server is of interest. */
	w = after(14, 2);
	say(&w, "10.0.0.2", A_http_server, "nginx", 0);
	for (unsigned i = 1; i < 100; i++) {
		char ip[32];

		snprintf(ip, sizeof(ip), "10.8.0.%u", i);
		speak(&w, ip, "10.0.0.2", 80, "http");
	}
	SILENT(w, "INV-009", "10.0.0.2");
	ward_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(many_more_than_on_other_days_are_told),
		cmocka_unit_test(fifty_are_never_many),
		cmocka_unit_test(without_days_nothing_is_usual),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
