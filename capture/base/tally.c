/* SPDX-License-Identifier: Apache-2.0 */
/* tally - the counters of everything that was not looked at. */
#include "capture/base/tally.h"

static const char *const names[TALLIES] = {
#define TALLY(name, sentence) #name,
#include "capture/base/tally.def"
#undef TALLY
};

static const char *const sentences[TALLIES] = {
#define TALLY(name, sentence) sentence,
#include "capture/base/tally.def"
#undef TALLY
};

const char *tally_name(enum tally t)
{
	return t < TALLIES ? names[t] : "unknown";
}

const char *tally_sentence(enum tally t)
{
	return t < TALLIES ? sentences[t] : "unknown";
}
