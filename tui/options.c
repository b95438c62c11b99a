/* SPDX-License-Identifier: Apache-2.0 */
/* options - the words that begin with a dash: one table for all verbs. */
#include "tui/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum { NO_LETTER = 256 };

/* One row per option: letter (0 none), name, name of its value, help. */
static const struct row {
	char letter;
	const char *name, *value, *help;
} rows[] = {
	{'d', "db", "FILE", "the database"},
	{'c', "config", "FILE", "the configuration"},
	{0, "signatures", "DIR", "folder of signatures and rules"},
	{'i', "interface", "NAME", "interface to listen on, may be repeated"},
	{0, "filter", "EXPR", "BPF for watch, a filter of lists elsewhere"},
	{0, "filter-raw", NULL, "use the BPF filter as written"},
	{0, "workers", "N", "processes that read frames"},
	{0, "user", "NAME", "whom watch becomes when started as root"},
	{0, "again", NULL, "read captures that the database knows"},
	{0, "json", NULL, "JSON Lines instead of a table"},
	{0, "sort", "ORDER", "risk, name, class, vendor, address, seen"},
	{0, "reverse", NULL, "the other way round"},
	{0, "limit", "N", "so many rows at the most"},
	{'f', "format", "FORMAT", "csv or jsonl"},
	{'o', "output", "FILE", "write there, complete or not at all"},
	{0, "fail-on", "SEVERITY", "status 1 at a finding so severe"},
	{0, "color", "WHEN", "auto, always or never; NO_COLOR is honoured"},
	{'q', "quiet", NULL, "no progress and no summary"},
	{'h', "help", NULL, "help on a verb"},
	{'V', "version", NULL, "the version"},
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

static bool number(const char *text, unsigned most, unsigned *out)
{
	char *end;
	unsigned long v;

	errno = 0;
	v = strtoul(text, &end, 10);
	if (errno != 0 || *end != '\0' || end == text || v == 0 || v > most)
		return false;
	*out = (unsigned)v;
	return true;
}

static bool take_color(struct command_line *cl, const char *text)
{
	static const char *const words[] = {"auto", "always", "never"};

	for (unsigned i = 0; i < 3; i++)
		if (strcmp(words[i], text) == 0) {
			cl->color = (enum color_mode)i;
			return true;
		}
	return false;
}

/* False when the value does not fit. */
static bool take(struct command_line *cl, const char *name, const char *value)
{
	struct {
		const char *name;
		const char **text;
		bool *flag;
	} plain[] = {
		{"db", &cl->db, NULL},
		{"config", &cl->config, NULL},
		{"signatures", &cl->signatures, NULL},
		{"filter", &cl->filter, NULL},
		{"user", &cl->user, NULL},
		{"sort", &cl->sort, NULL},
		{"format", &cl->format, NULL},
		{"output", &cl->output, NULL},
		{"fail-on", &cl->fail_on, NULL},
		{"filter-raw", NULL, &cl->filter_raw},
		{"again", NULL, &cl->again},
		{"json", NULL, &cl->json},
		{"reverse", NULL, &cl->reverse},
		{"quiet", NULL, &cl->quiet},
		{"help", NULL, &cl->help},
		{"version", NULL, &cl->version},
	};

	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++) {
		if (strcmp(plain[i].name, name) != 0)
			continue;
		if (plain[i].text != NULL)
			*plain[i].text = value;
		else
			*plain[i].flag = true;
		return true;
	}
	if (strcmp(name, "workers") == 0)
		return number(value, 32, &cl->workers);
	if (strcmp(name, "limit") == 0)
		return number(value, 1000000000, &cl->limit);
	if (strcmp(name, "color") == 0)
		return take_color(cl, value);
	if (cl->interfaces == INTERFACES_MAX)
		return false;
	cl->interface[cl->interfaces++] = value;
	return true;
}

static void make_getopt(struct option *longs, char *shorts)
{
	size_t n = 0;

	shorts[n++] = ':';
	for (unsigned i = 0; i < ROWS; i++) {
		longs[i] = (struct option){
			.name = rows[i].name,
			.has_arg = rows[i].value != NULL,
			.val = NO_LETTER + (int)i,
		};
		if (rows[i].letter == 0)
			continue;
		shorts[n++] = rows[i].letter;
		if (rows[i].value != NULL)
			shorts[n++] = ':';
	}
	shorts[n] = '\0';
	longs[ROWS] = (struct option){0};
}

static const struct row *row_of(int code)
{
	if (code >= NO_LETTER)
		return &rows[code - NO_LETTER];
	for (unsigned i = 0; i < ROWS; i++)
		if (rows[i].letter == code)
			return &rows[i];
	return NULL;
}

bool options_read(int argc, char **argv, struct command_line *cl, int *status)
{
	struct option longs[ROWS + 1];
	char shorts[3 * ROWS + 2];
	int code;

	memset(cl, 0, sizeof(*cl));
	cl->verb = "";
	make_getopt(longs, shorts);
	opterr = 0;
	while ((code = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		const struct row *row = row_of(code);

		if (code == '?' || code == ':') {
			*status = say_usage(
				code == '?' ? "%s is no option; wardwatch "
					      "--help lists them"
					    : "%s needs a value",
				argv[optind - 1]);
			return false;
		}
		if (!take(cl, row->name, optarg)) {
			*status = say_usage("--%s: %s does not fit", row->name,
					    optarg);
			return false;
		}
	}
	cl->argument = argv + optind;
	cl->arguments = (unsigned)(argc - optind);
	return true;
}

void options_print(FILE *f)
{
	for (unsigned i = 0; i < ROWS; i++) {
		char left[40];

		snprintf(left, sizeof(left), "%s%c%s--%s %s",
			 rows[i].letter != 0 ? "-" : "  ",
			 rows[i].letter != 0 ? rows[i].letter : ' ',
			 rows[i].letter != 0 ? ", " : " ", rows[i].name,
			 rows[i].value != NULL ? rows[i].value : "");
		fprintf(f, "  %-26s %s\n", left, rows[i].help);
	}
}
