/* SPDX-License-Identifier: Apache-2.0 */
/* quic_test - a connection is told by the long header that begins it. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_quic;

/* RFC 9001 A.2: the header of a client's first packet, 1182 octets follow. */
#define NUMBERS "\x08\x83\x94\xc8\xf0\x3e\x51\x57\x08\x00"
#define FIRST "\xc0\x00\x00\x00\x01" NUMBERS "\x00\x44\x9e\x7b\x9a\xec\x34"

static void a_connection_is_known_by_its_header(void **state)
{
	static const struct turn firsts[] = {
		SAYS(CLIENT, FIRST),
		/* A.3: what a server answers. */
		SAYS(SERVER, "\xcf\x00\x00\x00\x01\x00\x08\xf0\x67\xa5\x50"
			     "\x2a\x42\x62\xb5\x00\x40\x75\xc0\xd9"),
		/* A.4: a server that wants to hear from the same address. */
		SAYS(SERVER, "\xff\x00\x00\x00\x01\x00\x08\xf0\x67\xa5\x50"
			     "\x2a\x42\x62\xb5token"),
		/* RFC 9369 A.2 */
		SAYS(CLIENT, "\xd7\x6b\x33\x43\xcf" NUMBERS
			     "\x00\x44\x9e\xa0\xc9\x5e\x82"),
		/* A handshake that goes on, of draft 29. */
		SAYS(CLIENT, "\xe2\xff\x00\x00\x1d" NUMBERS "\x40\x16"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(firsts) / sizeof(firsts[0]); i++) {
		struct trial *t = play(&dissector_quic, 443, &firsts[i], 1, 0);

		assert_string_equal(t->out.protocol, "quic");
		assert_int_equal(t->count, 0);
		trial_close(t);
		bears_anything(&dissector_quic, 443, &firsts[i], 1);
	}
}

static void what_does_not_fit_is_something_else(void **state)
{
	static const struct {
		unsigned at;
		uint8_t octet;
	} wrong[] = {
		{0, 0x40},  /* a short header, which says nothing of itself    */
		{0, 0x80},  /* the fixed bit is off                            */
		{4, 0x00},  /* which versions there are                        */
		{4, 0x03},  /* no version yet                                  */
		{5, 21},    /* a number that is longer than any                */
		{14, 21},   /* the other one                                   */
		{16, 0x13}, /* too short to be protected                       */
	};
	static const char first[] = FIRST;
	uint8_t octets[sizeof(first) - 1];

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		memcpy(octets, first, sizeof(octets));
		octets[wrong[i].at] = wrong[i].octet;
		assert_int_equal(trial_probe(&dissector_quic, CLIENT, octets,
					     sizeof(octets)), NO);
	}
	for (size_t n = 0; n < 18; n++)
		assert_int_equal(trial_probe(&dissector_quic, CLIENT, first, n),
				 NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_connection_is_known_by_its_header),
		cmocka_unit_test(what_does_not_fit_is_something_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
