/* SPDX-License-Identifier: Apache-2.0 */
/* recorder - the process that sees facts and owns the database. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "capture/base/must.h"
#include "tui/job.h"
#include "tui/sandbox.h"
#include "tui/tube.h"
#include "tui/tui.h"

enum { NAP_MS = 5, TURN_MS = 200,
       FILE_PAUSE_MS = 20000 };

struct board *board_make(unsigned files)
{
	size_t size = sizeof(struct board) + files * sizeof(struct file_end);
	struct board *b = mmap(NULL, size, PROT_READ | PROT_WRITE,
			       MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	must(b != MAP_FAILED);
	b->files = files;
	return b;
}

struct err board_err(const struct board *b)
{
	struct err e = b->recorder.err;

	e.text[sizeof(e.text) - 1] = '\0';
	return e;
}

struct taker {
	struct recorder *recorder;
	struct board *board;
	uint8_t *octets;     /* TUBE_READ of them: no pipe holds more          */
};

static void take(void *ctx, const struct record *record, size_t n)
{
	struct taker *t = ctx;

	recorder_take(t->recorder, record, n);
	t->board->recorder.taken += n;
}

/* Takes what waits in a pipe; false when its last writer has gone. */
static bool drain(struct taker *t, int fd)
{
	ssize_t n = read(fd, t->octets, TUBE_READ);

	if (n < 0)
		return errno == EINTR || errno == EAGAIN;
	if (n > 0)
		tube_unpack(t->octets, (size_t)n, take, t);
	return n > 0;
}

/* The sentence of the moment, for the parent to print. */
static void tell_trouble(struct board *b, bool good, const struct err *e)
{
	if (!good)
		b->recorder.err = *e;
	b->recorder.troubled = !good;
}

/* Live, people look on; of files, what was read is judged now and then, since
 * a reading that is broken off can be done again. */
static uint64_t pause_ms(bool live)
{
	return live ? TURN_MS : FILE_PAUSE_MS;
}

/* Until all workers have ended, or there is no database any more. */
static void record(struct recorder *r, struct board *b, const int *pipes,
		   unsigned count, bool live)
{
	uint64_t next_ms = now_ms() + pause_ms(live);
	struct taker taker = {r, b, must_alloc(TUBE_READ, 1)};
	struct pollfd *wait = must_alloc(count, sizeof(*wait));
	unsigned open = count;
	struct err e = {0};
	bool good;

	for (unsigned i = 0; i < count; i++)
		wait[i] = (struct pollfd){.fd = pipes[i], .events = POLLIN};
	while (open > 0) {
		/* Records gather meanwhile: to be woken for each few of them
		 * would cost both sides more than the records do. */
		poll(NULL, 0, NAP_MS);
		poll(wait, count, TURN_MS);
		for (unsigned i = 0; i < count; i++) {
			if (wait[i].fd < 0 || wait[i].revents == 0)
				continue;
			if (drain(&taker, wait[i].fd))
				continue;
			close(wait[i].fd);
			wait[i].fd = -1;
			open--;
		}
		if (now_ms() < next_ms)
			continue;
		good = recorder_commit(r, now_ms(), false, &e);
		if (!good && e.kind == ERR_LOSS)
			break;
		tell_trouble(b, good, &e);
		next_ms = now_ms() + pause_ms(live);
	}
	free(taker.octets);
	free(wait);
}

/* What an earlier reading could not read is told again, not forgotten. */
static void tell_known(const struct recorder *r, struct board *b)
{
	for (unsigned i = 0; i < b->files; i++) {
		b->file[i].known = recorder_knows(r, i);
		if (recorder_problem(r, i)[0] != '\0')
			snprintf(b->file[i].problem, PROBLEM_TEXT,
				 "%s (known; --again reads it anew)",
				 recorder_problem(r, i));
	}
}

/* How the workers say that each was read; who wrote that may have left no end. */
static void end_captures(struct recorder *r, const struct board *b)
{
	char problem[PROBLEM_TEXT];

	for (unsigned i = 0; i < b->files; i++) {
		snprintf(problem, sizeof(problem), "%.*s", PROBLEM_TEXT - 1,
			 b->file[i].problem);
		if (b->file[i].ended || problem[0] != '\0')
			recorder_end_capture(r, i, problem);
	}
}

_Noreturn void recorder_main(const struct job *job, struct board *b,
			     const int *pipes, unsigned count)
{
	struct err e = {0};
	char folder[4096];
	struct recorder *r;
	bool good;

	if (!rights_drop(geteuid() == 0 ? job->user : NULL, false, &e)) {
		b->recorder.err = e;
		_exit((int)e.kind);
	}
	rights_harden();
	r = recorder_open(&job->record, &e);
	if (r == NULL) {
		b->recorder.err = e;
		_exit((int)e.kind);
	}
	path_to_folder(job->record.path, folder, sizeof(folder));
	if (sandbox_recorder(folder, &e) == SANDBOX_NONE && !job->insecure) {
		b->recorder.err = e;
		_exit(ERR_PERMISSION);
	}
	tell_known(r, b);
	b->recorder.ready = 1;
	record(r, b, pipes, count, job->live);
	end_captures(r, b);
	good = recorder_close(r, &e);
	/* The parent says what ended a recorder when it has ended. */
	if (good)
		tell_trouble(b, true, &e);
	else
		b->recorder.err = e;
	_exit(good ? 0 : (int)e.kind);
}
