/* SPDX-License-Identifier: Apache-2.0 */
/*
 * teller - a sensor's records on their way out: facts, conversations,
 * counters and the time that a capture covers.
 */
#ifndef WW_TELLER_H
#define WW_TELLER_H

#include "classify/out.h"
#include "classify/see.h"

struct teller;
struct teller *teller_open(uint8_t worker, uint16_t captures, record_sink *,
			   void *ctx);
void teller_close(struct teller *);
/* The counters of the capture in hand; what they hold is told in parts. */
struct tallies *teller_tallies(struct teller *);
/* What is counted from now on belongs to this capture. */
void teller_turn(struct teller *, uint16_t capture);
/* A frame of the capture in hand was read. */
void teller_frame(struct teller *, const struct frame *);
/* False when the recorder was behind. */
bool teller_fact(void *teller, struct record *);
/* The part of a conversation that was not yet told. */
void teller_flow(struct teller *, struct flow *);
/* Takes the name that a parser gave the flow, if it gave one. */
void teller_label(struct teller *, struct flow *, struct out *);
void teller_name(struct teller *, struct flow *, const char *name,
		 unsigned source);
void teller_report(struct teller *);

#endif
