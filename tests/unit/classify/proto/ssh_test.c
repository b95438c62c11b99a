/* SPDX-License-Identifier: Apache-2.0 */
/* ssh - who serves, who asks, and how long the RSA key is. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_ssh;

/* KEXDH_REPLY with an ssh-rsa key of 16 octets and one leading zero. */
#define REPLY                                                                  \
	"\x00\x00\x00\x38\x04\x1f\x00\x00\x00\x27\x00\x00\x00\x07ssh-rsa"       \
	"\x00\x00\x00\x03\x01\x00\x01\x00\x00\x00\x11\x00\xc1\x02\x03\x04"      \
	"\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10" "12345678901"

static const struct turn login[] = {
	SAYS(SERVER, "SSH-2.0-dropbear_2022.83\r\n"),
	SAYS(CLIENT, "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"),
	SAYS(SERVER, REPLY),
};

static void both_ends_and_the_key_are_told(void **state)
{
	struct trial *t = play(&dissector_ssh, 22, TURNS(login), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_ssh_server),
		    "SSH-2.0-dropbear_2022.83");
	assert_said(trial_text(t, CLIENT, A_ssh_client),
		    "SSH-2.0-OpenSSH_9.2p1 Debian-2");
	assert_int_equal(trial_word(t, SERVER, A_ssh_rsa_bits), 128);
	assert_int_equal(trial_word(t, SERVER, A_ssh_protocol_1), UINT64_MAX);
	trial_close(t);
}

static void protocol_1_is_told_and_nothing_else_is_read(void **state)
{
	static const struct turn old[] = {SAYS(SERVER, "SSH-1.99-Cisco\n")};
	struct trial *t = play(&dissector_ssh, 22, TURNS(old), 0);

	(void)state;
	assert_int_equal(trial_word(t, SERVER, A_ssh_protocol_1), 1);
	trial_close(t);
}

static void near_misses_stay_unknown(void **state)
{
	(void)state;
	assert_int_equal(trial_probe(&dissector_ssh, SERVER, "SSX-2.0", 7), NO);
	assert_int_equal(trial_probe(&dissector_ssh, SERVER, "SS", 2), MORE);
	assert_int_equal(trial_probe(&dissector_ssh, SERVER, "220 SSH-", 8), NO);
}

static void it_bears_anything(void **state)
{
	(void)state;
	bears_anything(&dissector_ssh, 22, TURNS(login));
}

static void a_server_may_greet_before_it_says_who_it_is(void **state)
{
	static const struct turn turns[] = {
		SAYS(CLIENT, "SSH-2.0-OpenSSH_9.2\r\n"),
		SAYS(SERVER, "Authorised staff only\r\n\r\n"
			     "SSH-2.0-OpenSSH_5.3\r\n"),
	};
	struct trial *t = play(&dissector_ssh, 22, TURNS(turns), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_ssh_server),
		    "SSH-2.0-OpenSSH_5.3");
	assert_false(t->malformed);
	assert_false(trial_leaks(t, "staff"));
	assert_int_equal(trial_probe(&dissector_ssh, SERVER, turns[1].octets,
				     turns[1].n),
			 YES);
	trial_close(t);
	bears_anything(&dissector_ssh, 22, TURNS(turns));
}

/* KEXINIT whose lists differ for the two ways. */
#define KEX_BEGIN \
	"\000\000\000t\005\024COOKIECOOKIECOOK\000\000\000\013kex-a,k" \
	"ex-b\000\000\000\007ssh-rsa\000\000\000\006ciph-1\000\000" \
	"\000\006ciph-2\000\000\000\005mac-1\000\000\000\005mac-2\000" \
	"\000\000\004none\000\000\000\004zlib\000\000\000\000\000\000" \
	"\000\000\000\000\000\000\000\000\000\000\000\000"

static void algorithms_are_told_as_one_fingerprint_a_side(void **state)
{
	static const struct turn turns[] = {
		SAYS(CLIENT, "SSH-2.0-OpenSSH_9.2\r\n" KEX_BEGIN),
		SAYS(SERVER, "SSH-2.0-dropbear_2022.83\r\n" KEX_BEGIN),
	};
	struct trial *t = play(&dissector_ssh, 22, TURNS(turns), 0);

	(void)state;
	/* MD5 of "kex-a,kex-b;ciph-1;mac-1;none" and of ciph-2, mac-2, zlib */
	assert_said(trial_text(t, CLIENT, A_ssh_hassh),
		    "b49acfc4574ca717bcb14a3a4a25b08c");
	assert_said(trial_text(t, SERVER, A_ssh_hassh_server),
		    "4070b9c1149c92a0575299a890473793");
	assert_false(trial_leaks(t, "COOKIE"));
	trial_close(t);
	bears_anything(&dissector_ssh, 22, TURNS(turns));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_ends_and_the_key_are_told),
		cmocka_unit_test(protocol_1_is_told_and_nothing_else_is_read),
		cmocka_unit_test(near_misses_stay_unknown),
		cmocka_unit_test(it_bears_anything),
		cmocka_unit_test(a_server_may_greet_before_it_says_who_it_is),
		cmocka_unit_test(algorithms_are_told_as_one_fingerprint_a_side),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
