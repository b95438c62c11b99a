/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ftp - greeting, and logins in clear.
 *
 * Reads    the greeting; reply codes; whether the user is anonymous or needs no
 *          password, and whether a good login is a published default: see
 *          default_login.c.
 * Never    users, passwords, file names; replies after the greeting.
 * Standard RFC 959 4.2, 5.4; RFC 4217 4
 */
#include "classify/proto/default_login.h"
#include "classify/proto/greeting.h"
#include "classify/proto/refused.h"
#include "classify/proto/tls.h"

enum {
	LINE_LIMIT = 2048,
	LINES = 64,         /* of a side                                       */
	LOGGED_IN = 230,
	READY = 220,
	SECURED = 234,
	REFUSED = 530,
};

struct state {
	uint8_t lines[2];
	bool greeted, user, anonymous, password, proved, secured;
	struct login_user login;
	const char *known;  /* product whose published default was sent       */
	struct refusals refusals;
	struct tls_state tls;
};

static enum guess ftp_probe(struct cur first, enum side from)
{
	if (from == SERVER) {
		enum guess g = greets(first);

		/* Mail greets alike; the client's first word will tell. */
		return g != YES || holds(first, "ftp") ? g : MORE;
	}
	return opens(first, "USER ", "AUTH TLS");
}

/* The three digits of a reply, or 0. */
static unsigned code_of(struct cur line)
{
	unsigned code = 0;

	for (unsigned i = 0; i < 3; i++) {
		uint8_t c = cur_u8(&line);

		if (c < '0' || c > '9')
			return 0;
		code = code * 10 + (unsigned)(c - '0');
	}
	return code;
}

static void read_reply(struct dissect *d, struct cur line, unsigned code)
{
	struct state *s = d->state;

	cur_skip(&line, 4);
	/* Some begin with an empty line. */
	if (code == READY && !s->greeted && cur_left(&line) > 0) {
		s->greeted = true;
		obs_text(d, ABOUT_SPEAKER, A_ftp_banner, line);
	}
	if (code == REFUSED && s->password && !s->anonymous) {
		tell_refused(d, &s->refusals);
		s->password = false;
	}
	if (code != LOGGED_IN || !s->user)
		return;
	if (s->anonymous)
		obs_word(d, ABOUT_SPEAKER, A_ftp_anonymous, 1);
	else if (s->password) {
		obs_term(d, ABOUT_SPEAKER, A_clear_login, "ftp");
		obs_term(d, ABOUT_LISTENER, A_clear_login_sent, "ftp");
		if (s->known != NULL)
			obs_term(d, ABOUT_SPEAKER, A_default_login, s->known);
	} else {
		obs_term(d, ABOUT_SPEAKER, A_login_free, "ftp");
	}
}

static void read_command(struct dissect *d, struct cur line)
{
	struct state *s = d->state;

	if (begins(line, "USER ")) {
		cur_skip(&line, 5);
		s->user = true;
		s->password = false;
		s->anonymous = is_word(line, "anonymous") || is_word(line, "ftp");
		s->known = NULL;
		login_user(&s->login, line);
	} else if (begins(line, "PASS ")) {
		cur_skip(&line, 5);
		s->password = true;
		s->known = login_default(&s->login, line);
	} else if (begins(line, "PASS")) {
		s->password = true;
	}
}

static struct verdict ftp_parse(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in, line;
	struct verdict all = line_within(&in, LINE_LIMIT);
	unsigned code;

	if (s->secured)
		return tls_within(d, &s->tls, "ftp");
	if (all.what != TOOK)
		return all;
	line = cur_trim(cur_until(&in, '\n'), '\r');
	if (d->from == CLIENT && !s->proved) {
		if (!begins(line, "USER ") && !begins(line, "AUTH ") &&
		    !begins(line, "FEAT") && !begins(line, "OPTS"))
			return not_mine(); /* EHLO, say */
		s->proved = true;
	}
	code = d->from == SERVER ? code_of(line) : 0;
	/* Mail boxes and chat have users too, and answer with other words: until
	 * then nothing is told. */
	if (d->from == SERVER && s->lines[SERVER] == 0 && code == 0)
		return not_mine();
	s->secured = code == SECURED;
	if (d->from == SERVER || s->lines[SERVER] > 0)
		obs_protocol(d, "ftp", s->secured);
	if (d->from == SERVER)
		read_reply(d, line, code);
	else
		read_command(d, line);
	if (++s->lines[d->from] >= LINES)
		return done();
	return all;
}

const struct dissector dissector_ftp = {
	.name = "ftp",
	.title = "File Transfer Protocol",
	.carrier = ON_TCP,
	.hints = {21},
	.state_size = sizeof(struct state),
	.probe = ftp_probe,
	.parse = ftp_parse,
};
