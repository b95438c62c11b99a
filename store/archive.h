/* SPDX-License-Identifier: Apache-2.0 */
/*
 * archive - the files inside of a ZIP file, of which nobody knows who made it.
 *
 * The archive, its list and all that is unpacked of it are bounded, whatever it
 * says of itself.
 */
#ifndef WW_ARCHIVE_H
#define WW_ARCHIVE_H

#include <stddef.h>

#include "capture/base/err.h"

struct archive;

/*
 * Owner   archive_close(); borrows the octets.
 * Errors  NULL: damaged, larger than 4 MiB, more than 4096 files.
 */
struct archive *archive_open(const char *data, size_t n, struct err *);
void archive_close(struct archive *);
bool archive_holds(struct archive *, const char *name);
/*
 * One file, its name in letters of whatever case.
 *
 * Owner   the caller frees.
 * Errors  NULL: damaged, encrypted, more than 24 MiB with those read before.
 */
char *archive_read(struct archive *, const char *name, size_t *n,
		   struct err *);

#endif
