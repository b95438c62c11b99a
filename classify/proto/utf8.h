/* SPDX-License-Identifier: Apache-2.0 */
/* utf8 - letters written in UTF-8 (RFC 3629), hexadecimal digits read. */
#ifndef WW_UTF8_H
#define WW_UTF8_H

#include "capture/base/cur.h"

/* Writes a letter of the basic plane; its octets. */
static inline size_t utf8_put(uint8_t to[3], unsigned letter)
{
	if (letter < 0x80) {
		to[0] = (uint8_t)letter;
		return 1;
	}
	if (letter < 0x800) {
		to[0] = (uint8_t)(0xc0 | letter >> 6);
		to[1] = (uint8_t)(0x80 | (letter & 0x3f));
		return 2;
	}
	to[0] = (uint8_t)(0xe0 | letter >> 12);
	to[1] = (uint8_t)(0x80 | (letter >> 6 & 0x3f));
	to[2] = (uint8_t)(0x80 | (letter & 0x3f));
	return 3;
}

/* Of a hexadecimal digit; -1 when it is none. */
static inline int hex_value(uint8_t c)
{
	static const char hex[] = "0123456789ABCDEF0123456789abcdef";
	const char *at = (const char *)memchr(hex, c, sizeof(hex) - 1);

	return at == NULL ? -1 : (int)(at - hex) & 15;
}

#endif
