/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lantronix_setup - the greeting of the setup console of Lantronix servers,
 * often on port 9999.
 *
 * Reads    up to four lines: family or model, serial number, MAC address,
 *          software version. The client is not read.
 * Never    anything behind them: the menu, the password, the setup.
 * Standard none: the greetings that rapid7/recog lists (telnet_banners.xml)
 */
#include "classify/dissector.h"
#include "classify/proto/maker.h"

enum { GREETING = 256, LINES = 6 };

static const char magic[] = "*** Lantronix ";

/* The first octets may be a line's end. */
static struct cur start_of(struct cur in)
{
	for (unsigned i = 0; i < 4 && (cur_at(&in, 0) == '\r' ||
				       cur_at(&in, 0) == '\n'); i++)
		cur_skip(&in, 1);
	return in;
}

static enum guess lantronix_setup_probe(struct cur first, enum side from)
{
	size_t n;

	if (from != SERVER)
		return NO;
	first = start_of(first);
	n = cur_left(&first);
	n = n < sizeof(magic) - 1 ? n : sizeof(magic) - 1;
	if (!cur_is(&first, magic, n))
		return NO;
	return n == sizeof(magic) - 1 ? YES : MORE;
}

/* What stands behind this word, up to the next blank. */
static struct cur after(struct cur line, const char *word)
{
	size_t n = strlen(word);

	while (cur_left(&line) > n && !cur_is(&line, word, n))
		cur_skip(&line, 1);
	if (cur_left(&line) <= n)
		return cur_of(line.p, 0);
	cur_skip(&line, n);
	while (cur_at(&line, 0) == ' ')
		cur_skip(&line, 1);
	return cur_until(&line, ' ');
}

/* 00:20:4A:01:02:03 or 00204A010203. */
static bool read_mac(struct cur text, uint8_t mac[6])
{
	static const char hex[] = "0123456789ABCDEF0123456789abcdef";
	unsigned digits = 0;

	while (cur_left(&text) > 0 && digits < 12) {
		uint8_t c = cur_u8(&text);
		const char *at = memchr(hex, c, sizeof(hex) - 1);

		if (c == ':')
			continue;
		if (at == NULL)
			return false;
		mac[digits / 2] = (uint8_t)(mac[digits / 2] << 4 |
					    ((at - hex) & 15));
		digits++;
	}
	return digits == 12 && cur_left(&text) == 0;
}

/* "*** Lantronix UDS1100 Device Server ***", or a family without a model. */
static void tell_model(struct dissect *d, struct cur line)
{
	struct cur model;

	cur_skip(&line, sizeof(magic) - 1);
	model = cur_until(&line, ' ');
	if (CUR_IS(&line, "Device Server ***") && !CUR_IS(&model, "Universal"))
		obs_text(d, ABOUT_SPEAKER, A_inventory_model, model);
}

static void read_greeting(struct dissect *d, struct cur in)
{
	struct cur first = cur_of(in.p, 0), version = first, serial = first;
	uint8_t mac[6] = {0};
	bool known = false;

	for (unsigned i = 0; i < LINES && cur_left(&in) > 0; i++) {
		struct cur line = cur_trim(cur_until(&in, '\n'), '\r');
		struct cur text = after(line, "MAC address");

		if (i == 0)
			first = line;
		known = known || read_mac(text, mac);
		text = after(line, "Software version");
		version = cur_left(&text) > 0 ? text : version;
		text = after(line, "Serial Number");
		serial = cur_left(&text) > 0 ? text : serial;
	}
	if (!known || cur_left(&version) == 0)
		return;
	tell_server(d, "Lantronix", mac);
	tell_model(d, first);
	obs_text(d, ABOUT_SPEAKER, A_inventory_version, version);
	obs_text(d, ABOUT_SPEAKER, A_inventory_serial, serial);
}

/* The line of the version is the last of the greeting; lines end in CR LF or
 * LF CR. False when it is not all there. */
static bool find_greeting(struct cur in, struct cur *greeting)
{
	struct cur rest = in, line, version;

	while (cur_find(&rest, '\n') >= 0) {
		line = cur_until(&rest, '\n');
		version = after(line, "Software version");
		if (cur_left(&version) > 0) {
			*greeting = cur_take(&in, (size_t)(rest.p - in.p));
			return true;
		}
	}
	return false;
}

static struct verdict lantronix_setup_parse(struct dissect *d)
{
	struct cur in = d->in, greeting;
	size_t left = cur_left(&in);

	if (d->from == CLIENT)
		return done();
	in = start_of(cur_take(&in, left < GREETING ? left : GREETING));
	if (!find_greeting(in, &greeting))
		return left < GREETING ? need(left + 1) : done();
	obs_protocol(d, "lantronix", false);
	read_greeting(d, greeting);
	return done();
}

const struct dissector dissector_lantronix_setup = {
	.name = "lantronix_setup",
	.title = "Lantronix setup console",
	.carrier = ON_TCP,
	.hints = {9999},
	.probe = lantronix_setup_probe,
	.parse = lantronix_setup_parse,
};
