/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tube - records on their way from a worker to the recorder.
 *
 * Most of a record is the room that its text did not need: what is zero at its
 * end does not travel. A write holds whole records and no more octets than a
 * pipe takes at once, so even a worker that dies leaves none in pieces.
 */
#ifndef WW_TUBE_H
#define WW_TUBE_H

#include "classify/observation.h"

enum { TUBE_WRITE = 4096, TUBE_READ = 1 << 20 };

/* Live, many may wait for a recorder that is behind: capture waits for nobody. */
struct tube {
	struct record *place;
	unsigned places, first, waiting;
	int fd;
	bool patient;        /* waits for room also where fd does not block    */
	volatile uint64_t *refused; /* counts what did not fit; or NULL        */
	volatile uint64_t *beats; /* counts records and turns of waiting; or NULL */
};

/* Until it is closed by the end of its process. */
void tube_open(struct tube *, int fd, unsigned places);
/* A record_sink. False when the recorder is behind: the caller keeps what it
 * has. */
bool tube_take(void *tube, const struct record *);
/* Writes what waits; false when some of it still does. */
bool tube_flush(struct tube *);
/* Of who has no tube: false when it was not written. */
bool tube_write_one(int fd, const struct record *);

/* Hands on the records in what was read. Where it goes on as no tube writes, an
 * empty one, which nobody believes and all count, stands for the rest. */
typedef void tube_hand(void *ctx, const struct record *, size_t n);
void tube_unpack(const uint8_t *, size_t n, tube_hand *, void *ctx);

#endif
