/* SPDX-License-Identifier: Apache-2.0 */
/* wpad_test - who asks for a proxy; no other question is heard. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_wpad;
extern const struct dissector dissector_netbios;

static struct octets question(const char *host, const char *domain,
			      unsigned type)
{
	struct octets o = hex("1234 0100 0001 0000 0000 0000");

	add_be(&o, strlen(host), 1);
	add_text(&o, host);
	if (domain[0] != '\0') {
		add_be(&o, strlen(domain), 1);
		add_text(&o, domain);
	}
	add_be(&o, 0, 1);
	add_be(&o, type, 2);
	add_be(&o, 1, 2);
	return o;
}

static void a_question_is_heard_by_three_protocols(void **state)
{
	static const struct {
		uint16_t port;
		const char *name;
	} rows[] = {{53, "dns"}, {5353, "mdns"}, {5355, "llmnr"}};
	struct octets o = question("WPAD", "hospital", 1);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct trial *t = say(&dissector_wpad, rows[i].port, CLIENT, &o);

		assert_string_equal(trial_text(t, CLIENT, A_wpad_asked),
				    rows[i].name);
		trial_close(t);
	}
	bears_cutting(&dissector_wpad, 53, CLIENT, &o);
	bears_lies(&dissector_wpad, 53, CLIENT, &o, NULL);
}

static void other_questions_are_nobody_s_business(void **state)
{
	static const char *const hosts[] = {"wpa", "wpads", "proxy", "xwpad"};
	struct octets answer = question("wpad", "", 1);
	struct octets text = question("wpad", "", 16);
	struct octets o = question("wpad", "", 1);
	struct trial *t;

	(void)state;
	for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
		struct octets other = question(hosts[i], "wpad", 1);

		assert_int_equal(trial_probe(&dissector_wpad, CLIENT, other.b,
					     other.n), NO);
	}
	answer.b[2] = 0x81;
	assert_int_equal(trial_probe(&dissector_wpad, SERVER, answer.b,
				     answer.n), NO);
	t = say(&dissector_wpad, 53, CLIENT, &text);
	assert_int_equal(t->count, 0);
	trial_close(t);
	t = say(&dissector_wpad, 1053, CLIENT, &o);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

/* RFC 1002 4.2.12. */
static struct octets by_netbios(const char *name)
{
	struct octets o = hex("1234 0110 0001 0000 0000 0000 20");

	for (size_t i = 0; i < 16; i++) {
		size_t n = strlen(name);
		uint8_t c = i == 15 ? 0 : i < n ? (uint8_t)name[i] : ' ';

		add_be(&o, 'A' + (c >> 4), 1);
		add_be(&o, 'A' + (c & 15), 1);
	}
	add_hex(&o, "00 0020 0001");
	return o;
}

static void netbios_asks_too(void **state)
{
	struct octets o = by_netbios("WPAD"), other = by_netbios("WPADX");
	struct trial *t = say(&dissector_netbios, 137, CLIENT, &o);

	(void)state;
	assert_string_equal(trial_text(t, CLIENT, A_wpad_asked), "netbios");
	trial_close(t);
	t = say(&dissector_netbios, 137, CLIENT, &other);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_question_is_heard_by_three_protocols),
		cmocka_unit_test(other_questions_are_nobody_s_business),
		cmocka_unit_test(netbios_asks_too),
	};

	return cmocka_run_group_tests_name("wpad", tests, NULL, NULL);
}
