/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ntp - who asks for the time, and who tells it.
 *
 * Reads    mode, version, stratum.
 * Standard RFC 5905 7.3
 */
#include "classify/dissector.h"

enum { PORT = 123, LENGTH = 48, MODE_CLIENT = 3, MODE_SERVER = 4 };

static enum guess ntp_probe(struct cur first, enum side from)
{
	uint8_t head = cur_at(&first, 0);
	unsigned version = head >> 3 & 7, mode = head & 7;

	(void)from;
	return cur_left(&first) >= LENGTH && cur_left(&first) <= 1024 &&
			       version >= 1 && version <= 4 &&
			       (mode == MODE_CLIENT || mode == MODE_SERVER) &&
			       cur_at(&first, 1) <= 16
		       ? YES
		       : NO;
}

static struct verdict ntp_parse(struct dissect *d)
{
	uint8_t head = cur_at(&d->in, 0);

	/* 48 octets of anything may look so: the port is asked too. */
	if (d->port[CLIENT] != PORT && d->port[SERVER] != PORT)
		return not_mine();
	obs_protocol(d, "ntp", false);
	if ((head & 7) == MODE_CLIENT)
		obs_word(d, ABOUT_SPEAKER, A_ntp_client, head >> 3 & 7);
	else
		obs_word(d, ABOUT_SPEAKER, A_ntp_server, cur_at(&d->in, 1));
	return done();
}

const struct dissector dissector_ntp = {
	.name = "ntp",
	.title = "Network Time Protocol",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {PORT},
	.probe = ntp_probe,
	.parse = ntp_parse,
};
