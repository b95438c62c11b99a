/* SPDX-License-Identifier: Apache-2.0 */
/* life - states of a finding by decisions and by when it was seen. */
#include "classify/score.h"
#include "tests/support/unit.h"

#define DAY UINT64_C(86400000000)
#define NOW (100 * DAY)

static enum finding_state seen(uint64_t first, uint64_t last)
{
	const struct sighting s = {first, last, NOW, 0};

	return finding_state_of(NULL, false, &s);
}

static enum finding_state decided(enum finding_state state, uint64_t until,
				  uint64_t at, uint64_t last)
{
	const struct decision d = {.state = state, .until_us = until,
				   .seen_us = at};
	const struct sighting s = {DAY, last, NOW, 0};

	return finding_state_of(&d, false, &s);
}

static void without_a_decision_time_tells(void **state)
{
	(void)state;
	assert_int_equal(seen(94 * DAY, NOW), STATE_NEW);
	assert_int_equal(seen(93 * DAY, NOW), STATE_OPEN);
	assert_int_equal(seen(DAY, 70 * DAY), STATE_OPEN);
	assert_int_equal(seen(DAY, 70 * DAY - 1), STATE_STALE);
	assert_int_equal(seen(0, 0), STATE_STALE);
	assert_int_equal(finding_state_of(NULL, false, &(struct sighting){0}),
			 STATE_NEW);
}

static void a_decision_holds_until_its_end(void **state)
{
	(void)state;
	assert_int_equal(decided(STATE_ACCEPTED, NOW + 1, DAY, NOW),
			 STATE_ACCEPTED);
	assert_int_equal(decided(STATE_ACCEPTED, NOW, DAY, NOW),
			 STATE_REOPENED);
	assert_int_equal(decided(STATE_ACCEPTED, NOW, DAY, DAY), STATE_STALE);
	assert_int_equal(decided(STATE_MITIGATED, 0, DAY, DAY),
			 STATE_MITIGATED);
	assert_int_equal(decided(STATE_REOPENED, 0, DAY, NOW), STATE_REOPENED);
}

static void what_was_fixed_and_is_seen_again_is_not(void **state)
{
	(void)state;
	assert_int_equal(decided(STATE_FIXED, 0, 90 * DAY, 90 * DAY),
			 STATE_FIXED);
	assert_int_equal(decided(STATE_FIXED, 0, 90 * DAY, 90 * DAY + 1),
			 STATE_REOPENED);
}

static void what_the_wire_shows_to_be_over_is_fixed(void **state)
{
	struct sighting s = {DAY, 50 * DAY, NOW, 60 * DAY};
	struct decision d = {.state = STATE_ACCEPTED, .until_us = NOW + 1};

	(void)state;
	assert_int_equal(finding_state_of(NULL, false, &s), STATE_FIXED);
	assert_int_equal(finding_state_of(NULL, true, &s), STATE_SUPPRESSED);
	assert_int_equal(finding_state_of(&d, false, &s), STATE_ACCEPTED);
	d = (struct decision){.state = STATE_REOPENED, .seen_us = 55 * DAY};
	assert_int_equal(finding_state_of(&d, false, &s), STATE_FIXED);
	d.seen_us = 70 * DAY; /* who opened it again had seen that */
	s.last_us = 80 * DAY;
	assert_int_equal(finding_state_of(&d, false, &s), STATE_REOPENED);
}

static void decisions_and_suppressions_are_found_by_what_they_name(void **state)
{
	struct decision d[] = {{.asset = 7, .rule = "TLS-001", .port = 443},
			       {.asset = 7, .rule = "CLN-001", .port = 104},
			       {.asset = 3, .rule = "TLS-001", .port = 443}};
	struct suppression s[] = {
		{.rule = "CLN-001", .class = "pacs-archive", .until_us = 50},
		{.rule = "TLS-001", .asset = 7, .until_us = 50}};
	struct decisions all = {.decision = d, .decisions = 3,
				.suppression = s, .suppressions = 2};

	(void)state;
	decisions_sort(&all);
	assert_ptr_equal(decision_find(&all, 3, "TLS-001", 443), &d[0]);
	assert_non_null(decision_find(&all, 7, "CLN-001", 104));
	assert_null(decision_find(&all, 7, "CLN-001", 0));
	assert_null(decision_find(&all, 8, "CLN-001", 104));
	assert_null(decision_find(&all, 7, "A-RULE-WITH-A-LONG-NAME", 104));
	assert_true(is_suppressed(&all, 1, "CLN-001", "pacs-archive", 49));
	assert_false(is_suppressed(&all, 1, "CLN-001", "pacs-archive", 50));
	assert_false(is_suppressed(&all, 1, "CLN-001", "laboratory", 1));
	assert_false(is_suppressed(&all, 1, "CLN-001", NULL, 1));
	assert_true(is_suppressed(&all, 7, "TLS-001", NULL, 1));
	assert_false(is_suppressed(&all, 8, "TLS-001", NULL, 1));
	assert_int_equal(finding_state_of(&d[0], true, &(struct sighting){0}),
			 STATE_SUPPRESSED);
}

static void every_state_has_a_name_and_a_part_in_the_score(void **state)
{
	(void)state;
	for (enum finding_state s = 0; s < FINDING_STATES; s++) {
		assert_int_equal(finding_state_named(finding_state_name(s)), s);
		assert_int_equal(finding_state_is_open(s),
				 life_of_state(s) == LIFE_OPEN);
	}
	assert_int_equal(finding_state_named("?"), FINDING_STATES);
	assert_int_equal(life_of_state(STATE_STALE), LIFE_STALE);
	assert_int_equal(life_of_state(STATE_MITIGATED), LIFE_MITIGATED);
	assert_int_equal(life_of_state(STATE_ACCEPTED), LIFE_ENDED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_decision_time_tells),
		cmocka_unit_test(a_decision_holds_until_its_end),
		cmocka_unit_test(what_was_fixed_and_is_seen_again_is_not),
		cmocka_unit_test(what_the_wire_shows_to_be_over_is_fixed),
		cmocka_unit_test(
			decisions_and_suppressions_are_found_by_what_they_name),
		cmocka_unit_test(
			every_state_has_a_name_and_a_part_in_the_score),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
