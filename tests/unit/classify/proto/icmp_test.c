/* SPDX-License-Identifier: Apache-2.0 */
/* icmp_test - who is told another way, and of echoes no more than a heap. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_icmp, dissector_icmp6;

/* To the client, which sent a packet to 10.1.2.3: go by the last address. */
static struct octets redirect(const char *sender)
{
	struct octets o = hex("05 01 0000 0a000009 45 00 003c 0001 0000 40 06 0000");

	add_hex(&o, sender);
	add_hex(&o, "0a010203 c350 0050 00000001");
	return o;
}

static struct octets echo(unsigned content, size_t octets)
{
	struct octets o = hex("08 00 0000 0001");

	add_be(&o, content, 2); /* a sequence number is no content             */
	add_zero(&o, 32);
	for (size_t i = 32; i < octets; i++)
		add_be(&o, i * content, 1);
	return o;
}

static void the_host_that_sent_the_packet_is_told(void **state)
{
	struct octets o = redirect("0a000001");
	struct trial *t = say(&dissector_icmp, 0, SERVER, &o);

	(void)state;
	assert_int_equal(trial_probe(&dissector_icmp, SERVER, o.b, o.n), YES);
	assert_string_equal(trial_text(t, CLIENT, A_icmp_redirect),
			    "10.0.0.2 10.0.0.9");
	assert_int_equal(trial_voice(t, A_icmp_redirect), VOICE_PEER);
	assert_int_equal(t->count, 1);
	trial_close(t);
	bears_cutting(&dissector_icmp, 0, SERVER, &o);
	bears_lies(&dissector_icmp, 0, SERVER, &o, NULL);
}

static void a_packet_of_another_redirects_nobody(void **state)
{
	struct octets o = redirect("0a000007");
	struct trial *t = say(&dissector_icmp, 0, SERVER, &o);

	(void)state;
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void a_large_echo_falls_in_a_heap_by_its_content(void **state)
{
	struct octets one = echo(3, 200), same = one, small = echo(3, 128);
	struct octets reply = one;
	struct trial *t = say(&dissector_icmp, 0, CLIENT, &one);
	struct trial *u;

	(void)state;
	same.b[7] = 77; /* sequence */
	memset(same.b + 8, 0x5a, 32); /* time */
	u = say(&dissector_icmp, 0, CLIENT, &same);
	assert_true(trial_word(t, CLIENT, A_icmp_heap) < 16);
	assert_int_equal(trial_word(u, CLIENT, A_icmp_heap),
			 trial_word(t, CLIENT, A_icmp_heap));
	trial_close(t);
	trial_close(u);
	t = say(&dissector_icmp, 0, CLIENT, &small);
	assert_int_equal(t->count, 0);
	trial_close(t);
	reply.b[0] = 0;
	assert_int_equal(trial_probe(&dissector_icmp, CLIENT, reply.b, reply.n),
			 NO);
	bears_lies(&dissector_icmp, 0, CLIENT, &one, NULL);
}

static void contents_that_differ_fill_many_heaps(void **state)
{
	uint32_t filled = 0;

	(void)state;
	for (unsigned i = 1; i < 100; i++) {
		struct octets o = echo(i, 200);
		struct trial *t = say(&dissector_icmp, 0, CLIENT, &o);

		filled |= 1u << trial_word(t, CLIENT, A_icmp_heap);
		trial_close(t);
	}
	assert_true(__builtin_popcount(filled) >= 12);
}

static void of_ipv6_only_link_local_routers_redirect(void **state)
{
	struct octets o = hex(
		"89 00 0000 00000000 fe800000000000000000000000000009"
		"20010db8000000000000000000000001");
	struct trial *t = trial_open(&dissector_icmp6, 0);

	(void)state;
	assert_int_equal(trial_probe(&dissector_icmp6, SERVER, o.b, o.n), YES);
	trial_datagram(t, SERVER, o.b, o.n);
	assert_int_equal(t->count, 0);
	addr_parse("fe80::2", &t->d.ip[SERVER]);
	trial_datagram(t, SERVER, o.b, o.n);
	assert_string_equal(trial_text(t, CLIENT, A_icmp_redirect),
			    "fe80::2 fe80::9");
	trial_close(t);
	bears_cutting(&dissector_icmp6, 0, SERVER, &o);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_host_that_sent_the_packet_is_told),
		cmocka_unit_test(a_packet_of_another_redirects_nobody),
		cmocka_unit_test(a_large_echo_falls_in_a_heap_by_its_content),
		cmocka_unit_test(contents_that_differ_fill_many_heaps),
		cmocka_unit_test(of_ipv6_only_link_local_routers_redirect),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
