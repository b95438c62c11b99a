/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_complaint - what was told to makers and what came back, and the log. */
#include <string.h>

#include "classify/days.h"
#include "store/store.h"
#include "tui/tui.h"

static bool request_of(const struct command_line *cl,
		       struct complaint_request *q, struct err *e)
{
	const char *name = complaint_name(q->act);
	uint64_t on_us = 0;

	if (cl->arguments < 2)
		return err_set(e, ERR_USAGE, "complaint %s: which model?", name);
	if (cl->reason == NULL)
		return err_set(e, ERR_USAGE, "complaint %s: needs --reason TEXT",
			       name);
	if (cl->until != NULL && q->act != COMPLAINT_SENT &&
	    q->act != COMPLAINT_ANSWERED)
		return err_set(e, ERR_USAGE, "complaint %s: takes no --until",
			       name);
	if (cl->until != NULL && !day_parse(cl->until, &q->until_us))
		return err_set(e, ERR_USAGE, "--until %.40s: write a day as "
			       "2026-12-31", cl->until);
	if (cl->on != NULL && !day_parse(cl->on, &on_us))
		return err_set(e, ERR_USAGE, "--on %.40s: write a day as "
			       "2026-12-31", cl->on);
	q->on_us = on_us != 0 ? on_us - DAY_US : 0;
	q->what = cl->argument[1];
	q->reason = cl->reason;
	q->author = who_decides(cl);
	return true;
}

static bool print_act(void *ctx, const struct complaint_act_row *a)
{
	char at[TIME_TEXT], on[DAY_TEXT], until[DAY_TEXT], model[MODEL_TEXT];

	(void)ctx;
	time_print(a->at_us, at);
	day_print(day_end(a->on_us), on);
	day_print(a->until_us, until);
	model_print(&a->model, model);
	printf("%.19sZ  ", at);
	print_text(stdout, a->author);
	printf("  %s  ", complaint_name(a->act));
	print_text(stdout, model);
	printf(", on %s", on);
	if (until[0] != '\0')
		printf(", until %s", until);
	printf(": ");
	print_text(stdout, a->reason);
	printf("\n");
	return true;
}

static bool print_log(struct reader *r, const char *about, struct err *e)
{
	struct model m;

	return (about == NULL || complaint_find_model(r, about, &m, e)) &&
	       reader_complaint_acts(r, about != NULL ? &m : NULL, print_act,
				     NULL, e);
}

int cmd_complaint(const struct command_line *cl)
{
	struct complaint_request q = {.act = COMPLAINT_SENT};
	struct err e = {0};

	if (strcmp(cl->argument[0], "log") == 0)
		return say_log(cl, print_log);
	while (q.act < COMPLAINT_ACTS &&
	       strcmp(complaint_name(q.act), cl->argument[0]) != 0)
		q.act++;
	if (q.act == COMPLAINT_ACTS)
		return say_usage("complaint: sent, answered, fixed, closed, note "
				 "or log, not %s", cl->argument[0]);
	if (!request_of(cl, &q, &e) ||
	    !store_complain(path_to_read(cl), &q, &e))
		return say_error(&e);
	return STATUS_DONE;
}
