/* SPDX-License-Identifier: Apache-2.0 */
/*
 * life - in which state a finding is, by when it was seen and what people
 * decided about it.
 *
 * The clock is the last moment that was seen on the wire: the same captures
 * and the same decisions give the same states, whenever they are read.
 */
#ifndef WW_LIFE_H
#define WW_LIFE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The first three ask for action. */
enum finding_state { STATE_NEW, STATE_OPEN, STATE_REOPENED, STATE_STALE,
		     STATE_MITIGATED, STATE_ACCEPTED, STATE_FIXED,
		     STATE_SUPPRESSED, FINDING_STATES };
/* "new", "open", .. */
const char *finding_state_name(enum finding_state);
/* FINDING_STATES when there is none of that name. */
enum finding_state finding_state_named(const char *);
bool finding_state_is_open(enum finding_state);

enum { LIFE_RULE = 16, LIFE_CLASS = 64 };
/* Not seen for so long: stale. First seen no longer ago: new. */
#define LIFE_STALE_US (UINT64_C(30) * 86400 * 1000000)
#define LIFE_NEW_US (UINT64_C(7) * 86400 * 1000000)

/* What somebody decided about one finding. */
struct decision {
	uint64_t asset;
	char rule[LIFE_RULE];
	uint16_t port;
	enum finding_state state; /* accepted, mitigated, fixed or reopened    */
	uint64_t until_us;     /* it holds before this; 0: without end         */
	uint64_t seen_us;      /* the last moment seen when it was made        */
};

/* What somebody decided about all findings of a rule. */
struct suppression {
	char rule[LIFE_RULE];
	uint64_t asset;        /* 0: of any                                    */
	char class[LIFE_CLASS]; /* empty: of any                               */
	uint64_t until_us;
};

struct zones;

/* Decisions sorted by asset, rule and port; what people said about devices in
 * the order in which they said it. */
struct decisions {
	struct decision *decision;
	size_t decisions;
	struct suppression *suppression;
	size_t suppressions;
	struct testimony *said; /* see classify/human.h                        */
	size_t saids;
	struct zones *accepted; /* the list of flows, or NULL                  */
};

/* When a finding was seen, the last moment that anything was, and since when the
 * wire shows the opposite; 0: it does not. */
struct sighting {
	uint64_t first_us, last_us, seen_us, ended_us;
};

/* After the last one, before the first question. */
void decisions_sort(struct decisions *);
/* The decision about one finding, or NULL. */
const struct decision *decision_find(const struct decisions *, uint64_t asset,
				     const char *rule, uint16_t port);
/* class may be NULL. */
bool is_suppressed(const struct decisions *, uint64_t asset, const char *rule,
		   const char *class, uint64_t seen_us);
/* decision: NULL when there is none. */
enum finding_state finding_state_of(const struct decision *, bool suppressed,
				    const struct sighting *);

#endif
