/* SPDX-License-Identifier: Apache-2.0 */
/*
 * s7comm - what Siemens controllers tell of their modules.
 *
 * Reads    order number and firmware (SZL 0x0011), module type and serial
 *          number (SZL 0x001c) in answers.
 * Never    names of station and module, plant identification (typed by
 *          people), data blocks, programs.
 * Standard ISO 8073 13; RFC 1006; Siemens "System Software for S7-300/400,
 *          System and Standard Functions" 34 (SZL); the rest is not published
 */
#include "classify/dissector.h"

enum {
	TPKT = 4,
	PACKET_MAX = 4096,
	REQUEST = 0xe0,
	DATA = 0xf0,
	S7 = 0x32,
	USER_DATA = 7,
	CPU_ANSWER = 0x84,   /* answer of the group of CPU functions           */
	READ_SZL = 1,
	GOOD = 0xff,
	MODULES = 0x0011,
	COMPONENTS = 0x001c,
	SERIAL = 5,
	TYPE_NAME = 7,
	MODULE = 1,
	FIRMWARE = 7,
	RECORDS_MAX = 16,
	PACKETS = 64,
};

struct state {
	uint8_t packets[2];
	bool proved;
};

/* A connection request of ISO transport to a point of access of two octets, as
 * S7 has them; remote desktops put a cookie there. */
static enum guess s7comm_probe(struct cur first, enum side from)
{
	struct cur in = first;
	size_t length;
	bool called = false;

	if (from != CLIENT)
		return NO;
	if (cur_left(&first) < TPKT + 7)
		return cur_is(&first, "\x03\x00", cur_left(&first) < 2
							  ? cur_left(&first)
							  : 2)
			       ? MORE
			       : NO;
	if (cur_u16(&in) != 0x0300)
		return NO;
	length = cur_u16(&in);
	if (length > 64 || cur_left(&first) != length ||
	    cur_u8(&in) != length - TPKT - 1 || cur_u8(&in) != REQUEST)
		return NO;
	cur_skip(&in, 5);
	for (unsigned i = 0; i < 4 && cur_left(&in) > 0; i++) {
		uint8_t code = cur_u8(&in);
		struct cur value = cur_take(&in, cur_u8(&in));

		called |= code == 0xc2 && cur_left(&value) == 2;
	}
	return cur_ok(&in) && cur_left(&in) == 0 && called ? YES : NO;
}

static void tell_version(struct dissect *d, struct cur in)
{
	char text[24];
	struct pen pen = pen_on(text, sizeof(text));

	if (cur_u8(&in) != 'V')
		return;
	for (unsigned i = 0; i < 3; i++) {
		if (i > 0)
			pen_char(&pen, '.');
		pen_number(&pen, cur_u8(&in));
	}
	if (cur_ok(&in))
		obs_text(d, ABOUT_SPEAKER, A_s7_version, cur_of(text, pen.n));
}

/* Index, then the order number and a version, or a text of 32 octets. */
static void tell_record(struct dissect *d, uint16_t list, struct cur in)
{
	uint16_t index = cur_u16(&in);

	if (list == MODULES) {
		struct cur order = cur_take(&in, 20);

		cur_skip(&in, 2);
		if (index == MODULE && cur_ok(&in))
			obs_text(d, ABOUT_SPEAKER, A_s7_order, order);
		if (index == FIRMWARE)
			tell_version(d, in);
	} else if (list == COMPONENTS) {
		struct cur text = cur_take(&in, 32), value = cur_until(&text, 0);

		if (index == TYPE_NAME)
			obs_text(d, ABOUT_SPEAKER, A_s7_module, value);
		if (index == SERIAL)
			obs_text(d, ABOUT_SPEAKER, A_s7_serial, value);
	}
}

/* Return code, kind, length; list and index; length and number of records. */
static void read_list(struct dissect *d, struct cur in)
{
	uint16_t list, length, count;
	struct cur records;

	if (cur_u8(&in) != GOOD)
		return;
	cur_skip(&in, 1);
	records = cur_take(&in, cur_u16(&in));
	list = cur_u16(&records);
	cur_skip(&records, 2);
	length = cur_u16(&records);
	count = cur_u16(&records);
	for (unsigned i = 0; i < count && i < RECORDS_MAX; i++) {
		struct cur record = cur_take(&records, length);

		if (!cur_ok(&records) || length < 2)
			return;
		tell_record(d, list, record);
	}
}

/* Parameters: head 00 01 12, their length, method, group, function, number;
 * in answers also unit, more, error. */
static void read_user_data(struct dissect *d, struct cur in)
{
	uint16_t parameters, data;
	struct cur parameter, body;

	cur_skip(&in, 4);
	parameters = cur_u16(&in);
	data = cur_u16(&in);
	parameter = cur_take(&in, parameters);
	body = cur_take(&in, data);
	if (!cur_ok(&in) || !CUR_IS(&parameter, "\x00\x01\x12"))
		return;
	cur_skip(&parameter, 5);
	if (cur_u8(&parameter) == CPU_ANSWER && cur_u8(&parameter) == READ_SZL)
		read_list(d, body);
}

static struct verdict s7comm_parse(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in, body;
	uint16_t head = cur_u16(&in), length = cur_u16(&in);
	uint8_t kind;

	if (!cur_ok(&in))
		return need(TPKT);
	if (head != 0x0300 || length < 7 || length > PACKET_MAX)
		return s->proved ? malformed() : not_mine();
	if (cur_left(&d->in) < length)
		return need(length);
	body = cur_take(&in, length - (size_t)TPKT);
	cur_skip(&body, 1);
	kind = cur_u8(&body);
	if (kind == DATA) {
		cur_skip(&body, 1);
		/* S7 of newer controllers has another mark, and ISO transport
		 * carries more than S7. */
		if (cur_u8(&body) != S7)
			return s->proved ? done() : not_mine();
		s->proved = true;
		obs_protocol(d, "s7comm", false);
		if (d->from == SERVER && cur_u8(&body) == USER_DATA)
			read_user_data(d, body);
	}
	if (++s->packets[d->from] >= PACKETS)
		return done();
	return took(length);
}

const struct dissector dissector_s7comm = {
	.name = "s7comm",
	.title = "S7 communication",
	.carrier = ON_TCP,
	.hints = {102},
	.state_size = sizeof(struct state),
	.probe = s7comm_probe,
	.parse = s7comm_parse,
};
