/* SPDX-License-Identifier: Apache-2.0 */
/*
 * form - the answers of an MDS2 (ANSI/NEMA HN 1-2019), whatever columns they
 * stand in.
 *
 * Makers move the columns about. Kept are the rows that hold the number of a
 * question; that of the answers is named by a head, or the one with most words
 * such as Yes and No. Everything else in a file is passed over.
 */
#ifndef WW_FORM_H
#define WW_FORM_H

#include <stddef.h>

#include "capture/base/err.h"

enum { QUESTION_TEXT = 16, FORM_CELLS = 16, FORM_ROWS = 1024 };

struct form_row {
	char question[QUESTION_TEXT]; /* TXCF-2                                */
	char *cell[FORM_CELLS];
	const char *answer, *note;    /* once the form is complete             */
};

struct form {
	struct form_row *row;
	unsigned rows;
	unsigned named_answer, named_note; /* columns by a head, plus 1        */
	unsigned strange;             /* numbers of no section of the form     */
};

/*
 * Reads a file, CSV or a workbook, whose text ends in an octet of 0 and may be
 * cut up. The rows are sorted by their questions.
 *
 * Owner   form_free(), also after an error.
 * Errors  false: too few questions or too many, or one with two answers.
 */
bool form_read(struct form *, char *text, size_t n, struct err *);
/* The answer to a question, or "". */
const char *form_answer(const struct form *, const char *question);
void form_free(struct form *);

/* A day as 2026-03-20, or what is written; 03/04/2026 may be two days. */
enum { EDITION_TEXT = 64 };
void form_date(const char *text, char out[EDITION_TEXT]);

#endif
