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
 * allow.h tells of its blocks flow, deny and bad. Without such a file private addresses are inside, global ones outside, and
 * rules about zones stay silent.
 */
#ifndef WW_ZONES_H
#define WW_ZONES_H

#include "capture/base/addr.h"
#include "capture/base/err.h"

enum zone_kind { ZONE_OWN, ZONE_CLINICAL, ZONE_SERVER, ZONE_USER, ZONE_GUEST,
		 ZONE_ADMIN, ZONE_BUILDING, ZONE_ISOLATED, ZONE_KINDS };

struct zone {
	char *name;
	enum zone_kind kind;
	bool wireless;
};

struct zones;

/* One end of a conversation, as far as it is known. */
struct flow_end {
	struct addr ip;
	const char *class;     /* or NULL                                      */
	uint64_t asset;        /* or 0                                         */
};

struct flow_wish {
	struct flow_end from, to; /* client, server                            */
	net_t net;
	uint16_t port;
	uint8_t l4;
	const char *protocol;
};

/* A flow that is allowed by name. */
struct flow_rule {
	char *name, *because;
	char *vendor;          /* whose remote service it is, or NULL          */
	unsigned line;         /* of the file                                  */
	unsigned number;       /* from 0, in the order of the file             */
};

enum list_kind { LIST_DENY, LIST_BAD, LIST_KINDS };

/* Owner: the caller closes. Errors: NULL with "file:line: sentence". */
struct zones *zones_open(const char *path, struct err *);
/* The same of a text that was read already, by whatever name. */
struct zones *zones_take(const char *name, const char *text, struct err *);
void zones_close(struct zones *);
/* The zone of the longest range that holds the address, else of its network, which
 * tells nothing of a global one; NULL when none does, and when there are no zones
 * (NULL). */
const struct zone *zone_of(const struct zones *, struct addr, net_t);
/* Whether an address is the internet's: global, and in no zone. */
bool zones_outside(const struct zones *, struct addr, net_t);
/* How sure that is. An address of documents is none in a house; in a capture it
 * stands for a private one as well as for one of the internet. */
enum far { FAR_NOT, FAR_EXAMPLE, FAR_GLOBAL };
enum far zones_far(const struct zones *, struct addr, net_t);
/* Whether both may be of one house: 24 bits of IPv4, but 16 where universities got
 * theirs in pieces of that size (class B, RFC 791 2.3), and 48 of IPv6, the most
 * that one site has (RFC 6177). */
bool same_house(struct addr, struct addr);
/* Whether a conversation may be: within one zone always. */
bool zones_allow(const struct zones *, const struct zone *from,
		 const struct zone *to, uint16_t port);
/* Whether any flow at all is allowed by name: else zones say nothing of it. */
bool zones_have_policy(const struct zones *);
bool zones_have_kind(const struct zones *, enum zone_kind);
/* Whether a zone has ranges, and none of them is of IPv6. */
bool zone_is_ipv4(const struct zones *, const struct zone *);
/* Whether some zone has a range of IPv6 that is routable in the internet. */
bool zones_have_global_ipv6(const struct zones *);

/* The zone of that name, or NULL. */
const struct zone *zones_named(const struct zones *, const char *name);
/* The first flow allowed by name that covers it, or NULL. */
const struct flow_rule *zones_flow(const struct zones *,
				   const struct flow_wish *);
/* In the order of the file; NULL behind the last. */
const struct flow_rule *zones_flow_at(const struct zones *, unsigned number);
/* Whether it is allowed by name, or by its zones as far as these say. */
bool zones_cover(const struct zones *, const struct flow_wish *);
/* The name of a list of that kind that holds an address; NULL: none does. */
const char *zones_listed(const struct zones *, enum list_kind, struct addr);
/* .. that holds a JA3, JA4 or the hash of a key. */
const char *zones_told(const struct zones *, enum list_kind, const char *text);

/* Reads an address with or without a length: all bits where there is none.
 * Errors: false with the line. */
struct blocks;
struct block_line;
bool range_read(const struct blocks *, const struct block_line *,
		const char *text, struct addr *, unsigned *bits, struct err *);
/* Reads a line of vlan or vni. */
bool tag_read(const struct blocks *, const struct block_line *, net_t *,
	      struct err *);

#endif
