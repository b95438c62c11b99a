/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ssdp - what devices announce of themselves by UPnP.
 *
 * Reads    NOTIFY and answers to M-SEARCH: the server, the UUID, the device
 *          types; of the location the host alone, which tells whom the message
 *          is about.
 * Never    searches beyond their kind, paths, friendly names.
 * Standard UPnP Device Architecture 1.1, 1.2 and 1.3
 */
#include <ctype.h>

#include "classify/proto/headers.h"

enum { PORT = 1900, UUID = 36 };

static const char notify[] = "NOTIFY * HTTP/1.1";
static const char search[] = "M-SEARCH * HTTP/1.1";
static const char answer[] = "HTTP/1.1 200 ";

static enum guess ssdp_probe(struct cur first, enum side from)
{
	(void)from;
	return begins(first, notify) || begins(first, search) ||
			       begins(first, answer)
		       ? YES
		       : NO;
}

/* RFC 4122 3. Nothing but zeros, or one that stands in sources as an example,
 * is shared by many devices. */
static bool is_uuid(struct cur text)
{
	unsigned other = 0;

	if (cur_left(&text) != UUID || CUR_IS(&text, "12345678-"))
		return false;
	for (size_t i = 0; i < UUID; i++) {
		uint8_t c = cur_at(&text, i);
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? c != '-' : isxdigit(c) == 0)
			return false;
		other += c != '0' && c != '-';
	}
	return other > 0;
}

/* The address in "http://10.1.2.3:80/..." or "http://[fe80::1%25eth0]:80/...";
 * false when the host is a name. */
static bool location_of(struct cur value, struct addr *ip)
{
	const char *ends = ":/";
	size_t n = 0;

	if (!begins(value, "http://"))
		return false;
	cur_skip(&value, 7);
	if (cur_at(&value, 0) == '[') {
		cur_skip(&value, 1);
		ends = "]%";
	}
	while (n < ADDR_TEXT && strchr(ends, cur_at(&value, n)) == NULL)
		n++;
	return word_address(cur_take(&value, n), ip);
}

/* A device may speak from one of its addresses about another, and a relay
 * passes on the words of others: the location is what leads to the device. */
static void tell(struct dissect *d, const struct party *whom, enum attr attr,
		 struct cur text)
{
	if (addr_is_zero(whom->ip))
		obs_text(d, ABOUT_SPEAKER, attr, text);
	else
		obs_text_of(d, whom, attr, text);
}

static struct verdict ssdp_parse(struct dissect *d)
{
	struct cur in = d->in, usn, type, id, server;
	struct party whom = {.ip = {{0}}};
	bool asks = begins(in, search);

	line_of(&in);
	usn = header_of(in, "usn");
	type = header_of(in, begins(d->in, answer) ? "st" : "nt");
	/* Others borrowed the words: media servers with ports of their own. */
	if (asks ? !holds(header_of(in, "man"), "ssdp:discover")
		 : !begins(usn, "uuid:") || cur_left(&type) == 0)
		return not_mine();
	obs_protocol(d, "ssdp", false);
	/* Control points of routers search and announce nothing. */
	if (asks || d->cut)
		return took(cur_left(&d->in));
	if (!location_of(header_of(in, "location"), &whom.ip))
		whom.ip = (struct addr){{0}};
	cur_skip(&usn, 5);
	id = cur_until(&usn, ':');
	if (is_uuid(id))
		tell(d, &whom, A_upnp_uuid, id);
	if (holds(type, ":device:"))
		tell(d, &whom, A_upnp_device, type);
	/* Some firmware leaves the template as it was. */
	server = header_of(in, "server");
	if (!begins(server, "unspecified"))
		tell(d, &whom, A_upnp_server, server);
	return took(cur_left(&d->in));
}

const struct dissector dissector_ssdp = {
	.name = "ssdp",
	.title = "Simple Service Discovery Protocol",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {PORT},
	.probe = ssdp_probe,
	.parse = ssdp_parse,
};
