/* SPDX-License-Identifier: Apache-2.0 */
/*
 * vrrp - routers that share an address, and which of them has it.
 *
 * Reads    group, priority and addresses of advertisements; only the router that
 *          has the addresses sends any.
 * Never    authentication data of version 2.
 * Standard RFC 3768 5.3, RFC 5798 5.2, RFC 9568 5.2. CARP has the same protocol
 *          number and first octet, and another length.
 */
#include "classify/proto/router_group.h"

enum {
	VERSION_2 = 0x21, /* with the type, of which there is one              */
	VERSION_3 = 0x31,
	HEADER = 8,
	PASSWORD = 8,     /* behind the addresses of version 2, used or not    */
	ADDRESSES_MAX = 8,
};

static enum guess vrrp_probe(struct cur first, enum side from)
{
	uint8_t version = cur_at(&first, 0);
	size_t n = cur_left(&first), count = cur_at(&first, 3);

	(void)from;
	if (count == 0 || cur_at(&first, 1) == 0)
		return NO;
	if (version == VERSION_2)
		return n == HEADER + 4 * count + PASSWORD ? YES : NO;
	return version == VERSION_3 &&
			       (n == HEADER + 4 * count ||
				n == HEADER + 16 * count)
		       ? YES
		       : NO;
}

static struct verdict vrrp_parse(struct dissect *d)
{
	struct cur in = d->in;
	bool v4 = addr_is_v4(d->ip[d->from]) || cur_at(&in, 0) == VERSION_2;
	uint8_t version = cur_u8(&in), group = cur_u8(&in);
	uint8_t priority = cur_u8(&in), count = cur_u8(&in), octets[16];

	if (vrrp_probe(d->in, d->from) != YES ||
	    (version == VERSION_3 &&
	     cur_left(&d->in) != HEADER + (v4 ? 4u : 16u) * count))
		return not_mine();
	cur_skip(&in, 4);
	tell_rank(d, "vrrp", group, priority == 0 ? "resigned" : "master",
		  priority);
	for (unsigned i = 0; i < count && i < ADDRESSES_MAX; i++) {
		struct addr shared;

		if (v4) {
			shared = addr_of_v4(cur_u32(&in));
		} else {
			cur_copy(&in, octets, sizeof(octets));
			shared = addr_of_v6(octets);
		}
		if (!cur_ok(&in))
			return malformed();
		tell_shared(d, "vrrp", group, shared);
	}
	return done();
}

const struct dissector dissector_vrrp = {
	.name = "vrrp",
	.title = "Virtual Router Redundancy Protocol",
	.carrier = ON_VRRP,
	.probe = vrrp_probe,
	.parse = vrrp_parse,
};
