/* SPDX-License-Identifier: Apache-2.0 */
/* finding_beacon - who calls a host outside as regularly as a clock. */
#include "tests/unit/classify/ward.h"

#define ME "10.0.0.1"
#define FAR "93.184.1.1"

enum { MINUTE = 60000 };

static const uint64_t EPOCH_US = UINT64_C(1700000000000000);

static struct record at_ms(struct ward *w, const char *protocol, uint64_t ms)
{
	struct record r = talk(w, ME, FAR, 443, protocol);

	r.as.talk.first_us = EPOCH_US + ms * 1000;
	r.as.talk.last_us = r.as.talk.first_us + 2000000;
	return r;
}

/* So many calls, each so long after the one before. */
static uint64_t calls(struct ward *w, const char *protocol, uint64_t from,
		      unsigned n, uint64_t gap)
{
	for (unsigned i = 0; i < n; i++) {
		struct record r = at_ms(w, protocol, from + i * gap);

		assert_true(inventory_add(w->inventory, &r, 0));
	}
	return from + n * gap;
}

static struct ward ward_of_one(const char *zones)
{
	struct ward w = ward_open(zones);

	ward_bind(&w, ME, "00:11:22:33:44:55");
	scanner(&w, ME);
	return w;
}

static void twenty_calls_over_six_hours_are_a_beacon(void **state)
{
	struct ward w = ward_of_one(NULL);
	uint64_t next = calls(&w, "tls", 0, 19, 20 * MINUTE);

	(void)state;
	SILENT(w, "SCN-006", ME);
	calls(&w, "tls", next, 1, 0);
	RAISED(w, "SCN-006", ME);
	assert_int_equal(found(&w, "SCN-006", ME)->confidence, 0);
	assert_string_equal(found(&w, "SCN-006", ME)->detail,
			    "calls 93.184.1.1, port 443, every 1200 seconds, "
			    "less than 5 % off: 20 times in a row, 20 in all");
	ward_close(&w);
}

/* The deviation of two gaps by turns is half of what is between them. */
static void five_parts_of_a_hundred_are_too_much(void **state)
{
	(void)state;
	for (unsigned off = 49; off <= 51; off += 2) {
		struct ward w = ward_of_one(NULL);
		uint64_t ms = 0;

		for (unsigned i = 0; i < 32; i++) {
			calls(&w, "tls", ms, 1, 0);
			ms += 1000 * (i % 2 == 0 ? 1000 + off : 1000 - off);
		}
		if (off < 50)
			RAISED(w, "SCN-006", ME);
		else
			SILENT(w, "SCN-006", ME);
		ward_close(&w);
	}
}

static void a_quick_one_has_to_go_on_for_six_hours(void **state)
{
	struct ward w = ward_of_one(NULL);
	uint64_t next = calls(&w, "tls", 0, 359, MINUTE);

	(void)state;
	SILENT(w, "SCN-006", ME);
	calls(&w, "tls", next, 3, MINUTE);
	RAISED(w, "SCN-006", ME);
	ward_close(&w);
}

static void a_pause_of_hours_is_no_clock_even_if_the_number_fits(void **state)
{
	struct ward w = ward_of_one(NULL);
	uint64_t next = calls(&w, "tls", 0, 100, MINUTE);

	(void)state;
	next = calls(&w, "tls", next, 300, MINUTE / 10);
	calls(&w, "tls", next + 270 * MINUTE, 3, MINUTE);
	SILENT(w, "SCN-006", ME);
	ward_close(&w);
}

static void clocks_names_and_who_does_not_answer_are_nothing(void **state)
{
	static const char *const plain[] = {"ntp", "dns"};
	struct ward w = ward_of_one(NULL);

	(void)state;
	for (unsigned i = 0; i < 2; i++)
		calls(&w, plain[i], 0, 30, 15 * MINUTE);
	for (unsigned i = 0; i < 30; i++) {
		struct record r = at_ms(&w, "", i * 15 * MINUTE);

		r.as.talk.answered = false;
		assert_true(inventory_add(w.inventory, &r, 0));
		r = at_ms(&w, "", i * 15 * MINUTE);
		r.as.talk.l4 = 17;
		r.as.talk.port = 123;
		assert_true(inventory_add(w.inventory, &r, 0));
	}
	SILENT(w, "SCN-006", ME);
	calls(&w, "tls", 0, 30, 15 * MINUTE);
	RAISED(w, "SCN-006", ME);
	ward_close(&w);
}

/* As where a capture ends amid a call, and the next run begins. */
static void a_call_that_was_cut_is_one(void **state)
{
	struct ward w = ward_of_one(NULL);

	(void)state;
	calls(&w, "tls", 0, 28, 15 * MINUTE);
	calls(&w, "tls", 4 * 15 * MINUTE + 40, 1, 0);
	RAISED(w, "SCN-006", ME);
	calls(&w, "tls", 9 * 15 * MINUTE + 1000, 1, 0);
	calls(&w, "tls", 14 * 15 * MINUTE + 1000, 1, 0);
	SILENT(w, "SCN-006", ME);
	ward_close(&w);
}

static void seldom_calls_are_licences(void **state)
{
	struct ward hours = ward_of_one(NULL), seldom = ward_of_one(NULL);

	(void)state;
	calls(&hours, "tls", 0, 32, 120 * MINUTE);
	RAISED(hours, "SCN-006", ME);
	calls(&seldom, "tls", 0, 32, 121 * MINUTE);
	SILENT(seldom, "SCN-006", ME);
	ward_close(&hours);
	ward_close(&seldom);
}

static void what_is_allowed_by_name_is_nothing(void **state)
{
	struct ward w = ward_of_one("flow telemetry\n  from 10.0.0.1\n"
				    "  to 93.184.1.1\n  port 443 tcp\n");

	(void)state;
	calls(&w, "tls", 0, 30, 20 * MINUTE);
	SILENT(w, "SCN-006", ME);
	ward_close(&w);
}

/* Times of the end of the world, and the largest steps. */
static void odd_times_do_not_confuse_it(void **state)
{
	struct ward w = ward_of_one(NULL);

	(void)state;
	for (unsigned i = 0; i < 40; i++) {
		struct record r = at_ms(&w, "tls", 0);

		r.as.talk.first_us = i * (UINT64_MAX / 39);
		r.as.talk.last_us = UINT64_MAX;
		assert_true(inventory_add(w.inventory, &r, 0));
	}
	SILENT(w, "SCN-006", ME);
	ward_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(twenty_calls_over_six_hours_are_a_beacon),
		cmocka_unit_test(five_parts_of_a_hundred_are_too_much),
		cmocka_unit_test(a_quick_one_has_to_go_on_for_six_hours),
		cmocka_unit_test(
			a_pause_of_hours_is_no_clock_even_if_the_number_fits),
		cmocka_unit_test(
			clocks_names_and_who_does_not_answer_are_nothing),
		cmocka_unit_test(a_call_that_was_cut_is_one),
		cmocka_unit_test(seldom_calls_are_licences),
		cmocka_unit_test(what_is_allowed_by_name_is_nothing),
		cmocka_unit_test(odd_times_do_not_confuse_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
