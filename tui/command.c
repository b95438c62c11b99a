/* SPDX-License-Identifier: Apache-2.0 */
/* command - finds the verb and runs it. */
#include <string.h>

#include "tui/options.h"
#include "tui/tui.h"

static const struct command commands[] = {
#define COMMAND(name, function, least, most, synopsis, purpose, help)          \
	{name, function, synopsis, purpose, help, least, most},
#include "tui/commands.def"
#undef COMMAND
};

enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

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

/* Letters to change, add or remove; words are short. */
static unsigned distance(const char *a, const char *b)
{
	unsigned row[32], n = (unsigned)strlen(b);

	if (n >= 31)
		return 99;
	for (unsigned j = 0; j <= n; j++)
		row[j] = j;
	for (; *a != '\0'; a++) {
		unsigned corner = row[0]++;

		for (unsigned j = 1; j <= n; j++) {
			unsigned up = row[j];
			unsigned least = corner + (*a != b[j - 1]);

			if (up + 1 < least)
				least = up + 1;
			if (row[j - 1] + 1 < least)
				least = row[j - 1] + 1;
			corner = up;
			row[j] = least;
		}
	}
	return row[n];
}

const char *command_like(const char *name)
{
	const char *best = NULL;
	unsigned least = 3;

	for (unsigned i = 0; i < COMMANDS; i++) {
		unsigned d = distance(name, commands[i].name);

		if (commands[i].name[0] != '\0' && d < least) {
			least = d;
			best = commands[i].name;
		}
	}
	return best;
}

static void print_synopsis(FILE *f, const char *synopsis)
{
	while (*synopsis != '\0') {
		size_t n = strcspn(synopsis, "\n");

		fprintf(f, "  wardwatch %.*s\n", (int)n, synopsis);
		synopsis += n;
		synopsis += *synopsis == '\n';
	}
}

static int print_all(void)
{
	struct err e = {0};

	printf("wardwatch - a passive inventory of medical devices; it never "
	       "sends a packet\n\n");
	for (unsigned i = 0; i < COMMANDS; i++) {
		print_synopsis(stdout, commands[i].synopsis);
		printf("      %s\n", commands[i].purpose);
	}
	printf("\nOptions:\n");
	options_print(stdout);
	printf("\nExit status: 0 done, 1 findings at --fail-on, 2 usage, 3 input "
	       "unreadable or partly read,\n4 permission, 5 integrity, 6 "
	       "database busy or newer, 7 losses; 130, 143 by signal.\n");
	return out_flush(stdout, "stdout", &e) ? 0 : say_error(&e);
}

static int print_one(const struct command *c)
{
	struct err e = {0};

	print_synopsis(stdout, c->synopsis);
	printf("\n%s\n\n", c->purpose);
	print_wrapped(stdout, c->help, 0, 76);
	printf("\nOptions:\n");
	options_print(stdout);
	return out_flush(stdout, "stdout", &e) ? 0 : say_error(&e);
}

int cmd_help(const struct command_line *cl)
{
	const struct command *c;

	if (cl->arguments == 0)
		return print_all();
	c = command_find(cl->argument[0]);
	if (c == NULL)
		return say_usage("help: there is no verb %s", cl->argument[0]);
	return print_one(c);
}

static const struct command *choose(struct command_line *cl)
{
	const struct command *c = NULL;

	if (cl->arguments > 0)
		c = command_find(cl->argument[0]);
	if (c == NULL || c->name[0] == '\0')
		return &commands[0];
	cl->verb = c->name;
	cl->argument++;
	cl->arguments--;
	return c;
}

int command_main(int argc, char **argv)
{
	struct command_line cl;
	const struct command *c;
	int status = 0;

	if (!options_read(argc, argv, &cl, &status))
		return status;
	if (cl.version) {
		printf("wardwatch " WW_VERSION "\n");
		return 0;
	}
	c = choose(&cl);
	if (cl.help || (c == &commands[0] && cl.arguments == 0 &&
			cl.interfaces == 0))
		return c == &commands[0] ? print_all() : print_one(c);
	if (cl.arguments < c->least || cl.arguments > c->most)
		return say_usage("%s: %s operands; wardwatch help %s", c->name,
				 cl.arguments < c->least ? "too few"
							 : "too many",
				 c->name);
	return c->run(&cl);
}
