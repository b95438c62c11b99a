/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv - tables as people save them from a spreadsheet.
 *
 * RFC 4180 with line ends in quoted cells, and as spreadsheets write it: with a
 * byte order mark, with semicolons or tabs where they use these.
 */
#ifndef WW_CSV_H
#define WW_CSV_H

#include <stddef.h>

#include "capture/base/err.h"

enum { CSV_CELLS = 32 };

struct csv {
	char *at, *end;
	char separator;
	unsigned line;         /* where the next row begins                    */
};

struct csv_row {
	unsigned line, cells;  /* cells beyond CSV_CELLS are left out          */
	char *cell[CSV_CELLS];
};

/*
 * The text must have one octet more, which is 0. It is cut up in place.
 *
 * Errors  false when it holds octets of 0, as UTF-16 does.
 */
bool csv_open(struct csv *, char *text, size_t n, struct err *);
/* False at the end, and with a sentence when a quote does not end. */
bool csv_next(struct csv *, struct csv_row *, struct err *);

#endif
