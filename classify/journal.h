/* SPDX-License-Identifier: Apache-2.0 */
/*
 * journal - what became of assets, derived from when things were said.
 *
 * Nothing here depends on when a recorder judged, or in which slices captures
 * were read: a change is a comparison of the first and last moments of facts,
 * conversations and days. What an asset has in its first day is no change.
 */
#ifndef WW_JOURNAL_H
#define WW_JOURNAL_H

#include "classify/inventory.h"

enum {
	EPHEMERAL = 49152,    /* ports from here on are nobody's service       */
	SILENT_DAYS = 7,      /* on which others were heard                    */
	JOURNAL_MOST = 64,    /* changes of one asset that are kept, the latest */
};

static const uint64_t JOURNAL_DAY_US = UINT64_C(86400) * 1000000;

/* Changes as they are found, in any order. */
struct journal {
	struct inventory *v;
	struct noted {
		unsigned draft;
		struct change change;
	} *noted;
	size_t n;
};

/* Texts must live as long as the judgement. */
void journal_note(struct journal *, const struct draft *, struct change);
/* journal_place.c: addresses by ARP and DHCP; days of silence. */
void journal_addresses(struct journal *);
void journal_silence(struct journal *);
/* The days on which anything was heard, the earliest block first. */
struct calendar {
	uint32_t block[HEARD_BLOCKS], bits[HEARD_BLOCKS];
	unsigned blocks;
	uint32_t from;         /* of the days before not all are known         */
};
struct calendar calendar_of(const struct inventory *);
unsigned calendar_days(const struct calendar *);
/* Adds days to the bits of as many blocks. */
void calendar_add(const struct calendar *, const struct heard_days *,
		  uint32_t *bits);
/* So many bits of each draft: the days on which it was heard. Caller frees. */
uint32_t *calendar_heard(const struct inventory *, const struct calendar *);
/* Whether it may be another one tomorrow, or no days of it are kept. */
bool asset_is_passing(const struct asset *);
/* journal_told.c: what a device says about itself, and then says otherwise. */
void journal_told(struct journal *);

#endif
