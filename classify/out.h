/* SPDX-License-Identifier: Apache-2.0 */
/* out - where a parser's observations go: endpoints, evidence, and a taker. */
#ifndef WW_OUT_H
#define WW_OUT_H

#include "capture/capture.h"
#include "classify/dissector.h"
#include "classify/observation.h"

/*
 * What was said in one conversation of late, as hashes. Messages repeat who
 * sends them: once a minute is enough. Who finds two sayings of one hash hides
 * his own second one, and nothing of others.
 */
enum { HEARD = 24 };
struct sayings {
	uint64_t since_us;
	uint64_t key[HEARD];
	uint64_t news;     /* rises with each new key, and when all are forgotten */
};

struct out {
	struct subject end[2];  /* client and server of the flow in hand       */
	struct mac mac[2];      /* of the frame: a router's when hops between  */
	uint64_t time_us, frame;
	uint16_t capture;
	uint8_t source, frame_source; /* the latter: says what no parser does  */
	bool places;            /* rooms and beds of devices may be told       */
	struct recall *recall;  /* of the sensor; NULL: forgets all            */
	struct sayings *heard;  /* of the flow in hand; NULL: hear everything  */
	void (*take)(void *ctx, struct fact *);
	void *ctx;
	uint64_t refused;       /* texts that no gate let through              */
	const char *protocol;   /* set by obs_protocol(); NULL: nothing is said */
	bool encrypted;
};

/* What follows rests on this packet. */
void out_evidence(struct out *, const struct packet *);
/* Who is at an end; port 0: no one service of his. */
void out_end(struct out *, enum side, struct addr, net_t, uint8_t l4,
	     uint16_t port);
/* What the frame itself says, whatever was heard of late. */
void out_word(struct out *, const struct subject *, enum voice, enum attr,
	      uint64_t word);

#endif
