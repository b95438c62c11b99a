/* SPDX-License-Identifier: Apache-2.0 */
/*
 * allow - flows that a hospital allows by name, and lists of whom nobody is to
 * meet; blocks of the file of zones.
 *
 *   flow "CT to the archive"
 *     from     class imaging-ct
 *     to       10.30.0.10
 *     port     104 tcp
 *     because  "ticket 4711"
 *   flow "service of the maker"
 *     from     asset 1a2b-3c4d-5e6f
 *     to       198.51.100.7
 *     vendor   "Acme"
 *   deny "country XY"
 *     range    203.0.113.0/24
 *   bad "list of November"
 *     range    198.51.100.66
 *     ja3      e7d705a3286e19ea42f587b344ee6865
 *
 * Several lines of a kind are ways to meet it; without a line of a kind, all do.
 */
#ifndef WW_ALLOW_H
#define WW_ALLOW_H

#include "capture/base/block.h"
#include "classify/zones.h"

/* ---- what is kept ------------------------------------------------------------- */

enum { ANY_L4 = 0 };

enum end_kind { END_RANGE, END_ZONE, END_CLASS, END_ASSET };

/* One line that begins with from or to. */
struct allow_end {
	enum end_kind kind;
	struct addr addr;
	unsigned bits;
	const struct zone *zone;
	char *class;
	uint64_t asset;
};

struct allow_port {
	uint16_t first, last;
	uint8_t l4;            /* ANY_L4: whatever                             */
};

struct flow_entry {
	struct flow_rule rule;
	struct allow_end *from, *to;
	struct allow_port *port;
	net_t *net;
	char *protocol;        /* NULL: whatever                               */
	unsigned froms, tos, ports, nets;
};

/* Where a flow may begin: one address, or a whole one that is asked always. */
struct start {
	struct addr addr;
	unsigned flow;
};

/* What a list has: a range, or a text. */
struct listed {
	enum list_kind kind;
	char *name, *text;     /* text NULL: a range                           */
	struct addr addr;
	unsigned bits;
};

struct allow {
	struct flow_entry *flow;
	struct start *start;   /* by address; then those without one           */
	struct listed *listed;
	unsigned flows, starts, exact, listeds;
};

/* A place of zeros at the end of an array that grows. */
void *allow_more(void *array, unsigned count, size_t size);

/* ---- for zones.c ---------------------------------------------------------------- */

/* Blocks that begin with other words are not ours. */
bool allow_begins(const char *word);
struct allow *allow_open(void);
void allow_close(struct allow *);
/* Takes a block; the zones that it names are known. */
bool allow_read(struct allow *, const struct zones *, const struct blocks *,
		const struct block *, struct err *);
/* After the last block, before the first question. */
void allow_sort(struct allow *);

/* The first flow of the file that covers it, or NULL. */
const struct flow_rule *allow_flow(const struct allow *, const struct zones *,
				   const struct flow_wish *);
const struct flow_rule *allow_flow_at(const struct allow *, unsigned);
/* The name of a list that has it, or NULL. */
const char *allow_listed(const struct allow *, enum list_kind, struct addr);
const char *allow_told(const struct allow *, enum list_kind, const char *text);

#endif
