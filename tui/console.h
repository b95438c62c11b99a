/* SPDX-License-Identifier: Apache-2.0 */
/*
 * console - the inventory on a terminal, over the reader; it never captures.
 *
 * The core knows no terminal: keys and ticks go in, a grid comes out, so a
 * test does what a person does. Only console_run() touches the world.
 */
#ifndef WW_CONSOLE_H
#define WW_CONSOLE_H

#include "capture/base/err.h"
#include "tui/grid.h"
#include "tui/keys.h"

struct console_options {
	bool ascii;            /* show ? for what is not ASCII                 */
	bool color;
	bool mask;             /* begins with names and addresses masked       */
	unsigned width, height; /* of the first screen; 0: 80, 24              */
	const char *title;     /* what is shown: a site, a file                */
	/* The words of the command that decides about findings, up to the
	 * finding; NULL at the end. Or why nothing is decided here. */
	const char *const *decide;
	const char *undecided;
};

/*
 * Shows the database until the user quits or a signal ends it.
 *
 * Errors  the exit status, and a sentence when it is not 0: no terminal
 *         (ERR_USAGE), or as reader_open().
 */
int console_run(const char *db_path, const struct console_options *,
		struct err *);

/* ---- without a terminal ------------------------------------------------------ */

struct reader;
struct console;

/* Borrows the reader. Owner: the caller closes. */
struct console *console_open(struct reader *, const struct console_options *);
void console_close(struct console *);
/* Another reader in the place of the one before, which may be closed then. */
void console_use(struct console *, struct reader *);
void console_key(struct console *, struct key);
void console_resize(struct console *, unsigned width, unsigned height);
/* Reads again if somebody committed. now_us: wall clock, 0 if unknown. */
void console_tick(struct console *, uint64_t now_us);
/* A sentence for the status line until the next key; "" takes it away. */
void console_say(struct console *, const char *sentence);
/* The same for what may name a file, and what is said while names are masked;
 * that is not copied. */
void console_tell(struct console *, const char *sentence, const char *masked);
/* Draws all of the grid. */
void console_draw(struct console *, struct grid *);
/* True once after something changed that can be seen. */
bool console_changed(struct console *);
/* True once after the user asked to draw anew. */
bool console_redraw(struct console *);
/* True once after the user asked for the screen as text. */
bool console_writes(struct console *);
/* What somebody decided about a finding. Owner: the console, until its next key. */
struct decided {
	const char *act, *finding, *reason;
	const char *until;     /* a day, or NULL                               */
};
/* True once after the user decided something. */
bool console_decides(struct console *, struct decided *);
/* What came of it: it is written down, or why not. */
void console_decided(struct console *, bool good, const char *sentence);
bool console_done(const struct console *);

#endif
