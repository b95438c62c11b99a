/* SPDX-License-Identifier: Apache-2.0 */
/*
 * policy - what conversations that were seen say about rules for a firewall,
 * and about the loss of a device.
 *
 * Conversations of all protocols between two addresses at one service are one
 * row. Only what was answered speaks for a rule; what a scanner asked never does.
 */
#ifndef WW_POLICY_H
#define WW_POLICY_H

#include "capture/base/addr.h"
#include "classify/days.h"
#include "classify/zones.h"

enum { POLICY_PROTOCOLS = 64, POLICY_RULE_NAME = 16, POLICY_MIN_DAYS = 14,
       POLICY_STALE_DAYS = 30,
       POLICY_BEHIND = 8 /* one behind another, and so on */ };

struct policy_asset {
	uint64_t id;           /* 0: nobody                                    */
	uint64_t behind;       /* the asset that passes on its data, or 0      */
	char *name, *class;    /* "" when unknown                              */
	char *ip;              /* to show                                      */
	char criticality;
	bool clinical;         /* it is, or one behind it                      */
	bool scans;            /* a finding says that it does                  */
	char critical[POLICY_RULE_NAME]; /* rule of an open critical finding   */
};

enum policy_end { POLICY_CLIENT, POLICY_SERVER };

/* The order is the order of what is looked at first. */
enum policy_verdict {
	POLICY_RULE,       /* speaks for a rule                                */
	POLICY_FEW_DAYS,   /* not seen on days enough                          */
	POLICY_REFUSED,
	POLICY_ONE_WAY,    /* never answered                                   */
	POLICY_SCANNED,    /* its client scans                                 */
	POLICY_INSIDE,     /* to a group, or of one segment: no firewall's     */
	POLICY_OTHERS,     /* touches no device that this is about             */
	POLICY_VERDICTS
};
/* "was never answered" */
const char *policy_verdict_name(enum policy_verdict);

struct policy_flow {
	struct addr end[2];    /* by enum policy_end                           */
	const struct policy_asset *of[2]; /* never NULL                        */
	net_t net;
	uint16_t port;
	uint8_t l4;
	bool open;             /* answered, and not refused                    */
	bool refused, encrypted;
	char protocol[POLICY_PROTOCOLS]; /* joined by blanks; "" unknown       */
	uint64_t flows, packets[2], octets[2], first_us, last_us, days, frame;
	const char *capture;   /* of the first sight                           */
	enum policy_verdict verdict;
	bool blocked;          /* by rules out of all rows that speak for one  */
	bool stale;            /* not seen in the last POLICY_STALE_DAYS       */
};

/* A ping is no service, and neither has it a port. */
static inline bool policy_has_port(uint8_t l4)
{
	return l4 == 6 || l4 == 17 || l4 == 132;
}

struct policy_wish {
	unsigned min_days;
	uint64_t asset;        /* only of this one; 0: see class               */
	const char *class;     /* of these; NULL: of clinical devices          */
};

/* Owner: policy_free(). Filled by the store. */
struct policy {
	struct policy_wish wish;
	struct policy_asset *asset; /* by id                                   */
	struct policy_flow *flow;
	char **capture;
	size_t assets, flows, captures;
	uint64_t first_us, last_us, days; /* over all conversations            */
};

/* Of what it holds; the struct is its owner's. */
void policy_free(struct policy *);
/* The asset of that id; one that is nobody for 0 and unknown ones. */
const struct policy_asset *policy_asset_of(const struct policy *, uint64_t id);

/* Adds a conversation of one protocol; their order is no matter. */
void policy_add(struct policy *, const struct policy_flow *);
/* After the last: one row for a service, verdicts, order. */
void policy_judge(struct policy *, const struct policy_wish *);

/* Whether these devices are what it is about. */
bool policy_concerns(const struct policy *, const struct policy_asset *);
/* So many rows of that verdict. */
size_t policy_count(const struct policy *, enum policy_verdict);
/* The addresses of the devices that it is about, sorted, each once. Owner: the
 * caller frees. */
struct addr *policy_devices(const struct policy *, size_t *n);
/* Whether one of these addresses is in more than one network. */
bool policy_overlaps(const struct policy *);
/* Whether it is allowed by such a file; marks the flows of the file that it
 * meets, by number, unless met is NULL. */
bool policy_covered(const struct zones *, const struct policy_flow *,
		    bool *met);
/* Lower is more critical: clinical devices by letter, then all others. */
int policy_rank(const struct policy_asset *);

/* ---- one device ------------------------------------------------------------------- */

enum policy_way { POLICY_REACHED_BY, POLICY_REACHES };
enum { POLICY_STEPS = 2 };

/* Somebody in reach, and by which conversation. */
struct policy_step {
	unsigned step;         /* 1 or 2                                       */
	struct addr ip;
	net_t net;
	const struct policy_asset *who;
	const struct policy_flow *by;   /* of the step                         */
	const struct policy_flow *over; /* of the step before it, or NULL      */
};

/* Who reaches a device, or whom it reaches, by services that were seen in use;
 * nearest and most critical first. Owner: the caller frees. */
struct policy_step *policy_reach(const struct policy *, uint64_t asset,
				 enum policy_way, size_t *n);
/* Whether it stands behind that device, or behind one that does. */
bool policy_is_behind(const struct policy *, const struct policy_asset *,
		      uint64_t asset);
/* The open conversations of a device, those with the most critical first.
 * Owner: the caller frees. */
const struct policy_flow **policy_broken(const struct policy *, uint64_t asset,
					 size_t *n);

#endif
