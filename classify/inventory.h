/* SPDX-License-Identifier: Apache-2.0 */
/* inventory - the inside of an inventory; for this folder. */
#ifndef WW_INVENTORY_H
#define WW_INVENTORY_H

#include "classify/knowledge.h"

/* A hash table of pointers by a 64-bit id; the id is already a good hash. */
struct ids {
	struct id_slot {
		uint64_t id; /* 0: none                                        */
		void *value;
	} *slot;
	size_t size, count; /* size: power of two                              */
};

void *ids_find(const struct ids *, uint64_t id);
void ids_put(struct ids *, uint64_t id, void *);
void ids_free(struct ids *);

/* An asset while it is being judged. */
/* Whether a node made the images that it sends, the surest last. */
enum origin { ORIGIN_ELSEWHERE, ORIGIN_DOUBTFUL, ORIGIN_UNKNOWN, ORIGIN_HERE };

struct draft {
	struct asset asset;
	struct known_fact **fact; /* sorted by id                              */
	unsigned facts;
	uint64_t has[ATTRS / 64 + 1]; /* bit n: a fact of attribute n          */
	bool near_clinical;       /* it is, or it talks with one that is       */
	enum origin origin;
};

static inline void draft_note(struct draft *d, enum attr attr)
{
	d->has[attr / 64] |= (uint64_t)1 << attr % 64;
}

static inline bool draft_has(const struct draft *d, enum attr attr)
{
	return (d->has[attr / 64] >> attr % 64 & 1) != 0;
}

struct inventory {
	const struct knowledge *knowledge;
	struct inventory_limits limits;
	struct ids facts, talks;
	struct ids subjects;      /* how many facts each has                   */
	uint64_t refused;
	/* What the last judgement made, sorted by id. */
	struct known_fact **fact;
	struct known_talk **talk;
	struct draft *draft;
	unsigned drafts;
	struct asset **asset;
	struct finding *finding;
	unsigned findings;
	struct finding **finding_list;
	/* What the one before had written: id and digest. */
	struct ids asset_digest, finding_digest;
	uint64_t *gone_asset, *gone_finding;
	unsigned gone_assets, gone_findings;
};

/* identity.c: gives each fact and conversation to an asset; makes drafts. */
void identity_judge(struct inventory *);
/* origin.c */
enum origin origin_judge(const struct draft *);
/* claims.c: what the facts of one asset say about it. */
void claims_judge(const struct knowledge *, struct draft *);
/* finding.c: rules over assets; finding_scan.c: over conversations. */
void findings_judge(struct inventory *);
void finding_scan(struct inventory *);
/* A new finding to fill; its evidence is allocated by the caller. */
struct finding *finding_add(struct inventory *, const struct text_rule *,
			    const struct asset *, uint16_t port);

/* The draft of an asset, or NULL. */
struct draft *draft_find(const struct inventory *, uint64_t asset);

/* A quick number, odd; others may have it too. */
uint64_t quick_id(const void *, size_t);
/* 63 bits of SHA-256 over these octets. */
uint64_t stable_id(const void *, size_t);

#endif
