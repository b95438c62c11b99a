/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bittorrent - peers that share files.
 *
 * Reads    the first twenty octets of a peer's handshake.
 * Never    what is shared, and who the peers are.
 * Standard BEP 3, peer protocol
 */
#include "classify/dissector.h"

static const char hello[] = "\x13" "BitTorrent protocol";

enum { HELLO = sizeof(hello) - 1 };

static enum guess bittorrent_probe(struct cur first, enum side from)
{
	size_t n = cur_left(&first) < HELLO ? cur_left(&first) : HELLO;

	(void)from;
	if (!cur_is(&first, hello, n))
		return NO;
	return n == HELLO ? YES : MORE;
}

static struct verdict bittorrent_parse(struct dissect *d)
{
	if (cur_left(&d->in) < HELLO)
		return need(HELLO);
	if (!cur_is(&d->in, hello, HELLO))
		return malformed();
	obs_protocol(d, "bittorrent", false);
	return done();
}

const struct dissector dissector_bittorrent = {
	.name = "bittorrent",
	.title = "BitTorrent peer protocol",
	.carrier = ON_TCP,
	.hints = {6881},
	.probe = bittorrent_probe,
	.parse = bittorrent_parse,
};
