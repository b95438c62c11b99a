/* SPDX-License-Identifier: Apache-2.0 */
/* duid - the identifier that a DHCP client keeps whatever its interface. */
#ifndef WW_DUID_H
#define WW_DUID_H

#include "classify/dissector.h"

enum { DUID_LEAST = 4, DUID_MOST = 130 };

/* RFC 8415 11, RFC 6355: types 1 to 4, and a length that they can have. */
static inline bool is_duid(struct cur in)
{
	size_t n = cur_left(&in);
	uint16_t type = cur_u16(&in);

	return n >= DUID_LEAST && n <= DUID_MOST && type >= 1 && type <= 4;
}

/* In hexadecimal, of a party, or (NULL) of the speaker; too long for the
 * attribute is nothing. */
static inline void duid_tell(struct dissect *d, const struct party *client,
			     struct cur in)
{
	char text[64];
	struct pen pen = pen_on(text, sizeof(text));

	pen_hex(&pen, in.p, cur_left(&in));
	if (pen.full)
		return;
	if (client != NULL)
		obs_text_of(d, client, A_dhcp_unique_id, cur_of(text, pen.n));
	else
		obs_text(d, ABOUT_SPEAKER, A_dhcp_unique_id,
			 cur_of(text, pen.n));
}

#endif
