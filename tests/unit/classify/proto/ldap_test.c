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

#define ROOT "\x30\x84\x00\x00\x00\x25\x02\x01\x01\x63\x84\x00\x00\x00\x1c"

static void a_directory_is_known_before_the_bind(void **state)
{
	static const char root[] = ROOT "\x04\x00\x0a\x01\x00"
				   "\x0a\x01\x00\x02\x01\x00\x02\x01";
	static const char other[] = "\x30\x25\x02\x01\x01\x63\x20\x04\x02"
				    "dc\x0a\x01\x02\x0a\x01\x00\x02\x01";

	(void)state;
	assert_int_equal(trial_probe(&dissector_ldap, CLIENT, root, 14), MORE);
	assert_int_equal(trial_probe(&dissector_ldap, CLIENT, root,
				     sizeof(root) - 1),
			 YES);
	assert_int_equal(trial_probe(&dissector_ldap, CLIENT, other, 20), NO);
}

static void after_start_tls_nothing_is_read(void **state)
{
	static const struct turn turns[] = {
		SAYS(CLIENT, "\x30\x1d\x02\x01\x01\x77\x18\x80\x16"
			     "1.3.6.1.4.1.1466.20037"),
		SAYS(SERVER, "\x30\x0c\x02\x01\x01\x78\x07\x0a\x01\x00"
			     "\x04\x00\x04\x00"),
		SAYS(CLIENT, "\x16\x03\x01\x00\x05"),
	};
	struct trial *t = play(&dissector_ldap, 389, TURNS(turns), 0);

	(void)state;
	assert_int_equal(trial_probe(&dissector_ldap, CLIENT, turns[0].octets,
				     turns[0].n),
			 YES);
	assert_true(t->out.encrypted);
	assert_false(t->malformed);
	trial_close(t);
	bears_anything(&dissector_ldap, 389, TURNS(turns));
}

static void the_root_of_a_directory_names_its_host(void **state)
{
	static const struct turn turns[] = {
		simple[0],
		simple[1],
		SAYS(SERVER, "\x30\x3e\x02\x01\x02\x64\x39\x04\x00\x30\x35"
			     "\x30\x0f\x04\x07" "dnsName" "\x31\x04\x04\x02zz"
			     "\x30\x22\x04\x0b" "dNSHostName" "\x31\x13\x04\x11"
			     "dc1.hosp.example."),
	};
	static const struct turn person[] = {
		simple[0],
		simple[1],
		SAYS(SERVER, "\x30\x31\x02\x01\x02\x64\x2c\x04\x04" "cn=a"
			     "\x30\x24"
			     "\x30\x22\x04\x0b" "dNSHostName" "\x31\x13\x04\x11"
			     "dc1.hosp.example."),
	};
	struct trial *t = play(&dissector_ldap, 389, TURNS(turns), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_ldap_host_name),
		    "dc1.hosp.example.");
	trial_close(t);
	bears_anything(&dissector_ldap, 389, TURNS(turns));
	t = play(&dissector_ldap, 389, TURNS(person), 0);
	assert_null(trial_text(t, SERVER, A_ldap_host_name));
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_simple_bind_is_told_and_not_whose),
		cmocka_unit_test(an_empty_password_is_anonymous),
		cmocka_unit_test(snmp_is_not_ldap),
		cmocka_unit_test(a_directory_is_known_before_the_bind),
		cmocka_unit_test(after_start_tls_nothing_is_read),
		cmocka_unit_test(the_root_of_a_directory_names_its_host),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
