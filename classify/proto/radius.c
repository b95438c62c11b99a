/* SPDX-License-Identifier: Apache-2.0 */
/*
 * radius - who lets devices into the network, and which device has which address.
 *
 * Reads    who asks and who answers; the name by which one asks; of accounting,
 *          the MAC and the address of a device, and the port where it came in.
 * Never    names of users, passwords, EAP, certificates, state, counters.
 * Standard RFC 2865 3 to 5, RFC 2866 3 to 5, RFC 2869 5.17, RFC 3162 2.1,
 *          RFC 3580 3.20, 3.21 (MACs as station identifiers), RFC 5176 3
 */
#include "classify/dissector.h"

enum {
	PORT = 1812,
	PORT_ACCOUNTING = 1813,
	PORT_OLD = 1645,
	PORT_ACCOUNTING_OLD = 1646,
	HEADER = 20,
	LENGTH_MOST = 4096,
	ATTRIBUTES_MAX = 256,
	ACCESS = 1,           /* codes                                         */
	ACCEPT = 2,
	REJECT = 3,
	ACCOUNTING = 4,
	ACCOUNTED = 5,
	CHALLENGE = 11,
	DISCONNECT = 40,      /* to 45: of RFC 5176, by threes                 */
	NAS_ADDRESS = 4,      /* attributes                                    */
	FRAMED_ADDRESS = 8,
	CALLING_STATION = 31,
	NAS_NAME = 32,
	PROXY_STATE = 33,
	PORT_TYPE = 61,
	PORT_NAME = 87,
	ETHERNET = 15,        /* of PORT_TYPE                                  */
	MAC_SIGNS = 17,
};

struct message {
	struct cur nas_name, port_name;
	struct party nas, station;
	uint32_t port_type;
	bool passed_on;
};

static bool is_answer(uint8_t code)
{
	return code == ACCEPT || code == REJECT || code == ACCOUNTED ||
	       code == CHALLENGE;
}

/* Attributes fill the message; only an answer may have none. */
static enum guess radius_probe(struct cur first, enum side from)
{
	struct cur in = first;
	uint8_t code = cur_u8(&in);
	uint16_t length;

	(void)from;
	cur_skip(&in, 1);
	length = cur_u16(&in);
	if (length < HEADER || length > LENGTH_MOST ||
	    (code != ACCESS && code != ACCOUNTING && !is_answer(code) &&
	     (code < DISCONNECT || code > DISCONNECT + 5)))
		return NO;
	in = cur_take(&first, length);
	cur_skip(&in, HEADER);
	if (!cur_ok(&in) || (cur_left(&in) == 0 && code != ACCOUNTED))
		return NO;
	while (cur_left(&in) > 0) {
		uint8_t type = cur_u8(&in), n = cur_u8(&in);

		if (type == 0 || n < 2)
			return NO;
		cur_skip(&in, n - 2u);
	}
	return cur_ok(&in) ? YES : NO;
}

/* RFC 3580 3.21: six pairs of digits; others write three groups, or no sign
 * between them. Of who calls by telephone or tunnel it is something else. */
static void read_station(struct cur in, struct mac *mac)
{
	char text[MAC_SIGNS + 1] = "";
	struct mac got;

	if (cur_left(&in) > MAC_SIGNS)
		return;
	cur_copy(&in, text, cur_left(&in));
	if (mac_parse(text, &got) && !mac_is_zero(got) && !mac_is_group(got))
		*mac = got;
}

/* RFC 2865 5.8: the last two say that the server or the user may choose. */
static struct addr address_of(struct cur in)
{
	uint32_t v4 = cur_u32(&in);
	struct addr none = {{0}};

	return cur_ok(&in) && v4 < 0xfffffffe ? addr_of_v4(v4) : none;
}

static void read_attribute(struct message *m, uint8_t type, struct cur body)
{
	if (type == NAS_ADDRESS)
		m->nas.ip = address_of(body);
	else if (type == FRAMED_ADDRESS)
		m->station.ip = address_of(body);
	else if (type == CALLING_STATION)
		read_station(body, &m->station.mac);
	else if (type == NAS_NAME)
		m->nas_name = body;
	else if (type == PORT_NAME)
		m->port_name = body;
	else if (type == PORT_TYPE)
		m->port_type = cur_u32(&body);
	else if (type == PROXY_STATE)
		m->passed_on = true;
}

/* "PORT of ADDRESS": where somebody has to go to find it. */
static void tell_port(struct dissect *d, const struct message *m)
{
	char text[160], address[ADDR_TEXT];
	struct pen pen = pen_on(text, sizeof(text));

	if (m->port_type != ETHERNET || cur_left(&m->port_name) == 0 ||
	    addr_is_zero(m->nas.ip))
		return;
	addr_print(m->nas.ip, address);
	pen_write(&pen, m->port_name.p, cur_left(&m->port_name));
	pen_write(&pen, " of ", 4);
	pen_write(&pen, address, strlen(address));
	obs_text_of(d, &m->station, A_access_port, cur_of(text, pen.n));
}

/* What a proxy passes on may be of another house, with addresses of its own. */
static void tell_request(struct dissect *d, const struct message *m,
			 uint8_t code)
{
	obs_term(d, ABOUT_SPEAKER, A_radius_role,
		 m->passed_on ? "proxy" : "client");
	if (m->passed_on)
		return;
	if (addr_is_zero(m->nas.ip))
		obs_text(d, ABOUT_SPEAKER, A_radius_name, m->nas_name);
	else
		obs_text_of(d, &m->nas, A_radius_name, m->nas_name);
	if (code != ACCOUNTING || mac_is_zero(m->station.mac))
		return;
	if (!addr_is_zero(m->station.ip) && !addr_is_group(m->station.ip))
		obs_word_of(d, &m->station, A_radius_binding, 1);
	tell_port(d, m);
}

static struct verdict radius_parse(struct dissect *d)
{
	struct cur in = d->in, whole = d->in;
	struct message m = {0};
	uint8_t code = cur_u8(&in);

	cur_skip(&in, 1);
	in = cur_take(&whole, cur_u16(&in));
	cur_skip(&in, HEADER);
	obs_protocol(d, "radius", false);
	if (is_answer(code))
		obs_term(d, ABOUT_SPEAKER, A_radius_role, "server");
	if (code != ACCESS && code != ACCOUNTING)
		return done();
	for (unsigned i = 0; i < ATTRIBUTES_MAX && cur_left(&in) > 0; i++) {
		uint8_t type = cur_u8(&in), n = cur_u8(&in);

		read_attribute(&m, type, cur_take(&in, n < 2 ? 0 : n - 2u));
	}
	if (!cur_ok(&in))
		return malformed();
	tell_request(d, &m, code);
	return done();
}

const struct dissector dissector_radius = {
	.name = "radius",
	.title = "Remote Authentication Dial-In User Service",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {PORT, PORT_ACCOUNTING, PORT_OLD, PORT_ACCOUNTING_OLD},
	.probe = radius_probe,
	.parse = radius_parse,
};
