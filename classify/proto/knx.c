/* SPDX-License-Identifier: Apache-2.0 */
/*
 * knx - building equipment on KNXnet/IP, over UDP and TCP.
 *
 * Reads    answers to a search and to the question for a description: individual
 *          address and serial number; who lets others onto the bus, and who
 *          passes telegrams on.
 * Never    names (typed by people), telegrams, group addresses, values.
 * Standard ISO 22510:2019 (KNXnet/IP: header, description blocks, core, tunnelling
 *          and routing services, secure wrapper)
 */
#include "classify/dissector.h"

enum {
	PORT = 3671,
	HEADER = 6,
	VERSION = 0x10,
	SEARCH_ANSWER = 0x0202,
	DESCRIPTION_ASKED = 0x0203,
	DESCRIPTION_ANSWER = 0x0204,
	CONNECT_ASKED = 0x0205,
	CONNECT_ANSWER = 0x0206,
	SEARCH_EXTENDED_ASKED = 0x020b,
	SEARCH_EXTENDED_ANSWER = 0x020c,
	ROUTING = 0x0530,
	ROUTING_BUSY = 0x0532,
	SECURE_WRAPPER = 0x0950,
	SESSION_ASKED = 0x0951,
	SESSION_ANSWER = 0x0952,
	SESSION_ANSWER_SIZE = 56,
	REFUSED_SIZE = 8,      /* of an answer that lets nobody in             */
	ENDPOINT = 8,          /* octets of it before the blocks               */
	DEVICE = 1,            /* kind of a block                              */
	SERIAL = 6,
	BLOCKS_MAX = 16,
	NOWHERE = 0xffff,      /* 15.15.255: not configured yet                */
};

static enum guess knx_probe(struct cur first, enum side from)
{
	struct cur in = first;
	uint8_t family;
	uint16_t length;

	(void)from;
	if (cur_u8(&in) != HEADER || cur_u8(&in) != VERSION)
		return NO;
	family = cur_u8(&in);
	cur_skip(&in, 1);
	length = cur_u16(&in);
	/* Core, management, tunnelling, routing, remote, objects, security. */
	return cur_ok(&in) && family >= 2 && family <= 9 &&
			       cur_left(&first) == length
		       ? YES
		       : NO;
}

/* One of a device alone: not what free software answers that has none. */
static bool is_own(struct cur serial)
{
	static const char *const none[] = {
		"\x00\x00\x00\x00\x00\x00", "\xff\xff\xff\xff\xff\xff",
		"\x01\x02\x03\x04\x05\x06",
	};

	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		if (cur_is(&serial, none[i], SERIAL))
			return false;
	return cur_left(&serial) == SERIAL;
}

/* Area, line, device. */
static void tell_address(struct dissect *d, uint16_t address)
{
	char text[sizeof("15.15.255")];
	struct pen pen = pen_on(text, sizeof(text));

	if (address == 0 || address == NOWHERE)
		return;
	pen_number(&pen, address >> 12);
	pen_char(&pen, '.');
	pen_number(&pen, address >> 8 & 15);
	pen_char(&pen, '.');
	pen_number(&pen, address & 255);
	obs_text(d, ABOUT_SPEAKER, A_knx_address, cur_of(text, pen.n));
}

/* In capitals, as the tool for KNX shows it. */
static void tell_serial(struct dissect *d, struct cur serial)
{
	static const char digits[] = "0123456789ABCDEF";
	char text[2 * SERIAL];
	struct pen pen = pen_on(text, sizeof(text));

	if (!is_own(serial))
		return;
	while (cur_left(&serial) > 0) {
		uint8_t octet = cur_u8(&serial);

		pen_char(&pen, digits[octet >> 4]);
		pen_char(&pen, digits[octet & 15]);
	}
	obs_text(d, ABOUT_SPEAKER, A_knx_serial, cur_of(text, pen.n));
}

static void tell_device(struct dissect *d, struct cur in)
{
	uint16_t address;
	struct cur serial;

	cur_skip(&in, 2); /* medium, state */
	address = cur_u16(&in);
	cur_skip(&in, 2); /* project */
	serial = cur_take(&in, SERIAL);
	if (!cur_ok(&in))
		return;
	tell_address(d, address);
	tell_serial(d, serial);
}

/* Each block begins with its length and its kind. */
static bool read_blocks(struct dissect *d, struct cur in)
{
	for (unsigned i = 0; i < BLOCKS_MAX && cur_left(&in) > 0; i++) {
		uint8_t length = cur_u8(&in), kind = cur_u8(&in);
		struct cur body = cur_take(&in, length < 2 ? 0 : length - 2u);

		if (length < 2 || !cur_ok(&in))
			return false;
		if (kind == DEVICE)
			tell_device(d, body);
	}
	obs_term(d, ABOUT_SPEAKER, A_knx_role, "server");
	return true;
}

/* What follows the header of one message; false when it is broken. */
static bool read_service(struct dissect *d, uint16_t service, struct cur in)
{
	bool good = true;

	obs_protocol(d, "knx", service == SECURE_WRAPPER);
	if (service == SEARCH_ANSWER || service == SEARCH_EXTENDED_ANSWER) {
		cur_skip(&in, ENDPOINT);
		good = cur_ok(&in) && read_blocks(d, in);
	} else if (service == DESCRIPTION_ANSWER) {
		good = read_blocks(d, in);
	} else if (service == CONNECT_ANSWER && cur_at(&in, 1) == 0 &&
		   cur_left(&in) > 2) {
		obs_term(d, ABOUT_SPEAKER, A_knx_role, "server");
	} else if (service >= ROUTING && service <= ROUTING_BUSY) {
		obs_term(d, ABOUT_SPEAKER, A_knx_role, "router");
	}
	return good;
}

static struct verdict knx_parse(struct dissect *d)
{
	struct cur in = d->in;
	uint16_t service;

	cur_skip(&in, 2);
	service = cur_u16(&in);
	cur_skip(&in, 2);
	return read_service(d, service, in) ? took(cur_left(&d->in))
					    : malformed();
}

/* ---- over TCP ------------------------------------------------------------ */

/* What a connection begins with names an endpoint that is the connection. */
static bool begins_well(uint16_t service, uint16_t length, struct cur body,
			enum side from)
{
	static const char endpoint[] = "\x08\x02";

	switch (service) {
	case DESCRIPTION_ASKED:
	case CONNECT_ASKED:
	case SEARCH_EXTENDED_ASKED:
	case SESSION_ASKED:
		return from == CLIENT && CUR_IS(&body, endpoint);
	case SEARCH_EXTENDED_ANSWER:
		return from == SERVER && CUR_IS(&body, endpoint);
	case DESCRIPTION_ANSWER:
		return from == SERVER && CUR_IS(&body, "\x36\x01");
	case CONNECT_ANSWER:
		cur_skip(&body, 2);
		return from == SERVER && (length == REFUSED_SIZE ||
					  CUR_IS(&body, endpoint));
	case SESSION_ANSWER:
		return from == SERVER && length == SESSION_ANSWER_SIZE;
	default:
		return false;
	}
}

static enum guess knx_tcp_probe(struct cur first, enum side from)
{
	struct cur in = first;
	uint16_t service, length;

	if (cur_u8(&in) != HEADER)
		return NO;
	if (cur_left(&first) < 2)
		return MORE;
	if (cur_u8(&in) != VERSION)
		return NO;
	service = cur_u16(&in);
	length = cur_u16(&in);
	if (!cur_ok(&in))
		return MORE;
	if (length < REFUSED_SIZE)
		return NO;
	if (cur_left(&in) < (length == REFUSED_SIZE ? 2 : 4))
		return MORE;
	return begins_well(service, length, in, from) ? YES : NO;
}

static struct verdict knx_tcp_parse(struct dissect *d)
{
	struct cur in = d->in, body;
	uint16_t service, length;

	if (cur_left(&in) < HEADER)
		return need(HEADER);
	if (cur_u8(&in) != HEADER || cur_u8(&in) != VERSION)
		return malformed();
	service = cur_u16(&in);
	length = cur_u16(&in);
	if (length < HEADER)
		return malformed();
	if (length > FEED_MAX)
		return pass_over(length);
	if (cur_left(&d->in) < length)
		return need(length);
	body = cur_take(&in, length - HEADER);
	return read_service(d, service, body) ? took(length) : malformed();
}

const struct dissector dissector_knx = {
	.name = "knx",
	.title = "KNXnet/IP",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {PORT},
	.probe = knx_probe,
	.parse = knx_parse,
};

const struct dissector dissector_knx_tcp = {
	.name = "knx_tcp",
	.title = "KNXnet/IP over TCP",
	.carrier = ON_TCP,
	.hints = {PORT},
	.probe = knx_tcp_probe,
	.parse = knx_tcp_parse,
};
