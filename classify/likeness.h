/* SPDX-License-Identifier: Apache-2.0 */
/* likeness - whether people and devices mean the same maker, or the same model. */
#ifndef WW_LIKENESS_H
#define WW_LIKENESS_H

#include "classify/judge.h"

/* Case, accents, forms of company, and the names that vendors.txt knows of one
 * maker and of those it bought do not count; nor does it that one says more. */
bool maker_is_like(const struct knowledge *, const char *, const char *);
/* Case, blanks and signs do not count; a family stands for each of its models. */
bool model_is_like(const char *, const char *);
/* Letters and digits in lower case; more than fit do not count. */
void text_squeeze(const char *text, char *out, size_t size);

#endif
