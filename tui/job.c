/* SPDX-License-Identifier: Apache-2.0 */
/* job - forks sensors and recorder, watches over them, ends them in order. */
#include "tui/job.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "capture/base/must.h"
#include "tui/sandbox.h"
#include "tui/watch.h"

enum { TURN_MS = 100 };

static bool start_recorder(struct watch *w, struct err *e)
{
	int pipes[WORKERS_MAX];

	w->recorder = fork();
	if (w->recorder < 0)
		return err_set(e, ERR_PERMISSION, "cannot start a process: %s",
			       strerror(errno));
	for (unsigned i = 0; i < w->hands; i++) {
		pipes[i] = w->hand[i].pipe[0];
		close(w->recorder == 0 ? w->hand[i].pipe[1] : pipes[i]);
		w->hand[i].pipe[w->recorder == 0 ? 1 : 0] = -1;
		if (w->recorder == 0)
			live_close(w->hand[i].ear);
	}
	if (w->recorder == 0)
		recorder_main(w->job, w->board, pipes, w->hands);
	while (!w->board->recorder.ready) {
		int status;

		if (waitpid(w->recorder, &status, WNOHANG) == w->recorder) {
			w->recorder = 0;
			*e = w->board->recorder.err;
			if (e->kind == ERR_NONE)
				err_set(e, ERR_LOSS,
					"the recorder ended without a word");
			return false;
		}
		poll(NULL, 0, 2);
	}
	return true;
}

static bool is_finished(int status)
{
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* A live worker ends by itself when its interface has gone, and no other way. */
static void worker_ended(struct watch *w, unsigned number, int status)
{
	struct hand *h = &w->hand[number];
	bool gone = w->job->live && w->board->live[number].gone;

	if (!is_finished(status) ||
	    (w->job->live && !gone && !w->board->stop)) {
		hand_died(w, number, status);
		return;
	}
	h->pid = 0;
	if (gone)
		port_gone(w, number, NULL);
}

/* When nobody will write there any more, the recorder hears of it. */
static void close_pipe(struct watch *w, unsigned number)
{
	struct hand *h = &w->hand[number];

	if (h->pid != 0 || h->due_ms > 0 || port_is_gone(w, number) ||
	    h->pipe[1] < 0)
		return;
	close(h->pipe[1]);
	h->pipe[1] = -1;
}

static void recorder_ended(struct watch *w, int status)
{
	w->recorder = 0;
	w->recorded = is_finished(status);
	w->recorder_signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	w->board->stop = 1;
}

/* Takes the children that ended; a finished worker's pipe closes with it. */
static void reap(struct watch *w)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (pid == w->recorder) {
			recorder_ended(w, status);
			continue;
		}
		for (unsigned i = 0; i < w->hands; i++) {
			if (w->hand[i].pid != pid)
				continue;
			worker_ended(w, i, status);
			close_pipe(w, i);
		}
	}
}

/* Asked once, all finish what they have; asked twice, none does. */
static void obey(struct watch *w, int signal)
{
	bool again = w->end->signal != 0;

	w->board->stop = 1;
	w->end->signal = signal;
	for (unsigned i = 0; again && i < w->hands; i++)
		if (w->hand[i].pid != 0)
			kill(w->hand[i].pid, SIGKILL);
	if (again && w->recorder > 0)
		kill(w->recorder, SIGKILL);
}

/* One that waits for a pipe does not see the flag. */
static void wake_workers(const struct watch *w)
{
	for (unsigned i = 0; i < w->hands; i++)
		if (w->hand[i].pid != 0)
			kill(w->hand[i].pid, SIGTERM);
}

/* Waits for a child or a word from outside; how long it took. */
static unsigned listen_a_while(struct watch *w)
{
	const struct timespec wait = {0, TURN_MS * 1000000};
	uint64_t before_ms = now_ms();
	int signal = sigtimedwait(&w->signals, NULL, &wait);
	unsigned took_ms = (unsigned)(now_ms() - before_ms);

	if (signal == SIGINT || signal == SIGTERM || signal == SIGHUP)
		obey(w, signal);
	if (signal == SIGUSR1)
		progress_counters(w->job, w->board);
	return took_ms;
}

/* A disk that refuses is told when it begins and when it is over. */
static void tell_trouble(struct watch *w)
{
	bool troubled = w->board->recorder.troubled != 0;
	struct err e;

	if (troubled == w->troubled)
		return;
	w->troubled = troubled;
	e = board_err(w->board);
	say("%s", troubled ? e.text : "what could not be stored is stored now");
}

static void turn(struct watch *w)
{
	hands_feel(w, listen_a_while(w));
	tell_trouble(w);
	if (w->board->stop && !w->job->live)
		wake_workers(w);
	reap(w);
	ports_look(w);
	hands_due(w);
}

static void add_up(struct watch *w)
{
	for (unsigned i = 0; i < w->hands; i++) {
		const struct live_counts *c = &w->board->live[i];

		w->end->frames += c->frames;
		w->end->kernel_drop += c->kernel_drop;
		w->end->interface_drop += c->interface_drop;
		w->end->pipe_drop += c->pipe_drop;
	}
	if (!w->job->live)
		w->end->frames = w->board->pulse[0].ordinal;
	for (unsigned i = 0; i < w->board->files; i++) {
		char *problem = w->board->file[i].problem;

		problem[PROBLEM_TEXT - 1] = '\0';
		if (problem[0] == '\0')
			continue;
		say("%s", problem);
		w->end->unreadable++;
	}
}

/* The recorder ends when the last pipe has closed, perhaps before anybody
 * waits for it. */
static bool end_recorder(struct watch *w, struct err *e)
{
	int status = 0;
	pid_t ended = 0;

	while (w->recorder > 0 && ended == 0) {
		ended = waitpid(w->recorder, &status, WNOHANG);
		if (ended == 0)
			listen_a_while(w);
	}
	if (ended > 0)
		recorder_ended(w, status);
	if (w->recorded)
		return true;
	*e = board_err(w->board);
	if (e->kind == ERR_NONE)
		err_set(e, ERR_LOSS,
			"the recorder died (signal %d); what it had committed "
			"is in the database, run the same command again",
			w->recorder_signal);
	return false;
}

static bool start_all(struct watch *w, struct err *e)
{
	if ((w->job->live && !ports_open(w, e)) || !hands_open(w, e) ||
	    !start_recorder(w, e))
		return false;
	if (geteuid() == 0 && w->job->user != NULL &&
	    !rights_drop(w->job->user, true, e))
		return false;
	for (unsigned i = 0; i < w->hands; i++)
		hand_start(w, i);
	return true;
}

static void block_signals(sigset_t *signals, sigset_t *before)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGUSR1,
				      SIGCHLD};

	sigemptyset(signals);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		sigaddset(signals, numbers[i]);
	sigprocmask(SIG_BLOCK, signals, before);
}

bool job_run(const struct job *job, struct job_end *end, struct err *e)
{
	struct watch w = {.job = job, .end = end, .ndpi = true};
	sigset_t before;
	bool good;

	memset(end, 0, sizeof(*end));
	w.hands = job->live ? job->workers * job->names : job->workers;
	must(w.hands <= WORKERS_MAX);
	w.board = board_make(job->live ? 0 : job->names);
	block_signals(&w.signals, &before);
	good = start_all(&w, e);
	if (good && job->started != NULL)
		say("%s", job->started);
	if (good && job->progress)
		progress_start(&w.progress, job, w.board);
	while (good && hands_working(&w)) {
		turn(&w);
		if (job->progress)
			progress_show(&w.progress, job, w.board);
	}
	if (job->progress)
		progress_end();
	w.board->stop = 1;
	ports_end(&w);
	for (unsigned i = 0; i < w.hands; i++)
		if (w.hand[i].pipe[1] > 0)
			close(w.hand[i].pipe[1]);
	add_up(&w);
	for (unsigned i = 0; i < w.hands; i++)
		live_close(w.hand[i].ear);
	if (w.recorder > 0 || good)
		good = end_recorder(&w, e) && good;
	sigprocmask(SIG_SETMASK, &before, NULL);
	return good;
}
