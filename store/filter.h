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
		  FIELD_NUMBER };

/* A condition with exactly one question mark. */
struct filter_field {
	const char *name;      /* NULL ends the table; "" is any field         */
	const char *condition;
	enum field_kind kind;
};

struct filter_value {
	bool is_number;
	int number;
	char pattern[2 * FILTER_WORD + 4];
};

struct filter {
	char sql[FILTER_SQL];  /* " AND condition" per term                    */
	size_t used;
	unsigned terms;
	struct filter_value value[FILTER_TERMS];
};

/* Errors  ERR_USAGE with a sentence that names the fields there are. */
bool filter_compile(struct filter *, const struct filter_field *,
		    const char *text, struct err *);
/* Binds the terms from this parameter on; answers the next one. */
int filter_bind(const struct filter *, sqlite3_stmt *, int at);

#endif
