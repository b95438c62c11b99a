/* SPDX-License-Identifier: Apache-2.0 */
/* base64 - octets that travel as letters. RFC 4648 4. */
#ifndef WW_BASE64_H
#define WW_BASE64_H

#include "capture/base/cur.h"

static inline int base64_value(uint8_t c)
{
	return c >= 'A' && c <= 'Z'   ? c - 'A'
	       : c >= 'a' && c <= 'z' ? c - 'a' + 26
	       : c >= '0' && c <= '9' ? c - '0' + 52
	       : c == '+'	      ? 62
	       : c == '/'	      ? 63
				      : -1;
}

/* How many octets were written; up to what is no such letter, or to the end of
 * the room. */
static inline size_t base64_read(struct cur text, uint8_t *room, size_t size)
{
	uint32_t word = 0;
	size_t n = 0;

	for (unsigned bits = 0; cur_left(&text) > 0 && n < size;) {
		int v = base64_value(cur_u8(&text));

		if (v < 0)
			break;
		word = word << 6 | (uint32_t)v;
		bits += 6;
		if (bits < 8)
			continue;
		bits -= 8;
		room[n++] = (uint8_t)(word >> bits);
	}
	return n;
}

#endif
