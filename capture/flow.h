/* SPDX-License-Identifier: Apache-2.0 */
/* flow - what the flow table and the streams share; not for other folders. */
#ifndef WW_FLOW_H
#define WW_FLOW_H

#include "capture/capture.h"

enum { SIGHTS = 6 };

/* A packet seen a moment ago. */
struct sight {
	uint32_t fingerprint; /* 0 when there is none                          */
	uint32_t low_us;      /* low bits of its time                          */
};

struct slot {
	struct flow flow;
	struct sight seen[2][SIGHTS];
	uint8_t next_sight[2];
	uint8_t rank;          /* the list it is in                            */
	bool used;
	uint32_t syn_seq;
	uint64_t birth;
	uint64_t ranked_us;    /* its last packet when it joined that list     */
	uint32_t bucket;
	uint32_t after;        /* next of the bucket, or of the free ones      */
	uint32_t older, newer; /* neighbours in the list of its rank           */
};

/* Windows in which segments wait for their turn. */
struct windows;
struct windows *windows_open(uint32_t count);
void windows_close(struct windows *);
size_t windows_memory(uint32_t count);

struct windows *flows_windows(struct flows *);
struct tallies *flows_tallies(struct flows *);

#endif
