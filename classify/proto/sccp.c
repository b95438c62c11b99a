/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sccp - telephones of Cisco and who serves them.
 *
 * Reads    lengths and kinds of messages; name and type of the device in a
 *          registration.
 * Never    who calls whom, keys, numbers, texts on the display.
 * Standard none is published; the layout is that of Wireshark's dissector of
 *          SKINNY, versions 0 and 10 to 22, which read the messages of the test
 */
#include "classify/dissector.h"

enum {
	HEADER = 8,
	LENGTH_MAX = 2048,
	KEEP_ALIVE = 0,
	KIND = 4, /* octets; all that a keep-alive has                         */
	REGISTER = 1,
	KEYPAD = 3,
	STIMULUS = 5,
	OFF_HOOK = 6,
	ON_HOOK = 7,
	SOFT_KEY = 0x26,
	OF_STATION_MAX = 0x4c,
	OF_MANAGER = 0x81,
	OF_MANAGER_MAX = 0x15f,
	NAME = 16,
	MESSAGES = 64,
};

struct state {
	uint8_t messages[2];
};

static bool is_header(uint32_t length, uint32_t version)
{
	return length >= 4 && length <= LENGTH_MAX &&
	       (version == 0 || (version >= 10 && version <= 22));
}

static bool is_of(enum side from, uint32_t kind)
{
	return from == CLIENT ? kind <= OF_STATION_MAX
			      : kind >= OF_MANAGER && kind <= OF_MANAGER_MAX;
}

/* Length, version and kind are 32 bits each and small: eight zeros in twelve. */
static enum guess sccp_probe(struct cur first, enum side from)
{
	size_t n = cur_left(&first);
	uint8_t low = cur_at(&first, 0);
	uint32_t length, version, kind;

	/* Some later messages are of any length; all go on with one that is not. */
	if (low < 4 || low % 4 != 0)
		return NO;
	if (n < HEADER + 4)
		return (n < 3 || cur_at(&first, 2) == 0) &&
				       (n < 4 || cur_at(&first, 3) == 0)
			       ? MORE
			       : NO;
	length = cur_u32le(&first);
	version = cur_u32le(&first);
	kind = cur_u32le(&first);
	/* A question to MongoDB has 0 there, too, and goes on. */
	return is_header(length, version) && is_of(from, kind) &&
			       (kind != KEEP_ALIVE || length == KIND)
		       ? YES
		       : NO;
}

/* A registration: name, two numbers, address, type. */
static void tell_device(struct dissect *d, struct cur in)
{
	struct cur name = cur_take(&in, NAME);
	uint32_t type;

	cur_skip(&in, 12);
	type = cur_u32le(&in);
	if (!cur_ok(&in))
		return;
	obs_text(d, ABOUT_SPEAKER, A_sccp_device, cur_until(&name, 0));
	obs_word(d, ABOUT_SPEAKER, A_sccp_type, type);
}

/* Bridges and players of music register too; only people press keys. */
static bool is_pressed(uint32_t kind)
{
	return kind == KEYPAD || kind == STIMULUS || kind == OFF_HOOK ||
	       kind == ON_HOOK || kind == SOFT_KEY;
}

static struct verdict sccp_parse(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in;
	uint32_t length = cur_u32le(&in), version = cur_u32le(&in), kind;

	if (!cur_ok(&in))
		return need(HEADER);
	if (!is_header(length, version))
		return malformed();
	if (cur_left(&in) < length)
		return need(HEADER + (uint64_t)length);
	in = cur_take(&in, length);
	kind = cur_u32le(&in);
	if (!is_of(d->from, kind))
		return took(HEADER + (uint64_t)length);
	obs_protocol(d, "sccp", false);
	if (d->from == SERVER)
		obs_term(d, ABOUT_SPEAKER, A_sccp_role, "call-manager");
	else if (is_pressed(kind))
		obs_term(d, ABOUT_SPEAKER, A_sccp_role, "telephone");
	else if (kind == REGISTER)
		tell_device(d, in);
	return ++s->messages[d->from] >= MESSAGES
		       ? done()
		       : took(HEADER + (uint64_t)length);
}

const struct dissector dissector_sccp = {
	.name = "sccp",
	.title = "Skinny Client Control (SCCP)",
	.carrier = ON_TCP,
	.hints = {2000},
	.state_size = sizeof(struct state),
	.probe = sccp_probe,
	.parse = sccp_parse,
};
