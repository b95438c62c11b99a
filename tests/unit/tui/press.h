/* SPDX-License-Identifier: Apache-2.0 */
/*
 * press - a person before a console without a terminal: keys go in by their
 * words, the screen comes out as text and is compared with a stored one.
 */
#ifndef WW_TEST_TUI_PRESS_H
#define WW_TEST_TUI_PRESS_H

#include <locale.h>

#include "tests/support/unit.h"
#include "tests/unit/tui/double.h"
#include "tui/console.h"

/* The key of this word of keys.def. */
static inline struct key key_of(const char *word)
{
	char is[KEY_WORD];

	for (int p = PRESS_NONE; p < PRESSES; p++)
		for (uint32_t c = 0; c < 128; c++) {
			struct key k = {(enum press)p, c};

			key_word(k, is);
			if (strcmp(is, word) == 0)
				return k;
		}
	fail_msg("no key is called %s", word);
	return (struct key){PRESS_NONE, 0};
}

/* Words of keys joined by blanks. */
static inline void press(struct console *c, const char *keys)
{
	while (*keys != '\0') {
		char word[KEY_WORD];
		int n = (int)strcspn(keys, " ");

		snprintf(word, sizeof(word), "%.*s", n, keys);
		console_key(c, key_of(word));
		keys += n + (keys[n] == ' ');
	}
}

static inline void type(struct console *c, const char *text)
{
	for (; *text != '\0'; text++)
		console_key(c, (struct key){PRESS_CHAR, (uint8_t)*text});
}

/* The screen as text. Owner: the caller frees. */
static inline char *screen_of(struct console *c, unsigned width,
			      unsigned height, bool ascii)
{
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	struct grid g;

	grid_open(&g, width, height, ascii);
	console_resize(c, width, height);
	console_draw(c, &g);
	grid_print(&g, out);
	fclose(out);
	grid_close(&g);
	return text;
}

static inline void expect_text(struct console *c, const char *want)
{
	char *text = screen_of(c, 100, 30, false);

	if (strstr(text, want) == NULL)
		fail_msg("'%s' is not on the screen:\n%s", want, text);
	free(text);
}

static inline void expect_no_text(struct console *c, const char *not_want)
{
	char *text = screen_of(c, 100, 30, false);

	if (strstr(text, not_want) != NULL)
		fail_msg("'%s' is on the screen:\n%s", not_want, text);
	free(text);
}

/* Compares with tests/golden/screens/NAME.WxH.screen; WW_UPDATE=1 writes it. */
static inline void expect_screen(struct console *c, const char *name,
				 unsigned width, unsigned height)
{
	char path[128], *text = screen_of(c, width, height, false);
	char *want = calloc(1, 1 << 18);
	FILE *f;

	snprintf(path, sizeof(path), "tests/golden/screens/%s.%ux%u.screen",
		 name, width, height);
	if (getenv("WW_UPDATE") != NULL) {
		f = fopen(path, "w");
		assert_non_null(f);
		fputs(text, f);
		fclose(f);
	}
	f = fopen(path, "r");
	if (f == NULL)
		fail_msg("there is no %s; WW_UPDATE=1 writes it", path);
	assert_true(fread(want, 1, (1 << 18) - 1, f) > 0);
	fclose(f);
	if (strcmp(text, want) != 0)
		fail_msg("%s differs; is:\n%swant:\n%s", path, text, want);
	free(want);
	free(text);
}

static inline struct console *open_console(struct reader *r)
{
	static const struct console_options options = {.title = "north"};

	return console_open(r, &options);
}

#endif
