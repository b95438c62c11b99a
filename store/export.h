/* SPDX-License-Identifier: Apache-2.0 */
/* export - what a format must do; columns that CSV and text share. */
#ifndef WW_EXPORT_H
#define WW_EXPORT_H

#include "store/reader.h"

enum cell_kind {
	CELL_TEXT,   /* char[]                                                 */
	CELL_NET,    /* the same, "-" is nothing                               */
	CELL_COUNT,  /* unsigned                                               */
	CELL_NUMBER, /* uint64_t                                               */
	CELL_PORT,   /* uint16_t, 0 is nothing                                 */
	CELL_FLAG,   /* bool                                                   */
	CELL_LETTER, /* char, '?' is nothing                                   */
	CELL_TIME,   /* uint64_t microseconds, 0 is nothing                    */
	CELL_GRADE,
	CELL_SEVERITY,
	CELL_TRUST,  /* uint8_t confidence                                     */
	CELL_STATE,  /* enum finding_state                                     */
	CELL_DAY,    /* uint64_t, the first moment after a day; 0 is nothing   */
	CELL_RISKS,  /* unsigned[SEVERITIES], for text                         */
};

/* On a narrow screen words may be cut, and some columns go, from the right. What
 * is in CSV is in JSON, too, unless that tells it otherwise. */
enum { IN_CSV = 1, IN_TEXT = 2, IN_BOTH = 3, MAY_CUT = 4, MAY_GO = 8,
       IN_PAGE = 16, NOT_JSON = 32 };

struct column {
	const char *title;
	enum cell_kind kind;
	size_t offset;
	unsigned where;
};

/* One list: its columns, and how its rows are read. */
struct export_list {
	const struct column *columns; /* ends with a null title                */
	bool (*read)(struct reader *, const struct query *,
		     bool (*row)(void *, const void *), void *, struct err *);
};

struct export {
	bool (*write)(struct reader *, enum export_what, const struct query *,
		      FILE *, unsigned width, struct err *);
	bool (*captures)(struct reader *, FILE *, struct err *);
	void (*coverage)(const struct coverage *, FILE *);
};

extern const struct export export_csv, export_jsonl, export_text;

enum { CELL_MAX = 640, COLUMNS_MAX = 32 };

/* export_text.c: rows are kept, and printed aligned at the end; out NULL: not
 * at all. */
struct table;
struct table *table_open(const struct column *);
bool table_row(void *table, const void *row);
void table_close(struct table *, FILE *out, unsigned width);
/* export_csv.c: a cell, quoted where it must be, behind a comma unless first. */
void csv_cell(FILE *, const char *text, bool first);
void csv_number(FILE *, uint64_t); /* not the first                          */
void csv_titles(FILE *, const struct column *);
void csv_row(FILE *, const struct column *, const void *row);

/* Its columns, and how its rows are read. */
const struct export_list *export_list_of(enum export_what);
/* Prints one cell. */
void cell_print(const struct column *, const void *row, char out[CELL_MAX]);
/* False with a sentence when the stream has failed. */
bool export_flushed(FILE *, struct err *);

#endif
