/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dns - names of the house's own addresses, as its name server gives them.
 *
 * Reads    answers to questions for an address, and for the name of one.
 *          in which of sixteen heaps a name with a very long label falls, which
 *          tells how many of them are asked for, and not one.
 * Never    what is asked, other records, addresses of the internet: where people
 *          look is nobody's name.
 * Standard RFC 1035 3.3, 3.5, 4.1, 4.2.2; RFC 3596 2; RFC 7766 8
 */
#include <strings.h>

#include "classify/proto/dnsname.h"
#include "classify/proto/utf8.h"

enum {
	PORT = 53,
	ANSWERS_MAX = 16,
	LONG_LABEL = 50,       /* octets; more are made to carry something     */
	HEAPS = 16,
	OVER_TCP_MAX = 4096, /* longer answers are those of zones              */
	NIBBLES = 32,
};

/* 4.1.1: a question has no code of an answer. */
static bool is_question(struct cur first)
{
	return dns_is_question(first) && (cur_at(&first, 3) & 0x0f) == 0;
}

/* A response to one question, without error, with answers; or a question. */
static enum guess dns_probe(struct cur first, enum side from)
{
	(void)from;
	return dns_is_answer(first) || is_question(first) ? YES : NO;
}

/* In a domain; names of services and of zones are no names of a computer. */
static bool names_host(const struct dns_name *n)
{
	return memchr(n->text, '.', n->length) != NULL &&
	       memchr(n->text, '_', n->length) == NULL;
}

/* Addresses that are given in the house, and name one computer there. */
static bool is_own(struct addr ip)
{
	return !addr_is_zero(ip) && !addr_is_group(ip) && !addr_is_global(ip) &&
	       !addr_is_link_local(ip) &&
	       !addr_under(ip, addr_of_v4(0x7f000000), 8);
}

static void tell_name(struct dissect *d, struct addr ip,
		      const struct dns_name *name)
{
	struct party owner = {.ip = ip};

	if (is_own(ip) && names_host(name))
		obs_text_of(d, &owner, A_dns_name,
			    cur_of(name->text, name->length));
}

/* 3.5: "42.8.77.10.in-addr.arpa". */
static bool address_4(struct cur in, struct addr *ip)
{
	uint32_t host = 0;

	for (unsigned i = 0; i < 4; i++) {
		struct cur label = cur_until(&in, '.');
		unsigned v = 0;

		if (cur_left(&label) == 0 || cur_left(&label) > 3)
			return false;
		while (cur_left(&label) > 0) {
			uint8_t c = cur_u8(&label);

			if (c < '0' || c > '9')
				return false;
			v = v * 10 + (unsigned)(c - '0');
		}
		if (v > 255)
			return false;
		host |= v << 8 * i;
	}
	*ip = addr_of_v4(host);
	return cur_left(&in) == strlen("in-addr.arpa");
}

/* RFC 3596 2.5: the half octets from the last on. */
static bool address_6(struct cur in, struct addr *ip)
{
	uint8_t octets[16] = {0};

	for (unsigned i = 0; i < NIBBLES; i++) {
		int v = hex_value(cur_u8(&in));

		if (v < 0 || cur_u8(&in) != '.')
			return false;
		octets[15 - i / 2] |= (uint8_t)(v << 4 * (i % 2));
	}
	*ip = addr_of_v6(octets);
	return cur_left(&in) == strlen("ip6.arpa");
}

static bool address_of_name(const struct dns_name *n, struct addr *ip)
{
	struct cur in = cur_of(n->text, n->length);

	if (dns_name_ends(n, ".in-addr.arpa"))
		return address_4(in, ip);
	return dns_name_ends(n, ".ip6.arpa") && address_6(in, ip);
}

/* Behind an alias stands another owner: the name is the one asked for. */
static bool read_answer(struct dissect *d, struct cur *in,
			const struct dns_name *question)
{
	struct dns_record r;
	struct dns_name name;
	struct addr ip;

	if (!dns_record_read(d->in, in, &r))
		return false;
	if (r.kind != DNS_IN)
		return true;
	if (dns_address(r.type, r.data, &ip))
		tell_name(d, ip, question);
	else if (r.type == DNS_PTR && address_of_name(question, &ip) &&
		 dns_name_read(d->in, &r.data, &name))
		tell_name(d, ip, &name);
	return true;
}

/* Resolvers may change capitals on the way (0x20). */
static void tell_long(struct dissect *d, const struct dns_name *name)
{
	uint64_t h = MIX_START;

	for (size_t i = 0; i < name->length; i++)
		h = mix_word(h, (uint8_t)name->text[i] | 0x20u);
	obs_word(d, ABOUT_LISTENER, A_dns_heap, h >> 32 & (HEAPS - 1));
}

/* A whole answer; false when it is broken. */
static bool read_message(struct dissect *d)
{
	struct cur in = d->in;
	struct dns_name question;
	unsigned answers;

	cur_skip(&in, 6);
	answers = cur_u16(&in);
	cur_skip(&in, 4);
	if (!dns_name_read(d->in, &in, &question))
		return false;
	cur_skip(&in, 4);
	obs_protocol(d, "dns", false);
	if (question.first > LONG_LABEL)
		tell_long(d, &question);
	if (answers > ANSWERS_MAX)
		answers = ANSWERS_MAX;
	while (answers-- > 0)
		if (!read_answer(d, &in, &question))
			return d->cut;
	return true;
}

/* RFC 1035 4.2: a name server is at this port; what a multicast answers looks
 * alike. */
static bool is_from_server(const struct dissect *d)
{
	return d->port[d->from] == PORT && d->from == SERVER;
}

/* Of which nothing is told but that it is one. */
static struct verdict take_question(struct dissect *d)
{
	struct cur in = d->in;
	struct dns_name name;

	cur_skip(&in, DNS_HEADER);
	if (d->port[SERVER] != PORT || d->from != CLIENT ||
	    !dns_name_read(d->in, &in, &name) || cur_left(&in) < 4)
		return not_mine();
	obs_protocol(d, "dns", false);
	return took(cur_left(&d->in));
}

static struct verdict dns_parse(struct dissect *d)
{
	if (is_question(d->in))
		return take_question(d);
	if (!is_from_server(d))
		return not_mine();
	return read_message(d) ? took(cur_left(&d->in)) : malformed();
}

/* 4.2.2: a length stands before each message. */
static enum guess dns_tcp_probe(struct cur first, enum side from)
{
	size_t left = cur_left(&first);
	uint16_t length;

	if (from != SERVER)
		return NO;
	if (left < 2)
		return cur_at(&first, 0) <= OVER_TCP_MAX >> 8 ? MORE : NO;
	length = cur_u16(&first);
	if (length <= DNS_HEADER || length > OVER_TCP_MAX)
		return NO;
	if (left <= DNS_HEADER + 2)
		return MORE;
	return dns_is_answer(first) ? YES : NO;
}

static struct verdict dns_tcp_parse(struct dissect *d)
{
	struct cur all = d->in, in = all;
	uint16_t length = cur_u16(&in);
	bool good;

	if (d->from != SERVER)
		return done();
	if (!is_from_server(d))
		return not_mine();
	if (cur_left(&all) < 2)
		return need(2);
	if (length <= DNS_HEADER || length > OVER_TCP_MAX)
		return pass_over(length + 2u);
	if (cur_left(&in) < length)
		return need(length + 2u);
	d->in = cur_take(&in, length);
	/* An error, or an answer to nothing, has nothing to tell. */
	good = !dns_is_answer(d->in) || read_message(d);
	d->in = all;
	return good ? took(length + 2u) : malformed();
}

const struct dissector dissector_dns = {
	.name = "dns",
	.title = "Domain Name System",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {PORT},
	.probe = dns_probe,
	.parse = dns_parse,
};

const struct dissector dissector_dns_tcp = {
	.name = "dns_tcp",
	.title = "Domain Name System over TCP",
	.carrier = ON_TCP,
	.hints = {PORT},
	.probe = dns_tcp_probe,
	.parse = dns_tcp_parse,
};
