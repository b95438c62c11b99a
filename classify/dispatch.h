/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dispatch - which parser gets this flow, and its life until nothing more can
 * be learnt.
 *
 * A port is only the order of asking; a parser's own probe decides, and one
 * that turns out wrong gives the octets back for the others.
 */
#ifndef WW_DISPATCH_H
#define WW_DISPATCH_H

#include "capture/capture.h"
#include "classify/feed.h"
#include "classify/out.h"

struct dispatch;

/* talks: conversations listened to at a time; feeds: windows. */
struct dispatch *dispatch_open(uint32_t talks, uint32_t feeds,
			       struct tallies *);
void dispatch_close(struct dispatch *);
size_t dispatch_memory(uint32_t talks, uint32_t feeds);

/*
 * Octets of a TCP side in order, or one datagram. out carries the endpoints
 * and the evidence. True while somebody still wants to listen; the flow's talk
 * is given back by dispatch_end().
 */
bool dispatch_bytes(struct dispatch *, struct flow *, enum side,
		    const struct packet *, struct cur, uint64_t missing,
		    struct out *);
bool dispatch_datagram(struct dispatch *, struct flow *, enum side,
		       const struct packet *, struct out *);
/* True if a parser has claimed the flow. */
bool dispatch_claimed(const struct flow *);
void dispatch_end(struct dispatch *, struct flow *);

/* Both sides hung up: what a parser waits for is all that there is. */
void dispatch_rest(struct dispatch *, struct flow *, const struct packet *,
		   struct out *);
/* Those that need no flow: by ethertype, ICMP, VRRP, SYN, announcements on UDP.
 * True if one took it. */
bool dispatch_link(struct dispatch *, const struct packet *, struct out *);
bool dispatch_ip(struct dispatch *, const struct packet *, struct out *);
bool dispatch_syn(struct dispatch *, const struct packet *, enum side,
		  struct out *);
/* Whether an announcement may be in it at all. */
bool dispatch_announces(const struct dispatch *, const struct packet *);
bool dispatch_announcement(struct dispatch *, const struct packet *, enum side,
			   struct out *);

/* Row n (from 1, as sources are numbered), or NULL. */
const struct dissector *dispatch_row(unsigned n);

#endif
