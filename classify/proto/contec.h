/* SPDX-License-Identifier: Apache-2.0 */
/* contec - the addresses that are built into the monitors of one maker. */
#ifndef WW_CONTEC_H
#define WW_CONTEC_H

#include "classify/dissector.h"

/* CISA on CMS8000 (ICSMA-25-030-01): the firmware calls 202.114.4.119 or .120,
 * whoever may have that address. Whether it is answered does not matter. */
static inline bool is_contec_address(struct addr ip)
{
	return addr_under(ip, addr_of_v4(0xca720400), 24) &&
	       (ip.b[15] == 119 || ip.b[15] == 120);
}

#endif
