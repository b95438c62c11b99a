/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ike - key exchange of IPsec: who opens a tunnel.
 *
 * Reads    the header alone.
 * Never    identities, keys, addresses inside.
 * Standard RFC 2408 3.1 (version 1), RFC 7296 3.1 (version 2), RFC 3948 2.2
 */
#include "classify/dissector.h"

enum { HEADER = 28, V1 = 0x10, V2 = 0x20 };

/* RFC 2408 3.1, 4.1: main, aggressive and quick mode, information; RFC 7296 3.1. */
static bool is_exchange(uint8_t version, uint8_t type)
{
	return version == V1 ? type == 2 || type == 4 || type == 5 || type == 32
			     : type >= 34 && type <= 37;
}

static bool is_flags(uint8_t version, uint8_t flags)
{
	return (flags & (version == V1 ? 0xf8 : 0xc7)) == 0;
}

static bool is_payload(uint8_t version, uint8_t next)
{
	return version == V1 ? next >= 1 && next <= 21
			     : next == 0 || (next >= 33 && next <= 54);
}

static enum guess ike_probe(struct cur first, enum side from)
{
	size_t length;
	uint8_t next, version, type, flags;

	(void)from;
	/* Behind a translator of addresses four zeros stand before it. */
	if (CUR_IS(&first, "\0\0\0\0"))
		cur_skip(&first, 4);
	length = cur_left(&first);
	if (length < HEADER || CUR_IS(&first, "\0\0\0\0\0\0\0\0"))
		return NO;
	cur_skip(&first, 16);
	next = cur_u8(&first);
	version = cur_u8(&first);
	type = cur_u8(&first);
	flags = cur_u8(&first);
	cur_skip(&first, 4);
	return (version == V1 || version == V2) && is_exchange(version, type) &&
			       is_flags(version, flags) &&
			       is_payload(version, next) &&
			       cur_u32(&first) == length
		       ? YES
		       : NO;
}

static struct verdict ike_parse(struct dissect *d)
{
	if (ike_probe(d->in, d->from) != YES)
		return not_mine();
	obs_protocol(d, "ipsec", true);
	return done();
}

const struct dissector dissector_ike = {
	.name = "ike",
	.title = "Internet Key Exchange of IPsec",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {500, 4500},
	.probe = ike_probe,
	.parse = ike_parse,
};
