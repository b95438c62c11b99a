/* SPDX-License-Identifier: Apache-2.0 */
/* maker - what the answers of serial device servers have in common. */
#ifndef WW_MAKER_H
#define WW_MAKER_H

#include "classify/dissector.h"

/* A MAC address in an answer passes routers, as that of a frame does not. */
static inline void tell_server(struct dissect *d, const char *vendor,
			       const uint8_t mac[6])
{
	char text[12];
	struct pen pen = pen_on(text, sizeof(text));

	pen_hex(&pen, mac, 6);
	obs_term(d, ABOUT_SPEAKER, A_inventory_vendor, vendor);
	obs_text(d, ABOUT_SPEAKER, A_sds_mac, cur_of(text, pen.n));
}

#endif
