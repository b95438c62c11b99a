/* SPDX-License-Identifier: Apache-2.0 */
/* keys - what was pressed, and what it asks for. */
#include "tui/keys.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

static const struct request_row rows[] = {
#define REQUEST(name, trait, keys, label, help)                                \
	{REQ_##name, TRAIT_##trait, keys, label, help},
#include "tui/keys.def"
#undef REQUEST
};

static const char *const press_words[PRESSES] = {
	[PRESS_ENTER] = "Enter",	 [PRESS_ESC] = "Esc",
	[PRESS_TAB] = "Tab",		 [PRESS_BACK_TAB] = "Shift-Tab",
	[PRESS_BACKSPACE] = "Backspace", [PRESS_DELETE] = "Delete",
	[PRESS_UP] = "Up",		 [PRESS_DOWN] = "Down",
	[PRESS_LEFT] = "Left",		 [PRESS_RIGHT] = "Right",
	[PRESS_PAGE_UP] = "PgUp",	 [PRESS_PAGE_DOWN] = "PgDn",
	[PRESS_HOME] = "Home",		 [PRESS_END] = "End",
};

void key_word(struct key k, char out[KEY_WORD])
{
	out[0] = '\0';
	if (k.press == PRESS_F)
		snprintf(out, KEY_WORD, "F%u", (unsigned)k.c);
	else if (k.press == PRESS_CHAR && k.c == ' ')
		snprintf(out, KEY_WORD, "Space");
	else if (k.press == PRESS_CHAR && k.c > 0 && k.c < 0x20)
		snprintf(out, KEY_WORD, "Ctrl-%c", (char)('@' + k.c));
	else if (k.press == PRESS_CHAR && k.c > 0x20 && k.c < 0x7f)
		snprintf(out, KEY_WORD, "%c", (char)k.c);
	else if (k.press < PRESSES && press_words[k.press] != NULL)
		snprintf(out, KEY_WORD, "%s", press_words[k.press]);
}

/* True if word is one of the words of list. */
static bool holds_word(const char *list, const char *word)
{
	size_t n = strlen(word);

	while (*list != '\0') {
		size_t length = strcspn(list, " ");

		if (length == n && memcmp(list, word, n) == 0)
			return true;
		list += length;
		list += strspn(list, " ");
	}
	return false;
}

enum request key_request(struct key k, unsigned traits)
{
	char word[KEY_WORD];

	key_word(k, word);
	if (word[0] == '\0')
		return REQ_NONE;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if ((rows[i].trait & traits) != 0 &&
		    holds_word(rows[i].keys, word))
			return rows[i].request;
	return REQ_NONE;
}

const struct request_row *request_at(unsigned i)
{
	return i < sizeof(rows) / sizeof(rows[0]) ? &rows[i] : NULL;
}
