/* SPDX-License-Identifier: Apache-2.0 */
/* tds - database sessions without encryption, never a query. */
#include "tests/unit/classify/proto/play.h"
#include "tests/unit/classify/proto/smb_wire.h"

extern const struct dissector dissector_tds;

#define OPTIONS(level)                                                         \
	"\x00\x00\x0b\x00\x06\x01\x00\x11\x00\x01\xff"                          \
	"\x10\x00\x0f\xa0\x00\x00" level

static const struct turn clear[] = {
	SAYS(CLIENT, "\x12\x01\x00\x1a\x00\x00\x00\x00" OPTIONS("\x00")),
	SAYS(SERVER, "\x04\x01\x00\x1a\x00\x00\x01\x00" OPTIONS("\x02")),
};

static void a_server_that_does_not_encrypt_is_told(void **state)
{
	struct trial *t = play(&dissector_tds, 1433, TURNS(clear), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_database_clear), "tds");
	trial_close(t);
	bears_anything(&dissector_tds, 1433, TURNS(clear));
}

static void a_server_that_encrypts_is_not(void **state)
{
	const struct turn turns[] = {
		clear[0],
		SAYS(SERVER, "\x04\x01\x00\x1a\x00\x00\x01\x00" OPTIONS("\x01")),
	};
	struct trial *t = play(&dissector_tds, 1433, TURNS(turns), 0);

	(void)state;
	assert_null(trial_text(t, SERVER, A_database_clear));
	trial_close(t);
}

static void a_login_in_clear_is_told_of_both(void **state)
{
	static const struct turn turns[] = {
		SAYS(CLIENT, "\x10\x01\x00\x14\x00\x00\x00\x00\x40\x00\x00\x00"
			     "\x04\x00\x00\x74" "user"),
	};
	struct trial *t = play(&dissector_tds, 1433, TURNS(turns), 0);

	(void)state;
	assert_said(trial_text(t, CLIENT, A_clear_login_sent), "tds");
	assert_said(trial_text(t, SERVER, A_database_clear), "tds");
	trial_close(t);
}

/* A packet with the challenge of CTCONSOLE1. */
static struct octets challenged(uint8_t type, const char *token)
{
	struct octets inner = challenge(), o = {.n = 0};
	size_t n = strlen(token);

	add_be(&o, type, 1);
	add_be(&o, 1, 1);
	add_be(&o, 8 + n + inner.n, 2);
	add_zero(&o, 4);
	add_raw(&o, token, n);
	add_raw(&o, inner.b, inner.n);
	return o;
}

static void a_challenge_behind_the_options_names_the_server(void **state)
{
	/* Of a response, with its token, or of a kind of its own. */
	const struct octets forms[] = {challenged(4, "\xed\x01\x01"),
				       challenged(0x11, "")};

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		const struct turn turns[] = {
			clear[0], clear[1], {SERVER, forms[i].b, forms[i].n}};
		struct trial *t = play(&dissector_tds, 1433, TURNS(turns), 0);

		assert_said(trial_text(t, SERVER, A_ntlm_host_name),
			    "CTCONSOLE1");
		trial_close(t);
		bears_anything(&dissector_tds, 1433, TURNS(turns));
	}
}

static void encrypted_options_are_no_options(void **state)
{
	/* 0x16: a record of TLS; it holds what looks like the option 1. */
	const struct turn turns[] = {
		clear[0],
		SAYS(SERVER, "\x12\x01\x00\x15\x00\x00\x00\x00"
			     "\x16\x03\x03\x00\x08\x01\x00\x0b\x00\x01\xff\x00"
			     "\x00"),
	};
	struct trial *t = play(&dissector_tds, 1433, TURNS(turns), 0);

	(void)state;
	assert_null(trial_text(t, SERVER, A_database_clear));
	trial_close(t);
}

/* A batch and a remote call, as a session goes on: their headers, 2.2.5.3. */
#define TRANSACTION "\x16\0\0\0\x12\0\0\0\x02\0\0\0\0\0\0\0\0\0\x01\0\0\0"

static void a_statement_of_a_session_in_its_midst_is_in_clear(void **state)
{
	static const struct turn both[] = {
		SAYS(CLIENT, "\x01\x01\x00\x24\x00\x00\x01\x00" TRANSACTION
			     "x\0y\0z\0"),
		SAYS(CLIENT, "\x03\x09\x00\x24\x00\x35\x01\x00" TRANSACTION
			     "\xff\xff\x0d\0\0\0"),
	};

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct trial *t = play(&dissector_tds, 1433, &both[i], 1, 0);

		assert_string_equal(t->out.protocol, "tds");
		assert_said(trial_text(t, SERVER, A_database_clear), "tds");
		assert_null(trial_text(t, CLIENT, A_clear_login_sent));
		trial_close(t);
		bears_anything(&dissector_tds, 1433, &both[i], 1);
	}
}

static void what_is_like_a_statement_is_none(void **state)
{
	static const struct {
		unsigned at;
		uint8_t octet;
	} wrong[] = {
		{0, 0x02},  /* a login of before MS-TDS                        */
		{1, 0x40},  /* no such status                                  */
		{7, 0x01},  /* the window, which is not used                   */
		{8, 0x17},  /* longer than its header                          */
		{16, 0x01}, /* query notifications alone                       */
	};
	uint8_t octets[30] = "\x01\x01\x00\x24\x00\x00\x01\x00" TRANSACTION;

	(void)state;
	assert_int_equal(trial_probe(&dissector_tds, CLIENT, octets,
				     sizeof(octets)), YES);
	assert_int_equal(trial_probe(&dissector_tds, SERVER, octets,
				     sizeof(octets)), NO);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		uint8_t before = octets[wrong[i].at];

		octets[wrong[i].at] = wrong[i].octet;
		assert_int_equal(trial_probe(&dissector_tds, CLIENT, octets,
					     sizeof(octets)), NO);
		octets[wrong[i].at] = before;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_server_that_does_not_encrypt_is_told),
		cmocka_unit_test(a_server_that_encrypts_is_not),
		cmocka_unit_test(a_login_in_clear_is_told_of_both),
		cmocka_unit_test(
			a_challenge_behind_the_options_names_the_server),
		cmocka_unit_test(encrypted_options_are_no_options),
		cmocka_unit_test(
			a_statement_of_a_session_in_its_midst_is_in_clear),
		cmocka_unit_test(what_is_like_a_statement_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
