/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv - tables that other programs wrote, field by field.
 *
 * Such a file is as hostile as the wire: its size, rows, columns and fields have
 * bounds, and what comes out is UTF-8 without a control character.
 *
 * Standard RFC 4180; also semicolons, tabs, lone line feeds, a byte order mark,
 *          and Latin-1 as Windows writes it (Windows-1252)
 */
#ifndef WW_CSV_H
#define WW_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "capture/base/err.h"

enum { CSV_FILE_MAX = 64 << 20, CSV_COLUMNS = 512, CSV_FIELD = 4096 };

enum csv_encoding { CSV_DETECT, CSV_UTF8, CSV_LATIN1 };

struct csv {
	const char *path;      /* the caller's; NULL: sentences name lines only */
	uint8_t *own;          /* what was read of a file                      */
	const uint8_t *octets;
	size_t n, at;
	unsigned line;         /* where the row in hand began                  */
	unsigned next_line;
	char separator;
	enum csv_encoding encoding;
	bool failed;           /* no end: a mistake                            */
	unsigned fields;       /* of the row in hand                           */
	size_t begin[CSV_COLUMNS], end[CSV_COLUMNS]; /* with their quotes      */
};

/*
 * Reads a file. separator 0, CSV_DETECT: by what is in it.
 *
 * Owner   csv_close(), also after an error.
 * Errors  false with a sentence: not there, too large, no text, UTF-16.
 */
bool csv_open(struct csv *, const char *path, char separator,
	      enum csv_encoding, struct err *);
/* The same of octets, which stay the caller's until csv_close(). */
bool csv_open_octets(struct csv *, const char *path, const void *, size_t,
		     char separator, enum csv_encoding, struct err *);
void csv_close(struct csv *);
/* The next row that is not empty; false at the end, and when it failed: a quote
 * that does not end, or too many columns. */
bool csv_next(struct csv *, struct err *);
/* A field of the row in hand, cleaned, without blanks around; "" where there is
 * none. False when it was cut to its room, or to CSV_FIELD. */
bool csv_field(const struct csv *, unsigned column, char *out, size_t size);
/* Always false, with "file:line: sentence"; line 0: all of the file. */
bool csv_wrong(const struct csv *, unsigned line, struct err *,
	       const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
