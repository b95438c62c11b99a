/* SPDX-License-Identifier: Apache-2.0 */
/*
 * llmnr - whose name it is, by its owner's answer.
 *
 * Reads    address records in answers that name the question's own name.
 * Never    questions (what was asked for is nobody's name), other records,
 *          names still being tried or in conflict.
 * Standard RFC 4795 2.1.1
 */
#include <strings.h>

#include "classify/proto/dnsname.h"

enum {
	PORT = 5355,
	RESPONSE = 0x8000,
	CONFLICT_OR_TENTATIVE = 0x0500,
	ANSWERS_MAX = 16,
};

/* A response to one question, without error, with answers. */
static enum guess llmnr_probe(struct cur first, enum side from)
{
	(void)from;
	return dns_is_answer(first) && cur_at(&first, 6) == 0 &&
			       cur_at(&first, 7) >= 1 &&
			       cur_at(&first, 7) <= ANSWERS_MAX
		       ? YES
		       : NO;
}

static bool address_of(uint16_t type, struct cur data, struct addr *ip)
{
	return dns_address(type, data, ip) && !addr_is_zero(*ip) &&
	       !addr_is_group(*ip);
}

static bool read_answer(struct dissect *d, struct cur *in,
			const struct dns_name *question)
{
	struct dns_record r;
	struct party owner = {.ip = {{0}}};

	if (!dns_record_read(d->in, in, &r))
		return false;
	if (r.kind == DNS_IN && r.owner.length == question->length &&
	    strncasecmp(r.owner.text, question->text, r.owner.length) == 0 &&
	    address_of(r.type, r.data, &owner.ip))
		obs_text_of(d, &owner, A_llmnr_name,
			    cur_of(r.owner.text, r.owner.length));
	return true;
}

static struct verdict llmnr_parse(struct dissect *d)
{
	struct cur in = d->in;
	struct dns_name question;
	unsigned answers;
	uint16_t flags;

	cur_skip(&in, 2);
	flags = cur_u16(&in);
	cur_skip(&in, 2);
	answers = cur_u16(&in);
	cur_skip(&in, 4);
	/* DNS looks alike: RFC 4795 2.5 says from which port an owner answers. */
	if (d->port[d->from] != PORT)
		return not_mine();
	if (!dns_name_read(d->in, &in, &question))
		return malformed();
	cur_skip(&in, 4);
	obs_protocol(d, "llmnr", false);
	if ((flags & CONFLICT_OR_TENTATIVE) != 0)
		return took(cur_left(&d->in));
	while (answers-- > 0)
		if (!read_answer(d, &in, &question))
			return malformed();
	return took(cur_left(&d->in));
}

const struct dissector dissector_llmnr = {
	.name = "llmnr",
	.title = "Link-Local Multicast Name Resolution",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {PORT},
	.probe = llmnr_probe,
	.parse = llmnr_parse,
};
