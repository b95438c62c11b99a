/* SPDX-License-Identifier: Apache-2.0 */
/* ber - elements of directories, of management and of tickets. */
#ifndef WW_BER_H
#define WW_BER_H

#include "capture/base/cur.h"

/* X.690 8.1: the tag of one octet, its content behind a length of up to four
 * octets. An element of no stated length makes the cursor bad. */
static inline uint8_t ber(struct cur *in, struct cur *body)
{
	uint8_t tag = cur_u8(in), first = cur_u8(in);
	size_t length = first;

	if (first > 0x84 || first == 0x80)
		in->bad = true;
	else if (first > 0x80)
		length = (size_t)cur_be(in, first & 0x7f);
	*body = cur_take(in, length);
	return tag;
}

#endif
