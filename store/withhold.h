/* SPDX-License-Identifier: Apache-2.0 */
/*
 * withhold - what a maker may be told of a hospital's devices: what they are
 * and do, never where they stand and what they are called.
 */
#ifndef WW_WITHHOLD_H
#define WW_WITHHOLD_H

#include "store/reader.h"

struct withhold;

/* Owner: the caller closes. Errors: NULL with a sentence. */
struct withhold *withhold_open(struct reader *, const struct model *,
			       struct err *);
void withhold_close(struct withhold *);
/* Whether values of this attribute tell of the product alone. */
bool withhold_lets(enum attr);
/* The value, or that it is withheld, where a name, a title, an address or a
 * number of the hospital occurs in it. */
const char *withhold_value(const struct withhold *, const char *value);

#endif
