/* SPDX-License-Identifier: Apache-2.0 */
/* recent - a chatty network is a quiet pipe, and no count is lost. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "capture/base/mix.h"
#include "classify/recent.h"

struct heard {
	unsigned calls, sum;
	uint64_t first_us, last_us;
	bool full; /* the pipe takes nothing                                   */
};

static bool hear(void *ctx, struct record *told)
{
	const struct fact *f = &told->as.fact;
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
	recent_settle(r);
	assert_int_equal(h.calls, 1);
	recent_flush(r);
	assert_int_equal(h.calls, 2);
	assert_int_equal(h.sum, 1000);
	assert_int_equal(h.last_us, 1000);
	recent_flush(r);
	assert_int_equal(h.calls, 2);
	recent_close(r);
}

static void what_lies_far_apart_is_never_one_record(void **state)
{
	static const uint64_t seconds[] = {0, 30, 40, 100000, 100010, 900000};
	struct heard h = {0};
	struct recent *r = recent_open(64, hear, &h);

	(void)state;
	for (unsigned i = 0; i < 6; i++) {
		struct fact f = fact_of(7, seconds[i] * 1000000);

		recent_add(r, &f);
		recent_settle(r);
		assert_in_range(h.last_us - h.first_us, 0, 120000000);
	}
	recent_flush(r);
	assert_int_equal(h.sum, 6);
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

static bool hear_clean(void *ctx, struct record *told)
{
	const struct fact *f = &told->as.fact;
	unsigned *sum = ctx;

	for (size_t i = f->length; i < sizeof(f->text); i++)
		assert_int_equal(f->text[i], 0);
	*sum += f->count;
	return true;
}

/* The recorder believes no record with a remainder behind its text. */
static void a_short_text_carries_nothing_of_a_longer_one(void **state)
{
	unsigned sum = 0;
	struct recent *r = recent_open(4, hear_clean, &sum);

	(void)state;
	for (uint64_t us = 1; us <= 40; us++) {
		struct fact f = fact_of(us / 2, us);

		f.length = us < 20 ? OBS_MAX : (uint8_t)(us % 4);
		memset(f.text, 'x', f.length);
		recent_add(r, &f);
		recent_add(r, &f);
	}
	recent_flush(r);
	assert_int_equal(sum, 80);
	recent_close(r);
}

/* Four places, two of which may hold something back. */
static void who_finds_no_room_to_wait_is_told_at_once_and_counted(void **state)
{
	struct heard h = {0};
	struct recent *r = recent_open(4, hear, &h);

	(void)state;
	for (unsigned i = 0; i < 6; i++) {
		struct fact f = fact_of(i % 3, i);

		recent_add(r, &f);
		assert_int_equal(recent_settle(r), i == 5);
	}
	assert_int_equal(h.calls, 4);
	assert_int_equal(h.last_us, 5);
	recent_flush(r);
	assert_int_equal(h.calls, 6);
	assert_int_equal(h.sum, 6);
	recent_close(r);
}

static void a_full_pipe_does_not_use_up_the_room_to_wait(void **state)
{
	struct heard h = {.full = true};
	struct recent *r = recent_open(4, hear, &h);
	struct fact f = fact_of(1000, 1000);

	(void)state;
	for (unsigned i = 0; i < 100; i++) {
		struct fact other = fact_of(i, i);

		recent_add(r, &other);
	}
	h.full = false;
	recent_flush(r);
	recent_add(r, &f);
	recent_settle(r);
	recent_add(r, &f);
	assert_int_equal(recent_settle(r), 0);
	recent_close(r);
}

static void the_same_of_two_parts_are_two_facts(void **state)
{
	struct heard h = {0};
	struct recent *r = recent_open(64, hear, &h);
	struct fact f = fact_of(1, 1);

	(void)state;
	recent_add(r, &f);
	f.subject.part = PART_LEAST;
	recent_add(r, &f);
	recent_add(r, &f);
	recent_settle(r);
	assert_int_equal(h.calls, 2);
	recent_close(r);
}

struct sums {
	unsigned of[2];
};

static bool hear_both(void *ctx, struct record *told)
{
	const struct fact *f = &told->as.fact;
	struct sums *sums = ctx;

	sums->of[f->subject.port] += f->count;
	return true;
}

/* The second one's word makes up for the difference of the subjects. */
static void two_facts_of_one_hash_are_both_told(void **state)
{
	struct sums sums = {0};
	struct recent *r = recent_open(4, hear_both, &sums);
	struct fact a = fact_of(7, 1), b = fact_of(7, 1);

	(void)state;
	b.subject.port = 1;
	b.word ^= mix(MIX_START, &a.subject, sizeof(a.subject)) ^
		  mix(MIX_START, &b.subject, sizeof(b.subject));
	for (unsigned i = 0; i < 5; i++) {
		recent_add(r, &a);
		recent_add(r, &b);
	}
	recent_flush(r);
	assert_int_equal(sums.of[0], 5);
	assert_int_equal(sums.of[1], 5);
	recent_close(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_sight_is_told_and_repeats_wait),
		cmocka_unit_test(what_lies_far_apart_is_never_one_record),
		cmocka_unit_test(repeats_are_told_once_a_minute),
		cmocka_unit_test(a_small_table_loses_no_count),
		cmocka_unit_test(what_the_pipe_refused_is_told_later),
		cmocka_unit_test(a_short_text_carries_nothing_of_a_longer_one),
		cmocka_unit_test(
			who_finds_no_room_to_wait_is_told_at_once_and_counted),
		cmocka_unit_test(a_full_pipe_does_not_use_up_the_room_to_wait),
		cmocka_unit_test(the_same_of_two_parts_are_two_facts),
		cmocka_unit_test(two_facts_of_one_hash_are_both_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
