/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_merge - one database out of those of several sensors. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/addr.h"
#include "capture/base/must.h"
#include "store/store.h"
#include "tui/config.h"

/* "2=south.db" */
static bool read_site(const char *text, struct merge_input *in, struct err *e)
{
	char *end;
	unsigned long n = strtoul(text, &end, 10);

	if (text[0] < '0' || text[0] > '9' || *end != '=' || end[1] == '\0' ||
	    n == 0 || n > SITES_MAX)
		return err_set(e, ERR_USAGE, "--site %.80s: write the number of "
			       "a site, 1 to %d, and its database, as "
			       "2=south.db", text, SITES_MAX);
	*in = (struct merge_input){end + 1, (unsigned)n};
	return true;
}

static bool read_inputs(const struct command_line *cl, struct merge_input *in,
			struct err *e)
{
	for (unsigned i = 0; i < cl->arguments; i++)
		*in++ = (struct merge_input){cl->argument[i], 0};
	for (unsigned i = 0; i < cl->sites; i++)
		if (!read_site(cl->site[i], in++, e))
			return false;
	return true;
}

/* Signals wait until what was begun is removed, and end the program then. */
static sigset_t ends(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	return set;
}

static bool is_stopped(void)
{
	sigset_t waiting;

	sigpending(&waiting);
	return sigismember(&waiting, SIGINT) || sigismember(&waiting, SIGTERM) ||
	       sigismember(&waiting, SIGHUP);
}

static bool merge(const struct command_line *cl, struct err *e)
{
	unsigned n = cl->arguments + cl->sites;
	struct merge_input *in = must_alloc(n, sizeof(*in));
	struct knowledge *k = NULL;
	struct merge_summary sum;
	struct config c;
	sigset_t set = ends();
	bool good;

	sigprocmask(SIG_BLOCK, &set, NULL);
	good = read_inputs(cl, in, e) && config_load(&c, cl, e) &&
	       (k = knowledge_of(&c, e)) != NULL &&
	       store_merge(cl->output, in, n, k, is_stopped, &sum, e);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	if (good)
		printf("%u database%s, %u capture%s, %u of them in several\n",
		       n, plural(n), sum.captures,
		       plural(sum.captures), sum.shared);
	knowledge_close(k);
	free(in);
	return good;
}

int cmd_merge(const struct command_line *cl)
{
	struct err e = {0};

	if (cl->arguments + cl->sites == 0)
		return say_usage("merge: name the databases; write wardwatch "
				 "merge A.db B.db -o ALL.db");
	if (cl->output == NULL || strcmp(cl->output, "-") == 0)
		return say_usage("merge: name a new file with -o");
	return merge(cl, &e) ? 0 : say_error(&e);
}
