/* SPDX-License-Identifier: Apache-2.0 */
/* tally - the counters of everything that was not looked at. */
#ifndef WW_TALLY_H
#define WW_TALLY_H

#include <stdint.h>

enum tally {
#define TALLY(name, sentence) TALLY_##name,
#include "capture/base/tally.def"
#undef TALLY
	TALLIES
};

struct tallies {
	uint64_t n[TALLIES];
};

const char *tally_name(enum tally);     /* lower case, stable            */
const char *tally_sentence(enum tally); /* for people                    */
/* The counters that stand between a report and the whole truth, in the order
 * in which they are told; TALLIES behind the last. */
enum tally tally_loss(unsigned place);

#endif
