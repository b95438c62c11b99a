/* SPDX-License-Identifier: Apache-2.0 */
/*
 * product - the words of makers and products, for those who compare them.
 *
 * A product is met when all words of the shorter name are in the longer, and
 * one of them means something.
 */
#ifndef WW_PRODUCT_H
#define WW_PRODUCT_H

#include "classify/advisory.h"

enum { WORDS = 16, WORD_TEXT = 32 };

struct words {
	unsigned n;
	char word[WORDS][WORD_TEXT];
};

/* Words of lower-case letters and digits; more than fit are left out. */
void words_read(const char *text, struct words *);
bool words_have(const struct words *, const char *word);
/* Whether all of the few are among the many, and one means something. */
bool words_within(const struct words *few, const struct words *many);
/* The words of a product's name, without its maker's if others are left. */
void product_words(const char *vendor, const char *name, struct words *);
/* Whether one of the two names says no more than the other. */
bool product_same(const struct words *, const struct words *);

#endif
