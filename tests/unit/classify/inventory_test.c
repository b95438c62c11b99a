/* SPDX-License-Identifier: Apache-2.0 */
/* inventory_test - what an inventory refuses, and that it takes no place. */
#include "tests/unit/store/packing.h"

static void a_part_takes_so_many_and_a_client_no_more_than_its_limit(void **state)
{
	struct inventory_limits limits = inventory_defaults();
	struct inventory *v;
	struct talk_part **part;
	unsigned taken = 0;

	(void)state;
	limits.talks_per_client = PART_TALKS + 44;
	v = inventory_open(tree_knowledge(), &limits);
	for (unsigned i = 0; i < 2 * PART_TALKS; i++) {
		struct record r = talk_shape(0);

		r.as.talk.port = (uint16_t)i;
		taken += inventory_add(v, &r, 0);
	}
	assert_int_equal(taken, limits.talks_per_client);
	assert_int_equal(inventory_refused(v), 2 * PART_TALKS - taken);
	assert_int_equal(inventory_parts(v, &part), 2);
	assert_int_equal(part[0]->talks, PART_TALKS);
	assert_int_equal(part[1]->talks, 44);
	inventory_close(v);
}

/* Nothing is kept of what is refused, so that a flood takes no memory. */
static void what_a_limit_refuses_takes_no_place(void **state)
{
	struct inventory_limits limits = inventory_defaults();
	struct inventory *v;

	(void)state;
	limits.facts = limits.talks = 1;
	v = inventory_open(tree_knowledge(), &limits);
	for (unsigned i = 0; i < MANY; i++) {
		struct record fact = fact_record(i + 1, A_dicom_ae, "CT01", 0);
		struct record talk = talk_record(i + 1, 200 + i, 104, "dicom");

		assert_int_equal(inventory_add(v, &fact, 0), i == 0);
		assert_int_equal(inventory_add(v, &talk, 0), i == 0);
	}
	assert_int_equal(v->endpoints.count, 1);
	assert_true(v->nodes.count <= 4);
	assert_int_equal(inventory_refused(v), 2 * (MANY - 1));
	inventory_close(v);
}

/* A flood has senders without number: so many are kept, and who is known is
 * kept beyond. */
static void strangers_take_no_more_than_their_places(void **state)
{
	struct inventory_limits limits = inventory_defaults();
	struct record known = fact_record(1, A_dicom_ae, "CT01", 0);
	struct inventory *v;

	(void)state;
	limits.strangers = 10;
	v = inventory_open(tree_knowledge(), &limits);
	for (unsigned i = 0; i < MANY; i++) {
		struct record talk = talk_record(i + 1, 200, 104, "");

		talk.as.talk.half = true;
		assert_int_equal(inventory_add(v, &talk, 0), i < 10);
	}
	assert_int_equal(v->nodes.count, 11);
	assert_int_equal(inventory_strange(v), MANY - 10);
	assert_int_equal(inventory_refused(v), MANY - 10);
	for (unsigned i = 0; i < 2; i++) {
		struct record talk = talk_record(1, 201 + i, 104, "");

		talk.as.talk.half = true;
		assert_int_equal(inventory_add(v, &talk, 0), i == 1);
		assert_true(inventory_add(v, &known, 0));
	}
	inventory_close(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strangers_take_no_more_than_their_places),
		cmocka_unit_test(
			a_part_takes_so_many_and_a_client_no_more_than_its_limit),
		cmocka_unit_test(what_a_limit_refuses_takes_no_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
