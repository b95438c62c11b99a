/* SPDX-License-Identifier: Apache-2.0 */
/* soap_test - envelopes, and types by their namespace. */
#include "classify/proto/soap.h"
#include "tests/support/unit.h"

#define ENVELOPE(inside) "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/" \
	"soap-envelope\">" inside "</s:Envelope>"

static struct xml document(const char *text)
{
	return xml_of(cur_of(text, strlen(text)));
}

static void the_first_element_of_the_body_is_found(void **state)
{
	struct xml x = document(ENVELOPE(
		"<s:Header><a><b>t</b></a></s:Header> <s:Body> <c xmlns=\"n\">"
		" two  words </c></s:Body>"));
	struct xml_piece piece = soap_open(&x);
	struct cur text;

	(void)state;
	assert_true(soap_is(&x, &piece, "c", "n"));
	assert_false(soap_is(&x, &piece, "c", "m"));
	text = soap_text(&x);
	assert_true(xml_is(text, "two  words"));
	assert_true(xml_is(soap_word(&text), "two"));
	assert_true(xml_is(soap_word(&text), "words"));
	assert_int_equal(cur_left(&text), 0);
}

static void what_is_no_envelope_has_no_body(void **state)
{
	static const char *const texts[] = {
		"", "<", "<a/>", "text", "<Envelope><Body><a/></Body></Envelope>",
		ENVELOPE(""), ENVELOPE("<s:Body/>"), ENVELOPE("<Body><a/></Body>"),
		ENVELOPE("<s:Header>"), ENVELOPE("<s:Body></s:Header>"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct xml x = document(texts[i]);

		assert_int_not_equal(soap_open(&x).kind, XML_OPEN);
	}
}

static void types_go_by_namespace_and_never_by_prefix(void **state)
{
	static const struct {
		const char *list;
		unsigned types;
	} rows[] = {
		{"x:MedicalDevice", 1 << SOAP_MEDICAL},
		{" y:Device\n\tx:MedicalDevice ", 1 << SOAP_MEDICAL},
		{"mdpws:MedicalDevice", 0},
		{"MedicalDevice", 0},
		{"x:Medicaldevice", 0},
		{"", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char text[256];
		struct xml x;

		snprintf(text, sizeof(text), "<t xmlns:mdpws=\"urn:other\" "
			 "xmlns:x=\"http://standards.ieee.org/downloads/11073/"
			 "11073-20702-2016\">%s</t>", rows[i].list);
		x = document(text);
		xml_next(&x);
		assert_int_equal(soap_types(&x), rows[i].types);
		assert_int_equal(xml_next(&x).kind, XML_END);
	}
	assert_string_equal(soap_type_name(SOAP_MEDICAL),
			    "mdpws:MedicalDevice");
	assert_string_equal(soap_type_name(SOAP_COMPUTER), "pub:Computer");
}

static void elements_inside_are_no_text_but_are_passed(void **state)
{
	struct xml x = document("<a><b>one<c>two</c>three</b><d/></a>");
	struct xml_piece piece;
	struct cur text;

	(void)state;
	xml_next(&x);
	assert_true(soap_next(&x, 1, &piece));
	text = soap_text(&x);
	assert_int_equal(cur_left(&text), 0);
	assert_true(soap_next(&x, 1, &piece));
	assert_true(xml_is(piece.name, "d"));
	text = soap_text(&x);
	assert_int_equal(cur_left(&text), 0);
	assert_false(soap_next(&x, 1, &piece));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_element_of_the_body_is_found),
		cmocka_unit_test(what_is_no_envelope_has_no_body),
		cmocka_unit_test(types_go_by_namespace_and_never_by_prefix),
		cmocka_unit_test(elements_inside_are_no_text_but_are_passed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
