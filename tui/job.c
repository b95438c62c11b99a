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
#include "tui/progress.h"
#include "tui/sandbox.h"
#include "tui/tube.h"
#include "tui/tui.h"

enum {
	TURN_MS = 100,
	HUNG_MS = 900,      /* nDPI may take this long over one packet         */
	NDPI_LIVES = 20,    /* lost workers before nDPI is left out            */
	LIVES = 200,        /* lost workers before a file is given up          */
};

struct hand {
	pid_t pid;          /* 0 when it has ended for good                    */
	int pipe[2];        /* the parent keeps the writing end for successors */
	uint64_t beats;     /* when last looked at                             */
	unsigned still_ms;  /* and for how long they have not moved            */
	unsigned lost;      /* predecessors                                    */
	struct live *ear;   /* live: to count what a dead worker had not read  */
	uint64_t unheard;
};

struct watch {
	const struct job *job;
	struct board *board;
	struct hand hand[WORKERS_MAX];
	unsigned hands;
	pid_t recorder;
	bool recorded;      /* it ended, and all is in the database            */
	uint64_t poison[POISON_MAX];
	unsigned poisons;
	bool ndpi, troubled;
	sigset_t signals;
	struct job_end *end;
	struct progress progress;
};

static struct live *listen_on(const struct watch *w, unsigned number,
			      struct err *e)
{
	const struct job *job = w->job;
	unsigned interface = number / job->workers;
	struct live_options o = {
		.interface = job->name[interface],
		.filter = job->filter,
		.filter_raw = job->filter_raw,
		.worker = number % job->workers,
		.workers = job->workers,
		.fanout_group = (uint16_t)(getpid() + (int)interface),
		.buffer_mib = job->buffer_mib,
		.snap_length = job->snap_length,
		.capture = (uint16_t)interface,
	};

	return live_open(&o, e);
}

/* A child keeps its own pipe end and ear and nothing of the others': the kernel
 * would go on sharing frames out to an ear that somebody holds and nobody reads.
 */
static void close_others(const struct watch *w, unsigned mine)
{
	for (unsigned i = 0; i < w->hands; i++) {
		if (i != mine)
			live_close(w->hand[i].ear);
		if (w->hand[i].pipe[0] > 0)
			close(w->hand[i].pipe[0]);
		if (i != mine && w->hand[i].pipe[1] > 0)
			close(w->hand[i].pipe[1]);
	}
}

static bool start_worker(struct watch *w, unsigned number,
			 uint64_t resume_after)
{
	struct hand *h = &w->hand[number];
	struct job job = *w->job;
	struct worker_start start = {
		.job = &job,
		.board = w->board,
		.number = number,
		.pipe = h->pipe[1],
		.handle = h->ear,
		.capture = (uint16_t)(job.live ? number / job.workers : 0),
		.resume_after = resume_after,
		.poison = w->poison,
		.poisons = w->poisons,
		.lost = h->lost,
		.unheard = h->unheard,
	};

	job.limits.ndpi = job.limits.ndpi && w->ndpi;
	w->board->pulse[number].in_ndpi = 0;
	h->still_ms = 0;
	h->pid = fork();
	if (h->pid == 0) {
		close_others(w, number);
		if (job.live)
			worker_live(&start);
		worker_files(&start);
	}
	return h->pid > 0;
}

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
				err_set(e, ERR_DATABASE,
					"the recorder ended without a word");
			return false;
		}
		poll(NULL, 0, 2);
	}
	return true;
}

/* Its conversation is never shown to nDPI again. */
static void learn_poison(struct watch *w, unsigned number)
{
	const struct pulse *p = &w->board->pulse[number];

	if (p->in_ndpi && w->poisons < POISON_MAX)
		w->poison[w->poisons++] = p->conversation;
}

/* Nobody reads on: what is not read is told, and stored with the capture. */
static void give_up(struct watch *w, uint64_t at)
{
	for (unsigned i = 0; i < w->board->files; i++) {
		struct file_end *end = &w->board->file[i];

		if (!end->known && !end->ended && end->problem[0] == '\0')
			snprintf(end->problem, PROBLEM_TEXT,
				 "%s: not read to its end: the process that "
				 "read it died at frame %llu",
				 w->job->record.captures[i].name,
				 (unsigned long long)at);
	}
}

/* The frames that the kernel had taken for a worker and it had not read when it
 * died go with its ring. */
static void close_ear(struct watch *w, unsigned number)
{
	struct hand *h = &w->hand[number];
	struct live_counts *c = &w->board->live[number];
	struct live_stats rest;

	h->unheard = 0;
	c->frames = w->board->pulse[number].ordinal;
	if (live_stats(h->ear, &rest)) {
		c->received += rest.received;
		c->interface_drop += rest.interface_drop;
		if (c->received > c->frames + c->kernel_drop)
			h->unheard = c->received - c->frames - c->kernel_drop;
		c->kernel_drop += h->unheard;
	}
	live_close(h->ear);
	h->ear = NULL;
}

/* A worker died: its flows are lost, the capture is not. */
static void replace(struct watch *w, unsigned number, int status)
{
	struct hand *h = &w->hand[number];
	uint64_t at = w->board->pulse[number].ordinal;
	struct err e = {0};

	learn_poison(w, number);
	h->pid = 0;
	h->lost++;
	w->end->lost_workers++;
	say("worker %u %s at frame %llu%s: replaced, its open conversations "
	    "are lost",
	    number, WIFSIGNALED(status) ? "died" : "failed",
	    (unsigned long long)at,
	    w->board->pulse[number].in_ndpi ? " inside nDPI" : "");
	if (w->end->lost_workers == NDPI_LIVES) {
		w->ndpi = false;
		say("nDPI is left out from here on");
	}
	if (w->job->live)
		close_ear(w, number);
	if (w->board->stop)
		return;
	if (w->job->stream || w->end->lost_workers >= LIVES) {
		give_up(w, at);
		return;
	}
	if (w->job->live) {
		h->ear = listen_on(w, number, &e);
		if (h->ear == NULL || !live_begin(h->ear, &e)) {
			live_close(h->ear);
			h->ear = NULL;
			say_error(&e);
			w->end->gone++;
			return;
		}
	}
	start_worker(w, number, at);
}

static bool is_finished(int status)
{
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* A worker of an interface ends by itself when that has gone. */
static void tell_gone(struct watch *w, unsigned number)
{
	if (!w->job->live || !w->board->live[number].gone)
		return;
	say("%s: the interface disappeared; nothing is heard there any more",
	    w->job->name[number / w->job->workers]);
	w->end->gone++;
}

/* Takes the children that ended; a finished worker's pipe closes with it. */
static void reap(struct watch *w)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (pid == w->recorder) {
			w->recorder = 0;
			w->recorded = is_finished(status);
			w->board->stop = 1;
			continue;
		}
		for (unsigned i = 0; i < w->hands; i++) {
			struct hand *h = &w->hand[i];

			if (h->pid != pid)
				continue;
			if (is_finished(status)) {
				h->pid = 0;
				tell_gone(w, i);
			} else
				replace(w, i, status);
			if (h->pid == 0 && h->pipe[1] >= 0) {
				close(h->pipe[1]);
				h->pipe[1] = -1;
			}
		}
	}
}

/* Kills a worker that nDPI holds. */
static void feel_pulse(struct watch *w, unsigned passed_ms)
{
	for (unsigned i = 0; i < w->hands; i++) {
		struct hand *h = &w->hand[i];
		const struct pulse *p = &w->board->pulse[i];

		if (h->pid == 0)
			continue;
		h->still_ms = p->in_ndpi && p->beats == h->beats
				      ? h->still_ms + passed_ms
				      : 0;
		h->beats = p->beats;
		if (h->still_ms >= HUNG_MS)
			kill(h->pid, SIGKILL);
	}
}

static bool working(const struct watch *w)
{
	for (unsigned i = 0; i < w->hands; i++)
		if (w->hand[i].pid != 0)
			return true;
	return false;
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
	feel_pulse(w, listen_a_while(w));
	tell_trouble(w);
	if (w->board->stop && !w->job->live)
		wake_workers(w);
	reap(w);
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
		w->recorded = is_finished(status);
	if (w->recorded)
		return true;
	*e = board_err(w->board);
	if (e->kind == ERR_NONE)
		err_set(e, ERR_DATABASE,
			"the recorder died; what it had committed is in the "
			"database, run the same command again");
	return false;
}

static bool open_pipes(struct watch *w, struct err *e)
{
	for (unsigned i = 0; i < w->hands; i++) {
		if (pipe2(w->hand[i].pipe, O_CLOEXEC) != 0)
			return err_set(e, ERR_PERMISSION, "no pipe: %s",
				       strerror(errno));
		fcntl(w->hand[i].pipe[1], F_SETPIPE_SZ, TUBE_READ);
	}
	return true;
}

static bool start_all(struct watch *w, struct err *e)
{
	for (unsigned i = 0; i < w->hands && w->job->live; i++) {
		w->hand[i].ear = listen_on(w, i, e);
		if (w->hand[i].ear == NULL)
			return false;
	}
	for (unsigned i = 0; i < w->hands && w->job->live; i++)
		if (!live_begin(w->hand[i].ear, e))
			return false;
	if (!open_pipes(w, e) || !start_recorder(w, e))
		return false;
	if (geteuid() == 0 && w->job->user != NULL &&
	    !rights_drop(w->job->user, true, e))
		return false;
	for (unsigned i = 0; i < w->hands; i++)
		if (!start_worker(w, i, 0))
			return err_set(e, ERR_PERMISSION,
				       "cannot start a process: %s",
				       strerror(errno));
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
	while (good && working(&w)) {
		turn(&w);
		if (job->progress)
			progress_show(&w.progress, job, w.board);
	}
	if (job->progress)
		progress_end();
	w.board->stop = 1;
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
