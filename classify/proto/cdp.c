/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cdp - what a device says to its neighbours in Cisco's words.
 *
 * Reads    device id, capabilities, software version text, platform, port.
 * Standard none published; TLVs as Cisco documents them
 */
#include "classify/dissector.h"

enum {
	TLV_DEVICE = 1,
	TLV_PORT = 3,
	TLV_CAPABILITIES = 4,
	TLV_VERSION = 5,
	TLV_PLATFORM = 6,
	TLVS_MAX = 64,
	CAN_ROUTE = 0x01,
	CAN_SWITCH = 0x08,
	CAN_HOST = 0x10,
	CAN_IGMP = 0x20,
	CAN_TELEPHONE = 0x80,
};

/* LLC and SNAP of Cisco's protocol 0x2000. */
#define CDP_HEAD "\xaa\xaa\x03\x00\x00\x0c\x20\x00"

static enum guess cdp_probe(struct cur first, enum side from)
{
	(void)from;
	return CUR_IS(&first, CDP_HEAD) ? YES : NO;
}

/* Who hosts virtual machines calls itself a switch as well, but none that
 * forwards IGMP. */
static void tell_part(struct dissect *d, struct cur body)
{
	uint32_t does = cur_u32(&body);

	if (!cur_ok(&body))
		return;
	if ((does & CAN_TELEPHONE) != 0)
		obs_term(d, ABOUT_SPEAKER, A_neighbour_part, "telephone");
	else if ((does & CAN_HOST) != 0)
		return;
	else if ((does & CAN_ROUTE) != 0)
		obs_term(d, ABOUT_SPEAKER, A_neighbour_part, "router");
	else if ((does & CAN_SWITCH) != 0 && (does & CAN_IGMP) != 0)
		obs_term(d, ABOUT_SPEAKER, A_neighbour_part, "switch");
}

static struct verdict cdp_parse(struct dissect *d)
{
	struct cur in = d->in;

	cur_skip(&in, 8 + 4);
	for (unsigned i = 0; i < TLVS_MAX && cur_left(&in) >= 4; i++) {
		uint16_t type = cur_u16(&in), length = cur_u16(&in);
		struct cur body;

		if (type == 0 && length == 0)
			break; /* the padding of a short frame */
		if (length < 4)
			return malformed();
		body = cur_take(&in, length - 4u);
		if (!cur_ok(&in))
			return malformed();
		if (type == TLV_DEVICE)
			obs_text(d, ABOUT_SPEAKER, A_system_name, body);
		else if (type == TLV_PORT)
			obs_text(d, ABOUT_SPEAKER, A_switch_port, body);
		else if (type == TLV_CAPABILITIES)
			tell_part(d, body);
		else if (type == TLV_VERSION)
			obs_text(d, ABOUT_SPEAKER, A_system_description, body);
		else if (type == TLV_PLATFORM)
			obs_text(d, ABOUT_SPEAKER, A_platform, body);
	}
	return done();
}

const struct dissector dissector_cdp = {
	.name = "cdp",
	.title = "Cisco Discovery Protocol",
	.carrier = ON_ETHER,
	.probe = cdp_probe,
	.parse = cdp_parse,
};
