/* SPDX-License-Identifier: Apache-2.0 */
/*
 * doctor - why is there nothing to see, or less than hoped?
 *
 * Facts are gathered first (doctor_machine.c, capture/interface.c,
 * doctor_listen.c, doctor_base.c); then each check of doctor.def judges them,
 * and reads nothing by itself; then what it says is printed (doctor_say.c).
 */
#ifndef WW_DOCTOR_H
#define WW_DOCTOR_H

#include "capture/interface.h"
#include "capture/mirror.h"
#include "store/store.h"
#include "tui/config.h"

/* ---- facts ------------------------------------------------------------------- */

struct machine_facts {
	bool root, may_listen;
	char program[1024];    /* its path; empty: not learnt                  */
	const char *user;      /* whom root becomes                            */
	bool user_exists, user_is_shared;
	bool probed;           /* a process of ours tried its own sandbox:     */
	int sandbox;           /* enum sandbox_level                           */
	bool may_dump;         /* it could leave a core                        */
	int landlock;          /* ABI, 0: none                                 */
	bool clock_known, clock_good;
	int64_t clock_error_us; /* at most, by the kernel                      */
	int64_t memory_mib, available_mib;
	unsigned workers, interfaces;
	uint64_t worker_mib;   /* of each, as watch says                       */
	const char *config, *filter; /* the file, empty: none; BPF of watch    */
	struct err ignorant;   /* why there are no signatures                  */
	unsigned devices, rules; /* of the signatures                          */
};

/* One interface, and what was heard there. */
struct port_facts {
	bool named;            /* by somebody, not found                       */
	struct interface_facts is;
	unsigned waited;       /* seconds between these counts and those of is */
	struct interface_counts after; /* UNLEARNT if nobody waited            */
	unsigned seconds;      /* 0: nobody listened                           */
	struct err deaf;       /* why nobody did, ERR_NONE: it was not wanted  */
	struct mirror_facts heard;
	struct live_stats live;
};

struct base_facts {
	const char *path;
	bool there;
	struct err closed;     /* why it could not be read                     */
	bool damaged;
	uint64_t now_us;       /* by the clock of this machine                 */
	int64_t free_mib, disk_mib;
	const char *filter;    /* of the configuration                         */
	struct site_row site;
	struct coverage coverage; /* see base_free()                           */
	uint64_t tally[TALLIES]; /* of all captures                            */
	unsigned unended;      /* live ones that nobody ended                  */
	/* Conversations, if no device is clinical; of many only some. */
	unsigned answered, encrypted;
	char advisories[256];  /* of what day; empty: none                     */
};

/* As it is now. */
void machine_read(struct machine_facts *, const struct config *);
/* Figures that stand in files below root. */
void machine_read_memory(const char *root, struct machine_facts *);
/* Listens for so long on all of them at once, each in a process of its own
 * without rights, and fills `heard`, or `deaf`. */
void ports_hear(struct port_facts *, unsigned n, unsigned seconds,
		const struct config *);
/* Owner: the caller frees, whatever came of it. */
void base_read(struct base_facts *, const char *path, const struct config *);
void base_free(struct base_facts *);

/* ---- checks ------------------------------------------------------------------- */

/* SILENT: there is nothing to say. */
enum mark { MARK_SILENT, MARK_OK, MARK_LOOK, MARK_BAD, MARK_UNKNOWN, MARKS };
enum area { AREA_machine, AREA_interface, AREA_mirror, AREA_database, AREAS };

struct facts {
	const struct machine_facts *machine;
	const struct port_facts *port;
	const struct base_facts *base;
};

struct verdict {
	enum mark mark;
	char figure[400];
	const char *advice;    /* instead of that of the check, or NULL        */
	uint64_t number;       /* for the fix                                  */
	bool no_fix;           /* it would do harm here                        */
	enum err_kind status;  /* instead of that of the check, or ERR_NONE    */
};

struct check {
	enum area area;
	const char *name;      /* stable                                       */
	int status;            /* exit status when it is bad                   */
	const char *what;
	const char *advice;    /* for what is not ok                           */
	const char *fix;       /* commands; @ is the interface or program, % a
				* number; empty: none                          */
	void (*judge)(const struct facts *, struct verdict *);
};

/* NULL where it could not be read: nothing else is asked about that one. */
const struct base_facts *base_of(const struct facts *);

#define CHECK(area, name, status, what, advice, fix)                           \
	void judge_##area##_##name(const struct facts *, struct verdict *);
#include "tui/doctor.def"
#undef CHECK

/* doctor_say.c. NULL after the last. */
const struct check *check_at(unsigned);

__attribute__((format(printf, 3, 4))) void
verdict_set(struct verdict *, enum mark, const char *format, ...);
/* Goes on with the figure; what has no room is left. */
__attribute__((format(printf, 2, 3))) void
verdict_add(struct verdict *, const char *format, ...);

/* ---- the sheet ----------------------------------------------------------------- */

enum sheet_kind { SHEET_PEOPLE, SHEET_LINES, SHEET_FIXES };

struct sheet {
	enum sheet_kind kind;
	bool color;
	unsigned width;
	unsigned n[MARKS];     /* lines by mark                                */
	int status;            /* the worst                                    */
};

void sheet_begin(struct sheet *);
/* All checks of an area about one subject of that name. soft: what is bad is only
 * to be looked at. */
void sheet_area(struct sheet *, enum area, const char *name,
	       const struct facts *, bool soft);
/* One line that is in no table. */
void sheet_line(struct sheet *, const struct check *, const char *name,
	       const struct verdict *);
/* doctor_lists.c: what was lost, what could not be seen. */
void sheet_losses(struct sheet *, const char *name,
		 const struct base_facts *);
void sheet_end(const struct sheet *);

#endif
