/* SPDX-License-Identifier: Apache-2.0 */
/* rdp - which protection the server selected, never who asked. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_rdp;

#define ASK                                                                    \
	"\x03\x00\x00\x2c\x27\xe0\x00\x00\x00\x00\x00"                          \
	"Cookie: mstshash=canary\r\n\x01\x00\x08\x00\x03\x00\x00\x00"
#define ANSWER(kind, chosen)                                                   \
	"\x03\x00\x00\x13\x0e\xd0\x00\x00\x12\x34\x00" kind "\x00\x08\x00" chosen \
	"\x00\x00\x00"

static void expect(const struct turn *answer, const char *security)
{
	const struct turn turns[] = {
		{CLIENT, ASK, sizeof(ASK) - 1}, *answer};
	struct trial *t = play(&dissector_rdp, 3389, TURNS(turns), 0);

	if (security == NULL)
		assert_null(trial_text(t, SERVER, A_rdp_security));
	else
		assert_said(trial_text(t, SERVER, A_rdp_security), security);
	assert_false(trial_leaks(t, "canary"));
	trial_close(t);
	bears_anything(&dissector_rdp, 3389, TURNS(turns));
}

static void the_selection_is_told(void **state)
{
	static const struct turn standard = SAYS(SERVER, ANSWER("\x02", "\x00")),
				 tls = SAYS(SERVER, ANSWER("\x02", "\x01")),
				 nla = SAYS(SERVER, ANSWER("\x02", "\x02")),
				 failure = SAYS(SERVER, ANSWER("\x03", "\x02")),
				 silent = SAYS(SERVER, "\x03\x00\x00\x0b\x06\xd0"
						       "\x00\x00\x12\x34\x00");

	(void)state;
	expect(&standard, "standard");
	expect(&tls, "tls");
	expect(&nla, "nla");
	expect(&failure, NULL);
	expect(&silent, "standard");
}

/* What follows is TLS: the certificate names the host. */
static void the_handshake_inside_is_read(void **state)
{
	static const struct turn turns[] = {
		{CLIENT, ASK, sizeof(ASK) - 1},
		SAYS(SERVER, ANSWER("\x02", "\x01")),
		SAYS(CLIENT, "\x16\x03\x01\x00\x2d\x01\x00\x00\x29\x03\x02"
			     "0123456789abcdef0123456789abcdef"
			     "\x00\x00\x02\x00\x2f\x01\x00"),
		SAYS(SERVER, "\x16\x03\x01\x00\x2a\x02\x00\x00\x26\x03\x01"
			     "0123456789abcdef0123456789abcdef"
			     "\x00\x00\x2f\x00"),
	};
	struct trial *t = play(&dissector_rdp, 3389, TURNS(turns), 0);

	(void)state;
	assert_int_equal(trial_word(t, CLIENT, A_tls_client_best), 0x0302);
	assert_int_equal(trial_word(t, SERVER, A_tls_version), 0x0301);
	assert_string_equal(t->out.protocol, "rdp");
	assert_true(t->out.encrypted);
	trial_close(t);
	bears_anything(&dissector_rdp, 3389, TURNS(turns));
}

static void another_iso_transport_is_not_rdp(void **state)
{
	static const char s7[] = "\x03\x00\x00\x16\x11\xe0\x00\x00\x00\x01\x00"
				 "\xc0\x01\x0a\xc1\x02\x01\x00\xc2\x02\x01\x02";

	(void)state;
	assert_int_equal(trial_probe(&dissector_rdp, CLIENT, s7,
				     sizeof(s7) - 1),
			 NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_selection_is_told),
		cmocka_unit_test(the_handshake_inside_is_read),
		cmocka_unit_test(another_iso_transport_is_not_rdp),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
