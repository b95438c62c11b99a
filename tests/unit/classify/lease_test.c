/* SPDX-License-Identifier: Apache-2.0 */
/* lease - one address that several devices had: each keeps what it said. */
#include "tests/unit/classify/ward.h"

#define MAC_A "00:1d:4a:00:00:01"
#define MAC_B "00:1d:4a:00:00:02"
#define MAC_C "00:1d:4a:00:00:03"
#define IP_1 "10.0.0.1"
#define IP_2 "10.0.0.2"

enum { MOST = 4096, CROWD = 1030 };

/* What is told, to be told in any order. */
struct story {
	struct record record[MOST];
	unsigned n;
};

static struct fact *add(struct story *s, uint64_t hour, const char *ip,
			const char *mac, enum attr attr, const char *text)
{
	struct record *r = &s->record[s->n++];
	struct fact *f = &r->as.fact;

	assert_true(s->n < MOST);
	*r = (struct record){.kind = RECORD_FACT};
	f->first_us = f->last_us = 1700000000000000 + hour * HOUR_US + s->n;
	f->frame = s->n;
	f->attr = (uint16_t)attr;
	f->voice = VOICE_SELF;
	f->source = 1;
	f->count = 1;
	f->word = 1;
	f->subject.ip = at(ip);
	if (mac != NULL)
		assert_true(mac_parse(mac, &f->subject.mac));
	f->length = (uint8_t)snprintf(f->text, sizeof(f->text), "%s", text);
	if (text[0] != '\0')
		f->word = 0;
	return f;
}

/* DHCP gives an address to one, or RADIUS counts its use. */
static enum attr given = A_dhcp_binding;

/* One that gets an address, announces it and says who it is. */
static void settle(struct story *s, uint64_t hour, const char *ip,
		   const char *mac, const char *serial)
{
	add(s, hour, ip, mac, given, "");
	add(s, hour, ip, mac, A_arp_binding, "");
	add(s, hour, ip, NULL, A_inventory_serial, serial);
}

static void speak_at(struct story *s, uint64_t hour, const char *client,
		     uint16_t port)
{
	struct record *r = &s->record[s->n++];
	struct talk_record *t = &r->as.talk;

	*r = (struct record){.kind = RECORD_TALK};
	t->first_us = t->last_us = 1700000000000000 + hour * HOUR_US + s->n;
	t->frame = s->n;
	t->client = at(client);
	t->server = at("10.0.0.9");
	t->port = port;
	t->l4 = 6;
	t->flows = 1;
	t->answered = true;
}

/* Two swaps: A is back where it was. */
static struct story swaps(void)
{
	struct story s = {.n = 0};

	settle(&s, 0, IP_1, MAC_A, "SN-AAAA-1");
	settle(&s, 0, IP_2, MAC_B, "SN-BBBB-2");
	settle(&s, 5, IP_2, MAC_A, "SN-AAAA-1");
	settle(&s, 5, IP_1, MAC_B, "SN-BBBB-2");
	speak_at(&s, 5, IP_1, 5001);
	settle(&s, 9, IP_1, MAC_A, "SN-AAAA-1");
	settle(&s, 9, IP_2, MAC_B, "SN-BBBB-2");
	speak_at(&s, 9, IP_1, 5002);
	return s;
}

static struct ward told(const struct story *s, unsigned from, unsigned step,
			bool judging)
{
	struct ward w = ward_open(NULL);

	for (unsigned i = 0; i < s->n; i++) {
		assert_true(inventory_add(w.inventory,
					  &s->record[(from + i * step) % s->n],
					  0));
		if (judging)
			inventory_judge(w.inventory);
	}
	inventory_judge(w.inventory);
	return w;
}

static const struct asset *device(struct ward *w, const char *mac)
{
	struct asset **list;
	size_t n = inventory_assets(w->inventory, &list);
	struct mac m;

	assert_true(mac_parse(mac, &m));
	for (size_t i = 0; i < n; i++)
		if (mac_compare(list[i]->mac, m) == 0)
			return list[i];
	return NULL;
}

static void assert_is(struct ward *w, const char *mac, const char *serial,
		      const char *ip, unsigned facts)
{
	const struct asset *a = device(w, mac);

	assert_non_null(a);
	assert_string_equal(asset_claim(a, CLAIM_SERIAL_NO), serial);
	assert_int_equal(a->facts, facts);
	for (unsigned i = 0; i < a->claims; i++)
		assert_string_equal(a->claim[i].value, serial);
	if (ip == NULL) {
		assert_int_equal(a->addresses, 0);
		return;
	}
	assert_int_equal(a->addresses, 1);
	assert_int_equal(addr_compare(a->ip, at(ip)), 0);
}

static size_t devices(struct ward *w)
{
	struct asset **list;

	return inventory_assets(w->inventory, &list);
}

/* In every order, whether judged in between or not. */
static void two_that_swap_twice_stay_two_with_their_own(void **state)
{
	struct story s = swaps();

	(void)state;
	assert_int_equal(s.n, 20);
	for (unsigned turn = 0; turn < 12; turn++) {
		struct ward w = told(&s, turn * 7 % s.n, turn % 2 ? 3 : 19,
				     turn % 4 < 2);

		assert_int_equal(devices(&w), 2);
		assert_is(&w, MAC_A, "SN-AAAA-1", IP_1, 6);
		assert_is(&w, MAC_B, "SN-BBBB-2", IP_2, 6);
		/* A judgement more, with nothing new, changes nothing. */
		inventory_written(w.inventory);
		inventory_judge(w.inventory);
		assert_false(device(&w, MAC_A)->facts_dirty);
		assert_false(device(&w, MAC_B)->dirty);
		ward_close(&w);
	}
}

static void what_radius_counts_is_a_lease_too(void **state)
{
	given = A_radius_binding;
	two_that_swap_twice_stay_two_with_their_own(state);
	given = A_dhcp_binding;
}

static void conversations_are_whose_time_it_was(void **state)
{
	struct story s = swaps();
	struct ward w = told(&s, 0, 1, true);
	struct talk_part **part;
	size_t n = inventory_parts(w.inventory, &part);
	unsigned seen = 0;

	(void)state;
	for (size_t i = 0; i < n; i++)
		for (struct known_talk *k = part[i]->talk; k != NULL;
		     k = k->next, seen++)
			assert_int_equal(k->client_asset,
					 device(&w, k->port == 5001 ? MAC_B
								    : MAC_A)
						 ->id);
	assert_int_equal(seen, 2);
	ward_close(&w);
}

/* More of the same is counted, and never kept twice. */
static void what_is_told_again_is_found_again(void **state)
{
	struct story s = swaps();
	struct ward w = told(&s, 0, 1, true);
	struct endpoint **list;
	size_t n = inventory_endpoints(w.inventory, &list), now;
	unsigned facts = 0;

	(void)state;
	for (unsigned i = 0; i < s.n; i++)
		assert_true(inventory_add(w.inventory, &s.record[i], 0));
	now = inventory_endpoints(w.inventory, &list);
	assert_int_equal(now, n);
	for (size_t i = 0; i < n; i++)
		facts += list[i]->facts;
	assert_int_equal(facts, 12);
	inventory_judge(w.inventory);
	assert_is(&w, MAC_A, "SN-AAAA-1", IP_1, 6);
	ward_close(&w);
}

static void a_guest_of_one_hour_has_what_it_said_and_no_address(void **state)
{
	struct story s = swaps();
	struct ward w;

	(void)state;
	settle(&s, 7, IP_1, MAC_C, "SN-CCCC-3");
	w = told(&s, 3, 1, true);
	assert_int_equal(devices(&w), 3);
	assert_is(&w, MAC_A, "SN-AAAA-1", IP_1, 6);
	assert_is(&w, MAC_C, "SN-CCCC-3", NULL, 3);
	ward_close(&w);
}

/* Within a second: whoever of the two has the lower MAC. */
static void who_gets_what_another_just_gave_back_is_not_that_one(void **state)
{
	static const char *const macs[] = {MAC_A, MAC_B};
	static const char *const serials[] = {"SN-AAAA-1", "SN-BBBB-2"};

	(void)state;
	for (unsigned turn = 0; turn < 6; turn++) {
		struct story s = {.n = 0};
		struct ward w;

		for (unsigned i = 0; i < 2; i++) {
			unsigned who = (i + turn) % 2;

			settle(&s, 0, IP_1, macs[who], serials[who]);
			add(&s, 0, IP_1, macs[who], A_frame_binding, "")->word = 0;
		}
		w = told(&s, turn, 3, turn % 3 == 0);
		assert_int_equal(devices(&w), 2);
		assert_is(&w, macs[turn % 2], serials[turn % 2], NULL, 4);
		assert_is(&w, macs[(turn + 1) % 2], serials[(turn + 1) % 2], IP_1,
			  4);
		ward_close(&w);
	}
}

/* Without a lease the later claim has the address, as a conflict is. */
static void a_claim_without_a_lease_is_no_tenant(void **state)
{
	struct story s = {.n = 0};
	struct ward w;

	(void)state;
	settle(&s, 0, IP_1, MAC_A, "SN-AAAA-1");
	add(&s, 0, IP_1, MAC_B, A_arp_binding, "");
	w = told(&s, 0, 1, false);
	assert_string_equal(asset_claim(device(&w, MAC_B), CLAIM_SERIAL_NO),
			    "SN-AAAA-1");
	RAISED(w, "INV-005", IP_1);
	ward_close(&w);
	s = swaps();
	w = told(&s, 0, 1, false);
	SILENT(w, "INV-005", IP_1);
	ward_close(&w);
}

/* Announced, and heard for an hour. */
static void stay(struct story *s, uint64_t hour, const char *ip,
		 const char *mac, const char *serial)
{
	add(s, hour, ip, mac, A_arp_binding, "")->last_us += HOUR_US;
	add(s, hour, ip, NULL, A_inventory_serial, serial);
}

/* .. unless one was gone before the other came: modalities have their addresses
 * for good, and their successors take them over. */
static void who_comes_after_another_was_gone_is_its_successor(void **state)
{
	struct story s = {.n = 0};

	(void)state;
	stay(&s, 0, IP_1, MAC_A, "SN-AAAA-1");
	stay(&s, 5, IP_1, MAC_B, "SN-BBBB-2");
	for (unsigned turn = 0; turn < s.n; turn++) {
		struct ward w = told(&s, turn, 3, turn % 2);

		assert_int_equal(devices(&w), 2);
		assert_is(&w, MAC_A, "SN-AAAA-1", NULL, 2);
		assert_is(&w, MAC_B, "SN-BBBB-2", IP_1, 2);
		SILENT(w, "INV-005", IP_1);
		ward_close(&w);
	}
}

/* Nor is one who takes it beside another one, or while it is still there. */
static void who_takes_others_too_is_no_successor(void **state)
{
	struct story s = {.n = 0};
	struct ward w;

	(void)state;
	stay(&s, 0, IP_1, MAC_A, "SN-AAAA-1");
	stay(&s, 5, IP_1, MAC_B, "SN-BBBB-2");
	add(&s, 1, IP_2, MAC_B, A_arp_binding, "");
	w = told(&s, 0, 1, true);
	assert_null(device(&w, MAC_A));
	assert_int_equal(device(&w, MAC_B)->facts, 5);
	ward_close(&w);
	s.n = 0;
	stay(&s, 0, IP_1, MAC_A, "SN-AAAA-1");
	stay(&s, 1, IP_1, MAC_B, "SN-BBBB-2");
	w = told(&s, 0, 1, true);
	assert_int_equal(devices(&w), 1);
	ward_close(&w);
}

/* Whether it was judged while there were few changes nothing of what is said
 * when there are too many. */
static void an_address_of_too_many_is_told_apart_no_more(void **state)
{
	static struct story s;
	struct asset **list[2];
	struct ward once, often = ward_open(NULL);
	char mac[24];

	(void)state;
	s = swaps();
	for (unsigned i = 0; i < CROWD; i++) {
		snprintf(mac, sizeof(mac), "00:1d:4a:01:%02x:%02x", i / 256,
			 i % 256);
		settle(&s, 10 + i, IP_1, mac, "SN-CCCC-3");
	}
	speak_at(&s, 2000, IP_1, 5003);
	once = told(&s, 0, 1, false);
	for (unsigned i = 0; i < s.n; i++) {
		inventory_add(often.inventory, &s.record[i], 0);
		if (i % 600 == 30)
			inventory_judge(often.inventory);
	}
	inventory_judge(often.inventory);
	assert_int_equal(inventory_assets(once.inventory, &list[0]),
			 inventory_assets(often.inventory, &list[1]));
	for (size_t i = 0; i < devices(&once); i++)
		assert_int_equal(list[0][i]->digest, list[1][i]->digest);
	ward_close(&once);
	ward_close(&often);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_that_swap_twice_stay_two_with_their_own),
		cmocka_unit_test(what_radius_counts_is_a_lease_too),
		cmocka_unit_test(conversations_are_whose_time_it_was),
		cmocka_unit_test(what_is_told_again_is_found_again),
		cmocka_unit_test(
			a_guest_of_one_hour_has_what_it_said_and_no_address),
		cmocka_unit_test(
			who_gets_what_another_just_gave_back_is_not_that_one),
		cmocka_unit_test(a_claim_without_a_lease_is_no_tenant),
		cmocka_unit_test(
			who_comes_after_another_was_gone_is_its_successor),
		cmocka_unit_test(who_takes_others_too_is_no_successor),
		cmocka_unit_test(an_address_of_too_many_is_told_apart_no_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
