/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hours - in which hours of the week a conversation was seen.
 *
 * Bit n is the hour n hours after Monday 00:00, by UTC. A set only grows, so
 * sights may be joined in any order.
 */
#ifndef WW_HOURS_H
#define WW_HOURS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define HOUR_US (UINT64_C(3600) * 1000000)

enum { WEEK_HOURS = 168 };

struct hours {
	uint8_t of[WEEK_HOURS / 8];
};

static inline bool hours_has(const struct hours *h, unsigned hour)
{
	return (h->of[hour / 8] >> hour % 8 & 1) != 0;
}

/* The hour of a moment; the first day of 1970 was a Thursday. */
static inline void hours_add(struct hours *h, uint64_t us)
{
	unsigned hour = (unsigned)((us / HOUR_US + UINT64_C(3) * 24) %
				   WEEK_HOURS);

	h->of[hour / 8] |= (uint8_t)(1 << hour % 8);
}

static inline void hours_join(struct hours *to, const struct hours *h)
{
	for (unsigned i = 0; i < sizeof(to->of); i++)
		to->of[i] |= h->of[i];
}

static inline bool hours_meet(const struct hours *a, const struct hours *b)
{
	uint8_t both = 0;

	for (unsigned i = 0; i < sizeof(a->of); i++)
		both |= a->of[i] & b->of[i];
	return both != 0;
}

/* All that first and last sight tell of it. */
static inline struct hours hours_at(uint64_t first_us, uint64_t last_us)
{
	struct hours h = {{0}};

	hours_add(&h, first_us);
	hours_add(&h, last_us);
	return h;
}

static inline bool hours_same(const struct hours *a, const struct hours *b)
{
	return memcmp(a->of, b->of, sizeof(a->of)) == 0;
}

#endif
