/* SPDX-License-Identifier: Apache-2.0 */
/* policy - which conversations speak for rules, and what hangs on a device. */
#include "capture/base/must.h"
#include "classify/policy.h"
#include "tests/support/unit.h"

#define DAY UINT64_C(86400000000)
#define START (UINT64_C(1700000000000000) / DAY * DAY)

enum { PUMP = 1, CT, ARCHIVE, GATEWAY, OFFICE, SCANNER, ASSETS = SCANNER };

static char *copy(const char *text)
{
	char *out = strdup(text);

	must(out != NULL);
	return out;
}

static struct policy ward(void)
{
	static const struct {
		const char *name, *class;
		char criticality;
		bool clinical, scans;
	} rows[ASSETS] = {
		{"PUMP", "infusion-pump", 'A', true, false},
		{"CT", "imaging-ct", 'C', true, false},
		{"ARCHIVE", "pacs-archive", 'C', true, false},
		{"GATEWAY", "", '?', false, false},
		{"OFFICE", "workstation", 'E', false, false},
		{"SCANNER", "", '?', false, true},
	};
	struct policy p = {0};

	p.asset = must_alloc(ASSETS, sizeof(*p.asset));
	for (unsigned i = 0; i < ASSETS; i++)
		p.asset[p.assets++] = (struct policy_asset){
			.id = i + 1,
			.name = copy(rows[i].name),
			.class = copy(rows[i].class),
			.ip = copy(""),
			.criticality = rows[i].criticality,
			.clinical = rows[i].clinical,
			.scans = rows[i].scans,
		};
	p.asset[PUMP - 1].behind = GATEWAY;
	return p;
}

/* A conversation between the assets of these ids, open, on so many days. */
static struct policy_flow flow(const struct policy *p, unsigned client,
			       unsigned server, uint16_t port, unsigned days)
{
	return (struct policy_flow){
		.end = {addr_of_v4(0x0a000000u + client),
			addr_of_v4(0x0a000000u + server)},
		.of = {policy_asset_of(p, client), policy_asset_of(p, server)},
		.port = port,
		.l4 = 6,
		.open = true,
		.protocol = "dicom",
		.flows = 1,
		.first_us = START,
		.last_us = START + (days - 1) * DAY,
		.days = days < 64 ? (UINT64_C(1) << days) - 1 : UINT64_MAX,
		.capture = "",
	};
}

static void add(struct policy *p, unsigned client, unsigned server,
		uint16_t port, unsigned days)
{
	struct policy_flow f = flow(p, client, server, port, days);

	policy_add(p, &f);
}

static const struct policy_flow *row(const struct policy *p, uint16_t port)
{
	for (size_t i = 0; i < p->flows; i++)
		if (p->flow[i].port == port)
			return &p->flow[i];
	fail_msg("no row of port %u", port);
	return NULL;
}

static void only_what_was_usual_and_answered_speaks_for_a_rule(void **state)
{
	const struct policy_wish wish = {.min_days = 14};
	struct policy p = ward();
	struct policy_flow f;

	(void)state;
	add(&p, CT, ARCHIVE, 104, 14);
	add(&p, CT, ARCHIVE, 105, 13);
	f = flow(&p, CT, ARCHIVE, 106, 20);
	f.open = false;
	policy_add(&p, &f);
	f.port = 107;
	f.refused = true;
	policy_add(&p, &f);
	add(&p, SCANNER, ARCHIVE, 108, 64);
	add(&p, OFFICE, SCANNER, 109, 64);
	f = flow(&p, CT, ARCHIVE, 110, 64);
	f.end[1] = addr_of_v4(0xe00000fb);
	policy_add(&p, &f);
	f = flow(&p, CT, ARCHIVE, 111, 64);
	assert_true(addr_parse("fe80::1", &f.end[0]));
	policy_add(&p, &f);
	policy_judge(&p, &wish);
	assert_int_equal(row(&p, 104)->verdict, POLICY_RULE);
	assert_int_equal(row(&p, 105)->verdict, POLICY_FEW_DAYS);
	assert_int_equal(row(&p, 106)->verdict, POLICY_ONE_WAY);
	assert_int_equal(row(&p, 107)->verdict, POLICY_REFUSED);
	assert_int_equal(row(&p, 108)->verdict, POLICY_SCANNED);
	assert_int_equal(row(&p, 109)->verdict, POLICY_OTHERS);
	assert_int_equal(row(&p, 110)->verdict, POLICY_INSIDE);
	assert_int_equal(row(&p, 111)->verdict, POLICY_INSIDE);
	for (uint16_t port = 104; port <= 111; port++)
		assert_int_equal(row(&p, port)->blocked,
				 port > 104 && port < 109);
	assert_int_equal(policy_count(&p, POLICY_RULE), 1);
	policy_free(&p);
}

static void a_service_is_one_row_whatever_its_protocols(void **state)
{
	const struct policy_wish wish = {.min_days = 1};
	struct policy p = ward();
	struct policy_flow f = flow(&p, CT, ARCHIVE, 104, 1);

	(void)state;
	f.open = false;
	f.refused = true;
	f.protocol[0] = '\0';
	policy_add(&p, &f);
	f = flow(&p, CT, ARCHIVE, 104, 1);
	f.last_us = f.first_us += 9 * DAY;
	f.encrypted = true;
	snprintf(f.protocol, sizeof(f.protocol), "%s", "tls");
	policy_add(&p, &f);
	f = flow(&p, CT, ARCHIVE, 104, 2);
	policy_add(&p, &f);
	f = flow(&p, CT, ARCHIVE, 104, 3);
	f.open = false;
	policy_add(&p, &f);
	policy_judge(&p, &wish);
	assert_int_equal(p.flows, 1);
	assert_true(p.flow[0].open);
	assert_false(p.flow[0].encrypted);
	assert_string_equal(p.flow[0].protocol, "dicom tls");
	assert_int_equal(days_count(p.flow[0].days), 3);
	assert_int_equal(p.flow[0].first_us, START);
	assert_int_equal(p.flow[0].last_us, START + 9 * DAY);
	assert_int_equal(p.flow[0].flows, 2);
	policy_free(&p);
}

static void who_carries_clinical_data_is_what_it_is_about(void **state)
{
	struct policy_wish wish = {.min_days = 1};
	struct policy p = ward();
	struct addr *device;
	size_t n;

	(void)state;
	add(&p, GATEWAY, OFFICE, 80, 1);
	add(&p, OFFICE, CT, 22, 1);
	policy_judge(&p, &wish);
	assert_int_equal(row(&p, 80)->verdict, POLICY_RULE);
	device = policy_devices(&p, &n);
	assert_int_equal(n, 2);
	assert_true(addr_compare(device[0], addr_of_v4(0x0a000000u + CT)) == 0);
	free(device);
	wish.asset = OFFICE;
	policy_judge(&p, &wish);
	device = policy_devices(&p, &n);
	assert_int_equal(n, 1);
	assert_true(addr_compare(device[0],
				 addr_of_v4(0x0a000000u + OFFICE)) == 0);
	free(device);
	wish = (struct policy_wish){.min_days = 1, .class = "imaging-ct"};
	policy_judge(&p, &wish);
	assert_int_equal(row(&p, 80)->verdict, POLICY_OTHERS);
	assert_int_equal(row(&p, 22)->verdict, POLICY_RULE);
	policy_free(&p);
}

static void rules_come_by_what_is_most_critical(void **state)
{
	const struct policy_wish wish = {.min_days = 1};
	struct policy p = ward();

	(void)state;
	add(&p, CT, ARCHIVE, 104, 1);
	add(&p, OFFICE, PUMP, 80, 1);
	add(&p, OFFICE, GATEWAY, 81, 1);
	add(&p, OFFICE, ARCHIVE, 82, 1);
	policy_judge(&p, &wish);
	assert_int_equal(p.flow[0].port, 80);
	assert_int_equal(p.flow[1].port, 104);
	assert_int_equal(p.flow[2].port, 82);
	assert_int_equal(p.flow[3].port, 81);
	policy_free(&p);
}

/* A rule tells no network from another: what it lets pass is not stopped. */
static void the_same_addresses_in_two_networks_are_noticed(void **state)
{
	const struct policy_wish wish = {.min_days = 14};
	struct policy p = ward();
	struct policy_flow f;

	(void)state;
	add(&p, CT, ARCHIVE, 104, 14);
	policy_judge(&p, &wish);
	assert_false(policy_overlaps(&p));
	f = flow(&p, CT, ARCHIVE, 104, 1);
	f.net = net_of(NET_VLAN, 130);
	policy_add(&p, &f);
	policy_judge(&p, &wish);
	assert_true(policy_overlaps(&p));
	assert_int_equal(p.flows, 2);
	assert_int_equal(p.flow[1].verdict, POLICY_FEW_DAYS);
	assert_false(p.flow[1].blocked);
	policy_free(&p);
}

static void a_list_covers_all_protocols_or_not(void **state)
{
	struct zones *list = zones_take("x",
		"flow a\n  from class imaging-ct\n  to asset 0000-0000-0003\n"
		"  port 104\n  protocol dicom\n"
		"flow b\n  from 10.0.0.9\n  to 10.0.0.1\n", NULL);
	const struct policy_wish wish = {.min_days = 1};
	struct policy p = ward();
	struct policy_flow f;
	bool met[2] = {false, false};

	(void)state;
	assert_non_null(list);
	add(&p, CT, ARCHIVE, 104, 1);
	policy_judge(&p, &wish);
	assert_true(policy_covered(list, &p.flow[0], met));
	assert_true(met[0] && !met[1]);
	f = flow(&p, CT, ARCHIVE, 104, 1);
	snprintf(f.protocol, sizeof(f.protocol), "%s", "dicom tls");
	assert_false(policy_covered(list, &f, NULL));
	f.protocol[0] = '\0';
	assert_false(policy_covered(list, &f, NULL));
	f = flow(&p, OFFICE, ARCHIVE, 104, 1);
	assert_false(policy_covered(list, &f, NULL));
	policy_free(&p);
	zones_close(list);
}

/* OFFICE -> GATEWAY -> PUMP, CT -> ARCHIVE -> GATEWAY, SCANNER -> OFFICE */
static void reach_goes_two_steps_and_no_further(void **state)
{
	const struct policy_wish wish = {.min_days = 1};
	struct policy p = ward();
	struct policy_step *step;
	struct policy_flow f;
	size_t n;

	(void)state;
	add(&p, OFFICE, GATEWAY, 80, 1);
	add(&p, GATEWAY, PUMP, 3000, 1);
	add(&p, CT, ARCHIVE, 104, 1);
	add(&p, ARCHIVE, GATEWAY, 2575, 1);
	add(&p, SCANNER, OFFICE, 445, 1);
	f = flow(&p, CT, PUMP, 0, 1);
	f.l4 = 1; /* a ping */
	policy_add(&p, &f);
	f = flow(&p, CT, PUMP, 23, 1);
	f.open = false;
	policy_add(&p, &f);
	policy_judge(&p, &wish);
	step = policy_reach(&p, PUMP, POLICY_REACHED_BY, &n);
	assert_int_equal(n, 3);
	assert_int_equal(step[0].step, 1);
	assert_int_equal(step[0].who->id, GATEWAY);
	assert_null(step[0].over);
	assert_int_equal(step[1].step, 2);
	assert_int_equal(step[1].who->id, ARCHIVE);
	assert_int_equal(step[1].by->port, 2575);
	assert_int_equal(step[1].over->port, 3000);
	assert_int_equal(step[2].who->id, OFFICE);
	free(step);
	step = policy_reach(&p, CT, POLICY_REACHES, &n);
	assert_int_equal(n, 2);
	assert_int_equal(step[0].who->id, ARCHIVE);
	assert_int_equal(step[1].who->id, GATEWAY);
	assert_int_equal(step[1].over->port, 104);
	free(step);
	step = policy_reach(&p, 99, POLICY_REACHES, &n);
	assert_int_equal(n, 0);
	free(step);
	policy_free(&p);
}

static void what_stands_behind_goes_with_it(void **state)
{
	struct policy p = ward();

	(void)state;
	assert_true(policy_is_behind(&p, &p.asset[PUMP - 1], GATEWAY));
	assert_false(policy_is_behind(&p, &p.asset[CT - 1], GATEWAY));
	p.asset[CT - 1].behind = PUMP;
	assert_true(policy_is_behind(&p, &p.asset[CT - 1], GATEWAY));
	assert_false(policy_is_behind(&p, &p.asset[GATEWAY - 1], GATEWAY));
	/* A damaged database: a ring. */
	p.asset[GATEWAY - 1].behind = CT;
	assert_false(policy_is_behind(&p, &p.asset[CT - 1], OFFICE));
	policy_free(&p);
}

static void nobody_has_addresses_and_is_reached_by_them(void **state)
{
	const struct policy_wish wish = {.min_days = 1};
	struct policy p = ward();
	struct policy_flow f = flow(&p, CT, 0, 443, 1);
	struct policy_step *step;
	size_t n;

	(void)state;
	f.end[1] = addr_of_v4(0x08080808);
	policy_add(&p, &f);
	f.end[1] = addr_of_v4(0x08080809);
	policy_add(&p, &f);
	policy_judge(&p, &wish);
	step = policy_reach(&p, CT, POLICY_REACHES, &n);
	assert_int_equal(n, 2);
	assert_true(addr_compare(step[1].ip, f.end[1]) == 0);
	assert_int_equal(step[0].who->id, 0);
	free(step);
	policy_free(&p);
}

static void clinical_partners_are_missed_first(void **state)
{
	const struct policy_wish wish = {.min_days = 1};
	struct policy p = ward();
	const struct policy_flow **lost;
	struct policy_flow f;
	size_t n;

	(void)state;
	add(&p, OFFICE, ARCHIVE, 80, 64);
	add(&p, CT, ARCHIVE, 104, 2);
	add(&p, CT, ARCHIVE, 105, 3);
	add(&p, ARCHIVE, PUMP, 3000, 1);
	add(&p, CT, OFFICE, 81, 1);
	f = flow(&p, CT, ARCHIVE, 106, 9);
	f.open = false;
	policy_add(&p, &f);
	policy_judge(&p, &wish);
	lost = policy_broken(&p, ARCHIVE, &n);
	assert_int_equal(n, 4);
	assert_int_equal(lost[0]->port, 3000);
	assert_int_equal(lost[1]->port, 105);
	assert_int_equal(lost[2]->port, 104);
	assert_int_equal(lost[3]->port, 80);
	free((void *)lost);
	policy_free(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			only_what_was_usual_and_answered_speaks_for_a_rule),
		cmocka_unit_test(a_service_is_one_row_whatever_its_protocols),
		cmocka_unit_test(who_carries_clinical_data_is_what_it_is_about),
		cmocka_unit_test(rules_come_by_what_is_most_critical),
		cmocka_unit_test(
			the_same_addresses_in_two_networks_are_noticed),
		cmocka_unit_test(a_list_covers_all_protocols_or_not),
		cmocka_unit_test(reach_goes_two_steps_and_no_further),
		cmocka_unit_test(what_stands_behind_goes_with_it),
		cmocka_unit_test(nobody_has_addresses_and_is_reached_by_them),
		cmocka_unit_test(clinical_partners_are_missed_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
