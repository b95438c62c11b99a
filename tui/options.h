/* SPDX-License-Identifier: Apache-2.0 */
/* options - the words that begin with a dash: one table for all verbs. */
#ifndef WW_OPTIONS_H
#define WW_OPTIONS_H

#include "tui/tui.h"

/* False with an exit status in *status: told already. */
bool options_read(int argc, char **argv, struct command_line *, int *status);
/* All options with their meaning, for --help. */
void options_print(FILE *);

#endif
