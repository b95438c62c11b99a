/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bacnet - what building equipment says of itself by BACnet/IP.
 *
 * Reads    I-Am; in answers to ReadProperty and ReadPropertyMultiple the
 *          vendor, model, firmware, application software and serial number of
 *          the device object.
 * Never    object names, descriptions and locations (typed by people), other
 *          objects, measured values.
 * Standard ASHRAE 135-2020 6.2, 15.5, 15.7, 16.10, 20.1, 20.2, annex J
 */
#include "classify/dissector.h"

enum {
	PORT = 47808,
	BVLC = 0x81,
	FORWARDED = 4,
	DISTRIBUTE = 9,
	BROADCAST = 11,
	VERSION = 1,
	NETWORK_MESSAGE = 0x80,
	TO_NETWORK = 0x20,
	FROM_NETWORK = 0x08,
	UNCONFIRMED = 0x10,
	COMPLEX_ACK = 0x30,
	I_AM = 0,
	READ = 12,
	READ_MULTIPLE = 14,
	DEVICE = 8,
	CHARACTERS = 7,
	UNSIGNED = 2,
	OBJECT_ID = 12,
	UTF_8 = 0,
	OPENING = 6,
	CLOSING = 7,
	PROPERTIES_MAX = 64,
	TAGS_MAX = 256,
	NETWORK = 3,              /* its number, and the length of an address  */
	INSTANCE_NONE = 0x3fffff, /* any, or not configured yet                */
};

static enum guess bacnet_probe(struct cur first, enum side from)
{
	struct cur in = first;
	uint8_t function;
	size_t length;

	(void)from;
	if (cur_u8(&in) != BVLC)
		return NO;
	function = cur_u8(&in);
	length = cur_u16(&in);
	if (function == FORWARDED)
		cur_skip(&in, 6);
	else if (function < DISTRIBUTE || function > BROADCAST)
		return NO;
	/* Bits 4 and 6 of the control octet are always zero. */
	return cur_left(&in) >= 4 && cur_left(&first) == length &&
			       cur_u8(&in) == VERSION &&
			       (cur_u8(&in) & 0x50) == 0
		       ? YES
		       : NO;
}

/* ---- tags ---------------------------------------------------------------- */

/* 20.2.1: number, class, and the length or what stands in its place. */
struct tag {
	uint8_t number;
	bool context;
	uint8_t bracket;   /* OPENING, CLOSING or 0                            */
	struct cur value;
};

static bool next_tag(struct cur *in, struct tag *t)
{
	uint8_t head = cur_u8(in);
	size_t length = head & 7;

	t->number = head >> 4;
	t->context = (head & 8) != 0;
	t->bracket = 0;
	if (t->number == 15)
		t->number = cur_u8(in);
	if (t->context && (length == OPENING || length == CLOSING)) {
		t->bracket = (uint8_t)length;
		length = 0;
	} else if (length == 5) {
		length = cur_u8(in);
		if (length == 254)
			length = cur_u16(in);
		else if (length == 255)
			length = cur_u32(in);
	}
	/* A boolean holds its value where others have a length. */
	if (!t->context && t->number == 1)
		length = 0;
	t->value = cur_take(in, length);
	return cur_ok(in);
}

static uint64_t number_of(struct cur value)
{
	return cur_left(&value) > 4 ? UINT64_MAX
				    : cur_be(&value, cur_left(&value));
}

/* Ten bits of type, 22 of instance. */
static bool is_device(struct cur value)
{
	return cur_left(&value) == 4 && cur_u32(&value) >> 22 == DEVICE;
}

/* ---- what it says -------------------------------------------------------- */

/* The device of the message: the sender, or who a broadcast was passed on for;
 * or one behind the sender, by its network and number. Of one that is behind a
 * router whose broadcast was passed on nothing is told. */
struct origin {
	struct party party;
	bool routed;
	uint32_t part;
};

static enum about about_origin(struct dissect *d, const struct origin *o)
{
	obs_part(d, o->part);
	return o->part != 0 ? ABOUT_CARRIED : ABOUT_SPEAKER;
}

static void tell_text(struct dissect *d, const struct origin *o, enum attr attr,
		      struct cur text)
{
	if (addr_is_zero(o->party.ip))
		obs_text(d, about_origin(d, o), attr, text);
	else
		obs_text_of(d, &o->party, attr, text);
}

static void tell_vendor(struct dissect *d, const struct origin *o, uint64_t id)
{
	static const struct {
		uint16_t id;
		const char *name;
	} vendors[] = {
#define VENDOR(id, name) {id, name},
#include "classify/proto/bacnet_vendor.def"
#undef VENDOR
	};

	for (size_t i = 0; i < sizeof(vendors) / sizeof(vendors[0]); i++)
		if (vendors[i].id == id)
			tell_text(d, o, A_bacnet_vendor,
				  cur_of(vendors[i].name,
					 strlen(vendors[i].name)));
}

static void read_i_am(struct dissect *d, const struct origin *o, struct cur in)
{
	struct tag object, size, segments, vendor;
	uint32_t instance;

	if (!next_tag(&in, &object) || !next_tag(&in, &size) ||
	    !next_tag(&in, &segments) || !next_tag(&in, &vendor) ||
	    object.context || object.number != OBJECT_ID ||
	    !is_device(object.value) || vendor.context ||
	    vendor.number != UNSIGNED || cur_left(&in) != 0)
		return;
	instance = cur_u32(&object.value) & INSTANCE_NONE;
	if (instance == INSTANCE_NONE)
		return;
	if (addr_is_zero(o->party.ip))
		obs_word(d, about_origin(d, o), A_bacnet_device, instance);
	else
		obs_word_of(d, &o->party, A_bacnet_device, instance);
	tell_vendor(d, o, number_of(vendor.value));
}

static void tell_property(struct dissect *d, const struct origin *o,
			  uint64_t property, struct cur in)
{
	static const struct {
		uint16_t property;
		enum attr attr;
	} texts[] = {
		{12, A_bacnet_application}, {44, A_bacnet_version},
		{70, A_bacnet_model},	    {121, A_bacnet_vendor},
		{372, A_bacnet_serial},
	};
	struct tag t;

	if (!next_tag(&in, &t) || t.context)
		return;
	if (property == 120 && t.number == UNSIGNED)
		tell_vendor(d, o, number_of(t.value));
	if (t.number != CHARACTERS || cur_u8(&t.value) != UTF_8)
		return;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (texts[i].property == property)
			tell_text(d, o, texts[i].attr, t.value);
}

/* What stands before the bracket that closes this one; brackets nest. */
static struct cur bracketed(struct cur *in)
{
	struct cur from = *in;
	unsigned depth = 1;
	struct tag t;

	for (unsigned i = 0; i < TAGS_MAX; i++) {
		const uint8_t *before = in->p;

		if (!next_tag(in, &t))
			break;
		if (t.bracket == OPENING)
			depth++;
		else if (t.bracket == CLOSING && --depth == 0)
			return cur_take(&from, (size_t)(before - from.p));
	}
	in->bad = true;
	return cur_take(&from, SIZE_MAX);
}

/* 15.5.1.2: object, property, index if any, value in brackets of tag 3. */
static void read_one(struct dissect *d, const struct origin *o, struct cur in)
{
	struct tag object, property, t;

	if (!next_tag(&in, &object) || !next_tag(&in, &property) ||
	    !next_tag(&in, &t) || !object.context || object.number != 0 ||
	    !is_device(object.value) || !property.context ||
	    property.number != 1)
		return;
	if (t.context && t.number == 2 && t.bracket == 0 && !next_tag(&in, &t))
		return;
	if (t.bracket == OPENING && t.number == 3)
		tell_property(d, o, number_of(property.value), bracketed(&in));
}

/* 15.7.1.2: objects, each with a list in brackets of tag 1 of property (2),
 * index (3) and value (brackets of tag 4) or error (of tag 5). */
static void read_many(struct dissect *d, const struct origin *o, struct cur in)
{
	bool device = false;
	uint64_t property = UINT64_MAX;
	struct tag t;

	for (unsigned i = 0; i < PROPERTIES_MAX * 3 && next_tag(&in, &t); i++) {
		if (!t.context)
			return;
		if (t.bracket == 0 && t.number == 0)
			device = is_device(t.value);
		else if (t.bracket == 0 && t.number == 2)
			property = number_of(t.value);
		else if (t.bracket == OPENING && t.number >= 4) {
			struct cur value = bracketed(&in);

			if (device && t.number == 4 && cur_ok(&value))
				tell_property(d, o, property, value);
		}
	}
}

static void read_apdu(struct dissect *d, const struct origin *o, struct cur in)
{
	uint8_t type = cur_u8(&in), service;

	/* Bits 2 and 3 mark a message in pieces: those are left alone. */
	if (type == UNCONFIRMED) {
		if (cur_u8(&in) == I_AM)
			read_i_am(d, o, in);
	} else if (type == COMPLEX_ACK) {
		cur_skip(&in, 1);
		service = cur_u8(&in);
		if (service == READ)
			read_one(d, o, in);
		else if (service == READ_MULTIPLE)
			read_many(d, o, in);
	}
}

static struct verdict bacnet_parse(struct dissect *d)
{
	struct cur in = d->in;
	struct origin o = {.party = {.ip = {{0}}}};
	uint8_t control;

	cur_skip(&in, 1);
	if (cur_u8(&in) == FORWARDED) {
		cur_skip(&in, 2);
		o.party.ip = addr_of_v4(cur_u32(&in));
	}
	cur_skip(&in, 2);
	cur_skip(&in, 1);
	control = cur_u8(&in);
	if ((control & TO_NETWORK) != 0) {
		cur_skip(&in, 2);
		cur_skip(&in, cur_u8(&in));
	}
	if ((control & FROM_NETWORK) != 0) {
		struct cur from = in;
		uint16_t network = cur_u16(&in);
		uint8_t length = cur_u8(&in);

		o.routed = true;
		cur_skip(&in, length);
		from = cur_take(&from, NETWORK + length);
		if (cur_ok(&in) && addr_is_zero(o.party.ip)) {
			obs_word(d, ABOUT_SPEAKER, A_bacnet_routes, network);
			if (length > 0)
				o.part = part_number(from, cur_of("bacnet", 6));
		}
	}
	if ((control & TO_NETWORK) != 0)
		cur_skip(&in, 1);
	if (!cur_ok(&in) || addr_is_group(o.party.ip))
		return malformed();
	obs_protocol(d, "bacnet", false);
	if ((!o.routed || o.part != 0) && (control & NETWORK_MESSAGE) == 0)
		read_apdu(d, &o, in);
	return took(cur_left(&d->in));
}

const struct dissector dissector_bacnet = {
	.name = "bacnet",
	.title = "BACnet/IP",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {PORT},
	.probe = bacnet_probe,
	.parse = bacnet_parse,
};
