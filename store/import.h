/* SPDX-License-Identifier: Apache-2.0 */
/* import - what the readers of published data share. */
#ifndef WW_IMPORT_H
#define WW_IMPORT_H

#include <jansson.h>

#include "store/db.h"
#include "store/store.h"

/* Text of a member; "" when it is missing or no text. */
const char *json_text(const json_t *object, const char *key);
/* The same, with the text of the path's last member; each an object. */
const char *json_text_at(const json_t *object, const char *const *path);

/* One file of a kind as rows; the caller's transaction takes them back when it
 * fails. Errors: false with a sentence that does not name the file. */
struct import {
	struct db *db;
	struct import_summary *sum;
	const char *file;   /* its name without folders                        */
	const struct import_about *about;
};
bool import_csaf(struct import *, json_t *root, struct err *);
bool import_kev(struct import *, json_t *root, struct err *);
bool import_ssvc(struct import *, json_t *root, struct err *);
/* Of ends of support as CSV. */
bool import_eol(struct import *, const char *text, size_t n, struct err *);
/* A form as CSV or as a workbook. */
bool import_mds2(struct import *, const char *text, size_t n, struct err *);

/* How what is published stands to what the database holds of it. */
enum edition { NEW, NEWER, THE_SAME, OLDER };
/* An advisory of that version and date. */
bool advisory_edition(struct db *, const char *id, const char *version,
		      const char *updated, enum edition *, struct err *);

/* Binds made harmless texts in order from 1 and runs; NULL ends the list. */
bool import_row(struct import *, const char *statement, struct err *,
		const char *const *texts, unsigned n, const uint64_t *numbers,
		unsigned count);

#endif
