/* SPDX-License-Identifier: Apache-2.0 */
/* decode - what the files of the decoder share; not for other folders. */
#ifndef WW_DECODE_H
#define WW_DECODE_H

#include "capture/capture.h"

enum {
	ETHERTYPE_IPV4 = 0x0800,
	ETHERTYPE_ARP = 0x0806,
	ETHERTYPE_TEB = 0x6558,
	ETHERTYPE_VLAN = 0x8100,
	ETHERTYPE_IPV6 = 0x86dd,
	ETHERTYPE_PPP = 0x880b,
	ETHERTYPE_MPLS = 0x8847,
	ETHERTYPE_MPLS_UP = 0x8848,
	ETHERTYPE_PPPOE = 0x8864,
	ETHERTYPE_ERSPAN = 0x88be,
	ETHERTYPE_QINQ = 0x88a8,
	ETHERTYPE_QINQ_OLD = 0x9100,
	ETHERTYPE_GROUP_TAG = 0x8909, /* Cisco MetaData: a security group      */
	ETHERTYPE_VN_TAG = 0x8926,    /* Cisco: a port of a fabric extender    */
	ETHERTYPE_E_TAG = 0x893f,     /* IEEE 802.1BR: likewise                */
	ETHERTYPE_ERSPAN3 = 0x22eb,
	/* Ours, above every real one. */
	TO_ETHERNET = 0x10000, /* a whole Ethernet frame                       */
	TO_PPP,                /* a PPP protocol field and what follows        */
	TO_IP,                 /* the first four bits tell                     */
	TO_END,                /* nothing deeper                               */
	TO_DROP,               /* counted, nothing to go on with               */
};

/* RFC 1042: what follows is a type of Ethernet. */
#define SNAP_OF_ETHERNET "\xaa\xaa\x03\x00\x00\x00"

/* One frame on its way down. next_* functions read one layer from `in` and
 * answer which comes next. */
struct descent {
	struct cur in;
	struct packet *pkt;
	struct tallies *tallies;
	struct defrag *defrag;
	uint16_t tag;          /* the VLAN of the tag 8100 before, or 0        */
	uint32_t missing;      /* octets that the snap length cut off the end  */
};

/* RFC 791 3.1; RFC 8200 3, 4; IEEE 802.11 9.2 behind radiotap; RFC 2784. */
uint32_t next_ip4(struct descent *);
uint32_t next_ip6(struct descent *);
uint32_t next_wireless(struct descent *, bool radiotap);
/* The frame of a station as CAPWAP carries it, or TO_END if it holds no packet. */
uint32_t next_station(struct descent *, struct cur frame);
uint32_t next_gre(struct descent *);
/* A tunnel in this datagram, or TO_END. */
uint32_t next_udp_tunnel(struct descent *, struct cur payload);

/* RFC 7348 4.1, RFC 8926: inside a tunnel only its own tags count. */
static inline void leave_vlan(struct descent *d)
{
	if (d->pkt->net >> 24 == NET_VLAN)
		d->pkt->net = NET_PLAIN;
	d->tag = d->pkt->outer_vlan = 0;
}

static inline uint32_t dropped(struct descent *d, enum tally why)
{
	d->tallies->n[why]++;
	return TO_DROP;
}

/* ---- fragments ---------------------------------------------------------------- */

struct fragment {
	struct addr from, to;
	net_t net;
	uint32_t id;
	uint8_t protocol;
	bool more;
	uint32_t offset;       /* octets                                       */
	struct cur body;
	uint64_t time_us;
};

/* ip.c: the datagram of which this is the last missing part is then in hand; else
 * TO_DROP. */
uint32_t take_fragment(struct descent *, uint32_t id, uint8_t protocol,
		       uint32_t length, uint32_t offset, bool more);

struct defrag;
struct defrag *defrag_open(void);
void defrag_close(struct defrag *);
/* The whole datagram once all is there, borrowed until the next call; else a
 * spoilt cursor. */
struct cur defrag_add(struct defrag *, const struct fragment *,
		      struct tallies *);

#endif
