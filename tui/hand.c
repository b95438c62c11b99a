/* SPDX-License-Identifier: Apache-2.0 */
/* hand - the workers: started, felt, and replaced when they die. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tui/tube.h"
#include "tui/watch.h"

enum {
	HUNG_MS = 900,      /* nDPI may take this long over one packet         */
	STILL_MS = 10000,   /* a live worker turns ten times a second          */
	LAST_STILL_MS = 2500, /* at the end: all is to be over within 5 s      */
	START_MS = 60000,   /* a large table takes its time                    */
	TURN_MOST_MS = 200, /* a longer one was the parent's own sleep         */
	TELL_MS = 500,
	NDPI_DEATHS = 20,   /* without a quiet hour: nDPI is left out          */
};

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

bool hands_open(struct watch *w, struct err *e)
{
	for (unsigned i = 0; i < w->hands; i++) {
		if (pipe2(w->hand[i].pipe, O_CLOEXEC) != 0)
			return err_set(e, ERR_PERMISSION, "no pipe: %s",
				       strerror(errno));
		fcntl(w->hand[i].pipe[1], F_SETPIPE_SZ, TUBE_READ);
	}
	return true;
}

void hand_start(struct watch *w, unsigned number)
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
		.resume_after = h->resume_after,
		.poison = w->poison,
		.poisons = w->poisons,
	};

	job.limits.ndpi = job.limits.ndpi && w->ndpi;
	w->board->pulse[number].in_ndpi = 0;
	w->board->pulse[number].ready = 0;
	h->still_ms = h->ndpi_ms = 0;
	h->hung = false;
	h->due_ms = 0;
	h->pid = fork();
	if (h->pid == 0) {
		close_others(w, number);
		if (job.live)
			worker_live(&start);
		worker_files(&start);
	}
	if (h->pid > 0)
		return;
	h->pid = 0;
	h->due_ms = w->board->stop ? 0 : now_ms() + TIRED_WAIT_MS;
	say("cannot start a process: %s%s", strerror(errno),
	    w->board->stop ? "" : "; tried again in 10 s");
}

void hand_tell(struct watch *w, unsigned number, enum tally tally, uint64_t n)
{
	struct pollfd room = {.fd = w->hand[number].pipe[1], .events = POLLOUT};
	struct record r = {
		.kind = RECORD_TALLY,
		.as.tally = {.capture = (uint16_t)(w->job->live
						   ? number / w->job->workers
						   : 0),
			     .tally = (uint16_t)tally,
			     .n = n},
	};

	if (n == 0 || w->recorder == 0)
		return;
	/* Nobody else writes there now: where there is room, it does not
	 * block. */
	if (poll(&room, 1, TELL_MS) <= 0 || !tube_write_one(room.fd, &r))
		w->board->live[number].pipe_drop++;
}

/* Its conversation is never shown to nDPI again. */
static void learn_poison(struct watch *w, unsigned number)
{
	const struct pulse *p = &w->board->pulse[number];

	if (p->in_ndpi && w->poisons < POISON_MAX)
		w->poison[w->poisons++] = p->conversation;
}

/* The frames that the kernel had taken for a worker and it had not read when it
 * died go with its ring. */
void hand_deaf(struct watch *w, unsigned number)
{
	struct hand *h = &w->hand[number];
	struct live_counts *c = &w->board->live[number];
	struct live_stats rest;
	uint64_t unheard = 0;

	if (h->ear == NULL)
		return;
	c->frames = w->board->pulse[number].ordinal;
	if (live_stats(h->ear, &rest)) {
		c->received += rest.received;
		if (c->received > c->frames + c->kernel_drop)
			unheard = c->received - c->frames - c->kernel_drop;
		c->kernel_drop += unheard;
	}
	live_close(h->ear);
	h->ear = NULL;
	hand_tell(w, number, TALLY_kernel_drop, unheard);
}

/* Nobody reads on: what is not read is told, and stored with the capture. */
static void give_up_files(struct watch *w, uint64_t at)
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

/* One interface deaf for good would look like a quiet one. */
static void give_up_live(struct watch *w, unsigned number)
{
	const struct tired *t = &w->hand[number].tired;

	say("%s: its worker died %u times%s: watch ends; look at what it said, "
	    "and start it again",
	    w->job->name[number / w->job->workers],
	    t->unborn >= TIRED_UNBORN ? t->unborn : t->hour,
	    t->unborn >= TIRED_UNBORN ? " before it could listen"
				      : " with no quiet hour between");
	w->end->worn_out = true;
	w->board->stop = 1;
}

static void say_died(const struct watch *w, unsigned number, int status)
{
	const struct pulse *p = &w->board->pulse[number];
	const struct hand *h = &w->hand[number];

	say("worker %u %s at frame %llu%s: %sits open conversations are lost",
	    number,
	    h->hung		    ? "stood still and was killed"
	    : WIFSIGNALED(status) ? "died"
				    : "failed",
	    (unsigned long long)p->ordinal, p->in_ndpi ? " inside nDPI" : "",
	    w->board->stop ? "" : "replaced, ");
}

/* What is wrong may be nDPI, wherever it showed. */
static void suspect_ndpi(struct watch *w)
{
	tired_died(&w->all, true, now_ms());
	if (!w->ndpi || w->all.hour < NDPI_DEATHS)
		return;
	w->ndpi = false;
	say("nDPI is left out from here on");
}

/* The frames of the meantime wait in its ring. */
static void follow_live(struct watch *w, unsigned number)
{
	struct hand *h = &w->hand[number];
	uint64_t wait_ms = tired_wait_ms(&h->tired);
	struct err e = {0};

	h->ear = port_listen(w, number, &e);
	if (h->ear == NULL || !live_begin(h->ear, &e)) {
		port_gone(w, number, &e);
		return;
	}
	if (wait_ms == 0)
		hand_start(w, number);
	else
		h->due_ms = now_ms() + wait_ms;
}

void hand_died(struct watch *w, unsigned number, int status)
{
	struct hand *h = &w->hand[number];
	const struct pulse *p = &w->board->pulse[number];

	learn_poison(w, number);
	h->pid = 0;
	h->resume_after = p->ordinal;
	/* Without a recorder all end, and one sentence says why. */
	if (w->recorder > 0)
		say_died(w, number, status);
	tired_died(&h->tired, p->ready != 0, now_ms());
	suspect_ndpi(w);
	hand_deaf(w, number);
	hand_tell(w, number, TALLY_worker_lost, 1);
	if (w->board->stop)
		return;
	if (!w->job->live && (w->job->stream || tired_out(&h->tired)))
		give_up_files(w, p->ordinal);
	else if (!w->job->live)
		hand_start(w, number);
	else if (tired_out(&h->tired))
		give_up_live(w, number);
	else if (port_is_gone(w, number))
		port_gone(w, number, NULL);
	else
		follow_live(w, number);
}

void hands_due(struct watch *w)
{
	for (unsigned i = 0; i < w->hands; i++) {
		struct hand *h = &w->hand[i];

		if (h->due_ms > 0 &&
		    (w->board->stop || now_ms() >= h->due_ms))
			hand_start(w, i);
	}
}

/* How long it may stand still; 0: as long as it takes. */
static unsigned still_most_ms(const struct watch *w, unsigned number)
{
	/* Of files, it may wait for the recorder. */
	if (!w->job->live)
		return 0;
	if (w->board->stop)
		return LAST_STILL_MS;
	return w->board->pulse[number].ready ? STILL_MS : START_MS;
}

static void feel(struct watch *w, unsigned number, unsigned passed_ms)
{
	struct hand *h = &w->hand[number];
	const struct pulse *p = &w->board->pulse[number];
	unsigned most_ms = still_most_ms(w, number);
	bool moved = p->beats != h->beats;

	h->beats = p->beats;
	h->still_ms = moved ? 0 : h->still_ms + passed_ms;
	h->ndpi_ms = moved || !p->in_ndpi ? 0 : h->ndpi_ms + passed_ms;
	if (h->ndpi_ms < HUNG_MS && (most_ms == 0 || h->still_ms < most_ms))
		return;
	h->hung = true;
	kill(h->pid, SIGKILL);
}

void hands_feel(struct watch *w, unsigned passed_ms)
{
	if (passed_ms > TURN_MOST_MS)
		passed_ms = TURN_MOST_MS;
	for (unsigned i = 0; i < w->hands; i++)
		if (w->hand[i].pid != 0)
			feel(w, i, passed_ms);
}

bool hands_working(const struct watch *w)
{
	for (unsigned i = 0; i < w->hands; i++)
		if (w->hand[i].pid != 0 || w->hand[i].due_ms > 0 ||
		    (!w->board->stop && port_is_gone(w, i)))
			return true;
	return false;
}
