/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wpad - who looks for a proxy by the name that anybody may answer.
 *
 * Reads    questions by DNS, by LLMNR or multicast DNS whose first label is
 *          "wpad": that they were asked.
 * Never    any other question, the domain that follows, answers.
 * Standard RFC 1035 4.1; RFC 4795 2.1; draft-ietf-wrec-wpad-01
 */
#include <strings.h>

#include "classify/proto/dnsname.h"

enum { DNS = 53, MDNS = 5353, LLMNR = 5355 };

/* A standard query of one question and no record but an option. */
static enum guess wpad_probe(struct cur first, enum side from)
{
	struct cur name = first;

	(void)from;
	if (cur_at(&first, DNS_HEADER) != 4 || !dns_is_question(first) ||
	    cur_at(&first, 10) != 0)
		return NO;
	cur_skip(&name, DNS_HEADER + 1);
	name = cur_take(&name, 4);
	return cur_left(&name) == 4 &&
			       strncasecmp((const char *)name.p, "wpad", 4) == 0
		       ? YES
		       : NO;
}

static const char *spoken_at(uint16_t port)
{
	return port == DNS     ? "dns"
	       : port == MDNS  ? "mdns"
	       : port == LLMNR ? "llmnr"
			       : NULL;
}

static struct verdict wpad_parse(struct dissect *d)
{
	/* All three look alike. */
	const char *protocol = spoken_at(d->port[1 - d->from]);
	struct cur in = d->in;
	struct dns_name name;
	uint16_t type;

	if (protocol == NULL || wpad_probe(d->in, d->from) != YES)
		return not_mine();
	cur_skip(&in, DNS_HEADER);
	if (!dns_name_read(d->in, &in, &name))
		return malformed();
	type = cur_u16(&in);
	cur_skip(&in, 2);
	if (!cur_ok(&in))
		return malformed();
	obs_protocol(d, protocol, false);
	if (type == DNS_A || type == DNS_AAAA)
		obs_term(d, ABOUT_SPEAKER, A_wpad_asked, protocol);
	return took(cur_left(&d->in));
}

const struct dissector dissector_wpad = {
	.name = "wpad",
	.title = "Web Proxy Auto-Discovery, its questions",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {DNS, LLMNR, MDNS},
	.probe = wpad_probe,
	.parse = wpad_parse,
};
