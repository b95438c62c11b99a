/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rsh - remote shells of Berkeley: rsh, rexec and rlogin.
 *
 * Reads    that four texts of such a session follow each other, and whether the
 *          server lets it in.
 * Never    accounts, passwords, commands, the session.
 * Standard RFC 1282 (rlogin); rshd(8), rexecd(8) of 4.4BSD
 */
#include "classify/dissector.h"

enum { PORT_DIGITS = 5, NAME_MOST = 64, ACCEPTED = 0 };

struct state {
	bool asked;
};

/* Printable; names without blanks. */
static bool is_text(struct cur text, bool blanks)
{
	while (cur_left(&text) > 0) {
		uint8_t c = cur_u8(&text);

		if (c > '~' || c < ' ' || (c == ' ' && !blanks))
			return false;
	}
	return true;
}

/*
 * The port for errors in digits, or nothing; two names, of which the second may
 * be a password; a command, or terminal and speed. Each ends with a zero, and
 * the client waits for an answer behind the last.
 */
static enum guess rsh_probe(struct cur first, enum side from)
{
	if (from != CLIENT)
		return NO;
	for (unsigned i = 0; i < 4; i++) {
		bool ends = cur_find(&first, 0) >= 0;
		struct cur text = cur_until(&first, 0);
		size_t n = cur_left(&text);

		if (!is_text(text, i == 3) || (i > 0 && i < 3 && n > NAME_MOST) ||
		    (i == 0 && n > PORT_DIGITS) || (ends && i > 0 && n == 0))
			return NO;
		while (i == 0 && cur_left(&text) > 0) {
			uint8_t c = cur_u8(&text);

			if (c < '0' || c > '9')
				return NO;
		}
		if (!ends)
			return MORE;
	}
	return cur_left(&first) == 0 ? YES : NO;
}

static struct verdict rsh_parse(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in;

	if (d->from == CLIENT)
		s->asked = true;
	else if (s->asked && cur_u8(&in) == ACCEPTED)
		obs_protocol(d, "rsh", false);
	return done();
}

const struct dissector dissector_rsh = {
	.name = "rsh",
	.title = "rsh, rexec and rlogin",
	.carrier = ON_TCP,
	.hints = {512, 513, 514},
	.state_size = sizeof(struct state),
	.probe = rsh_probe,
	.parse = rsh_parse,
};
