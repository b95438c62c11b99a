/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_reconcile - the list that the hospital keeps beside what was seen. */
#include <string.h>

#include "store/reconcile.h"
#include "tui/config.h"

static bool format_of(const struct command_line *cl, enum export_format *format)
{
	const char *name = cl->format != NULL ? cl->format : "text";

	*format = EXPORT_TEXT;
	if (cl->json || strcmp(name, "jsonl") == 0)
		*format = EXPORT_JSONL;
	else if (strcmp(name, "csv") == 0)
		*format = EXPORT_CSV;
	return cl->json ? cl->format == NULL || strcmp(name, "jsonl") == 0
			: *format != EXPORT_TEXT || strcmp(name, "text") == 0;
}

static bool read_list(const struct command_line *cl, struct listing_file *f,
		      struct err *e)
{
	struct sheet csv;
	bool good;

	if (!listing_map(f, cl->columns, e))
		return false;
	good = sheet_open(&csv, cl->argument[0], f->separator, f->encoding, e) &&
	       listing_read(f, &csv, e);
	sheet_close(&csv);
	return good;
}

static bool write_lists(const struct command_line *cl,
			const struct listing_file *f, enum export_format format,
			FILE *out, struct err *e)
{
	struct reader *r = reader_open(path_to_read(cl), e);
	struct knowledge *makers = r != NULL ? classes_of(cl) : NULL;
	struct reconcile_count n;
	bool good = r != NULL && export_reconciled(r, makers, f, cl->filter,
						   format, out, &n, e);

	/* CSV has no place for it. */
	if (good && format == EXPORT_CSV)
		say("a device that was not seen is not a device that is not "
		    "there: wardwatch show coverage");
	if (good && f->long_fields > 0)
		say("%s: %u fields are too long and were not read",
		    cl->argument[0], f->long_fields);
	knowledge_close(makers);
	reader_close(r);
	return good;
}

int cmd_reconcile(const struct command_line *cl)
{
	struct listing_file list = {0};
	enum export_format format;
	struct outfile out;
	struct err e = {0};
	bool good;

	if (!format_of(cl, &format))
		return say_usage("reconcile: -f %s: text, csv or jsonl",
				 cl->format);
	good = read_list(cl, &list, &e) && outfile_open(&out, cl->output, &e);
	if (!good) {
		listing_close(&list);
		return say_error(&e);
	}
	good = write_lists(cl, &list, format, out.stream, &e);
	good = outfile_close(&out, good, &e) && good;
	listing_close(&list);
	return good ? 0 : say_error(&e);
}
