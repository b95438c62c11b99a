/* SPDX-License-Identifier: Apache-2.0 */
/* dpws_test - metadata and descriptions of devices in answers of HTTP. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_http;

#define ENVELOPE(inside) "<?xml version='1.0'?><s:Envelope xmlns:s=\"http://" \
	"www.w3.org/2003/05/soap-envelope\" xmlns:m=\"http://schemas.xmlsoap." \
	"org/ws/2004/09/mex\"><s:Header><x>CANARY</x></s:Header><s:Body>" inside \
	"</s:Body></s:Envelope>"
#define MEDICAL "http://standards.ieee.org/downloads/11073/11073-20702-2016"
#define PRINT "http://schemas.microsoft.com/windows/2006/08/wdp/print"
#define COMPUTER "http://schemas.microsoft.com/windows/pub/2005/07"

#define METADATA(space, type) ENVELOPE("<m:Metadata><m:MetadataSection " \
	"Dialect='a'><t:ThisModel xmlns:t='t'><t:Manufacturer xml:lang='en'>" \
	"Example &amp; Son</t:Manufacturer><t:Manufacturer>Andere" \
	"</t:Manufacturer><t:ModelName> Vent 5 </t:ModelName></t:ThisModel>" \
	"</m:MetadataSection><m:MetadataSection><ThisDevice><FriendlyName>" \
	"ZZPAT^CANARY</FriendlyName><FirmwareVersion>4.2</FirmwareVersion>" \
	"<SerialNumber>VT-0715</SerialNumber></ThisDevice></m:MetadataSection>" \
	"<m:MetadataSection><Relationship><Host><Types xmlns:z='" space "'>" \
	type "</Types></Host><Hosted><Types xmlns:z='" MEDICAL "'>" \
	"z:MedicalDevice</Types></Hosted></Relationship></m:MetadataSection>" \
	"</m:Metadata>")

#define BICEPS "http://standards.ieee.org/downloads/11073/11073-10207-2017"
#define MDIB ENVELOPE("<g:GetMdibResponse xmlns:g='" BICEPS "/message' " \
	"xmlns='" BICEPS "/participant'><g:Mdib><MdDescription><Mds Handle='h'>" \
	"<Type Code='69985'/><ProductionSpecification><SpecType " \
	"Code='531974'/><ProductionSpec>HW 9</ProductionSpec>" \
	"</ProductionSpecification><ProductionSpecification><SpecType " \
	"Code='531975'><ConceptDescription>x</ConceptDescription></SpecType>" \
	"<ProductionSpec>SW 1.2</ProductionSpec></ProductionSpecification>" \
	"<SystemContext><PatientContext><Name>CANARY</Name></PatientContext>" \
	"</SystemContext><MetaData><Udi><DeviceIdentifier>1</DeviceIdentifier>" \
	"<HumanReadableForm>(01)04012345678901</HumanReadableForm></Udi>" \
	"<LotNumber>CANARY</LotNumber><Manufacturer>Example</Manufacturer>" \
	"<ModelName>Pump 3</ModelName><SerialNumber>PU-12</SerialNumber>" \
	"<SerialNumber>PU-13</SerialNumber></MetaData></Mds></MdDescription>" \
	"<MdState><State><Givenname>CANARY</Givenname></State></MdState>" \
	"</g:Mdib></g:GetMdibResponse>")

/* The same in chunks, the first of so many octets. */
static struct trial *in_chunks(const char *body, size_t first, size_t chunk)
{
	struct trial *t = trial_open(&dissector_http, 53200);
	char text[4096];
	int n = snprintf(text, sizeof(text),
			 "HTTP/1.1 200 OK\r\nContent-Type: application/"
			 "soap+xml\r\nTransfer-Encoding: chunked\r\n\r\n"
			 "%zx\r\n%.*s\r\n%zx\r\n%s\r\n0\r\n\r\n",
			 first, (int)first, body, strlen(body) - first,
			 body + first);

	assert_true(n > 0 && (size_t)n < sizeof(text));
	trial_bytes(t, SERVER, text, (size_t)n, chunk);
	assert_false(t->malformed);
	return t;
}

/* A request, and this body as its answer, announced with so many octets. */
static struct trial *answer(const char *head, const char *body, size_t length,
			    size_t chunk)
{
	static const char request[] = "POST /x HTTP/1.1\r\nHost: x\r\n"
				      "Content-Length: 0\r\n\r\n";
	struct trial *t = trial_open(&dissector_http, 53200);
	char text[4096];
	int n = snprintf(text, sizeof(text),
			 "HTTP/1.1 200 OK\r\n%sContent-Type: application/"
			 "soap+xml; charset=utf-8\r\nContent-Length: %zu\r\n\r\n"
			 "%s", head, length, body);

	assert_true(n > 0 && (size_t)n < sizeof(text));
	trial_bytes(t, CLIENT, request, sizeof(request) - 1, chunk);
	trial_bytes(t, SERVER, text, (size_t)n, chunk);
	return t;
}

static void metadata_of_a_medical_device_names_it(void **state)
{
	static const char body[] = METADATA(MEDICAL, "z:MedicalDevice");

	(void)state;
	for (size_t chunk = 0; chunk < 80; chunk += 7) {
		struct trial *t = answer("", body, sizeof(body) - 1, chunk);

		assert_said(trial_text(t, SERVER, A_bedside_vendor),
			    "Example & Son");
		assert_said(trial_text(t, SERVER, A_bedside_model), "Vent 5");
		assert_said(trial_text(t, SERVER, A_bedside_serial),
			    "VT-0715");
		assert_said(trial_text(t, SERVER, A_bedside_version), "4.2");
		assert_said(trial_text(t, SERVER, A_bedside_role), "device");
		assert_int_equal(trial_word(t, SERVER, A_sdc_clear), 1);
		assert_int_equal(trial_word(t, CLIENT, A_sdc_clear), 1);
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
	}
}

static void a_printer_is_equipment_and_a_computer_tells_nothing(void **state)
{
	static const char printer[] = METADATA(PRINT, "z:PrintDeviceType");
	static const char computer[] = METADATA(COMPUTER, "z:Computer");
	struct trial *t = answer("", printer, sizeof(printer) - 1, 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_inventory_model), "Vent 5");
	assert_null(trial_text(t, SERVER, A_bedside_model));
	assert_null(trial_text(t, SERVER, A_bedside_role));
	trial_close(t);
	t = answer("", computer, sizeof(computer) - 1, 0);
	assert_said(trial_text(t, SERVER, A_wsd_type), "pub:Computer");
	assert_null(trial_text(t, SERVER, A_inventory_model));
	trial_close(t);
}

#define HOST(who) ENVELOPE("<m:Metadata><m:MetadataSection><Relationship><Host>" \
	"<Types xmlns:z='" COMPUTER "'>z:Computer</Types><z:Computer xmlns:z='"  \
	COMPUTER "'>" who "</z:Computer></Host></Relationship>"                  \
	"</m:MetadataSection></m:Metadata>")

static void a_computer_tells_its_name_and_who_manages_it(void **state)
{
	static const struct {
		const char *body, *name, *group;
	} rows[] = {
		{HOST("WARD-7/Workgroup:ZZHOSP"), "WARD-7", "ZZHOSP"},
		{HOST("WARD-7\\Domain:ZZHOSP"), "WARD-7", "ZZHOSP"},
		{HOST("WARD-7\\NotJoined"), "WARD-7", NULL},
		{HOST(" WARD-7 "), "WARD-7", NULL},
		{HOST("/Workgroup:"), NULL, NULL},
		{HOST(""), NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct trial *t = answer("", rows[i].body, strlen(rows[i].body),
					 0);
		const char *name = trial_text(t, SERVER, A_netbios_name);
		const char *group = trial_text(t, SERVER, A_workgroup);

		assert_said(trial_text(t, SERVER, A_wsd_type), "pub:Computer");
		assert_int_equal(name == NULL, rows[i].name == NULL);
		assert_int_equal(group == NULL, rows[i].group == NULL);
		if (name != NULL)
			assert_string_equal(name, rows[i].name);
		if (group != NULL)
			assert_string_equal(group, rows[i].group);
		trial_close(t);
	}
}

static void a_description_names_the_device_and_no_patient(void **state)
{
	static const char body[] = MDIB;
	struct trial *t = answer("", body, sizeof(body) - 1, 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_bedside_kind),
		    "MDC_DEV_PUMP_INFUS_MDS");
	assert_said(trial_text(t, SERVER, A_bedside_vendor), "Example");
	assert_said(trial_text(t, SERVER, A_bedside_model), "Pump 3");
	assert_said(trial_text(t, SERVER, A_bedside_serial), "PU-12");
	assert_said(trial_text(t, SERVER, A_bedside_version), "SW 1.2");
	assert_said(trial_text(t, SERVER, A_udi), "(01)04012345678901");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

static void chunks_are_read_as_one(void **state)
{
	static const char body[] = MDIB;
	const char *states = strstr(body, "<MdState>");

	(void)state;
	assert_non_null(states);
	for (size_t chunk = 0; chunk < 20; chunk++) {
		struct trial *t = in_chunks(body, (size_t)(states - body),
					    chunk);

		assert_said(trial_text(t, SERVER, A_bedside_model), "Pump 3");
		assert_said(trial_text(t, SERVER, A_bedside_serial), "PU-12");
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
		t = in_chunks(body, 20, chunk);
		assert_said(trial_text(t, SERVER, A_bedside_model), "Pump 3");
		trial_close(t);
	}
}

/* Cut or spoilt at any octet it leaks nothing and says no other name. */
static void spoilt_answers_do_no_harm(void **state)
{
	static const char *const bodies[] = {
		MDIB, METADATA(MEDICAL, "z:MedicalDevice")};
	static const char signs[] = {'<', '>', '/', '&', '"', '\0'};

	(void)state;
	for (unsigned b = 0; b < 2; b++)
		for (size_t i = 0; i < strlen(bodies[b]); i++) {
			char lie[4096];
			struct trial *t;

			snprintf(lie, sizeof(lie), "%s", bodies[b]);
			lie[i] = signs[i % sizeof(signs)];
			t = answer("", lie, strlen(bodies[b]), 0);
			assert_false(trial_leaks(t, "CANARY"));
			trial_close(t);
			lie[i] = '\0';
			t = answer("", lie, i, 0);
			assert_false(trial_leaks(t, "CANARY"));
			trial_close(t);
		}
}

static void what_a_proxy_passes_on_is_not_its_own(void **state)
{
	static const char body[] = MDIB;
	struct trial *t = answer("Via: 1.1 proxy\r\n", body, sizeof(body) - 1,
				 0);

	(void)state;
	assert_null(trial_text(t, SERVER, A_bedside_role));
	trial_close(t);
}

static void other_documents_tell_nothing(void **state)
{
	static const char *const bodies[] = {
		ENVELOPE("<m:Fault/>"), ENVELOPE("<Metadata xmlns='x'/>"),
		ENVELOPE("<GetMdibResponse xmlns='x'><Mdib><MdDescription><Mds/>"
			 "</MdDescription></Mdib></GetMdibResponse>"),
		"<html>", "", "{}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		struct trial *t = answer("", bodies[i], strlen(bodies[i]), 0);

		assert_int_equal(t->count, 0);
		trial_close(t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(metadata_of_a_medical_device_names_it),
		cmocka_unit_test(
			a_printer_is_equipment_and_a_computer_tells_nothing),
		cmocka_unit_test(a_computer_tells_its_name_and_who_manages_it),
		cmocka_unit_test(a_description_names_the_device_and_no_patient),
		cmocka_unit_test(chunks_are_read_as_one),
		cmocka_unit_test(spoilt_answers_do_no_harm),
		cmocka_unit_test(what_a_proxy_passes_on_is_not_its_own),
		cmocka_unit_test(other_documents_tell_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
