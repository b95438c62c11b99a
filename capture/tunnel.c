/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tunnel - mirror ports send frames inside packets: GRE, ERSPAN, VXLAN, GENEVE,
 * TZSP.
 *
 * Standard RFC 2784, RFC 2890 (GRE); draft-foschiano-erspan; RFC 7348 (VXLAN);
 *          RFC 8926 (GENEVE); TZSP as Wireshark's packet-tzsp.c reads it
 */
#include "capture/decode.h"

enum {
	PORT_VXLAN = 4789,
	PORT_VXLAN_GPE = 4790,
	PORT_VXLAN_LINUX = 8472,
	PORT_GENEVE = 6081,
	PORT_TZSP = 37008,
	TZSP_TAGS_MAX = 16,
};

/* ERSPAN II has 8 octets, III has 12 and perhaps 8 more; type I, which has no
 * header, is told by the missing sequence number. */
static uint32_t next_erspan(struct descent *d, bool sequence, bool third)
{
	if (third) {
		bool more = (cur_at(&d->in, 11) & 1) != 0;

		cur_skip(&d->in, more ? 20 : 12);
	} else if (sequence) {
		cur_skip(&d->in, 8);
	}
	return TO_ETHERNET;
}

uint32_t next_gre(struct descent *d)
{
	uint16_t flags = cur_u16(&d->in), type = cur_u16(&d->in);
	bool sequence = (flags & 0x1000) != 0;

	if ((flags & 0x4000) != 0)
		return dropped(d, TALLY_bad_header); /* source routes: RFC 1701 */
	if ((flags & 7) == 1) { /* RFC 2637 4.1: PPTP */
		cur_skip(&d->in, 4);
		if (sequence)
			cur_skip(&d->in, 4);
		if ((flags & 0x80) != 0)
			cur_skip(&d->in, 4);
		return cur_left(&d->in) > 0 ? TO_PPP : TO_END;
	}
	if ((flags & 0x8000) != 0)
		cur_skip(&d->in, 4);
	if ((flags & 0x2000) != 0)
		cur_skip(&d->in, 4);
	if (sequence)
		cur_skip(&d->in, 4);
	if (type == ETHERTYPE_TEB)
		return TO_ETHERNET;
	if (type == ETHERTYPE_PPP)
		return TO_PPP;
	if (type == ETHERTYPE_ERSPAN || type == ETHERTYPE_ERSPAN3)
		return next_erspan(d, sequence, type == ETHERTYPE_ERSPAN3);
	if (type == ETHERTYPE_IPV4 || type == ETHERTYPE_IPV6 ||
	    type == ETHERTYPE_VLAN || type == ETHERTYPE_MPLS)
		return type;
	return TO_END;
}

/* An Ethernet frame must follow, or this is something else on that port. */
static uint32_t enter(struct descent *d, struct cur in, uint32_t vni)
{
	if (!cur_ok(&in) || cur_left(&in) < 14)
		return TO_END;
	d->in = in;
	d->pkt->net = net_of(NET_VNI, vni);
	return TO_ETHERNET;
}

static uint32_t next_vxlan(struct descent *d, struct cur in)
{
	uint8_t flags = cur_u8(&in), inside = 3;
	uint32_t vni;

	/* The I bit must be set; 0x80 marks a group policy, which is harmless. */
	if ((flags & 0x08) == 0 || (flags & 0x30) != 0)
		return TO_END;
	cur_skip(&in, 2);
	if ((flags & 0x04) != 0) /* draft-ietf-nvo3-vxlan-gpe 3.1 */
		inside = cur_u8(&in);
	else
		cur_skip(&in, 1);
	vni = cur_u24(&in);
	cur_skip(&in, 1);
	if (inside == 3)
		return enter(d, in, vni);
	if (!cur_ok(&in) || (inside != 1 && inside != 2))
		return TO_END;
	d->in = in;
	d->pkt->net = net_of(NET_VNI, vni);
	return inside == 1 ? ETHERTYPE_IPV4 : ETHERTYPE_IPV6;
}

static uint32_t next_geneve(struct descent *d, struct cur in)
{
	uint8_t options = cur_u8(&in);
	uint32_t vni;

	if (options >> 6 != 0)
		return TO_END;
	cur_skip(&in, 1);
	if (cur_u16(&in) != ETHERTYPE_TEB)
		return TO_END;
	vni = cur_u24(&in);
	cur_skip(&in, 1 + (options & 0x3fu) * 4);
	return enter(d, in, vni);
}

/* Version 1, a received packet, Ethernet; then tags, of which 0 and 1 have no
 * length and 1 is the last. */
static uint32_t next_tzsp(struct descent *d, struct cur in)
{
	if (!CUR_IS(&in, "\x01\x00\x00\x01"))
		return TO_END;
	cur_skip(&in, 4);
	for (unsigned i = 0; i < TZSP_TAGS_MAX && cur_ok(&in); i++) {
		uint8_t tag = cur_u8(&in);

		if (tag == 1) {
			if (!cur_ok(&in) || cur_left(&in) < 14)
				return TO_END;
			d->in = in;
			return TO_ETHERNET;
		}
		if (tag != 0)
			cur_skip(&in, cur_u8(&in));
	}
	return TO_END;
}

uint32_t next_udp_tunnel(struct descent *d, struct cur payload)
{
	switch (d->pkt->to_port) {
	case PORT_VXLAN:
	case PORT_VXLAN_GPE:
	case PORT_VXLAN_LINUX:
		return next_vxlan(d, payload);
	case PORT_GENEVE:
		return next_geneve(d, payload);
	case PORT_TZSP:
		return next_tzsp(d, payload);
	default:
		return TO_END;
	}
}
