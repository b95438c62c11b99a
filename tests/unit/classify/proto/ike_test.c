/* SPDX-License-Identifier: Apache-2.0 */
/* ike_test - headers of key exchanges, and what only looks like one. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_ike;

#define SPI "\x11\x22\x33\x44\x55\x66\x77\x88"
#define NONE "\0\0\0\0\0\0\0\0"
#define V2 SPI NONE "\x21\x20\x22\x08\0\0\0\0\0\0\0\x2c" "ZZPAT^CANARY1234"
#define V1 SPI NONE "\x01\x10\x02\x00\0\0\0\0\0\0\0\x2c" "ZZPAT^CANARY1234"
#define MOVED "\0\0\0\0" V2

static enum guess guess(const char *octets, size_t n)
{
	return trial_probe(&dissector_ike, CLIENT, octets, n);
}

static void who_opens_a_tunnel_is_told(void **state)
{
	const struct turn turns[] = {SAYS(CLIENT, V2), SAYS(SERVER, V2)};
	struct trial *t = play(&dissector_ike, 500, TURNS(turns), 0);

	(void)state;
	assert_string_equal(t->out.protocol, "ipsec");
	assert_int_equal(t->count, 0);
	trial_close(t);
	bears_anything(&dissector_ike, 500, TURNS(turns));
	assert_int_equal(guess(V2, sizeof(V2) - 1), YES);
	assert_int_equal(guess(V1, sizeof(V1) - 1), YES);
	assert_int_equal(guess(MOVED, sizeof(MOVED) - 1), YES);
}

static void all_of_the_header_has_to_fit(void **state)
{
	(void)state;
	for (size_t n = 0; n < sizeof(V2) - 1; n++)
		assert_int_equal(guess(V2, n), NO);
	for (size_t at = 16; at < 28; at++) {
		char bad[] = V2;

		if (at >= 20 && at < 24)
			continue; /* the number of a message is free */
		bad[at] ^= (char)0xc0;
		assert_int_equal(guess(bad, sizeof(bad) - 1), NO);
	}
	assert_int_equal(guess(NONE NONE "\x21\x20\x22\x08\0\0\0\0\0\0\0\x1c", 28),
			 NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_opens_a_tunnel_is_told),
		cmocka_unit_test(all_of_the_header_has_to_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
