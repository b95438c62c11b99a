/* SPDX-License-Identifier: Apache-2.0 */
/* console_state - what console.c changes and console_frame.c draws. */
#ifndef WW_CONSOLE_STATE_H
#define WW_CONSOLE_STATE_H

#include "tui/console.h"
#include "tui/view_words.h"
#include "tui/views.h"

enum { CONSOLE_FIRSTS = 9, CONSOLE_DEPTH = 16, CONSOLE_TITLE = 128 };
/* Below SMALL only a summary is shown. */
enum { SMALL_WIDTH = 40, SMALL_HEIGHT = 8 };
/* How long the end of a decision is told at least. */
enum { STAY_US = 5000000 };

/* The two lines of console_decide.c. */
struct dialogue {
	bool open, at_until;   /* at_until: in the second one                  */
	uint64_t finding;
	enum act act;
	char id[ASSET_ID_TEXT];
	char about[ROW_TEXT];  /* the act, the rule, whose it is               */
	char reason[REASON_MOST + 1], until[DAY_TEXT];
	char hint[80];         /* what is missing                              */
};

struct console {
	struct reader *reader;
	bool ascii;
	char title[CONSOLE_TITLE];
	unsigned width, height;

	struct view *first[CONSOLE_FIRSTS]; /* made when first shown          */
	unsigned at;                        /* which of them                   */
	struct view *over[CONSOLE_DEPTH];   /* opened over it                  */
	unsigned depth;

	struct site_row site;
	bool site_known;                    /* it was read once                */
	uint64_t packets, lost;             /* of all captures                 */
	bool stopped;                       /* recording ended before our eyes */
	uint64_t version, now_us, looked_us; /* looked: whether one records    */
	bool frozen, newer;                 /* newer: and there is more        */
	struct mask mask;

	bool typing;                        /* in the filter line              */
	bool stale;                         /* the list is of another filter   */
	char before[FILTER_TEXT];           /* the filter when it began        */
	struct err problem;                 /* of the reader or the filter     */
	char said[512];
	const char *masked;                 /* to be said instead, or NULL     */
	uint64_t stay_us;                   /* no key takes it away before     */
	struct dialogue dialogue;
	bool deciding, decides;             /* decides: and nobody was told    */
	char undecided[ROW_TEXT];           /* why nothing is decided here     */
	bool changed, redraw, writes, done;
};

/* The view on top. */
struct view *console_view(struct console *);
/* Reads the view on top; when that fails it keeps what it had, unless that was
 * read under another mask. */
void console_read(struct console *);
/* The same for the views below it, too: their names stand in the line of places. */
void console_read_masked(struct console *);
/* Site and view. */
void console_read_all(struct console *);
/* Reads what the filter asks for, if that was not done yet. */
void console_settle(struct console *);
/* Opens the dialogue about a finding, or says why not. */
void decide_ask(struct console *, uint64_t finding);
/* A key while it is open. */
void decide_key(struct console *, struct key);
/* How long nothing was committed while recording, in s; 0: all is well. */
uint64_t console_silence(const struct console *);

#endif
