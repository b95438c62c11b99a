/* SPDX-License-Identifier: Apache-2.0 */
/* ssdp_test - whom an announcement is about, and what it may say. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_ssdp;

#define UUID "4d696e69-444c-164e-9d41-98e743770030"

static const struct turn notify[] = {
	SAYS(CLIENT, "NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\n"
		     "LOCATION: http://10.0.0.1:8200/CANARY/rootDesc.xml\r\n"
		     "SERVER: Linux/5.10 UPnP/1.1 ACME/2.1\r\n"
		     "NT: urn:schemas-upnp-org:device:Printer:1\r\n"
		     "USN: uuid:" UUID "::urn:schemas-upnp-org:device:"
		     "Printer:1\r\nNTS: ssdp:alive\r\n\r\n"),
};

static void a_device_announces_itself(void **state)
{
	struct trial *t = play(&dissector_ssdp, 1900, TURNS(notify), 0);

	(void)state;
	assert_int_equal(trial_probe(&dissector_ssdp, CLIENT,
				     notify[0].octets, notify[0].n), YES);
	assert_said(trial_text(t, CLIENT, A_upnp_uuid), UUID);
	assert_int_equal(trial_voice(t, A_upnp_uuid), VOICE_SELF);
	assert_said(trial_text(t, CLIENT, A_upnp_server),
		    "Linux/5.10 UPnP/1.1 ACME/2.1");
	assert_said(trial_text(t, CLIENT, A_upnp_device),
		    "urn:schemas-upnp-org:device:Printer:1");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_anything(&dissector_ssdp, 1900, TURNS(notify));
}

static void an_answer_to_a_search_is_the_same(void **state)
{
	const struct turn turns[] = {
		SAYS(SERVER, "HTTP/1.1 200 OK\r\nST: upnp:rootdevice\r\n"
			     "USN: uuid:" UUID "::upnp:rootdevice\r\n"
			     "SERVER: Debian UPnP/1.0 MiniDLNA/1.3.0\r\n\r\n"),
	};
	struct trial *t = play(&dissector_ssdp, 1900, TURNS(turns), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_upnp_uuid), UUID);
	assert_null(trial_text(t, SERVER, A_upnp_device));
	trial_close(t);
}

static void a_relay_speaks_for_the_location(void **state)
{
	const struct turn turns[] = {
		SAYS(CLIENT, "NOTIFY * HTTP/1.1\r\n"
			     "LOCATION: http://10.0.0.99/d.xml\r\n"
			     "NT: upnp:rootdevice\r\nUSN: uuid:" UUID
			     "::upnp:rootdevice\r\n\r\n"),
	};
	struct trial *t = play(&dissector_ssdp, 1900, TURNS(turns), 0);
	struct party other = {.ip = addr_of_v4(0x0a000063)};

	(void)state;
	assert_null(trial_text(t, CLIENT, A_upnp_uuid));
	assert_said(trial_party_text(t, other, A_upnp_uuid), UUID);
	assert_int_equal(trial_voice(t, A_upnp_uuid), VOICE_NETWORK);
	trial_close(t);
}

static void a_location_may_be_of_ipv6(void **state)
{
	static const char *const texts[] = {
		"http://[fe80::99]:49152/d.xml", "http://[FE80::99%25eth0]/",
		"http://[fe80::99%3]:80/d.xml",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct party other;
		char text[256];
		const struct turn turns[] = {{CLIENT, text,
			(size_t)snprintf(text, sizeof(text),
				"NOTIFY * HTTP/1.1\r\nLOCATION: %s\r\n"
				"NT: upnp:rootdevice\r\nUSN: uuid:" UUID
				"::upnp:rootdevice\r\n\r\n", texts[i])}};
		struct trial *t = play(&dissector_ssdp, 1900, TURNS(turns), 0);

		other = (struct party){.mac = {{0}}};
		assert_true(addr_parse("fe80::99", &other.ip));
		assert_said(trial_party_text(t, other, A_upnp_uuid), UUID);
		trial_close(t);
	}
}

static void who_searches_says_nothing_of_itself(void **state)
{
	const struct turn turns[] = {
		SAYS(CLIENT, "M-SEARCH * HTTP/1.1\r\nMAN: \"ssdp:discover\"\r\n"
			     "ST: ssdp:all\r\nUSER-AGENT: CANARY\r\n\r\n"),
	};
	struct trial *t = play(&dissector_ssdp, 1900, TURNS(turns), 0);

	(void)state;
	assert_int_equal(t->count, 0);
	assert_string_equal(t->out.protocol, "ssdp");
	trial_close(t);
}

static void identifiers_that_many_share_are_none(void **state)
{
	static const char *const bad[] = {
		"00000000-0000-0000-0000-000000000000",
		"12345678-1234-1234-1234-123456789012",
		"RINCON_000E58A0B1C201400", "4d696e69-444c-164e-9d41-98e7437700",
		"4d696e69-444c-164e-9d41-98e74377003g",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		char text[256];
		struct turn turn = {CLIENT, text, 0};
		struct trial *t;

		turn.n = (size_t)snprintf(text, sizeof(text),
					  "NOTIFY * HTTP/1.1\r\nNT: a\r\n"
					  "USN: uuid:%s::a\r\n\r\n", bad[i]);
		t = play(&dissector_ssdp, 1900, &turn, 1, 0);
		assert_null(trial_text(t, CLIENT, A_upnp_uuid));
		trial_close(t);
	}
}

static void others_that_borrowed_the_words_are_left_alone(void **state)
{
	const struct turn media[] = {
		SAYS(CLIENT, "M-SEARCH * HTTP/1.0\r\n\r\n"),
	};
	const struct turn web[] = {
		SAYS(SERVER, "HTTP/1.1 200 OK\r\nServer: CANARY\r\n\r\n"),
	};
	struct trial *t = play(&dissector_ssdp, 32412, TURNS(media), 0);

	(void)state;
	assert_true(trial_datagram(t, CLIENT, media[0].octets, media[0].n)
			    .what == NOT_MINE);
	assert_true(trial_datagram(t, SERVER, web[0].octets, web[0].n).what ==
		    NOT_MINE);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_device_announces_itself),
		cmocka_unit_test(an_answer_to_a_search_is_the_same),
		cmocka_unit_test(a_relay_speaks_for_the_location),
		cmocka_unit_test(a_location_may_be_of_ipv6),
		cmocka_unit_test(who_searches_says_nothing_of_itself),
		cmocka_unit_test(identifiers_that_many_share_are_none),
		cmocka_unit_test(others_that_borrowed_the_words_are_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
