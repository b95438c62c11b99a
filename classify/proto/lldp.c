/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lldp - what a device says to its switch, and the LLDP-MED inventory.
 *
 * Reads    port, system name and description, inventory.
 * Never    location (LLDP-MED 3), port descriptions, management addresses.
 * Standard IEEE 802.1AB-2016 8.5; ANSI/TIA-1057 10.2.6
 */
#include "classify/dissector.h"

enum {
	TLV_END = 0,
	TLV_PORT_ID = 2,
	TLV_SYSTEM_NAME = 5,
	TLV_SYSTEM_DESCRIPTION = 6,
	TLV_ORGANISATION = 127,
	TLVS_MAX = 64,
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

	if (!CUR_IS(&body, "\x00\x12\xbb"))
		return;
	cur_skip(&body, 3);
	subtype = cur_u8(&body);
	/* 5 is the hardware, 6 the firmware revision: no software version.
	 * Some send all of a buffer, with what lay behind the text. */
	if (subtype >= 7 && subtype <= 10)
		obs_text(d, ABOUT_SPEAKER, attrs[subtype], cur_until(&body, 0));
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
