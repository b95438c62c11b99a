/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ndpi - nDPI as a labeller behind a guard; its only user is ndpi.c.
 *
 * Debian's 4.2 can be killed by a DTLS handshake and hung by one datagram, so
 * it sees at most 2,048 octets of a packet, no DTLS, one flow object per
 * conversation, and the process around it can be replaced.
 */
#ifndef WW_NDPI_H
#define WW_NDPI_H

#include "capture/base/err.h"
#include "classify/see.h"

struct ndpi;
struct ndpi_flow; /* one conversation */

enum { NDPI_PACKET_MAX = 2048 };

/* flows: how many conversations are looked at at a time. */
struct ndpi *ndpi_open(uint32_t flows, bool guard, struct err *);
void ndpi_close(struct ndpi *);
/* At most, but for what nDPI itself allocates. */
size_t ndpi_memory(uint32_t flows);
/* NULL when all places are taken. */
struct ndpi_flow *ndpi_begin(struct ndpi *);
/* Gives a place back; everything nDPI copied is wiped. */
void ndpi_end(struct ndpi *, struct ndpi_flow *);
/* False when the guard withholds this packet. */
bool ndpi_allows(const struct ndpi *, const struct packet *);
/*
 * Shows it a packet. True when it needs no more: name is then its label in
 * lower case, from content alone, or empty.
 */
bool ndpi_look(struct ndpi *, struct ndpi_flow *, const struct packet *,
	       char name[TALK_PROTOCOL]);

#endif
