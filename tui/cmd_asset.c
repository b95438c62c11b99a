/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_asset - what people say about devices, and the log of it. */
#include <stdlib.h>
#include <string.h>

#include "classify/judge.h"
#include "tui/why.h"

enum { SAID_MOST = 16, WIDTH = 78 };

/* What was asked, and the texts that it points to. */
struct saying {
	struct said_request said[SAID_MOST];
	unsigned n;
};

/* ---- fields ----------------------------------------------------------------------- */

static bool no_such_field(const char *name, struct err *e)
{
	char list[160] = "";

	for (unsigned i = 0; human_field_at(i) != CLAIM_NONE; i++) {
		size_t used = strlen(list);

		snprintf(list + used, sizeof(list) - used, "%s%s",
			 i > 0 ? ", " : "", claim_name(human_field_at(i)));
	}
	return err_set(e, ERR_USAGE, "asset set: there is no field '%.40s'; "
		       "these can be set: %s", name, list);
}

/* Says it, with all the classes that there are. */
static bool no_such_class(const struct knowledge *k, const char *name,
			  struct err *e)
{
	const struct device_class *c;
	char *list = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&list, &size);

	for (unsigned i = 0; f != NULL &&
			     (c = knowledge_class_at(k, i)) != NULL; i++)
		fprintf(f, "%s%s", i > 0 ? " " : "", c->name);
	if (f != NULL && fclose(f) == 0)
		print_wrapped(stderr, list, 0, WIDTH);
	free(list);
	return err_set(e, ERR_USAGE, "asset set: there is no class '%.60s'; the "
		       "classes are listed above", name);
}

static bool is_class(const struct command_line *cl, const char *name,
		     struct err *e)
{
	struct knowledge *k = classes_of(cl);
	bool good;

	if (k == NULL)
		return err_set(e, ERR_INPUT, "the classes of devices cannot be "
			       "read; name the folder of signatures with "
			       "--signatures");
	good = knowledge_class(k, name) != NULL || no_such_class(k, name, e);
	knowledge_close(k);
	return good;
}

/* FIELD=VALUE; the sign is overwritten, so that both are texts. */
static bool take_field(const struct command_line *cl, struct saying *all,
		       char *word, struct err *e)
{
	struct said_request *q = &all->said[all->n];
	char *sign = strchr(word, '=');

	if (sign == NULL)
		return err_set(e, ERR_USAGE, "asset set: write FIELD=VALUE, not "
			       "'%.60s'", word);
	*sign = '\0';
	q->act = SAID_SET;
	q->asset = cl->argument[1];
	q->field = human_field(word);
	q->value = sign + 1;
	if (q->field == CLAIM_NONE)
		return no_such_field(word, e);
	for (unsigned i = 0; i < all->n; i++)
		if (all->said[i].field == q->field)
			return err_set(e, ERR_USAGE, "asset set: %s twice",
				       word);
	all->n++;
	if (q->value[0] == '\0')
		return err_set(e, ERR_USAGE, "asset set: %s= of what? asset undo "
			       "takes back what was set", word);
	return q->field != CLAIM_CLASS || is_class(cl, q->value, e);
}

/* ---- what was asked -------------------------------------------------------------- */

static bool take_set(const struct command_line *cl, struct saying *all,
		     struct err *e)
{
	if (cl->arguments < 3)
		return err_set(e, ERR_USAGE, "asset set: write asset set ASSET "
			       "FIELD=VALUE --reason TEXT");
	for (unsigned i = 2; i < cl->arguments; i++)
		if (!take_field(cl, all, cl->argument[i], e))
			return false;
	return true;
}

static bool take_join(const struct command_line *cl, struct saying *all,
		      struct err *e)
{
	if (cl->arguments != 3)
		return err_set(e, ERR_USAGE, "asset join: write asset join ASSET "
			       "OTHER --reason TEXT");
	all->said[all->n++] = (struct said_request){
		.act = SAID_JOIN,
		.asset = cl->argument[1],
		.other = cl->argument[2]};
	return true;
}

static bool take_split(const struct command_line *cl, struct saying *all,
		       struct err *e)
{
	if (cl->arguments != 3 || strncmp(cl->argument[2], "by=", 3) != 0)
		return err_set(e, ERR_USAGE, "asset split: write asset split "
			       "ASSET by=ADDRESS or by=MAC, and --reason TEXT");
	all->said[all->n++] = (struct said_request){
		.act = SAID_SPLIT,
		.asset = cl->argument[1],
		.other = cl->argument[2] + 3};
	return true;
}

static bool take_undo(const struct command_line *cl, struct saying *all,
		      struct err *e)
{
	struct said_request *q = &all->said[all->n++];
	char *end = NULL;

	q->act = SAID_UNDO;
	if (cl->arguments == 2)
		q->undoes = strtoul(cl->argument[1], &end, 10);
	return (end != NULL && *end == '\0' && q->undoes > 0 &&
		q->undoes <= INT64_MAX && cl->argument[1][0] != '-') ||
	       err_set(e, ERR_USAGE, "asset undo: write asset undo NUMBER "
		       "--reason TEXT; asset log tells the numbers");
}

static bool take_all(const struct command_line *cl, enum said_act act,
		     struct saying *all, struct err *e)
{
	static bool (*const take[SAID_ACTS])(const struct command_line *,
					     struct saying *, struct err *) = {
		[SAID_SET] = take_set, [SAID_JOIN] = take_join,
		[SAID_SPLIT] = take_split, [SAID_UNDO] = take_undo,
	};

	if (!take[act](cl, all, e))
		return false;
	if (cl->reason == NULL)
		return err_set(e, ERR_USAGE, "asset %s: needs --reason TEXT",
			       said_act_name(act));
	for (unsigned i = 0; i < all->n; i++) {
		all->said[i].reason = cl->reason;
		all->said[i].author = who_decides(cl);
	}
	return true;
}

/* ---- the log ------------------------------------------------------------------------ */

static bool print_said(void *ctx, const struct said_row *s)
{
	(void)ctx;
	print_saying(s);
	return true;
}

static bool print_log(struct reader *r, const char *about, struct err *e)
{
	uint64_t asset = 0;

	return (about == NULL || reader_find_asset(r, about, &asset, e)) &&
	       reader_said(r, asset, print_said, NULL, e);
}

int cmd_asset(const struct command_line *cl)
{
	struct saying all = {.n = 0};
	enum said_act act = 0;
	uint64_t number[2] = {0};
	struct err e = {0};

	if (strcmp(cl->argument[0], "log") == 0)
		return say_log(cl, print_log);
	while (act < SAID_ACTS &&
	       strcmp(said_act_name(act), cl->argument[0]) != 0)
		act++;
	if (act == SAID_ACTS)
		return say_usage("asset: set, join, split, undo or log, not "
				 "%.40s", cl->argument[0]);
	if (!take_all(cl, act, &all, &e) ||
	    !store_say(path_to_read(cl), all.said, all.n, number, &e) ||
	    !judge_decided(cl, path_to_read(cl), &e))
		return say_error(&e);
	for (uint64_t i = number[0]; i <= number[1] && act != SAID_UNDO; i++)
		say("noted; asset undo %llu takes it back",
		    (unsigned long long)i);
	return STATUS_DONE;
}
