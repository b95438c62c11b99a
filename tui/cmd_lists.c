/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_lists - show, changes and export: lists as tables, CSV and JSON Lines. */
#include <string.h>

#include "store/models.h"
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
		       show ? ", mds2, model" : ", changes, mds2");
}

/* What was seen of models, for their makers. */
static bool write_observed(const struct command_line *cl, struct reader *r,
			   enum export_format format, FILE *out, struct err *e)
{
	char vendor[ROW_TEXT] = "", model[ROW_TEXT] = "";

	if (cl->filter != NULL || cl->sort != NULL || cl->reverse ||
	    cl->limit > 0)
		return err_set(e, ERR_USAGE, "export mds2: takes no list options; "
			       "name a model instead");
	return (cl->arguments < 2 ||
		reader_find_model(r, cl->argument[1], vendor, model, e)) &&
	       export_observed(r, vendor, model, format == EXPORT_JSONL, out, e);
}

/* The lists that have readers of their own. */
enum own_list { OWN_NONE, OWN_CAPTURE, OWN_COVERAGE, OWN_MDS2 };

static enum own_list own_list_of(const char *what)
{
	return strcmp(what, "capture") == 0    ? OWN_CAPTURE
	       : strcmp(what, "coverage") == 0 ? OWN_COVERAGE
	       : strcmp(what, "mds2") == 0     ? OWN_MDS2
					       : OWN_NONE;
}

static bool write_opened(const struct command_line *cl, struct reader *r,
			 const char *what, enum export_what list,
			 enum export_format format, struct query *q, FILE *out,
			 unsigned width, struct err *e)
{
	if (!query_in(r, cl, list, q, e))
		return false;
	switch (own_list_of(what)) {
	case OWN_CAPTURE: return export_captures(r, format, out, e);
	case OWN_COVERAGE: return export_coverage(r, format, out, e);
	case OWN_MDS2: return write_observed(cl, r, format, out, e);
	default: return export_write(r, list, format, q, out, width, e);
	}
}

static bool write_list(const struct command_line *cl, const char *what,
		       enum export_format format, FILE *out, unsigned width,
		       struct err *e)
{
	enum export_what list = EXPORT_ASSETS;
	struct knowledge *classes;
	struct reader *r;
	struct query q;
	bool good;

	if ((own_list_of(what) == OWN_NONE && !is_list(cl, what, &list, e)) ||
	    !query_of(cl, &q, e))
		return false;
	r = reader_open(path_to_read(cl), e);
	if (r == NULL)
		return false;
	say_if_damaged(r, path_to_read(cl));
	classes = format == EXPORT_TEXT ? NULL : classes_of(cl);
	reader_know(r, classes);
	good = write_opened(cl, r, what, list, format, &q, out, width, e);
	reader_close(r);
	knowledge_close(classes);
	return good;
}

static int write_file(const struct command_line *cl, const char *what,
		      enum export_format format, const char *path)
{
	struct outfile out;
	struct err e = {0};
	bool good;

	if (!outfile_open(&out, path, &e))
		return say_error(&e);
	good = write_list(cl, what, format, out.stream,
			  format == EXPORT_TEXT ? out_width(out.stream) : 0, &e);
	good = outfile_close(&out, good, &e) && good;
	return good ? STATUS_DONE : say_error(&e);
}

static int show_list(const struct command_line *cl, const char *what)
{
	if (strcmp(what, "mds2") == 0 || strcmp(what, "model") == 0)
		return show_declared(cl);
	if (strcmp(cl->verb, "show") == 0 && cl->arguments > 1)
		return say_usage("show: %.80s is too much; write wardwatch "
				 "show %.20s", cl->argument[1], what);
	return write_file(cl, what, cl->json ? EXPORT_JSONL : EXPORT_TEXT, NULL);
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

	if (strcmp(name, "jsonl") == 0)
		format = EXPORT_JSONL;
	else if (strcmp(name, "csv") != 0)
		return say_usage("export: -f %s: csv or jsonl", name);
	if (cl->arguments > 1 && strcmp(cl->argument[0], "mds2") != 0)
		return say_usage("export: %.80s is too much; write wardwatch "
				 "export %.20s", cl->argument[1],
				 cl->argument[0]);
	return write_file(cl, cl->argument[0], format, cl->output);
}
