/* SPDX-License-Identifier: Apache-2.0 */
/*
 * modbus - controllers that obey anybody, and what they call themselves.
 *
 * Reads    normal responses; vendor, product and revision of the device
 *          identification (function 43/14), and of which unit: behind a gateway
 *          each is a device, and 0 and 255 stand for who has the address.
 * Never    registers, coils, files.
 * Standard MODBUS Messaging on TCP/IP 3.1.3; Application Protocol 6.21
 */
#include "classify/dissector.h"

enum {
	HEADER = 7,
	LENGTH_MAX = 254,
	FUNCTION_IDENTIFY = 43,
	MEI_DEVICE_ID = 14,
	OBJECTS_MAX = 16,
	MESSAGES = 32,
	UNIT_ITSELF = 255,
};

struct state {
	uint8_t messages[2];
	bool asked;
};

static enum guess modbus_probe(struct cur first, enum side from)
{
	uint16_t length;
	uint8_t function;

	if (from != CLIENT)
		return NO;
	if (cur_left(&first) < 8)
		return cur_at(&first, 2) == 0 && cur_at(&first, 3) == 0 ? MORE
									: NO;
	length = (uint16_t)(cur_at(&first, 4) << 8 | cur_at(&first, 5));
	function = cur_at(&first, 7);
	/* One whole request: protocol 0, a length that fits, a function. */
	if (cur_at(&first, 2) != 0 || cur_at(&first, 3) != 0 || length < 2 ||
	    length > LENGTH_MAX || function == 0 || function > 43 ||
	    cur_left(&first) > length + 6u)
		return NO;
	return cur_left(&first) == length + 6u ? YES : MORE;
}

static void tell_objects(struct dissect *d, struct cur unit, struct cur in)
{
	uint8_t number = cur_at(&unit, 0);
	static const enum attr attrs[] = {
		[0] = A_modbus_vendor, [1] = A_modbus_model,
		[2] = A_modbus_version, [3] = A_none,
		[4] = A_modbus_model,
	};
	unsigned count;

	if (number != 0 && number != UNIT_ITSELF)
		obs_part(d, part_number(unit, cur_of("modbus", 6)));
	cur_skip(&in, 4);
	count = cur_u8(&in);
	for (unsigned i = 0; i < count && i < OBJECTS_MAX; i++) {
		uint8_t id = cur_u8(&in);
		struct cur value = cur_take(&in, cur_u8(&in));

		if (!cur_ok(&in))
			return;
		if (id < sizeof(attrs) / sizeof(attrs[0]) &&
		    attrs[id] != A_none)
			obs_text(d, ABOUT_ORIGIN, attrs[id], value);
	}
}

static struct verdict modbus_parse(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in, unit, body;
	uint16_t protocol, length;
	uint8_t function;

	cur_skip(&in, 2);
	protocol = cur_u16(&in);
	length = cur_u16(&in);
	unit = cur_take(&in, 1);
	if (!cur_ok(&in))
		return need(HEADER);
	if (protocol != 0 || length < 2 || length > LENGTH_MAX)
		return malformed();
	if (cur_left(&d->in) < length + 6u)
		return need(length + 6u);
	body = cur_take(&in, length - 1u);
	function = cur_u8(&body);
	if (d->from == CLIENT) {
		s->asked = true;
	} else if (s->asked && function > 0 && function < 0x80) {
		obs_protocol(d, "modbus", false);
		obs_word(d, ABOUT_SPEAKER, A_modbus_clear, 1);
		if (function == FUNCTION_IDENTIFY &&
		    cur_at(&body, 0) == MEI_DEVICE_ID) {
			cur_skip(&body, 1);
			tell_objects(d, unit, body);
		}
	}
	if (++s->messages[d->from] >= MESSAGES)
		return done();
	return took(length + 6u);
}

const struct dissector dissector_modbus = {
	.name = "modbus",
	.title = "Modbus/TCP",
	.carrier = ON_TCP,
	.hints = {502},
	.state_size = sizeof(struct state),
	.probe = modbus_probe,
	.parse = modbus_parse,
};
