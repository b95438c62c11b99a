/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tcpsyn - the stack's own handwriting in its first packet.
 *
 * Reads    initial TTL, window, and the order of TCP options of SYN and
 *          SYN+ACK, as text: 64:64240:1460:7:M.S.T.N.W; whether the address
 *          that is called is built into the devices of one maker
 * Standard RFC 9293 3.1, RFC 7323
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
};

struct hand {
	unsigned ttl, window, mss, scale;
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
static struct cur tcp_of(struct cur in, unsigned *ttl)
{
	struct cur none = {in.p, in.p, true};

	if (cur_at(&in, 0) >> 4 == 4) {
		*ttl = cur_at(&in, 8);
		if (cur_at(&in, 9) != 6)
			return none;
		cur_skip(&in, (cur_at(&in, 0) & 15) * 4u);
		return in;
	}
	*ttl = cur_at(&in, 7);
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
	}
}

static void put(struct pen *pen, unsigned number)
{
	pen_number(pen, number);
	pen_char(pen, ':');
}

static struct verdict tcpsyn_parse(struct dissect *d)
{
	struct hand h = {0};
	struct cur in = tcp_of(d->in, &h.ttl);
	char text[96];
	struct pen pen = pen_on(text, sizeof(text));
	uint8_t header;

	cur_skip(&in, 12);
	header = cur_u8(&in) >> 4;
	cur_skip(&in, 1);
	h.window = cur_u16(&in);
	cur_skip(&in, 4);
	if (!cur_ok(&in) || header < 5)
		return not_mine();
	read_options(cur_take(&in, header * 4u - 20), &h);
	if (!cur_ok(&in))
		return not_mine();
	/* Systems start at one of these; routers have taken some. */
	h.ttl = h.ttl <= 32 ? 32 : h.ttl <= 64 ? 64 : h.ttl <= 128 ? 128 : 255;
	put(&pen, h.ttl);
	put(&pen, h.window);
	put(&pen, h.mss);
	put(&pen, h.scale);
	pen_write(&pen, h.options, h.letters);
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
