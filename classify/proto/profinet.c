/* SPDX-License-Identifier: Apache-2.0 */
/*
 * profinet - names and types of stations by PROFINET DCP.
 *
 * Reads    answers and greetings: name and type of station, vendor and device
 *          numbers.
 * Never    questions, settings, process data.
 * Standard IEC 61158-6-10:2019 4.3 (DCP)
 */
#include "classify/dissector.h"

enum {
	ETHERTYPE = 0x8892,
	HELLO = 0xfefc,
	GET_OR_SET = 0xfefd,
	IDENTIFY_ANSWER = 0xfeff,
	SERVICE_GET = 3,
	SERVICE_IDENTIFY = 5,
	SERVICE_HELLO = 6,
	SUCCESS = 1,
	DEVICE = 2,
	TYPE_OF_STATION = 1,
	NAME_OF_STATION = 2,
	DEVICE_ID = 3,
	BLOCKS_MAX = 32,
};

static bool is_told(uint16_t frame, uint8_t service, uint8_t kind)
{
	return (frame == IDENTIFY_ANSWER && service == SERVICE_IDENTIFY &&
		kind == SUCCESS) ||
	       (frame == GET_OR_SET && service == SERVICE_GET &&
		kind == SUCCESS) ||
	       (frame == HELLO && service == SERVICE_HELLO && kind == 0);
}

static enum guess profinet_probe(struct cur first, enum side from)
{
	uint16_t frame = cur_u16(&first);
	uint8_t service = cur_u8(&first), kind = cur_u8(&first);

	(void)from;
	return cur_left(&first) >= 8 && is_told(frame, service, kind) ? YES
								      : NO;
}

/* Each block of an answer begins with two octets of block information. */
static void tell_block(struct dissect *d, uint8_t suboption, struct cur body)
{
	cur_skip(&body, 2);
	if (suboption == NAME_OF_STATION) {
		obs_text(d, ABOUT_SPEAKER, A_profinet_name, body);
	} else if (suboption == TYPE_OF_STATION) {
		obs_text(d, ABOUT_SPEAKER, A_profinet_type, body);
	} else if (suboption == DEVICE_ID && cur_left(&body) == 4) {
		obs_word(d, ABOUT_SPEAKER, A_profinet_vendor_id,
			 cur_u16(&body));
		obs_word(d, ABOUT_SPEAKER, A_profinet_device_id,
			 cur_u16(&body));
	}
}

static struct verdict profinet_parse(struct dissect *d)
{
	struct cur in = d->in, blocks;

	cur_skip(&in, 10);
	blocks = cur_take(&in, cur_u16(&in));
	if (!cur_ok(&in))
		return malformed();
	for (unsigned i = 0; i < BLOCKS_MAX && cur_left(&blocks) > 0; i++) {
		uint8_t option = cur_u8(&blocks), suboption = cur_u8(&blocks);
		uint16_t length = cur_u16(&blocks);
		struct cur body = cur_take(&blocks, length);

		if (!cur_ok(&blocks))
			return malformed();
		if (option == DEVICE)
			tell_block(d, suboption, body);
		if (length % 2 != 0 && cur_left(&blocks) > 0)
			cur_skip(&blocks, 1);
	}
	return done();
}

const struct dissector dissector_profinet = {
	.name = "profinet",
	.title = "PROFINET discovery and configuration",
	.carrier = ON_ETHER,
	.stateless = true,
	.hints = {ETHERTYPE},
	.probe = profinet_probe,
	.parse = profinet_parse,
};
