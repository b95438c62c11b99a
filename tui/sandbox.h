/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sandbox - the rights of each process, given up before the first octet.
 *
 * Each function starts with the sentence of the rights that remain. What the
 * kernel cannot enforce is told, never hidden.
 */
#ifndef WW_SANDBOX_H
#define WW_SANDBOX_H

#include "capture/base/err.h"

enum sandbox_level { SANDBOX_NONE, SANDBOX_PARTIAL, SANDBOX_FULL };

/*
 * The sensor may read what is open, write to its pipe and to stderr, and end.
 * It cannot open a file or a socket, send, or start a program.
 *
 * Errors  SANDBOX_NONE with a sentence; the caller decides whether to go on.
 */
enum sandbox_level sandbox_sensor(int pipe_fd, struct err *);

/* The recorder may read and write in the folder of its database. It cannot
 * open a socket, nor a file elsewhere, nor start a program. */
enum sandbox_level sandbox_recorder(const char *folder, struct err *);

/* The ABI of Landlock that the kernel has; 0: none. */
int sandbox_landlock(void);

/* Becomes this user for good, with no capability but those that keep says;
 * user NULL: stays who it is. Must come before the functions above. */
bool rights_drop(const char *user, bool keep_capture, struct err *);
/* Whom root should become: "wardwatch" if it exists, else "nobody". */
const char *rights_default_user(void);
/* No core dump, no debugger, no new rights; dies with its parent. After
 * rights_drop(): the kernel forgets the last one when the user changes. */
void rights_harden(void);

#endif
