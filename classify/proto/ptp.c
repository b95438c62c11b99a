/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ptp - clocks that keep each other right to the microsecond.
 *
 * Reads    the header: that it is one.
 * Standard IEEE 1588-2019 13.3 (version 2), annex C: over UDP
 */
#include "classify/dissector.h"

enum { EVENT_PORT = 319, GENERAL_PORT = 320, HEADER = 34, OTHERS = 5 };

/* 13.3.2.13: the value that goes with a type of message, or -1. */
static int control_of(unsigned type)
{
	static const int8_t control[16] = {
		[0x0] = 0, [0x1] = 1, [0x2] = OTHERS, [0x3] = OTHERS,
		[0x4] = -1, [0x5] = -1, [0x6] = -1, [0x7] = -1,
		[0x8] = 2, [0x9] = 3, [0xa] = OTHERS, [0xb] = OTHERS,
		[0xc] = OTHERS, [0xd] = 4, [0xe] = -1, [0xf] = -1,
	};

	return control[type & 0xf];
}

static enum guess ptp_probe(struct cur first, enum side from)
{
	unsigned length = (unsigned)cur_at(&first, 2) << 8 | cur_at(&first, 3);

	(void)from;
	return length >= HEADER && cur_left(&first) >= length &&
			       (cur_at(&first, 1) & 0xf) == 2 &&
			       cur_at(&first, 32) ==
				       control_of(cur_at(&first, 0))
		       ? YES
		       : NO;
}

static struct verdict ptp_parse(struct dissect *d)
{
	uint16_t port = d->port[SERVER];

	if (port != EVENT_PORT && port != GENERAL_PORT)
		return not_mine();
	obs_protocol(d, "ptp", false);
	return done();
}

const struct dissector dissector_ptp = {
	.name = "ptp",
	.title = "Precision Time Protocol",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {EVENT_PORT, GENERAL_PORT},
	.probe = ptp_probe,
	.parse = ptp_parse,
};
