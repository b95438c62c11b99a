/* SPDX-License-Identifier: Apache-2.0 */
/* contested - an address that several claim, in whatever order they are told. */
#include "tests/unit/classify/ward.h"

#define VICTIM "00:09:fb:00:00:50"
#define OTHER "00:09:fb:00:00:51"
#define BETWEEN "00:0c:29:00:00:66"
#define IP_1 "10.0.0.1"
#define IP_2 "10.0.0.2"

/* Who bound it how, from this second to that one. */
struct bound {
	const char *ip, *mac;
	enum attr attr;
	unsigned from, to;
};

static struct ward told(const struct bound *b, unsigned n, unsigned turn)
{
	struct ward w = ward_open(NULL);

	for (unsigned i = 0; i < n; i++) {
		const struct bound *one = &b[(i + turn) % n];
		struct record r = {.kind = RECORD_FACT};
		struct fact *f = &r.as.fact;

		f->first_us = 1700000000000000 + one->from * 1000000u;
		f->last_us = 1700000000000000 + one->to * 1000000u;
		f->frame = i + 1;
		f->count = 4;
		f->attr = (uint16_t)one->attr;
		f->word = one->attr == A_frame_binding ? 0 : 1;
		f->voice = VOICE_SELF;
		f->source = 1;
		f->subject.ip = at(one->ip);
		assert_true(mac_parse(one->mac, &f->subject.mac));
		assert_true(inventory_add(w.inventory, &r, 0));
	}
	inventory_judge(w.inventory);
	return w;
}

static void assert_owner(struct ward *w, const char *ip, const char *mac)
{
	struct asset **list;
	size_t n = inventory_assets(w->inventory, &list);
	struct mac m;

	assert_true(mac_parse(mac, &m));
	for (size_t i = 0; i < n; i++)
		for (unsigned k = 0; k < list[i]->addresses; k++)
			if (addr_compare(list[i]->address[k].ip, at(ip)) == 0) {
				assert_int_equal(
					mac_compare(list[i]->mac, m), 0);
				return;
			}
	fail_msg("nobody has %s", ip);
}

#define OWNER(story, ip, mac)                                                  \
	for (unsigned turn = 0; turn < sizeof(story) / sizeof(*(story));       \
	     turn++) {                                                         \
		struct ward w = told(story, sizeof(story) / sizeof(*(story)),  \
				     turn);                                    \
		assert_owner(&w, ip, mac);                                     \
		ward_close(&w);                                                \
	}

static void who_has_it_still_keeps_it(void **state)
{
	static const struct bound by_arp[] = {
		{IP_1, VICTIM, A_arp_binding, 0, 90},
		{IP_1, BETWEEN, A_arp_binding, 30, 100},
	};
	static const struct bound by_frames[] = {
		{IP_1, VICTIM, A_arp_binding, 0, 0},
		{IP_1, VICTIM, A_frame_binding, 1, 90},
		{IP_1, BETWEEN, A_arp_binding, 30, 100},
	};
	static const struct bound by_lease[] = {
		{IP_1, BETWEEN, A_arp_binding, 0, 100},
		{IP_1, VICTIM, A_dhcp_binding, 30, 30},
		{IP_1, VICTIM, A_frame_binding, 31, 90},
	};

	(void)state;
	OWNER(by_arp, IP_1, VICTIM);
	OWNER(by_frames, IP_1, VICTIM);
	OWNER(by_lease, IP_1, VICTIM);
}

static void who_is_heard_no_more_was_replaced(void **state)
{
	static const struct bound story[] = {
		{IP_1, VICTIM, A_arp_binding, 0, 20},
		{IP_1, OTHER, A_arp_binding, 30, 100},
	};

	(void)state;
	OWNER(story, IP_1, OTHER);
}

/* A bridge before two that DHCP knows answers ARP for both. */
static void who_claims_what_several_were_given_has_none_of_it(void **state)
{
	static const struct bound story[] = {
		{IP_1, VICTIM, A_dhcp_binding, 0, 0},
		{IP_2, OTHER, A_dhcp_binding, 1, 1},
		{IP_1, BETWEEN, A_arp_binding, 5, 100},
		{IP_2, BETWEEN, A_arp_binding, 6, 100},
	};
	static const struct bound single[] = {
		{IP_1, VICTIM, A_dhcp_binding, 0, 0},
		{IP_1, BETWEEN, A_arp_binding, 5, 100},
	};

	(void)state;
	OWNER(story, IP_1, VICTIM);
	OWNER(story, IP_2, OTHER);
	OWNER(single, IP_1, BETWEEN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_has_it_still_keeps_it),
		cmocka_unit_test(who_is_heard_no_more_was_replaced),
		cmocka_unit_test(
			who_claims_what_several_were_given_has_none_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
