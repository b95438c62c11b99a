/* SPDX-License-Identifier: Apache-2.0 */
/*
 * filter - words that people type, as conditions with bound parameters.
 *
 * Words must all occur. "field:word" looks into one field, "-" before a word
 * excludes, "quotes" hold blanks together. No word becomes part of a
 * statement's text.
 */
#ifndef WW_FILTER_H
#define WW_FILTER_H

#include "store/db.h"

enum { FILTER_TERMS = 24, FILTER_WORD = 128, FILTER_SQL = 6144 };

enum field_kind { FIELD_PART, FIELD_WHOLE_OR_PART, FIELD_SEVERITY,
		  FIELD_NUMBER, FIELD_STATE, OF_ASSET = 8 };

/* A condition whose question marks all are the word. One of an asset names no
 * other table than asset a. */
struct filter_field {
	const char *name;      /* NULL ends the table; "" is any field         */
	const char *condition;
	unsigned kind;         /* enum field_kind, and maybe OF_ASSET          */
	const char *meant;     /* or NULL: a statement that tells by mean() the
				* ids which the condition asks for by
				* is_meant(), see meant.c; its question marks
				* are the word                                 */
};

struct filter_value {
	const struct filter_field *field;
	bool is_number;
	int number;
	char pattern[2 * FILTER_WORD + 4];
};

struct filter {
	char sql[FILTER_SQL];  /* " AND condition" per term                    */
	char asset[FILTER_SQL]; /* those of an asset alone                     */
	size_t used, asset_used;
	unsigned terms;
	unsigned states;       /* of findings, a bit for each that is wanted   */
	struct filter_value value[FILTER_TERMS];
};

/* Errors  ERR_USAGE with a sentence that names the fields there are. */
bool filter_compile(struct filter *, const struct filter_field *,
		    const char *text, struct err *);
/* Binds the terms from this parameter on; answers the next one. */
int filter_bind(const struct filter *, sqlite3_stmt *, int at);
/* The same of f->asset. */
int filter_bind_asset(const struct filter *, sqlite3_stmt *, int at);
/* One term, for each question mark of a text. */
int filter_bind_value(const struct filter_value *, const char *text,
		      sqlite3_stmt *, int at);

#endif
