/* SPDX-License-Identifier: Apache-2.0 */
/* outside_test - which end of a conversation is in the internet, by NET-002. */
#include "tests/unit/classify/ward.h"

#define MAC "98:e7:43:00:00:01"

/* Bound by neighbour discovery or ARP, and clinical. */
static void bind(struct ward *w, const char *ip, const char *mac)
{
	scanner(w, ip);
	ward_bind(w, ip, mac);
}

/* Whether it is told that the internet reaches a scanner. */
static bool is_reached(const char *client, const char *server, const char *neighbour,
		       const char *zones)
{
	struct ward w = ward_open(zones);
	bool is;

	bind(&w, server, MAC);
	if (neighbour != NULL)
		bind(&w, neighbour, "98:e7:43:00:00:02");
	speak(&w, client, server, 104, "dicom");
	is = found(&w, "NET-002", server) != NULL;
	ward_close(&w);
	return is;
}

static void global_addresses_are_outside(void **state)
{
	(void)state;
	assert_true(is_reached("8.8.8.8", "10.0.0.1", NULL, NULL));
	assert_true(is_reached("2a00::8", "2a0e:1:2::1", NULL, NULL));
	assert_true(is_reached("64:ff9b::8.8.8.8", "10.0.0.1", NULL, NULL));
	assert_false(is_reached("10.0.0.9", "10.0.0.1", NULL, NULL));
	assert_false(is_reached("fd00::9", "2a0e:1:2::1", NULL, NULL));
}

static void the_house_of_a_neighbour_is_inside(void **state)
{
	(void)state;
	assert_false(is_reached("2a0e:1:2:3::9", "2a0e:1:2::1", NULL, NULL));
	assert_true(is_reached("2a0e:1:3::9", "2a0e:1:2::1", NULL, NULL));
	assert_false(is_reached("2a0e:1:3::9", "2a0e:1:2::1", "2a0e:1:3:4::7",
				NULL));
	assert_false(is_reached("93.1.2.3", "10.0.0.1", "93.1.2.4", NULL));
	assert_true(is_reached("93.1.3.3", "10.0.0.1", "93.1.2.4", NULL));
	assert_false(is_reached("141.42.3.3", "10.0.0.1", "141.42.2.4", NULL));
	assert_true(is_reached("141.43.3.3", "10.0.0.1", "141.42.2.4", NULL));
}

/* A router answers by ARP for others: that they are neighbours is no proof. */
static void who_answers_for_others_tells_nothing(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	bind(&w, "10.0.0.1", MAC);
	ward_bind(&w, "10.0.0.254", "98:e7:43:00:00:fe");
	ward_bind(&w, "8.8.8.8", "98:e7:43:00:00:fe");
	speak(&w, "8.8.8.8", "10.0.0.1", 104, "dicom");
	RAISED(w, "NET-002", "10.0.0.1");
	ward_close(&w);
}

static void zones_decide_where_they_tell(void **state)
{
	static const char own[] = "zone own\n  kind own\n  range 93.1.2.0/28\n"
				  "  range 2a0e:1:2::/52\n";

	(void)state;
	assert_false(is_reached("93.1.2.3", "10.0.0.1", NULL, own));
	assert_true(is_reached("93.1.2.200", "10.0.0.1", "93.1.2.4", own));
	assert_true(is_reached("2a0e:1:2:f000::1", "2a0e:1:2::1", NULL, own));
}

static void where_the_internet_does_not_lead_nobody_is_outside(void **state)
{
	(void)state;
	assert_false(is_reached("2a00::8", "fd00::1", NULL, NULL));
	assert_false(is_reached("2a00::8", "fe80::1", NULL, NULL));
	assert_false(is_reached("fe80::8", "2a0e:1:2::1", NULL, NULL));
}

static void addresses_of_documents_stand_for_either(void **state)
{
	(void)state;
	assert_true(is_reached("203.0.113.9", "10.0.0.1", NULL, NULL));
	assert_true(is_reached("203.0.113.9", "198.51.100.1", NULL, NULL));
	assert_false(is_reached("203.0.113.9", "10.0.0.1", "203.0.113.8", NULL));
	assert_false(is_reached("203.0.113.9", "203.0.113.1", NULL, NULL));
	assert_true(is_reached("8.8.8.8", "203.0.113.1", NULL, NULL));
}

/* All that comes from there has the tag of the network that it comes to. */
static void a_zone_by_vlan_holds_nothing_of_the_internet(void **state)
{
	struct ward w = ward_open("zone radiology\n  kind clinical\n  vlan 130\n");
	struct record r = {.kind = RECORD_FACT};

	(void)state;
	r.as.fact = (struct fact){.first_us = w.now_us, .last_us = w.now_us,
				  .attr = A_dicom_modality, .source = 1,
				  .count = 2, .length = 2, .text = "CT"};
	r.as.fact.subject.ip = at("10.0.0.1");
	r.as.fact.subject.net = net_of(NET_VLAN, 130);
	assert_true(inventory_add(w.inventory, &r, 0));
	r = talk(&w, "8.8.8.8", "10.0.0.1", 104, "dicom");
	r.as.talk.net = net_of(NET_VLAN, 130);
	assert_true(inventory_add(w.inventory, &r, 0));
	RAISED(w, "NET-002", "10.0.0.1");
	ward_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(global_addresses_are_outside),
		cmocka_unit_test(the_house_of_a_neighbour_is_inside),
		cmocka_unit_test(who_answers_for_others_tells_nothing),
		cmocka_unit_test(zones_decide_where_they_tell),
		cmocka_unit_test(
			where_the_internet_does_not_lead_nobody_is_outside),
		cmocka_unit_test(a_zone_by_vlan_holds_nothing_of_the_internet),
		cmocka_unit_test(addresses_of_documents_stand_for_either),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
