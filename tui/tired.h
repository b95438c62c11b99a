/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tired - how often workers died lately, and how long the next one waits.
 *
 * A minute without a death forgets the waiting, an hour all deaths: a program
 * that runs for years is not judged by what happened in the first of them.
 */
#ifndef WW_TIRED_H
#define WW_TIRED_H

#include <stdbool.h>
#include <stdint.h>

enum {
	TIRED_FREE = 3,       /* deaths after which nobody waits               */
	TIRED_SLOW = 20,      /* and after which one waits the longest         */
	TIRED_WAIT_MS = 10000,
	TIRED_UNBORN = 10,    /* running that never got ready: it cannot       */
	TIRED_OUT = 200,
};

struct tired {
	unsigned minute, hour; /* deaths since so much without one             */
	unsigned unborn;       /* of these, running, before it was ready       */
	uint64_t last_ms;
};

void tired_died(struct tired *, bool was_ready, uint64_t now_ms);
/* Until the next one starts. */
uint64_t tired_wait_ms(const struct tired *);
/* No next one is worth it. */
bool tired_out(const struct tired *);

#endif
