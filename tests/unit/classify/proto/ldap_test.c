/* SPDX-License-Identifier: Apache-2.0 */
/* ldap - how a client proves itself, never as whom. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_ldap;

#define BIND(name, auth)                                                       \
	"\x30\x18\x02\x01\x01\x60\x13\x02\x01\x03\x04\x06" name auth
#define RESULT(code) "\x30\x0c\x02\x01\x01\x61\x07\x0a\x01" code "\x04\x00\x04\x00"

static const struct turn simple[] = {
	SAYS(CLIENT, BIND("cn=bob", "\x80\x06" "canary")),
	SAYS(SERVER, RESULT("\x00")),
};

static void a_simple_bind_is_told_and_not_whose(void **state)
{
	struct trial *t = play(&dissector_ldap, 389, TURNS(simple), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_ldap_bind), "simple");
	assert_said(trial_text(t, SERVER, A_clear_login), "ldap");
	assert_false(trial_leaks(t, "canary"));
	assert_false(trial_leaks(t, "bob"));
	trial_close(t);
}

static void an_empty_password_is_anonymous(void **state)
{
	static const struct turn turns[] = {
		SAYS(CLIENT, "\x30\x0c\x02\x01\x01\x60\x07\x02\x01\x03\x04\x00"
			     "\x80\x00"),
		SAYS(SERVER, RESULT("\x00")),
	};
	struct trial *t = play(&dissector_ldap, 389, TURNS(turns), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_ldap_bind), "anonymous");
	assert_null(trial_text(t, SERVER, A_clear_login));
	trial_close(t);
}

static void snmp_is_not_ldap(void **state)
{
	static const char snmp[] = "\x30\x26\x02\x01\x01\x04\x06public\xa0\x19";

	(void)state;
	assert_int_equal(trial_probe(&dissector_ldap, CLIENT, snmp,
				     sizeof(snmp) - 1),
			 NO);
	bears_anything(&dissector_ldap, 389, TURNS(simple));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_simple_bind_is_told_and_not_whose),
		cmocka_unit_test(an_empty_password_is_anonymous),
		cmocka_unit_test(snmp_is_not_ldap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
