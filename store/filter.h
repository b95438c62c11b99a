/* SPDX-License-Identifier: Apache-2.0 */
/*
 * filter - words that people type, as conditions with bound parameters.
 *
 * Words must all occur. "field:word" looks into one field, "field:a,b" for one of
 * several, "field:*" for any; "sev>=high" compares; "-" or "!" before a word
 * excludes, "quotes" hold blanks together and take signs for what they are. What
 * is not understood is refused. No word becomes part of a statement's text.
 */
#ifndef WW_FILTER_H
#define WW_FILTER_H

#include "store/db.h"

enum { FILTER_TERMS = 24, FILTER_WORD = 128, FILTER_SQL = 6144 };

enum field_kind { FIELD_PART, FIELD_WHOLE_OR_PART, FIELD_SEVERITY,
		  FIELD_NUMBER, FIELD_AGE, FIELD_STATE, OF_ASSET = 8,
		  OR_UNKNOWN = 16 };

/* A condition whose question marks all are the word; of numbers and ages they are
 * the least and the most, in turn. One of an asset names no other table than
 * asset a. OR_UNKNOWN: "unknown" is said where nothing is known. */
struct filter_field {
	const char *name;      /* NULL ends the table; "" is any field         */
	const char *condition;
	unsigned kind;         /* enum field_kind, OF_ASSET, OR_UNKNOWN        */
	const char *meant;     /* or NULL: a statement that tells by mean() the
				* ids which the condition asks for by
				* is_meant(), see meant.c; its question marks
				* are the word                                 */
};

struct filter_value {
	const struct filter_field *field;
	bool is_number;
	int64_t number, most;  /* most: of a number or an age                  */
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

static inline enum field_kind field_kind_of(const struct filter_field *field)
{
	return (enum field_kind)(field->kind & (OF_ASSET - 1u));
}

enum filter_how { FILTER_IS, FILTER_AT_LEAST, FILTER_MORE, FILTER_AT_MOST,
		  FILTER_LESS };

struct filter_term {
	const struct filter_field *field;
	bool negated, any;     /* any: whatever is known                       */
	enum filter_how how;
	char words[FILTER_WORD + 2]; /* each with its end, an empty one last   */
};

/* filter_words.c: the field of this name, or of a column of this name; NULL. */
const struct filter_field *filter_field_named(const struct filter_field *,
					      const char *name);
/* .. : the next term of a text. */
enum filter_step { FILTER_END, FILTER_TERM, FILTER_WRONG };
enum filter_step filter_next(const char **text, const struct filter_field *,
			     struct filter_term *, struct err *);

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
