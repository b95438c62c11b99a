/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_lists - show, changes and export: lists as tables, CSV and JSON Lines. */
#include <string.h>

#include "store/store.h"
#include "tui/tui.h"

static bool what_of(const char *word, enum export_what *what)
{
	static const char *const words[] = {"assets", "findings", "flows",
					    "ae", "changes"};

	for (unsigned i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i], word) == 0) {
			*what = (enum export_what)i;
			return true;
		}
	return false;
}

static bool query_of(const struct command_line *cl, struct query *q,
		     struct err *e)
{
	memset(q, 0, sizeof(*q));
	q->filter = cl->filter;
	q->reverse = cl->reverse;
	q->limit = cl->limit;
	if (cl->sort == NULL)
		return true;
	while (q->order < ASSET_ORDERS &&
	       strcmp(asset_order_name(q->order), cl->sort) != 0)
		q->order++;
	return q->order < ASSET_ORDERS ||
	       err_set(e, ERR_USAGE,
		       "--sort %s: risk, name, class, vendor, address or seen",
		       cl->sort);
}

/* What only the database can tell. */
static bool query_in(struct reader *r, const struct command_line *cl,
		     enum export_what list, struct query *q, struct err *e)
{
	const char *asset = strcmp(cl->verb, "changes") == 0 &&
					    cl->arguments > 0
				    ? cl->argument[0]
				    : NULL;

	if (cl->since != NULL && list != EXPORT_CHANGES)
		return err_set(e, ERR_USAGE, "--since: goes with changes");
	return (cl->since == NULL ||
		reader_since(r, cl->since, &q->since_us, e)) &&
	       (asset == NULL || reader_find_asset(r, asset, &q->asset, e));
}

/* The journal has a verb of its own to be shown by. */
static bool is_list(const struct command_line *cl, const char *what,
		    enum export_what *list, struct err *e)
{
	bool show = strcmp(cl->verb, "show") == 0;

	if (what_of(what, list) && (!show || *list != EXPORT_CHANGES))
		return true;
	if (show && *list == EXPORT_CHANGES)
		return err_set(e, ERR_USAGE, "show changes: write wardwatch "
			       "changes");
	return err_set(e, ERR_USAGE, "%s: there is no such list; there are "
		       "assets, findings, flows, ae%s, capture and coverage",
		       what,
		       show ? ", mds2, model" : ", changes");
}

static bool write_list(const struct command_line *cl, const char *what,
		       enum export_format format, FILE *out, unsigned width,
		       struct err *e)
{
	bool capture = strcmp(what, "capture") == 0;
	bool coverage = strcmp(what, "coverage") == 0;
	enum export_what list = EXPORT_ASSETS;
	struct knowledge *classes;
	struct reader *r;
	struct query q;
	bool good;

	if (!capture && !coverage && !is_list(cl, what, &list, e))
		return false;
	if (!query_of(cl, &q, e))
		return false;
	r = reader_open(path_to_read(cl), e);
	if (r == NULL)
		return false;
	classes = format == EXPORT_TEXT ? NULL : classes_of(cl);
	reader_know(r, classes);
	good = query_in(r, cl, list, &q, e) &&
	       (coverage  ? export_coverage(r, format, out, e)
		: capture ? export_captures(r, format, out, e)
			  : export_write(r, list, format, &q, out, width, e));
	reader_close(r);
	knowledge_close(classes);
	/* A pipe that closed or a full disk: the stream itself knows. */
	if (!good && ferror(out))
		err_set(e, ERR_INPUT, "%s: not all was written; is the disk "
			"full?",
			out == stdout ? "standard output" : cl->output);
	return good;
}

static int show_list(const struct command_line *cl, const char *what)
{
	struct err e = {0};

	if (strcmp(what, "mds2") == 0 || strcmp(what, "model") == 0)
		return show_declared(cl);
	if (strcmp(cl->verb, "show") == 0 && cl->arguments > 1)
		return say_usage("show: %.80s is too much; write wardwatch "
				 "show %.20s", cl->argument[1], what);
	if (!write_list(cl, what, cl->json ? EXPORT_JSONL : EXPORT_TEXT, stdout,
			out_width(stdout), &e) ||
	    !out_flush(stdout, "standard output", &e))
		return say_error(&e);
	return 0;
}

int cmd_show(const struct command_line *cl)
{
	return show_list(cl, cl->argument[0]);
}

int cmd_changes(const struct command_line *cl)
{
	return show_list(cl, "changes");
}

int cmd_export(const struct command_line *cl)
{
	const char *name = cl->format != NULL ? cl->format : "csv";
	enum export_format format = EXPORT_CSV;
	struct outfile out;
	struct err e = {0};
	bool good;

	if (strcmp(name, "jsonl") == 0)
		format = EXPORT_JSONL;
	else if (strcmp(name, "csv") != 0)
		return say_usage("export: -f %s: csv or jsonl", name);
	if (!outfile_open(&out, cl->output, &e))
		return say_error(&e);
	good = write_list(cl, cl->argument[0], format, out.stream, 0, &e);
	good = outfile_close(&out, good, &e) && good;
	return good ? 0 : say_error(&e);
}
