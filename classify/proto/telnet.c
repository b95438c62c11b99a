/* SPDX-License-Identifier: Apache-2.0 */
/*
 * telnet - sessions in clear, and the text before the login.
 *
 * Reads    option negotiation, and by it whether a serial port is served;
 *          the server's text up to its first prompt;
 *          whether a password prompt was answered, or a shell was there at once.
 * Never    a single octet that the client types; anything after the prompt.
 * Standard RFC 854, RFC 855, RFC 2217 (serial ports)
 */
#include <strings.h>

#include "classify/dissector.h"

enum {
	IAC = 255,
	SB = 250,
	SE = 240,
	WILL = 251,
	DO = 253,
	DONT = 254,
	COM_PORT = 44,
	BANNER = 160,
	HEARD_MAX = 4096,   /* octets of the server before giving up           */
	OPTION_MAX = 512,
};

struct state {
	uint16_t heard;
	uint8_t banner_length;
	bool prompted;      /* for a login or password                         */
	bool wants_password, told;
	bool answered;      /* the client sent something, if only options      */
	bool typed;         /* it sent letters: an echo may follow             */
	char banner[BANNER];
};

static enum guess telnet_probe(struct cur first, enum side from)
{
	uint8_t verb = cur_at(&first, 1);

	(void)from;
	if (cur_at(&first, 0) != IAC)
		return NO;
	if (cur_left(&first) < 3)
		return MORE;
	return verb >= SB && verb <= DONT && cur_at(&first, 2) < 64 ? YES : NO;
}

static bool ends_in(const struct state *s, const char *word)
{
	size_t n = strlen(word);

	return s->banner_length >= n &&
	       strncasecmp(s->banner + s->banner_length - n, word, n) == 0;
}

/* Of Unix for its administrator, of VxWorks. */
static bool is_shell(const struct state *s)
{
	return ends_in(s, "# ") || ends_in(s, "-> ");
}

/* Prompts come in all languages: text behind one that nobody knows may be the
 * echo of what a person typed, or the screen of a session. */
static bool is_greeting(const struct state *s, size_t n)
{
	return !s->typed && (s->answered || (memchr(s->banner, ':', n) == NULL &&
					     memchr(s->banner, '>', n) == NULL));
}

/* The login prompt itself is no part of the greeting. */
static void meet_prompt(struct dissect *d, size_t prompt)
{
	struct state *s = d->state;
	size_t n = s->banner_length - prompt;

	if (!s->prompted && is_greeting(s, n))
		obs_text(d, ABOUT_SPEAKER, A_telnet_banner,
			 cur_of(s->banner, n));
	s->prompted = true;
	s->banner_length = 0;
}

static void hear(struct dissect *d, uint8_t c)
{
	static const char *const prompts[] = {"login:", "username:", "user:"};
	struct state *s = d->state;

	if (s->banner_length == BANNER) {
		memmove(s->banner, s->banner + 16, BANNER - 16);
		s->banner_length -= 16;
	}
	s->banner[s->banner_length++] = c >= ' ' && c < 127 ? (char)c : ' ';
	for (size_t i = 0; i < sizeof(prompts) / sizeof(prompts[0]); i++)
		if (ends_in(s, prompts[i]))
			meet_prompt(d, strlen(prompts[i]));
	if (ends_in(s, "password:")) {
		meet_prompt(d, strlen("password:"));
		s->wants_password = true;
	}
}

/* Octets of one option: IAC verb option, or IAC SB .. IAC SE. 0: more; beyond
 * OPTION_MAX: it has no end. */
static size_t option_length(struct cur in)
{
	size_t n = cur_left(&in);

	if (n < 2)
		return 0;
	if (cur_at(&in, 1) == IAC)
		return 2;
	if (cur_at(&in, 1) < SB)
		return 2;
	if (cur_at(&in, 1) != SB)
		return n < 3 ? 0 : 3;
	for (size_t i = 2; i + 1 < n && i + 1 < OPTION_MAX; i++)
		if (cur_at(&in, i) == IAC && cur_at(&in, i + 1) == SE)
			return i + 2;
	return n >= OPTION_MAX ? OPTION_MAX + 1 : 0;
}

/* RFC 2217 3: the access server agrees to the option, or offers it, or tells of
 * the port. A client only asks for it. */
static void meet_option(struct dissect *d)
{
	uint8_t verb = cur_at(&d->in, 1);

	if (d->from == SERVER && cur_at(&d->in, 2) == COM_PORT &&
	    (verb == DO || verb == WILL || verb == SB))
		obs_word(d, ABOUT_SPEAKER, A_sds_serial_port, 1);
}

static struct verdict telnet_parse(struct dissect *d)
{
	struct state *s = d->state;
	size_t option;

	obs_protocol(d, "telnet", false);
	if (!s->told)
		obs_word(d, d->from == SERVER ? ABOUT_SPEAKER : ABOUT_LISTENER,
			 A_telnet_session, 1);
	s->told = true;
	s->prompted |= d->mid_stream;
	s->answered |= d->from == CLIENT;
	if (cur_at(&d->in, 0) == IAC) {
		option = option_length(d->in);
		if (option > OPTION_MAX)
			return malformed();
		if (option == 0)
			return need(cur_left(&d->in) + 1);
		meet_option(d);
		return took(option);
	}
	if (d->from == CLIENT) {
		/* What the server waits behind is a prompt, and no decoration. */
		if (cur_at(&d->in, 0) > ' ' && !s->typed && !s->prompted &&
		    is_shell(s))
			obs_term(d, ABOUT_LISTENER, A_login_free, "telnet");
		s->typed |= cur_at(&d->in, 0) > ' ';
		if (!s->wants_password)
			return took(1);
		obs_term(d, ABOUT_LISTENER, A_clear_login, "telnet");
		obs_term(d, ABOUT_SPEAKER, A_clear_login_sent, "telnet");
		return done();
	}
	if (s->wants_password || ++s->heard >= HEARD_MAX)
		return done();
	hear(d, cur_at(&d->in, 0));
	return took(1);
}

const struct dissector dissector_telnet = {
	.name = "telnet",
	.title = "Telnet",
	.carrier = ON_TCP,
	.hints = {23},
	.state_size = sizeof(struct state),
	.probe = telnet_probe,
	.parse = telnet_parse,
};
