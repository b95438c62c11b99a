/* SPDX-License-Identifier: Apache-2.0 */
/*
 * board - the page of shared memory between the parent and its processes.
 *
 * Numbers and sentences for progress and ends; never facts: those go through
 * the pipes. A worker that reads hostile octets may write nonsense here, so the
 * parent prints its texts cleaned and believes no number beyond showing it.
 */
#ifndef WW_BOARD_H
#define WW_BOARD_H

#include "classify/see.h"

enum { WORKERS_MAX = 32, PROBLEM_TEXT = 512 };

struct file_end {
	volatile uint32_t known;  /* the database has it already: not read     */
	volatile uint32_t ended;
	char problem[PROBLEM_TEXT];
};

struct live_counts {
	volatile uint64_t received; /* by the kernel, what it dropped too      */
	volatile uint64_t frames, kernel_drop, interface_drop, pipe_drop;
	volatile uint32_t gone;   /* the interface disappeared                 */
};

struct board {
	volatile uint32_t stop;   /* the parent asks all workers to finish     */
	struct pulse pulse[WORKERS_MAX];
	struct live_counts live[WORKERS_MAX];
	struct {
		volatile uint32_t ready, troubled;
		volatile uint64_t taken;  /* records                           */
		struct err err;
	} recorder;
	uint32_t files;
	struct file_end file[];
};

/* Shared, zeroed; lives until the process ends. */
struct board *board_make(unsigned files);
/* The recorder's sentence; who else wrote there may have left no end. */
struct err board_err(const struct board *);

#endif
