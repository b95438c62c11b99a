/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pen - text put together piece by piece in a buffer, where printf would cost
 * more than all else that is done for a packet.
 *
 * A piece that does not fit is left out whole and remembered; what is written
 * is not terminated.
 */
#ifndef WW_PEN_H
#define WW_PEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct pen {
	char *text;
	size_t n, size;
	bool full; /* something was left out                                   */
};

/* Writes into a buffer that the caller keeps. */
static inline struct pen pen_on(char *buffer, size_t size)
{
	return (struct pen){.text = buffer, .size = size};
}

static inline void pen_write(struct pen *p, const void *text, size_t n)
{
	if (n > p->size - p->n) {
		p->full = true;
		return;
	}
	if (n > 0)
		memcpy(p->text + p->n, text, n);
	p->n += n;
}

static inline void pen_char(struct pen *p, char c)
{
	pen_write(p, &c, 1);
}

/* In decimal. */
static inline void pen_number(struct pen *p, uint32_t number)
{
	char digits[10];
	size_t i = sizeof(digits);

	do {
		digits[--i] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	pen_write(p, digits + i, sizeof(digits) - i);
}

/* Two hexadecimal digits for each octet. */
static inline void pen_hex(struct pen *p, const uint8_t *octets, size_t n)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		pen_char(p, digits[octets[i] >> 4]);
		pen_char(p, digits[octets[i] & 15]);
	}
}

#endif
