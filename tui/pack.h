/* SPDX-License-Identifier: Apache-2.0 */
/* pack - the review pack as a folder. */
#ifndef WW_TUI_PACK_H
#define WW_TUI_PACK_H

#include "classify/judge.h"
#include "tui/tui.h"

/* Writes `report pack DIR`: whole, or with a sentence not at all. */
bool report_pack(const struct command_line *, uint64_t at_us, struct err *);

#endif
