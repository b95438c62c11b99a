/* SPDX-License-Identifier: Apache-2.0 */
/* view_words - numbers, times and grades as the few letters of a cell. */
#ifndef WW_VIEW_WORDS_H
#define WW_VIEW_WORDS_H

#include "store/store.h"
#include "tui/view_list.h"

enum { WORD_TEXT = 32 };

struct word {
	char text[WORD_TEXT];
};

/* "now", "3 m", "2 d": how long before now_us, by the clock of packets. */
struct word word_age(uint64_t us, uint64_t now_us);
/* "412", "88k", "1.2M". */
struct word word_count(uint64_t);
/* "980 B", "1.2 GB". */
struct word word_octets(uint64_t);
/* "14:22:07", UTC. */
struct word word_clock(uint64_t us);
/* "2026-11-24 14:22", UTC; "-" for 0. */
struct word word_date(uint64_t us);
/* Share of a whole: "0.00%". */
struct word word_share(uint64_t part, uint64_t whole);
/* "C 3": the worst severity that occurs and how often; "-" for none. */
struct word word_worst(const unsigned findings[SEVERITIES]);

char severity_sign(enum severity);
enum paint severity_paint(enum severity);
/* The paint of the worst severity that occurs. */
enum paint worst_paint(const unsigned findings[SEVERITIES]);
/* "findings: 1 critical, 0 high, ..", behind what they are. */
void list_findings(struct list *, const char *what,
		   const unsigned findings[SEVERITIES]);
/* What helps against a counter that means that the picture has holes; NULL: it
 * means no such thing. */
const char *tally_remedy(enum tally);
/* The text as the mask of the list lets it be seen. */
const char *list_secret(struct list *, enum secret, const char *text);
/* What a device is called, else its id; where names are masked, the end of its
 * id. Who has no id is no device of ours. */
const char *list_device(struct list *, const char *name, const char *id);
/* The detail of a finding. */
const char *list_detail(struct list *, const char *detail);
/* What became of a device. */
const char *list_change(struct list *, const struct change_row *);
/* The first text that is not empty; "-" if none is. */
const char *text_or(const char *first, const char *second);

#endif
