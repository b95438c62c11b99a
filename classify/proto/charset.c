/* SPDX-License-Identifier: Apache-2.0 */
/* charset - the tables of the sets whose letters are one octet each. */
#include "classify/proto/charset.h"

#include <stddef.h>

enum { HIGH = 96 };

static const struct charset {
	unsigned number;
	uint16_t high[HIGH]; /* octets A0 to FF                                */
} sets[] = {
#define SET(number, ...) {number, {__VA_ARGS__}},
#include "classify/proto/charset.def"
#undef SET
};

uint16_t charset_letter(unsigned number, uint8_t octet)
{
	for (size_t i = 0; i < sizeof(sets) / sizeof(sets[0]); i++)
		if (sets[i].number == number)
			return octet >= 0xa0 ? sets[i].high[octet - 0xa0] : 0;
	return 0;
}
