/* SPDX-License-Identifier: Apache-2.0 */
/*
 * days - on which days a conversation was seen, in one number.
 *
 * Bit n is the day n days before the one of the last sight, by UTC; days before
 * DAYS_KEPT are forgotten. Sights may be joined in any order: what one of them
 * forgets, all of them together forget too.
 */
#ifndef WW_DAYS_H
#define WW_DAYS_H

#include <stdint.h>
#include <time.h>

#define DAY_US (UINT64_C(86400) * 1000000)

enum { DAYS_KEPT = 64 };

static inline uint64_t days_day(uint64_t us)
{
	return us / DAY_US;
}

/* Those of two sights up to a last one. */
static inline uint64_t days_joined(uint64_t days, uint64_t last_us,
				   uint64_t other, uint64_t other_last_us)
{
	uint64_t day = days_day(last_us), other_day = days_day(other_last_us);
	uint64_t apart = day > other_day ? day - other_day : other_day - day;

	if (apart >= DAYS_KEPT)
		return day > other_day ? days : other;
	return day > other_day ? days | other << apart : other | days << apart;
}

/* All that first and last sight tell of it. */
static inline uint64_t days_between(uint64_t first_us, uint64_t last_us)
{
	return days_joined(1, first_us, 1, last_us);
}

enum { DAY_PRINTED = 11 };

/* "2026-03-20", or nothing. */
static inline void days_print(uint64_t us, char out[DAY_PRINTED])
{
	time_t seconds = (time_t)(us / 1000000);
	struct tm tm;

	if (gmtime_r(&seconds, &tm) == NULL ||
	    strftime(out, DAY_PRINTED, "%Y-%m-%d", &tm) == 0)
		out[0] = '\0';
}

static inline unsigned days_count(uint64_t days)
{
	return (unsigned)__builtin_popcountll(days);
}

#endif
