/* SPDX-License-Identifier: Apache-2.0 */
/* lots - which capture told how much. */
#ifndef WW_LOTS_H
#define WW_LOTS_H

#include "classify/observation.h"

struct inventory;
struct known_talk;

/*
 * What one lot of captures told of a count, so that a capture which two
 * databases have read is counted once when they become one. A lot is a capture
 * alone, or several that nobody told apart, and has the number of one of them.
 * What no share claims belongs to the captures of lot 0 together: to the first
 * of a database, which so costs nothing.
 */
struct lot_share {
	struct lot_share *next;
	uint64_t lot;
	uint64_t n[];
};

/* The count of a fact; flows, packets from client and server, octets. */
enum { FACT_NUMBERS = 1, TALK_NUMBERS = 5 };

/* From now on these lots are told apart; 0: this capture is not. */
void inventory_tell_apart(struct inventory *, uint16_t capture, uint16_t lot);
/* 0 also when there were too many shares to go on. */
uint16_t inventory_lot(const struct inventory *, uint16_t capture);
/* Puts back what a database holds, unless that lot is not told apart. */
void inventory_restore_share(struct inventory *, const void *known,
			     uint16_t lot, const uint64_t *n, unsigned numbers);
/* Of a known fact or conversation, the latest first; NULL: none. */
const struct lot_share *inventory_shares(const struct inventory *,
					 const void *known);

/* What a lot told of a fact or of a conversation. */
struct lot_told {
	uint16_t lot;          /* not 0                                        */
	uint64_t n[TALK_NUMBERS];
};

/* Merges a fact or a conversation of another inventory: of each lot the most
 * that anybody knows. So neither order nor repetition changes anything. NULL when
 * a limit refused it. */
void inventory_unite_fact(struct inventory *, const struct fact *,
			  const struct lot_told *, size_t);
struct known_talk *inventory_unite_talk(struct inventory *,
					const struct talk_record *,
					const struct lot_told *, size_t);

#endif
