/* SPDX-License-Identifier: Apache-2.0 */
/* rdp - which protection the server selected, never who asked. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_rdp;

#define ASK                                                                    \
	"\x03\x00\x00\x2b\x26\xe0\x00\x00\x00\x00\x00"                          \
	"Cookie: mstshash=canary\r\n\x01\x00\x08\x00\x03\x00"
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
		cmocka_unit_test(another_iso_transport_is_not_rdp),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
