/* SPDX-License-Identifier: Apache-2.0 */
/* crossed_test - what a mirror shows on both sides of a router. */
#include "tests/unit/classify/ward.h"

static const char *const scanner_ip = "10.5.0.21", *const archive_ip = "10.6.0.10";
static const char *const scanner_mac = "20:e7:91:00:00:21",
		 *const archive_mac = "98:e7:43:00:00:10",
		 *const router_mac = "00:1b:17:00:00:01";

/* The address, in that VLAN, with that MAC, so many hops away. */
static void comes(struct ward *w, const char *ip, unsigned vlan, const char *mac,
		  unsigned hops)
{
	ward_place_in(w, ip, mac, net_of(NET_VLAN, vlan), A_frame_binding, hops,
		      2);
}

/* The scanner calls the archive, and gets one answer. */
static void call_in(struct ward *w, unsigned vlan)
{
	struct record r = talk(w, scanner_ip, archive_ip, 104, "dicom");

	r.as.talk.net = net_of(NET_VLAN, vlan);
	r.as.talk.packets[0] = r.as.talk.packets[1] = 1;
	assert_true(inventory_add(w->inventory, &r, 0));
}

/* The network of the scanner, and that of the archive. */
static void show_both(struct ward *w, unsigned near, unsigned far,
		      const char *mac, const char *other_mac)
{
	comes(w, scanner_ip, near, mac, 0);
	comes(w, archive_ip, near, router_mac, 1);
	call_in(w, near);
	comes(w, scanner_ip, far, router_mac, 1);
	comes(w, archive_ip, far, other_mac, 0);
	call_in(w, far);
}

static size_t assets_of(struct ward *w, struct asset ***list)
{
	inventory_judge(w->inventory);
	return inventory_assets(w->inventory, list);
}

static void who_is_seen_on_both_sides_of_a_router_is_one_device(void **state)
{
	struct ward w = ward_open(NULL);
	struct asset **list;

	(void)state;
	show_both(&w, 5, 6, scanner_mac, archive_mac);
	/* On its way, too; it is where it is at home. */
	comes(&w, scanner_ip, 99, router_mac, 1);
	comes(&w, archive_ip, 99, router_mac, 1);
	call_in(&w, 99);
	assert_int_equal(assets_of(&w, &list), 2);
	for (unsigned i = 0; i < 2; i++) {
		assert_int_equal(list[i]->addresses, 1);
		assert_int_equal(list[i]->net,
				 net_of(NET_VLAN, addr_compare(list[i]->ip,
							       at(scanner_ip)) == 0
							  ? 5 : 6));
		assert_false(mac_is_zero(list[i]->mac));
	}
	ward_close(&w);
}

/* Where a mirror shows one direction alone, the archive never speaks. */
static void one_direction_tells_who_speaks(void **state)
{
	struct ward w = ward_open(NULL);
	struct asset **list;

	(void)state;
	for (unsigned vlan = 5; vlan < 7; vlan++) {
		struct record r = talk(&w, scanner_ip, archive_ip, 104, "dicom");

		comes(&w, scanner_ip, vlan, vlan == 5 ? scanner_mac : router_mac,
		      vlan - 5);
		r.as.talk.net = net_of(NET_VLAN, vlan);
		r.as.talk.answered = false;
		r.as.talk.packets[1] = 0;
		assert_true(inventory_add(w.inventory, &r, 0));
	}
	assert_int_equal(assets_of(&w, &list), 1);
	assert_int_equal(list[0]->net, net_of(NET_VLAN, 5));
	ward_close(&w);
}

static void at_another_time_it_is_another_conversation(void **state)
{
	struct ward w = ward_open(NULL);
	struct asset **list;

	(void)state;
	comes(&w, scanner_ip, 5, scanner_mac, 0);
	comes(&w, archive_ip, 5, router_mac, 1);
	call_in(&w, 5);
	w.now_us += 2000000;
	comes(&w, scanner_ip, 6, router_mac, 1);
	comes(&w, archive_ip, 6, archive_mac, 0);
	call_in(&w, 6);
	assert_int_equal(assets_of(&w, &list), 4);
	ward_close(&w);
}

/* Whose scanner it is that comes to an archive nobody can tell. */
static void houses_of_one_plan_stay_apart(void **state)
{
	struct ward w = ward_open(NULL);
	struct asset **list;

	(void)state;
	show_both(&w, 5, 6, scanner_mac, archive_mac);
	show_both(&w, 15, 16, "20:e7:91:00:01:21", "98:e7:43:00:01:10");
	assert_int_equal(assets_of(&w, &list), 8);
	ward_close(&w);
	/* Unless they do not speak at the same time. */
	w = ward_open(NULL);
	show_both(&w, 5, 6, scanner_mac, archive_mac);
	w.now_us += 2000000;
	show_both(&w, 15, 16, "20:e7:91:00:01:21", "98:e7:43:00:01:10");
	assert_int_equal(assets_of(&w, &list), 4);
	ward_close(&w);
}

/* Both call one archive; without a router between they are what their MACs say. */
static void two_of_one_address_with_a_mac_each_are_two(void **state)
{
	struct ward w = ward_open(NULL);
	struct asset **list;

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		comes(&w, scanner_ip, 5 + i,
		      i == 0 ? scanner_mac : "20:e7:91:00:01:21", 0);
		comes(&w, archive_ip, 5 + i, router_mac, 1);
		call_in(&w, 5 + i);
	}
	assert_int_equal(assets_of(&w, &list), 3);
	ward_close(&w);
}

/* A client of each of three networks calls it by the same router. */
static void a_server_that_one_router_brings_to_several_networks_is_one(
	void **state)
{
	struct ward w = ward_open(NULL);
	struct asset **list;

	(void)state;
	for (unsigned vlan = 5; vlan < 8; vlan++)
		comes(&w, archive_ip, vlan, router_mac, 1);
	assert_int_equal(assets_of(&w, &list), 1);
	assert_int_equal(list[0]->addresses, 3);
	/* Another router may lead to another house. */
	comes(&w, archive_ip, 8, "00:1b:17:00:00:02", 1);
	assert_int_equal(assets_of(&w, &list), 2);
	/* It is at home in one network. */
	comes(&w, archive_ip, 9, archive_mac, 0);
	assert_int_equal(assets_of(&w, &list), 3);
	ward_close(&w);
}

static void show_scanner(struct ward *w, unsigned vlan)
{
	struct record r = {.kind = RECORD_FACT};
	struct fact *f = &r.as.fact;

	f->first_us = f->last_us = w->now_us + w->frames;
	f->frame = w->frames++;
	f->attr = A_dicom_modality;
	f->source = 1;
	f->count = 2;
	f->subject.ip = at(scanner_ip);
	f->subject.net = net_of(NET_VLAN, vlan);
	f->length = 2;
	memcpy(f->text, "CT", 2);
	assert_true(inventory_add(w->inventory, &r, 0));
}

/* Zones by VLAN tell of where it is seen, and that is not where it is. */
static void one_address_in_two_zones_is_no_second_network(void **state)
{
	struct ward w = ward_open("zone a\n  kind clinical\n  vlan 5\n"
				  "zone b\n  kind clinical\n  vlan 6\n");

	(void)state;
	for (unsigned vlan = 5; vlan < 7; vlan++) {
		comes(&w, scanner_ip, vlan, scanner_mac, 0);
		show_scanner(&w, vlan);
	}
	SILENT(w, "SEG-006", scanner_ip);
	ward_close(&w);
}

/* Ports that do not answer, in both networks. */
static void ask_ports(struct ward *w, unsigned ports)
{
	for (unsigned vlan = 5; vlan < 7; vlan++)
		for (uint16_t port = 1; port <= ports; port++) {
			struct record r = talk(w, scanner_ip, archive_ip, port, "");

			r.as.talk.net = net_of(NET_VLAN, vlan);
			r.as.talk.refused = true;
			assert_true(inventory_add(w->inventory, &r, 0));
		}
}

static void what_is_shown_twice_is_asked_once(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	show_both(&w, 5, 6, scanner_mac, archive_mac);
	ask_ports(&w, 19);
	SILENT(w, "SCN-001", scanner_ip);
	ask_ports(&w, 25);
	RAISED(w, "SCN-001", scanner_ip);
	ward_close(&w);
}

static void who_is_at_home_in_two_networks_may_be_any_of_them(void **state)
{
	struct ward w = ward_open(NULL);
	struct asset **list;

	(void)state;
	comes(&w, archive_ip, 5, router_mac, 1);
	comes(&w, archive_ip, 6, router_mac, 1);
	comes(&w, archive_ip, 7, archive_mac, 0);
	comes(&w, archive_ip, 8, "98:e7:43:00:01:10", 0);
	comes(&w, scanner_ip, 5, router_mac, 1);
	comes(&w, scanner_ip, 6, router_mac, 1);
	assert_int_equal(assets_of(&w, &list), 5);
	ward_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			who_is_seen_on_both_sides_of_a_router_is_one_device),
		cmocka_unit_test(one_direction_tells_who_speaks),
		cmocka_unit_test(at_another_time_it_is_another_conversation),
		cmocka_unit_test(houses_of_one_plan_stay_apart),
		cmocka_unit_test(two_of_one_address_with_a_mac_each_are_two),
		cmocka_unit_test(
			a_server_that_one_router_brings_to_several_networks_is_one),
		cmocka_unit_test(what_is_shown_twice_is_asked_once),
		cmocka_unit_test(one_address_in_two_zones_is_no_second_network),
		cmocka_unit_test(
			who_is_at_home_in_two_networks_may_be_any_of_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
