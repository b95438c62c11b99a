/* SPDX-License-Identifier: Apache-2.0 */
/*
 * aeroscout - access points that report asset tags to a location engine.
 *
 * Reads    the head of a report or of its receipt: it names the conversation.
 * Never    the tag, which is no host of the network and may be on a person.
 * Standard Aruba and AeroScout integration notes; the vendor of the access
 *          point is not in it
 */
#include "classify/dissector.h"

enum { REPORT = 0xd9, RECEIPT = 0xd0, HEAD = 8, TAG = 6 };

/* 7C 83 00 00, code, length, MAC of a tag; the code in one octet or two. */
static enum guess aeroscout_probe(struct cur first, enum side from)
{
	uint8_t high, low;
	uint16_t length;

	(void)from;
	if (!CUR_IS(&first, "\x7c\x83\x00\x00"))
		return NO;
	cur_skip(&first, 4);
	high = cur_u8(&first);
	low = cur_u8(&first);
	length = cur_u16(&first);
	if (high != REPORT && high != RECEIPT &&
	    (high != 0 || (low != REPORT && low != RECEIPT)))
		return NO;
	return cur_left(&first) >= TAG && length <= cur_left(&first) + HEAD
		       ? YES
		       : NO;
}

static struct verdict aeroscout_parse(struct dissect *d)
{
	if (aeroscout_probe(d->in, d->from) != YES)
		return not_mine();
	obs_protocol(d, "aeroscout", false);
	return took(cur_left(&d->in));
}

const struct dissector dissector_aeroscout = {
	.name = "aeroscout",
	.title = "AeroScout tag reports",
	.carrier = ON_UDP,
	.hints = {12092, 1144},
	.probe = aeroscout_probe,
	.parse = aeroscout_parse,
};
