/* SPDX-License-Identifier: Apache-2.0 */
/* vrrp_test - who shares an address; CARP is somebody else's. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_vrrp;

/* Group 7, priority 150, two addresses, and what may be a password. */
#define VERSION_2 "21 07 96 02 01 01 beef 0a000001 0a000063"
#define VERSION_3 "31 07 64 01 0064 beef"

static struct octets version_2(void)
{
	struct octets o = hex(VERSION_2);

	add_text(&o, "CANARY!!");
	return o;
}

static void a_master_tells_its_group_and_addresses(void **state)
{
	struct octets o = version_2();
	struct trial *t = say(&dissector_vrrp, 0, CLIENT, &o);
	const struct party shared = {.ip = addr_of_v4(0x0a000063)};

	(void)state;
	assert_int_equal(trial_probe(&dissector_vrrp, CLIENT, o.b, o.n), YES);
	assert_true(trial_said_by(t, VOICE_SELF, A_router_rank,
				  "vrrp 7 master 150"));
	assert_true(trial_said_by(t, VOICE_SELF, A_router_group,
				  "vrrp 7 10.0.0.1"));
	assert_true(trial_said(t, A_router_group, "vrrp 7 10.0.0.99"));
	assert_string_equal(trial_party_text(t, shared, A_shared_address),
			    "vrrp 7");
	assert_true(trial_said_by(t, VOICE_NETWORK, A_shared_address, "vrrp 7"));
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_cutting(&dissector_vrrp, 0, CLIENT, &o);
	bears_lies(&dissector_vrrp, 0, CLIENT, &o, "CANARY");
}

static void version_3_has_no_password_and_longer_addresses(void **state)
{
	struct octets o = hex(VERSION_3 "0a000001");
	struct trial *t = say(&dissector_vrrp, 0, CLIENT, &o);
	uint8_t v6[16] = {0xfe, 0x80, [15] = 2};

	(void)state;
	assert_string_equal(trial_text(t, CLIENT, A_router_group),
			    "vrrp 7 10.0.0.1");
	trial_close(t);
	bears_cutting(&dissector_vrrp, 0, CLIENT, &o);
	bears_lies(&dissector_vrrp, 0, CLIENT, &o, NULL);
	o = hex(VERSION_3 "fe80000000000000 0000000000000001");
	t = say(&dissector_vrrp, 0, CLIENT, &o);
	assert_int_equal(t->count, 0); /* as long as that only over IPv6       */
	t->d.ip[CLIENT] = t->out.end[CLIENT].ip = addr_of_v6(v6);
	trial_datagram(t, CLIENT, o.b, o.n);
	assert_string_equal(trial_text(t, CLIENT, A_router_group),
			    "vrrp 7 fe80::1");
	trial_close(t);
}

static void who_resigns_says_so(void **state)
{
	struct octets o = hex("31 07 00 01 0064 beef 0a000001");
	struct trial *t = say(&dissector_vrrp, 0, CLIENT, &o);

	(void)state;
	assert_string_equal(trial_text(t, CLIENT, A_router_rank),
			    "vrrp 7 resigned 0");
	trial_close(t);
}

static void a_long_list_is_not_told_in_full(void **state)
{
	struct octets o = hex("31 07 64 ff 0064 beef");
	struct trial *t;

	(void)state;
	for (unsigned i = 0; i < 255; i++)
		add_be(&o, 0x0a000100 + i, 4);
	t = say(&dissector_vrrp, 0, CLIENT, &o);
	assert_int_equal(t->count, 1 + 2 * 8);
	trial_close(t);
}

static void near_misses_are_not_ours(void **state)
{
	static const char *const others[] = {
		/* CARP: seven words of authentication, one address too few.   */
		"21 01 00 07 00 01 beef 0102030405060708"
		"0102030405060708090a0b0c0d0e0f1011121314",
		"21 00 96 01 01 01 beef 0a000001 0000000000000000",
		"21 07 96 00 01 01 beef 0000000000000000",
		"22 07 96 01 01 01 beef 0a000001 0000000000000000",
		"41 07 96 01 01 01 beef 0a000001 0000000000000000",
		"31 07 64 02 0064 beef 0a000001", "31", "",
	};

	(void)state;
	assert_refused(&dissector_vrrp, others, sizeof(others) / sizeof(others[0]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_master_tells_its_group_and_addresses),
		cmocka_unit_test(version_3_has_no_password_and_longer_addresses),
		cmocka_unit_test(who_resigns_says_so),
		cmocka_unit_test(a_long_list_is_not_told_in_full),
		cmocka_unit_test(near_misses_are_not_ours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
