/* SPDX-License-Identifier: Apache-2.0 */
/*
 * folder - the review pack: which files it is of, and what is in each. The index
 * is one of them.
 */
#ifndef WW_FOLDER_H
#define WW_FOLDER_H

#include "store/store.h"

struct folder_file {
	const char *name, *purpose;
};
/* By name; NULL behind the last. */
const struct folder_file *folder_file(unsigned place);
/*
 * Writes one of them. All of them show one state of the database if the caller
 * reads between folder_begin() and folder_end(); the same database and date give
 * the same octets.
 */
bool folder_write(struct reader *, unsigned place, uint64_t at_us, FILE *,
		  struct err *);
bool folder_begin(struct reader *, struct err *);
void folder_end(struct reader *);

#endif
