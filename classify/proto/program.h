/* SPDX-License-Identifier: Apache-2.0 */
/* program - do these octets begin a program? */
#ifndef WW_PROGRAM_H
#define WW_PROGRAM_H

#include "classify/dissector.h"

/*
 * "windows", "linux", "java", "script", or NULL. The whole has length octets.
 *
 * Errors  *more is not 0: cannot be said before so many octets are there.
 */
const char *program_of(struct cur first, uint64_t length, size_t *more);
/* False when these, be they few, begin none. */
bool program_may_be(struct cur first);

#endif
