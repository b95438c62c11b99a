/* SPDX-License-Identifier: Apache-2.0 */
/*
 * vnc - how a shared screen is protected.
 *
 * Reads    protocol version, security types offered and chosen; whether a
 *          password was refused.
 * Never    challenge, response, desktop name, screen.
 * Standard RFC 6143 7.1.1, 7.1.2, 7.1.3, 7.2.2
 */
#include "classify/dissector.h"
#include "classify/proto/refused.h"

enum {
	VERSION = 12,
	NONE = 1,
	DES = 2,
	RA2 = 5,
	TLS = 18,
	VENCRYPT = 19,
	CHALLENGE = 16,
	FAILED = 1,
};

struct state {
	bool versioned[2];
	bool old;           /* version 3.3: the server decides                 */
	bool offered;       /* the server has                                  */
	uint32_t chosen;    /* 0: not seen                                     */
	struct refusals refusals;
};

static enum guess vnc_probe(struct cur first, enum side from)
{
	size_t n = cur_left(&first) < 8 ? cur_left(&first) : 8;

	(void)from;
	if (!cur_is(&first, "RFB 003.", n))
		return NO;
	return n == 8 ? YES : MORE;
}

static void tell(struct dissect *d, enum about about, uint32_t type)
{
	struct state *s = d->state;

	s->chosen = type;
	obs_term(d, about, A_vnc_security,
		 type == NONE  ? "none"
		 : type == DES ? "des"
		 : type == RA2 || type == TLS || type == VENCRYPT
			 ? "encrypted"
			 : "other");
}

/* One offer leaves the client no choice; none is a refusal, with a reason. */
static struct verdict read_offer(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in;
	uint8_t types = cur_u8(&in);

	if (types == 0 && cur_ok(&in))
		return done();
	if (cur_left(&in) < types || !cur_ok(&in))
		return need(1u + types);
	if (types == 1)
		tell(d, ABOUT_SPEAKER, cur_u8(&in));
	s->offered = true;
	return took(1u + types);
}

/* 7.2.2: after the challenge, and what the client makes of it, the result. */
static struct verdict read_result(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in;

	if (s->chosen != DES)
		return done();
	cur_skip(&in, CHALLENGE);
	if (cur_left(&in) < 4)
		return need(CHALLENGE + 4);
	if (cur_u32(&in) == FAILED)
		tell_refused(d, &s->refusals);
	return done();
}

static struct verdict vnc_parse(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in;
	uint32_t type;

	if (!s->versioned[d->from]) {
		if (cur_left(&in) < VERSION)
			return need(VERSION);
		if (!CUR_IS(&in, "RFB 003."))
			return malformed();
		obs_protocol(d, "vnc", false);
		s->versioned[d->from] = true;
		/* The client's version is the one that is spoken. */
		if (d->from == CLIENT)
			s->old = cur_at(&in, 10) == '3';
		return took(VERSION);
	}
	if (d->from == CLIENT) {
		if (s->old)
			return done();
		tell(d, ABOUT_LISTENER, cur_u8(&in));
		return done();
	}
	if (s->offered)
		return read_result(d);
	if (!s->old)
		return read_offer(d);
	type = cur_u32(&in);
	if (!cur_ok(&in))
		return need(4);
	if (type != 0)
		tell(d, ABOUT_SPEAKER, type);
	s->offered = true;
	return took(4);
}

const struct dissector dissector_vnc = {
	.name = "vnc",
	.title = "Remote framebuffer",
	.carrier = ON_TCP,
	.hints = {5900, 5901},
	.state_size = sizeof(struct state),
	.probe = vnc_probe,
	.parse = vnc_parse,
};
