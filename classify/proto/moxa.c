/* SPDX-License-Identifier: Apache-2.0 */
/*
 * moxa - NPort serial device servers that answer a search.
 *
 * Reads    answers: length, hardware number, MAC address, which must be one of
 *          Moxa's.
 * Never    the name (answer 90), which is a free text; the serial number (96),
 *          which has 16 bits and is no key; addresses, settings, accounts.
 * Standard none: worked out from an NPort 5110A by others, two of them agree.
 */
#include "classify/dissector.h"
#include "classify/proto/maker.h"

enum {
	HEADER = 8, IDENTITY = 12,
	SEARCH = 0x01, NAME = 0x10, SERIAL = 0x16,
	ADDRESS = 0x21, MASK = 0x22, GATEWAY = 0x23,
	REPLY = 0x80,
};

/* Octets behind the identity, by request. */
static const struct {
	uint8_t request;
	uint16_t more;
} answers[] = {
	{SEARCH, 4}, {NAME, 40}, {SERIAL, 16},
	{ADDRESS, 4}, {MASK, 4}, {GATEWAY, 4},
};

/* Hardware numbers that were seen on a device of known model. */
static const struct {
	uint16_t number;
	const char *model;
} models[] = {
	{0x511a, "NPort 5110A"},
};

/* Header: number of the request with the bit of an answer, status 0, length of
 * the whole, transaction; then product line, hardware, MAC. */
static enum guess moxa_probe(struct cur first, enum side from)
{
	size_t n = cur_left(&first), i = 0;
	uint8_t request = cur_u8(&first);

	(void)from;
	while (i < sizeof(answers) / sizeof(answers[0]) &&
	       request != (answers[i].request | REPLY))
		i++;
	if (i == sizeof(answers) / sizeof(answers[0]) ||
	    n != (size_t)HEADER + IDENTITY + answers[i].more ||
	    cur_u8(&first) != 0 || cur_u16(&first) != n)
		return NO;
	cur_skip(&first, 4 + 6);
	return CUR_IS(&first, "\x00\x90\xe8") ? YES : NO;
}

static struct verdict moxa_parse(struct dissect *d)
{
	struct cur in = d->in;
	uint16_t hardware;
	uint8_t mac[6];

	if (moxa_probe(in, d->from) != YES)
		return not_mine();
	cur_skip(&in, HEADER + 4);
	hardware = cur_u16le(&in);
	cur_copy(&in, mac, sizeof(mac));
	obs_protocol(d, "moxa", false);
	tell_server(d, "Moxa", mac);
	for (size_t i = 0; i < sizeof(models) / sizeof(models[0]); i++)
		if (models[i].number == hardware)
			obs_term(d, ABOUT_SPEAKER, A_inventory_model,
				 models[i].model);
	return took(cur_left(&d->in));
}

const struct dissector dissector_moxa = {
	.name = "moxa",
	.title = "Moxa NPort search",
	.carrier = ON_UDP,
	.hints = {4800},
	.probe = moxa_probe,
	.parse = moxa_parse,
};
