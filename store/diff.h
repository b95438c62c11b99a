/* SPDX-License-Identifier: Apache-2.0 */
/* diff - what the files of a comparison share. */
#ifndef WW_DIFF_H
#define WW_DIFF_H

#include "classify/pool.h"
#include "store/reader.h"

enum { BEFORE, AFTER, SIDES };

/* The texts of an asset that are compared. */
enum diff_field { FIELD_CLASS, FIELD_VENDOR, FIELD_MODEL, FIELD_VERSION,
		  FIELD_SERIAL, FIELD_OS, FIELD_NAME, DIFF_FIELDS };

struct item {
	uint64_t id;
	const char *field[DIFF_FIELDS];
	const char *ip;
	const char *macs, *addresses; /* joined by blanks                      */
	const char *software;  /* joined by "; "                               */
	net_t net;
	bool behind;           /* passed on by another, without an address     */
	struct item *match;    /* on the other side, or NULL                   */
	const char *by;        /* the key that found it                        */
	bool differs;
};

struct diff_side {
	struct reader *reader;
	struct item *item;     /* by id                                        */
	size_t items;
	net_t *net;            /* networks in which an asset was seen, sorted  */
	size_t nets;
};

struct diff {
	struct diff_side side[SIDES];
	struct pool pool;
	struct diff_row *row;
	size_t rows;
	struct diff_summary summary;
};

/* diff_load.c */
bool diff_load(struct diff *, int side, const char *path, struct err *);
/* Or NULL. */
struct item *item_find(const struct diff_side *, uint64_t id);
bool diff_saw(const struct diff_side *, net_t);
/* diff.c: a new row about an asset or, with NULL, about none. */
struct diff_row *diff_add(struct diff *, enum diff_kind, const struct item *);
/* A difference of one that both have; the texts live as long as the pool. */
void diff_other(struct diff *, struct item *, const char *field,
		const char *before, const char *after);
/* diff_more.c */
bool diff_services(struct diff *, struct err *);
bool diff_findings(struct diff *, struct err *);
/* diff_match.c: finds assets again. */
void diff_match(struct diff *);

#endif
