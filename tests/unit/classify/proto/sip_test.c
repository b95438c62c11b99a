/* SPDX-License-Identifier: Apache-2.0 */
/* sip_test - products by SIP, and never who calls whom. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_sip;

#define WHO "From: \"CANARY\" <sip:5551234@10.0.0.2>;tag=1\r\n" \
	    "To: <sip:CANARY@10.0.0.2>\r\n"
#define VIA "Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1\r\n"

static const struct turn registers[] = {
	SAYS(CLIENT, "REGISTER sip:10.0.0.2 SIP/2.0\r\n" VIA WHO
		     "CSeq: 1 REGISTER\r\n"
		     "User-Agent: Yealink SIP-T46S 66.85.0.5\r\n\r\n"),
	SAYS(SERVER, "SIP/2.0 401 Unauthorized\r\n" VIA WHO
		     "CSeq: 1 REGISTER\r\nServer: Asterisk PBX 18.1\r\n\r\n"),
};

static void a_telephone_and_its_registrar_name_their_products(void **state)
{
	struct trial *t = play(&dissector_sip, 5060, TURNS(registers), 0);

	(void)state;
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(trial_probe(&dissector_sip, registers[i].from,
					     registers[i].octets,
					     registers[i].n), YES);
	assert_said(trial_text(t, CLIENT, A_sip_product),
		    "Yealink SIP-T46S 66.85.0.5");
	assert_said(trial_text(t, SERVER, A_sip_product), "Asterisk PBX 18.1");
	assert_false(trial_leaks(t, "CANARY"));
	assert_false(trial_leaks(t, "5551234"));
	trial_close(t);
	bears_anything(&dissector_sip, 5060, TURNS(registers));
}

static void what_a_station_passes_on_is_not_its_own(void **state)
{
	const struct turn turns[] = {
		SAYS(CLIENT, "INVITE sip:a@b SIP/2.0\r\n" VIA VIA WHO
			     "CSeq: 1 INVITE\r\nUser-Agent: OTHER\r\n\r\n"),
		SAYS(CLIENT, "INVITE sip:a@b SIP/2.0\r\n"
			     "v: SIP/2.0/UDP a, SIP/2.0/UDP b\r\n" WHO
			     "CSeq: 1 INVITE\r\nUser-Agent: OTHER\r\n\r\n"),
		SAYS(SERVER, "SIP/2.0 200 OK\r\n" VIA WHO
			     "CSeq: 1 INVITE\r\nServer: OTHER\r\n\r\n"),
		SAYS(SERVER, "SIP/2.0 100 Trying\r\n" VIA WHO
			     "CSeq: 1 INVITE\r\nServer: PROXY\r\n\r\n"),
	};
	struct trial *t = play(&dissector_sip, 5060, TURNS(turns), 0);

	(void)state;
	assert_false(trial_leaks(t, "OTHER"));
	assert_said(trial_text(t, SERVER, A_sip_product), "PROXY");
	trial_close(t);
}

static void words_that_begin_alike_are_something_else(void **state)
{
	static const char *const other[] = {
		"INVITE sip:a@b HTTP/1.1\r\n\r\n", "SIP/2.0 banana\r\n",
		"NOTIFY * HTTP/1.1\r\n\r\n", "INVITE\r\n", " SIP/2.0\r\n",
		"INFO SIP/3.0\r\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(other) / sizeof(other[0]); i++)
		assert_int_equal(trial_probe(&dissector_sip, CLIENT, other[i],
					     strlen(other[i])), NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_telephone_and_its_registrar_name_their_products),
		cmocka_unit_test(what_a_station_passes_on_is_not_its_own),
		cmocka_unit_test(words_that_begin_alike_are_something_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
