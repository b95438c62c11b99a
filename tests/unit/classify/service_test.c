/* SPDX-License-Identifier: Apache-2.0 */
/* service - when the verdicts on others stand for a conversation. */
#include "classify/service.h"
#include "tests/support/unit.h"

enum { NAME = 5, OTHER = 6 };

static struct service server(unsigned n)
{
	return (struct service){.addr = addr_of_v4(0x0a000000 + n),
				.net = 0,
				.port = 443,
				.l4 = L4_TCP};
}

static void three_verdicts_alike_make_a_service_known(void **state)
{
	struct services *s = services_open();
	struct service v = server(1), w = server(2);
	uint16_t label = 99;

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		assert_false(services_know(s, &v, &label));
		assert_int_equal(services_learn(s, &v, NAME), LESSON_NEW);
	}
	assert_true(services_know(s, &v, &label));
	assert_int_equal(label, NAME);
	assert_false(services_know(s, &w, &label));
	v.port = 80;
	assert_false(services_know(s, &v, &label));
	services_close(s);
}

static void that_there_is_no_name_is_a_verdict_too(void **state)
{
	struct services *s = services_open();
	struct service v = server(1);
	uint16_t label = 99;

	(void)state;
	for (unsigned i = 0; i < 3; i++)
		services_learn(s, &v, 0);
	assert_true(services_know(s, &v, &label));
	assert_int_equal(label, 0);
	services_close(s);
}

static void a_verdict_unlike_the_others_makes_it_unknown(void **state)
{
	struct services *s = services_open();
	struct service v = server(1);
	uint16_t label;

	(void)state;
	for (unsigned i = 0; i < 3; i++)
		services_learn(s, &v, NAME);
	assert_int_equal(services_learn(s, &v, NAME), LESSON_SAME);
	assert_int_equal(services_learn(s, &v, OTHER), LESSON_WRONG);
	assert_false(services_know(s, &v, &label));
	/* Before it is known again, nothing can be wrong. */
	assert_int_equal(services_learn(s, &v, NAME), LESSON_NEW);
	assert_false(services_know(s, &v, &label));
	services_close(s);
}

static void one_conversation_in_sixteen_is_looked_at(void **state)
{
	struct services *s = services_open();
	struct service v = server(1);
	unsigned looked = 0;

	(void)state;
	for (unsigned i = 0; i < 3; i++)
		services_learn(s, &v, NAME);
	for (unsigned i = 0; i < 1600; i++)
		looked += services_check(s, &v);
	assert_int_equal(looked, 100);
	services_close(s);
}

/* Whoever opens a thousand services of one verdict each, as a scan does. */
static void strangers_take_no_place_of_a_service_that_is_used(void **state)
{
	struct services *s = services_open();
	struct service v = server(1);
	uint16_t label;

	(void)state;
	for (unsigned i = 0; i < 3; i++)
		services_learn(s, &v, NAME);
	for (unsigned i = 2; i < 20000; i++) {
		struct service stranger = server(i);

		services_learn(s, &stranger, OTHER);
		services_learn(s, &v, NAME);
	}
	assert_true(services_know(s, &v, &label));
	assert_int_equal(label, NAME);
	services_close(s);
}

static void what_a_worker_owns_is_remembered_as_if_it_were_alone(void **state)
{
	struct services *all = services_open(), *part[3];

	(void)state;
	for (unsigned i = 0; i < 3; i++)
		part[i] = services_open();
	for (unsigned i = 0; i < 60000; i++) {
		struct service v = server(i * 7919 % 30000);
		uint16_t label = (uint16_t)(i % 3), a = 9, b = 9;
		struct services *own = part[service_group(&v) % 3];

		assert_int_equal(services_know(all, &v, &a),
				 services_know(own, &v, &b));
		assert_int_equal(a, b);
		assert_int_equal(services_learn(all, &v, label),
				 services_learn(own, &v, label));
	}
	for (unsigned i = 0; i < 3; i++)
		services_close(part[i]);
	services_close(all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_verdicts_alike_make_a_service_known),
		cmocka_unit_test(that_there_is_no_name_is_a_verdict_too),
		cmocka_unit_test(a_verdict_unlike_the_others_makes_it_unknown),
		cmocka_unit_test(one_conversation_in_sixteen_is_looked_at),
		cmocka_unit_test(
			strangers_take_no_place_of_a_service_that_is_used),
		cmocka_unit_test(
			what_a_worker_owns_is_remembered_as_if_it_were_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
