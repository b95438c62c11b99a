/* SPDX-License-Identifier: Apache-2.0 */
/* identity_test - which addresses are one asset. */
#include "classify/judge.h"
#include "tests/support/unit.h"

static const uint8_t v6[16] = {0xfd, 0x77, [15] = 0x21};

/* The address was seen with this MAC. */
static void sees_with(struct inventory *v, struct mac mac, struct addr ip,
		      net_t net, enum attr binding)
{
	struct record r = {.kind = RECORD_FACT};
	struct fact *f = &r.as.fact;

	f->attr = (uint16_t)binding;
	f->voice = VOICE_SELF;
	f->source = 1;
	f->count = 1;
	f->word = binding == A_frame_binding ? 0 : 1;
	f->subject.ip = ip;
	f->subject.net = net;
	f->subject.mac = mac;
	assert_true(inventory_add(v, &r, 0));
}

/* .. with the one MAC of this file. */
static void sees(struct inventory *v, struct addr ip, net_t net,
		 enum attr binding)
{
	sees_with(v, (struct mac){{0x20, 0xe7, 0x91, 0, 0, 0x21}}, ip, net,
		  binding);
}

static struct inventory *open_inventory(struct knowledge **k)
{
	const struct inventory_limits limits = inventory_defaults();
	struct err e = {0};

	*k = knowledge_open(
		&(struct knowledge_paths){.signatures = "signatures",
					  .oui_folder = "/nonexistent"}, &e);
	if (*k == NULL)
		fail_msg("%s", e.text);
	return inventory_open(*k, &limits);
}

static size_t assets_of(struct inventory *v)
{
	struct asset **list;

	inventory_judge(v);
	return inventory_assets(v, &list);
}

static void one_address_in_two_networks_is_one_host(void **state)
{
	struct knowledge *k;
	struct inventory *v = open_inventory(&k);
	net_t tagged = net_of(NET_VLAN, 130);

	(void)state;
	sees(v, addr_of_v4(0x0a4d0815), 0, A_arp_binding);
	sees(v, addr_of_v4(0x0a4d0815), 0, A_frame_binding);
	sees(v, addr_of_v4(0x0a4d0815), tagged, A_arp_binding);
	sees(v, addr_of_v4(0x0a4d0815), tagged, A_frame_binding);
	sees(v, addr_of_v6(v6), 0, A_frame_binding);
	assert_int_equal(assets_of(v), 1);
	inventory_close(v);
	knowledge_close(k);
}

/* Nor are the addresses behind it one device, whichever routers have it. */
static void a_mac_that_routers_share_is_nobody(void **state)
{
	const struct mac shared = {{0, 0, 0x5e, 0, 1, 7}};
	const struct addr gate = addr_of_v4(0x0a4d0801);
	struct knowledge *k;
	struct inventory *v = open_inventory(&k);
	struct asset **list;

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		sees_with(v, shared, gate, 0, A_arp_binding);
		sees_with(v, shared, addr_of_v4(0x0a4d0901), 0, A_arp_binding);
	}
	assert_int_equal(assets_of(v), 0);
	/* A router that speaks by it, and the address itself. */
	sees_with(v, shared, addr_of_v4(0x0a4d0802), 0, A_frame_binding);
	sees_with(v, shared, gate, 0, A_frame_binding);
	assert_int_equal(assets_of(v), 2);
	inventory_assets(v, &list);
	for (unsigned i = 0; i < 2; i++) {
		assert_true(mac_is_zero(list[i]->mac));
		assert_int_equal(list[i]->addresses, 1);
	}
	/* It is known by its own MAC, too. */
	sees(v, addr_of_v4(0x0a4d0802), 0, A_arp_binding);
	assert_int_equal(assets_of(v), 2);
	inventory_close(v);
	knowledge_close(k);
}

/* Whether the asset that has this address has this MAC. */
static bool is_at(struct inventory *v, struct addr ip, struct mac mac)
{
	struct asset **list;
	size_t n;

	inventory_judge(v);
	n = inventory_assets(v, &list);
	for (size_t i = 0; i < n; i++)
		for (unsigned k = 0; k < list[i]->addresses; k++)
			if (addr_compare(list[i]->address[k].ip, ip) == 0)
				return mac_compare(list[i]->mac, mac) == 0;
	return false;
}

/* keepalived sends by the MAC of its host. */
static void who_shares_an_address_by_its_own_mac_has_its_own_beside(void **state)
{
	const struct mac one = {{0, 0x14, 0x22, 0, 0, 1}};
	const struct mac two = {{0, 0x14, 0x22, 0, 0, 2}};
	const struct addr shared = addr_of_v4(0x0a4d083c);
	const struct addr own = addr_of_v4(0x0a4d083e);
	struct knowledge *k;
	struct inventory *v = open_inventory(&k);

	(void)state;
	sees_with(v, one, addr_of_v4(0x0a4d083d), 0, A_arp_binding);
	sees_with(v, one, shared, 0, A_arp_binding);
	sees_with(v, two, shared, 0, A_arp_binding);
	sees_with(v, two, shared, 0, A_frame_binding);
	sees_with(v, two, own, 0, A_frame_binding);
	assert_false(is_at(v, own, two));
	sees_with(v, (struct mac){{0}}, shared, 0, A_shared_address);
	assert_true(is_at(v, own, two));
	assert_int_equal(assets_of(v), 2);
	inventory_close(v);
	knowledge_close(k);
}

/* A frame of the address with the one MAC of this file, over so many hops. */
static void comes_over(struct inventory *v, uint32_t ip, uint64_t hops)
{
	struct record r = {.kind = RECORD_FACT};
	struct fact *f = &r.as.fact;

	f->attr = A_frame_binding;
	f->voice = VOICE_SELF;
	f->source = 1;
	f->count = 2;
	f->word = hops;
	f->subject.ip = addr_of_v4(ip);
	f->subject.mac = (struct mac){{0x20, 0xe7, 0x91, 0, 0, 0x21}};
	assert_true(inventory_add(v, &r, 0));
}

static void whom_a_router_answers_arp_for_is_not_the_router(void **state)
{
	const struct addr gate = addr_of_v4(0x0a4d0801);
	struct knowledge *k;
	struct inventory *v = open_inventory(&k);
	struct asset **list;

	(void)state;
	sees(v, gate, 0, A_arp_binding);
	for (uint32_t ip = 0x0a4d0915; ip <= 0x0a4d0916; ip++) {
		sees(v, addr_of_v4(ip), 0, A_arp_binding);
		comes_over(v, ip, 1);
	}
	assert_int_equal(assets_of(v), 3);
	inventory_assets(v, &list);
	for (unsigned i = 0; i < 3; i++) {
		assert_int_equal(list[i]->addresses, 1);
		assert_int_equal(mac_is_zero(list[i]->mac),
				 addr_compare(list[i]->ip, gate) != 0);
	}
	inventory_close(v);
	knowledge_close(k);
}

static void a_switch_has_an_address_in_each_network(void **state)
{
	struct knowledge *k;
	struct inventory *v = open_inventory(&k);
	struct asset **list;
	size_t n;

	(void)state;
	for (unsigned i = 1; i <= 20; i++)
		sees(v, addr_of_v4(0x0a000001 + (i << 16)),
		     net_of(NET_VLAN, i), A_arp_binding);
	assert_int_equal(assets_of(v), 1);
	inventory_assets(v, &list);
	assert_int_equal(list[0]->addresses, 20);
	/* In one of them it answers for others. */
	for (unsigned i = 2; i <= 9; i++)
		sees(v, addr_of_v4(0x0a010000 + i), net_of(NET_VLAN, 1),
		     A_arp_binding);
	n = assets_of(v);
	inventory_assets(v, &list);
	for (size_t i = 0; i < n; i++)
		if (!mac_is_zero(list[i]->mac))
			assert_int_equal(list[i]->addresses, 19);
	inventory_close(v);
	knowledge_close(k);
}

/* 60, or what it translates; an address that it had before it got one. */
static void a_host_of_an_unusual_ttl_keeps_its_mac(void **state)
{
	struct knowledge *k;
	struct inventory *v = open_inventory(&k);

	(void)state;
	sees(v, addr_of_v4(0xa9fe0102), 0, A_arp_binding);
	sees(v, addr_of_v4(0x0a4d0815), 0, A_arp_binding);
	comes_over(v, 0x0a4d0815, 4);
	assert_int_equal(assets_of(v), 1);
	inventory_close(v);
	knowledge_close(k);
}

static void behind_a_mac_with_two_addresses_may_be_anybody(void **state)
{
	struct knowledge *k;
	struct inventory *v = open_inventory(&k);

	(void)state;
	sees(v, addr_of_v4(0x0a4d0815), 0, A_arp_binding);
	sees(v, addr_of_v4(0x0a4d0815), 0, A_frame_binding);
	sees(v, addr_of_v4(0x0a4d0816), 0, A_frame_binding);
	sees(v, addr_of_v6(v6), 0, A_frame_binding);
	assert_int_equal(assets_of(v), 3);
	inventory_close(v);
	knowledge_close(k);
}

/* A word of an address of its own, with or without a MAC. */
static void says(struct inventory *v, uint32_t ip, const char *what,
		 uint64_t frame, enum voice voice)
{
	struct record r = {.kind = RECORD_FACT};
	struct fact *f = &r.as.fact;

	f->attr = A_dicom_ae;
	f->voice = (uint8_t)voice;
	f->source = 1;
	f->count = 1;
	f->frame = frame;
	f->subject.ip = addr_of_v4(ip);
	f->length = (uint8_t)strlen(what);
	memcpy(f->text, what, f->length);
	assert_true(inventory_add(v, &r, 0));
}

static void what_one_packet_claims_is_nobody(void **state)
{
	struct knowledge *k;
	struct inventory *v = open_inventory(&k);

	(void)state;
	says(v, 0x0a000001, "ct", 7, VOICE_SELF);
	says(v, 0x0a000001, "mr", 7, VOICE_SELF);
	says(v, 0x0a000001, "us", 8, VOICE_PEER);
	assert_int_equal(assets_of(v), 0);
	says(v, 0x0a000001, "ct", 9, VOICE_SELF);
	assert_int_equal(assets_of(v), 1);
	says(v, 0x0a000002, "ct", 10, VOICE_SELF);
	says(v, 0x0a000002, "mr", 11, VOICE_SELF);
	assert_int_equal(assets_of(v), 2);
	inventory_close(v);
	knowledge_close(k);
}

/* A scanner behind a router says nothing but SYN. */
static void who_asks_for_many_services_is_somebody(void **state)
{
	struct knowledge *k;
	struct inventory *v = open_inventory(&k);
	struct record r = {.kind = RECORD_TALK};
	struct talk_record *t = &r.as.talk;
	struct asset **list;

	(void)state;
	t->client = addr_of_v4(0x0a000001);
	t->l4 = 6;
	t->half = true;
	t->packets[0] = t->flows = 1;
	for (unsigned i = 1; i <= 21; i++) {
		assert_int_equal(assets_of(v), 0);
		t->first_us = t->last_us = 50 + i;
		t->port = (uint16_t)i;
		t->server = addr_of_v4(0x0a000100 + i);
		assert_true(inventory_add(v, &r, 0));
	}
	assert_int_equal(assets_of(v), 1);
	inventory_assets(v, &list);
	assert_int_equal(list[0]->first_us, 51);
	assert_int_equal(list[0]->last_us, 71);
	inventory_close(v);
	knowledge_close(k);
}

static void an_address_that_is_bound_needs_one_word_only(void **state)
{
	struct knowledge *k;
	struct inventory *v = open_inventory(&k);

	(void)state;
	says(v, 0x0a4d0815, "ct", 7, VOICE_SELF);
	assert_int_equal(assets_of(v), 0);
	sees(v, addr_of_v4(0x0a4d0815), 0, A_arp_binding);
	assert_int_equal(assets_of(v), 1);
	inventory_close(v);
	knowledge_close(k);
}

/* A SYN in the name of a device that is long gone. */
static void who_is_only_called_gives_no_sign_of_life(void **state)
{
	struct knowledge *k;
	struct inventory *v = open_inventory(&k);
	struct record r = {.kind = RECORD_TALK};
	struct talk_record *t = &r.as.talk;
	struct asset **list;

	(void)state;
	says(v, 0x0a000001, "ct", 7, VOICE_SELF);
	says(v, 0x0a000001, "ct", 8, VOICE_SELF);
	t->first_us = t->last_us = 99;
	t->client = addr_of_v4(0x0a000002);
	t->server = addr_of_v4(0x0a000001);
	t->l4 = 6;
	t->port = 104;
	t->half = true;
	t->packets[0] = t->flows = 1;
	assert_true(inventory_add(v, &r, 0));
	t->server = t->client;
	t->client = addr_of_v4(0x0a000001);
	assert_true(inventory_add(v, &r, 0));
	assert_int_equal(assets_of(v), 1);
	inventory_assets(v, &list);
	assert_int_equal(list[0]->last_us, 0);
	t->packets[0] = 2;
	assert_true(inventory_add(v, &r, 0));
	assert_int_equal(assets_of(v), 1);
	inventory_assets(v, &list);
	assert_int_equal(list[0]->last_us, 99);
	inventory_close(v);
	knowledge_close(k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_address_in_two_networks_is_one_host),
		cmocka_unit_test(a_mac_that_routers_share_is_nobody),
		cmocka_unit_test(
			who_shares_an_address_by_its_own_mac_has_its_own_beside),
		cmocka_unit_test(
			whom_a_router_answers_arp_for_is_not_the_router),
		cmocka_unit_test(a_switch_has_an_address_in_each_network),
		cmocka_unit_test(a_host_of_an_unusual_ttl_keeps_its_mac),
		cmocka_unit_test(
			behind_a_mac_with_two_addresses_may_be_anybody),
		cmocka_unit_test(what_one_packet_claims_is_nobody),
		cmocka_unit_test(who_asks_for_many_services_is_somebody),
		cmocka_unit_test(an_address_that_is_bound_needs_one_word_only),
		cmocka_unit_test(who_is_only_called_gives_no_sign_of_life),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
