/* SPDX-License-Identifier: Apache-2.0 */
/*
 * postgresql - which database server answers, and whether in clear.
 *
 * Reads    the kind of the first message, the kind of login asked for, the
 *          parameter server_version; whether the user is "postgres"; the
 *          handshake of TLS.
 * Never    other users, databases, passwords, other parameters, queries, rows.
 * Standard PostgreSQL 16 documentation 55.2.1, 55.2.10, 55.7
 */
#include "classify/proto/tls.h"
#include "classify/proto/words.h"

enum {
	STARTUP_MAX = 2000,
	VERSION_3 = 0x00030000,
	TLS_REQUEST = 80877103,
	GSS_REQUEST = 80877104,
	PASSWORD_CLEAR = 3,
	MESSAGE_MAX = 4096,
	MESSAGES = 32,
	VERSION_MAX = 80,
	PAIRS = 16,
};

struct state {
	bool asked, started, password, told, secured;
	uint8_t messages;
	struct tls_state tls;
};

/* A length, then the version or a request for encryption. */
static enum guess postgresql_probe(struct cur first, enum side from)
{
	struct cur in = first;
	uint32_t length = cur_u32(&in), code = cur_u32(&in);

	if (from != CLIENT)
		return NO;
	if (cur_left(&first) < 8)
		return cur_at(&first, 0) == 0 && cur_at(&first, 1) == 0 ? MORE
									: NO;
	if (code == TLS_REQUEST || code == GSS_REQUEST)
		return length == 8 && cur_left(&first) == 8 ? YES : NO;
	if (code != VERSION_3 || length < 14 || length > STARTUP_MAX)
		return NO;
	/* "user" is the parameter that must be there, and comes first. */
	return cur_left(&in) < 5 ? MORE : CUR_IS(&in, "user\0") ? YES : NO;
}

/* 55.7 StartupMessage: names and values; the user is compared, never kept. */
static bool is_administrator(struct cur pairs)
{
	for (unsigned i = 0; i < PAIRS && cur_left(&pairs) > 1; i++) {
		struct cur name = cur_until(&pairs, 0);
		struct cur value = cur_until(&pairs, 0);

		if (is_word(name, "user"))
			return is_word(value, "postgres");
	}
	return false;
}

static struct verdict read_client(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in;
	uint32_t length, code;

	if (s->started) {
		if (s->password && cur_at(&in, 0) == 'p') {
			obs_term(d, ABOUT_SPEAKER, A_clear_login_sent,
				 "postgresql");
			obs_term(d, ABOUT_LISTENER, A_clear_login,
				 "postgresql");
		}
		return done();
	}
	length = cur_u32(&in);
	code = cur_u32(&in);
	if (!cur_ok(&in))
		return need(8);
	if (length < 8 || length > STARTUP_MAX)
		return malformed();
	obs_protocol(d, "postgresql", false);
	if (code == TLS_REQUEST || code == GSS_REQUEST) {
		s->asked = true;
		return pass_over(length);
	}
	if (cur_left(&d->in) < length)
		return need(length);
	s->started = true;
	if (is_administrator(cur_take(&in, length - 8)))
		obs_term(d, ABOUT_LISTENER, A_database_admin, "postgresql");
	return took(length);
}

static void tell_version(struct dissect *d, struct cur version)
{
	char text[VERSION_MAX + 16];
	struct pen pen = pen_on(text, sizeof(text));

	if (cur_left(&version) == 0 || cur_left(&version) > VERSION_MAX)
		return;
	pen_write(&pen, "PostgreSQL ", 11);
	pen_write(&pen, version.p, cur_left(&version));
	obs_text(d, ABOUT_SPEAKER, A_database_version, cur_of(text, pen.n));
}

static void read_body(struct dissect *d, uint8_t type, struct cur body)
{
	struct state *s = d->state;
	struct cur name;

	if (type == 'R') {
		s->password = cur_u32(&body) == PASSWORD_CLEAR;
		if (!s->told)
			obs_term(d, ABOUT_SPEAKER, A_database_clear,
				 "postgresql");
		s->told = true;
	} else if (type == 'S') {
		name = cur_until(&body, 0);
		if (is_word(name, "server_version"))
			tell_version(d, cur_until(&body, 0));
	}
}

static struct verdict read_server(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in;
	uint8_t type = cur_u8(&in);
	uint32_t length;

	if (s->asked && !s->started) {
		/* One octet: TLS from here on, or not. */
		s->secured = type == 'S';
		obs_protocol(d, "postgresql", s->secured);
		return s->secured || type == 'N' ? took(1) : done();
	}
	length = cur_u32(&in);
	if (!cur_ok(&in))
		return need(5);
	if (!s->started || strchr("RSKNZEv", type) == NULL || type == 0 ||
	    length < 4 || length > MESSAGE_MAX)
		return done();
	if (cur_left(&in) < length - 4)
		return need(length + (uint64_t)1);
	read_body(d, type, cur_take(&in, length - 4));
	/* Ready for queries: what follows is data. */
	if (type == 'Z' || ++s->messages >= MESSAGES)
		return done();
	return took(length + (uint64_t)1);
}

static struct verdict postgresql_parse(struct dissect *d)
{
	struct state *s = d->state;

	if (s->secured)
		return tls_within(d, &s->tls, "postgresql");
	return d->from == CLIENT ? read_client(d) : read_server(d);
}

const struct dissector dissector_postgresql = {
	.name = "postgresql",
	.title = "PostgreSQL",
	.carrier = ON_TCP,
	.hints = {5432},
	.state_size = sizeof(struct state),
	.probe = postgresql_probe,
	.parse = postgresql_parse,
};
