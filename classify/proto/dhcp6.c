/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dhcp6 - identifier, vendor class and name that an IPv6 client tells, and who
 * answers it.
 *
 * Reads    options 1, 16 and 39 of messages that clients send themselves; that
 *          somebody answers them.
 * Never    what servers answer, relayed messages, user classes, addresses.
 * Standard RFC 8415 7.3, 8, 11, 21.16; RFC 4704 4.1
 */
#include "classify/proto/dhcp.h"

enum {
	PORT_CLIENT = 546,
	PORT_SERVER = 547,
	SOLICIT = 1,
	ADVERTISE = 2,
	REPLY = 7,
	INFORMATION_REQUEST = 11,
	OPTION_CLIENT_ID = 1,
	OPTION_VENDOR_CLASS = 16,
	OPTION_FQDN = 39,
	OPTION_HIGHEST = 150,   /* IANA gives no larger code                 */
	OPTIONS_MAX = 64,
};

struct option {
	uint16_t code;
	struct cur body;
};

static bool next_option(struct cur *in, struct option *o)
{
	if (cur_left(in) == 0)
		return false;
	o->code = cur_u16(in);
	o->body = cur_take(in, cur_u16(in));
	return cur_ok(in);
}

/* No magic number: the options must fill the datagram, and one must be a
 * client's identifier. */
static enum guess dhcp6_probe(struct cur first, enum side from)
{
	struct option o;
	uint8_t type = cur_u8(&first);
	bool identified = false;

	(void)from;
	cur_skip(&first, 3);
	if (type < SOLICIT || type > INFORMATION_REQUEST)
		return NO;
	for (unsigned i = 0; i < OPTIONS_MAX && next_option(&first, &o); i++) {
		if (o.code == 0 || o.code > OPTION_HIGHEST)
			return NO;
		identified |= o.code == OPTION_CLIENT_ID && is_duid(o.body);
	}
	return identified && cur_ok(&first) && cur_left(&first) == 0 ? YES
								     : NO;
}

/* RFC 4704 4.1: flags, then labels. */
static void tell_name(struct dissect *d, struct cur in)
{
	char text[DHCP_NAME];
	struct cur name;

	cur_skip(&in, 1);
	if (dhcp_labels(in, text, &name))
		obs_text(d, ABOUT_SPEAKER, A_dhcp_host_name, name);
}

/* RFC 8415 21.16: an enterprise number, then texts with a length each. */
static void tell_class(struct dissect *d, struct cur in)
{
	uint32_t enterprise = cur_u32(&in);
	struct cur text;

	if (cur_ok(&in))
		obs_word(d, ABOUT_SPEAKER, A_dhcp_enterprise, enterprise);
	text = cur_take(&in, cur_u16(&in));
	if (cur_ok(&in))
		obs_text(d, ABOUT_SPEAKER, A_dhcp_vendor_class, text);
}

static struct verdict dhcp6_parse(struct dissect *d)
{
	struct cur in = d->in;
	struct option o;
	uint8_t type = cur_u8(&in);

	cur_skip(&in, 3);
	if (d->port[CLIENT] != PORT_SERVER && d->port[SERVER] != PORT_SERVER)
		return not_mine();
	obs_protocol(d, "dhcpv6", false);
	if ((type == ADVERTISE || type == REPLY) &&
	    d->port[1 - d->from] == PORT_CLIENT)
		obs_word(d, ABOUT_SPEAKER, A_dhcp_server, 1);
	/* From the client's port: not a relay's, and not a server's. */
	if (d->port[d->from] != PORT_CLIENT || type == REPLY)
		return took(cur_left(&d->in));
	for (unsigned i = 0; i < OPTIONS_MAX && next_option(&in, &o); i++) {
		if (o.code == OPTION_CLIENT_ID && is_duid(o.body))
			duid_tell(d, NULL, o.body);
		else if (o.code == OPTION_VENDOR_CLASS)
			tell_class(d, o.body);
		else if (o.code == OPTION_FQDN)
			tell_name(d, o.body);
	}
	return cur_ok(&in) ? took(cur_left(&d->in)) : malformed();
}

const struct dissector dissector_dhcp6 = {
	.name = "dhcp6",
	.title = "Dynamic Host Configuration Protocol for IPv6",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {PORT_SERVER, PORT_CLIENT},
	.probe = dhcp6_probe,
	.parse = dhcp6_parse,
};
