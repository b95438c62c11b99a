/* SPDX-License-Identifier: Apache-2.0 */
/*
 * import_mds2 - what a maker declares of a model: the MDS2, as CSV or as the
 * workbook in which it is published.
 *
 * One document a model; a newer one replaces it. Kept are the answers and notes
 * of numbered questions, and nothing else of the file.
 */
#include <ctype.h>
#include <openssl/evp.h>
#include <string.h>

#include "classify/observation.h"
#include "store/form.h"
#include "store/import.h"

/* ---- which document it is -------------------------------------------------------- */

static void digest_of(const char *text, size_t n, char out[65])
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned size = 0;

	EVP_Digest(text, n, digest, &size, EVP_sha256(), NULL);
	for (unsigned i = 0; i < 32 && i < size; i++)
		snprintf(out + 2 * i, 3, "%02x", digest[i]);
}

struct document {
	char vendor[OBS_TEXT], model[OBS_TEXT];
	const char *name;
	char edition[EDITION_TEXT], digest[65];
};

static bool read_document(const struct import *im, const struct form *f,
			  struct document *d, struct err *e)
{
	const char *vendor = im->about->vendor, *model = im->about->model;

	vendor = vendor != NULL ? vendor : form_answer(f, "DOC-1");
	model = model != NULL ? model : form_answer(f, "DOC-3");
	if (vendor[0] == '\0')
		return err_set(e, ERR_INPUT, "DOC-1 names no maker; give it "
			       "with --vendor NAME");
	if (model[0] == '\0')
		return err_set(e, ERR_INPUT, "DOC-3 names no model; give it "
			       "with --model NAME");
	if (strlen(vendor) > OBS_MAX || strlen(model) > OBS_MAX)
		return err_set(e, ERR_INPUT, "maker and model have at most %d "
			       "octets; give shorter names with --vendor and "
			       "--model", OBS_MAX);
	text_clean(vendor, d->vendor, sizeof(d->vendor));
	text_clean(model, d->model, sizeof(d->model));
	d->name = form_answer(f, "DOC-4");
	form_date(form_answer(f, "DOC-7"), d->edition);
	return true;
}

static bool is_day(const char *text)
{
	return strlen(text) == 10 && isdigit((unsigned char)text[0]) &&
	       text[4] == '-' && text[7] == '-';
}

/* How it stands to the one that the database holds of this model. Where a day
 * is none that can be compared, what is read now holds. */
static bool compare_edition(struct import *im, const struct document *d,
			    enum edition *edition, struct err *e)
{
	sqlite3_stmt *s = db_use(im->db, "SELECT edition, digest FROM mds2 "
					 "WHERE vendor = ?1 AND model = ?2", e);
	char before[EDITION_TEXT], digest[65];

	if (s == NULL)
		return false;
	bind_text(s, 1, d->vendor);
	bind_text(s, 2, d->model);
	*edition = NEW;
	if (sqlite3_step(s) == SQLITE_ROW) {
		column_raw(s, 0, before, sizeof(before));
		column_raw(s, 1, digest, sizeof(digest));
		*edition = strcmp(digest, d->digest) == 0 ? THE_SAME
			   : is_day(before) && is_day(d->edition) &&
					   strcmp(d->edition, before) < 0
				   ? OLDER
				   : NEWER;
	}
	db_done(s);
	return true;
}

/* ---- into the database ----------------------------------------------------------- */

/* A replaced document keeps its number. */
static bool put_document(struct import *im, const struct document *d,
			 struct err *e)
{
	const char *const texts[] = {d->vendor, d->model, d->name, d->edition,
				     im->file, d->digest};

	return import_row(im,
			  "INSERT INTO mds2 (vendor, model, document, edition, "
			  "file, digest) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT "
			  "(vendor, model) DO UPDATE SET document = "
			  "excluded.document, edition = excluded.edition, file = "
			  "excluded.file, digest = excluded.digest",
			  e, texts, 6, NULL, 0) &&
	       import_row(im,
			  "DELETE FROM mds2_answer WHERE mds2 = (SELECT id FROM "
			  "mds2 WHERE vendor = ?1 AND model = ?2)",
			  e, texts, 2, NULL, 0);
}

static bool put_answers(struct import *im, const struct document *d,
			const struct form *f, struct err *e)
{
	for (unsigned i = 0; i < f->rows; i++) {
		const struct form_row *row = &f->row[i];

		if (!import_row(im,
				"INSERT INTO mds2_answer SELECT id, ?3, ?4, ?5 "
				"FROM mds2 WHERE vendor = ?1 AND model = ?2",
				e,
				(const char *[]){d->vendor, d->model,
						 row->question, row->answer,
						 row->note},
				5, NULL, 0))
			return false;
		im->sum->rows++;
	}
	return true;
}

static bool put_form(struct import *im, const struct form *f,
		     struct document *d, struct err *e)
{
	enum edition edition;

	if (!read_document(im, f, d, e) ||
	    !compare_edition(im, d, &edition, e))
		return false;
	im->sum->odd += f->strange;
	if (edition == THE_SAME || edition == OLDER) {
		im->sum->known += edition == THE_SAME;
		im->sum->older += edition == OLDER;
		return true;
	}
	return put_document(im, d, e) && put_answers(im, d, f, e);
}

bool import_mds2(struct import *im, const char *text, size_t n, struct err *e)
{
	struct form f = {0};
	struct document d;
	bool done;

	digest_of(text, n, d.digest);
	done = form_read(&f, text, n, e) && put_form(im, &f, &d, e);
	form_free(&f);
	return done;
}
