/* SPDX-License-Identifier: Apache-2.0 */
/* keys - what was pressed, and what it asks for. */
#ifndef WW_KEYS_H
#define WW_KEYS_H

#include <stdbool.h>
#include <stdint.h>

enum press {
	PRESS_NONE,
	PRESS_CHAR,            /* c: a code point, or Ctrl and a letter below 32 */
	PRESS_ENTER,
	PRESS_ESC,
	PRESS_TAB,
	PRESS_BACK_TAB,
	PRESS_BACKSPACE,
	PRESS_DELETE,
	PRESS_UP,
	PRESS_DOWN,
	PRESS_LEFT,
	PRESS_RIGHT,
	PRESS_PAGE_UP,
	PRESS_PAGE_DOWN,
	PRESS_HOME,
	PRESS_END,
	PRESS_F,               /* c: 1 .. 12                                   */
	PRESSES
};

struct key {
	enum press press;
	uint32_t c;
};

enum request {
	REQ_NONE,
#define REQUEST(name, trait, keys, label, help) REQ_##name,
#include "tui/keys.def"
#undef REQUEST
};

/* The views that a request works in: bits of view_ops.traits. */
enum trait {
	TRAIT_ANY = 1,
	TRAIT_ROWS = 2,        /* has a marked line                            */
	TRAIT_OPEN = 4,        /* lines can be opened                          */
	TRAIT_FILTER = 8,
	TRAIT_ORDER = 16,
	TRAIT_PEERS = 32,      /* knows an asset with conversations            */
	TRAIT_DECIDE = 64,     /* knows findings                               */
};

struct request_row {
	enum request request;
	unsigned trait;
	const char *keys, *label, *help;
};

enum { KEY_WORD = 16 };
/* "q", "Up", "Ctrl-L", "F6"; "" for none. */
void key_word(struct key, char out[KEY_WORD]);
/* What this key asks for in a view with these traits, or REQ_NONE. */
enum request key_request(struct key, unsigned traits);
/* The rows of keys.def, in order; NULL after the last. */
const struct request_row *request_at(unsigned);

#endif
