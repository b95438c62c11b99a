/* SPDX-License-Identifier: Apache-2.0 */
/* dhcp - what clients tell alike over IPv4 and IPv6: identifiers, full names. */
#ifndef WW_DHCP_H
#define WW_DHCP_H

#include "classify/dissector.h"

enum { DUID_LEAST = 4, DUID_MOST = 130, DHCP_NAME = 128 };

/* RFC 8415 11, RFC 6355: types 1 to 4, and a length that they can have. */
static inline bool is_duid(struct cur in)
{
	size_t n = cur_left(&in);
	uint16_t type = cur_u16(&in);

	return n >= DUID_LEAST && n <= DUID_MOST && type >= 1 && type <= 4;
}

/* RFC 1035 3.1, without compression: labels joined by dots, in text. False when
 * one is not all there or they do not fit. */
static inline bool dhcp_labels(struct cur in, char text[DHCP_NAME],
			       struct cur *name)
{
	size_t n = 0;

	while (cur_left(&in) > 0) {
		struct cur label = cur_take(&in, cur_u8(&in));
		size_t size = cur_left(&label);

		if (size == 0)
			break;
		if (n + size + 1 > DHCP_NAME)
			return false;
		if (n > 0)
			text[n++] = '.';
		cur_copy(&label, text + n, size);
		n += size;
	}
	*name = cur_of(text, n);
	return cur_ok(&in);
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
