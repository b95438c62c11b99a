/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tcpsyn - the stack's own handwriting in its first packet.
 *
 * Reads    of SYN and SYN+ACK, as text that signatures/stacks.sig explains:
 *          TTL, segment size, window, scale, the order of TCP options and
 *          whether it may be fragmented: syn:64+0:1460:64240=44:7:M.S.T.N.W:df;
 *          whether the address that is called is built into the devices of one
 *          maker
 * Standard RFC 791 3.1, RFC 8200 3, RFC 9293 3.1, RFC 7323
 */
#include "classify/dissector.h"
#include "classify/proto/contec.h"

enum {
	OPTION_END,
	OPTION_NOP,
	OPTION_MSS,
	OPTION_SCALE,
	OPTION_SACK,
	OPTION_TIME = 8,
	OPTIONS_MAX = 24,
	LETTERS = 40,
	MSS_LEAST = 100,  /* smaller ones are no segments of a real stack      */
	TIME_ROOM = 12,   /* what time stamps take of each segment             */
	FLAG_ACK = 0x10,
	MAY_NOT_FRAGMENT = 0x40,
};

struct hand {
	unsigned ttl, window, mss, scale;
	bool whole;            /* may not be fragmented: DF, and all of IPv6  */
	bool timed;
	char options[LETTERS];
	size_t letters;
};

static enum guess tcpsyn_probe(struct cur first, enum side from)
{
	uint8_t version = cur_at(&first, 0) >> 4;

	(void)from;
	return version == 4 || version == 6 ? YES : NO;
}

/* The TCP header as a child, or a spoilt one. Extension headers of IPv6 hide
 * it: such a packet has no plain handwriting. */
static struct cur tcp_of(struct cur in, struct hand *h)
{
	struct cur none = {in.p, in.p, true};

	if (cur_at(&in, 0) >> 4 == 4) {
		h->ttl = cur_at(&in, 8);
		h->whole = (cur_at(&in, 6) & MAY_NOT_FRAGMENT) != 0;
		if (cur_at(&in, 9) != 6)
			return none;
		cur_skip(&in, (cur_at(&in, 0) & 15) * 4u);
		return in;
	}
	h->ttl = cur_at(&in, 7);
	h->whole = true;
	if (cur_at(&in, 6) != 6)
		return none;
	cur_skip(&in, 40);
	return in;
}

static void read_options(struct cur in, struct hand *h)
{
	static const char letters[] = "ENMWSK__T";

	for (unsigned i = 0; i < OPTIONS_MAX && cur_left(&in) > 0; i++) {
		uint8_t kind = cur_u8(&in), length;
		struct cur body;

		if (h->letters + 2 <= LETTERS) {
			if (h->letters > 0)
				h->options[h->letters++] = '.';
			h->options[h->letters++] =
				kind <= OPTION_TIME ? letters[kind] : '_';
		}
		if (kind == OPTION_END)
			return;
		if (kind == OPTION_NOP)
			continue;
		length = cur_u8(&in);
		if (length < 2)
			return;
		body = cur_take(&in, length - 2u);
		if (kind == OPTION_MSS)
			h->mss = cur_u16(&body);
		if (kind == OPTION_SCALE)
			h->scale = cur_u8(&body);
		h->timed |= kind == OPTION_TIME;
	}
}

/* How many segments the window holds: stacks choose that number, and the path
 * the length. 0: it is no multiple. */
static unsigned segments(const struct hand *h)
{
	if (h->mss < MSS_LEAST)
		return 0;
	if (h->window % h->mss == 0)
		return h->window / h->mss;
	if (h->timed && h->window % (h->mss - TIME_ROOM) == 0)
		return h->window / (h->mss - TIME_ROOM);
	return 0;
}

static void put(struct pen *pen, unsigned number, char end)
{
	pen_number(pen, number);
	pen_char(pen, end);
}

static void put_word(struct pen *pen, const char *word)
{
	pen_write(pen, word, strlen(word));
}

static void put_hand(struct pen *pen, const struct hand *h, bool answers)
{
	/* Systems start at one of these; routers have taken some. */
	unsigned start = h->ttl <= 32 ? 32 : h->ttl <= 64 ? 64
		       : h->ttl <= 128 ? 128 : 255;

	put_word(pen, answers ? "synack:" : "syn:");
	put(pen, start, '+');
	put(pen, start - h->ttl, ':');
	put(pen, h->mss, ':');
	put(pen, h->window, '=');
	put(pen, segments(h), ':');
	put(pen, h->scale, ':');
	pen_write(pen, h->options, h->letters);
	put_word(pen, h->whole ? ":df" : ":-");
}

static struct verdict tcpsyn_parse(struct dissect *d)
{
	struct hand h = {0};
	struct cur in = tcp_of(d->in, &h);
	char text[112];
	struct pen pen = pen_on(text, sizeof(text));
	uint8_t header;
	bool answers;

	cur_skip(&in, 12);
	header = cur_u8(&in) >> 4;
	answers = (cur_u8(&in) & FLAG_ACK) != 0;
	h.window = cur_u16(&in);
	cur_skip(&in, 4);
	if (!cur_ok(&in) || header < 5)
		return not_mine();
	read_options(cur_take(&in, header * 4u - 20), &h);
	if (!cur_ok(&in))
		return not_mine();
	put_hand(&pen, &h, answers);
	obs_text(d, ABOUT_SPEAKER, A_tcp_stack, cur_of(text, pen.n));
	if (is_contec_address(d->ip[1 - d->from]))
		obs_word(d, ABOUT_SPEAKER, A_contec_address,
			 d->ip[1 - d->from].b[15]);
	return done();
}

const struct dissector dissector_tcpsyn = {
	.name = "tcpsyn",
	.title = "TCP handshake",
	.carrier = ON_SYN,
	.probe = tcpsyn_probe,
	.parse = tcpsyn_parse,
};
