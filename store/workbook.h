/* SPDX-License-Identifier: Apache-2.0 */
/*
 * workbook - the cells of a spreadsheet file (XLSX), row by row.
 *
 * A stranger's file: what is unpacked is bounded, whatever it says of itself;
 * a document type, and with it every entity, is refused; nothing outside of the
 * file is opened, and no formula is computed: of these the value counts that
 * was saved with them.
 *
 * Standard: ECMA-376 part 1, 12.3 and 18.3
 */
#ifndef WW_WORKBOOK_H
#define WW_WORKBOOK_H

#include <stddef.h>

#include "capture/base/err.h"

enum { WORKBOOK_COLUMNS = 16 };

/* By its first octets. */
bool workbook_is(const char *data, size_t n);
/*
 * Calls for each row of each sheet; cells that are not there are "".
 *
 * Errors  false with a sentence that does not name the file; also when row()
 *         answers false.
 */
bool workbook_read(const char *data, size_t n,
		   bool (*row)(void *, char *const *cell, unsigned cells),
		   void *, struct err *);

#endif
