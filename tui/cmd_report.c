/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_report - pages for those who review. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "classify/judge.h"
#include "store/store.h"
#include "tui/pack.h"

/* The place of a word in a list, or n. */
static unsigned place_of(const char *word, const char *const words[],
			 unsigned n)
{
	unsigned i = 0;

	while (i < n && strcmp(words[i], word) != 0)
		i++;
	return i;
}

/* SOURCE_DATE_EPOCH, else now. */
static bool date_of(uint64_t *us, struct err *e)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");
	unsigned long long seconds;
	char *end;

	if (text == NULL || text[0] == '\0') {
		*us = (uint64_t)time(NULL) * 1000000;
		return true;
	}
	errno = 0;
	seconds = strtoull(text, &end, 10);
	*us = (uint64_t)seconds * 1000000;
	return (text[0] >= '0' && text[0] <= '9' && *end == '\0' &&
		errno == 0 && seconds < 253402300800) ||
	       err_set(e, ERR_USAGE, "SOURCE_DATE_EPOCH %.40s: write seconds "
		       "since 1970", text);
}

static bool fits(const struct command_line *cl, const struct report_request *q,
		 struct err *e)
{
	if (q->report != REPORT_COMPLAINT && q->model != NULL)
		return err_set(e, ERR_USAGE, "report %s: takes no %.60s; "
			       "--filter restricts a register",
			       cl->argument[0], q->model);
	if (q->report != REPORT_REGISTER && (q->groups || q->filter != NULL))
		return err_set(e, ERR_USAGE, "report %s: --groups and --filter "
			       "go with register", cl->argument[0]);
	if (q->groups && q->filter != NULL)
		return err_set(e, ERR_USAGE, "report register: --groups tells "
			       "all; leave --filter away");
	if (q->serials && (q->report != REPORT_COMPLAINT || q->model == NULL))
		return err_set(e, ERR_USAGE, "report %s: --serials goes with "
			       "complaint MODEL", cl->argument[0]);
	return true;
}

static bool request_of(const struct command_line *cl, struct report_request *q,
		       struct err *e)
{
	static const char *const reports[REPORT_COVER] = {
		[REPORT_REGISTER] = "register",
		[REPORT_MATURITY] = "maturity",
		[REPORT_COMPLAINT] = "complaint",
	};
	static const char *const formats[PAGE_FORMATS] = {
		[PAGE_TEXT] = "text",
		[PAGE_MARKDOWN] = "md",
		[PAGE_HTML] = "html",
		[PAGE_CSV] = "csv",
		[PAGE_JSON] = "json",
	};
	const char *format = cl->format != NULL ? cl->format : "text";

	q->report = place_of(cl->argument[0], reports, REPORT_COVER);
	if (q->report == REPORT_COVER)
		return err_set(e, ERR_USAGE, "report: register, maturity, "
			       "complaint or pack, not %.60s",
			       cl->argument[0]);
	q->format = place_of(format, formats, PAGE_FORMATS);
	if (q->format == PAGE_FORMATS)
		return err_set(e, ERR_USAGE, "report: -f %.60s: text, md, html, "
			       "csv or json", format);
	q->model = cl->arguments > 1 ? cl->argument[1] : NULL;
	q->filter = cl->filter;
	q->groups = cl->groups;
	q->serials = cl->serials;
	return fits(cl, q, e) && date_of(&q->at_us, e);
}

static bool write_report(const struct command_line *cl,
			 const struct report_request *q, FILE *out,
			 struct err *e)
{
	struct reader *r = reader_open(path_to_read(cl), e);
	struct knowledge *classes;
	bool good;

	if (r == NULL)
		return false;
	say_if_damaged(r, path_to_read(cl));
	classes = classes_of(cl);
	reader_know(r, classes);
	good = report_write(r, q, out, e);
	reader_close(r);
	knowledge_close(classes);
	return good;
}

static int write_pack(const struct command_line *cl)
{
	uint64_t at_us;
	struct err e = {0};

	if (cl->arguments < 2)
		return say_usage("report pack: into which folder? It must not "
				 "be there yet");
	if (cl->format != NULL || cl->output != NULL || cl->filter != NULL ||
	    cl->groups || cl->serials)
		return say_usage("report pack: takes a folder and no options "
				 "of other reports");
	return date_of(&at_us, &e) && report_pack(cl, at_us, &e)
		       ? STATUS_DONE
		       : say_error(&e);
}

int cmd_report(const struct command_line *cl)
{
	struct report_request q = {.report = REPORT_REGISTER};
	struct outfile out;
	struct err e = {0};
	bool good;

	if (strcmp(cl->argument[0], "pack") == 0)
		return write_pack(cl);
	if (!request_of(cl, &q, &e) || !outfile_open(&out, cl->output, &e))
		return say_error(&e);
	q.width = out.path == NULL ? out_width(stdout) : 0;
	good = write_report(cl, &q, out.stream, &e);
	good = outfile_close(&out, good, &e) && good;
	return good ? STATUS_DONE : say_error(&e);
}
