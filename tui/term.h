/* SPDX-License-Identifier: Apache-2.0 */
/* term - the terminal: keys and signals in, grids out. Only it knows curses. */
#ifndef WW_TERM_H
#define WW_TERM_H

#include "capture/base/err.h"
#include "tui/grid.h"
#include "tui/keys.h"

enum term_event {
	TERM_IDLE,             /* nothing came in time                         */
	TERM_KEY,
	TERM_RESIZE,
	TERM_END,              /* told to end, or the terminal is gone         */
};

struct terminal;

/*
 * Takes over stdin and stdout. INT, TERM, HUP, QUIT, WINCH and CONT become
 * events; all is put back by term_close().
 *
 * Errors  NULL and ERR_USAGE when there is no terminal that can do it.
 */
struct terminal *term_open(bool color, struct err *);
void term_close(struct terminal *);
void term_size(const struct terminal *, unsigned *width, unsigned *height);
enum term_event term_wait(struct terminal *, int timeout_ms, struct key *);
/* Sends what differs from the grid before; nothing if nothing does. */
void term_paint(struct terminal *, const struct grid *);
/* Lets the next paint send everything. */
void term_forget(struct terminal *);
/* True if the locale of the terminal can show more than ASCII. */
bool term_is_utf8(void);

#endif
