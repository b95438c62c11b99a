/* SPDX-License-Identifier: Apache-2.0 */
/*
 * clock - how far the clock of a device is from that of the capture, in steps of
 * five minutes, so that one that is right has one value.
 *
 * Standard RFC 9110 5.6.7 (Date); HL7 2.9 2.A.22 (DTM)
 */
#ifndef WW_CLOCK_H
#define WW_CLOCK_H

#include "classify/dissector.h"

enum { CLOCK_STEP_S = 300, CLOCK_DAY_S = 86400 };

/* Seconds since 1970 of a day of the calendar, with years of 400 * n days. */
static inline int64_t clock_seconds(int64_t year, unsigned month, unsigned day)
{
	int64_t y = month <= 2 ? year - 1 : year, era = y / 400;
	int64_t of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
	int64_t of_era = y % 400 * 365 + y % 400 / 4 - y % 400 / 100 + of_year;

	return (era * 146097 + of_era - 719468) * CLOCK_DAY_S;
}

/* So many digits; a spoilt cursor and 0 when one is none. */
static inline unsigned clock_digits(struct cur *in, unsigned n)
{
	unsigned value = 0;

	while (n-- > 0) {
		uint8_t c = cur_u8(in);

		if (c < '0' || c > '9')
			cur_skip(in, cur_left(in) + 1);
		value = value * 10 + (unsigned)(c - '0') % 10;
	}
	return value;
}

static inline int64_t clock_of_day(unsigned hour, unsigned minute,
				   unsigned second)
{
	return hour < 24 && minute < 60 && second <= 60
		       ? (int64_t)hour * 3600 + minute * 60 + second
		       : -1;
}

/* "Sun, 06 Nov 1994 08:49:37 GMT"; below 0: it is none. */
static inline int64_t clock_http(struct cur in)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	unsigned day, month = 0, year, hour, minute;
	int64_t time;

	if (cur_left(&in) != 29)
		return -1;
	cur_skip(&in, 5);
	day = clock_digits(&in, 2);
	cur_skip(&in, 1);
	while (month < 12 && !cur_is(&in, months + (size_t)3 * month, 3))
		month++;
	cur_skip(&in, 4);
	year = clock_digits(&in, 4);
	cur_skip(&in, 1);
	hour = clock_digits(&in, 2);
	cur_skip(&in, 1);
	minute = clock_digits(&in, 2);
	cur_skip(&in, 1);
	time = clock_of_day(hour, minute, clock_digits(&in, 2));
	return cur_ok(&in) && CUR_IS(&in, " GMT") && month < 12 && day > 0 &&
			       day < 32 && year >= 1970 && time >= 0
		       ? clock_seconds(year, month + 1, day) + time
		       : -1;
}

/* "20261123142005.12+0100"; below 0: it is none, or does not tell its zone. */
static inline int64_t clock_hl7(struct cur in)
{
	struct cur head = in;
	unsigned year = clock_digits(&head, 4), month = clock_digits(&head, 2);
	unsigned day = clock_digits(&head, 2), hour = clock_digits(&head, 2);
	unsigned minute = clock_digits(&head, 2), second, zone;
	int64_t time;
	bool west;

	second = clock_digits(&head, 2);
	if (cur_at(&head, 0) == '.')
		do
			cur_skip(&head, 1);
		while (cur_at(&head, 0) >= '0' && cur_at(&head, 0) <= '9');
	west = cur_at(&head, 0) == '-';
	if (!west && cur_at(&head, 0) != '+')
		return -1;
	cur_skip(&head, 1);
	zone = clock_digits(&head, 2) * 3600;
	zone += clock_digits(&head, 2) * 60;
	time = clock_of_day(hour, minute, second);
	if (!cur_ok(&head) || cur_left(&head) > 0 || year < 1970 || month < 1 ||
	    month > 12 || day < 1 || day > 31 || time < 0)
		return -1;
	time += clock_seconds(year, month, day);
	return west ? time + zone : time - zone;
}

/* "-3600" */
static inline void clock_tell(struct dissect *d, enum about about, int64_t time)
{
	int64_t off = time - (int64_t)(d->time_us / 1000000);
	int64_t steps = (off < 0 ? -off : off) + CLOCK_STEP_S / 2;
	char text[24];
	struct pen pen = pen_on(text, sizeof(text));

	steps /= CLOCK_STEP_S;
	if (time < 0 || steps > UINT32_MAX / CLOCK_STEP_S)
		return;
	if (off < 0 && steps > 0)
		pen_char(&pen, '-');
	pen_number(&pen, (uint32_t)(steps * CLOCK_STEP_S));
	obs_text(d, about, A_clock_offset, cur_of(text, pen.n));
}

#endif
