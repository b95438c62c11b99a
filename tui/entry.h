/* SPDX-License-Identifier: Apache-2.0 */
/* entry - a line of text while it is typed. */
#ifndef WW_ENTRY_H
#define WW_ENTRY_H

#include <stddef.h>

#include "tui/keys.h"

/* Types a key at the end of the text, of size octets with its zero: characters,
 * Backspace, Ctrl-U for all. False when it is no key of typing. */
bool entry_type(char *text, size_t size, struct key);

#endif
