/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mirror - what a port hears, counted: does somebody mirror traffic to it, and
 * how well?
 */
#ifndef WW_MIRROR_H
#define WW_MIRROR_H

#include "capture/capture.h"

enum { MIRROR_VLANS = 16 };

/* Of all frames that were heard. */
struct mirror_facts {
	uint64_t frames, octets, span_us;
	uint64_t group;        /* to all or to a group                         */
	uint64_t own;          /* that the port itself sent, in no tunnel      */
	uint64_t ours;         /* to the port itself, likewise                 */
	uint64_t foreign;      /* between others: only a mirror brings many    */
	uint64_t ip;
	uint64_t tagged;       /* with a VLAN                                  */
	unsigned vlans;        /* all; the first ones are here                 */
	uint16_t vlan[MIRROR_VLANS];
	uint64_t cut;          /* by the snap length                           */
	uint64_t sliced;       /* by somebody on the way                       */
	uint64_t oversize;     /* longer than the port's MTU lets in           */
	uint32_t longest;      /* octets                                       */
	uint64_t duplicates;   /* frames of a conversation seen twice          */
	uint64_t talks;        /* conversations of TCP, beyond SYN             */
	uint64_t one_way;      /* .. of which one side was not heard           */
};

struct mirror;
/* own: the MAC of the port; mtu: its largest packet in octets, 0 if unknown.
 * Owner: the caller closes. Memory is allocated here, once. */
struct mirror *mirror_open(struct mac own, uint32_t mtu);
void mirror_take(struct mirror *, const struct frame *);
/* No frame may be taken after it. */
void mirror_end(struct mirror *, struct mirror_facts *);
void mirror_close(struct mirror *);

#endif
