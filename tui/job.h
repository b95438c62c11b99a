/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job - what is to be read, and the processes that do it.
 *
 *   parent     forks, waits, replaces; reads no octet of a capture
 *   sensor     N workers: see octets, own no file, cannot send
 *   recorder   sees facts, owns the database
 */
#ifndef WW_JOB_H
#define WW_JOB_H

#include "store/store.h"
#include "tui/board.h"

struct job {
	bool live;
	const char *const *name;  /* paths of files, or interfaces             */
	uint16_t names;
	bool stream;              /* one of the files cannot be read twice     */
	const char *started;      /* said when all is open                     */
	unsigned workers;         /* of a file job; per interface of a live one */
	struct sensor_limits limits;
	uint32_t buffer_mib, snap_length; /* live                              */
	const char *filter;       /* live                                      */
	bool filter_raw;
	const char *user;         /* whom root becomes, NULL: nobody else      */
	struct recorder_options record;
	bool progress;            /* a line on stderr that says how far        */
	bool insecure;            /* go on without any sandbox                 */
};

/* What was left when all was over. */
struct job_end {
	int signal;               /* that ended it, or 0                       */
	unsigned unreadable;      /* files with a problem (told on stderr)     */
	bool worn_out;            /* its workers died too often (told, too)    */
	uint64_t frames, kernel_drop, interface_drop, pipe_drop;
};

/* Runs it to its end. Errors: false with a sentence, what was read is kept. */
bool job_run(const struct job *, struct job_end *, struct err *);

/* progress.c: of a clock that nobody sets. */
uint64_t now_ms(void);

/* Of a live worker: they wait there while the recorder is behind. */
enum { BACKLOG_RECORDS = 65536 };

/* ---- the children; each ends with _exit() ---------------------------------- */

struct worker_start {
	const struct job *job;
	struct board *board;
	unsigned number;          /* over all interfaces                       */
	int pipe;
	struct live *handle;      /* live: opened by the parent                */
	uint16_t capture;         /* live: which interface                     */
	uint64_t resume_after;    /* frames that a lost predecessor had begun  */
	const uint64_t *poison;
	unsigned poisons;
};

/* One slice of all files; one interface; the database. */
_Noreturn void worker_files(const struct worker_start *);
_Noreturn void worker_live(const struct worker_start *);
_Noreturn void recorder_main(const struct job *, struct board *,
			     const int *pipes, unsigned count);

#endif
