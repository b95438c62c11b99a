/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hints - which rows know a port or an ethertype, so that they are asked first.
 *
 * Open addressing over a fixed table: there are far fewer hints than places.
 */
#ifndef WW_HINTS_H
#define WW_HINTS_H

#include <stdint.h>

#include "capture/base/must.h"

enum { HINT_PLACES = 512 };

struct hints {
	uint16_t number[HINT_PLACES]; /* 0: none                               */
	uint64_t rows[HINT_PLACES];   /* bits                                  */
	unsigned used;
};

/* Where a number stands, or would. */
static inline unsigned hints_place(const struct hints *h, uint16_t number)
{
	unsigned at = number * 40503u >> 4;

	while (h->number[at % HINT_PLACES] != number &&
	       h->number[at % HINT_PLACES] != 0)
		at++;
	return at % HINT_PLACES;
}

static inline void hints_add(struct hints *h, uint16_t number, unsigned row)
{
	unsigned at = hints_place(h, number);

	h->used += h->number[at] == 0;
	must(h->used < HINT_PLACES / 2);
	h->number[at] = number;
	h->rows[at] |= (uint64_t)1 << row;
}

/* The rows that know one of two numbers. */
static inline uint64_t hints_rows(const struct hints *h,
				  const uint16_t number[2])
{
	return h->rows[hints_place(h, number[0])] |
	       h->rows[hints_place(h, number[1])];
}

#endif
