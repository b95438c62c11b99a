/* SPDX-License-Identifier: Apache-2.0 */
/* spelling - what somebody may have meant. */
#ifndef WW_SPELLING_H
#define WW_SPELLING_H

#include <stdbool.h>

/* A list ends with NULL. */
bool spelling_is_one_of(const char *, const char *const *list);
/* Letters to change, add or remove. */
unsigned spelling_distance(const char *, const char *);
/*
 * True if known is near to what was typed, and nearer than *best, which it
 * then becomes. Start with SPELLING_FAR and keep the last one that was true.
 */
enum { SPELLING_FAR = 99 };
bool spelling_near(const char *typed, const char *known, unsigned *best);

#endif
