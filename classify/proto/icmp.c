/* SPDX-License-Identifier: Apache-2.0 */
/*
 * icmp - who is told to take another way, and echo messages that may carry what
 * is no echo.
 *
 * Reads    redirects: who is told, by whom, and by which gateway; in which of
 *          sixteen heaps the content of a large echo request falls
 * Never    content, where it was to go, replies, what other messages say
 * Standard RFC 792; RFC 1122 3.2.2.2; RFC 4443 4; RFC 4861 4.5, 8.1
 */
#include "classify/dissector.h"

enum {
	REDIRECT = 5,
	ECHO = 8,
	ECHO_6 = 128,
	REDIRECT_6 = 137,
	LARGE = 128,        /* octets; what ping sends by itself is less        */
	STAMPS = 32,        /* time and sequence stand before what repeats      */
	HEAPS = 16,
};

/* That content falls in many heaps tells that it varies, and nothing of it. */
static void tell_echo(struct dissect *d, struct cur in)
{
	cur_skip(&in, 6);
	if (d->cut || !cur_ok(&in) || cur_left(&in) <= LARGE)
		return;
	cur_skip(&in, STAMPS);
	obs_word(d, ABOUT_SPEAKER, A_icmp_heap,
		 mix(MIX_START, in.p, cur_left(&in)) >> 32 & (HEAPS - 1));
}

/* "192.0.2.1 192.0.2.9": the first says, go by the second. */
static void tell_redirect(struct dissect *d, struct addr way)
{
	struct addr from = d->ip[d->from];
	char text[2 * ADDR_TEXT];
	size_t n;

	if (addr_is_zero(way) || addr_is_group(way) ||
	    addr_compare(way, d->ip[1 - d->from]) == 0)
		return;
	addr_print(from, text);
	n = strlen(text);
	text[n++] = ' ';
	addr_print(way, text + n);
	obs_term(d, ABOUT_LISTENER, A_icmp_redirect, text);
}

static enum guess icmp_probe(struct cur first, enum side from)
{
	uint8_t type = cur_at(&first, 0), code = cur_at(&first, 1);

	(void)from;
	if (type == REDIRECT)
		return code <= 3 ? YES : NO;
	return type == ECHO && code == 0 ? YES : NO;
}

/* A redirect bears the header of the packet that it answers: the host that is
 * told has sent it. */
static struct verdict icmp_parse(struct dissect *d)
{
	struct cur in = d->in;
	uint8_t type = cur_u8(&in), first;
	struct addr way, sender;

	cur_skip(&in, 1);
	if (type != REDIRECT) {
		tell_echo(d, in);
		return done();
	}
	cur_skip(&in, 2);
	way = addr_of_v4(cur_u32(&in));
	first = cur_u8(&in);
	cur_skip(&in, 11);
	sender = addr_of_v4(cur_u32(&in));
	if (!cur_ok(&in) || first >> 4 != 4)
		return malformed();
	if (addr_compare(sender, d->ip[1 - d->from]) == 0)
		tell_redirect(d, way);
	return done();
}

static enum guess icmp6_probe(struct cur first, enum side from)
{
	uint8_t type = cur_at(&first, 0);

	(void)from;
	return (type == ECHO_6 || type == REDIRECT_6) &&
			       cur_at(&first, 1) == 0
		       ? YES
		       : NO;
}

/* 8.1: a router says it from its link-local address. One whose target is the
 * destination only tells that this is a neighbour. */
static struct verdict icmp6_parse(struct dissect *d)
{
	struct cur in = d->in;
	uint8_t type = cur_u8(&in), way[16], to[16];

	cur_skip(&in, 1);
	if (type != REDIRECT_6) {
		tell_echo(d, in);
		return done();
	}
	cur_skip(&in, 6);
	cur_copy(&in, way, sizeof(way));
	cur_copy(&in, to, sizeof(to));
	if (!cur_ok(&in))
		return malformed();
	if (addr_is_link_local(d->ip[d->from]) &&
	    memcmp(way, to, sizeof(way)) != 0)
		tell_redirect(d, addr_of_v6(way));
	return done();
}

const struct dissector dissector_icmp = {
	.name = "icmp",
	.title = "Internet Control Message Protocol",
	.carrier = ON_ICMP,
	.probe = icmp_probe,
	.parse = icmp_parse,
};

const struct dissector dissector_icmp6 = {
	.name = "icmp6",
	.title = "Internet Control Message Protocol for IPv6",
	.carrier = ON_ICMP6,
	.probe = icmp6_probe,
	.parse = icmp6_parse,
};
