/* SPDX-License-Identifier: Apache-2.0 */
/* lots_test - what each capture told of a count, and one out of several. */
#include <stddef.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "classify/judge.h"

enum { FEW = 3 };

static struct inventory *v;

static int begin(void **state)
{
	struct inventory_limits limits = inventory_defaults();

	(void)state;
	limits.shares = FEW;
	v = inventory_open(NULL, &limits);
	return 0;
}

static int end(void **state)
{
	(void)state;
	inventory_close(v);
	return 0;
}

static struct fact fact_of(unsigned host)
{
	struct fact f = {.first_us = 1000, .last_us = 2000, .count = 1,
			 .capture = 1, .attr = A_dicom_ae, .source = 1,
			 .length = 2, .text = "AE"};

	f.subject.ip = addr_of_v4(0x0a000000 + host);
	return f;
}

static struct known_fact *the_fact(void)
{
	struct endpoint **list;

	assert_int_equal(inventory_endpoints(v, &list), 1);
	assert_int_equal(list[0]->facts, 1);
	return list[0]->fact;
}

static void add(unsigned host, uint16_t capture)
{
	struct record r = {.kind = RECORD_FACT, .as.fact = fact_of(host)};

	assert_true(inventory_add(v, &r, capture));
}

static uint64_t told_by(const struct lot_share *s, uint64_t lot)
{
	for (; s != NULL; s = s->next)
		if (s->lot == lot)
			return s->n[0];
	return 0;
}

static void the_first_capture_needs_no_share(void **state)
{
	(void)state;
	add(1, 1);
	add(1, 1);
	assert_int_equal(the_fact()->count, 2);
	assert_null(inventory_shares(v, the_fact()));
}

static void captures_that_are_told_apart_have_their_part_of_a_count(void **state)
{
	(void)state;
	inventory_tell_apart(v, 2, 2);
	inventory_tell_apart(v, 3, 3);
	add(1, 1);
	add(1, 2);
	add(1, 3);
	add(1, 3);
	assert_int_equal(the_fact()->count, 4);
	assert_int_equal(told_by(inventory_shares(v, the_fact()), 2), 1);
	assert_int_equal(told_by(inventory_shares(v, the_fact()), 3), 2);
}

/* What is not noted is of all captures of lot 0; the counts stay right. */
static void too_many_shares_give_up_one_lot_and_no_count(void **state)
{
	(void)state;
	inventory_tell_apart(v, 2, 2);
	inventory_tell_apart(v, 3, 2);
	inventory_tell_apart(v, 4, 4);
	for (unsigned host = 0; host < FEW; host++)
		add(host, 2);
	add(FEW, 2);
	add(FEW, 3);
	assert_int_equal(inventory_lot(v, 2), 0);
	assert_int_equal(inventory_lot(v, 3), 0);
	assert_int_equal(inventory_lot(v, 4), 4);
	assert_int_equal(inventory_refused(v), 0);
}

static void a_share_comes_back_only_for_a_lot_that_is_told_apart(void **state)
{
	const int known = 0;

	(void)state;
	inventory_restore_share(v, &known, 2, (uint64_t[]){7}, FACT_NUMBERS);
	assert_null(inventory_shares(v, &known));
	inventory_tell_apart(v, 2, 2);
	inventory_tell_apart(v, 5, 2);
	inventory_restore_share(v, &known, 0, (uint64_t[]){7}, FACT_NUMBERS);
	inventory_restore_share(v, &known, 5, (uint64_t[]){7}, FACT_NUMBERS);
	assert_null(inventory_shares(v, &known));
	inventory_restore_share(v, &known, 2, (uint64_t[]){7}, FACT_NUMBERS);
	assert_int_equal(told_by(inventory_shares(v, &known), 2), 7);
}

static void uniting_takes_the_most_of_each_lot_whatever_the_order(void **state)
{
	static const struct lot_told told[] = {{2, {3}}, {3, {4}}, {2, {5}},
					   {3, {1}}, {2, {5}}};
	struct fact f = fact_of(1);

	(void)state;
	inventory_tell_apart(v, 1, 1);
	for (unsigned i = 0; i < 5; i++)
		inventory_unite_fact(v, &f, &told[i], 1);
	for (unsigned i = 5; i-- > 0;)
		inventory_unite_fact(v, &f, &told[i], 1);
	inventory_unite_fact(v, &f, told + 2, 2);
	assert_int_equal(the_fact()->count, 5 + 4);
	assert_int_equal(told_by(inventory_shares(v, the_fact()), 2), 5);
}

static void a_count_that_is_full_stays_full(void **state)
{
	const struct lot_told told[] = {{2, {UINT32_MAX}}, {3, {UINT64_MAX}}};
	struct fact f = fact_of(1);

	(void)state;
	inventory_unite_fact(v, &f, told, 2);
	assert_int_equal(the_fact()->count, UINT32_MAX);
}

static void all_numbers_of_a_conversation_are_united(void **state)
{
	const struct lot_told told[] = {{2, {1, 10, 20, 100, 200}},
				    {2, {2, 5, 30, 50, 300}},
				    {3, {1, 1, 1, 1, 1}}};
	struct talk_record t = {.first_us = 5, .last_us = 6, .capture = 2,
				.flows = 9, .packets = {9, 9}, .port = 104};
	struct talk_part **part;

	(void)state;
	inventory_tell_apart(v, 2, 2);
	t.client = addr_of_v4(1);
	t.server = addr_of_v4(2);
	for (unsigned i = 0; i < 3; i++)
		inventory_unite_talk(v, &t, &told[i], 1);
	inventory_unite_talk(v, &t, told, 3);
	assert_int_equal(inventory_parts(v, &part), 1);
	assert_int_equal(part[0]->talk->flows, 3);
	assert_int_equal(part[0]->talk->packets[0], 11);
	assert_int_equal(part[0]->talk->packets[1], 31);
	assert_int_equal(part[0]->talk->octets[0], 101);
	assert_int_equal(part[0]->talk->octets[1], 301);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(the_first_capture_needs_no_share),
		TEST(captures_that_are_told_apart_have_their_part_of_a_count),
		TEST(too_many_shares_give_up_one_lot_and_no_count),
		TEST(a_share_comes_back_only_for_a_lot_that_is_told_apart),
		TEST(uniting_takes_the_most_of_each_lot_whatever_the_order),
		TEST(a_count_that_is_full_stays_full),
		TEST(all_numbers_of_a_conversation_are_united),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
