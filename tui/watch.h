/* SPDX-License-Identifier: Apache-2.0 */
/* watch - what the parent knows of its processes and interfaces. */
#ifndef WW_WATCH_H
#define WW_WATCH_H

#include <signal.h>
#include <sys/types.h>

#include "tui/job.h"
#include "tui/progress.h"
#include "tui/tired.h"
#include "tui/tui.h"

/* The place of a worker, whoever holds it. */
struct hand {
	pid_t pid;          /* 0 while nobody does                             */
	uint64_t due_ms;    /* then: when the next one starts; 0: none will    */
	int pipe[2];        /* the parent keeps the writing end for successors */
	uint64_t beats;     /* when last looked at                             */
	unsigned still_ms;  /* and for how long they have not moved            */
	unsigned ndpi_ms;   /* likewise, inside nDPI                           */
	bool hung;          /* killed for that                                 */
	struct tired tired; /* of its predecessors                             */
	uint64_t resume_after;
	struct live *ear;   /* live: to count what a dead worker had not read  */
};

struct port {               /* an interface                                    */
	uint64_t gone_ms;   /* since when; 0: it is there                      */
	uint64_t next_ms;   /* when it is looked for again                     */
	unsigned wait_ms;   /* and after that                                  */
};

struct watch {
	const struct job *job;
	struct board *board;
	struct hand hand[WORKERS_MAX];
	unsigned hands;
	struct port port[INTERFACES_MAX];
	pid_t recorder;
	bool recorded;      /* it ended, and all is in the database            */
	int recorder_signal; /* that ended it                                  */
	uint64_t poison[POISON_MAX];
	unsigned poisons;
	struct tired all;   /* deaths of all workers                           */
	bool ndpi, troubled;
	sigset_t signals;
	struct job_end *end;
	struct progress progress;
};

/* ---- hand.c ------------------------------------------------------------------ */

bool hands_open(struct watch *, struct err *);
/* Now, or when a process can be had again. */
void hand_start(struct watch *, unsigned number);
/* Its worker died: its flows are lost, the capture is not. */
void hand_died(struct watch *, unsigned number, int status);
/* Starts those whose time has come; at the end also those that wait, for what
 * the kernel keeps for them. */
void hands_due(struct watch *);
/* Kills workers that nDPI holds or that stand still. */
void hands_feel(struct watch *, unsigned passed_ms);
bool hands_working(const struct watch *);
/* Writes a counter that no worker can tell any more into its pipe. */
void hand_tell(struct watch *, unsigned number, enum tally, uint64_t n);
/* Counts what the kernel had for it that it had not read, and closes its ear. */
void hand_deaf(struct watch *, unsigned number);

/* ---- port.c ------------------------------------------------------------------ */

struct live *port_listen(const struct watch *, unsigned number, struct err *);
bool ports_open(struct watch *, struct err *);
/* A worker found its interface gone, or its successor did (why): said once. */
void port_gone(struct watch *, unsigned number, const struct err *why);
/* Looks for those that are gone, less and less often. */
void ports_look(struct watch *);
bool port_is_gone(const struct watch *, unsigned number);
/* Stores for how long those were gone that are not back. */
void ports_end(struct watch *);

#endif
