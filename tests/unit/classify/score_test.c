/* SPDX-License-Identifier: Apache-2.0 */
/* score - ten devices worked out by hand, and what is counted at all. */
#include "classify/advisory.h"
#include "classify/score.h"
#include "tests/support/unit.h"

#define OPEN(rule, severity) {(rule), SEVERITY_##severity, 2, LIFE_OPEN}
#define OF(a) (a), sizeof(a) / sizeof((a)[0])

static const struct score_finding pump[] = {
	OPEN("CRD-001", HIGH), OPEN("CRD-002", HIGH)};
static const struct score_finding console[] = {
	OPEN("EOL-002", HIGH), OPEN("WIN-001", HIGH), OPEN("CLN-001", HIGH),
	OPEN("CRD-017", HIGH), OPEN("TLS-007", LOW), OPEN("SEG-001", MEDIUM)};
static const struct score_finding contec[] = {
	OPEN("NET-006", CRITICAL), OPEN("CLN-020", HIGH),
	OPEN("NET-001", HIGH)};
static const struct score_finding miner[] = {OPEN("SCN-008", CRITICAL)};
static const struct score_finding nobody[] = {OPEN("INV-002", MEDIUM)};
static const struct score_finding camera[] = {
	OPEN("NET-002", CRITICAL), OPEN("CRD-014", CRITICAL)};
static const struct score_finding tls[] = {
	OPEN("TLS-007", LOW), OPEN("TLS-004", LOW), OPEN("TLS-006", LOW),
	{"TLS-011", SEVERITY_LOW, 1, LIFE_OPEN}, OPEN("TLS-005", MEDIUM)};
static const struct score_finding kev[] = {OPEN("ADV-003", CRITICAL)};
static const struct score_finding lives[] = {
	{"EOL-002", SEVERITY_HIGH, 2, LIFE_MITIGATED},
	{"WIN-001", SEVERITY_HIGH, 2, LIFE_ENDED},
	{"CLN-001", SEVERITY_HIGH, 2, LIFE_STALE}};

static const struct score_advisory a_pump[] = {{"ICSMA-21-294-01", 216}};
static const struct score_advisory a_console[] = {{"ICSMA-18-123-01", 9}};
static const struct score_advisory a_contec[] = {{"ICSMA-22-244-01", 90}};
static const struct score_advisory a_kev[] = {{"ICSMA-20-049-01", 588}};

static const struct {
	struct score_device device;
	unsigned impact, l0, likelihood, raw, floors, score;
	const char *band;
} rows[] = {
	{{'A', PHI_NONE, EXPOSURE_1, OF(pump), OF(a_pump)}, 100, 559, 447, 45,
	 0, 45, "high"},
	{{'C', PHI_STORES, EXPOSURE_2, OF(console), OF(a_console)}, 75, 696,
	 696, 52, 0, 52, "high"},
	{{'B', PHI_TRANSMITS, EXPOSURE_3, OF(contec), OF(a_contec)}, 85, 659,
	 758, 64, 0, 64, "critical"},
	{{'E', PHI_NONE, EXPOSURE_2, OF(miner), NULL, 0}, 25, 500, 500, 13,
	 FLOOR_COMPROMISE | FLOOR_CRITICAL, 60, "critical"},
	{{'A', PHI_NONE, EXPOSURE_0, NULL, 0, NULL, 0}, 100, 50, 30, 3, 0, 3,
	 "low"},
	{{'?', PHI_NONE, EXPOSURE_2, OF(nobody), NULL, 0}, 50, 100, 100, 5, 0,
	 5, "low"},
	{{'E', PHI_NONE, EXPOSURE_4, OF(camera), NULL, 0}, 25, 500, 650, 16,
	 FLOOR_CRITICAL, 40, "high"},
	{{'C', PHI_STORES, EXPOSURE_2, OF(tls), NULL, 0}, 75, 153, 153, 11, 0,
	 11, "low"},
	{{'B', PHI_TRANSMITS, EXPOSURE_1, OF(kev), OF(a_kev)}, 85, 588, 470,
	 40, FLOOR_EXPLOITED, 60, "critical"},
	{{'C', PHI_STORES, EXPOSURE_2, OF(lives), NULL, 0}, 75, 191, 191, 14,
	 0, 14, "low"},
};

static void ten_devices_are_worth_what_was_worked_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct score s;

		score_compute(&rows[i].device, &s);
		assert_int_equal(s.impact, rows[i].impact);
		assert_int_equal(s.l0, rows[i].l0);
		assert_int_equal(s.likelihood, rows[i].likelihood);
		assert_int_equal(s.raw, rows[i].raw);
		assert_int_equal(s.floors, rows[i].floors);
		assert_int_equal(s.score, rows[i].score);
		assert_string_equal(score_band(s.score), rows[i].band);
	}
}

static void each_weight_is_told_with_the_score_without_it(void **state)
{
	struct score s;

	(void)state;
	score_compute(&rows[0].device, &s);
	assert_int_equal(s.items, 3);
	assert_string_equal(s.item[0].id, "CRD-001");
	assert_string_equal(s.item[2].id, "ICSMA-21-294-01");
	assert_int_equal(s.item[0].left, 750);
	assert_int_equal(s.item[1].left, 563);
	assert_int_equal(s.item[2].left, 441);
	assert_int_equal(s.item[2].without, 35);
	/* A fourth of a group takes the place of one that is left out. */
	score_compute(&rows[7].device, &s);
	assert_int_equal(s.items, 3);
	assert_string_equal(s.item[0].id, "TLS-005");
	assert_string_equal(s.item[1].id, "TLS-004");
	assert_string_equal(s.item[2].id, "TLS-006");
	/* Without what lifted it the floor goes too. */
	score_compute(&rows[3].device, &s);
	assert_int_equal(s.item[0].without, 1);
}

static void advisories_weigh_by_verdict_reach_and_use(void **state)
{
	(void)state;
	assert_int_equal(score_advisory_weight(90, VERDICT_CONFIRMED, REACH_NETWORK,
					       NOT_EXPLOITED), 216);
	assert_int_equal(score_advisory_weight(75, VERDICT_LIKELY, REACH_NETWORK,
					       NOT_EXPLOITED), 90);
	assert_int_equal(score_advisory_weight(98, VERDICT_CONFIRMED, REACH_NETWORK,
					       EXPLOITED), 588);
	assert_int_equal(score_advisory_weight(98, VERDICT_NOT_AFFECTED, REACH_NETWORK,
					       EXPLOITED), 0);
}

static void many_findings_stay_within_their_table(void **state)
{
	struct score_finding many[300];
	struct score_device d = {'A', PHI_NONE, EXPOSURE_2, many, 300, NULL, 0};
	static char names[300][8];
	struct score s;

	(void)state;
	for (unsigned i = 0; i < 300; i++) {
		names[i][0] = (char)('A' + i % 26);
		names[i][1] = (char)('A' + i / 26);
		many[i] = (struct score_finding){names[i], SEVERITY_HIGH, 2,
						 LIFE_OPEN};
	}
	score_compute(&d, &s);
	assert_true(s.items <= SCORE_ITEMS);
	assert_int_equal(s.score, 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ten_devices_are_worth_what_was_worked_out),
		cmocka_unit_test(each_weight_is_told_with_the_score_without_it),
		cmocka_unit_test(advisories_weigh_by_verdict_reach_and_use),
		cmocka_unit_test(many_findings_stay_within_their_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
