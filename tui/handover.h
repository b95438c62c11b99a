/* SPDX-License-Identifier: Apache-2.0 */
/* handover - the database, from root to whom watch becomes. */
#ifndef WW_HANDOVER_H
#define WW_HANDOVER_H

#include "capture/base/err.h"

/*
 * Makes the folder of a database if it is missing. With a user (we are root),
 * gives him what was made here, the folder of the state database, and a
 * database of ours that belongs to root and nobody writes. All else keeps its
 * owner: what belongs to another one is for the recorder to try.
 *
 * Errors  false with a sentence, and nothing has changed hands: no such user, a
 *         file of root's that is none of ours, one that is being written, or a
 *         folder in which that user may not write.
 */
bool hand_over(const char *db, const char *user, struct err *);

#endif
