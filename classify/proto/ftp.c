/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ftp - greeting, and logins in clear.
 *
 * Reads    the greeting; reply codes; whether the user is anonymous.
 * Never    users, passwords, file names; replies after the greeting.
 * Standard RFC 959 4.2, 5.4; RFC 4217 4
 */
#include <strings.h>

#include "classify/dissector.h"

enum {
	LINE_LIMIT = 2048,
	LINES = 64,         /* of a side                                       */
	LOGGED_IN = 230,
	READY = 220,
};

struct state {
	uint8_t lines[2];
	bool greeted, user, anonymous, password, proved;
};

static bool begins(struct cur line, const char *word)
{
	size_t n = strlen(word);

	return cur_left(&line) >= n &&
	       strncasecmp((const char *)line.p, word, n) == 0;
}

static bool mentions_ftp(struct cur text)
{
	while (cur_left(&text) >= 3) {
		if (begins(text, "ftp"))
			return true;
		cur_skip(&text, 1);
	}
	return false;
}

static enum guess ftp_probe(struct cur first, enum side from)
{
	if (from == SERVER) {
		if (cur_left(&first) < 4)
			return cur_is(&first, "220", cur_left(&first) < 3
							     ? cur_left(&first)
							     : 3)
				       ? MORE
				       : NO;
		if (!CUR_IS(&first, "220 ") && !CUR_IS(&first, "220-"))
			return NO;
		/* Mail greets alike; the client's first word will tell. */
		return mentions_ftp(first) ? YES : MORE;
	}
	if (cur_left(&first) < 5)
		return NO;
	return begins(first, "USER ") || begins(first, "AUTH TLS") ? YES : NO;
}

static void read_reply(struct dissect *d, struct cur line)
{
	struct state *s = d->state;
	unsigned code = 0;

	for (unsigned i = 0; i < 3; i++) {
		uint8_t c = cur_u8(&line);

		if (c < '0' || c > '9')
			return;
		code = code * 10 + (unsigned)(c - '0');
	}
	cur_skip(&line, 1);
	if (code == READY && !s->greeted) {
		s->greeted = true;
		obs_text(d, ABOUT_SPEAKER, A_ftp_banner, line);
	}
	if (code != LOGGED_IN || !s->user)
		return;
	if (s->anonymous)
		obs_word(d, ABOUT_SPEAKER, A_ftp_anonymous, 1);
	else if (s->password) {
		obs_term(d, ABOUT_SPEAKER, A_clear_login, "ftp");
		obs_term(d, ABOUT_LISTENER, A_clear_login_sent, "ftp");
	}
}

static void read_command(struct dissect *d, struct cur line)
{
	struct state *s = d->state;

	if (begins(line, "USER ")) {
		cur_skip(&line, 5);
		s->user = true;
		s->password = false;
		s->anonymous = (cur_left(&line) == 9 &&
				begins(line, "anonymous")) ||
			       (cur_left(&line) == 3 && begins(line, "ftp"));
	} else if (begins(line, "PASS")) {
		s->password = true;
	}
}

static struct verdict ftp_parse(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in, line;
	struct verdict all = line_within(&in, LINE_LIMIT);

	if (all.what != TOOK)
		return all;
	line = cur_trim(cur_until(&in, '\n'), '\r');
	if (d->from == CLIENT && !s->proved) {
		if (!begins(line, "USER ") && !begins(line, "AUTH ") &&
		    !begins(line, "FEAT") && !begins(line, "OPTS"))
			return not_mine(); /* EHLO, say */
		s->proved = true;
	}
	obs_protocol(d, "ftp", false);
	if (d->from == SERVER && begins(line, "234")) {
		obs_protocol(d, "ftp", true);
		return done();
	}
	if (d->from == SERVER)
		read_reply(d, line);
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
