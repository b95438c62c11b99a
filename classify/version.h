/* SPDX-License-Identifier: Apache-2.0 */
/*
 * version - what advisories write about versions, and whether one is meant.
 *
 * Advisories name versions in prose: "<= 9.33", "1.1 | 1.2", "All versions".
 * What follows a small grammar is compared; all else is kept as text, and
 * never decides. Nothing is guessed.
 */
#ifndef WW_VERSION_H
#define WW_VERSION_H

#include <stdbool.h>
#include <stddef.h>

enum { VERSION_TERMS = 16, VERSION_TEXT = 64, VERSION_NOTE = 320 };

enum version_kind {
	VERSION_TEXTUAL,   /* no version: only the product can be matched      */
	VERSION_ALL,
	VERSION_ALL_QUALIFIED, /* all, under a condition that the wire hides   */
	VERSION_UPPER,
	VERSION_LOWER,
	VERSION_RANGE,     /* both ends                                        */
	VERSION_EXACT,     /* one of a list                                    */
	VERSION_MODEL,     /* names of models or builds, as a list             */
	VERSION_UPPERS,    /* one for each release train                       */
	VERSION_MIXED,
	VERSION_KINDS
};

enum version_sign { AT_MOST, BELOW, AT_LEAST, ABOVE, EQUAL };

struct version_expression {
	enum version_kind kind;
	bool letters;      /* a maker's revision letters: B.12, L81            */
	unsigned terms;
	struct version_term {
		enum version_sign sign;
		char text[VERSION_TEXT];
	} term[VERSION_TERMS];
	char note[VERSION_NOTE]; /* in brackets behind it, or the whole text   */
};

/* Reads any text; what is no version is VERSION_TEXTUAL. */
void version_read(const char *text, struct version_expression *);
/* "range-alnum+note", and ">=4.01|<=4.34". */
void version_class(const struct version_expression *, char *out, size_t size);
void version_print(const struct version_expression *, char *out, size_t size);

enum version_order { LOWER, SAME, HIGHER, INCOMPARABLE };

/*
 * A total order over versions that have the same build: numbers by value,
 * letters without case, what is missing lowest; SP, SR, HF, Update and Patch
 * behind the bare version; x is any. A leading V, R or rev. does not count.
 */
enum version_order version_compare(const char *a, const char *b);

enum version_answer { VERSION_NO, VERSION_YES, VERSION_UNSURE };
/* Whether the observed version is meant. UNSURE where no comparison decides. */
enum version_answer version_meant(const struct version_expression *,
				  const char *observed);

#endif
