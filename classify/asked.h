/* SPDX-License-Identifier: Apache-2.0 */
/* asked - the rows of one carrier, as bits: the nth of them is bit n, in the
 * order in which they are asked. */
#ifndef WW_ASKED_H
#define WW_ASKED_H

#include "capture/base/must.h"
#include "classify/dissector.h"
#include "classify/hints.h"

enum { ASKED_ROWS = 64 };

struct asked {
	uint64_t all, hinted, stateless;
	struct hints hints;
	uint8_t row[ASKED_ROWS], rows; /* of all carriers                      */
};

/* Its bit. */
static inline uint8_t asked_add(struct asked *a, const struct dissector *by,
				unsigned row)
{
	uint8_t at = a->rows;
	uint64_t bit = (uint64_t)1 << at;

	must(at < ASKED_ROWS);
	a->row[a->rows++] = (uint8_t)row;
	a->all |= bit;
	for (unsigned i = 0; i < 6 && by->hints[i] != 0; i++)
		hints_add(&a->hints, by->hints[i], at);
	a->hinted |= by->hints[0] != 0 ? bit : 0;
	a->stateless |= by->stateless ? bit : 0;
	return at;
}

/* The first row of some. */
static inline unsigned asked_first(const struct asked *a, uint64_t some)
{
	return a->row[__builtin_ctzll(some)];
}

#endif
