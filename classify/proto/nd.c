/* SPDX-License-Identifier: Apache-2.0 */
/*
 * nd - who has which IPv6 address.
 *
 * Reads    the target and its link-layer address of advertisements, and whether
 *          they override what was known; that a router announces itself, and
 *          whether traffic may leave by it.
 * Standard RFC 4861 4.1 to 4.4, 4.6.1
 */
#include "classify/dissector.h"

enum {
	ROUTER_SOLICITATION = 133,
	ROUTER_ADVERTISEMENT,
	NEIGHBOUR_SOLICITATION,
	NEIGHBOUR_ADVERTISEMENT,
	OPTION_TARGET = 2,
	OVERRIDES = 0x20,
	OPTIONS_MAX = 16,
};

static enum guess nd_probe(struct cur first, enum side from)
{
	uint8_t type = cur_at(&first, 0);

	(void)from;
	return type >= ROUTER_SOLICITATION && type <= NEIGHBOUR_ADVERTISEMENT &&
			       cur_at(&first, 1) == 0
		       ? YES
		       : NO;
}

/* The MAC in the option of this type; zero when there is none. */
static struct mac option_mac(struct cur in, uint8_t wanted)
{
	struct mac none = {{0}}, mac;

	for (unsigned i = 0; i < OPTIONS_MAX && cur_left(&in) > 0; i++) {
		uint8_t type = cur_u8(&in), units = cur_u8(&in);
		struct cur body;

		if (units == 0)
			return none;
		body = cur_take(&in, units * 8u - 2);
		if (type != wanted || units != 1)
			continue;
		cur_copy(&body, mac.b, 6);
		return cur_ok(&body) ? mac : none;
	}
	return none;
}

/* With no time to live as a router it tells of a network, and leads nowhere. */
static struct verdict read_router(struct dissect *d, struct cur in)
{
	uint16_t lifetime;

	cur_skip(&in, 2);
	lifetime = cur_u16(&in);
	cur_skip(&in, 8);
	if (!cur_ok(&in))
		return malformed();
	obs_word(d, ABOUT_SPEAKER, A_router_advertised, lifetime > 0);
	return done();
}

static struct verdict nd_parse(struct dissect *d)
{
	struct cur in = d->in;
	uint8_t type = cur_u8(&in), flags, target[16];
	struct party party = {0};

	if (type < ROUTER_SOLICITATION || type > NEIGHBOUR_ADVERTISEMENT)
		return not_mine();
	cur_skip(&in, 3);
	if (type == ROUTER_ADVERTISEMENT)
		return read_router(d, in);
	flags = cur_u8(&in);
	cur_skip(&in, 3);
	if (!cur_ok(&in))
		return malformed();
	if (type == ROUTER_SOLICITATION)
		return done();
	cur_copy(&in, target, 16);
	if (!cur_ok(&in))
		return malformed();
	/* An advertisement binds its target; a solicitation only its sender,
	 * whom the sensor has bound by the frame already. */
	if (type == NEIGHBOUR_SOLICITATION)
		return done();
	party.ip = addr_of_v6(target);
	party.mac = option_mac(in, OPTION_TARGET);
	if (!mac_is_zero(party.mac) && !mac_is_group(party.mac) &&
	    !addr_is_group(party.ip) && !addr_is_zero(party.ip))
		obs_word_of(d, &party, A_nd_binding, (flags & OVERRIDES) != 0);
	return done();
}

const struct dissector dissector_nd = {
	.name = "nd",
	.title = "IPv6 neighbour discovery",
	.carrier = ON_ICMP6,
	.probe = nd_probe,
	.parse = nd_parse,
};
