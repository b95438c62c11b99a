/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hits - what rules in C have met, before it becomes findings.
 *
 * A rule notes each conversation or fact that meets it, in whatever order; one
 * finding comes of all that are of one rule, asset and port, with the earliest
 * of them as evidence.
 */
#ifndef WW_HITS_H
#define WW_HITS_H

#include "classify/inventory.h"

struct hit {
	const struct text_rule *rule;
	const struct draft *draft;
	uint16_t port;
	uint8_t confidence;
	const struct known_talk *talk; /* one of the two                       */
	const struct known_fact *fact;
	const char *detail;    /* said of this one, or NULL: described         */
	uint64_t since_us, until_us; /* it holds; 0: by its evidence           */
};

struct hits {
	struct inventory *v;
	struct hit *hit;
	size_t n;
	struct addr *own;      /* one of each network of neighbours, sorted    */
	unsigned owns;
};

/* A rule that is not loaded (NULL) or a draft of nobody is nothing. */
void hits_talk(struct hits *, const struct text_rule *, const struct draft *,
	       uint16_t port, const struct known_talk *);
void hits_fact(struct hits *, const struct text_rule *, const struct draft *,
	       uint16_t port, const struct known_fact *, const char *detail);
/* "TLS version that the server chose: TLS 1.0": what a finding says of its fact. */
const char *fact_described(struct pool *, const struct known_fact *);
/* What stands behind an address is met at it; NULL is nobody. */
static inline bool draft_is_clinical(const struct draft *d)
{
	return d != NULL && (d->asset.clinical || d->carries_clinical);
}
/* Makes the findings and gives the list back. */
void hits_raise(struct hits *);

/* outside.c: before the others. hits_raise() gives it back. */
void outside_begin(struct hits *);
bool is_outside(const struct hits *, struct addr, net_t);
/* Which ends of a conversation are in the internet. */
struct outside {
	bool client, server;
};
struct outside talk_outside(const struct hits *, const struct known_talk *);

/* finding_net.c: who talks with whom, over which border.
 * finding_cert.c: certificates and keys over time and over devices.
 * finding_segment.c: who shares a network with whom.
 * finding_lifetime.c: what nobody mends any more.
 * finding_change.c: what is new since a learning period.
 * finding_clinical.c: how clinical servers treat those who ask.
 * finding_place.c: who is on a network that should not be, or not so.
 * finding_advisory.c: whom published advisories mean.
 * finding_list.c: whom the hospital's own lists name.
 * finding_days.c: how many come on a day.
 * finding_guess.c: who is tried with many passwords.
 * finding_link.c: what happens below conversations.
 * finding_flood.c: who fills the tables of switches.
 * finding_hidden.c: what is hidden in names, in echoes, behind an address.
 * finding_clock.c: whose clock is wrong.
 * finding_consumer.c: who uses what is made for people at home.
 * finding_told.c: what devices tell everybody, and old ways into them.
 * finding_silent.c: who is heard no longer.
 * finding_upload.c: who sends far more than usual.
 * finding_beacon.c: who calls somebody outside regularly. */
void finding_net(struct hits *);
void finding_cert(struct hits *);
void finding_segment(struct hits *);
void finding_lifetime(struct hits *);
void finding_change(struct hits *);
void finding_clinical(struct hits *);
void finding_place(struct hits *);
void finding_advisory(struct hits *);
void finding_list(struct hits *);
void finding_days(struct hits *);
void finding_guess(struct hits *);
void finding_link(struct hits *);
void finding_flood(struct hits *);
void finding_hidden(struct hits *);
void finding_clock(struct hits *);
void finding_consumer(struct hits *);
void finding_told(struct hits *);
void finding_silent(struct hits *);
void finding_upload(struct hits *);
void finding_beacon(struct hits *);
/* Whether it says by VRRP or HSRP that it shares this address. */
bool draft_shares(const struct draft *, struct addr, net_t);
/* The flow that the hospital allows by name and that covers it, or NULL. */
const struct flow_rule *talk_rule(const struct inventory *,
				  const struct known_talk *);

#endif
