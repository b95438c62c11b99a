/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tui - shared declarations of the folder that talks to people.
 *
 * Data goes to stdout, words to stderr. Only this folder prints and only it
 * decides how the process ends.
 */
#ifndef WW_TUI_H
#define WW_TUI_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "capture/base/err.h"

/* ---- the command line ------------------------------------------------------ */

/* Exit statuses; err_kind holds 2 to 7. Who writes to a pipe without a reader ends
 * as SIGPIPE ends others. */
enum { STATUS_DONE = 0, STATUS_FINDINGS = 1, STATUS_PIPE = 128 + 13 };

enum { INTERFACES_MAX = 16, SITE_OPTIONS_MAX = 64 };

enum color_mode { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* What was asked, after parsing; members not given are zero. */
struct command_line {
	const char *verb;        /* "" for the one-liners                      */
	const char *db;          /* --db                                       */
	const char *config;      /* --config                                   */
	const char *signatures;  /* --signatures                               */
	const char *interface[INTERFACES_MAX];
	unsigned interfaces;
	const char *filter;      /* BPF for watch, an expression elsewhere     */
	bool filter_raw;
	unsigned workers;        /* 0: not given                               */
	const char *user;
	bool again;
	bool force;              /* db rebuild                                 */
	bool dry_run;            /* import: keep nothing                       */
	bool json;
	const char *sort;
	bool reverse;
	unsigned limit;
	const char *format;
	const char *output;
	const char *columns;     /* reconcile: the mapping                     */
	const char *site[SITE_OPTIONS_MAX]; /* merge: N=FILE                   */
	unsigned sites;
	const char *fail_on;     /* a severity                                 */
	const char *since;       /* a day or an age                            */
	const char *reason, *until, *by, *asset, *class; /* finding, policy    */
	const char *on;          /* complaint: the day                         */
	bool groups, serials;    /* report                                     */
	bool mask;               /* console                                    */
	unsigned min_days;       /* policy; 0: not given                       */
	bool seconds_given, fix_print; /* doctor                               */
	unsigned seconds;
	const char *vendor, *model; /* import: whose form it is                */
	enum color_mode color;
	bool quiet;              /* no progress, and scan ends without summary */
	bool help, version;
	char **argument;         /* operands after the verb                    */
	unsigned arguments;
};

struct command {
	const char *name;
	int (*run)(const struct command_line *); /* answers the exit status   */
	const char *synopsis;    /* one form per line, without "wardwatch"     */
	const char *purpose;     /* one line                                   */
	const char *help;        /* paragraphs for --help                      */
	unsigned least, most;    /* operands                                   */
};

#define COMMAND(name, function, least, most, synopsis, purpose, help)          \
	int function(const struct command_line *);
#include "tui/commands.def"
#undef COMMAND

/* NULL when there is no such verb; "" is the one-liner. */
const struct command *command_find(const char *name);
const struct command *command_at(unsigned); /* NULL after the last */
/* The verb spelt most like this, or NULL when nothing is near. */
const char *command_like(const char *name);
/* All of the program but main() itself. */
int command_main(int argc, char **argv);

/* ---- words and ends -------------------------------------------------------- */

/* Prints "wardwatch: sentence" and answers the exit status it deserves. */
int say_error(const struct err *);
/* The same for a usage error made here. */
__attribute__((format(printf, 1, 2))) int say_usage(const char *format, ...);
/* "wardwatch: sentence" on stderr, for progress and notes. */
__attribute__((format(printf, 1, 2))) void say(const char *format, ...);
/* What a noun ends with: "1 device", "2 devices". */
static inline const char *plural(unsigned long long n)
{
	return n == 1 ? "" : "s";
}

/* Text of others (wire, file names, databases) without control characters. */
void print_text(FILE *, const char *);
/* The same on stdout, behind what parts it from others; nothing when empty. */
void print_behind(const char *part, const char *text);
/* Prints text between columns indent and width, broken at blanks. */
void print_wrapped(FILE *, const char *text, unsigned indent, unsigned width);
/* Flushes; false with a sentence when not all could be written. */
bool out_flush(FILE *, const char *name, struct err *);
/* The worse of two exit statuses: 5, 4, 3, 7, 6, 2, 1, 0. */
int status_worse(int, int);
/* Columns of the terminal behind the stream; 0 when it is none. */
unsigned out_width(FILE *);
/* True if both input and output are a terminal that can show the console. */
bool on_terminal(void);

/* A file that appears complete or not at all. NULL path: stdout. */
struct outfile {
	const char *path;     /* NULL: standard output                      */
	char real[4096], temporary[4128];
	unsigned mode;        /* rights of the file that is replaced, or 0  */
	FILE *stream;
};
/* Replaces a plain file, but no database and no capture: what was seen once
 * cannot be exported again. */
bool outfile_open(struct outfile *, const char *path, struct err *);
/* keep false, or a failed write: the temporary file goes. A write that failed
 * is the sentence, whatever the writer said. */
bool outfile_close(struct outfile *, bool keep, struct err *);

/* ---- colour ---------------------------------------------------------------- */

enum style { STYLE_PLAIN, STYLE_TITLE, STYLE_DIM, STYLE_BAD, STYLE_WARN,
	     STYLE_GOOD, STYLES };

/* --color, then NO_COLOR, then whether the stream is a terminal. */
bool style_wanted(const struct command_line *, FILE *);
/* The escape sequence, or "" when not on. */
const char *style_start(bool on, enum style);
const char *style_end(bool on);

/* ---- where things are ------------------------------------------------------- */

#define STATE_DATABASE "/var/lib/wardwatch/wardwatch.db"
#define SITE_CONFIG "/etc/wardwatch/wardwatch.conf"
#define SITE_SIGNATURES "/etc/wardwatch/signatures.d"

/* --db, WARDWATCH_DB, else wardwatch.db here. For scan. */
const char *path_to_scan(const struct command_line *);
/* --db, WARDWATCH_DB, else the state database. For watch. */
const char *path_to_watch(const struct command_line *);
/* --db, WARDWATCH_DB, else wardwatch.db here if there is one, else state. */
const char *path_to_read(const struct command_line *);
/* The folder that holds a file, "." for a name alone. False where none can be made
 * or given away: for that, and for the root. */
bool path_to_folder(const char *path, char *out, size_t size);
/* Our own program; empty and false when the kernel does not say. */
bool path_to_program(char *out, size_t size);
/* The folder of signatures: installed, else beside the checkout's build. */
bool path_to_signatures(char *out, size_t size);
/* The capture of a small hospital that comes with the program, likewise. */
bool path_to_demo(char *out, size_t size);
/* False with a sentence when there is none, which opening it to write would make. */
bool path_must_exist(const char *db, struct err *);
/* True if the content starts as a SQLite database. */
bool path_is_database(const char *);
/* True if it can be read as a capture, packed or not. */
bool path_is_capture(const char *);

struct knowledge;
struct reader;
struct knowledge_paths;
struct config;
/* Where they are; the texts belong to the configuration or to folder. */
bool knowledge_paths_of(const struct config *, struct knowledge_paths *,
			char *folder, size_t size, struct err *);
/* Signatures and rules of this command line, --signatures and configuration.
 * Owner: the caller closes with knowledge_close(). */
struct knowledge *knowledge_of(const struct config *, struct err *);
/* The same without the registry of makers, for the words of classes alone; NULL
 * when they are not at hand, which spoils no list. The caller closes. */
struct knowledge *classes_of(const struct command_line *);

/* ---- shared by verbs --------------------------------------------------------- */

/*
 * Prints what a database holds: inventory, findings, losses, and what tells
 * more. Answers STATUS_FINDINGS when --fail-on asks for it. For scan without
 * a terminal, and the verb.
 */
int summary_print(const struct command_line *, const char *db);

/* Says so on stderr if rows of a database that is shown do not fit their sums. */
void say_if_damaged(struct reader *, const char *db);

/* Reads the captures of this command line into db; prints no summary.
 * read: the database now holds what could be read of them. */
int scan_files(const struct command_line *, const char *db, bool *read);

/* cmd_finding.c: --by, else who logged in, also behind sudo. */
const char *who_decides(const struct command_line *);
/* cmd_finding.c: the log of a verb, or what of it is about the second word, else
 * NULL; answers the exit status. */
int say_log(const struct command_line *,
	    bool (*print)(struct reader *, const char *about, struct err *));
/* cmd_watch.c: what one worker of watch takes at most, in MiB. */
uint64_t worker_mib(const struct config *);
/* policy_whatif.c: `policy whatif`. */
int policy_whatif(const struct command_line *);
/* show mds2, show model. */
int show_declared(const struct command_line *);

/* Judges a database anew, with the signatures of this command line. */
bool judge_anew(const struct command_line *, const char *db, struct err *);
/* The same after a decision; who writes the database now does it himself. */
bool judge_decided(const struct command_line *, const char *db, struct err *);

/* A private folder with a database path in it; removed by scratch_remove(). */
struct scratch {
	char folder[4096];
	char db[4128];
};
bool scratch_make(struct scratch *, struct err *);
void scratch_remove(const struct scratch *);

#endif
