/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reconcile - the list that a hospital keeps of its devices, beside what was seen.
 *
 * A row of the list means a device by MAC, else serial number, else address, else
 * host name, else AE title. What fits several is told as such and never guessed;
 * who contradicts by a stronger sign is not met by a weaker one. Only columns that
 * are mapped are read: no patient has one.
 */
#ifndef WW_RECONCILE_H
#define WW_RECONCILE_H

#include "store/sheet.h"
#include "store/store.h"

/* What a column may be: its name in the mapping, and in a list without one. */
enum listed_column {
#define LISTED(name, usual, help) LISTED_##name,
#include "store/listed.def"
#undef LISTED
	LISTED_COLUMNS
};
const char *listed_name(enum listed_column);

enum { LISTED_TEXT = OBS_TEXT, LISTED_ROWS = 500000 };

struct listed {
	unsigned line;         /* of the file                                  */
	char *text[LISTED_COLUMNS]; /* in one piece; "" where it says nothing  */
};

/* How a list is written, and the list. */
struct listing_file {
	char heading[LISTED_COLUMNS][LISTED_TEXT]; /* of the columns, "": none */
	char separator;        /* 0: detect                                    */
	enum sheet_encoding encoding;
	bool told;             /* by a mapping: what it names must be there    */
	struct listed *row;
	size_t rows;
	unsigned long_fields;  /* that were left out as too long               */
};

/*
 * The mapping file, in blocks; NULL: the usual headings.
 *
 * Errors  "file:line: sentence"
 */
bool listing_map(struct listing_file *, const char *path, struct err *);
/* Errors  false with a sentence; what was read is freed by listing_close(). */
bool listing_read(struct listing_file *, struct sheet *, struct err *);
void listing_close(struct listing_file *);

/* ---- what comes of it --------------------------------------------------------- */

enum listed_as { LIST_SEEN, LIST_DIFFERS, LIST_NOT_SEEN, LIST_NOT_LISTED,
	       LIST_AMBIGUOUS, LISTED_AS };
const char *list_name(enum listed_as);     /* "not-seen"                      */
const char *list_sentence(enum listed_as); /* "listed but not seen"           */

/* A device as a list needs it. Texts are never NULL. */
struct met {
	uint64_t id;
	char id_text[ASSET_ID_TEXT];
	char *name, *class_name, *vendor, *model, *serial, *mac, *ip;
};

/* One line of a list. Texts are empty where there is nothing to say. */
struct reconciled {
	enum listed_as list;
	const struct listed *row;        /* NULL: not listed                   */
	const struct met *asset;         /* NULL: none, or several             */
	const char *by;                  /* "mac", "serial address"            */
	const char *field, *listed, *seen; /* what differs                     */
	const char *remark;              /* which several, who has the address */
};

struct reconcile_count {
	size_t rows, assets, n[LISTED_AS]; /* rows, or assets not listed   */
};

/*
 * Compares, and calls for each line, the lists one after the other, each in the
 * order of the file or of the assets. Of what differs there is a line for each
 * field. filter: which assets can be missing in the list; NULL: all.
 *
 * Errors  false with a sentence, also for a bad filter.
 */
bool reconcile(struct reader *, const struct knowledge *,
	       const struct listing_file *, const char *filter,
	       bool (*each)(void *, const struct reconciled *), void *,
	       struct reconcile_count *, struct err *);

/* Coverage first (CSV has no place for it: its rows are of one kind), then the
 * lists. */
bool export_reconciled(struct reader *, const struct knowledge *,
		       const struct listing_file *, const char *filter,
		       enum export_format, FILE *out, struct reconcile_count *,
		       struct err *);

#endif
