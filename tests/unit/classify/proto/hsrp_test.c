/* SPDX-License-Identifier: Apache-2.0 */
/* hsrp_test - who shares an address by which state; the password stays unread. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_hsrp;

enum { PORT = 1985 };

/* Active in group 1, priority 110, of 10.0.0.1. */
static struct octets version_1(void)
{
	struct octets o = hex("00 00 10 03 0a 6e 01 00");

	add_text(&o, "CANARY!!");
	add_hex(&o, "0a000001");
	return o;
}

/* Standby in group 920, priority 90, of this address. */
static struct octets version_2(const char *ip, const char *address)
{
	struct octets o = hex("01 28 02 00 05");

	add_hex(&o, ip);
	add_hex(&o, "0398 700f6aeff5bf 0000005a 00000bb8 00002710");
	add_hex(&o, address);
	add_hex(&o, "03 08");
	add_text(&o, "CANARY!!");
	return o;
}

#define V4 "0a000001 000000000000000000000000"

static struct trial *hear(const struct octets *o, uint32_t to)
{
	struct trial *t = trial_open(&dissector_hsrp, PORT);

	t->d.ip[SERVER] = t->out.end[SERVER].ip = addr_of_v4(to);
	trial_datagram(t, CLIENT, o->b, o->n);
	return t;
}

static void each_router_of_version_1_tells_what_it_is(void **state)
{
	struct octets o = version_1();
	struct trial *t = hear(&o, 0xe0000002);
	const struct party shared = {.ip = addr_of_v4(0x0a000001)};

	(void)state;
	assert_int_equal(trial_probe(&dissector_hsrp, CLIENT, o.b, o.n), YES);
	assert_true(trial_said_by(t, VOICE_SELF, A_router_rank,
				  "hsrp 1 active 110"));
	/* The speaker of these tests is 10.0.0.1 itself. */
	assert_true(trial_said(t, A_router_group, "hsrp 1 10.0.0.1"));
	assert_string_equal(trial_party_text(t, shared, A_shared_address),
			    "hsrp 1");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_cutting(&dissector_hsrp, PORT, CLIENT, &o);
	bears_lies(&dissector_hsrp, PORT, CLIENT, &o, "CANARY");
}

static void version_2_has_more_groups_and_ipv6(void **state)
{
	struct octets o = version_2("04", V4);
	struct trial *t = hear(&o, 0xe0000066);

	(void)state;
	assert_int_equal(trial_probe(&dissector_hsrp, CLIENT, o.b, o.n), YES);
	assert_string_equal(trial_text(t, CLIENT, A_router_rank),
			    "hsrp 920 standby 90");
	assert_string_equal(trial_text(t, CLIENT, A_router_group),
			    "hsrp 920 10.0.0.1");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_cutting(&dissector_hsrp, PORT, CLIENT, &o);
	bears_lies(&dissector_hsrp, PORT, CLIENT, &o, "CANARY");
	o = version_2("06", "fe80000000000000 000573fffea00398");
	t = hear(&o, 0xe0000066);
	assert_string_equal(trial_text(t, CLIENT, A_router_group),
			    "hsrp 920 fe80::5:73ff:fea0:398");
	trial_close(t);
}

static void a_router_that_learns_knows_no_address_yet(void **state)
{
	struct octets o = version_1();
	struct trial *t;

	(void)state;
	o.b[2] = 1;
	memset(o.b + 16, 0, 4);
	t = hear(&o, 0xe0000002);
	assert_string_equal(trial_text(t, CLIENT, A_router_rank),
			    "hsrp 1 learn 110");
	assert_null(trial_text(t, CLIENT, A_router_group));
	trial_close(t);
}

static void what_goes_to_no_group_of_routers_is_another_s(void **state)
{
	struct octets o = version_1();
	struct trial *t = say(&dissector_hsrp, PORT, CLIENT, &o);

	(void)state;
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void near_misses_are_not_ours(void **state)
{
	static const char *const others[] = {
		"00 03 00 01 0a 01 00 01 0000 0000 00000000 00000000",
		"00 00 03 03 0a 6e 01 00 636973636f000000 0a000001",
		"00 00 10 00 0a 6e 01 00 636973636f000000 0a000001",
		"00 00 10 03 0a 6e 01 01 636973636f000000 0a000001",
		"00 00 10 03 0a 6e 01 00 636973636f000000 0a000001 00",
		"00000000000000000000000000000000 00000000",
		"02 04 0001 0001", "01 28 02 00 05", "48656c6c6f", "",
	};

	(void)state;
	assert_refused(&dissector_hsrp, others, sizeof(others) / sizeof(others[0]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_router_of_version_1_tells_what_it_is),
		cmocka_unit_test(version_2_has_more_groups_and_ipv6),
		cmocka_unit_test(a_router_that_learns_knows_no_address_yet),
		cmocka_unit_test(what_goes_to_no_group_of_routers_is_another_s),
		cmocka_unit_test(near_misses_are_not_ours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
