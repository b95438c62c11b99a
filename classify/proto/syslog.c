/* SPDX-License-Identifier: Apache-2.0 */
/*
 * syslog - messages of the system sent in clear.
 *
 * Reads    that there are some.
 * Never    a word of them.
 * Standard RFC 3164 4.1, RFC 5424 6
 */
#include "classify/dissector.h"

enum { PRIORITY_MAX = 191 };

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

static enum guess syslog_probe(struct cur first, enum side from)
{
	unsigned priority = 0, digits = 0;

	(void)from;
	if (cur_u8(&first) != '<')
		return NO;
	while (digits < 3 && cur_at(&first, 0) >= '0' &&
	       cur_at(&first, 0) <= '9') {
		priority = priority * 10 + (unsigned)(cur_u8(&first) - '0');
		digits++;
	}
	if (digits == 0 || priority > PRIORITY_MAX || cur_u8(&first) != '>')
		return NO;
	return CUR_IS(&first, "1 ") || is_old_time(first) ? YES : NO;
}

static struct verdict syslog_parse(struct dissect *d)
{
	obs_protocol(d, "syslog", false);
	obs_word(d, ABOUT_SPEAKER, A_syslog_clear, 1);
	obs_word(d, ABOUT_LISTENER, A_syslog_clear, 1);
	return done();
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
