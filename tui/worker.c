/* SPDX-License-Identifier: Apache-2.0 */
/* worker - a sensor process: frames in, records out, nothing else. */
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "capture/base/must.h"
#include "tui/job.h"
#include "tui/sandbox.h"
#include "tui/tube.h"

enum { WORKER_BROKEN = 3, TURN_MS = 100, LAST_MS = 1000,
       TURN_FRAMES = 4096, SOON = 16, ROOM = 65536, KEPT = 64 << 20 };

static void enter_sandbox(const struct worker_start *w)
{
	struct err e = {0};
	enum sandbox_level level;

	if (!rights_drop(geteuid() == 0 ? rights_default_user() : NULL, false,
			 &e))
		_exit(WORKER_BROKEN);
	rights_harden();
	level = sandbox_sensor(w->pipe, &e);
	if (level == SANDBOX_NONE && !w->job->insecure) {
		dprintf(STDERR_FILENO, "wardwatch: %s; --insecure goes on\n",
			e.text);
		_exit(WORKER_BROKEN);
	}
}

static struct sensor *open_sensor(const struct worker_start *w, struct tube *t)
{
	struct sensor_options o = {
		.limits = w->job->limits,
		.worker = w->number,
		.workers = w->job->workers,
		.shared_by_kernel = w->job->live,
		.captures = w->job->names,
		.poison = w->poison,
		.poisons = w->poisons,
		.pulse = &w->board->pulse[w->number],
	};
	struct err e = {0};
	struct sensor *s;

	/* What nDPI gives back it soon wants again. */
	mallopt(M_TRIM_THRESHOLD, KEPT);
	tube_open(t, w->pipe, w->job->live ? BACKLOG_RECORDS : 0);
	s = sensor_open(&o, tube_take, t, &e);
	if (s == NULL) {
		dprintf(STDERR_FILENO, "wardwatch: %s\n", e.text);
		_exit(WORKER_BROKEN);
	}
	return s;
}

/* ---- files -------------------------------------------------------------------- */

struct files {
	int *fd;
	const char **name;   /* without folders: paths stay out of sentences   */
	uint16_t *number;    /* as the recorder counts them                    */
	uint16_t count;
};

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

static void open_files(const struct worker_start *w, struct files *files)
{
	const struct job *job = w->job;
	struct rlimit most;

	if (getrlimit(RLIMIT_NOFILE, &most) == 0) {
		most.rlim_cur = most.rlim_max;
		setrlimit(RLIMIT_NOFILE, &most);
	}
	files->fd = must_alloc(job->names, sizeof(*files->fd));
	files->name = must_alloc(job->names, sizeof(*files->name));
	files->number = must_alloc(job->names, sizeof(*files->number));
	files->count = 0;
	for (uint16_t i = 0; i < job->names; i++) {
		bool stream = strcmp(job->name[i], "-") == 0;
		int fd;

		if (w->board->file[i].known)
			continue;
		fd = stream ? dup(STDIN_FILENO)
			    : open(job->name[i], O_RDONLY | O_CLOEXEC);
		if (fd < 0 && errno == EINTR)
			continue; /* told to stop before a pipe's writer came */
		if (fd < 0) {
			snprintf(w->board->file[i].problem, PROBLEM_TEXT,
				 "%s: %s", base_name(job->name[i]),
				 strerror(errno));
			continue;
		}
		files->fd[files->count] = fd;
		files->name[files->count] =
			stream ? "standard input" : base_name(job->name[i]);
		files->number[files->count++] = i;
	}
}

/* One of the workers says how each file ended. */
static void tell_ends(const struct worker_start *w, const struct files *files,
		      const struct merge *m, struct sensor *s)
{
	for (uint16_t i = 0; i < files->count; i++) {
		const struct source_state *state = merge_state(m, i);
		struct file_end *end = &w->board->file[files->number[i]];

		if (state->err.kind != ERR_NONE)
			snprintf(end->problem, PROBLEM_TEXT, "%s",
				 state->err.text);
		if (state->truncated)
			sensor_tally(s, files->number[i], TALLY_truncated_file,
				     1);
		if (state->skipped > 0)
			sensor_tally(s, files->number[i], TALLY_skipped_octets,
				     state->skipped);
		end->ended = 1;
	}
}

static void wake(int signal)
{
	(void)signal;
}

/* SIGTERM of the parent interrupts the wait for a pipe, and does no more. */
static void hear_stop(void)
{
	struct sigaction interrupt = {.sa_handler = wake};
	sigset_t term;

	sigaction(SIGTERM, &interrupt, NULL);
	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	sigprocmask(SIG_UNBLOCK, &term, NULL);
	prctl(PR_SET_PDEATHSIG, SIGKILL); /* also while it opens a pipe */
}

_Noreturn void worker_files(const struct worker_start *w)
{
	struct pulse *pulse = &w->board->pulse[w->number];
	struct files files;
	struct tube tube;
	struct sensor *s;
	struct merge *m;
	struct frame f[SENSOR_BATCH];
	uint64_t passed = 0;

	hear_stop();
	open_files(w, &files);
	s = open_sensor(w, &tube);
	enter_sandbox(w);
	m = merge_open(files.fd, files.name, files.count);
	pulse->ready = 1;
	while (passed < w->resume_after && merge_next(m, f))
		passed++;
	pulse->ordinal = passed;
	while (!w->board->stop) {
		unsigned n = 0;

		while (n < SENSOR_BATCH && (n == 0 || merge_holds(m)) &&
		       merge_next(m, &f[n])) {
			f[n].capture = files.number[f[n].capture];
			n++;
		}
		if (n == 0)
			break;
		sensor_step(s, f, n);
		if (pulse->ordinal % 1024 < n)
			pulse->octets = merge_octets(m);
	}
	pulse->octets = merge_octets(m);
	if (w->number == 0 && !w->board->stop)
		tell_ends(w, &files, m, s);
	sensor_finish(s);
	_exit(tube_flush(&tube) ? 0 : WORKER_BROKEN);
}

/* ---- live --------------------------------------------------------------------- */

struct ear {
	const struct worker_start *start;
	struct sensor *sensor;
	struct live_stats told;
	uint64_t heard;      /* frames of this handle, not of predecessors     */
	struct frame frame[SENSOR_BATCH]; /* that wait for their batch         */
	unsigned waiting;
	size_t used;
	uint8_t octets[ROOM]; /* theirs: the kernel takes a block back as soon
				 as its last frame has been handed over        */
};

static void pass_on(struct ear *ear)
{
	sensor_step(ear->sensor, ear->frame, ear->waiting);
	ear->waiting = 0;
	ear->used = 0;
}

static void hear(void *ctx, struct frame *f)
{
	struct ear *ear = ctx;
	const struct worker_start *w = ear->start;
	size_t n = cur_left(&f->bytes);

	if (ear->waiting == SENSOR_BATCH || n > ROOM - ear->used)
		pass_on(ear);
	ear->heard++;
	f->number = w->board->pulse[w->number].ordinal + ear->waiting + 1;
	f->capture = w->capture;
	if (n > ROOM) {
		sensor_step(ear->sensor, f, 1);
		return;
	}
	cur_copy(&f->bytes, ear->octets + ear->used, n);
	f->bytes = cur_of(ear->octets + ear->used, n);
	ear->frame[ear->waiting++] = *f;
	ear->used += n;
}

/* How many frames there were, -1 when the interface went. */
static int hear_turn(struct ear *ear)
{
	int n = live_read(ear->start->handle, TURN_FRAMES, hear, ear);

	pass_on(ear);
	return n;
}

static void count_losses(struct ear *ear)
{
	const struct worker_start *w = ear->start;
	struct live_counts *counts = &w->board->live[w->number];
	struct live_stats now;

	if (!live_stats(w->handle, &now))
		return;
	sensor_tally(ear->sensor, w->capture, TALLY_kernel_drop,
		     now.kernel_drop - ear->told.kernel_drop);
	sensor_tally(ear->sensor, w->capture, TALLY_interface_drop,
		     now.interface_drop - ear->told.interface_drop);
	counts->received += now.received - ear->told.received;
	counts->kernel_drop += now.kernel_drop - ear->told.kernel_drop;
	counts->interface_drop += now.interface_drop - ear->told.interface_drop;
	ear->told = now;
}

/* Reads what the ring still holds; a busy port never empties it, so what is
 * left after a while is dropped with the ring, and that is counted. */
static void hear_out(struct ear *ear)
{
	const struct worker_start *w = ear->start;
	struct live_counts *counts = &w->board->live[w->number];
	struct pollfd wait = {.fd = live_descriptor(w->handle),
			      .events = POLLIN};
	uint64_t until_ms = now_ms() + LAST_MS, known;
	int n;

	do {
		n = hear_turn(ear);
		w->board->pulse[w->number].beats++;
		counts->frames += n > 0 ? (uint64_t)n : 0;
		/* The kernel hands a block over when it is full or old. */
	} while ((n > 0 || (n == 0 && poll(&wait, 1, 2 * TURN_MS) > 0)) &&
		 now_ms() < until_ms);
	count_losses(ear);
	known = ear->heard + ear->told.kernel_drop;
	if (ear->told.received <= known)
		return;
	sensor_tally(ear->sensor, w->capture, TALLY_kernel_drop,
		     ear->told.received - known);
	counts->kernel_drop += ear->told.received - known;
}

_Noreturn void worker_live(const struct worker_start *w)
{
	struct live_counts *counts = &w->board->live[w->number];
	struct pulse *pulse = &w->board->pulse[w->number];
	struct pollfd wait = {.fd = live_descriptor(w->handle),
			      .events = POLLIN};
	struct tube tube;
	struct ear ear = {.start = w, .sensor = open_sensor(w, &tube)};
	uint64_t next_ms = 0;

	/* The sandbox allows no such change any more. */
	must(fcntl(w->pipe, F_SETFL, O_NONBLOCK) == 0);
	enter_sandbox(w);
	tube.refused = &counts->pipe_drop;
	tube.beats = &pulse->beats;
	pulse->ready = 1;
	while (!w->board->stop) {
		int n = hear_turn(&ear);

		pulse->beats++;
		if (n < 0) {
			counts->gone = 1;
			break;
		}
		counts->frames += (uint64_t)n;
		if (now_ms() >= next_ms) {
			next_ms = now_ms() + 1000;
			count_losses(&ear);
			sensor_report(ear.sensor);
			tube_flush(&tube);
		}
		if (tube.waiting >= SOON)
			tube_flush(&tube);
		if (n == 0)
			poll(&wait, 1, TURN_MS);
	}
	tube.patient = true; /* for its last words */
	if (counts->gone)
		count_losses(&ear);
	else
		hear_out(&ear);
	sensor_finish(ear.sensor);
	_exit(tube_flush(&tube) ? 0 : WORKER_BROKEN);
}
