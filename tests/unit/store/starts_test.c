/* SPDX-License-Identifier: Apache-2.0 */
/* starts - when flows to hosts outside began, over restarts, rebuild and merge. */
#include "tests/unit/store/merging.h"

enum { CALLS = 45 };

/* Some of the calls of a beacon, each five minutes after the one before. */
static void read_calls(const char *db, const char *name, unsigned from,
		       unsigned step)
{
	struct recorder *r = begin(db, name, false);

	for (unsigned i = from; i < CALLS; i += step) {
		struct record record = talk_record(1, 2, 443, "tls");
		struct talk_record *t = &record.as.talk;

		t->server = addr_of_v4(0x5db80101);
		t->first_us += i * UINT64_C(300000000);
		t->last_us = t->first_us;
		recorder_take(r, &record, 1);
	}
	finish(r);
}

static void assert_starts(const char *db)
{
	char want[512] = "";

	for (unsigned i = 1; i <= STARTS_LATER; i++) {
		size_t used = strlen(want);

		snprintf(want + used, sizeof(want) - used, "%s%u.000",
			 i > 1 ? " " : "", i * 300);
	}
	assert_string_equal(answer(db, "SELECT starts FROM talk"), want);
}

static void starts_are_the_same_in_any_order_rebuilt_and_merged(void **state)
{
	struct place *p = *state;
	struct err e = {0};

	read_calls(path_of(p, "whole"), "all", 0, 1);
	for (unsigned i = 0; i < 3; i++) {
		char name[8], back[8];

		snprintf(name, sizeof(name), "p%u", i);
		snprintf(back, sizeof(back), "p%u", 2 - i);
		read_calls(path_of(p, "ahead"), name, i, 3);
		read_calls(path_of(p, "back"), back, 2 - i, 3);
		read_calls(path_of(p, name), name, i, 3);
	}
	assert_starts(path_of(p, "whole"));
	assert_starts(path_of(p, "ahead"));
	assert_starts(path_of(p, "back"));
	assert_true(store_rebuild(path_of(p, "back"), tree_knowledge(), &e));
	assert_starts(path_of(p, "back"));
	assert_starts(MERGE(p, "012", "p0", "p1", "p2"));
	assert_starts(MERGE(p, "210", "p2", "p1", "p0", "p2"));
	assert_starts(MERGE(p, "again", "210", "whole", "ahead"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(starts_are_the_same_in_any_order_rebuilt_and_merged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
