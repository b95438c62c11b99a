/* SPDX-License-Identifier: Apache-2.0 */
/* tcpsyn_test - one text for one way of opening a connection. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_tcpsyn;

/* IPv4 with this TTL and octets of options, then TCP with its options. */
static struct octets packet(uint8_t ttl, unsigned ip_options, uint16_t window,
			    const char *options)
{
	struct octets o = {.n = 0}, list = hex(options);

	add_be(&o, 0x45 + ip_options / 4, 1);
	add_hex(&o, "00 0000 1234 4000");
	add_be(&o, ttl, 1);
	add_hex(&o, "06 0000 c0000215 c0000210");
	add_zero(&o, ip_options);
	add_hex(&o, "8001 0068 00000001 00000000");
	add_be(&o, (20 + list.n) / 4 << 4, 1);
	add_hex(&o, "02");
	add_be(&o, window, 2);
	add_hex(&o, "0000 0000");
	add_raw(&o, list.b, list.n);
	return o;
}

static void expect(const struct octets *o, const char *text)
{
	struct trial *t = say(&dissector_tcpsyn, 104, CLIENT, o);
	const char *said = trial_text(t, CLIENT, A_tcp_stack);

	if (text == NULL) {
		assert_null(said);
	} else {
		assert_non_null(said);
		assert_string_equal(said, text);
	}
	trial_close(t);
}

#define LINUX "020405b4 0402 080a 0000000100000000 01 030307"
#define WINDOWS "020405b4 01 030308 0101 0402"

static void each_family_has_its_own_text(void **state)
{
	struct octets tux = packet(64, 0, 64240, LINUX);
	struct octets win = packet(128, 0, 64240, WINDOWS);
	struct octets bare = packet(255, 0, 4096, "020405b4");
	struct octets none = packet(32, 0, 512, "");

	(void)state;
	expect(&tux, "syn:64+0:1460:64240=44:7:M.S.T.N.W:df");
	expect(&win, "syn:128+0:1460:64240=44:8:M.N.W.N.N.S:df");
	expect(&bare, "syn:255+0:1460:4096=0:0:M:df");
	expect(&none, "syn:32+0:0:512=0:0::df");
	bears_cutting(&dissector_tcpsyn, 104, CLIENT, &tux);
	bears_lies(&dissector_tcpsyn, 104, CLIENT, &tux, NULL);
}

static void routers_on_the_way_do_not_change_it(void **state)
{
	struct octets o = packet(57, 0, 64240, LINUX);

	(void)state;
	expect(&o, "syn:64+7:1460:64240=44:7:M.S.T.N.W:df");
}

static void an_answer_and_a_packet_that_may_be_cut_are_told(void **state)
{
	struct octets o = packet(64, 0, 65160, LINUX);

	(void)state;
	o.b[33] = 0x12; /* the room for time stamps is left out: 45 * 1448 */
	expect(&o, "synack:64+0:1460:65160=45:7:M.S.T.N.W:df");
	o.b[6] = 0;
	expect(&o, "synack:64+0:1460:65160=45:7:M.S.T.N.W:-");
	o.b[6] = 0x20; /* more fragments is another bit */
	expect(&o, "synack:64+0:1460:65160=45:7:M.S.T.N.W:-");
}

static void a_window_is_a_multiple_of_real_segments_only(void **state)
{
	struct octets tiny = packet(64, 0, 1000, "02040005");
	struct octets none = packet(64, 0, 1000, "02040000 0402 0101");
	struct octets odd = packet(64, 0, 1001, "02040064");

	(void)state;
	expect(&tiny, "syn:64+0:5:1000=0:0:M:df");
	expect(&none, "syn:64+0:0:1000=0:0:M.S.N.N:df");
	expect(&odd, "syn:64+0:100:1001=0:0:M:df");
}

static void options_of_the_address_layer_are_passed_over(void **state)
{
	struct octets o = packet(64, 8, 64240, LINUX);

	(void)state;
	expect(&o, "syn:64+0:1460:64240=44:7:M.S.T.N.W:df");
}

static void version_six_is_read_too(void **state)
{
	struct octets o = hex("60000000 0028 06 40"), tcp;

	(void)state;
	tcp = packet(64, 0, 64800, LINUX);
	add_zero(&o, 32);
	add_raw(&o, tcp.b + 20, tcp.n - 20);
	expect(&o, "syn:64+0:1460:64800=0:7:M.S.T.N.W:df");
	o.b[6] = 0; /* hop-by-hop options hide the header */
	expect(&o, NULL);
}

static void options_that_lie_end_the_list(void **state)
{
	struct octets zero = packet(64, 0, 1024, "0200 0000");
	struct octets one = packet(64, 0, 1024, "0201 0000");
	struct octets large = packet(64, 0, 1024, "03ff 0000");
	struct octets end = packet(64, 0, 1024, "00 020405 b4000000");
	struct octets full = packet(64, 0, 1024,
		"01010101 01010101 01010101 01010101 01010101"
		"01010101 01010101 01010101 01010101 01010101");

	(void)state;
	expect(&zero, "syn:64+0:0:1024=0:0:M:df");
	expect(&one, "syn:64+0:0:1024=0:0:M:df");
	expect(&large, "syn:64+0:0:1024=0:0:W:df");
	expect(&end, "syn:64+0:0:1024=0:0:E:df");
	expect(&full, "syn:64+0:0:1024=0:0:N.N.N.N.N.N.N.N.N.N.N.N.N.N.N.N.N.N.N.N:df");
}

static void a_header_that_is_too_short_says_nothing(void **state)
{
	struct octets o = packet(64, 0, 64240, "");

	(void)state;
	o.b[32] = 0x40;
	expect(&o, NULL);
	o.b[32] = 0xf0;
	expect(&o, NULL);
	o.b[32] = 0x50;
	o.b[9] = 17;
	expect(&o, NULL);
}

static void who_calls_an_address_built_into_monitors_is_told(void **state)
{
	static const struct {
		const char *address;
		uint64_t told;
	} rows[] = {
		{"202.114.4.119", 119}, {"202.114.4.120", 120},
		{"202.114.4.20", UINT64_MAX}, {"202.114.5.119", UINT64_MAX},
	};
	struct octets o = packet(64, 0, 512, "");

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct trial *t = trial_open(&dissector_tcpsyn, 515);

		assert_true(addr_parse(rows[i].address, &t->d.ip[SERVER]));
		trial_datagram(t, CLIENT, o.b, o.n);
		assert_int_equal(trial_word(t, CLIENT, A_contec_address),
				 rows[i].told);
		trial_close(t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_family_has_its_own_text),
		cmocka_unit_test(routers_on_the_way_do_not_change_it),
		cmocka_unit_test(an_answer_and_a_packet_that_may_be_cut_are_told),
		cmocka_unit_test(a_window_is_a_multiple_of_real_segments_only),
		cmocka_unit_test(options_of_the_address_layer_are_passed_over),
		cmocka_unit_test(version_six_is_read_too),
		cmocka_unit_test(options_that_lie_end_the_list),
		cmocka_unit_test(a_header_that_is_too_short_says_nothing),
		cmocka_unit_test(who_calls_an_address_built_into_monitors_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
