/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tns - which Oracle listener answers.
 *
 * Reads    the version in a refusal, an acceptance and the listener's own
 *          answer.
 * Never    connect strings (they name users and programs), logins, statements,
 *          rows.
 * Standard none published; as the Wireshark dissector of TNS reads it
 */
#include "classify/dissector.h"
#include "classify/proto/words.h"

enum {
	HEADER = 8,
	CONNECT = 1,
	ACCEPT = 2,
	REFUSE = 4,
	REDIRECT = 5,
	DATA = 6,
	RESEND = 11,
	PACKET_MAX = 8192,
	PACKETS = 8,
	VERSION_MAX = 48,
};

struct state {
	bool asked;
	uint8_t packets;
};

/* A connect packet: lengths that add up, no checksums, protocol versions as
 * they have been since Oracle 7. */
static enum guess tns_probe(struct cur first, enum side from)
{
	struct cur in = first;
	uint16_t length = cur_u16(&in), version, compatible, data, offset;

	if (from != CLIENT)
		return NO;
	if (cur_left(&first) < 28)
		return cur_left(&first) < 5 || cur_at(&first, 4) == CONNECT
			       ? MORE
			       : NO;
	if (cur_u16(&in) != 0 || cur_u8(&in) != CONNECT || length < 58 ||
	    length > PACKET_MAX)
		return NO;
	cur_skip(&in, 1);
	if (cur_u16(&in) != 0)
		return NO;
	version = cur_u16(&in);
	compatible = cur_u16(&in);
	cur_skip(&in, 12);
	data = cur_u16(&in);
	offset = cur_u16(&in);
	return version >= 300 && version < 400 && compatible >= 200 &&
			       compatible <= version && offset >= 34 &&
			       (offset + data == length || offset == length)
		       ? YES
		       : NO;
}

static void tell(struct dissect *d, struct cur version)
{
	char text[VERSION_MAX + 16];
	struct pen pen = pen_on(text, sizeof(text));

	pen_write(&pen, "Oracle TNS ", 11);
	pen_write(&pen, version.p, cur_left(&version));
	obs_text(d, ABOUT_SPEAKER, A_database_version, cur_of(text, pen.n));
}

static bool find(struct cur *in, const char *mark)
{
	size_t n = strlen(mark);

	while (cur_left(in) >= n && !cur_is(in, mark, n))
		cur_skip(in, 1);
	if (cur_left(in) < n)
		return false;
	cur_skip(in, n);
	return true;
}

/* "(VSNNUM=203424000)": release, version, update, port and platform in 8, 4, 8,
 * 4 and 8 bits. */
static void tell_number(struct dissect *d, struct cur in)
{
	char text[VERSION_MAX];
	struct pen pen = pen_on(text, sizeof(text));
	uint64_t n = 0;

	if (!find(&in, "(VSNNUM="))
		return;
	while (cur_at(&in, 0) >= '0' && cur_at(&in, 0) <= '9' &&
	       n <= UINT32_MAX)
		n = n * 10 + (uint64_t)(cur_u8(&in) - '0');
	if (cur_at(&in, 0) != ')' || n > UINT32_MAX || n >> 24 == 0)
		return;
	pen_number(&pen, (uint32_t)(n >> 24));
	pen_char(&pen, '.');
	pen_number(&pen, n >> 20 & 15);
	pen_char(&pen, '.');
	pen_number(&pen, n >> 12 & 255);
	pen_char(&pen, '.');
	pen_number(&pen, n >> 8 & 15);
	pen_char(&pen, '.');
	pen_number(&pen, n & 255);
	tell(d, cur_of(text, pen.n));
}

/* "TNSLSNR for Linux: Version 19.0.0.0.0 - Production" */
static void tell_listener(struct dissect *d, struct cur in)
{
	struct cur version;

	if (!find(&in, "TNSLSNR for ") || !find(&in, ": Version "))
		return;
	version = cur_until(&in, ' ');
	if (cur_left(&version) < VERSION_MAX &&
	    cur_find(&version, '.') > 0)
		tell(d, version);
}

static struct verdict tns_parse(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in, body;
	uint16_t length = cur_u16(&in);
	uint8_t type;

	cur_skip(&in, 2);
	type = cur_u8(&in);
	cur_skip(&in, 3);
	if (!cur_ok(&in))
		return need(HEADER);
	if (d->from == CLIENT) {
		s->asked = true;
		return done();
	}
	if (!s->asked || length < HEADER || length > PACKET_MAX)
		return done();
	if (type != ACCEPT && type != REFUSE && type != REDIRECT &&
	    type != DATA && type != RESEND)
		return malformed();
	if (cur_left(&d->in) < length)
		return need(length);
	obs_protocol(d, "tns", false);
	body = cur_take(&in, length - (size_t)HEADER);
	if (type == REFUSE || type == ACCEPT)
		tell_number(d, body);
	if (type == DATA)
		tell_listener(d, body);
	if (type == DATA || ++s->packets >= PACKETS)
		return done();
	return took(length);
}

const struct dissector dissector_tns = {
	.name = "tns",
	.title = "Oracle Transparent Network Substrate",
	.carrier = ON_TCP,
	.hints = {1521},
	.state_size = sizeof(struct state),
	.probe = tns_probe,
	.parse = tns_parse,
};
