/* SPDX-License-Identifier: Apache-2.0 */
/*
 * page - what a device tells over HTTP to anybody who opens its first page.
 *
 * Reads    the title of the page in front of a login, or of the frame of an
 *          archive's console; manufacturer, model and serial number in a
 *          description of UPnP; model, firmware and device identifier among the
 *          attributes of a printer.
 * Never    other pages, which may be about a person; friendly names, places;
 *          jobs and whose they are; queues of print servers.
 * Standard HTML 13.2; UPnP Device Architecture 1.1 2.3; RFC 8010 3.1, RFC 8011
 *          5.4; PWG 5107.2 (device identifier)
 */
#include "classify/proto/page.h"

#include "classify/proto/soap.h"
#include "classify/proto/words.h"

enum {
	TITLE_LOOK = 4096,
	PLAIN = 256,
	CHILDREN_MAX = 64,
	GROUP_LAST = 0x0f,  /* tags up to this one begin a group               */
	GROUP_END = 0x03,
	GROUP_PRINTER = 0x04,
	ATTRIBUTES_MAX = 512,
	KEYS_MAX = 16,
};

static bool begins_with_one(struct cur line, const char *const *some, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (begins(line, some[i]))
			return true;
	return false;
}

/* Pages behind which Orthanc and its kin keep all patients. */
bool page_is_console(struct cur line)
{
	static const char *const pages[] = {
		"GET /app/explorer.html ", "GET /ui/app/ ",
	};

	return begins_with_one(line, pages, sizeof(pages) / sizeof(pages[0]));
}

bool page_is_list(struct cur line)
{
	static const char *const pages[] = {
		"GET /patients ", "GET /instances ",
	};

	return begins_with_one(line, pages, sizeof(pages) / sizeof(pages[0]));
}

bool page_is_front(struct cur line)
{
	static const char *const pages[] = {
		"GET / ", "GET /index.htm", "GET /login", "GET /home.htm",
		"GET /main.htm",
	};

	return begins_with_one(line, pages, sizeof(pages) / sizeof(pages[0]));
}

bool page_is_printer(struct cur line)
{
	return begins(line, "POST /ipp/") || begins(line, "POST /ipp ") ||
	       begins(line, "POST / ");
}

static void tell(struct dissect *d, enum attr attr, struct cur raw)
{
	uint8_t buffer[PLAIN];
	struct cur text = xml_plain(raw, buffer, sizeof(buffer));

	if (cur_ok(&text))
		obs_text(d, ABOUT_SPEAKER, attr, text);
}

void page_title(struct dissect *d, struct cur html)
{
	size_t n = cur_left(&html) < TITLE_LOOK ? cur_left(&html) : TITLE_LOOK;
	struct cur in = cur_take(&html, n);

	while (cur_left(&in) > 0 && !begins(in, "<title"))
		cur_skip(&in, 1);
	if (cur_find(&in, '>') < 0)
		return;
	cur_until(&in, '>');
	/* Without its end it was cut. */
	if (cur_find(&in, '<') > 0)
		tell(d, A_http_title, cur_until(&in, '<'));
}

/* ---- description of UPnP --------------------------------------------------------- */

/* What a program says that serves media from any computer, unless its owner
 * wrote something else. */
static bool is_template(struct cur text)
{
	return is_word(text, "Justin Maggard") || holds(text, "MiniDLNA") ||
	       holds(text, "libupnp");
}

void page_upnp(struct dissect *d, struct cur xml)
{
	static const struct {
		const char *name;
		enum attr attr;
	} rows[] = {
		{"manufacturer", A_upnp_vendor},
		{"modelName", A_upnp_model},
		{"serialNumber", A_upnp_serial},
	};
	struct xml x = xml_of(xml);
	struct xml_piece piece = xml_next(&x);

	if (!soap_is(&x, &piece, "root", "urn:schemas-upnp-org:device-1-0"))
		return;
	while (soap_next(&x, 1, &piece) && !xml_is(piece.name, "device"))
		if (!xml_leave(&x))
			return;
	if (x.depth != 2)
		return;
	for (unsigned i = 0; i < CHILDREN_MAX && soap_next(&x, 2, &piece); i++) {
		struct cur text = soap_text(&x);

		for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++)
			if (xml_is(piece.name, rows[k].name) &&
			    !is_template(text))
				tell(d, rows[k].attr, text);
	}
}

/* ---- attributes of a printer ----------------------------------------------------- */

/* "MFG:Acme;MDL:Print 9;SN:A1234567;" */
static void tell_identifier(struct dissect *d, struct cur in)
{
	static const struct {
		const char *key;
		enum attr attr;
	} rows[] = {
		{"MFG", A_inventory_vendor},
		{"MANUFACTURER", A_inventory_vendor},
		{"SN", A_inventory_serial},
		{"SERN", A_inventory_serial},
		{"SERIALNUMBER", A_inventory_serial},
	};

	for (unsigned i = 0; i < KEYS_MAX && cur_left(&in) > 0; i++) {
		struct cur value = cur_until(&in, ';');
		struct cur key = cur_trim(cur_until(&value, ':'), ' ');

		for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++)
			if (is_word(key, rows[k].key))
				obs_text(d, ABOUT_SPEAKER, rows[k].attr, value);
	}
}

static void tell_printer(struct dissect *d, struct cur name, struct cur value)
{
	if (is_word(name, "printer-make-and-model"))
		obs_text(d, ABOUT_SPEAKER, A_inventory_model, value);
	else if (is_word(name, "printer-firmware-string-version"))
		obs_text(d, ABOUT_SPEAKER, A_inventory_version, value);
	else if (is_word(name, "printer-device-id"))
		tell_identifier(d, value);
}

/* RFC 8010 3.1: version, status, number of the request; then groups. A value
 * without a name is one more of the attribute before. */
void page_ipp(struct dissect *d, struct cur octets)
{
	struct cur in = octets;
	uint8_t group = 0;

	if (cur_at(&in, 0) < 1 || cur_at(&in, 0) > 2)
		return;
	cur_skip(&in, 2);
	if (cur_u16(&in) > 0xff) /* a failure                                  */
		return;
	cur_skip(&in, 4);
	for (unsigned i = 0; i < ATTRIBUTES_MAX && cur_left(&in) > 0; i++) {
		uint8_t tag = cur_u8(&in);
		struct cur name, value;

		if (tag == GROUP_END)
			return;
		if (tag <= GROUP_LAST) {
			group = tag;
			continue;
		}
		name = cur_take(&in, cur_u16(&in));
		value = cur_take(&in, cur_u16(&in));
		if (!cur_ok(&in))
			return;
		if (group == GROUP_PRINTER && cur_left(&name) > 0)
			tell_printer(d, name, value);
	}
}
