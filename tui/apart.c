/* SPDX-License-Identifier: Apache-2.0 */
/* apart - our own program once more, in a process of its own. */
#include "tui/apart.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SELF "/proc/self/exe"
#define OUR_NAME "wardwatch: "

/* What the console blocks and catches is its own. */
static _Noreturn void run(const char *const words[], int said)
{
	/* execv() writes into no word. */
	const union {
		const char *const *given;
		char *const *wanted;
	} argv = {words};
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setsid();
	if (null >= 0 && dup2(null, STDIN_FILENO) >= 0 &&
	    dup2(null, STDOUT_FILENO) >= 0 && dup2(said, STDERR_FILENO) >= 0)
		execv(SELF, argv.wanted);
	_exit(ERR_PERMISSION);
}

bool apart_start(struct apart *a, const char *const words[], struct err *e)
{
	int ends[2];

	memset(a, 0, sizeof(*a));
	if (pipe2(ends, O_CLOEXEC) != 0)
		return err_set(e, ERR_PERMISSION, "no pipe to a process: %s",
			       strerror(errno));
	a->pid = fork();
	if (a->pid == 0)
		run(words, ends[1]);
	close(ends[1]);
	a->fd = ends[0];
	fcntl(a->fd, F_SETFL, O_NONBLOCK);
	if (a->pid > 0)
		return true;
	close(ends[0]);
	a->pid = 0;
	return err_set(e, ERR_PERMISSION, "no process to decide in: %s; try "
		       "again", strerror(errno));
}

/* False when all was heard. */
static bool hear(struct apart *a)
{
	char part[256];
	ssize_t n;

	while ((n = read(a->fd, part, sizeof(part))) > 0 ||
	       (n < 0 && errno == EINTR))
		for (ssize_t i = 0; i < n; i++)
			if (a->n + 1 < sizeof(a->said))
				a->said[a->n++] = part[i];
	a->said[a->n] = '\0';
	return n != 0 && errno == EAGAIN;
}

/* Lines become one: "a; b". */
static void join(struct apart *a)
{
	char line[APART_TEXT];
	size_t at = 0, n;

	for (const char *p = a->said; *p != '\0' && at < sizeof(line);
	     p += n + (p[n] == '\n')) {
		if (strncmp(p, OUR_NAME, strlen(OUR_NAME)) == 0)
			p += strlen(OUR_NAME);
		n = strcspn(p, "\n");
		at += (size_t)snprintf(line + at, sizeof(line) - at, "%s%.*s",
				       at > 0 ? "; " : "", (int)n, p);
	}
	if (a->said[0] != '\0')
		memcpy(a->said, line, sizeof(line));
}

bool apart_ended(struct apart *a, bool wait, int *status)
{
	struct pollfd more = {a->fd, POLLIN, 0};
	int how = 0;

	if (a->pid == 0)
		return false;
	while (hear(a)) {
		if (!wait)
			return false;
		poll(&more, 1, -1);
	}
	waitpid(a->pid, &how, 0);
	close(a->fd);
	a->pid = 0;
	join(a);
	*status = WIFEXITED(how) ? WEXITSTATUS(how) : ERR_INTEGRITY;
	return true;
}
