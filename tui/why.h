/* SPDX-License-Identifier: Apache-2.0 */
/* why - the parts of an answer to why. */
#ifndef WW_WHY_H
#define WW_WHY_H

#include "store/store.h"
#include "tui/tui.h"

/* Each prints one part; false with a sentence. */
void why_kind(const struct asset_row *);
bool why_score(struct reader *, uint64_t asset, struct err *);
bool why_advised(struct reader *, uint64_t asset, struct err *);
/* show_declared.c: what its maker declares of its model, in one line. */
bool why_declared(struct reader *, const struct asset_row *, struct err *);
/* why_life.c: the state of a finding, and what was decided about it so far;
 * of an asset the findings that it had, and its scores by day. */
void why_life(const struct finding_row *, unsigned width);
bool why_acts(struct reader *, const struct finding_row *, struct err *);
bool why_past(struct reader *, uint64_t asset, struct err *);
bool why_days(struct reader *, uint64_t asset, struct err *);
/* What became of it since it appeared. */
bool why_changes(struct reader *, uint64_t asset, struct err *);
/* The addresses that it had by DHCP, where there were others. */
bool why_leases(struct reader *, const struct asset_row *, struct err *);
/* The line of a log; and all that people said of an asset and that holds. */
void print_saying(const struct said_row *);
bool why_said(struct reader *, uint64_t asset, struct err *);

#endif
