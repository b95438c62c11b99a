/* SPDX-License-Identifier: Apache-2.0 */
/* page_test - first pages, descriptions and printers; never a person's page. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_http;

#define OK(type, length)                                                       \
	"HTTP/1.1 200 OK\r\nContent-Type: " type "\r\nContent-Length: " length   \
	"\r\n\r\n"
#define FRONT "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
#define PAGE OK("text/html; charset=utf-8", "62")                              \
	"<html><head><TITLE id='a'>Acme &amp; Son\nPump 3</TITLE></html>"

static struct trial *hear(const struct turn *turn, size_t turns)
{
	return play(&dissector_http, 8080, turn, turns, 0);
}

static void the_title_of_the_first_page_is_told(void **state)
{
	static const struct turn rows[][2] = {
		{SAYS(CLIENT, FRONT), SAYS(SERVER, PAGE)},
		/* The frame in which a console shows all else. */
		{SAYS(CLIENT, "GET /app/explorer.html HTTP/1.1\r\n\r\n"),
		 SAYS(SERVER, PAGE)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct trial *t = hear(rows[i], 2);

		assert_said(trial_text(t, SERVER, A_http_title),
			    "Acme & Son Pump 3");
		trial_close(t);
		bears_anything(&dissector_http, 8080, rows[i], 2);
	}
}

static void a_page_behind_a_login_may_be_a_patient_s(void **state)
{
	static const struct turn rows[][2] = {
		{SAYS(CLIENT, "GET / HTTP/1.1\r\nCookie: a=b\r\n\r\n"),
		 SAYS(SERVER, PAGE)},
		{SAYS(CLIENT, "GET / HTTP/1.1\r\nAuthorization: Basic x\r\n\r\n"),
		 SAYS(SERVER, PAGE)},
		{SAYS(CLIENT, "GET /patient/4711 HTTP/1.1\r\n\r\n"),
		 SAYS(SERVER, PAGE)},
		/* Of nobody knows which request. */
		{SAYS(SERVER, PAGE), SAYS(SERVER, "")},
		/* Without its end. */
		{SAYS(CLIENT, FRONT),
		 SAYS(SERVER, OK("text/html", "17") "<title>Acme Pump ")},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct trial *t = hear(rows[i], 2);

		assert_null(trial_text(t, SERVER, A_http_title));
		trial_close(t);
	}
}

#define UNTIL_CLOSE "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n"

static void a_page_without_a_length_ends_with_the_connection(void **state)
{
	static const struct turn turns[] = {
		SAYS(CLIENT, FRONT),
		SAYS(SERVER, UNTIL_CLOSE "<html><title>Acme Pump 3</title>"),
	};
	static const struct turn cut[] = {
		SAYS(CLIENT, FRONT),
		SAYS(SERVER, UNTIL_CLOSE "<html><title>Acme Pu"),
	};

	(void)state;
	for (size_t chunk = 0; chunk < 80; chunk += 7) {
		struct trial *t = play(&dissector_http, 8080, TURNS(turns),
				       chunk);

		assert_null(trial_text(t, SERVER, A_http_title));
		trial_rest(t);
		assert_said(trial_text(t, SERVER, A_http_title), "Acme Pump 3");
		assert_false(t->malformed);
		assert_null(t->feed[SERVER].window);
		trial_close(t);
		t = play(&dissector_http, 8080, TURNS(cut), chunk);
		trial_rest(t);
		assert_null(trial_text(t, SERVER, A_http_title));
		trial_close(t);
	}
}

/* Of one without an end no more is read than of others. */
static void a_long_page_without_a_length_is_read_before_its_end(void **state)
{
	static const struct turn turns[] = {
		SAYS(CLIENT, FRONT),
		SAYS(SERVER, UNTIL_CLOSE "<html><title>Acme Pump 3</title>"),
	};
	struct trial *t = hear(TURNS(turns));
	static char rest[12288];

	(void)state;
	memset(rest, ' ', sizeof(rest));
	trial_bytes(t, SERVER, rest, sizeof(rest), 1400);
	assert_said(trial_text(t, SERVER, A_http_title), "Acme Pump 3");
	assert_true(t->feed[SERVER].dead);
	trial_rest(t);
	trial_close(t);
}

/* A head or a length that was promised and never came tells nothing. */
static void what_was_promised_and_never_came_is_not_read(void **state)
{
	static const struct turn rows[][2] = {
		{SAYS(CLIENT, FRONT),
		 SAYS(SERVER, OK("text/html", "99") "<title>Acme</title>")},
		{SAYS(CLIENT, FRONT),
		 SAYS(SERVER, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
			      "Transfer-Encoding: chunked\r\n\r\n"
			      "99\r\n<title>Acme</title>")},
		{SAYS(CLIENT, FRONT), SAYS(SERVER, "HTTP/1.0 200 OK\r\nServ")},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct trial *t = hear(rows[i], 2);

		trial_rest(t);
		assert_null(trial_text(t, SERVER, A_http_title));
		assert_false(t->malformed);
		trial_close(t);
	}
}

#define DESCRIBED(maker)                                                       \
	"<?xml version='1.0'?><root xmlns='urn:schemas-upnp-org:device-1-0'>"  \
	"<specVersion><major>1</major></specVersion><device><deviceType>"      \
	"urn:schemas-upnp-org:device:Basic:1</deviceType><friendlyName>"       \
	"ZZPAT^CANARY</friendlyName><manufacturer>" maker "</manufacturer>"    \
	"<modelName>Cam 5</modelName><serialNumber>C5-0042</serialNumber>"     \
	"<deviceList><device><modelName>Part</modelName></device></deviceList>" \
	"</device></root>"
#define ASKS "GET /desc.xml HTTP/1.1\r\n\r\n"

static void a_description_of_upnp_tells_maker_model_and_serial(void **state)
{
	static const struct turn turns[] = {
		SAYS(CLIENT, ASKS),
		SAYS(SERVER, OK("text/xml", "401") DESCRIBED("Acme")),
	};
	struct trial *t = hear(TURNS(turns));

	(void)state;
	assert_said(trial_text(t, SERVER, A_upnp_vendor), "Acme");
	assert_said(trial_text(t, SERVER, A_upnp_model), "Cam 5");
	assert_said(trial_text(t, SERVER, A_upnp_serial), "C5-0042");
	assert_false(trial_said(t, A_upnp_model, "Part"));
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_anything(&dissector_http, 8080, TURNS(turns));
}

static void who_wrote_a_program_did_not_make_the_device(void **state)
{
	static const struct turn turns[] = {
		SAYS(CLIENT, ASKS),
		SAYS(SERVER, OK("text/xml", "411") DESCRIBED("Justin Maggard")),
	};
	static const struct turn other[] = {
		SAYS(CLIENT, ASKS),
		SAYS(SERVER, OK("text/xml", "75")
			     "<root xmlns='urn:other'><device><modelName>Cam 5"
			     "</modelName></device></root> "),
	};
	struct trial *t = hear(TURNS(turns));

	(void)state;
	assert_null(trial_text(t, SERVER, A_upnp_vendor));
	assert_said(trial_text(t, SERVER, A_upnp_model), "Cam 5");
	trial_close(t);
	t = hear(TURNS(other));
	assert_null(trial_text(t, SERVER, A_upnp_model));
	trial_close(t);
}

#define ATTRIBUTE(tag, name_length, name, length, value)                       \
	tag "\x00" name_length name "\x00" length value
#define PRINTER                                                                \
	"\x02\x00\x00\x00\x00\x00\x00\x01\x01"                                  \
	ATTRIBUTE("\x47", "\x12", "attributes-charset", "\x05", "utf-8")       \
	"\x02" ATTRIBUTE("\x42", "\x08", "job-name", "\x0c", "ZZPAT^CANARY")   \
	"\x04"                                                                 \
	ATTRIBUTE("\x41", "\x0c", "printer-info", "\x06", "CANARY")            \
	ATTRIBUTE("\x41", "\x16", "printer-make-and-model", "\x0c",            \
		  "Acme Print 9")                                              \
	ATTRIBUTE("\x41", "\x1f", "printer-firmware-string-version", "\x05",   \
		  "2.0.1")                                                     \
	ATTRIBUTE("\x41", "\x11", "printer-device-id", "\x1d",                 \
		  "MFG:Acme;MDL:P9;SN:PR-00771;;")                             \
	"\x03"
#define POST(path)                                                             \
	"POST " path " HTTP/1.1\r\nContent-Type: application/ipp\r\n"           \
	"Content-Length: 4\r\n\r\n\x02\x00\x00\x0b"

static void a_printer_tells_what_it_is_and_no_job(void **state)
{
	static const struct turn turns[] = {
		SAYS(CLIENT, POST("/ipp/print")),
		SAYS(SERVER, OK("application/ipp", "219") PRINTER),
	};
	struct trial *t = hear(TURNS(turns));

	(void)state;
	assert_said(trial_text(t, SERVER, A_inventory_model), "Acme Print 9");
	assert_said(trial_text(t, SERVER, A_inventory_version), "2.0.1");
	assert_said(trial_text(t, SERVER, A_inventory_vendor), "Acme");
	assert_said(trial_text(t, SERVER, A_inventory_serial), "PR-00771");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_anything(&dissector_http, 8080, TURNS(turns));
}

static void a_queue_is_not_the_computer_that_keeps_it(void **state)
{
	static const struct turn turns[] = {
		SAYS(CLIENT, POST("/printers/laser")),
		SAYS(SERVER, OK("application/ipp", "219") PRINTER),
	};
	struct trial *t = hear(TURNS(turns));

	(void)state;
	assert_null(trial_text(t, SERVER, A_inventory_model));
	trial_close(t);
}

#define CAMERA                                                                 \
	"<?xml version='1.0'?><s:Envelope xmlns:s='http://www.w3.org/2003/05/"  \
	"soap-envelope' xmlns:tds='http://www.onvif.org/ver10/device/wsdl'>"   \
	"<s:Body><tds:GetDeviceInformationResponse><tds:Manufacturer>Acme"     \
	"</tds:Manufacturer><tds:Model>Dome 2</tds:Model><tds:FirmwareVersion>" \
	"5.4.1</tds:FirmwareVersion><tds:SerialNumber>D2-99120"                \
	"</tds:SerialNumber><tds:HardwareId>1.0</tds:HardwareId>"              \
	"</tds:GetDeviceInformationResponse></s:Body></s:Envelope>"

static void a_camera_tells_what_it_is(void **state)
{
	static const struct turn turns[] = {
		SAYS(SERVER, OK("application/soap+xml; charset=utf-8", "432")
			     CAMERA),
	};
	struct trial *t = hear(TURNS(turns));

	(void)state;
	assert_said(trial_text(t, SERVER, A_inventory_vendor), "Acme");
	assert_said(trial_text(t, SERVER, A_inventory_model), "Dome 2");
	assert_said(trial_text(t, SERVER, A_inventory_version), "5.4.1");
	assert_said(trial_text(t, SERVER, A_inventory_serial), "D2-99120");
	trial_close(t);
	bears_anything(&dissector_http, 8080, TURNS(turns));
}

/* The lengths above are what they say. */
static void lengths_are_right(void **state)
{
	(void)state;
	assert_int_equal(sizeof(DESCRIBED("Acme")) - 1, 401);
	assert_int_equal(sizeof(PRINTER) - 1, 219);
	assert_int_equal(sizeof(CAMERA) - 1, 432);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lengths_are_right),
		cmocka_unit_test(the_title_of_the_first_page_is_told),
		cmocka_unit_test(a_page_without_a_length_ends_with_the_connection),
		cmocka_unit_test(a_long_page_without_a_length_is_read_before_its_end),
		cmocka_unit_test(what_was_promised_and_never_came_is_not_read),
		cmocka_unit_test(a_page_behind_a_login_may_be_a_patient_s),
		cmocka_unit_test(
			a_description_of_upnp_tells_maker_model_and_serial),
		cmocka_unit_test(who_wrote_a_program_did_not_make_the_device),
		cmocka_unit_test(a_printer_tells_what_it_is_and_no_job),
		cmocka_unit_test(a_queue_is_not_the_computer_that_keeps_it),
		cmocka_unit_test(a_camera_tells_what_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
