/* SPDX-License-Identifier: Apache-2.0 */
/* evidence - numbers as people read them. */
#include "store/reader.h"
#include "tests/support/unit.h"

static const char *shown(enum attr a, uint64_t word, struct mac mac)
{
	static char text[ROW_TEXT];

	word_print(a, word, mac, text);
	return text;
}

static void numbers_are_shown_for_what_they_are(void **state)
{
	static const struct mac nobody, host = {{0, 3, 0xb1, 0, 0, 0x44}};

	(void)state;
	assert_string_equal(shown(A_tls_version, 0x303, nobody), "TLS 1.2");
	assert_string_equal(shown(A_snmp_clear, 2, nobody), "version 2c");
	assert_string_equal(shown(A_snmp_clear, 22, nobody), "22");
	assert_string_equal(shown(A_ntlm_v1, 2, nobody),
			    "accepted by the server");
	assert_string_equal(shown(A_tls_version, 0, nobody), "0");
	assert_string_equal(shown(A_arp_binding, 1, host), "00:03:b1:00:00:44");
	assert_string_equal(shown(A_arp_binding, 1, nobody), "1");
	assert_string_equal(shown(A_cert_not_after, 1795600800, nobody),
			    "2026-11-25T10:00:00.000000Z");
	assert_string_equal(shown(A_login_refused,
				  1795600800 / 300 * REFUSALS + 11, nobody),
			    "11, from 2026-11-25T10:00:00.000000Z");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_shown_for_what_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
