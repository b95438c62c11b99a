/* SPDX-License-Identifier: Apache-2.0 */
/* out - where a parser's observations go: endpoints, evidence, and a taker. */
#ifndef WW_OUT_H
#define WW_OUT_H

#include "classify/dissector.h"
#include "classify/observation.h"

struct out {
	struct subject end[2];  /* client and server of the flow in hand       */
	struct mac mac[2];      /* of the frame: a router's when hops between  */
	uint64_t time_us, frame;
	uint16_t capture;
	uint8_t source;
	void (*take)(void *ctx, struct fact *);
	void *ctx;
	uint64_t refused;       /* texts that no gate let through              */
	char protocol[TALK_PROTOCOL]; /* set by obs_protocol()                 */
	bool encrypted;
};

#endif
