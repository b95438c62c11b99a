/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meet - with which MAC an address was heard, and over how many hops.
 *
 * Told as the address's own word of whom a conversation proves, and as the
 * network's of one packet alone, which anybody may have written.
 */
#ifndef WW_MEET_H
#define WW_MEET_H

#include "classify/out.h"

/* Both sides of a flow with data in both directions. */
void meet_both(struct out *, struct flow *);
/* The sender of a packet, of whom no answer is known. first: it may be the first
 * one of its side. */
void meet_one(struct out *, struct flow *, enum side, const struct packet *,
	      bool first);
/* Of the frame alone, which anybody may have written: that its MAC speaks over the
 * air, or with two tags. */
void meet_frame(struct out *, const struct packet *);

#endif
