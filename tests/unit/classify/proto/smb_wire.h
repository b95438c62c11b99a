/* SPDX-License-Identifier: Apache-2.0 */
/* smb_wire - messages of SMB 1, SMB 2 and NTLM for tests. */
#ifndef WW_TEST_SMB_WIRE_H
#define WW_TEST_SMB_WIRE_H

#include "tests/unit/classify/proto/hex.h"

enum { EXTENDED = 0x00080000, UNICODE = 1, VERSION = 0x02000000 };

static inline void add_le(struct octets *o, uint64_t v, unsigned octets)
{
	for (unsigned i = 0; i < octets; i++)
		add_be(o, v >> (8 * i) & 0xff, 1);
}

static inline void add_wide(struct octets *o, const char *text)
{
	for (; *text != '\0'; text++)
		add_le(o, (uint8_t)*text, 2);
}

/* RFC 1002 4.3.1: type 0 and a length before each message. */
static inline struct octets framed(const struct octets *message)
{
	struct octets o = {.n = 0};

	add_be(&o, message->n, 4);
	add_raw(&o, message->b, message->n);
	return o;
}

/* MS-CIFS 2.2.3: header of 32, words, octets. */
static inline struct octets smb1(uint8_t command, uint32_t status,
				 bool wide, const struct octets *words,
				 const struct octets *data)
{
	struct octets m = hex("ff534d42");

	add_be(&m, command, 1);
	add_le(&m, status, 4);
	add_be(&m, 0x98, 1);
	add_le(&m, wide ? 0xc801 : 0x4801, 2);
	add_zero(&m, 20);
	add_be(&m, words->n / 2, 1);
	add_raw(&m, words->b, words->n);
	add_le(&m, data->n, 2);
	add_raw(&m, data->b, data->n);
	return framed(&m);
}

/* MS-SMB2 2.2.1: header of 64, then the body. */
static inline struct octets smb2(uint16_t command, uint32_t status,
				 const struct octets *body)
{
	struct octets m = hex("fe534d42 4000 0000");

	add_le(&m, status, 4);
	add_le(&m, command, 2);
	add_zero(&m, 50);
	add_raw(&m, body->b, body->n);
	return framed(&m);
}

static inline void add_field(struct octets *o, size_t length, size_t *at)
{
	add_le(o, length, 2);
	add_le(o, length, 2);
	add_le(o, *at, 4);
	*at += length;
}

/* MS-NLMP 2.2.1.3, with a user who must not be seen. */
static inline struct octets authenticate(size_t response, uint32_t flags)
{
	struct octets o = hex("4e544c4d53535000 03000000");
	size_t at = 72;

	add_field(&o, 24, &at);
	add_field(&o, response, &at);
	add_field(&o, 20, &at);   /* CANARYZONE                               */
	add_field(&o, 20, &at);   /* CANARYUSER                               */
	add_field(&o, 14, &at);   /* RADWS01                                  */
	add_field(&o, 0, &at);
	add_le(&o, flags | UNICODE | VERSION, 4);
	add_hex(&o, "0a00 634a 000000 0f");
	for (size_t i = 0; i < 24 + response; i++)
		add_be(&o, 0x5a, 1);
	add_wide(&o, "CANARYZONE");
	add_wide(&o, "CANARYUSER");
	add_wide(&o, "RADWS01");
	return o;
}

/* The published challenge of a Windows 7 console, CTCONSOLE1 in HOSP. */
static inline struct octets challenge(void)
{
	return hex(
		"4e544c4d53535000020000000800080038000000158289e2012345678"
		"9abcdef000000000000000076007600400000000601b11d0000000f"
		"48004f00530050000200080048004f00530050000100140043005400"
		"43004f004e0053004f004c00450031000400180068006f0073007000"
		"2e006500780061006d0070006c00650003002e006300740063006f00"
		"6e0073006f006c00650031002e0068006f00730070002e0065007800"
		"61006d0070006c00650000000000");
}

#endif
