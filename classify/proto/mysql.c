/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mysql - which database server greets, and whether sessions are encrypted.
 *
 * Reads    the version in the greeting; the capability flags of the client;
 *          the handshake of TLS.
 * Never    users but for "root", passwords, schemas, statements, rows.
 * Standard MySQL client/server protocol, Protocol::HandshakeV10 and
 *          Protocol::HandshakeResponse41
 */
#include "classify/proto/tls.h"
#include "classify/proto/words.h"

enum {
	HEADER = 4,
	GREETING_LEAST = 35,
	GREETING_MOST = 512,
	PROTOCOL = 10,
	VERSION_MAX = 80,
	WITH_TLS = 0x0800,
	PROTOCOL_41 = 0x0200,
	TLS_REQUEST = 32,
	RESPONSE_MOST = 4096,
};

struct state {
	bool greeted, secured;
	struct tls_state tls;
};

/* One packet, number 0, protocol 10, a printable version with its end. */
static enum guess mysql_probe(struct cur first, enum side from)
{
	struct cur in = first;
	uint32_t length = 0;
	ptrdiff_t end;

	if (from != SERVER)
		return NO;
	for (unsigned i = 0; i < 3; i++)
		length |= (uint32_t)cur_u8(&in) << (8 * i);
	if (cur_left(&first) < HEADER + 2)
		return MORE;
	if (length < GREETING_LEAST || length > GREETING_MOST ||
	    cur_u8(&in) != 0 || cur_u8(&in) != PROTOCOL)
		return NO;
	if (cur_left(&in) > length)
		return NO;
	if (cur_at(&in, 0) < '0' || cur_at(&in, 0) > '9')
		return cur_left(&in) > 0 ? NO : MORE;
	end = cur_find(&in, 0);
	if (end < 0)
		return cur_left(&in) < VERSION_MAX ? MORE : NO;
	return end >= 3 && end < VERSION_MAX &&
			       cur_control(&in, 0) == (size_t)end &&
			       memchr(in.p, '.', (size_t)end) != NULL
		       ? YES
		       : NO;
}

/* MariaDB hides behind a version that old replicas believe: "5.5.5-10.11.4-
 * MariaDB". */
static void tell_version(struct dissect *d, struct cur version)
{
	char text[VERSION_MAX + 16];
	struct pen pen = pen_on(text, sizeof(text));
	bool maria = holds(version, "mariadb");

	if (maria && CUR_IS(&version, "5.5.5-"))
		cur_skip(&version, 6);
	pen_write(&pen, maria ? "MariaDB " : "MySQL ", maria ? 8 : 6);
	pen_write(&pen, version.p, cur_left(&version));
	obs_text(d, ABOUT_SPEAKER, A_database_version, cur_of(text, pen.n));
}

static struct verdict read_greeting(struct dissect *d, struct cur in,
				    uint32_t length)
{
	struct state *s = d->state;
	struct cur body;

	if (s->greeted)
		return done();
	if (length > GREETING_MOST)
		return malformed();
	if (cur_left(&in) < length)
		return need(HEADER + (uint64_t)length);
	body = cur_take(&in, length);
	cur_skip(&body, 1);
	s->greeted = true;
	obs_protocol(d, "mysql", false);
	tell_version(d, cur_until(&body, 0));
	return took(HEADER + (uint64_t)length);
}

/* The flags come first: nothing behind them is looked at. */
static struct verdict read_response(struct dissect *d, struct cur in,
				    uint32_t length)
{
	struct state *s = d->state;
	uint32_t flags = cur_u16le(&in);

	if (!cur_ok(&in))
		return need(HEADER + 2);
	if (!s->greeted || length < TLS_REQUEST || length > RESPONSE_MOST || (flags & PROTOCOL_41) == 0)
		return done();
	if ((flags & WITH_TLS) == 0) {
		if (cur_left(&d->in) < HEADER + (uint64_t)length)
			return need(HEADER + (uint64_t)length);
		obs_term(d, ABOUT_LISTENER, A_database_clear, "mysql");
		/* Capabilities, largest packet, letters, 23 octets of nothing;
		 * then the user, which is compared and never kept. */
		cur_skip(&in, 30);
		if (CUR_IS(&in, "root") && cur_at(&in, 4) == 0)
			obs_term(d, ABOUT_LISTENER, A_database_admin, "mysql");
		return done();
	}
	s->secured = length == TLS_REQUEST;
	obs_protocol(d, "mysql", s->secured);
	return s->secured ? pass_over(HEADER + (uint64_t)length) : done();
}

static struct verdict mysql_parse(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in;
	uint32_t length = 0;

	if (s->secured)
		return tls_within(d, &s->tls, "mysql");
	for (unsigned i = 0; i < 3; i++)
		length |= (uint32_t)cur_u8(&in) << (8 * i);
	cur_skip(&in, 1);
	if (!cur_ok(&in))
		return need(HEADER);
	return d->from == SERVER ? read_greeting(d, in, length)
				 : read_response(d, in, length);
}

const struct dissector dissector_mysql = {
	.name = "mysql",
	.title = "MySQL",
	.carrier = ON_TCP,
	.hints = {3306},
	.state_size = sizeof(struct state),
	.probe = mysql_probe,
	.parse = mysql_parse,
};
