/* SPDX-License-Identifier: Apache-2.0 */
/* screen_file - a screen as text, in a new file of the current folder. */
#ifndef WW_SCREEN_FILE_H
#define WW_SCREEN_FILE_H

#include "capture/base/err.h"
#include "tui/grid.h"

enum { SCREEN_NAME = 48 };

/*
 * Writes the grid to a file that was not there before, for its owner alone, called
 * by the time; says how it is called.
 *
 * Units   now_us: wall clock.
 * Errors  false with a sentence, and no file stays.
 */
bool screen_write(const struct grid *, uint64_t now_us, char name[SCREEN_NAME],
		  struct err *);

#endif
