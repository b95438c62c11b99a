/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_open - the one-liners: look into captures, or listen, and show. */
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/store.h"
#include "tui/console.h"
#include "tui/tui.h"

int show_database(const struct command_line *cl, const char *db)
{
	struct console_options o = {.color = style_wanted(cl, stdout),
				    .title = db};
	struct err e = {0};
	int status;

	if (!on_terminal())
		return summary_print(cl, db);
	status = console_run(db, &o, &e);
	return e.kind != ERR_NONE ? say_error(&e) : status;
}

int cmd_console(const struct command_line *cl)
{
	const char *db = cl->arguments > 0 ? cl->argument[0]
					   : path_to_read(cl);

	return show_database(cl, db);
}

/* watch in a process of its own, the console here. */
static int open_live(const struct command_line *cl)
{
	struct command_line quiet = *cl;
	const char *db = path_to_watch(cl);
	int status = 0, shown = 0;
	pid_t pid;

	quiet.quiet = true;
	if (!on_terminal())
		return cmd_watch(cl);
	pid = fork();
	if (pid == 0)
		_exit(cmd_watch(&quiet));
	if (pid < 0)
		return say_usage("cannot start a process");
	/* The database appears with the first commit. */
	for (unsigned i = 0; i < 100 && access(db, R_OK) != 0; i++) {
		if (waitpid(pid, &status, WNOHANG) == pid)
			return WIFEXITED(status) ? WEXITSTATUS(status)
						 : ERR_INPUT;
		usleep(50000);
	}
	shown = show_database(cl, db);
	kill(pid, SIGTERM);
	waitpid(pid, &status, 0);
	return shown;
}

int cmd_open(const struct command_line *cl)
{
	struct scratch s;
	struct err e = {0};
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
		return show_database(cl, cl->argument[0]);
	if (cl->arguments == 1 && access(cl->argument[0], F_OK) != 0 &&
	    command_like(cl->argument[0]) != NULL)
		return say_usage("%s is neither a file nor a verb; did you "
				 "mean %s?",
				 cl->argument[0], command_like(cl->argument[0]));
	if (!scratch_make(&s, &e))
		return say_error(&e);
	status = scan_files(cl, s.db);
	if ((status == 0 || status == ERR_INPUT) && access(s.db, F_OK) == 0) {
		status = status_worse(status, show_database(cl, s.db));
		say("the database of this reading is removed now; wardwatch "
		    "scan keeps it");
	}
	scratch_remove(&s);
	return status;
}
