/* SPDX-License-Identifier: Apache-2.0 */
/*
 * kerberos - realms, who gives tickets, and machines that ask for them.
 *
 * Reads    the realm; names of clients that are machines ("NAME$" or
 *          "host/NAME"); that a ticket or an error was given; which kinds of
 *          encryption a client offers.
 * Never    names of persons, names of servers that are asked for (they lead to
 *          no address), tickets, keys, addresses.
 * Standard RFC 4120 5.2.2, 5.4.1, 5.4.2, 5.9.1, 7.2
 */
#include "classify/dissector.h"
#include "classify/proto/ber.h"

enum {
	PORT = 88,
	SEQUENCE = 0x30,
	INTEGER = 0x02,
	GENERAL_STRING = 0x1b,
	APPLICATION = 0x60,
	CONTEXT = 0xa0,
	AS_REQ = 10,
	AS_REP = 11,
	TGS_REQ = 12,
	TGS_REP = 13,
	ERROR = 30,
	FIELDS_MAX = 16,
	MESSAGE_MAX = 32768 - 4,
	MESSAGES = 16,
};

struct state {
	uint8_t messages[2];
};

/* The content of the element [number] of a sequence; empty if not there. */
static struct cur field(struct cur sequence, unsigned number)
{
	struct cur body;

	for (unsigned i = 0; i < FIELDS_MAX && cur_left(&sequence) > 0; i++)
		if (ber(&sequence, &body) == CONTEXT + number &&
		    cur_ok(&sequence))
			return body;
	return cur_of(sequence.p, 0);
}

static struct cur inside(struct cur in, uint8_t tag)
{
	struct cur body;

	if (ber(&in, &body) != tag || !cur_ok(&in))
		return cur_of(in.p, 0);
	return body;
}

static bool is_number(struct cur in, unsigned wanted)
{
	struct cur body = inside(in, INTEGER);

	return cur_left(&body) == 1 && cur_u8(&body) == wanted;
}

/* Version 5, and a type that is the same inside and outside. */
static bool is_message(unsigned type, struct cur body)
{
	unsigned at = type == AS_REQ || type == TGS_REQ ? 1 : 0;
	struct cur sequence = inside(body, SEQUENCE);

	return is_number(field(sequence, at), 5) &&
	       is_number(field(sequence, at + 1), type);
}

static bool is_known(unsigned type)
{
	return (type >= AS_REQ && type <= TGS_REP) || type == ERROR;
}

static enum guess probe_datagram(struct cur first, enum side from)
{
	struct cur body;
	unsigned type = (unsigned)ber(&first, &body) - APPLICATION;

	(void)from;
	return is_known(type) && cur_ok(&first) && cur_left(&first) == 0 &&
			       is_message(type, body)
		       ? YES
		       : NO;
}

/* ---- what it says -------------------------------------------------------- */

static void tell_realm(struct dissect *d, struct cur realm)
{
	obs_text(d, ABOUT_SPEAKER, A_kerberos_realm,
		 inside(realm, GENERAL_STRING));
}

/* 5.2.2: a type and a sequence of strings. */
static void tell_machine(struct dissect *d, enum about about, struct cur name)
{
	struct cur strings, first, second;

	strings = inside(field(inside(name, SEQUENCE), 1), SEQUENCE);
	if (ber(&strings, &first) != GENERAL_STRING || !cur_ok(&strings))
		return;
	if (cur_left(&strings) == 0) {
		if (cur_left(&first) < 2 || first.end[-1] != '$')
			return;
		first.end--;
		obs_text(d, about, A_kerberos_name, first);
		return;
	}
	if (ber(&strings, &second) == GENERAL_STRING && cur_ok(&strings) &&
	    cur_left(&strings) == 0 && cur_left(&first) == 4 &&
	    CUR_IS(&first, "host"))
		obs_text(d, about, A_kerberos_name, second);
}

/* 5.4.1: the kinds of encryption that a client can do; RFC 3961, RFC 8429: 1 to
 * 3 are DES, 23 and 24 are RC4. */
static void tell_weakness(struct dissect *d, struct cur kinds)
{
	bool weak = false;

	kinds = inside(kinds, SEQUENCE);
	for (unsigned i = 0; i < FIELDS_MAX && cur_left(&kinds) > 0; i++) {
		struct cur body;
		uint8_t kind;

		if (ber(&kinds, &body) != INTEGER || !cur_ok(&kinds))
			return;
		kind = cur_at(&body, 0);
		if (cur_left(&body) != 1)
			continue; /* of Microsoft's own, below 0 */
		if (kind >= 0x80)
			continue;
		if (kind > 3 && kind != 23 && kind != 24)
			return;
		weak = true;
	}
	if (weak && cur_left(&kinds) == 0)
		obs_word(d, ABOUT_SPEAKER, A_kerberos_weak, 1);
}

static void read_message(struct dissect *d, unsigned type, struct cur body)
{
	struct cur sequence = inside(body, SEQUENCE), asked;

	obs_protocol(d, "kerberos", false);
	if (type == AS_REQ || type == TGS_REQ) {
		asked = inside(field(sequence, 4), SEQUENCE);
		tell_realm(d, field(asked, 2));
		tell_machine(d, ABOUT_SPEAKER, field(asked, 1));
		if (type == AS_REQ)
			tell_weakness(d, field(asked, 8));
		return;
	}
	obs_term(d, ABOUT_SPEAKER, A_kerberos_role, "kdc");
	if (type == ERROR) {
		tell_realm(d, field(sequence, 9));
		return;
	}
	tell_realm(d, field(sequence, 3));
	tell_machine(d, ABOUT_LISTENER, field(sequence, 4));
}

static struct verdict parse_datagram(struct dissect *d)
{
	struct cur in = d->in, body;
	unsigned type = (unsigned)ber(&in, &body) - APPLICATION;

	if (!cur_ok(&in) || !is_known(type))
		return malformed();
	/* An error is told to whoever speaks to a server, by the server. */
	read_message(d, type, body);
	return took(cur_left(&d->in));
}

/* ---- on TCP, with a length before ---------------------------------------- */

static enum guess probe_stream(struct cur first, enum side from)
{
	uint32_t length = cur_u32(&first);
	struct cur in = first;
	unsigned type;

	if (!cur_ok(&first))
		return MORE;
	if (from != CLIENT || length < 32 || length > MESSAGE_MAX)
		return NO;
	if (cur_left(&in) < 24)
		return MORE;
	type = (unsigned)cur_u8(&in) - APPLICATION;
	if (type != AS_REQ && type != TGS_REQ)
		return NO;
	/* Its own length must add up with the one before. */
	if (cur_at(&in, 0) > 0x80 && cur_at(&in, 0) <= 0x84) {
		size_t octets = cur_u8(&in) & 0x7fu;

		if (cur_be(&in, octets) + octets + 2 != length)
			return NO;
	} else if (cur_u8(&in) + 2u != length) {
		return NO;
	}
	return cur_at(&in, 0) == SEQUENCE ? YES : NO;
}

static struct verdict parse_stream(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in, message, body;
	uint32_t length = cur_u32(&in);
	unsigned type;

	if (!cur_ok(&in))
		return need(4);
	if (length > MESSAGE_MAX)
		return malformed();
	if (cur_left(&in) < length)
		return need(length + (uint64_t)4);
	message = cur_take(&in, length);
	type = (unsigned)ber(&message, &body) - APPLICATION;
	if (!cur_ok(&message) || !is_known(type) || !is_message(type, body))
		return malformed();
	read_message(d, type, body);
	if (++s->messages[d->from] >= MESSAGES)
		return done();
	return took(length + (uint64_t)4);
}

const struct dissector dissector_kerberos = {
	.name = "kerberos",
	.title = "Kerberos",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {PORT},
	.probe = probe_datagram,
	.parse = parse_datagram,
};

const struct dissector dissector_kerberos_tcp = {
	.name = "kerberos_tcp",
	.title = "Kerberos on TCP",
	.carrier = ON_TCP,
	.hints = {PORT},
	.state_size = sizeof(struct state),
	.probe = probe_stream,
	.parse = parse_stream,
};
