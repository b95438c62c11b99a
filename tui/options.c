/* SPDX-License-Identifier: Apache-2.0 */
/* options - the words that begin with a dash: one table for all verbs. */
#include "tui/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "classify/judge.h"
#include "capture/base/spelling.h"

static const struct option_row rows[] = {
	{OPT_DB, "db", 'd', "PATH",
	 "scan watch console show why changes finding asset complaint policy "
	 "export reconcile report import summary sig db doctor -",
	 "the database; without it see wardwatch help"},
	{OPT_CONFIG, "config", 'c', "FILE", "*", "the configuration"},
	{OPT_SIGNATURES, "signatures", 0, "DIR", "*",
	 "the folder of signatures and rules"},
	{OPT_INTERFACE, "interface", 'i', "NAME", "watch doctor -",
	 "an interface to listen on; may be repeated"},
	{OPT_BPF, "filter", 0, "BPF", "watch -",
	 "look at matching frames only"},
	{OPT_FILTER, "filter", 0, "EXPR", "show changes export report reconcile",
	 "list matching rows only"},
	{OPT_FILTER_RAW, "filter-raw", 0, NULL, "watch -",
	 "use the filter as written, not widened for VLAN"},
	{OPT_WORKERS, "workers", 'w', "N", "scan watch sig -",
	 "processes that read frames"},
	{OPT_USER, "user", 0, "NAME", "watch -",
	 "whom root becomes once the interfaces are open"},
	{OPT_AGAIN, "again", 0, NULL, "scan",
	 "also read captures that the database knows"},
	{OPT_FORCE, "force", 0, NULL, "db",
	 "rebuild: give up the rows that are damaged"},
	{OPT_DRY_RUN, "dry-run", 0, NULL, "import",
	 "read and check, keep nothing"},
	{OPT_VENDOR, "vendor", 0, "NAME", "import",
	 "for mds2: the maker, if not as the form says"},
	{OPT_MODEL, "model", 0, "NAME", "import",
	 "for mds2: the model, if not as the form says"},
	{OPT_DRY_RUN, "dry-run", 0, NULL, "policy",
	 "rules: list what they would stop"},
	{OPT_JSON, "json", 0, NULL, "show changes diff policy reconcile doctor",
	 "one JSON object per line"},
	{OPT_SORT, "sort", 0, "ORDER", "show export",
	 "risk, name, class, vendor, address or seen"},
	{OPT_REVERSE, "reverse", 'r', NULL, "show changes export",
	 "the other way round"},
	{OPT_LIMIT, "limit", 'n', "N", "show changes export", "at most so many rows"},
	{OPT_FORMAT, "format", 'f', "FORMAT", "export", "csv or jsonl"},
	{OPT_FORMAT, "format", 'f', "FORMAT", "reconcile",
	 "text, csv or jsonl; --json is jsonl"},
	{OPT_FORMAT, "format", 'f', "FORMAT", "report",
	 "text, md, html, csv or json"},
	{OPT_FORMAT, "format", 'f', "FORMAT", "policy",
	 "rules: nft, cisco-ios or csv"},
	{OPT_COLUMNS, "columns", 0, "FILE", "reconcile",
	 "which columns the list has, and how it is written"},
	{OPT_OUTPUT, "output", 'o', "FILE", "export report policy reconcile merge",
	 "a file, which appears complete or not at all"},
	{OPT_SITE, "site", 0, "N=FILE", "merge",
	 "a database of site N, 1 to 63; may be repeated"},
	{OPT_FAIL_ON, "fail-on", 0, "SEVERITY", "scan summary diff console -",
	 "exit status 1 on a finding of this severity or worse"},
	{OPT_SINCE, "since", 0, "WHEN", "changes export",
	 "from a day on, or an age as 7d before the end"},
	{OPT_REASON, "reason", 0, "TEXT", "finding asset complaint policy",
	 "why it is decided or said so, or what was told"},
	{OPT_UNTIL, "until", 0, "DATE", "finding",
	 "the last day that it holds, as 2026-12-31"},
	{OPT_UNTIL, "until", 0, "DATE", "complaint",
	 "the day on which an answer, or a fix, is due"},
	{OPT_BY, "by", 0, "NAME", "finding asset complaint policy",
	 "who decides or says it; else who is logged in"},
	{OPT_ASSET, "asset", 0, "ASSET", "finding",
	 "for suppress and lift: of this device only"},
	{OPT_CLASS, "class", 0, "CLASS", "finding",
	 "for suppress and lift: of this class only"},
	{OPT_ON, "on", 0, "DATE", "complaint",
	 "the day on which it happened; else today"},
	{OPT_MASK, "mask", 0, NULL, "console -",
	 "begin with names, addresses and serial numbers masked"},
	{OPT_GROUPS, "groups", 0, NULL, "report",
	 "the register by rule and class, not by device"},
	{OPT_SERIALS, "serials", 0, NULL, "report",
	 "a complaint lists the serial numbers of the devices"},
	{OPT_ASSET, "asset", 0, "ASSET", "policy", "about this device only"},
	{OPT_CLASS, "class", 0, "CLASS", "policy",
	 "about devices of this class, clinical or not"},
	{OPT_MIN_DAYS, "min-days", 0, "N", "policy",
	 "what was seen on so many days is usual; else 14"},
	{OPT_COLOR, "color", 0, "WHEN", "*",
	 "auto, always or never; NO_COLOR is honoured"},
	{OPT_SECONDS, "seconds", 0, "N", "doctor",
	 "for how long to listen, else 5; 0: not at all"},
	{OPT_FIX_PRINT, "fix-print", 0, NULL, "doctor",
	 "print commands that would help, and run none"},
	{OPT_QUIET, "quiet", 'q', NULL, "scan watch doctor -",
	 "no progress and no summary"},
	{OPT_HELP, "help", 'h', NULL, "*", "help on a verb"},
	{OPT_VERSION, "version", 'V', NULL, "*", "the version"},
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]), LONG_ONLY = 256 };

const struct option_row *option_at(unsigned n)
{
	return n < ROWS ? &rows[n] : NULL;
}

bool option_fits(const struct option_row *row, const char *verb)
{
	const char *want = verb[0] == '\0' ? "-" : verb;
	const char *at = row->verbs;
	size_t n;

	if (strcmp(at, "*") == 0)
		return true;
	for (; *at != '\0'; at += n, at += strspn(at, " ")) {
		n = strcspn(at, " ");
		if (n == strlen(want) && strncmp(at, want, n) == 0)
			return true;
	}
	return false;
}

/* ---- which verb is it? -------------------------------------------------------- */

/* The row of --db, --db=x, -d or -dx, of whatever verb; NULL when unknown. */
static const struct option_row *row_named(const char *typed)
{
	size_t n = strcspn(typed, "=");

	for (unsigned i = 0; i < ROWS; i++) {
		if (typed[1] != '-' && rows[i].letter == typed[1])
			return &rows[i];
		if (typed[1] == '-' && strlen(rows[i].name) + 2 == n &&
		    strncmp(rows[i].name, typed + 2, n - 2) == 0)
			return &rows[i];
	}
	return NULL;
}

/* True if the option's value is the next argument. */
static bool takes_next(const char *typed)
{
	const struct option_row *row = row_named(typed);

	if (row == NULL || row->argument == NULL)
		return false;
	return typed[1] == '-' ? strchr(typed, '=') == NULL
			       : typed[2] == '\0';
}

/* Where the first operand stands; argc when there is none. */
static int first_operand(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--") == 0)
			return argc;
		if (argv[i][0] != '-' || argv[i][1] == '\0')
			return i;
		if (takes_next(argv[i]))
			i++;
	}
	return argc;
}

/* ---- values --------------------------------------------------------------------- */

static bool number(const struct option_row *row, const char *text,
		   unsigned *out, struct err *e)
{
	const unsigned long least = row->id == OPT_SECONDS ? 0 : 1;
	const unsigned long most = row->id == OPT_WORKERS    ? 32
				   : row->id == OPT_MIN_DAYS ? 64
				   : row->id == OPT_SECONDS  ? 3600
							     : 1000000000;
	char *end;
	unsigned long n = strtoul(text, &end, 10);

	if (text[0] < '0' || text[0] > '9' || *end != '\0' || n < least ||
	    n > most)
		return err_set(e, ERR_USAGE,
			       "--%s %.60s: write a number from %lu to %lu",
			       row->name, text, least, most);
	*out = (unsigned)n;
	return true;
}

static bool take_color(struct command_line *cl, const char *text,
		       struct err *e)
{
	static const char *const words[] = {
		[COLOR_AUTO] = "auto",
		[COLOR_ALWAYS] = "always",
		[COLOR_NEVER] = "never",
	};

	for (unsigned i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(words[i], text) != 0)
			continue;
		cl->color = (enum color_mode)i;
		return true;
	}
	return err_set(e, ERR_USAGE, "--color %.60s: write auto, always or "
		       "never", text);
}

static bool take_fail_on(struct command_line *cl, const char *text,
			 struct err *e)
{
	for (enum severity s = 0; s < SEVERITIES; s++)
		if (strcmp(severity_name(s), text) == 0)
			cl->fail_on = text;
	return cl->fail_on != NULL ||
	       err_set(e, ERR_USAGE, "--fail-on %.60s: write info, low, "
		       "medium, high or critical", text);
}

static bool take_interface(struct command_line *cl, const char *name,
			   struct err *e)
{
	if (cl->interfaces == INTERFACES_MAX)
		return err_set(e, ERR_USAGE, "-i %.60s: at most %d interfaces",
			       name, (int)INTERFACES_MAX);
	cl->interface[cl->interfaces++] = name;
	return true;
}

static bool take_site(struct command_line *cl, const char *text, struct err *e)
{
	if (cl->sites == SITE_OPTIONS_MAX)
		return err_set(e, ERR_USAGE, "--site %.60s: at most %d of them",
			       text, (int)SITE_OPTIONS_MAX);
	cl->site[cl->sites++] = text;
	return true;
}

static bool take_seconds(struct command_line *cl, const struct option_row *row,
			 const char *text, struct err *e)
{
	cl->seconds_given = true;
	return number(row, text, &cl->seconds, e);
}

/* Options that only set a member; where it is, or NULL. */
static bool *flag_of(struct command_line *cl, enum option_id id)
{
	switch (id) {
	case OPT_FILTER_RAW: return &cl->filter_raw;
	case OPT_AGAIN: return &cl->again;
	case OPT_FORCE: return &cl->force;
	case OPT_DRY_RUN: return &cl->dry_run;
	case OPT_JSON: return &cl->json;
	case OPT_MASK: return &cl->mask;
	case OPT_GROUPS: return &cl->groups;
	case OPT_SERIALS: return &cl->serials;
	case OPT_FIX_PRINT: return &cl->fix_print;
	case OPT_REVERSE: return &cl->reverse;
	case OPT_QUIET: return &cl->quiet;
	case OPT_HELP: return &cl->help;
	case OPT_VERSION: return &cl->version;
	default: return NULL;
	}
}

static const char **text_of(struct command_line *cl, enum option_id id)
{
	switch (id) {
	case OPT_DB: return &cl->db;
	case OPT_CONFIG: return &cl->config;
	case OPT_SIGNATURES: return &cl->signatures;
	case OPT_BPF:
	case OPT_FILTER: return &cl->filter;
	case OPT_USER: return &cl->user;
	case OPT_SORT: return &cl->sort;
	case OPT_FORMAT: return &cl->format;
	case OPT_OUTPUT: return &cl->output;
	case OPT_SINCE: return &cl->since;
	case OPT_COLUMNS: return &cl->columns;
	case OPT_REASON: return &cl->reason;
	case OPT_UNTIL: return &cl->until;
	case OPT_BY: return &cl->by;
	case OPT_ON: return &cl->on;
	case OPT_ASSET: return &cl->asset;
	case OPT_CLASS: return &cl->class;
	case OPT_VENDOR: return &cl->vendor;
	case OPT_MODEL: return &cl->model;
	default: return NULL;
	}
}

static bool take(struct command_line *cl, const struct option_row *row,
		 const char *value, struct err *e)
{
	bool *flag = flag_of(cl, row->id);
	const char **text = text_of(cl, row->id);

	if (flag != NULL)
		*flag = true;
	else if (text != NULL && value[0] == '\0')
		return err_set(e, ERR_USAGE, "--%s: needs a value", row->name);
	else if (text != NULL)
		*text = value;
	else if (row->id == OPT_FAIL_ON)
		return take_fail_on(cl, value, e);
	else if (row->id == OPT_SITE)
		return take_site(cl, value, e);
	else if (row->id == OPT_WORKERS)
		return number(row, value, &cl->workers, e);
	else if (row->id == OPT_MIN_DAYS)
		return number(row, value, &cl->min_days, e);
	else if (row->id == OPT_SECONDS)
		return take_seconds(cl, row, value, e);
	else if (row->id == OPT_LIMIT)
		return number(row, value, &cl->limit, e);
	else if (row->id == OPT_COLOR)
		return take_color(cl, value, e);
	else
		return take_interface(cl, value, e);
	return true;
}

/* ---- parsing --------------------------------------------------------------------- */

static bool unknown(const char *verb, const char *typed, struct err *e)
{
	const struct option_row *row = row_named(typed), *near = NULL;
	const char *blank = verb[0] != '\0' ? " " : "";
	unsigned best = SPELLING_FAR;
	char name[64];

	if (row != NULL && option_fits(row, verb))
		return err_set(e, ERR_USAGE, "--%s: takes no value",
			       row->name);
	if (row != NULL)
		return err_set(e, ERR_USAGE,
			       "--%s: is no option here; wardwatch %s%s--help "
			       "lists those that are", row->name, verb, blank);
	snprintf(name, sizeof(name), "%.*s", (int)strcspn(typed, "="), typed);
	for (unsigned i = 0; name[1] == '-' && i < ROWS; i++)
		if (option_fits(&rows[i], verb) &&
		    spelling_near(name + 2, rows[i].name, &best))
			near = &rows[i];
	if (near != NULL)
		return err_set(e, ERR_USAGE, "%s: there is no such option; "
			       "did you mean --%s?", name, near->name);
	return err_set(e, ERR_USAGE, "%s: there is no such option; wardwatch "
		       "%s%s--help lists them", name, verb, blank);
}

/* What getopt_long() wants, for one verb. */
static void make_getopt(const char *verb, struct option *longs, char *shorts)
{
	size_t l = 0, s = 0;

	shorts[s++] = ':';
	for (unsigned i = 0; i < ROWS; i++) {
		if (!option_fits(&rows[i], verb))
			continue;
		longs[l++] = (struct option){
			.name = rows[i].name,
			.has_arg = rows[i].argument != NULL,
			.val = LONG_ONLY + (int)i,
		};
		if (rows[i].letter == 0)
			continue;
		shorts[s++] = rows[i].letter;
		if (rows[i].argument != NULL)
			shorts[s++] = ':';
	}
	shorts[s] = '\0';
	longs[l] = (struct option){0};
}

static bool read_for(struct command_line *cl, int argc, char **argv,
		     struct err *e)
{
	struct option longs[ROWS + 1];
	char shorts[3 * ROWS + 2], letter[3] = "-?";
	const struct option_row *row;
	int code;

	make_getopt(cl->verb, longs, shorts);
	optind = 0; /* GNU: start anew, also in a test that parses twice */
	opterr = 0;
	while ((code = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		letter[1] = (char)optopt;
		if (code == ':')
			return err_set(e, ERR_USAGE, "%.60s: needs a value",
				       argv[optind - 1]);
		if (code == '?')
			return unknown(cl->verb,
				       optopt > 0 && optopt < LONG_ONLY
					       ? letter
					       : argv[optind - 1], e);
		letter[1] = (char)code;
		row = code >= LONG_ONLY ? &rows[code - LONG_ONLY]
					: row_named(letter);
		if (!take(cl, row, optarg, e))
			return false;
	}
	cl->argument = argv + optind;
	cl->arguments = (unsigned)(argc - optind);
	return true;
}

bool options_read(int argc, char **argv, struct command_line *cl,
		  struct err *e)
{
	int at = first_operand(argc, argv);
	const struct command *c = at < argc ? command_find(argv[at]) : NULL;

	memset(cl, 0, sizeof(*cl));
	cl->verb = "";
	if (c == NULL || c->name[0] == '\0')
		return read_for(cl, argc, argv, e);
	cl->verb = c->name;
	for (int i = at; i < argc; i++)
		argv[i] = argv[i + 1]; /* argv[argc] is NULL */
	return read_for(cl, argc - 1, argv, e);
}

void options_print(FILE *f, const char *verb)
{
	for (unsigned i = 0; i < ROWS; i++) {
		const struct option_row *r = &rows[i];
		char left[48];

		if (verb != NULL && !option_fits(r, verb))
			continue;
		snprintf(left, sizeof(left), "%c%c%c --%s %s",
			 r->letter != 0 ? '-' : ' ',
			 r->letter != 0 ? r->letter : ' ',
			 r->letter != 0 ? ',' : ' ', r->name,
			 r->argument != NULL ? r->argument : "");
		fprintf(f, "  %-24s %s\n", left, r->help);
	}
}
