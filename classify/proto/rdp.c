/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rdp - how a remote desktop is protected.
 *
 * Reads    the protocol that the server selects; the handshake of TLS.
 * Never    cookies (they carry user names), what follows without TLS.
 * Standard MS-RDPBCGR 2.2.1.1, 2.2.1.2; RFC 1006; X.224 13.3, 13.4
 */
#include "classify/proto/tls.h"

enum {
	TPKT = 4,
	REQUEST = 0xe0,
	CONFIRM = 0xd0,
	NEGOTIATION_RESPONSE = 2,
	NEGOTIATION_FAILURE = 3,
	HEADER_MAX = 512,
};

struct state {
	bool asked, secured;
	struct tls_state tls;
};

static enum guess rdp_probe(struct cur first, enum side from)
{
	static const char rdp_cookie[] = "Cookie: mstshash=";
	size_t n = cur_left(&first);

	if (n < 6)
		return cur_is(&first, "\x03\x00", n < 2 ? n : 2) ? MORE : NO;
	if (!CUR_IS(&first, "\x03\x00") || from != CLIENT ||
	    cur_at(&first, 5) != REQUEST)
		return NO;
	if (n < 11 || n < cur_at(&first, 3))
		return MORE;
	/* ISO transport carries others too (S7): the cookie or the
	 * negotiation request tells. */
	cur_skip(&first, 11);
	if (CUR_IS(&first, rdp_cookie) || CUR_IS(&first, "Cookie: msts="))
		return YES;
	return cur_left(&first) >= 8 && cur_at(&first, 0) == 1 &&
			       cur_at(&first, 2) == 8 && cur_at(&first, 3) == 0
		       ? YES
		       : NO;
}

static struct verdict rdp_parse(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in, body;
	uint16_t length;
	uint32_t selected;

	if (s->secured)
		return tls_within(d, &s->tls, "rdp");
	if (d->from == CLIENT && s->asked)
		return done();
	cur_skip(&in, 2);
	length = cur_u16(&in);
	if (!cur_ok(&in))
		return need(TPKT);
	if (length < 11 || length > HEADER_MAX || cur_at(&d->in, 0) != 3)
		return malformed();
	if (cur_left(&d->in) < length)
		return need(length);
	obs_protocol(d, "rdp", false);
	body = cur_take(&in, length - (uint16_t)TPKT);
	if (d->from == CLIENT) {
		s->asked = true;
		return took(length);
	}
	cur_skip(&body, 1);
	if (cur_u8(&body) != CONFIRM)
		return malformed();
	cur_skip(&body, 5);
	if (cur_left(&body) == 0) {
		obs_term(d, ABOUT_SPEAKER, A_rdp_security, "standard");
		return done();
	}
	if (cur_at(&body, 0) == NEGOTIATION_FAILURE)
		return done(); /* the client tries again in another way */
	if (cur_u8(&body) != NEGOTIATION_RESPONSE)
		return malformed();
	cur_skip(&body, 3);
	selected = cur_u32le(&body);
	if (!cur_ok(&body))
		return malformed();
	obs_term(d, ABOUT_SPEAKER, A_rdp_security,
		 selected == 0	 ? "standard"
		 : selected == 1 ? "tls"
				 : "nla");
	s->secured = selected != 0;
	obs_protocol(d, "rdp", s->secured);
	return s->secured ? took(length) : done();
}

const struct dissector dissector_rdp = {
	.name = "rdp",
	.title = "Remote Desktop Protocol",
	.carrier = ON_TCP,
	.hints = {3389},
	.state_size = sizeof(struct state),
	.probe = rdp_probe,
	.parse = rdp_parse,
};
