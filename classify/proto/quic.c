/* SPDX-License-Identifier: Apache-2.0 */
/*
 * quic - what browsers and clouds speak in place of TLS over TCP.
 *
 * Reads    the long header: that it is one, of a version that is in use.
 * Never    the protected part, which holds the name of the server.
 * Standard RFC 8999 5.1, RFC 9000 17.2, RFC 9369 3
 */
#include "classify/dissector.h"

enum {
	FORM_AND_FIXED = 0xc0,
	NUMBER_MAX = 20,    /* octets of a connection's number                */
	PROTECTED_MIN = 20, /* what protects a header: RFC 9001 5.4.2         */
	FIRST_DRAFT = 23, LAST_DRAFT = 34,
};

static const uint32_t version_1 = 1, version_2 = 0x6b3343cf;

static bool is_in_use(uint32_t version)
{
	return version == version_1 || version == version_2 ||
	       (version >> 8 == 0xff0000 && (version & 0xff) >= FIRST_DRAFT &&
		(version & 0xff) <= LAST_DRAFT);
}

/* RFC 9000 16: a length of 1, 2, 4 or 8 octets. */
static uint64_t take_length(struct cur *in)
{
	uint64_t n = cur_u8(in);
	unsigned more = (1U << (n >> 6)) - 1;

	for (n &= 0x3f; more > 0; more--)
		n = n << 8 | cur_u8(in);
	return n;
}

/* Of the four types the one that begins a connection. */
static bool is_initial(uint8_t first, uint32_t version)
{
	return (first >> 4 & 3) == (version == version_2);
}

static bool is_retry(uint8_t first, uint32_t version)
{
	return (first >> 4 & 3) == (version == version_2 ? 0 : 3);
}

/* Nothing more is said of a length than that something protected fits: the snap
 * length may have cut it. */
static enum guess quic_probe(struct cur in, enum side from)
{
	uint8_t first = cur_u8(&in);
	uint32_t version = cur_u32(&in);

	(void)from;
	if ((first & FORM_AND_FIXED) != FORM_AND_FIXED || !is_in_use(version))
		return NO;
	for (unsigned end = 0; end < 2; end++) {
		uint8_t n = cur_u8(&in);

		cur_skip(&in, n);
		if (n > NUMBER_MAX)
			return NO;
	}
	if (is_retry(first, version))
		return cur_ok(&in) && cur_left(&in) > 0 ? YES : NO;
	if (is_initial(first, version))
		cur_skip(&in, take_length(&in));
	return take_length(&in) >= PROTECTED_MIN && cur_ok(&in) ? YES : NO;
}

static struct verdict quic_parse(struct dissect *d)
{
	obs_protocol(d, "quic", true);
	return done();
}

const struct dissector dissector_quic = {
	.name = "quic",
	.title = "QUIC",
	.carrier = ON_UDP,
	.once = true,
	.hints = {443},
	.probe = quic_probe,
	.parse = quic_parse,
};
