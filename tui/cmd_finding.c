/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_finding - decisions about findings, and the log of them. */
#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "store/store.h"
#include "tui/tui.h"

/* What an act wants said. */
enum { WANTS_UNTIL = 1, MAY_UNTIL = 2, OF_RULE = 4 };
static const unsigned wants[ACTS] = {
	[ACT_ACCEPT] = WANTS_UNTIL | MAY_UNTIL,
	[ACT_MITIGATE] = MAY_UNTIL,
	[ACT_FIX] = 0,
	[ACT_REOPEN] = 0,
	[ACT_SUPPRESS] = WANTS_UNTIL | MAY_UNTIL | OF_RULE,
	[ACT_LIFT] = OF_RULE,
};

const char *who_decides(const struct command_line *cl)
{
	const struct passwd *pw;
	const char *name = cl->by;

	if (name == NULL)
		name = getlogin();
	if (name != NULL)
		return name;
	pw = getpwuid(getuid());
	return pw != NULL ? pw->pw_name : "unknown";
}

static bool request_of(const struct command_line *cl, struct act_request *q,
		       struct err *e)
{
	const char *name = act_name(q->act);
	unsigned w = wants[q->act];

	if (cl->arguments < 2)
		return err_set(e, ERR_USAGE, "finding %s: which %s?", name,
			       (w & OF_RULE) != 0 ? "rule" : "finding");
	if (cl->reason == NULL)
		return err_set(e, ERR_USAGE, "finding %s: needs --reason TEXT",
			       name);
	if ((w & WANTS_UNTIL) != 0 && cl->until == NULL)
		return err_set(e, ERR_USAGE, "finding %s: needs --until DATE; "
			       "nothing is put aside for ever", name);
	if ((w & MAY_UNTIL) == 0 && cl->until != NULL)
		return err_set(e, ERR_USAGE, "finding %s: takes no --until",
			       name);
	if ((w & OF_RULE) == 0 && (cl->asset != NULL || cl->class != NULL))
		return err_set(e, ERR_USAGE, "finding %s: --asset and --class "
			       "go with suppress and lift; name the finding as "
			       "RULE@ASSET", name);
	if (cl->until != NULL && !day_parse(cl->until, &q->until_us))
		return err_set(e, ERR_USAGE, "--until %.40s: write a day as "
			       "2026-12-31", cl->until);
	q->what = cl->argument[1];
	q->asset = cl->asset;
	q->class = cl->class;
	q->reason = cl->reason;
	q->author = who_decides(cl);
	return true;
}

/* ---- the log ------------------------------------------------------------------- */

static void print_about(const struct act_row *a)
{
	if (a->asset_text[0] != '\0')
		printf(" of %s", a->asset_text);
	if (a->port != 0)
		printf(", port %u", a->port);
	print_behind(" of class ", a->class_name);
}

static bool print_act(void *ctx, const struct act_row *a)
{
	char at[TIME_TEXT], until[DAY_TEXT];

	(void)ctx;
	time_print(a->at_us, at);
	day_print(a->until_us, until);
	printf("%.19sZ  ", at);
	print_text(stdout, a->author);
	printf("  %s  %s", a->act, a->rule);
	print_about(a);
	if (until[0] != '\0')
		printf(", until %s", until);
	printf(": ");
	print_text(stdout, a->reason);
	printf("\n");
	return true;
}

static bool print_past(void *ctx, const struct past_row *p)
{
	char left[TIME_TEXT], back[TIME_TEXT];

	(void)ctx;
	time_print(p->left_us, left);
	time_print(p->back_us, back);
	printf("%.19sZ  wardwatch  %s  %s of %s", left, p->state, p->rule,
	       p->asset_text);
	if (p->port != 0)
		printf(", port %u", p->port);
	printf("%s%.*s\n", p->back_us != 0 ? "; raised again, seen to " : "",
	       p->back_us != 0 ? 19 : 0, back);
	return true;
}

static bool print_log(struct reader *r, const char *about, struct err *e)
{
	uint64_t asset = 0;

	return (about == NULL || reader_find_asset(r, about, &asset, e)) &&
	       reader_acts(r, asset, print_act, NULL, e) &&
	       reader_past(r, asset, print_past, NULL, e);
}

int say_log(const struct command_line *cl,
	    bool (*print)(struct reader *, const char *about, struct err *))
{
	struct err e = {0};
	struct reader *r = reader_open(path_to_read(cl), &e);
	bool good;

	if (r == NULL)
		return say_error(&e);
	good = print(r, cl->arguments > 1 ? cl->argument[1] : NULL, &e) &&
	       out_flush(stdout, "standard output", &e);
	reader_close(r);
	return good ? STATUS_DONE : say_error(&e);
}

int cmd_finding(const struct command_line *cl)
{
	struct act_request q = {0};
	struct err e = {0};

	if (strcmp(cl->argument[0], "log") == 0)
		return say_log(cl, print_log);
	while (q.act < ACTS && strcmp(act_name(q.act), cl->argument[0]) != 0)
		q.act++;
	if (q.act == ACTS)
		return say_usage("finding: accept, mitigate, fix, reopen, "
				 "suppress, lift or log, not %s",
				 cl->argument[0]);
	if (!request_of(cl, &q, &e) || !store_act(path_to_read(cl), &q, &e) ||
	    !judge_decided(cl, path_to_read(cl), &e))
		return say_error(&e);
	if (q.act == ACT_REOPEN || q.act == ACT_LIFT)
		say("noted");
	else
		say("noted; finding %s takes it back",
		    act_name(q.act == ACT_SUPPRESS ? ACT_LIFT : ACT_REOPEN));
	return STATUS_DONE;
}
