/* SPDX-License-Identifier: Apache-2.0 */
/*
 * router_group - routers that share an address, as VRRP and HSRP tell of them.
 * Groups have numbers: "vrrp 7".
 */
#ifndef WW_PROTO_ROUTER_GROUP_H
#define WW_PROTO_ROUTER_GROUP_H

#include "classify/dissector.h"

enum { GROUP_TEXT = ADDR_TEXT + 32 };

static inline struct pen write_group(char text[GROUP_TEXT], const char *protocol,
				     unsigned group)
{
	struct pen pen = pen_on(text, GROUP_TEXT);

	pen_write(&pen, protocol, strlen(protocol));
	pen_char(&pen, ' ');
	pen_number(&pen, group);
	return pen;
}

/* What the speaker is in its group: "vrrp 7 master 100". */
static inline void tell_rank(struct dissect *d, const char *protocol,
			     unsigned group, const char *state,
			     unsigned priority)
{
	char text[GROUP_TEXT];
	struct pen pen = write_group(text, protocol, group);

	pen_char(&pen, ' ');
	pen_write(&pen, state, strlen(state));
	pen_char(&pen, ' ');
	pen_number(&pen, priority);
	obs_text(d, ABOUT_SPEAKER, A_router_rank, cur_of(text, pen.n));
}

/* The address that the speaker shares: "vrrp 7 192.0.2.1". */
static inline void tell_shared(struct dissect *d, const char *protocol,
			       unsigned group, struct addr shared)
{
	struct party at = {.ip = shared};
	char text[GROUP_TEXT], ip[ADDR_TEXT];
	struct pen pen = write_group(text, protocol, group);

	if (addr_is_zero(shared) || addr_is_group(shared))
		return;
	obs_text_of(d, &at, A_shared_address, cur_of(text, pen.n));
	addr_print(shared, ip);
	pen_char(&pen, ' ');
	pen_write(&pen, ip, strlen(ip));
	obs_text(d, ABOUT_SPEAKER, A_router_group, cur_of(text, pen.n));
}

#endif
