/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_open - the one-liners: look into captures, or listen, and show. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/store.h"
#include "tui/console.h"
#include "tui/tui.h"

/* How long the first commit may take. */
enum { TRY_US = 50000, TRIES = 200 };

/* A one-liner shows its captures, not the scratch database behind them. */
static const char *title_of(const struct command_line *cl, const char *db)
{
	if (cl->verb[0] == '\0' && cl->arguments > 0) {
		const char *slash = strrchr(cl->argument[0], '/');

		return slash == NULL ? cl->argument[0] : slash + 1;
	}
	return cl->interfaces > 0 ? cl->interface[0] : db;
}

/* What the command that decides is told beside the decision. */
struct decider {
	char db[PATH_MAX + 8], by[128], config[PATH_MAX + 16],
		signatures[PATH_MAX + 16];
	const char *words[5];
};

static void decider_of(struct decider *d, const struct command_line *cl,
		       const char *db)
{
	unsigned n = 0;

	snprintf(d->db, sizeof(d->db), "--db=%s", db);
	snprintf(d->by, sizeof(d->by), "--by=%s", who_decides(cl));
	d->words[n++] = d->db;
	d->words[n++] = d->by;
	if (cl->config != NULL) {
		snprintf(d->config, sizeof(d->config), "--config=%s",
			 cl->config);
		d->words[n++] = d->config;
	}
	if (cl->signatures != NULL) {
		snprintf(d->signatures, sizeof(d->signatures),
			 "--signatures=%s", cl->signatures);
		d->words[n++] = d->signatures;
	}
	d->words[n] = NULL;
}

/* The console, or the summary where there is no terminal. undecided: why nothing
 * is decided in this database, or NULL. */
static int show_database(const struct command_line *cl, const char *db,
			 const char *undecided)
{
	struct decider decider;
	struct console_options o = {.color = style_wanted(cl, stdout),
				    .mask = cl->mask,
				    .title = title_of(cl, db),
				    .decide = decider.words,
				    .undecided = undecided};
	struct err e = {0};
	int status;

	if (!on_terminal() && cl->mask)
		return say_usage("--mask: masks the console alone, and that "
				 "needs a terminal");
	if (!on_terminal())
		return summary_print(cl, db);
	decider_of(&decider, cl, db);
	status = console_run(db, &o, &e);
	return e.kind != ERR_NONE ? say_error(&e) : status;
}

int cmd_console(const struct command_line *cl)
{
	const char *db = cl->arguments > 0 ? cl->argument[0]
					   : path_to_read(cl);

	return show_database(cl, db, NULL);
}

/* What watch said while the console held the screen. */
static void replay(FILE *words)
{
	char part[512];

	rewind(words);
	while (fgets(part, sizeof(part), words) != NULL)
		fputs(part, stderr);
	fclose(words);
}

static _Noreturn void watch_apart(const struct command_line *cl, FILE *words)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (null < 0 || dup2(null, STDIN_FILENO) < 0 ||
	    dup2(null, STDOUT_FILENO) < 0 ||
	    dup2(fileno(words), STDERR_FILENO) < 0)
		_exit(ERR_INPUT);
	_exit(cmd_watch(cl));
}

/* A file that is there may not be a database yet. */
static bool can_read(const char *db)
{
	struct err e = {0};
	struct reader *r = reader_open(db, &e);

	reader_close(r);
	return r != NULL;
}

/* The status with which watch gave up, or -1 when its database is there. */
static int wait_for(pid_t watch, const char *db)
{
	int status;

	for (unsigned i = 0; i < TRIES; i++) {
		if (waitpid(watch, &status, WNOHANG) == watch)
			return WIFEXITED(status) ? WEXITSTATUS(status)
						 : ERR_INPUT;
		/* A database of before is there at once; so look twice. */
		if (i > 5 && can_read(db))
			return -1;
		usleep(TRY_US);
	}
	return -1;
}

/* watch in a process of its own, the console here. */
static int open_live(const struct command_line *cl)
{
	struct command_line quiet = *cl;
	const char *db = path_to_watch(cl);
	FILE *words;
	int status;
	pid_t pid;

	quiet.quiet = true;
	if (!on_terminal())
		return cmd_watch(cl);
	words = tmpfile();
	pid = words != NULL ? fork() : -1;
	if (pid == 0)
		watch_apart(&quiet, words);
	if (pid < 0)
		return say_usage("no process for the capture: %s",
				 strerror(errno));
	status = wait_for(pid, db);
	if (status < 0) {
		status = show_database(cl, db, NULL);
		kill(pid, SIGTERM);
		waitpid(pid, NULL, 0);
	}
	replay(words);
	return status;
}

/* A name without dot and slash that is no file: more likely a verb. */
static int no_verb(const char *word)
{
	const char *like = command_like(word);

	if (like != NULL)
		return say_usage("%s is neither a file nor a verb; did you "
				 "mean %s?", word, like);
	return say_usage("%s is neither a file nor a verb; wardwatch help "
			 "lists the verbs", word);
}

int cmd_open(const struct command_line *cl)
{
	struct scratch s;
	struct err e = {0};
	bool read;
	int status;

	if (cl->interfaces > 0 && cl->arguments > 0)
		return say_usage("%.80s: read captures or listen with -i, not "
				 "both at a time", cl->argument[0]);
	if (cl->interfaces > 0)
		return open_live(cl);
	if (cl->db != NULL)
		return say_usage("--db %.80s: wardwatch scan FILE keeps what "
				 "it finds there; without a verb nothing is "
				 "kept", cl->db);
	if (cl->arguments == 1 && path_is_database(cl->argument[0]))
		return show_database(cl, cl->argument[0], NULL);
	if (access(cl->argument[0], F_OK) != 0 &&
	    strpbrk(cl->argument[0], "./") == NULL &&
	    strcmp(cl->argument[0], "-") != 0)
		return no_verb(cl->argument[0]);
	if (!scratch_make(&s, &e))
		return say_error(&e);
	status = scan_files(cl, s.db, &read);
	if (read && (status == 0 || status == ERR_INPUT ||
		     status == ERR_PERMISSION)) {
		status = status_worse(status,
				      show_database(cl, s.db,
						    "this database is removed "
						    "at the end; wardwatch "
						    "scan keeps one to decide "
						    "in"));
		say("the database of this reading is removed now; wardwatch "
		    "scan keeps it");
	}
	scratch_remove(&s);
	return status;
}

int cmd_demo(const struct command_line *cl)
{
	struct command_line hospital = *cl;
	char path[4200], *capture = path;
	struct err e = {0};

	if (!path_to_demo(path, sizeof(path))) {
		err_set(&e, ERR_INPUT, "the capture of the small hospital is "
			"not installed in %s; wardwatch FILE looks into yours",
			WW_DATADIR);
		return say_error(&e);
	}
	hospital.verb = "";
	hospital.argument = &capture;
	hospital.arguments = 1;
	return cmd_open(&hospital);
}
