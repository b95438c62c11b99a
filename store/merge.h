/* SPDX-License-Identifier: Apache-2.0 */
/* merge - what the files that make one database out of several share. */
#ifndef WW_MERGE_H
#define WW_MERGE_H

#include "store/reader.h"
#include "store/recorder.h"

/* One of the databases. */
struct source {
	const char *path;
	unsigned site;
	struct reader *reader;
	struct terms terms;
	uint16_t *capture; /* the numbers of its captures in the new database  */
	uint16_t *lot;     /* of its lots there; 0: it has none of that number */
};

struct merge {
	struct source *source;
	unsigned sources;
	struct db *to;      /* the new database, while tables are copied       */
	bool (*stopped)(void); /* or NULL                                      */
};

/*
 * Reads rows here, and runs a statement there with their columns as parameters
 * from 1; the one behind them, if the statement has it, is extra.
 */
bool merge_copy(struct db *from, const char *select, struct db *to,
		const char *insert, uint64_t extra, struct err *);

/* merge_captures.c: all captures, each once, and the numbers of their lots. */
bool merge_captures(struct merge *, struct merge_summary *, struct err *);
/*
 * merge_site.c: the table `moved` there: which numbers the devices of this
 * database have at its site. Those that go by an address are others there; what
 * people decided about them, and what became of them, goes along.
 */
bool merge_moved(struct source *, struct db *to, struct err *);
/* In a statement, the number that a device of that number has there. */
#define MOVED(asset)                                                           \
	"coalesce((SELECT now FROM moved WHERE id = " asset "), " asset ")"
/* The site of this database, where none is told: see net_at(). */
#define NET_HERE(net, site)                                                    \
	"iif(" net " >> 26 = 0, " net " | (" site " << 26), " net ")"
/* merge_rows.c: what was published, what people decided, what became of it. */
bool merge_rows(struct merge *, struct err *);
/* What was found until now; what is found no more then is in the past. */
bool merge_findings(struct merge *, struct recorder *, struct err *);
/* merge_said.c: what people said about devices, of all databases one by one,
 * each while `moved` is its own. */
bool merge_said_begin(struct merge *, struct err *);
bool merge_said(struct merge *, unsigned source, struct err *);
bool merge_said_end(struct merge *, struct err *);
/* .. : what makers declare, the newest form of each model. */
bool merge_declared(struct merge *, struct err *);
/* merge_facts.c: facts, conversations and days of one database. */
bool merge_facts(const struct source *, struct inventory *, struct err *);

#endif
