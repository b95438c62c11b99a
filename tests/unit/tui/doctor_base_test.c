/* SPDX-License-Identifier: Apache-2.0 */
/* doctor_base_test - what the doctor says of a database, and of empty lists. */
#include "tests/unit/tui/doctor_ask.h"

enum { HOUR_S = 3600 };

static struct base_facts good_base(struct coverage_net *net)
{
	struct base_facts b = {.path = "x.db", .there = true, .filter = "",
			       .now_us = 10 * HOUR_S * 1000000ull,
			       .free_mib = 50000, .disk_mib = 100000,
			       .advisories = "advisory data to 2026-10-24"};

	b.site.captures = 1;
	b.site.assets = 20;
	b.site.clinical = 10;
	b.site.unknown = 2;
	b.site.findings[SEVERITY_HIGH] = 4;
	b.site.recording = true;
	b.site.last_us = b.now_us - 1000000;
	b.tally[TALLY_packets] = 1000;
	b.coverage.seen_us = 2 * HOUR_S * 1000000ull;
	b.coverage.talks = b.coverage.of[COVERAGE_one_way] = 100;
	b.coverage.net = net;
	b.coverage.nets = 1;
	*net = (struct coverage_net){.number = net_of(NET_VLAN, 210),
				     .name = "vlan 210", .whole = 100,
				     .one_way = 2};
	return b;
}

static struct verdict of_base(const char *name, const struct base_facts *b)
{
	const struct facts facts = {.base = b};

	return ask(AREA_database, name, &facts);
}

static void a_database_that_fills_is_fine(void **state)
{
	struct coverage_net net;
	struct base_facts b = good_base(&net);
	const struct facts facts = {.base = &b};
	struct verdict v;

	(void)state;
	for (unsigned i = 0; check_at(i) != NULL; i++) {
		if (check_at(i)->area != AREA_database)
			continue;
		v = (struct verdict){.mark = MARK_SILENT};
		check_at(i)->judge(&facts, &v);
		assert_int_equal(v.mark, MARK_OK);
	}
}

static void a_database_that_is_missing_is_no_fault_and_one_that_is_closed_is(
	void **state)
{
	struct coverage_net net;
	struct base_facts b = good_base(&net);

	(void)state;
	b.there = false;
	assert_int_equal(of_base("file", &b).mark, MARK_UNKNOWN);
	assert_int_equal(of_base("assets", &b).mark, MARK_SILENT);
	b.there = true;
	err_set(&b.closed, ERR_INTEGRITY, "x.db: it is damaged");
	assert_int_equal(of_base("file", &b).mark, MARK_BAD);
	assert_int_equal(of_base("file", &b).status, ERR_INTEGRITY);
	assert_int_equal(of_base("writer", &b).mark, MARK_SILENT);
}

static void a_disk_that_ends_is_told_by_size_and_by_share(void **state)
{
	struct coverage_net net;
	struct base_facts b = good_base(&net);

	(void)state;
	b.free_mib = 4999; /* below 5 % of it */
	assert_int_equal(of_base("disk", &b).mark, MARK_LOOK);
	b.disk_mib = 1000;
	b.free_mib = 199;
	assert_int_equal(of_base("disk", &b).mark, MARK_LOOK);
	b.free_mib = 49;
	assert_int_equal(of_base("disk", &b).mark, MARK_BAD);
	b.free_mib = UNLEARNT;
	assert_int_equal(of_base("disk", &b).mark, MARK_UNKNOWN);
}

static void a_writer_that_died_and_a_silence_are_told(void **state)
{
	struct coverage_net net;
	struct base_facts b = good_base(&net);

	(void)state;
	b.unended = 1; /* as while it is written */
	assert_int_equal(of_base("writer", &b).mark, MARK_OK);
	b.site.last_us = b.now_us - 61 * 1000000ull;
	assert_int_equal(of_base("latest", &b).mark, MARK_LOOK);
	b.site.recording = false;
	assert_int_equal(of_base("latest", &b).mark, MARK_OK);
	assert_int_equal(of_base("writer", &b).mark, MARK_LOOK);
	b.damaged = true;
	assert_int_equal(of_base("damage", &b).mark, MARK_BAD);
}

static void gives(const struct base_facts *b, const char *list,
		  const char *reason)
{
	struct verdict v = of_base(list, b);

	assert_int_equal(v.mark, MARK_LOOK);
	if (strstr(v.figure, reason) == NULL)
		fail_msg("%s lacks \"%s\": %s", list, reason, v.figure);
}

static void an_empty_list_of_devices_has_its_reason(void **state)
{
	struct coverage_net net;
	struct base_facts b = good_base(&net);

	(void)state;
	b.site.assets = 0;
	b.coverage.n[COVERAGE_unproved] = 100;
	gives(&b, "assets", "all 100 conversations are of addresses");
	b.coverage.n[COVERAGE_one_way] = 80;
	gives(&b, "assets", "of 80 of 100 TCP conversations one direction");
	b.filter = "port 104";
	gives(&b, "assets", "has a filter: port 104");
	b.coverage.talks = 0;
	gives(&b, "assets", "1000 frames, but no conversation");
	b.tally[TALLY_link_type] = 1000;
	gives(&b, "assets", "of a link type");
	b.tally[TALLY_packets] = 0;
	gives(&b, "assets", "not one frame was read");
	b.site.captures = 0;
	gives(&b, "assets", "no capture was read");
	assert_int_equal(of_base("clinical", &b).mark, MARK_SILENT);
}

static void no_clinical_device_and_no_finding_have_their_reasons(void **state)
{
	struct coverage_net net;
	struct base_facts b = good_base(&net);

	(void)state;
	b.site.clinical = 0;
	b.site.possibly = 3;
	gives(&b, "clinical", "3 may be");
	b.answered = 10;
	b.encrypted = 4;
	assert_null(strstr(of_base("clinical", &b).figure, "encrypted"));
	b.encrypted = 9;
	gives(&b, "clinical", "9 of 10 conversations that were looked at are "
			      "encrypted");
	net.number = NET_PLAIN;
	gives(&b, "clinical", "only one network, without VLAN tags");
	b.coverage.seen_us = 60000000;
	gives(&b, "clinical", "only 60 s were heard");
	b.site.findings[SEVERITY_HIGH] = 0;
	gives(&b, "findings", "no clinical device is known");
	b.site.all_findings = 5;
	gives(&b, "findings", "5 are decided");
	b.advisories[0] = '\0';
	gives(&b, "findings", "no advisory was imported");
	net.one_way = 95;
	gives(&b, "networks", "without VLAN tag");
	b.site.unknown = 11;
	gives(&b, "assets", "20 devices, 11 of unknown class; ");
	b.coverage.of[COVERAGE_one_way] = 0;
	gives(&b, "assets", "no TCP conversation was heard");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_database_that_fills_is_fine),
		cmocka_unit_test(
			a_database_that_is_missing_is_no_fault_and_one_that_is_closed_is),
		cmocka_unit_test(a_disk_that_ends_is_told_by_size_and_by_share),
		cmocka_unit_test(a_writer_that_died_and_a_silence_are_told),
		cmocka_unit_test(an_empty_list_of_devices_has_its_reason),
		cmocka_unit_test(
			no_clinical_device_and_no_finding_have_their_reasons),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
