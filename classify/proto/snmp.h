/* SPDX-License-Identifier: Apache-2.0 */
/* snmp - what the parts of the SNMP parser share. */
#ifndef WW_PROTO_SNMP_H
#define WW_PROTO_SNMP_H

#include "classify/dissector.h"
#include "classify/proto/ber.h"

/* Tags of values, X.690 8.1 and RFC 1157 3.2.2. */
enum {
	INTEGER = 0x02,
	OCTETS = 0x04,
	VOID = 0x05,
	OBJECT = 0x06,
	SEQUENCE = 0x30,
};

static inline uint64_t snmp_integer(struct cur *in)
{
	struct cur body;

	if (ber(in, &body) != INTEGER || cur_left(&body) > 8)
		in->bad = true;
	return cur_be(&body, cur_left(&body));
}

/* The PDU of an answer, or a notification, that is no error: RFC 3416 3. */
void snmp_varbinds(struct dissect *, struct cur pdu);
/* The PDU of a trap of version 1. */
void snmp_trap(struct dissect *, struct cur pdu);

#endif
