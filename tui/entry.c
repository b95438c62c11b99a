/* SPDX-License-Identifier: Apache-2.0 */
/* entry - a line of text while it is typed. */
#include "tui/entry.h"

#include <string.h>

enum { CTRL_U = 0x15 };

static size_t utf8_write(uint32_t c, char out[5])
{
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const uint8_t head[5] = {0, 0, 0xc0, 0xe0, 0xf0};

	for (size_t i = n - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (c & 0x3f));
		c >>= 6;
	}
	out[0] = (char)(head[n == 1 ? 0 : n] | c);
	out[n] = '\0';
	return n;
}

static void type_character(char *text, size_t size, uint32_t character)
{
	char piece[5];
	size_t n = strlen(text), more;

	if (character < 0x20 || character == 0x7f || character > 0x10ffff)
		return;
	more = utf8_write(character, piece);
	if (n + more < size)
		memcpy(text + n, piece, more + 1);
}

static void rub_out(char *text)
{
	size_t n = strlen(text);

	while (n > 0 && ((uint8_t)text[n - 1] & 0xc0) == 0x80)
		n--;
	text[n - (n > 0)] = '\0';
}

bool entry_type(char *text, size_t size, struct key k)
{
	if (k.press == PRESS_BACKSPACE || k.press == PRESS_DELETE)
		rub_out(text);
	else if (k.press == PRESS_CHAR && k.c == CTRL_U)
		text[0] = '\0';
	else if (k.press == PRESS_CHAR)
		type_character(text, size, k.c);
	return k.press == PRESS_BACKSPACE || k.press == PRESS_DELETE ||
	       k.press == PRESS_CHAR;
}
