/* SPDX-License-Identifier: Apache-2.0 */
/*
 * met - which signatures a value meets, remembered: devices of one make say the
 * same, and to compare it with all that ask about it costs far more.
 */
#ifndef WW_MET_H
#define WW_MET_H

#include "classify/judge.h"

enum { MET_FIRST = 64 };

/* Of the first MET_FIRST matches of the attribute, a bit for each that the value
 * meets; *more: a later one may be met as well. */
uint64_t met_by(const struct knowledge *, const struct known_fact *, bool *more);

#endif
