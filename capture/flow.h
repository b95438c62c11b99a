/* SPDX-License-Identifier: Apache-2.0 */
/* flow - what the flow table and the streams share; not for other folders. */
#ifndef WW_FLOW_H
#define WW_FLOW_H

#include <stdalign.h>

#include "capture/capture.h"

/* No slot. */
static const uint32_t NONE = UINT32_MAX;

enum {
	SIGHTS = 6,
	/* Who records may be late with a packet. */
	PATIENCE = 12,         /* by so many others                            */
	PATIENCE_US = 100000,
	BEFORE_FIRST = 16384,  /* octets that may yet come before the first    */
};

/* A packet seen a moment ago. */
struct sight {
	uint32_t fingerprint;
	uint32_t low_us;      /* low bits of its time                          */
};

struct slot {
	alignas(64) struct flow flow;
	uint64_t birth;        /* 0: the slot is free                          */
	uint32_t hash;
	uint32_t syn_seq;
	struct sight seen[2][SIGHTS];
};
static_assert(sizeof(struct slot) == 320, "five lines");

/* Whether the packet's sender is the server. */
bool begin_from_server(const struct packet *);
/* The number that the client's SYN has, by the first packet or by a SYN. */
uint32_t begin_number(const struct packet *, unsigned side);
/* Of a SYN. Makes one that comes late the start of its flow; false when it is
 * none. */
bool begin_late(struct slot *, unsigned side, const struct packet *);
/* Of a SYN: whether it begins another conversation between the same ends, and
 * is no retransmission. Devices with a fixed source port never close. */
bool begin_again(const struct slot *, const struct packet *);

/*
 * Where in the table a flow may lie: open addressing over hashes, so that
 * whoever is not there costs one cache line. At most half full.
 */
struct index;
struct index *index_open(uint32_t flows);
void index_close(struct index *);
size_t index_memory(uint32_t flows);
/* Brings near what index_next() will read first. */
void index_ahead(const struct index *, uint32_t hash);
/* A slot that was put there with this hash, or NONE. *at walks on through all
 * of them and begins as the hash. */
uint32_t index_next(const struct index *, uint32_t hash, uint32_t *at);
void index_put(struct index *, uint32_t hash, uint32_t slot);
/* What was put must be taken once, with the same hash. */
void index_take(struct index *, uint32_t hash, uint32_t slot);

/*
 * In which order flows are forgotten: lists by what they can teach yet.
 */
enum {
	/* What can teach least gives way first: bits of a rank. */
	RANK_LISTENING = 1,
	RANK_TALKED = 2,
	RANK_TCP = 4,       /* lists of their own: they idle longer            */
	RANK_CLOSED = 8,    /* or hardly at all                                */
	RANKS = 9,
};

/* Flows of one rank, those longest silent first, to a part of the idle time. */
struct ranked {
	uint64_t wake_us;   /* none of them has idled long enough before       */
	uint32_t oldest, newest, n;
};

struct ranks {
	const struct flow_limits *limits;
	struct slot *slot;
	uint64_t wake_us;   /* of all ranks                                    */
	struct ranked ranked[RANKS];
};

/* After so much silence its ends meet anew. */
uint64_t flow_idle_us(const struct flow_limits *, const struct flow *);

void ranks_begin(struct ranks *, const struct flow_limits *, struct slot *);
void ranks_join(struct ranks *, struct slot *);
void ranks_leave(struct ranks *, struct flow *);
/* After a packet of it. */
void ranks_move(struct ranks *, struct slot *);
/* The first of a rank if it has idled long enough by now, or NULL. */
struct slot *ranks_over(struct ranks *, unsigned rank, uint64_t now_us);
/* When all that are over are gone: until wake_us. */
void ranks_sleep(struct ranks *);
/* The flow that gives way in a full table. */
struct slot *ranks_least(struct ranks *);

/* Who spoke alone in conversations that gave way. */
struct halves;
struct halves *halves_open(uint32_t flows);
void halves_close(struct halves *);
size_t halves_memory(uint32_t flows);
/* Of a flow that gives way: who sent data, if one side alone did. */
void halves_keep(struct halves *, const struct flow *);
/* Of a new flow: what the other side had said before, idle_us ago at most. */
void halves_meet(struct halves *, struct flow *, unsigned speaks,
		 uint64_t idle_us);

/* Windows in which segments wait for their turn. */
struct windows;
struct windows *windows_open(uint32_t count);
void windows_close(struct windows *);
size_t windows_memory(uint32_t count);

/* Owner: the table. */
struct windows *flows_windows(struct flows *);
struct tallies *flows_tallies(struct flows *);

#endif
