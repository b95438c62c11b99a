/* SPDX-License-Identifier: Apache-2.0 */
/* measure - the eight measures of maturity: counted, never asked. */
#ifndef WW_MEASURE_H
#define WW_MEASURE_H

#include "classify/judge.h"
#include "store/db.h"

enum measure { MEASURE_CLASSIFIED, MEASURE_OWNED, MEASURE_MDS2, MEASURE_SEGMENT,
	       MEASURE_CRITICAL, MEASURE_OLD, MEASURE_DATA, MEASURE_ENCRYPTED,
	       MEASURES };

enum { LEVELS = 5 };

struct measure_kind {
	const char *key;       /* in the database                              */
	const char *title, *part; /* part of whole, in words                   */
	const char *missing;   /* what the rest lacks, or what there is of it  */
	const char *unmeasured; /* why there may be nothing to measure         */
	unsigned from[LEVELS - 1]; /* percent, or days, of levels 2 to 5       */
	bool less;             /* the less the better                          */
};
const struct measure_kind *measure_kind(enum measure);

struct measured {
	bool known;            /* false: there is nothing to measure           */
	uint64_t part, whole;  /* MEASURE_DATA: days, and 1                    */
};

/* Counts all now; at_us: the moment by which data has its age. */
bool measures_now(struct db *, uint64_t at_us, struct measured[MEASURES],
		  struct err *);
/* 1 to 5; what is not known is 1. */
unsigned measure_level(enum measure, const struct measured *);
/* Keeps all of them for a day, but for the age of data, which its date tells. */
bool measures_note(struct db *, uint64_t day, const struct crossing *,
		   struct err *);
/* The age of data as score_base names it, at a moment. */
void measure_data_age(const char *data, uint64_t at_us, struct measured *);
/* Its date: the older one of those that it names; 0: it names none. */
uint64_t measure_data_date(const char *data);

#endif
