/* SPDX-License-Identifier: Apache-2.0 */
/* meet - over how many hops who speaks alone is told to be. */
#include "classify/meet.h"
#include "tests/support/unit.h"

enum { NOTHING = 999 };

struct told {
	unsigned hops;
	uint8_t voice;
};

static void take(void *ctx, struct fact *f)
{
	struct told *told = ctx;

	assert_int_equal(f->attr, A_frame_binding);
	told->hops = (unsigned)f->word;
	told->voice = f->voice;
}

struct met {
	struct addr whom;
	unsigned times;
};

static void count(void *ctx, struct fact *f)
{
	struct met *met = ctx;

	met->times += addr_compare(f->subject.ip, met->whom) == 0;
}

/* What packet number `n` of a conversation that nobody answers tells. */
static struct told hear(const char *from, const char *to, uint8_t ttl,
			uint16_t label, uint64_t n)
{
	struct told told = {.hops = NOTHING};
	struct out out = {.take = take, .ctx = &told};
	struct flow flow = {.label = label, .packets = {n, 0}};
	struct packet pkt = {.ttl = ttl, .from_mac = {{0, 1, 2, 3, 4, 5}}};

	assert_true(addr_parse(from, &pkt.from));
	assert_true(addr_parse(to, &pkt.to));
	meet_one(&out, &flow, CLIENT, &pkt,
		 flow.packets[CLIENT] == 1 && !flow.told);
	return told;
}

static void link_local_is_here_whatever_its_hop_limit(void **state)
{
	struct told told;

	(void)state;
	/* DHCPv6 of Windows: one hop, and nothing is known of the protocol. */
	told = hear("fe80::1", "ff02::1:2", 1, 0, 1);
	assert_int_equal(told.hops, 0);
	assert_int_equal(told.voice, VOICE_SELF);
	assert_int_equal(hear("fe80::1", "fe80::2", 60, 0, 1).hops, 0);
	assert_int_equal(hear("2001:db8::1", "ff02::1:2", 1, 0, 1).hops,
			 NOTHING);
}

static void a_group_of_the_link_is_not_passed_on(void **state)
{
	static const char *const here[][2] = {
		{"10.0.0.1", "224.0.0.252"},
		{"2001:db8::1", "ff02::1:3"},
	};

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		assert_int_equal(hear(here[i][0], here[i][1], 1, 1, 2).hops, 0);
		assert_int_equal(hear(here[i][0], here[i][1], 60, 1, 2).hops, 0);
		assert_int_equal(hear(here[i][0], here[i][1], 1, 1, 1).voice,
				 VOICE_NETWORK);
	}
}

static void of_other_groups_the_hops_are_unknown(void **state)
{
	(void)state;
	assert_int_equal(hear("10.0.0.1", "239.255.255.250", 1, 1, 2).hops, 0);
	assert_int_equal(hear("10.0.0.1", "239.255.255.250", 2, 1, 2).hops,
			 NOTHING);
	assert_int_equal(hear("2001:db8::1", "ff05::c", 3, 1, 2).hops, NOTHING);
	assert_int_equal(hear("10.0.0.1", "10.0.0.255", 1, 1, 2).hops, 31);
	assert_int_equal(hear("10.0.0.1", "10.0.0.9", 62, 1, 2).hops, 2);
}

/* How often the public side of a conversation is told to be here. */
static unsigned meet(const char *client, uint8_t client_ttl, const char *server,
		     uint8_t server_ttl)
{
	struct met met = {.times = 0};
	struct out out = {.take = count, .ctx = &met};
	struct flow flow = {.ttl = {client_ttl, server_ttl}, .label = 1};
	struct packet pkt = {.ttl = server_ttl};

	assert_true(addr_parse(client, &flow.addr[CLIENT]));
	assert_true(addr_parse(server, &flow.addr[SERVER]));
	met.whom = pkt.from = flow.addr[SERVER];
	pkt.to = flow.addr[CLIENT];
	meet_one(&out, &flow, SERVER, &pkt,
		 flow.packets[SERVER] == 1 && !flow.told);
	meet_both(&out, &flow);
	return met.times;
}

static void a_translated_address_of_the_internet_is_not_here(void **state)
{
	(void)state;
	assert_int_equal(meet("10.0.0.1", 128, "82.118.225.196", 128), 0);
	assert_int_equal(meet("10.0.0.1", 64, "82.118.225.196", 255), 0);
	/* A host with an address of the internet, and one that comes from far. */
	assert_int_equal(meet("10.0.0.1", 126, "82.118.225.196", 128), 2);
	assert_int_equal(meet("82.118.225.7", 128, "82.118.225.196", 128), 2);
	assert_int_equal(meet("10.0.0.1", 64, "10.0.0.2", 64), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(link_local_is_here_whatever_its_hop_limit),
		cmocka_unit_test(a_group_of_the_link_is_not_passed_on),
		cmocka_unit_test(of_other_groups_the_hops_are_unknown),
		cmocka_unit_test(a_translated_address_of_the_internet_is_not_here),
	};

	return cmocka_run_group_tests_name("meet", tests, NULL, NULL);
}
