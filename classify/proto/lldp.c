/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lldp - what a device says to its switch, and the LLDP-MED inventory.
 *
 * Reads    port, system name and description, capabilities, inventory.
 * Never    location (LLDP-MED 3), port descriptions, management addresses.
 * Standard IEEE 802.1AB-2016 8.5 (capabilities: 8.5.8); ANSI/TIA-1057 10.2.6
 */
#include "classify/dissector.h"

enum {
	TLV_END = 0,
	TLV_PORT_ID = 2,
	TLV_SYSTEM_NAME = 5,
	TLV_SYSTEM_DESCRIPTION = 6,
	TLV_CAPABILITIES = 7,
	TLV_ORGANISATION = 127,
	TLVS_MAX = 64,
	CAN_BRIDGE = 0x04,
	CAN_ACCESS_POINT = 0x08,
	CAN_ROUTE = 0x10,
	CAN_TELEPHONE = 0x20,
	CAN_STATION = 0x80,
};

static enum guess lldp_probe(struct cur first, enum side from)
{
	(void)from;
	/* The chassis id comes first: type 1, a length, a subtype 1 to 7. */
	return cur_at(&first, 0) == 0x02 && cur_at(&first, 2) >= 1 &&
			       cur_at(&first, 2) <= 7
		       ? YES
		       : NO;
}

static void tell_inventory(struct dissect *d, struct cur body)
{
	static const enum attr attrs[] = {
		[7] = A_inventory_version, [8] = A_inventory_serial,
		[9] = A_inventory_vendor,
		[10] = A_inventory_model,
	};
	uint8_t subtype;
	struct cur text;

	if (!CUR_IS(&body, "\x00\x12\xbb"))
		return;
	cur_skip(&body, 3);
	subtype = cur_u8(&body);
	/* Some send all of a buffer, with what lay behind the text. */
	text = cur_until(&body, 0);
	/* 5 is the hardware, 6 the firmware revision: no software version. Some
	 * switches have the number of their maker, in letters, for its name. */
	if (subtype >= 7 && subtype <= 10 &&
	    !(subtype == 9 && CUR_IS(&text, "0x")))
		obs_text(d, ABOUT_SPEAKER, attrs[subtype], text);
}

/* A computer that could be a station, too, bridges and routes for its guests. */
static void tell_part(struct dissect *d, struct cur body)
{
	uint16_t can = cur_u16(&body), does = cur_u16(&body) & can;

	if (!cur_ok(&body) || (can & CAN_STATION) != 0)
		return;
	if ((does & CAN_TELEPHONE) != 0)
		obs_term(d, ABOUT_SPEAKER, A_neighbour_part, "telephone");
	else if ((does & CAN_ACCESS_POINT) != 0)
		obs_term(d, ABOUT_SPEAKER, A_neighbour_part, "access-point");
	else if ((does & CAN_ROUTE) != 0)
		obs_term(d, ABOUT_SPEAKER, A_neighbour_part, "router");
	else if ((does & CAN_BRIDGE) != 0)
		obs_term(d, ABOUT_SPEAKER, A_neighbour_part, "switch");
}

static struct verdict lldp_parse(struct dissect *d)
{
	struct cur in = d->in;

	for (unsigned i = 0; i < TLVS_MAX && cur_left(&in) >= 2; i++) {
		uint16_t head = cur_u16(&in);
		struct cur body = cur_take(&in, head & 0x1ff);

		if (!cur_ok(&in))
			return malformed();
		switch (head >> 9) {
		case TLV_END:
			return done();
		case TLV_PORT_ID:
			if (cur_u8(&body) != 3) /* not a MAC */
				obs_text(d, ABOUT_SPEAKER, A_switch_port, body);
			break;
		case TLV_SYSTEM_NAME:
			obs_text(d, ABOUT_SPEAKER, A_system_name, body);
			break;
		case TLV_SYSTEM_DESCRIPTION:
			obs_text(d, ABOUT_SPEAKER, A_system_description, body);
			break;
		case TLV_CAPABILITIES:
			tell_part(d, body);
			break;
		case TLV_ORGANISATION:
			tell_inventory(d, body);
			break;
		default:
			break;
		}
	}
	return done();
}

const struct dissector dissector_lldp = {
	.name = "lldp",
	.title = "Link Layer Discovery Protocol",
	.carrier = ON_ETHER,
	.hints = {0x88cc},
	.probe = lldp_probe,
	.parse = lldp_parse,
};
