/* SPDX-License-Identifier: Apache-2.0 */
/* command - finds the verb, runs it, and decides how the process ends. */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "capture/base/spelling.h"
#include "tui/config.h"
#include "tui/options.h"

static const struct command commands[] = {
#define COMMAND(name, function, least, most, synopsis, purpose, help)          \
	{name, function, synopsis, purpose, help, least, most},
#include "tui/commands.def"
#undef COMMAND
};

enum { COMMANDS = sizeof(commands) / sizeof(commands[0]), HELP_WIDTH = 78 };

const struct command *command_at(unsigned n)
{
	return n < COMMANDS ? &commands[n] : NULL;
}

const struct command *command_find(const char *name)
{
	for (unsigned i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

const char *command_like(const char *name)
{
	const char *near = NULL;
	unsigned best = SPELLING_FAR;

	for (unsigned i = 0; i < COMMANDS; i++)
		if (commands[i].name[0] != '\0' &&
		    spelling_near(name, commands[i].name, &best))
			near = commands[i].name;
	return near;
}

/* ---- help ------------------------------------------------------------------------ */

static void print_synopsis(FILE *f, const char *synopsis)
{
	size_t n;

	for (; *synopsis != '\0'; synopsis += n) {
		synopsis += *synopsis == '\n';
		n = strcspn(synopsis, "\n");
		fprintf(f, "  wardwatch %.*s\n", (int)n, synopsis);
	}
}

static void print_all(FILE *f)
{
	fputs("wardwatch - a passive inventory of medical devices; it never "
	      "sends a frame\n\n", f);
	for (unsigned i = 0; i < COMMANDS; i++) {
		print_synopsis(f, commands[i].synopsis);
		fprintf(f, "      %s\n", commands[i].purpose);
	}
	fputs("\nThe database is --db, else WARDWATCH_DB, else wardwatch.db in "
	      "this folder;\nwithout that, what watch writes: "
	      STATE_DATABASE ".\n"
	      "\nExit status: 0 done; 1 findings as bad as --fail-on; 2 "
	      "usage; 3 something could\nnot be read or written, the rest "
	      "is kept; 4 permission; 5 integrity; 6 database\nbusy, newer "
	      "or none, or its disk full; 130, 141 and 143 by\nsignal.\n"
	      "\nwardwatch VERB --help tells more, wardwatch(8) all.\n", f);
}

static void print_one(const struct command *c, FILE *f)
{
	print_synopsis(f, c->synopsis);
	fprintf(f, "\n");
	print_wrapped(f, c->help, 0, HELP_WIDTH);
	fprintf(f, "\nOptions:\n");
	options_print(f, c->name);
}

static int help_on(const char *name)
{
	const struct command *c = command_find(name);
	const char *like = command_like(name);

	if (name[0] == '\0') {
		print_all(stdout);
		printf("\nOptions without a verb:\n");
		options_print(stdout, "");
		return STATUS_DONE;
	}
	if (c == NULL && like != NULL)
		return say_usage("help: there is no verb %s; did you mean %s?",
				 name, like);
	if (c == NULL)
		return say_usage("help: there is no verb %s; wardwatch help "
				 "lists them", name);
	print_one(c, stdout);
	return STATUS_DONE;
}

int cmd_help(const struct command_line *cl)
{
	return help_on(cl->arguments > 0 ? cl->argument[0] : "");
}

/* ---- the whole program -------------------------------------------------------------- */

/* Also for verbs that need none of it: whoever names a configuration means it. */
static bool config_is_good(const struct command_line *cl, struct err *e)
{
	static const char *const apart[] = {"config", "help", NULL};
	struct config c;

	return spelling_is_one_of(cl->verb, apart) || config_load(&c, cl, e);
}

static int run(const struct command_line *cl)
{
	struct err e = {0};
	const struct command *c = command_find(cl->verb);
	int first = (int)strcspn(c->synopsis, "\n");

	if (cl->version) {
		printf("wardwatch " WW_VERSION "\n");
		return STATUS_DONE;
	}
	if (cl->help)
		return help_on(cl->verb);
	if (cl->verb[0] == '\0' && cl->arguments == 0 && cl->interfaces == 0) {
		print_all(stderr);
		return ERR_USAGE;
	}
	if (cl->arguments < c->least)
		return say_usage("%s: something is missing; write wardwatch "
				 "%.*s", c->name, first, c->synopsis);
	if (cl->arguments > c->most)
		return say_usage("%s: %.80s is too much; write wardwatch %.*s",
				 c->name, cl->argument[c->most], first,
				 c->synopsis);
	return config_is_good(cl, &e) ? c->run(cl) : say_error(&e);
}

/* A file that is opened must not become what others take for the standard ones:
 * SQLite opens none there at all. Whoever closed one meets a closed one. */
static void keep_standard_ends(void)
{
	static const int refuses[] = {O_WRONLY, O_RDONLY, O_RDONLY};

	for (int fd = 0; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			open("/dev/null", refuses[fd]);
}

int command_main(int argc, char **argv)
{
	struct command_line cl;
	struct err e = {0};
	int status;

	/* A reader that goes away, or a file that may not grow (ulimit -f), is
	 * a failed write, told in a sentence. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	keep_standard_ends();
	if (!options_read(argc, argv, &cl, &e))
		return say_error(&e);
	status = run(&cl);
	if (status == STATUS_DONE && !out_flush(stdout, "standard output", &e))
		return say_error(&e);
	return status;
}
