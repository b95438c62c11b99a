/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet - tables that other programs wrote, field by field.
 *
 * Such a file is as hostile as the wire: its size, rows, columns and fields have
 * bounds, and what comes out is UTF-8 without a control character.
 *
 * Standard RFC 4180; also semicolons, tabs, lone line feeds, a byte order mark,
 *          and Latin-1
 */
#ifndef WW_SHEET_H
#define WW_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "capture/base/err.h"

enum { SHEET_FILE_MAX = 64 << 20, SHEET_COLUMNS = 512, SHEET_FIELD = 640 };

enum sheet_encoding { SHEET_DETECT, SHEET_UTF8, SHEET_LATIN1 };

struct sheet {
	const char *path;      /* the caller's                                 */
	uint8_t *octets;
	size_t n, at;
	unsigned line;         /* where the row in hand began                  */
	unsigned next_line;
	char separator;
	enum sheet_encoding encoding;
	unsigned fields;       /* of the row in hand                           */
	size_t begin[SHEET_COLUMNS], end[SHEET_COLUMNS]; /* with their quotes      */
};

/*
 * Reads a file. separator 0, SHEET_DETECT: by what is in it.
 *
 * Owner   sheet_close(), also after an error.
 * Errors  false with a sentence: not there, too large, no text, UTF-16.
 */
bool sheet_open(struct sheet *, const char *path, char separator,
	      enum sheet_encoding, struct err *);
/* The same of octets, which are copied; for tests. */
bool sheet_open_octets(struct sheet *, const char *path, const void *, size_t,
		     char separator, enum sheet_encoding, struct err *);
void sheet_close(struct sheet *);
/* The next row that is not empty; false at the end, and with an error: a quote
 * that does not end, or too many columns. */
bool sheet_next(struct sheet *, struct err *);
/* A field of the row in hand, cleaned, without blanks around; "" where there is
 * none. False when it was longer than its room. */
bool sheet_field(const struct sheet *, unsigned column, char out[SHEET_FIELD]);

#endif
