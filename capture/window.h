/* SPDX-License-Identifier: Apache-2.0 */
/* window - what streams and their windows share; not for other folders. */
#ifndef WW_WINDOW_H
#define WW_WINDOW_H

#include "capture/flow.h"

enum {
	WINDOW = 65536,
	PIECES = 32,        /* separate stretches that may wait                */
};

struct piece {
	uint32_t at, end;   /* offsets from the next octet                     */
};

struct stream {
	unsigned pieces;    /* sorted, apart                                   */
	struct piece piece[PIECES];
	unsigned passed;    /* acknowledgements since the first hole is there, */
	uint64_t since_us;  /* and since when; or packets since the first octets */
	uint32_t low, high; /* where anything was ever written, to be wiped    */
	uint8_t *octets;
	struct stream *idle; /* the next idle one                              */
	struct flow *flow;   /* whose it is while something waits, else NULL:  */
	uint8_t side, queue; /* then it stands in this queue                   */
	struct stream *older, *newer;
	uint64_t time_us, frame; /* of the packet that waits the longest       */
	uint16_t capture;
};

/* For what octets wait, and so for how long. */
enum { FOR_BEGINNING, FOR_HOLE, QUEUES };

struct windows {
	struct stream *stream;
	uint8_t *memory;
	uint32_t count, idles;
	uint32_t fresh;     /* from here on none was ever used                 */
	struct stream *idle;
	struct stream *oldest[QUEUES], *newest[QUEUES];
};

/* The window of a side, taken if it has none; NULL when none is idle. */
struct stream *window_take(struct flows *, struct flow *, unsigned side);
void window_give(struct flows *, struct flow *, unsigned side);
/* Keeps octets at an offset from the next one; false when there is no room. */
bool window_keep(struct flows *, struct flow *, unsigned side, uint32_t at,
		 struct cur);
/* The window of a side stands at the end of a queue from now on, by a packet. */
void window_wait(struct flows *, struct flow *, unsigned side, unsigned queue,
		 const struct packet *);
/* Moves the window on by n octets. */
void window_shift(struct stream *, uint32_t n);

#endif
