/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hours - hours of the week in few signs: "Mon-Fri 07-12,13-18; Sat 08-09".
 *
 * 07-12 is from 07:00 to 12:00, by UTC. Days that follow each other and have the
 * same hours stand together.
 */
#include <stdio.h>

#include "store/store.h"

enum { DAYS = 7, DAY_HOURS = 24 };

static uint32_t hours_of_day(const struct hours *h, unsigned day)
{
	uint32_t bits = 0;

	for (unsigned i = 0; i < DAY_HOURS; i++)
		bits |= (uint32_t)hours_has(h, day * DAY_HOURS + i) << i;
	return bits;
}

static char *put_ranges(char *at, uint32_t hours)
{
	const char *before = " ";

	for (unsigned i = 0; i < DAY_HOURS; i++) {
		unsigned from = i;

		while (i < DAY_HOURS && (hours >> i & 1) != 0)
			i++;
		if (i == from)
			continue;
		at += snprintf(at, HOURS_RANGE, "%s%02u-%02u", before, from, i);
		before = ",";
	}
	return at;
}

void hours_print(const struct hours *h, char out[HOURS_TEXT])
{
	static const char *const names[DAYS] = {"Mon", "Tue", "Wed", "Thu",
						"Fri", "Sat", "Sun"};
	char *at = out;

	*at = '\0';
	for (unsigned day = 0, next; day < DAYS; day = next) {
		uint32_t hours = hours_of_day(h, day);

		for (next = day + 1; next < DAYS; next++)
			if (hours_of_day(h, next) != hours)
				break;
		if (hours == 0)
			continue;
		at = stpcpy(at, at > out ? "; " : "");
		at = stpcpy(at, names[day]);
		if (next > day + 1)
			at = stpcpy(stpcpy(at, "-"), names[next - 1]);
		at = put_ranges(at, hours);
	}
}
