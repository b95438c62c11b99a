/* SPDX-License-Identifier: Apache-2.0 */
/*
 * smtp - mail servers and devices that send mail.
 *
 * Reads    the greeting; the name in EHLO; which commands ask for encryption
 *          or a login; that a mail is sent outside TLS.
 * Never    senders, recipients, messages, users, passwords.
 * Standard RFC 5321 4.1.1.1, 4.2, 4.3.1; RFC 3207; RFC 4954
 */
#include "classify/proto/greeting.h"
#include "classify/proto/tls.h"

enum { LINE_LIMIT = 2048, LINES = 32, READY = 220 };

struct state {
	uint8_t lines[2];
	bool greeted, proved, asked, secured;
	struct tls_state tls;
};

static enum guess smtp_probe(struct cur first, enum side from)
{
	ptrdiff_t end = cur_find(&first, '\n');

	if (from == CLIENT)
		return opens(first, "EHLO ", "HELO ");
	if (greets(first) != YES)
		return greets(first);
	if (end >= 0)
		first = cur_take(&first, (size_t)end);
	/* File servers greet alike; the client's first word will tell. */
	return holds(first, " ESMTP") || holds(first, " SMTP") ? YES : MORE;
}

/* A name with a dot; not "[10.1.2.3]" or an address, which name nobody. */
static void tell_name(struct dissect *d, struct cur name)
{
	bool letter = false;

	if (cur_find(&name, '.') < 1 || begins(name, "localhost"))
		return;
	for (size_t i = 0; i < cur_left(&name); i++)
		letter |= (cur_at(&name, i) | 0x20) >= 'a' &&
			  (cur_at(&name, i) | 0x20) <= 'z';
	if (letter)
		obs_text(d, ABOUT_SPEAKER, A_smtp_name, name);
}

static struct verdict read_reply(struct dissect *d, struct cur line)
{
	struct state *s = d->state;
	bool ready = CUR_IS(&line, "220");

	if (s->lines[SERVER] == 0 && !ready && !CUR_IS(&line, "554") &&
	    !CUR_IS(&line, "421"))
		return not_mine();
	cur_skip(&line, 4);
	if (ready && !s->greeted && cur_ok(&line)) {
		s->greeted = true;
		obs_text(d, ABOUT_SPEAKER, A_smtp_banner, line);
		tell_name(d, cur_until(&line, ' '));
	} else if (ready && s->asked) {
		s->secured = true; /* 220 after STARTTLS */
	}
	return took(1);
}

static struct verdict read_command(struct dissect *d, struct cur line)
{
	struct state *s = d->state;

	if (begins(line, "EHLO ") || begins(line, "HELO ")) {
		cur_skip(&line, 5);
		tell_name(d, cur_until(&line, ' '));
		s->proved = true;
	} else if (!s->proved) {
		return not_mine();
	}
	s->asked = is_word(line, "STARTTLS");
	if (begins(line, "AUTH PLAIN") || begins(line, "AUTH LOGIN")) {
		obs_term(d, ABOUT_SPEAKER, A_clear_login_sent, "smtp");
		obs_term(d, ABOUT_LISTENER, A_clear_login, "smtp");
		return done();
	}
	if (begins(line, "MAIL "))
		obs_word(d, ABOUT_SPEAKER, A_mail_clear, 1);
	/* Whose mail it is, is nobody's business. */
	return begins(line, "MAIL ") || begins(line, "AUTH") ||
			       begins(line, "QUIT")
		       ? done()
		       : took(1);
}

static struct verdict smtp_parse(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in, line;
	struct verdict all = line_within(&in, LINE_LIMIT), what;

	if (s->secured)
		return tls_within(d, &s->tls, "smtp");
	if (all.what != TOOK)
		return all;
	line = cur_trim(cur_until(&in, '\n'), '\r');
	what = d->from == SERVER ? read_reply(d, line) : read_command(d, line);
	if (what.what == NOT_MINE)
		return what;
	if (s->proved || s->greeted)
		obs_protocol(d, "smtp", s->secured);
	if (what.what == DONE || ++s->lines[d->from] >= LINES)
		return done();
	return all;
}

const struct dissector dissector_smtp = {
	.name = "smtp",
	.title = "Simple Mail Transfer Protocol",
	.carrier = ON_TCP,
	.hints = {25, 587},
	.state_size = sizeof(struct state),
	.probe = smtp_probe,
	.parse = smtp_parse,
};
