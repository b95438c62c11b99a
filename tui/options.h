/* SPDX-License-Identifier: Apache-2.0 */
/*
 * options - one table of options, from which parsing, --help, suggestions
 * and the test of the manual page come.
 */
#ifndef WW_OPTIONS_H
#define WW_OPTIONS_H

#include "tui/tui.h"

enum option_id {
	OPT_DB, OPT_CONFIG, OPT_SIGNATURES, OPT_INTERFACE, OPT_BPF,
	OPT_FILTER, OPT_FILTER_RAW, OPT_WORKERS, OPT_USER, OPT_AGAIN, OPT_FORCE,
	OPT_DRY_RUN,
	OPT_JSON, OPT_SORT, OPT_REVERSE, OPT_LIMIT, OPT_FORMAT, OPT_OUTPUT,
	OPT_COLUMNS, OPT_SITE,
	OPT_FAIL_ON, OPT_SINCE, OPT_REASON, OPT_UNTIL, OPT_BY, OPT_ASSET, OPT_CLASS,
	OPT_ON, OPT_MIN_DAYS, OPT_SECONDS, OPT_FIX_PRINT, OPT_GROUPS, OPT_MASK,
	OPT_SERIALS, OPT_VENDOR, OPT_MODEL,
	OPT_COLOR, OPT_QUIET, OPT_HELP, OPT_VERSION,
};

struct option_row {
	enum option_id id;
	const char *name;     /* without --                                    */
	char letter;          /* 0: none                                       */
	const char *argument; /* what it takes, NULL: nothing                  */
	const char *verbs;    /* words; "*" is every verb, "-" the one-liners  */
	const char *help;
};

/* NULL after the last. */
const struct option_row *option_at(unsigned);
bool option_fits(const struct option_row *, const char *verb);

/*
 * Parses a whole command line. The first operand that is a verb is the verb;
 * options may stand before and after it.
 *
 * Owner   borrows argv, which is reordered.
 * Errors  ERR_USAGE with the nearest spelling.
 */
bool options_read(int argc, char **argv, struct command_line *, struct err *);
/* The lines of --help for one verb; NULL: all. */
void options_print(FILE *, const char *verb);

#endif
