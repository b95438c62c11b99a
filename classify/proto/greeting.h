/* SPDX-License-Identifier: Apache-2.0 */
/* greeting - how servers of files and of mail begin. */
#ifndef WW_GREETING_H
#define WW_GREETING_H

#include "classify/dissector.h"
#include "classify/proto/words.h"

/* RFC 959 5.4, RFC 5321 4.2: "220" and a blank, or a dash before more lines. */
static inline enum guess greets(struct cur first)
{
	size_t left = cur_left(&first);

	if (left < 4)
		return cur_is(&first, "220", left < 3 ? left : 3) ? MORE : NO;
	return CUR_IS(&first, "220 ") || CUR_IS(&first, "220-") ? YES : NO;
}

static inline bool is_start(struct cur first, const char *word)
{
	size_t left = cur_left(&first);

	return left > 0 && left < strlen(word) &&
	       strncasecmp((const char *)first.p, word, left) == 0;
}

/* One of two words, in any case. */
static inline enum guess opens(struct cur first, const char *one,
			       const char *other)
{
	if (begins(first, one) || begins(first, other))
		return YES;
	return is_start(first, one) || is_start(first, other) ? MORE : NO;
}

#endif
