/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tftp - files that move without login.
 *
 * Reads    the kind of a request.
 * Never    file names, contents.
 * Standard RFC 1350 5
 */
#include <strings.h>

#include "classify/dissector.h"

enum { READ = 1, WRITE = 2, NAME_MAX_TFTP = 255 };

static bool is_mode(struct cur mode)
{
	static const char *const modes[] = {"octet", "netascii", "mail"};

	for (size_t i = 0; i < 3; i++)
		if (cur_left(&mode) == strlen(modes[i]) &&
		    strncasecmp((const char *)mode.p, modes[i],
				cur_left(&mode)) == 0)
			return true;
	return false;
}

static enum guess tftp_probe(struct cur first, enum side from)
{
	uint16_t operation = cur_u16(&first);
	struct cur name;

	(void)from;
	if (operation != READ && operation != WRITE)
		return NO;
	name = cur_until(&first, 0);
	if (cur_left(&name) == 0 || cur_left(&name) > NAME_MAX_TFTP ||
	    cur_find(&first, 0) < 0)
		return NO;
	return is_mode(cur_until(&first, 0)) ? YES : NO;
}

static struct verdict tftp_parse(struct dissect *d)
{
	struct cur in = d->in;
	uint16_t operation = cur_u16(&in);

	if (operation != READ && operation != WRITE)
		return done();
	obs_protocol(d, "tftp", false);
	obs_word(d, ABOUT_SPEAKER, A_tftp_transfer, operation);
	obs_word(d, ABOUT_LISTENER, A_tftp_transfer, operation);
	return done();
}

const struct dissector dissector_tftp = {
	.name = "tftp",
	.title = "Trivial File Transfer Protocol",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {69},
	.probe = tftp_probe,
	.parse = tftp_parse,
};
