/* SPDX-License-Identifier: Apache-2.0 */
/* greeting - how servers of files and of mail begin. */
#ifndef WW_GREETING_H
#define WW_GREETING_H

#include "classify/dissector.h"

/* RFC 959 5.4, RFC 5321 4.2: "220" and a blank, or a dash before more lines. */
static inline enum guess greets(struct cur first)
{
	size_t left = cur_left(&first);

	if (left < 4)
		return cur_is(&first, "220", left < 3 ? left : 3) ? MORE : NO;
	return CUR_IS(&first, "220 ") || CUR_IS(&first, "220-") ? YES : NO;
}

#endif
