/* SPDX-License-Identifier: Apache-2.0 */
/* mend - rows that do not fit their sums are given up, never summed anew. */
#include "merging.h"

static int a_place_with_two_devices(void **state)
{
	struct recorder *r;
	struct place *p;

	if (place_make(state) != 0)
		return -1;
	p = *state;
	r = open_one(p->db, "one", "one", false, NULL);
	assert_non_null(r);
	tell(r, 1, A_dicom_model, "Ingenuity CT", 0);
	tell(r, 2, A_dicom_model, "Signa", 0);
	tell_talk(r, 1, 2, 104, "dicom");
	recorder_end_capture(r, 0, NULL);
	assert_true(recorder_close(r, NULL));
	return 0;
}

static bool rebuild(const struct place *p, struct err *e)
{
	return store_may_rebuild(p->db, e) &&
	       store_rebuild(p->db, tree_knowledge(), e);
}

static void a_whole_database_is_rebuilt_and_loses_nothing(void **state)
{
	struct place *p = *state;
	struct store_loss lost;

	assert_true(rebuild(p, NULL));
	assert_true(store_mend(p->db, &lost, NULL));
	assert_int_equal(lost.facts + lost.talks + lost.places, 0);
	assert_true(store_check(p->db, NULL, NULL));
}

static void facts_that_lie_are_not_judged_anew(void **state)
{
	struct place *p = *state;
	struct store_loss lost;
	struct err e = {0};

	run_sql(p->db, "UPDATE evidence SET sum = sum + 1 WHERE owner = (SELECT "
		       "max(owner) FROM evidence)");
	run_sql(p->db, "UPDATE conversation SET sum = sum + 1");
	assert_false(rebuild(p, &e));
	assert_int_equal(e.kind, ERR_INTEGRITY);
	/* Nor by those who do not ask before. */
	assert_false(store_rebuild(p->db, tree_knowledge(), &e));
	assert_int_equal(e.kind, ERR_INTEGRITY);
	assert_null(open_one(p->db, "two", "two", false, &e));
	assert_int_equal(e.kind, ERR_INTEGRITY);
	assert_true(store_mend(p->db, &lost, NULL));
	assert_int_equal(lost.facts, 1);
	assert_int_equal(lost.talks, 1);
	assert_true(store_rebuild(p->db, tree_knowledge(), NULL));
	assert_true(store_check(p->db, NULL, NULL));
}

static void values_that_are_no_json_are_damage_and_no_failure(void **state)
{
	struct place *p = *state;
	struct reader *r;
	struct err e = {0};

	run_sql(p->db, "UPDATE asset SET claims = '[['");
	assert_false(store_check(p->db, NULL, &e));
	assert_int_equal(e.kind, ERR_INTEGRITY);
	assert_false(store_may_rebuild(p->db, &e));
	r = reader_open(p->db, NULL);
	assert_true(reader_is_damaged(r));
	reader_close(r);
	/* What is derived comes back whole. */
	assert_true(store_rebuild(p->db, tree_knowledge(), NULL));
	assert_true(store_check(p->db, NULL, NULL));
	r = reader_open(p->db, NULL);
	assert_false(reader_is_damaged(r));
	reader_close(r);
}

#define DAMAGE_TEST(f)                                                         \
	cmocka_unit_test_setup_teardown(f, a_place_with_two_devices, place_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		DAMAGE_TEST(a_whole_database_is_rebuilt_and_loses_nothing),
		DAMAGE_TEST(facts_that_lie_are_not_judged_anew),
		DAMAGE_TEST(values_that_are_no_json_are_damage_and_no_failure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
