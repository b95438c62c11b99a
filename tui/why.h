/* SPDX-License-Identifier: Apache-2.0 */
/* why - the parts of an answer to why. */
#ifndef WW_WHY_H
#define WW_WHY_H

#include "store/store.h"
#include "tui/tui.h"

/* Each prints one part; false with a sentence. */
bool why_score(struct reader *, uint64_t asset, struct err *);
bool why_advised(struct reader *, uint64_t asset, struct err *);

#endif
