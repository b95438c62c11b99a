/* SPDX-License-Identifier: Apache-2.0 */
/*
 * x11 - displays that let programs of other hosts draw and listen.
 *
 * Reads    whether the client shows credentials, the vendor of the server.
 * Never    the credentials, anything after the connection is set up.
 * Standard X Window System Protocol, X11 release 7.7, 8
 */
#include "classify/dissector.h"

enum { SETUP = 12, ANSWER = 40, VENDOR_MAX = 256, MAJOR = 11, WORDS_MAX = 8192 };

struct state {
	bool asked, little, bare;
};

/* Byte order, version 11.0, two lengths of what follows padded to 4. */
static enum guess x11_probe(struct cur first, enum side from)
{
	bool little = cur_at(&first, 0) == 'l';
	struct cur in = first;
	size_t name, data;

	if (from != CLIENT || (!little && cur_at(&first, 0) != 'B') ||
	    cur_at(&first, 1) != 0)
		return from == CLIENT && cur_left(&first) == 1 &&
				       (little || cur_at(&first, 0) == 'B')
			       ? MORE
			       : NO;
	if (cur_left(&first) < SETUP)
		return MORE;
	cur_skip(&in, 2);
	if ((little ? cur_u16le(&in) : cur_u16(&in)) != MAJOR ||
	    cur_u16(&in) != 0)
		return NO;
	name = little ? cur_u16le(&in) : cur_u16(&in);
	data = little ? cur_u16le(&in) : cur_u16(&in);
	return cur_left(&first) == SETUP + (name + 3) / 4 * 4 +
					   (data + 3) / 4 * 4
		       ? YES
		       : NO;
}

static uint16_t word(const struct state *s, struct cur *in)
{
	return s->little ? cur_u16le(in) : cur_u16(in);
}

/* 8: success, a pad, the version, the length; then release, two masks, the
 * buffer's size, the vendor's length and twelve octets on formats. */
static struct verdict read_answer(struct dissect *d, const struct state *s)
{
	struct cur in = d->in, vendor;
	uint8_t success = cur_u8(&in);
	uint16_t major, words, length;

	cur_skip(&in, 1);
	major = word(s, &in);
	cur_skip(&in, 2);
	words = word(s, &in);
	if (!cur_ok(&in))
		return need(8);
	if (success > 2 || major != MAJOR || words > WORDS_MAX)
		return malformed();
	obs_protocol(d, "x11", false);
	if (success != 1)
		return done();
	cur_skip(&in, 16);
	length = word(s, &in);
	cur_skip(&in, 14);
	if (!cur_ok(&in))
		return need(ANSWER);
	if (length > VENDOR_MAX || length > words * 4u)
		return malformed();
	vendor = cur_take(&in, length);
	if (!cur_ok(&in))
		return need(ANSWER + (uint64_t)length);
	obs_text(d, ABOUT_SPEAKER, A_x11_vendor, vendor);
	if (s->bare)
		obs_word(d, ABOUT_SPEAKER, A_x11_open, 1);
	return done();
}

static struct verdict x11_parse(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in;

	if (d->from == SERVER)
		return s->asked ? read_answer(d, s) : done();
	if (cur_left(&in) < SETUP)
		return need(SETUP);
	s->little = cur_u8(&in) == 'l';
	cur_skip(&in, 5);
	s->bare = word(s, &in) == 0;
	s->asked = true;
	return done();
}

const struct dissector dissector_x11 = {
	.name = "x11",
	.title = "X Window System",
	.carrier = ON_TCP,
	.hints = {6000},
	.state_size = sizeof(struct state),
	.probe = x11_probe,
	.parse = x11_parse,
};
