/* SPDX-License-Identifier: Apache-2.0 */
/* fhir_test - capability statements and devices; never a patient. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_http;

#define STATEMENT "{\"resourceType\":\"CapabilityStatement\",\"id\":\"CANARY\","  \
	"\"status\":\"active\",\"publisher\":\"CANARY\",\"kind\":\"instance\","  \
	"\"contact\":[{\"name\":\"CANARY\"}],\"software\":{\"name\":"           \
	"\"HAPI FHIR Server\",\"version\":\"6.8.0\"},\"implementation\":{"      \
	"\"description\":\"Zz Spital FHIR\",\"url\":"                           \
	"\"http://fhir.zzhosp.example:8080/fhir\"},\"fhirVersion\":\"4.0.1\","  \
	"\"rest\":[{\"mode\":\"server\",\"resource\":[{\"type\":\"Patient\"}]}]}"
#define STATEMENT_XML "<?xml version='1.0'?><CapabilityStatement xmlns="         \
	"'http://hl7.org/fhir'><text><div xmlns='http://www.w3.org/1999/xhtml'" \
	">CANARY</div></text><kind value='instance'/><software><name value='"   \
	"HAPI FHIR Server'/><version value='6.8.0'/></software><implementation" \
	"><description value='Zz Spital FHIR'/><url value='http://fhir.zzhosp."  \
	"example:8080/fhir'/></implementation><fhirVersion value='4.0.1'/>"     \
	"</CapabilityStatement>"
#define DEVICE "{\"resourceType\":\"Device\",\"identifier\":[{\"value\":"        \
	"\"CANARY\"}],\"udiCarrier\":[{\"deviceIdentifier\":\"04048675000000\"" \
	",\"carrierHRF\":\"CANARY\"}],\"manufacturer\":\"Dr\\u00e4ger\","       \
	"\"serialNumber\":\"ASAA-0043\",\"deviceName\":[{\"name\":\"CANARY\","  \
	"\"type\":\"user-friendly-name\"},{\"name\":\"Evita V800\",\"type\":"   \
	"\"model-name\"}],\"modelNumber\":\"V800\",\"type\":{\"coding\":[{"     \
	"\"system\":\"urn:iso:std:iso:11073:10101\",\"code\":\"69965\"}],"      \
	"\"text\":\"CANARY\"},\"version\":[{\"value\":\"2.n\"}],\"owner\":{"    \
	"\"reference\":\"CANARY\"},\"note\":[{\"text\":\"CANARY\"}]}"
#define PACEMAKER "{\"resourceType\":\"Device\",\"manufacturer\":\"Zz\","           \
	"\"serialNumber\":\"ASAA-0043\","
#define PATIENT "{\"resourceType\":\"Patient\",\"name\":[{\"family\":"           \
	"\"CANARY\"}],\"manufacturer\":\"CANARY\",\"software\":{\"name\":"      \
	"\"CANARY\"}}"
#define BUNDLE "{\"resourceType\":\"Bundle\",\"entry\":[{\"fullUrl\":\"CANARY\"" \
	",\"resource\":" PATIENT "},{\"resource\":" DEVICE "},{\"resource\":"   \
	STATEMENT "}]}"
#define DEVICE_XML "<Device xmlns='http://hl7.org/fhir'><udiCarrier><deviceIdentifi" \
	"er value='04048675000000'/></udiCarrier><manufacturer value='Dräger'"  \
	"/><serialNumber value='ASAA-0043'/><deviceName><name value='CANARY'/>" \
	"<type value='user-friendly-name'/></deviceName><deviceName><name "     \
	"value='Evita V800'/><type value='model-name'/></deviceName><type>"     \
	"<coding><system value='urn:iso:std:iso:11073:10101'/><code value="     \
	"'69965'/></coding></type><version><value "                             \
	"value='2.n'/></version><owner><display value='CANARY'/></owner>"       \
	"</Device>"
#define BUNDLE_XML "<Bundle xmlns='http://hl7.org/fhir'><entry><resource><Patient>" \
	"<name><family value='CANARY'/></name><manufacturer value='CANARY'/>"   \
	"</Patient></resource></entry><entry><resource>" DEVICE_XML             \
	"</resource></entry></Bundle>"
#define JSON "application/fhir+json; charset=utf-8"
#define XML "application/fhir+xml"

/* An answer with this body, whole or in chunks of five. */
static struct trial *answer(const char *request, const char *type,
			    const char *body, bool chunked, size_t chunk)
{
	struct trial *t = trial_open(&dissector_http, 8080);
	static char text[16384];
	size_t n, all = strlen(body);

	trial_bytes(t, CLIENT, request, strlen(request), chunk);
	n = (size_t)snprintf(text, sizeof(text), "HTTP/1.1 200 OK\r\nServer: x"
			     "\r\nContent-Type: %s\r\n", type);
	if (!chunked)
		n += (size_t)snprintf(text + n, sizeof(text) - n,
				      "Content-Length: %zu\r\n\r\n%s", all, body);
	for (size_t i = 0; chunked && i < all; i += 5)
		n += (size_t)snprintf(text + n, sizeof(text) - n, "%s%zx\r\n%.*s",
				      i == 0 ? "Transfer-Encoding: chunked"
					       "\r\n\r\n" : "\r\n",
				      all - i < 5 ? all - i : 5, 5, body + i);
	if (chunked)
		n += (size_t)snprintf(text + n, sizeof(text) - n,
				      "\r\n0\r\n\r\n");
	trial_bytes(t, SERVER, text, n, chunk);
	n = (size_t)snprintf(text, sizeof(text), "HTTP/1.1 200 OK\r\n"
			     "Server: after\r\nContent-Length: 0\r\n\r\n");
	trial_bytes(t, SERVER, text, n, chunk);
	assert_true(trial_said(t, A_http_server, "after"));
	assert_false(trial_leaks(t, "CANARY"));
	assert_false(t->malformed);
	return t;
}

#define METADATA "GET /fhir/metadata HTTP/1.1\r\nHost: x\r\n\r\n"

static void expect_server(const struct trial *t)
{
	assert_said(trial_text(t, SERVER, A_fhir_software),
		    "HAPI FHIR Server 6.8.0");
	assert_said(trial_text(t, SERVER, A_fhir_implementation),
		    "Zz Spital FHIR");
	assert_said(trial_text(t, SERVER, A_fhir_host), "fhir.zzhosp.example");
	assert_said(trial_text(t, SERVER, A_fhir_standard), "4.0.1");
	assert_said(trial_text(t, SERVER, A_fhir_role), "server");
	assert_said(trial_text(t, CLIENT, A_fhir_role), "client");
	assert_int_equal(trial_word(t, SERVER, A_fhir_clear), 1);
}

static void a_server_says_what_it_runs(void **state)
{
	static const char *const bodies[] = {STATEMENT, STATEMENT_XML};
	static const char *const types[] = {JSON, XML};

	(void)state;
	for (unsigned i = 0; i < 2; i++)
		for (unsigned chunked = 0; chunked < 2; chunked++)
			for (size_t chunk = 0; chunk < 9; chunk++) {
				struct trial *t = answer(METADATA, types[i],
							 bodies[i], chunked > 0,
							 chunk);

				expect_server(t);
				trial_close(t);
			}
}

static void the_media_type_may_be_a_common_one(void **state)
{
	struct trial *t = answer(METADATA, "application/json", STATEMENT, false,
				 0);

	(void)state;
	expect_server(t);
	trial_close(t);
	t = answer("GET /x HTTP/1.1\r\n\r\n", "application/json", STATEMENT,
		   false, 0);
	assert_null(trial_text(t, SERVER, A_fhir_software));
	trial_close(t);
	t = answer(METADATA, "application/json", "{\"metadata\":{}}", false, 0);
	assert_int_equal(trial_word(t, SERVER, A_fhir_clear), UINT64_MAX);
	trial_close(t);
	t = answer(METADATA, "text/xml", "<edmx:Edmx xmlns:edmx='http://docs."
		   "oasis-open.org/odata/ns/edmx'/>", false, 0);
	assert_int_equal(trial_word(t, SERVER, A_fhir_clear), UINT64_MAX);
	trial_close(t);
}

static void expect_device(const struct trial *t)
{
	assert_true(trial_said(t, A_hl7_vendor, "Dräger"));
	assert_true(trial_said(t, A_hl7_model, "Evita V800"));
	assert_false(trial_said(t, A_hl7_model, "V800"));
	assert_true(trial_said(t, A_hl7_serial, "ASAA-0043"));
	assert_true(trial_said(t, A_hl7_version, "2.n"));
	assert_true(trial_said(t, A_hl7_kind,
			       "MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS"));
	assert_true(trial_said(t, A_udi, "04048675000000"));
	assert_int_equal(trial_voice(t, A_hl7_serial), VOICE_CARRIED);
}

static void devices_are_carried_alone_and_in_bundles(void **state)
{
	static const char *const bodies[] = {DEVICE, BUNDLE, DEVICE_XML,
					     BUNDLE_XML};

	(void)state;
	for (unsigned i = 0; i < 4; i++) {
		struct trial *t = answer("GET /fhir/Device HTTP/1.1\r\n\r\n",
					 i < 2 ? JSON : XML, bodies[i], i % 2,
					 3);

		expect_device(t);
		assert_null(trial_text(t, SERVER, A_fhir_software));
		trial_close(t);
	}
}

static void each_device_is_a_part_of_its_own(void **state)
{
	static const char body[] = "{\"resourceType\":\"Bundle\",\"entry\":[{"
		"\"resource\":" DEVICE "},{\"resource\":" PACEMAKER
		"\"modelNumber\":\"Drip 4\"}},{\"resource\":{\"resourceType\":"
		"\"Device\",\"modelNumber\":\"Nobody's\"}}]}";
	const struct cur serial = cur_of("ASAA-0043", 9);
	struct trial *t = answer("GET /fhir/Device HTTP/1.1\r\n\r\n", JSON,
				 body, false, 0);
	uint32_t first = part_number(serial, cur_of("Dräger", 7));
	uint32_t second = part_number(serial, cur_of("Zz", 2));

	(void)state;
	assert_said(trial_part_text(t, first, A_hl7_model), "Evita V800");
	assert_said(trial_part_text(t, first, A_hl7_serial), "ASAA-0043");
	assert_said(trial_part_text(t, first, A_udi), "04048675000000");
	assert_said(trial_part_text(t, second, A_hl7_model), "Drip 4");
	assert_said(trial_part_text(t, 0, A_hl7_model), "Nobody's");
	trial_close(t);
}

static void a_client_may_send_a_device(void **state)
{
	struct trial *t = trial_open(&dissector_http, 80);
	static char text[8192];
	int n = snprintf(text, sizeof(text), "POST /fhir HTTP/1.1\r\nContent-Type: "
			 JSON "\r\nContent-Length: %zu\r\n\r\n%sGET / HTTP/1.1\r\n"
			 "User-Agent: after\r\n\r\n", strlen(BUNDLE), BUNDLE);

	(void)state;
	trial_bytes(t, CLIENT, text, (size_t)n, 7);
	expect_device(t);
	assert_said(trial_text(t, CLIENT, A_http_user_agent), "after");
	assert_null(trial_text(t, CLIENT, A_fhir_software));
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

static void of_patients_and_of_plans_nothing_is_told(void **state)
{
	static const char *const bodies[] = {
		PATIENT,
		"{\"resourceType\":\"CapabilityStatement\",\"kind\":"
		"\"requirements\",\"software\":{\"name\":\"CANARY\"}}",
		"{\"software\":{\"name\":\"CANARY\"},\"resourceType\":"
		"\"CapabilityStatement\"}",
		"{\"resourceType\":\"Basic\",\"contained\":[" DEVICE "]}",
		/* An implant, one out of use, and one cut off before that shows. */
		PACEMAKER "\"patient\":{\"reference\":\"CANARY\"}}",
		PACEMAKER "\"status\":\"inactive\"}",
		PACEMAKER "\"status\":\"entered-in-error\"}",
		PACEMAKER "\"status\":\"active\"",
	};

	(void)state;
	for (unsigned i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		struct trial *t = answer(METADATA, JSON, bodies[i], false, 0);

		assert_null(trial_text(t, SERVER, A_fhir_software));
		assert_false(trial_said(t, A_hl7_serial, "ASAA-0043"));
		assert_int_equal(trial_word(t, SERVER, A_fhir_clear), 1);
		trial_close(t);
	}
}

static void any_beginning_and_any_damage_is_borne(void **state)
{
	static const struct turn turns[] = {
		SAYS(CLIENT, METADATA),
		SAYS(SERVER, "HTTP/1.1 200 OK\r\nContent-Type: " JSON
			     "\r\nContent-Length: 9000\r\n\r\n" BUNDLE),
	};
	static const struct turn chunks[] = {
		SAYS(CLIENT, METADATA),
		SAYS(SERVER, "HTTP/1.1 200 OK\r\nContent-Type: " XML "\r\n"
			     "Transfer-Encoding: chunked\r\n\r\n80\r\n"
			     BUNDLE_XML),
	};
	static char text[40000];
	struct trial *t = trial_open(&dissector_http, 80);
	int n = snprintf(text, sizeof(text), "HTTP/1.1 200 OK\r\nContent-Type: "
			 JSON "\r\nContent-Length: 39000\r\n\r\n%s",
			 STATEMENT);

	(void)state;
	bears_anything(&dissector_http, 80, TURNS(turns));
	bears_anything(&dissector_http, 80, TURNS(chunks));
	/* A long one is told when its first part has come. */
	memset(text + n - 1, ' ', sizeof(text) - (size_t)n);
	trial_bytes(t, CLIENT, METADATA, strlen(METADATA), 0);
	trial_bytes(t, SERVER, text, 16000, 1400);
	expect_server(t);
	trial_close(t);
}

/* Chunks of one octet whose heads alone fill what is looked at. */
static void tiny_chunks_say_the_same_however_they_are_cut(void **state)
{
	static const char body[] = STATEMENT;
	static char text[40000];
	struct trial *whole = trial_open(&dissector_http, 80);
	size_t n = (size_t)snprintf(text, sizeof(text), "HTTP/1.1 200 OK\r\n"
				    "Content-Type: " JSON "\r\nTransfer-Encoding: "
				    "chunked\r\n\r\n");

	(void)state;
	for (size_t i = 0; n + 16 < sizeof(text); i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n, "1;x=%03zu\r\n"
				      "%c\r\n", i % 1000,
				      i < sizeof(body) - 1 ? body[i] : ' ');
	trial_bytes(whole, CLIENT, METADATA, strlen(METADATA), 0);
	trial_bytes(whole, SERVER, text, n, 0);
	assert_said(trial_text(whole, SERVER, A_fhir_software),
		    "HAPI FHIR Server 6.8.0");
	for (size_t chunk = 1; chunk < 3000; chunk = chunk * 3 + 1) {
		struct trial *t = trial_open(&dissector_http, 80);

		trial_bytes(t, CLIENT, METADATA, strlen(METADATA), 0);
		trial_bytes(t, SERVER, text, n, chunk);
		assert_true(trial_same(whole, t));
		trial_close(t);
	}
	trial_close(whole);
}

static void what_is_compressed_or_relayed_is_passed_over(void **state)
{
	static const char *const heads[] = {"Content-Encoding: gzip",
					    "Via: 1.1 proxy"};

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct trial *t = trial_open(&dissector_http, 80);
		char text[2048];
		int n = snprintf(text, sizeof(text), "HTTP/1.1 200 OK\r\n%s\r\n"
				 "Content-Type: " JSON "\r\nContent-Length: %zu"
				 "\r\n\r\n" STATEMENT, heads[i],
				 strlen(STATEMENT));

		trial_bytes(t, CLIENT, METADATA, strlen(METADATA), 0);
		trial_bytes(t, SERVER, text, (size_t)n, 0);
		assert_null(trial_text(t, SERVER, A_fhir_software));
		trial_close(t);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_server_says_what_it_runs),
		cmocka_unit_test(the_media_type_may_be_a_common_one),
		cmocka_unit_test(devices_are_carried_alone_and_in_bundles),
		cmocka_unit_test(each_device_is_a_part_of_its_own),
		cmocka_unit_test(a_client_may_send_a_device),
		cmocka_unit_test(of_patients_and_of_plans_nothing_is_told),
		cmocka_unit_test(any_beginning_and_any_damage_is_borne),
		cmocka_unit_test(tiny_chunks_say_the_same_however_they_are_cut),
		cmocka_unit_test(what_is_compressed_or_relayed_is_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
