/* SPDX-License-Identifier: Apache-2.0 */
/*
 * interface - what the kernel knows of an interface: read, never changed.
 *
 * A number that could not be learnt is UNLEARNT; nothing is guessed.
 */
#ifndef WW_INTERFACE_H
#define WW_INTERFACE_H

#include "capture/base/addr.h"

enum { UNLEARNT = -1, INTERFACE_NAME = 16, INTERFACE_ADDRESSES = 8 };

/* Since the interface came up, as the driver counts. */
struct interface_counts {
	int64_t received, sent;
	int64_t dropped;       /* by the kernel, for whatever reason           */
	int64_t missed;        /* the card had no room                         */
	int64_t errors;        /* damaged on the cable                         */
	int64_t long_or_short; /* of a length that the card does not take      */
};

struct interface_facts {
	char name[INTERFACE_NAME];
	bool exists;
	int64_t index;
	int64_t kind;          /* ARPHRD_                                      */
	int64_t flags;         /* IFF_                                         */
	int64_t carrier, mtu;
	int64_t speed;         /* Mbit/s                                       */
	const char *duplex;    /* "full", "half"; "": not learnt               */
	struct mac mac;
	bool hardware, wireless;
	/* This machine speaks to others through it: by IPv4, by IPv6. */
	bool default_route, default_route6;
	int64_t no_ipv6, accept_ra; /* as in /proc/sys/net/ipv6/conf           */
	struct interface_counts counts;

	/* Known to the running kernel alone, see interface_ask(). */
	bool asked;
	bool elsewhere;        /* /sys shows the interfaces of another network */
	int64_t gro, lro, gro_hw; /* whether it merges frames                  */
	int64_t ring, ring_most; /* frames that wait for the kernel            */
	unsigned addresses;    /* all; those that there is room for are here   */
	char address[INTERFACE_ADDRESSES][ADDR_TEXT];
};

/* Whether it can be a name at all: it becomes a part of a path. */
bool interface_may_be(const char *name);
/* What is below root (empty: the running system) in /sys and /proc. */
void interface_read(const char *root, const char *name,
		    struct interface_facts *);
void interface_count(const char *root, const char *name,
		     struct interface_counts *);
/* Those that may be fed by a mirror, by name: Ethernet of hardware; where there
 * is none, all Ethernet. Never loopback, never Wi-Fi. */
unsigned interface_list(const char *root, char (*name)[INTERFACE_NAME],
			unsigned most);
/* One number of a file below root; UNLEARNT when it holds none. */
int64_t number_below(const char *root, const char *path);

/* ethtool.c: what only the running kernel can be asked, of what was read. */
void interface_ask(struct interface_facts *);

#endif
