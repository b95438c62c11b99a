/* SPDX-License-Identifier: Apache-2.0 */
/*
 * waiting - what a first packet says of its sender waits until he speaks again.
 *
 * Anybody can send a SYN in the name of another. Its handwriting is told once
 * the same side goes on, or if it answers the other one; else it is forgotten,
 * the oldest first.
 */
#ifndef WW_WAITING_H
#define WW_WAITING_H

#include "classify/dispatch.h"

struct waiting;
/* Owner: the caller closes. */
struct waiting *waiting_open(void);
void waiting_close(struct waiting *);
size_t waiting_memory(void);
/* Shows a SYN to the parsers of SYNs. */
void waiting_syn(struct waiting *, struct dispatch *, struct flow *, enum side,
		 const struct packet *, struct out *);
/* A packet that may prove its sender: what waits for that is told. */
void waiting_prove(struct waiting *, struct flow *, enum side,
		   const struct packet *, struct out *);

#endif
