/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dicom_text - values of a data set in its character set, as UTF-8.
 *
 * Sets of one octet are read, also where escapes shift between them. Texts in
 * the others, of several octets, are dropped unless they are plain letters:
 * a wrong letter is worse than none.
 *
 * Standard DICOM PS3.3 C.12.1.1.2; PS3.5 6.1.2.4, 6.1.2.5.
 */
#include "classify/proto/charset.h"
#include "classify/proto/dicom.h"
#include "classify/proto/utf8.h"

/* Escapes behind which the octets above 7F mean another set, and those that
 * bring back the letters below 80. PS3.3 table C.12-3. */
static const struct escape {
	char sequence[3];
	unsigned number;
} escapes[] = {
	{"-A", 100}, {"-B", 101}, {"-C", 109}, {"-D", 110}, {"-L", 144},
	{"-G", 127}, {"-F", 126}, {"-H", 138}, {"-M", 148}, {"-b", 203},
	{"-T", 166}, {")I", 13},  {"(B", ASCII}, {"(J", ASCII},
};

/* The registry's number of the first value, as ISO_IR 100 or ISO 2022 IR 100. */
static unsigned number_of(struct cur set)
{
	unsigned number = 0;

	if (cur_left(&set) > 0) /* else there may be no octets at all */
		set = dicom_trim(cur_until(&set, '\\'));
	if (cur_left(&set) == 0)
		return ASCII;
	if (CUR_IS(&set, "ISO_IR "))
		cur_skip(&set, 7);
	else if (CUR_IS(&set, "ISO 2022 IR "))
		cur_skip(&set, 12);
	else
		return UNREADABLE;
	while (cur_left(&set) > 0 && number < 1000) {
		uint8_t c = cur_u8(&set);

		if (c < '0' || c > '9')
			return UNREADABLE;
		number = number * 10 + (c - '0');
	}
	return number;
}

/* Takes the two octets of an escape; false when it is to a set not read. */
static bool shift(struct cur *in, unsigned *number)
{
	uint8_t a = cur_u8(in), b = cur_u8(in);

	for (size_t i = 0; i < sizeof(escapes) / sizeof(escapes[0]); i++) {
		if ((uint8_t)escapes[i].sequence[0] != a ||
		    (uint8_t)escapes[i].sequence[1] != b)
			continue;
		if (escapes[i].number != ASCII)
			*number = escapes[i].number;
		return true;
	}
	return false;
}

struct cur dicom_text(struct cur character_set, struct cur value,
		      uint8_t room[DICOM_TEXT])
{
	unsigned number = number_of(character_set);
	struct cur in = value;
	size_t n = 0;

	if (number == UTF_8)
		return value;
	while (cur_left(&in) > 0 && n + 3 <= DICOM_TEXT) {
		uint8_t c = cur_u8(&in);
		uint16_t letter = c >= 0x80 ? charset_letter(number, c) : c;

		if (c == ESC) {
			if (!shift(&in, &number))
				return cur_of(NULL, 0);
			continue;
		}
		if (letter == 0)
			return cur_of(NULL, 0);
		n += utf8_put(room + n, letter);
	}
	return cur_of(room, n);
}
