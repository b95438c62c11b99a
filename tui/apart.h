/* SPDX-License-Identifier: Apache-2.0 */
/*
 * apart - our own program once more, in a process of its own, and what it says.
 *
 * For what takes longer than a key may, and for a database that must not be opened
 * to write where it is read. It has no terminal, and no Ctrl-C reaches it.
 */
#ifndef WW_APART_H
#define WW_APART_H

#include <stddef.h>
#include <sys/types.h>

#include "capture/base/err.h"

enum { APART_TEXT = 1024 };

struct apart {
	pid_t pid;             /* 0: none runs                                 */
	int fd;                /* what it says                                 */
	char said[APART_TEXT]; /* of its lines one, without our name           */
	size_t n;
};

/* Starts it with the words of a command line, NULL at the end.
 * Errors  false with a sentence when there can be no process. */
bool apart_start(struct apart *, const char *const words[], struct err *);
/* True once when it has ended, with its exit status; a wait is for that. */
bool apart_ended(struct apart *, bool wait, int *status);

#endif
