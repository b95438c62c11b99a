/* SPDX-License-Identifier: Apache-2.0 */
/* words - letters of protocols that care for no case, and blanks. */
#ifndef WW_WORDS_H
#define WW_WORDS_H

#include <strings.h>

#include "capture/base/addr.h"
#include "capture/base/cur.h"

static inline bool begins(struct cur text, const char *wanted)
{
	size_t n = strlen(wanted);

	return cur_left(&text) >= n &&
	       strncasecmp((const char *)text.p, wanted, n) == 0;
}

static inline bool is_word(struct cur text, const char *wanted)
{
	return cur_left(&text) == strlen(wanted) && begins(text, wanted);
}

static inline bool ends(struct cur text, const char *wanted)
{
	size_t n = strlen(wanted);

	return cur_left(&text) >= n &&
	       begins(cur_of(text.end - n, n), wanted);
}

static inline bool holds(struct cur text, const char *wanted)
{
	while (cur_left(&text) > 0) {
		/* In haste: letters differ by one bit. */
		if ((cur_at(&text, 0) | 32) == (wanted[0] | 32) &&
		    begins(text, wanted))
			return true;
		cur_skip(&text, 1);
	}
	return false;
}

/* The n-th part of a text, from 0; empty when there are fewer. */
static inline struct cur word_part(struct cur in, uint8_t separator, unsigned n)
{
	struct cur part = cur_until(&in, separator);

	for (; n > 0; n--) {
		if (cur_left(&in) == 0)
			return cur_of(in.p, 0);
		part = cur_until(&in, separator);
	}
	return part;
}

/* The address that a text is; false for a name, and for what is no single host. */
static inline bool word_address(struct cur in, struct addr *ip)
{
	char text[ADDR_TEXT];
	size_t n = cur_left(&in);

	if (n == 0 || n >= sizeof(text))
		return false;
	memcpy(text, in.p, n);
	text[n] = '\0';
	return addr_parse(text, ip) && !addr_is_zero(*ip) && !addr_is_group(*ip);
}

/* The number that a text begins with; a huge one for one that is longer. */
static inline uint64_t decimal_of(struct cur text)
{
	uint64_t v = 0;

	while (cur_left(&text) > 0) {
		uint8_t c = cur_u8(&text);

		if (c < '0' || c > '9' || v > UINT64_MAX / 20)
			break;
		v = v * 10 + (uint64_t)(c - '0');
	}
	return v;
}

static inline bool is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

static inline bool is_letter(uint8_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* As XML 1.0 2.3 and RFC 8259 2 have them. */
static inline bool is_blank(uint8_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static inline void pass_blanks(struct cur *in)
{
	while (cur_left(in) > 0 && is_blank(cur_at(in, 0)))
		cur_skip(in, 1);
}

#endif
