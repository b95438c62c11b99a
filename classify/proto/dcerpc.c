/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dcerpc - names and versions of computers that call each other by MS-RPC.
 *
 * Reads    of binds and their answers the kind, whether calls are encrypted,
 *          and NTLM in the security blob.
 * Never    interfaces, calls, their arguments.
 * Standard C706 (DCE 1.1: Remote Procedure Call) 12.6.3, 12.6.4; MS-RPCE 2.2.2
 */
#include "classify/dissector.h"
#include "classify/proto/ntlm.h"

enum {
	VERSION = 5,
	BIND = 11,
	BIND_ACK = 12,
	AUTH3 = 16,
	KINDS_LAST = 19,
	LITTLE = 0x10,      /* first octet of the data representation         */
	HEADER = 16,
	TRAILER = 8,        /* before the security blob                       */
	PRIVACY = 6,
	LENGTH_MAX = 8192,  /* of what is read                                */
	FRAGMENTS = 8,      /* of a side                                      */
};

struct state {
	uint8_t fragments[2];
	bool encrypted;
};

/* Version, minor, kind, flags, representation: integers of either end first,
 * ASCII, IEEE floats. */
static bool is_head(const struct cur *in)
{
	return cur_at(in, 0) == VERSION && cur_at(in, 1) <= 1 &&
	       cur_at(in, 2) <= KINDS_LAST &&
	       (cur_at(in, 4) & ~LITTLE) == 0 && cur_at(in, 5) == 0 &&
	       cur_at(in, 6) == 0 && cur_at(in, 7) == 0;
}

/* A conversation begins with a bind, or its answer. */
static enum guess dcerpc_probe(struct cur first, enum side from)
{
	size_t left = cur_left(&first);

	if (left < 8)
		return left == 0 || cur_at(&first, 0) == VERSION ? MORE : NO;
	return is_head(&first) &&
			       cur_at(&first, 2) ==
				       (from == CLIENT ? BIND : BIND_ACK)
		       ? YES
		       : NO;
}

static uint16_t u16_of(struct cur *in, bool little)
{
	return little ? cur_u16le(in) : cur_u16(in);
}

/* 12.6.3.1: the security blob is at the end, behind its kind and level. */
static void read_security(struct dissect *d, struct cur in, size_t blob)
{
	struct state *s = d->state;
	size_t n = cur_left(&in);

	if (blob == 0 || blob + TRAILER > n)
		return;
	cur_skip(&in, n - blob - TRAILER + 1);
	s->encrypted |= cur_u8(&in) == PRIVACY;
	cur_skip(&in, TRAILER - 2);
	ntlm_read(d, in);
}

static struct verdict dcerpc_parse(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in;
	uint8_t kind = cur_at(&in, 2);
	bool little = (cur_at(&in, 4) & LITTLE) != 0;
	uint16_t length, blob;

	if (cur_left(&in) < HEADER)
		return need(HEADER);
	if (!is_head(&in))
		return malformed();
	cur_skip(&in, 8);
	length = u16_of(&in, little);
	blob = u16_of(&in, little);
	if (length < HEADER)
		return malformed();
	if (++s->fragments[d->from] > FRAGMENTS)
		return done();
	if (kind < BIND || kind > AUTH3 || length > LENGTH_MAX) {
		obs_protocol(d, "dcerpc", s->encrypted);
		return pass_over(length);
	}
	if (cur_left(&d->in) < length) {
		s->fragments[d->from]--;
		return need(length);
	}
	cur_skip(&in, 4);
	read_security(d, cur_take(&in, length - (size_t)HEADER), blob);
	obs_protocol(d, "dcerpc", s->encrypted);
	return took(length);
}

const struct dissector dissector_dcerpc = {
	.name = "dcerpc",
	.title = "Microsoft Remote Procedure Call",
	.carrier = ON_TCP,
	.hints = {135},
	.state_size = sizeof(struct state),
	.probe = dcerpc_probe,
	.parse = dcerpc_parse,
};
