/* SPDX-License-Identifier: Apache-2.0 */
/* progress - how far a job is, for people; on stderr only. */
#ifndef WW_PROGRESS_H
#define WW_PROGRESS_H

#include "tui/job.h"

struct progress {
	uint64_t total;      /* octets of all files that are read              */
	uint64_t started_ms, shown_ms;
};

void progress_start(struct progress *, const struct job *,
		    const struct board *);
/* Redraws the line at most four times a second. */
void progress_show(struct progress *, const struct job *,
		   const struct board *);
void progress_end(void);
/* All counters of a live job, one line each (SIGUSR1). */
void progress_counters(const struct job *, const struct board *);

#endif
