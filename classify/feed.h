/* SPDX-License-Identifier: Apache-2.0 */
/*
 * feed - hands a parser its octets at its own pace.
 *
 * Whole messages are read in place; only what a need() leaves over is kept,
 * in a window from a fixed pool, wiped when it goes back.
 */
#ifndef WW_FEED_H
#define WW_FEED_H

#include "classify/dissector.h"

struct pool; /* of windows */

/* count windows of FEED_MAX octets, kept out of core dumps. refused counts the
 * sides that found none. */
struct pool *pool_open(unsigned count, uint64_t *refused);
void pool_close(struct pool *);

/* One side of one flow. Zeroed is a good start. */
struct feed {
	uint8_t *window;
	uint64_t skip;      /* octets to pass over, also those still to come   */
	uint64_t consumed;  /* octets that a verdict has settled               */
	uint32_t length;    /* octets in the window                            */
	uint32_t written;   /* octets of the window to wipe                    */
	uint32_t need;      /* octets the parser waits for                     */
	bool gap;           /* octets are missing before the next ones         */
	bool dead;          /* nothing more is wanted                          */
	bool refused;       /* the last verdict was NOT_MINE                   */
	bool broken;        /* it was MALFORMED, or made no progress           */
};

/*
 * Gives n octets to the parser, after those that feed_keep() kept; d carries
 * everything but `in`. Returns how many were taken: less than n only when
 * the parser refused, and what it refused is then in the window or not taken.
 */
size_t feed_push(struct feed *, struct pool *, const struct dissector *,
	       struct dissect *d, const uint8_t *p, size_t n);
/* Tells that octets are missing: a parser that reads what is cut off gets what
 * waits in the window; the feed dies if it cannot go on. */
void feed_gap(struct feed *, struct pool *, const struct dissector *,
	      struct dissect *d, uint64_t missing);
/* Tells that no more will come: a parser that reads the rest gets it. */
void feed_rest(struct feed *, struct pool *, const struct dissector *,
	       struct dissect *d);
/* Keeps octets while nobody knows yet whose they are; false when full. */
bool feed_keep(struct feed *, struct pool *, const uint8_t *p, size_t n);
/* Gives the window back. */
void feed_drop(struct feed *, struct pool *);

#endif
