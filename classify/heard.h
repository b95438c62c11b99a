/* SPDX-License-Identifier: Apache-2.0 */
/*
 * heard - on which days a place was heard, and on which anything was.
 *
 * Facts and conversations keep when they were first and last seen, which says
 * nothing of the days between. A day counts for a place when it spoke itself;
 * that others asked for it does not. Days are those of UTC since 1970, a set
 * of them does not depend on the order in which they came.
 */
#ifndef WW_HEARD_H
#define WW_HEARD_H

#include "classify/inventory.h"

enum {
	BLOCK_DAYS = 32,
	BLOCKS_MAX = HEARD_BLOCKS, /* eleven years: more is no clock           */
};

/* Days of one block, the latest block first in its list. */
struct heard_days {
	struct heard_days *next;
	uint32_t block, bits;
};

static inline uint32_t day_of(uint64_t us)
{
	return (uint32_t)(us / (UINT64_C(86400) * 1000000));
}

/* Before a fact is merged with the one that is known, or NULL. */
void heard_fact(struct inventory *, const struct endpoint *,
		const struct fact *, const struct known_fact *known);
/* The same for a conversation. */
void heard_talk(struct inventory *, struct node *client, struct node *server,
		const struct talk_record *, const struct known_talk *known);
/* All days are written. */
void heard_written(struct inventory *);

#endif
