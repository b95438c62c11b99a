/* SPDX-License-Identifier: Apache-2.0 */
/* term_test - signals before a terminal of our own. */
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tui/term.h"
#include "tests/support/unit.h"

enum { PATIENCE_MS = 10000, SEEN_MAX = 65536, OTHERS = 99 };

/* The other side: what it wrote so far. */
struct screen {
	pid_t pid;
	int fd;
	char seen[SEEN_MAX];
	size_t n;
};

/* Ends with the number of sizes that came, or OTHERS in trouble. */
static _Noreturn void hold_terminal(void)
{
	struct err e = {0};
	struct terminal *t;
	struct key k;
	int sizes = 0, idle = 0;

	setenv("TERM", "xterm", 1);
	t = term_open(true, &e);
	if (t == NULL)
		_exit(OTHERS);
	if (write(STDOUT_FILENO, "<ready>", 7) != 7)
		_exit(OTHERS);
	for (;;) {
		switch (term_wait(t, PATIENCE_MS, &k)) {
		case TERM_RESIZE:
			sizes++;
			if (write(STDOUT_FILENO, "<size>", 6) != 6)
				_exit(OTHERS);
			break;
		case TERM_END:
			term_close(t);
			_exit(sizes);
		case TERM_IDLE:
			/* Some kernels wake a call when they go on. */
			if (++idle > 3)
				_exit(OTHERS);
			break;
		case TERM_KEY:
			break;
		}
	}
}

static void wait_text(struct screen *s, const char *text)
{
	while (memmem(s->seen, s->n, text, strlen(text)) == NULL) {
		struct pollfd p = {s->fd, POLLIN, 0};
		ssize_t n;

		assert_int_equal(poll(&p, 1, PATIENCE_MS), 1);
		n = read(s->fd, s->seen + s->n, SEEN_MAX - s->n);
		assert_true(n > 0);
		s->n += (size_t)n;
	}
}

static void open_screen(struct screen *s)
{
	struct winsize size = {.ws_row = 24, .ws_col = 80};

	memset(s, 0, sizeof(*s));
	s->pid = forkpty(&s->fd, NULL, NULL, &size);
	if (s->pid == 0)
		hold_terminal();
	assert_true(s->pid > 0);
	wait_text(s, "<ready>");
}

/* Ends it by a signal; answers how often it was told of a size. */
static int end_screen(struct screen *s, int signal_number)
{
	int status = 0;

	kill(s->pid, signal_number);
	/* The first screen is back, and so is the cursor. */
	wait_text(s, "\x1b[?1049l");
	assert_non_null(memmem(s->seen, s->n, "\x1b[?25h", 6));
	assert_int_equal(waitpid(s->pid, &status, 0), s->pid);
	close(s->fd);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void every_way_to_end_restores_the_terminal(void **state)
{
	static const int ends[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

	(void)state;
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		struct screen s;

		open_screen(&s);
		assert_int_equal(end_screen(&s, ends[i]), 0);
	}
}

static void who_was_stopped_asks_for_the_size_again(void **state)
{
	struct screen s;

	(void)state;
	open_screen(&s);
	kill(s.pid, SIGSTOP);
	kill(s.pid, SIGCONT);
	wait_text(&s, "<size>");
	assert_int_equal(end_screen(&s, SIGTERM), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_way_to_end_restores_the_terminal),
		cmocka_unit_test(who_was_stopped_asks_for_the_size_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
