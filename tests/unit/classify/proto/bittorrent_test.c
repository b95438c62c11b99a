/* SPDX-License-Identifier: Apache-2.0 */
/* bittorrent_test - the handshake of peers. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_bittorrent;

#define HELLO "\x13" "BitTorrent protocol"

static const struct turn turns[] = {
	SAYS(CLIENT, HELLO "\0\0\0\0\0\0\0\0ZZPAT^CANARYZZPAT^CA-ZZ0001-012345678901"),
	SAYS(SERVER, HELLO "\0\0\0\0\0\0\0\0ZZPAT^CANARYZZPAT^CA-ZZ0001-109876543210"),
};

static void peers_are_told(void **state)
{
	struct trial *t = play(&dissector_bittorrent, 6881, TURNS(turns), 0);

	(void)state;
	assert_string_equal(t->out.protocol, "bittorrent");
	assert_int_equal(t->count, 0);
	trial_close(t);
	bears_anything(&dissector_bittorrent, 6881, TURNS(turns));
}

static void all_of_the_name_is_asked_for(void **state)
{
	(void)state;
	for (size_t n = 1; n < 20; n++)
		assert_int_equal(trial_probe(&dissector_bittorrent, CLIENT, HELLO,
					     n), MORE);
	assert_int_equal(trial_probe(&dissector_bittorrent, SERVER, HELLO, 20),
			 YES);
	assert_int_equal(trial_probe(&dissector_bittorrent, CLIENT,
				     "\x13" "BytTorrent protocol", 20), NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(peers_are_told),
		cmocka_unit_test(all_of_the_name_is_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
