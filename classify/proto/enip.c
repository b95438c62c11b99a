/* SPDX-License-Identifier: Apache-2.0 */
/*
 * enip - what controllers answer to the question who they are.
 *
 * Reads    the identity in the answer to List Identity.
 * Never    the address that it holds, any other command, process data.
 * Standard ODVA CIP volume 2 (EtherNet/IP) 2-3.1, 2-4.2, 2-6.3
 */
#include "classify/dissector.h"

enum {
	PORT = 44818,
	LIST_IDENTITY = 0x63,
	HEADER = 24,
	ANSWER_MOST = 512,
	IDENTITY = 0x0c,
	VERSION = 1,
	FAMILY_INET = 2,
	ITEMS_MAX = 4,
};

/* A header of 24 octets: command, length, session, status, context, options;
 * nothing of that is set where an identity is asked for. */
static bool is_header(struct cur in, size_t *length)
{
	if (cur_u16le(&in) != LIST_IDENTITY)
		return false;
	*length = cur_u16le(&in);
	if (*length > ANSWER_MOST || cur_u32le(&in) != 0 ||
	    cur_u32le(&in) != 0)
		return false;
	cur_skip(&in, 8);
	return cur_u32le(&in) == 0 && cur_ok(&in);
}

static enum guess enip_probe(struct cur first, enum side from)
{
	size_t length;

	(void)from;
	return is_header(first, &length) &&
			       cur_left(&first) == length + HEADER
		       ? YES
		       : NO;
}

static void tell_identity(struct dissect *d, struct cur in)
{
	char version[16], serial[16];
	struct pen pen = pen_on(version, sizeof(version));
	uint16_t vendor, type;
	struct cur number, name;

	if (cur_u16le(&in) != VERSION || cur_u16(&in) != FAMILY_INET)
		return;
	cur_skip(&in, 14);
	vendor = cur_u16le(&in);
	type = cur_u16le(&in);
	cur_skip(&in, 2);
	pen_number(&pen, cur_u8(&in));
	pen_char(&pen, '.');
	pen_number(&pen, cur_u8(&in));
	cur_skip(&in, 2);
	number = cur_take(&in, 4);
	name = cur_take(&in, cur_u8(&in));
	if (!cur_ok(&in))
		return;
	obs_word(d, ABOUT_SPEAKER, A_enip_vendor_id, vendor);
	obs_word(d, ABOUT_SPEAKER, A_enip_device_type, type);
	obs_text(d, ABOUT_SPEAKER, A_enip_version, cur_of(version, pen.n));
	obs_text(d, ABOUT_SPEAKER, A_enip_model, name);
	/* Written as people read it: the highest octet first. */
	pen = pen_on(serial, sizeof(serial));
	for (size_t i = 4; i > 0; i--)
		pen_hex(&pen, number.p + i - 1, 1);
	obs_text(d, ABOUT_SPEAKER, A_enip_serial, cur_of(serial, pen.n));
}

/* The question has no items, and says nothing of the asker. */
static bool read_message(struct dissect *d, struct cur in)
{
	unsigned items;

	cur_skip(&in, HEADER);
	obs_protocol(d, "enip", false);
	if (cur_left(&in) == 0)
		return true;
	items = cur_u16le(&in);
	for (unsigned i = 0; i < items && i < ITEMS_MAX; i++) {
		uint16_t type = cur_u16le(&in);
		struct cur item = cur_take(&in, cur_u16le(&in));

		if (!cur_ok(&in))
			return false;
		if (type == IDENTITY)
			tell_identity(d, item);
	}
	return true;
}

static struct verdict parse_datagram(struct dissect *d)
{
	return read_message(d, d->in) ? took(cur_left(&d->in)) : malformed();
}

/* ---- on TCP, before a session -------------------------------------------- */

static enum guess probe_stream(struct cur first, enum side from)
{
	if (from != CLIENT)
		return NO;
	if (cur_left(&first) < HEADER)
		return cur_at(&first, 0) == LIST_IDENTITY &&
				       cur_at(&first, 1) == 0
			       ? MORE
			       : NO;
	return enip_probe(first, from);
}

static struct verdict parse_stream(struct dissect *d)
{
	struct cur in = d->in;
	size_t length;

	if (cur_left(&in) < HEADER)
		return need(HEADER);
	/* Sessions follow, and their data. */
	if (!is_header(in, &length))
		return done();
	if (cur_left(&in) < HEADER + length)
		return need(HEADER + length);
	return read_message(d, cur_take(&in, HEADER + length))
		       ? took(HEADER + length)
		       : malformed();
}

const struct dissector dissector_enip = {
	.name = "enip",
	.title = "EtherNet/IP",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {PORT},
	.probe = enip_probe,
	.parse = parse_datagram,
};

const struct dissector dissector_enip_tcp = {
	.name = "enip_tcp",
	.title = "EtherNet/IP on TCP",
	.carrier = ON_TCP,
	.hints = {PORT},
	.probe = probe_stream,
	.parse = parse_stream,
};
