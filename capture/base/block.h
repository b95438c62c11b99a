/* SPDX-License-Identifier: Apache-2.0 */
/*
 * block - the one text form of the house: signatures, rules, configuration.
 *
 * A block opens in column one with a word and the rest of its line; its own
 * lines are indented `word rest`. # begins a comment line. Strings may stand
 * in quotes with \" and \\ inside.
 */
#ifndef WW_BLOCK_H
#define WW_BLOCK_H

#include "capture/base/err.h"

struct block_line {
	unsigned number;  /* in the file, from 1                               */
	char *word, *rest; /* rest may be empty, never NULL                    */
};

struct block {
	struct block_line head;
	struct block_line *line;
	unsigned lines;
};

struct blocks {
	char *path;       /* as given                                          */
	char *text;       /* owns the words                                    */
	struct block *block;
	unsigned count;
};

enum { BLOCK_FILE_MAX = 8 << 20 };

/* The text of a file. Owner: the caller frees. Errors: NULL with a sentence. */
char *block_text(const char *path, struct err *);

/*
 * Reads a file.
 *
 * Owner   blocks_free(), also after an error.
 * Errors  false with "path:line: sentence".
 */
bool blocks_read(struct blocks *, const char *path, struct err *);
/* The same of a text that is in hand; path is what errors call it. */
bool blocks_take(struct blocks *, const char *path, const char *text,
		 struct err *);
void blocks_free(struct blocks *);
/* Fills e with "path:line: sentence" and returns false. */
__attribute__((format(printf, 4, 5))) bool
block_error(const struct blocks *, unsigned line, struct err *e,
	    const char *format, ...);
/*
 * Takes the next word or quoted string off the rest of a line.
 *
 * Errors  false when nothing is left, a quote does not end, or out is full.
 */
bool block_next(const char **rest, char *out, size_t size);

#endif
