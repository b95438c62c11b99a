/* SPDX-License-Identifier: Apache-2.0 */
/* wsd_test - who announces itself by WS-Discovery, and as what. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_wsd;

enum { PORT = 3702 };

#define MEDICAL "http://standards.ieee.org/downloads/11073/11073-20702-2016"
#define WSD_2009 "http://docs.oasis-open.org/ws-dd/ns/discovery/2009/01"
#define WSD_2005 "http://schemas.xmlsoap.org/ws/2005/04/discovery"
#define LOCATION "sdc.ctxt.loc:/sdc.ctxt.loc.detail/HOSP%2F%2F%2FICU%2F%2F" \
	"CANARYBED?fac=HOSP&amp;poc=ICU%201&amp;rm=CANARY&amp;bed=CANARYBED"
#define ENDPOINT "<a:EndpointReference><a:Address>urn:uuid:00000000-0000-4000" \
	"-8000-0000000000aa</a:Address></a:EndpointReference>"

/* The published message: other prefixes, another namespace, another body. */
static struct octets message(const char *space, const char *z2,
			     const char *body)
{
	char text[HEX_MAX];
	struct octets o = {.n = 0};

	snprintf(text, sizeof(text),
		 "<?xml version=\"1.0\"?><e:Envelope xmlns:e=\"http://www.w3."
		 "org/2003/05/soap-envelope\" xmlns:a=\"http://www.w3.org/2005/"
		 "08/addressing\" xmlns:q=\"%s\" xmlns:z1=\"http://docs.oasis-"
		 "open.org/ws-dd/ns/dpws/2009/01\" xmlns:z2=\"%s\"><e:Header>"
		 "<a:Action>any</a:Action></e:Header><e:Body>%s</e:Body>"
		 "</e:Envelope>", space, z2, body);
	add_text(&o, text);
	return o;
}

#define HELLO(addresses) "<q:Hello>" ENDPOINT "<q:Types>z1:Device " \
	"z2:MedicalDevice</q:Types><q:Scopes>" LOCATION " sdc.cdc.type:///69965 " \
	"sdc.ctxt.pat:/h/ZZPAT^CANARY</q:Scopes><q:XAddrs>" addresses \
	"</q:XAddrs><q:MetadataVersion>1</q:MetadataVersion></q:Hello>"

static void a_provider_tells_kind_place_and_where_it_serves(void **state)
{
	struct octets o = message(WSD_2009, MEDICAL,
				  HELLO("https://10.0.0.1:6464/abc"));
	struct trial *t = say(&dissector_wsd, PORT, CLIENT, &o);

	(void)state;
	assert_int_equal(trial_probe(&dissector_wsd, CLIENT, o.b, o.n), YES);
	assert_string_equal(trial_text(t, CLIENT, A_bedside_role), "device");
	assert_string_equal(trial_text(t, CLIENT, A_bedside_kind),
			    "MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS");
	assert_string_equal(trial_text(t, CLIENT, A_sdc_location),
			    "fac HOSP; poc ICU 1");
	assert_string_equal(trial_text(t, CLIENT, A_wsd_endpoint),
			    "00000000-0000-4000-8000-0000000000aa");
	assert_string_equal(trial_text(t, CLIENT, A_wsd_address),
			    "https://10.0.0.1:6464");
	assert_true(trial_said(t, A_wsd_type, "mdpws:MedicalDevice"));
	assert_true(trial_said(t, A_wsd_type, "dpws:Device"));
	assert_int_equal(trial_voice(t, A_bedside_role), VOICE_SELF);
	assert_int_equal(trial_word(t, CLIENT, A_sdc_clear), UINT64_MAX);
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_cutting(&dissector_wsd, PORT, CLIENT, &o);
	bears_lies(&dissector_wsd, PORT, CLIENT, &o, "CANARY");
}

static void room_and_bed_are_told_only_to_sites_that_ask(void **state)
{
	struct octets o = message(
		WSD_2009, MEDICAL, "<q:Hello><q:Types>z2:MedicalDevice</q:Types>"
		"<q:Scopes>sdc.ctxt.loc:/x?bed=7&amp;rm=A%2b1&amp;poc=ICU"
		"</q:Scopes></q:Hello>");

	(void)state;
	for (unsigned asked = 0; asked < 2; asked++) {
		struct trial *t = trial_open(&dissector_wsd, PORT);

		t->out.places = asked;
		trial_datagram(t, CLIENT, o.b, o.n);
		assert_int_equal(trial_said(t, A_bedside_place,
					    "bed 7; rm A+1"), asked);
		assert_true(trial_said(t, A_sdc_location, "poc ICU"));
		trial_close(t);
	}
}

static void an_offer_in_clear_is_told(void **state)
{
	struct octets o = message(WSD_2009, MEDICAL,
				  HELLO("http://10.0.0.1:6464/abc"));
	struct trial *t = say(&dissector_wsd, PORT, CLIENT, &o);

	(void)state;
	assert_int_equal(trial_word(t, CLIENT, A_sdc_clear), 1);
	trial_close(t);
}

static void the_same_prefix_in_another_namespace_is_no_device(void **state)
{
	struct octets o = message(WSD_2009, "urn:something-else",
				  HELLO("https://10.0.0.1:6464/abc"));
	struct trial *t = say(&dissector_wsd, PORT, CLIENT, &o);

	(void)state;
	assert_null(trial_text(t, CLIENT, A_bedside_role));
	assert_null(trial_text(t, CLIENT, A_bedside_kind));
	assert_null(trial_text(t, CLIENT, A_sdc_location));
	assert_true(trial_said(t, A_wsd_type, "dpws:Device"));
	trial_close(t);
}

static void a_relay_speaks_for_whom_its_addresses_name(void **state)
{
	static const struct party other = {.ip = {{0}}};
	struct party named = other;
	struct octets o = message(WSD_2009, MEDICAL,
				  HELLO("https://10.9.9.9:1/a http://pump/"));
	struct trial *t = say(&dissector_wsd, PORT, CLIENT, &o);

	(void)state;
	assert_true(addr_parse("10.9.9.9", &named.ip));
	assert_null(trial_text(t, CLIENT, A_bedside_role));
	assert_string_equal(trial_party_text(t, named, A_bedside_role),
			    "device");
	assert_int_equal(trial_voice(t, A_bedside_role), VOICE_NETWORK);
	trial_close(t);
	/* Of several addresses one is its own. */
	o = message(WSD_2009, MEDICAL,
		    HELLO("https://10.9.9.9:1/a https://10.0.0.1:1/a"));
	t = say(&dissector_wsd, PORT, CLIENT, &o);
	assert_string_equal(trial_text(t, CLIENT, A_bedside_role), "device");
	trial_close(t);
}

#define MATCH(address) "<q:ProbeMatch>" ENDPOINT "<q:Types>z2:MedicalDevice" \
	"</q:Types>" address "</q:ProbeMatch>"

static void of_many_matches_one_without_address_is_nobodys(void **state)
{
	struct octets one = message(WSD_2009, MEDICAL, "<q:ProbeMatches>"
				    MATCH("") "</q:ProbeMatches>");
	struct octets two = message(WSD_2009, MEDICAL, "<q:ProbeMatches>"
				    MATCH("") MATCH("") "</q:ProbeMatches>");
	struct trial *t = say(&dissector_wsd, PORT, SERVER, &one);

	(void)state;
	assert_string_equal(trial_text(t, SERVER, A_bedside_role), "device");
	trial_close(t);
	t = say(&dissector_wsd, PORT, SERVER, &two);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void who_looks_for_devices_collects(void **state)
{
	struct octets o = message(WSD_2009, MEDICAL,
				  "<q:Probe><q:Types>z2:MedicalDevice</q:Types>"
				  "</q:Probe>");
	struct trial *t = say(&dissector_wsd, PORT, CLIENT, &o);

	(void)state;
	assert_string_equal(trial_text(t, CLIENT, A_bedside_role),
			    "collector");
	trial_close(t);
	o = message(WSD_2009, MEDICAL,
		    "<q:Probe><q:Types>z1:Device</q:Types></q:Probe>");
	t = say(&dissector_wsd, PORT, CLIENT, &o);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void printers_and_computers_are_named_as_such(void **state)
{
	struct octets o = message(
		WSD_2005, "http://schemas.microsoft.com/windows/2006/08/wdp/"
		"print",
		"<q:Hello>" ENDPOINT "<q:Types xmlns:p=\"http://schemas.microsoft"
		".com/windows/pub/2005/07\">z2:PrintDeviceType p:Computer"
		"</q:Types><q:Scopes>sdc.cdc.type:///69965</q:Scopes><q:XAddrs>"
		"http://[fe80::1]:5357/x</q:XAddrs></q:Hello>");
	struct trial *t = say(&dissector_wsd, PORT, CLIENT, &o);

	(void)state;
	assert_true(trial_said(t, A_wsd_type, "wprt:PrintDeviceType"));
	assert_true(trial_said(t, A_wsd_type, "pub:Computer"));
	assert_true(trial_said(t, A_wsd_address, "http://[fe80::1]:5357"));
	assert_false(trial_said(t, A_bedside_role, "device"));
	assert_int_equal(trial_word(t, CLIENT, A_sdc_clear), UINT64_MAX);
	trial_close(t);
}

static void codes_of_other_systems_are_no_kind(void **state)
{
	static const struct {
		const char *scope;
		bool known;
	} rows[] = {
		{"sdc.cdc.type:///70001", true},
		{"sdc.cdc.type:/urn%3Aoid%3A1.2.840.10004.1.1.1.0.0.1//70001",
		 true},
		{"sdc.cdc.type:/urn%3Aoid%3A1.2.3//70001", false},
		{"sdc.cdc.type:///7000100000000", false},
		{"sdc.cdc.type:///7000x", false},
		{"sdc.cdc.type:///", false},
		{"sdc.cdc.type:", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char body[512];
		struct octets o;
		struct trial *t;

		snprintf(body, sizeof(body), "<q:Hello><q:Types>"
			 "z2:MedicalDevice</q:Types><q:Scopes>%s</q:Scopes>"
			 "</q:Hello>", rows[i].scope);
		o = message(WSD_2009, MEDICAL, body);
		t = say(&dissector_wsd, PORT, CLIENT, &o);
		assert_int_equal(trial_text(t, CLIENT, A_bedside_kind) != NULL,
				 rows[i].known);
		trial_close(t);
	}
}

static void what_is_no_discovery_is_not_mine(void **state)
{
	static const char *const others[] = {
		"NOTIFY * HTTP/1.1\r\nNT: upnp:rootdevice\r\n\r\n", "", "<",
		"<a>" WSD_2009 "</a>", "<html>" WSD_2009,
		"{\"a\":\"" WSD_2009 "\"}",
	};
	struct octets o = message(WSD_2009, MEDICAL, "<q:Goodbye/>");
	struct trial *t = say(&dissector_wsd, PORT, CLIENT, &o);

	(void)state;
	assert_true(t->refused);
	trial_close(t);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct octets other = {.n = 0};

		add_text(&other, others[i]);
		t = say(&dissector_wsd, PORT, CLIENT, &other);
		assert_int_equal(t->count, 0);
		assert_true(t->refused);
		trial_close(t);
	}
	o = (struct octets){.n = 0};
	add_text(&o, others[0]);
	assert_int_equal(trial_probe(&dissector_wsd, CLIENT, o.b, o.n), NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_provider_tells_kind_place_and_where_it_serves),
		cmocka_unit_test(room_and_bed_are_told_only_to_sites_that_ask),
		cmocka_unit_test(an_offer_in_clear_is_told),
		cmocka_unit_test(
			the_same_prefix_in_another_namespace_is_no_device),
		cmocka_unit_test(a_relay_speaks_for_whom_its_addresses_name),
		cmocka_unit_test(
			of_many_matches_one_without_address_is_nobodys),
		cmocka_unit_test(who_looks_for_devices_collects),
		cmocka_unit_test(printers_and_computers_are_named_as_such),
		cmocka_unit_test(codes_of_other_systems_are_no_kind),
		cmocka_unit_test(what_is_no_discovery_is_not_mine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
