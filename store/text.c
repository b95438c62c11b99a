/* SPDX-License-Identifier: Apache-2.0 */
/*
 * text - makes stored text harmless for people, terminals and files.
 *
 * The gates at the waist refuse such text already; a database can be edited
 * by others, and file names never passed a gate, so it is looked at again.
 */
#include <stdio.h>
#include <string.h>

#include "store/db.h"

struct range {
	uint32_t first, last;
};

/* Controls, marks that reorder or hide text, private use, not characters. */
static const struct range harmful[] = {
	{0x00, 0x1f},       {0x7f, 0x9f},       {0xad, 0xad},
	{0x61c, 0x61c},     {0x180e, 0x180e},   {0x200b, 0x200f},
	{0x2028, 0x202e},   {0x2060, 0x206f},   {0xd800, 0xf8ff},
	{0xfe00, 0xfe0f},   {0xfeff, 0xfeff},   {0xfff0, 0xfffb},
	{0xfffe, 0xffff},   {0xe0000, 0xe0fff}, {0xf0000, 0x10ffff},
};

static bool is_harmful(uint32_t c)
{
	for (size_t i = 0; i < sizeof(harmful) / sizeof(harmful[0]); i++)
		if (c >= harmful[i].first && c <= harmful[i].last)
			return true;
	return false;
}

/* RFC 3629: one character; 0 octets when it is not well-formed. */
static size_t utf8_read(const uint8_t *p, uint32_t *c)
{
	static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
	size_t n = p[0] < 0x80   ? 1
		   : p[0] < 0xc2 ? 0
		   : p[0] < 0xe0 ? 2
		   : p[0] < 0xf0 ? 3
		   : p[0] < 0xf5 ? 4
				 : 0;

	if (n == 0)
		return 0;
	*c = n == 1 ? p[0] : p[0] & (0x7fu >> n);
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		*c = *c << 6 | (p[i] & 0x3fu);
	}
	return *c >= least[n] && *c <= 0x10ffff ? n : 0;
}

/* How many octets are fine as they are; most text is nothing else. */
static size_t plain(const char *text, size_t most)
{
	size_t n = 0;

	while (n < most && text[n] >= ' ' && text[n] < 0x7f)
		n++;
	return n;
}

/* One character as it is shown; answers how many octets it was. */
static size_t show(const char *text, char piece[16])
{
	uint32_t c = 0;
	size_t n = utf8_read((const uint8_t *)text, &c);

	if (n == 0)
		snprintf(piece, 16, "\\x%02x", (unsigned)(uint8_t)*text);
	else if (is_harmful(c))
		snprintf(piece, 16, c < 0x80 ? "\\x%02x" : "\\u%04x", c);
	else
		snprintf(piece, 16, "%.*s", (int)n, text);
	return n > 0 ? n : 1;
}

bool text_clean(const char *text, char *out, size_t size)
{
	size_t used = 0;

	if (size == 0)
		return *text == '\0';
	while (*text != '\0') {
		size_t n = plain(text, size - 1 - used), length = n;
		const char *from = text;
		char piece[16];

		if (n == 0) {
			n = show(text, piece);
			length = strlen(piece);
			from = piece;
		}
		if (used + length >= size)
			break;
		memcpy(out + used, from, length);
		used += length;
		text += n;
	}
	out[used] = '\0';
	return *text == '\0';
}
