/* SPDX-License-Identifier: Apache-2.0 */
/*
 * score - how much attention a device needs, 0 to 100, in integers.
 *
 * Impact (what it does for patients) times likelihood (what was found, and who
 * can reach it). A triage aid: no statement on harm, not calibrated.
 */
#ifndef WW_SCORE_H
#define WW_SCORE_H

#include <stdbool.h>
#include <stdint.h>

#include "classify/judge.h"

enum phi { PHI_NONE, PHI_TRANSMITS, PHI_STORES };
enum life { LIFE_OPEN, LIFE_STALE, LIFE_MITIGATED, LIFE_ENDED };
/* What a state means for the score: what asks for action counts in full. */
enum life life_of_state(enum finding_state);
/* How far others reach: isolated, medical segment, shared, internet, inbound. */
enum exposure { EXPOSURE_0, EXPOSURE_1, EXPOSURE_2, EXPOSURE_3, EXPOSURE_4 };

struct score_finding {
	const char *rule;
	enum severity severity;
	uint8_t confidence;    /* 0 low, 1 medium, 2 high                      */
	enum life life;
};

struct score_advisory {
	const char *id;
	unsigned weight;       /* score_advisory_weight()                      */
};

struct score_device {
	char criticality;      /* A..E, else not classified                    */
	enum phi phi;
	enum exposure exposure;
	const struct score_finding *finding;
	unsigned findings;
	const struct score_advisory *advisory;
	unsigned advisories;
};

enum score_floor {
	FLOOR_COMPROMISE = 1,  /* active-compromise-or-backdoor                */
	FLOOR_CRITICAL = 2,    /* critical-finding-open                        */
	FLOOR_REACHED = 4,     /* internet-or-guest-reaches-clinical-device    */
	FLOOR_EXPLOITED = 8,   /* known-exploited-on-critical-device           */
};
const char *score_floor_name(enum score_floor);

enum { SCORE_ITEMS = 96, SCORE_ID = 40 };

/* What counted, heaviest first. */
struct score_item {
	char id[SCORE_ID];
	uint16_t weight;       /* permille                                     */
	uint16_t left;         /* permille of doubt after it                   */
	uint8_t without;       /* the score if it were not there               */
	bool advisory;
};

struct score {
	unsigned impact, l0, likelihood, raw, score;
	unsigned floors;       /* those that lifted it, enum score_floor       */
	enum exposure exposure;
	unsigned items;
	struct score_item item[SCORE_ITEMS];
};

/* 0 to 100, with each item that has a part in it, the largest first. */
void score_compute(const struct score_device *, struct score *);
/* The score alone, without what each item is worth. */
unsigned score_total(const struct score_device *);
/* "criticality A: gives therapy or keeps alive"; empty without a class. */
const char *criticality_means(char);
/* "low", "medium", "high", "critical" */
const char *score_band(unsigned score);

/* rate.c: how many of a severity in 12 bits for each, the most being 4095. */
enum { OPEN_BITS = 12, OPEN_MOST = 4095 };
/* rate.c: the place in the list of risks, 0 the first. */
uint8_t finding_rank(enum severity, bool clinical, char criticality);

enum reach { REACH_PHYSICAL, REACH_LOCAL, REACH_ADJACENT, REACH_NETWORK };
enum exploitation { NOT_EXPLOITED, PROOF_OF_CONCEPT, EXPLOITED };
/* cvss: base score in tenths; verdict: enum advisory_verdict. */
unsigned score_advisory_weight(unsigned cvss, unsigned verdict, enum reach,
			       enum exploitation);
/* The same for a match. */
unsigned score_of_match(const struct asset_advisory *);

#endif
