/* SPDX-License-Identifier: Apache-2.0 */
/*
 * zones - what a hospital says of its own networks.
 *
 *   zone radiology
 *     kind   clinical
 *     range  10.20.0.0/16
 *     vlan   130
 *   allow radiology archive
 *     port   104
 *
 * Without such a file private addresses are inside, global ones outside, and
 * rules about zones stay silent.
 */
#ifndef WW_ZONES_H
#define WW_ZONES_H

#include "capture/base/addr.h"
#include "capture/base/err.h"

enum zone_kind { ZONE_OWN, ZONE_CLINICAL, ZONE_SERVER, ZONE_USER, ZONE_GUEST,
		 ZONE_ADMIN, ZONE_BUILDING, ZONE_ISOLATED, ZONE_KINDS };
const char *zone_kind_name(enum zone_kind);

struct zone {
	char *name;
	enum zone_kind kind;
	bool wireless;
};

struct zones;

/* Owner: the caller closes. Errors: NULL with "file:line: sentence". */
struct zones *zones_open(const char *path, struct err *);
void zones_close(struct zones *);
/* The zone of the longest range that holds the address, else of its network;
 * NULL when none does, and when there are no zones (NULL). */
const struct zone *zone_of(const struct zones *, struct addr, net_t);
/* Whether an address is the internet's: global, and in no zone. */
bool zones_outside(const struct zones *, struct addr, net_t);
/* Whether a conversation may be: within one zone always. */
bool zones_allow(const struct zones *, const struct zone *from,
		 const struct zone *to, uint16_t port);
/* Whether any flow at all is allowed by name: else zones say nothing of it. */
bool zones_have_policy(const struct zones *);
bool zones_have_kind(const struct zones *, enum zone_kind);

#endif
