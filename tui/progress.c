/* SPDX-License-Identifier: Apache-2.0 */
/* progress - how far a job is, for people; on stderr only. */
#include "tui/progress.h"

#include <stdio.h>
#include <sys/stat.h>
#include <time.h>

#include "tui/tui.h"

enum { EVERY_MS = 250 };

uint64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

void progress_start(struct progress *p, const struct job *job,
		    const struct board *b)
{
	p->total = 0;
	for (unsigned i = 0; !job->live && i < job->names; i++)
		if (!b->file[i].known)
			p->total += job->record.captures[i].size;
	p->started_ms = p->shown_ms = now_ms();
}

static void show_file_job(const struct progress *p, const struct board *b)
{
	uint64_t spent = now_ms() - p->started_ms;
	uint64_t done = b->pulse[0].octets, total = p->total;

	fprintf(stderr, "\r\033[K%llu MiB", (unsigned long long)(done >> 20));
	if (total > 0)
		fprintf(stderr, " of %llu", (unsigned long long)(total >> 20));
	fprintf(stderr, ", %llu packets",
		(unsigned long long)b->pulse[0].ordinal);
	if (done > 0 && total > done && spent > 1000)
		fprintf(stderr, ", %llu s left",
			(unsigned long long)((total - done) /
					     (done / spent + 1) / 1000));
}

static void show_live_job(const struct job *job, const struct board *b)
{
	uint64_t frames = 0, lost = 0;

	for (unsigned i = 0; i < job->workers * job->names; i++) {
		frames += b->live[i].frames;
		lost += b->live[i].kernel_drop + b->live[i].interface_drop +
			b->live[i].pipe_drop;
	}
	fprintf(stderr, "\r\033[Klistening: %llu packets, %llu lost",
		(unsigned long long)frames, (unsigned long long)lost);
}

void progress_show(struct progress *p, const struct job *job,
		   const struct board *b)
{
	if (now_ms() - p->shown_ms < EVERY_MS)
		return;
	p->shown_ms = now_ms();
	if (job->live)
		show_live_job(job, b);
	else
		show_file_job(p, b);
	fflush(stderr);
}

void progress_end(void)
{
	fprintf(stderr, "\r\033[K");
	fflush(stderr);
}

void progress_counters(const struct job *job, const struct board *b)
{
	for (unsigned i = 0; i < job->workers * (job->live ? job->names : 1);
	     i++) {
		const struct live_counts *c = &b->live[i];

		say("worker %u%s%s: %llu packets read, %llu dropped by the "
		    "kernel, %llu by the interface, %llu facts dropped",
		    i, job->live ? " on " : "",
		    job->live ? job->name[i / job->workers] : "",
		    (unsigned long long)b->pulse[i].ordinal,
		    (unsigned long long)c->kernel_drop,
		    (unsigned long long)c->interface_drop,
		    (unsigned long long)c->pipe_drop);
	}
	say("recorder: %llu records taken%s%s",
	    (unsigned long long)b->recorder.taken,
	    b->recorder.troubled ? ", in trouble: " : "",
	    b->recorder.troubled ? b->recorder.err.text : "");
}
