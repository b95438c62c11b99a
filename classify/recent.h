/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recent - facts already told, so that a chatty network is a quiet pipe.
 *
 * The first sight is told when all of a batch are in: what is fetched meanwhile
 * need not be waited for. Repeats are told as counts: once a minute of packet
 * time, when the place is needed, and at the end. Nothing is ever lost, so the
 * sums do not depend on the size of the table. Most facts are seen once: such
 * a one leaves a hash, and only what waits to be told is kept whole.
 */
#ifndef WW_RECENT_H
#define WW_RECENT_H

#include "classify/observation.h"

/* Its kind and worker are for whoever is told to fill in. */
typedef bool recent_tell(void *ctx, struct record *);

struct recent;
/* Octets that a table of so many places takes. */
size_t recent_memory(uint32_t places);
struct recent *recent_open(uint32_t places, recent_tell *, void *ctx);
void recent_close(struct recent *);
/* Each returns how many facts had to give way for others, or could not wait. */
unsigned recent_add(struct recent *, const struct fact *);
unsigned recent_settle(struct recent *); /* the end of a batch            */
unsigned recent_flush(struct recent *);  /* tells also what waits         */

#endif
