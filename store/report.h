/* SPDX-License-Identifier: Apache-2.0 */
/* report - what the reports share. */
#ifndef WW_REPORT_H
#define WW_REPORT_H

#include "store/page.h"

enum { DATA_DATE_TEXT = 160, KNOWN_TEXT = 24 };

struct reporting {
	struct reader *reader;
	const struct report_request *request;
	struct page page;
	uint64_t seen_us;      /* the last moment seen                         */
	char data[DATA_DATE_TEXT]; /* what advisory data there is              */
	char known[KNOWN_TEXT]; /* the signatures that judged, shortened       */
	struct err *e;
};

/* Each begins the page with its title, prints the head and what it is about. */
bool report_register(struct reporting *);
bool report_maturity(struct reporting *);
bool report_complaint(struct reporting *);
bool report_cover(struct reporting *);
bool report_observed(struct reporting *);
/* What a register bears on, of all catalogues. */
bool report_controls(struct reporting *);
/* The maturity of now: the level of the lowest measure. */
bool report_level(struct reporting *, unsigned *least);
/* Of no one model: the list of all. */
bool report_complaints(struct reporting *);

/* Findings about the hospital's network are no complaint about a product, but
 * for an address that is built in (NET-006). */
#define COMPLAINT_PRODUCT                                                      \
	"(substr(u.name, 1, 3) NOT IN ('DSC', 'INV', 'L2-', 'NET', 'SCN', "    \
	"'SEG') OR u.name = 'NET-006')"
#define COMPLAINT_STANDS LIFE_STATE " NOT IN ('fixed', 'suppressed')"
#define COMPLAINT_TABLES                                                       \
	"finding f JOIN asset a ON a.id = f.asset JOIN rule u ON u.id = "      \
	"f.rule " LIFE_JOINS

/* Begins the page, and tells what it rests on: dates, coverage, versions. */
bool report_head(struct reporting *, const char *title);

#endif
