/* SPDX-License-Identifier: Apache-2.0 */
/*
 * syslog - messages of the system sent in clear.
 *
 * Reads    that there are some; HOSTNAME of a header that is whole: in the old
 *          form only before a tag with a process number, since many senders
 *          leave the name out, and then words of the message stand there.
 * Never    tags, structured data, a word of the message.
 * Standard RFC 3164 4.1, RFC 5424 6
 */
#include "classify/dissector.h"
#include "classify/proto/words.h"

enum { PRIORITY_MAX = 191, OLD_TIME = 15, HOST_MAX = 64, TAG_MAX = 48 };

/* "Jan  2 10:15:00" of RFC 3164. */
static bool is_old_time(struct cur in)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

	for (size_t i = 0; i < 36; i += 3)
		if (cur_is(&in, months + i, 3))
			return cur_at(&in, 3) == ' ' && cur_at(&in, 6) == ' ' &&
			       cur_at(&in, 9) == ':';
	return false;
}

/* "<34>" before either form. */
static bool skip_priority(struct cur *in)
{
	unsigned priority = 0, digits = 0;

	if (cur_u8(in) != '<')
		return false;
	while (digits < 3 && is_digit(cur_at(in, 0))) {
		priority = priority * 10 + (unsigned)(cur_u8(in) - '0');
		digits++;
	}
	return digits > 0 && priority <= PRIORITY_MAX && cur_u8(in) == '>';
}

static enum guess syslog_probe(struct cur first, enum side from)
{
	(void)from;
	if (!skip_priority(&first))
		return NO;
	return CUR_IS(&first, "1 ") || is_old_time(first) ? YES : NO;
}

/* The next word, which a blank must end; else spoilt. */
static struct cur word_of(struct cur *in)
{
	ptrdiff_t end = cur_find(in, ' ');
	struct cur word = cur_take(in, end < 0 ? SIZE_MAX : (size_t)end);

	cur_skip(in, 1);
	return word;
}

/* RFC 5424 6.2.3: "-" or 2003-10-11T22:14:15. */
static bool is_new_time(struct cur word)
{
	if (cur_left(&word) == 1)
		return cur_at(&word, 0) == '-';
	return cur_left(&word) >= 19 && is_digit(cur_at(&word, 0)) &&
	       cur_at(&word, 4) == '-' && cur_at(&word, 7) == '-' &&
	       cur_at(&word, 10) == 'T' && cur_at(&word, 13) == ':';
}

/* RFC 952: letters, digits, - and . with a letter first, no address. */
static bool is_host(struct cur word)
{
	uint8_t first = cur_at(&word, 0) | 0x20;

	if (cur_left(&word) < 2 || cur_left(&word) > HOST_MAX || first < 'a' ||
	    first > 'z' || begins(word, "localhost"))
		return false;
	while (cur_left(&word) > 0) {
		uint8_t c = cur_u8(&word), letter = c | 0x20;

		if ((letter < 'a' || letter > 'z') && !is_digit(c) &&
		    c != '-' && c != '.')
			return false;
	}
	return true;
}

/* "sshd[4711]:" of RFC 3164 4.1.3 and 5.3. */
static bool is_tag(struct cur word)
{
	size_t name = 0, digits = 0;

	while (cur_left(&word) > 0 && cur_at(&word, 0) != '[') {
		cur_skip(&word, 1);
		name++;
	}
	cur_skip(&word, 1);
	while (is_digit(cur_at(&word, 0))) {
		cur_skip(&word, 1);
		digits++;
	}
	return name > 0 && name <= TAG_MAX && digits > 0 &&
	       cur_left(&word) == 2 && CUR_IS(&word, "]:");
}

/* Where the header ends as its form wants it. */
static bool read_host(struct cur in, struct cur *host)
{
	bool is_new;

	if (!skip_priority(&in))
		return false;
	is_new = CUR_IS(&in, "1 ");
	cur_skip(&in, is_new ? 2 : OLD_TIME);
	if (is_new && !is_new_time(word_of(&in)))
		return false;
	if (!is_new && cur_u8(&in) != ' ')
		return false;
	*host = word_of(&in);
	if (!is_new)
		return is_host(*host) && is_tag(word_of(&in)) && cur_ok(&in);
	word_of(&in); /* application, process, kind */
	word_of(&in);
	word_of(&in);
	return cur_ok(&in) && is_host(*host) &&
	       (cur_at(&in, 0) == '-' || cur_at(&in, 0) == '[');
}

static struct verdict syslog_parse(struct dissect *d)
{
	struct cur host;

	obs_protocol(d, "syslog", false);
	if (read_host(d->in, &host))
		obs_text(d, ABOUT_SPEAKER, A_syslog_host_name, host);
	obs_word(d, ABOUT_SPEAKER, A_syslog_clear, 1);
	obs_word(d, ABOUT_LISTENER, A_syslog_clear, 1);
	/* The next one may name another: then it forwards. */
	return took(cur_left(&d->in));
}

const struct dissector dissector_syslog = {
	.name = "syslog",
	.title = "Syslog",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {514},
	.probe = syslog_probe,
	.parse = syslog_parse,
};
