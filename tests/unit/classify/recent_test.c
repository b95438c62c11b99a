/* SPDX-License-Identifier: Apache-2.0 */
/* recent - a chatty network is a quiet pipe, and no count is lost. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "classify/recent.h"

struct heard {
	unsigned calls, sum;
	uint64_t first_us, last_us;
	bool full; /* the pipe takes nothing                                   */
};

static bool hear(void *ctx, const struct fact *f)
{
	struct heard *h = ctx;

	if (h->full)
		return false;
	h->calls++;
	h->sum += f->count;
	h->first_us = f->first_us;
	h->last_us = f->last_us;
	return true;
}

static struct fact fact_of(uint64_t word, uint64_t us)
{
	struct fact f;

	memset(&f, 0, sizeof(f));
	f.attr = A_nd_binding;
	f.word = word;
	f.count = 1;
	f.first_us = f.last_us = us;
	return f;
}

static void the_first_sight_is_told_and_repeats_wait(void **state)
{
	struct heard h = {0};
	struct recent *r = recent_open(64, hear, &h);

	(void)state;
	for (uint64_t us = 1; us <= 1000; us++) {
		struct fact f = fact_of(7, us);

		recent_add(r, &f);
	}
	assert_int_equal(h.calls, 1);
	recent_flush(r);
	assert_int_equal(h.calls, 2);
	assert_int_equal(h.sum, 1000);
	assert_int_equal(h.last_us, 1000);
	recent_flush(r);
	assert_int_equal(h.calls, 2);
	recent_close(r);
}

static void repeats_are_told_once_a_minute(void **state)
{
	struct heard h = {0};
	struct recent *r = recent_open(64, hear, &h);

	(void)state;
	for (uint64_t s = 0; s <= 180; s++) {
		struct fact f = fact_of(7, s * 1000000);

		recent_add(r, &f);
	}
	assert_in_range(h.calls, 3, 4);
	recent_close(r);
}

static void a_small_table_loses_no_count(void **state)
{
	struct heard h = {0};
	struct recent *r = recent_open(8, hear, &h);

	(void)state;
	for (uint64_t i = 0; i < 10000; i++) {
		struct fact f = fact_of(i % 100, i);

		recent_add(r, &f);
	}
	recent_flush(r);
	assert_int_equal(h.sum, 10000);
	recent_close(r);
}

static void what_the_pipe_refused_is_told_later(void **state)
{
	struct heard h = {.full = true};
	struct recent *r = recent_open(64, hear, &h);
	struct fact f = fact_of(7, 5);

	(void)state;
	recent_add(r, &f);
	assert_int_equal(h.sum, 0);
	h.full = false;
	recent_flush(r);
	assert_int_equal(h.sum, 1);
	assert_int_equal(h.first_us, 5);
	recent_close(r);
}

static bool hear_clean(void *ctx, const struct fact *f)
{
	unsigned *calls = ctx;

	for (size_t i = f->length; i < sizeof(f->text); i++)
		assert_int_equal(f->text[i], 0);
	++*calls;
	return true;
}

/* The recorder believes no record with a remainder behind its text. */
static void a_short_text_carries_nothing_of_a_longer_one(void **state)
{
	unsigned calls = 0;
	struct recent *r = recent_open(4, hear_clean, &calls);

	(void)state;
	for (uint64_t us = 1; us <= 40; us++) {
		struct fact f = fact_of(us / 2, us);

		f.length = us < 20 ? OBS_MAX : (uint8_t)(us % 4);
		memset(f.text, 'x', f.length);
		recent_add(r, &f);
		recent_add(r, &f);
	}
	recent_flush(r);
	assert_int_equal(calls, 62);
	recent_close(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_sight_is_told_and_repeats_wait),
		cmocka_unit_test(repeats_are_told_once_a_minute),
		cmocka_unit_test(a_small_table_loses_no_count),
		cmocka_unit_test(what_the_pipe_refused_is_told_later),
		cmocka_unit_test(a_short_text_carries_nothing_of_a_longer_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
