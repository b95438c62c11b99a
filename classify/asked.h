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
	uint64_t starts[2][256]; /* by side: rows that a first octet suits     */
	struct hints hints;
	uint8_t row[ASKED_ROWS], rows; /* of all carriers                      */
};

/* Who says no to one octet says no to all that begins with it, ON_TCP. */
static inline void asked_learn(struct asked *a, const struct dissector *by,
			       uint64_t bit)
{
	for (unsigned i = 0; i < 2 * 256; i++) {
		uint8_t octet = (uint8_t)(i % 256);
		enum side from = i < 256 ? CLIENT : SERVER;

		if (by->carrier != ON_TCP ||
		    by->probe(cur_of(&octet, 1), from) != NO)
			a->starts[from][octet] |= bit;
	}
}

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
	asked_learn(a, by, bit);
	return at;
}

/* The rows that may want octets that begin so. */
static inline uint64_t asked_about(const struct asked *a, struct cur first,
				   enum side from)
{
	return cur_left(&first) > 0 ? a->starts[from][*first.p] : a->all;
}

/* The first row of some. */
static inline unsigned asked_first(const struct asked *a, uint64_t some)
{
	return a->row[__builtin_ctzll(some)];
}

#endif
