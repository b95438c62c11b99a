/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tunnel - frames inside packets: GRE, ERSPAN, VXLAN, GENEVE, TZSP of mirrors,
 * and CAPWAP between access points and their controller.
 *
 * Standard RFC 2784, RFC 2890 (GRE); draft-foschiano-erspan; RFC 7348 (VXLAN);
 *          RFC 8926 (GENEVE); TZSP as Wireshark's packet-tzsp.c reads it;
 *          RFC 5415 4.3 (CAPWAP)
 */
#include "capture/decode.h"

enum {
	PORT_VXLAN = 4789,
	PORT_VXLAN_GPE = 4790,
	PORT_VXLAN_LINUX = 8472,
	PORT_GENEVE = 6081,
	PORT_TZSP = 37008,
	TZSP_TAGS_MAX = 16,
	PORT_CAPWAP_DATA = 5247,
	/* Of the third and the fourth octet of its header. */
	CAPWAP_NATIVE = 0x01, /* a frame of the air, not of Ethernet           */
	CAPWAP_FRAGMENT = 0x80,
	CAPWAP_LAST = 0x40,
	CAPWAP_ALIVE = 0x08,
	CAPWAP_RESERVED = 0x07,
	CAPWAP_APART = 255,   /* no protocol of IP: fragments by other numbers */
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
static uint32_t enter(struct descent *d, struct cur in)
{
	if (!cur_ok(&in) || cur_left(&in) < 14)
		return TO_END;
	d->in = in;
	return TO_ETHERNET;
}

static uint32_t enter_net(struct descent *d, struct cur in, uint32_t vni)
{
	uint32_t next = enter(d, in);

	if (next == TO_ETHERNET)
		d->pkt->net = net_of(NET_VNI, vni);
	return next;
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
		return enter_net(d, in, vni);
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
	return enter_net(d, in, vni);
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

		if (tag == 1)
			return enter(d, in);
		if (tag != 0)
			cur_skip(&in, cur_u8(&in));
	}
	return TO_END;
}

/* Of IEEE 802.11 (its binding is 1) or Ethernet, whole or in fragments; keep-alives
 * and what DTLS encrypts, as its first octet says, hold none. */
static uint32_t next_capwap(struct descent *d, struct cur in)
{
	uint8_t preamble = cur_u8(&in), words = cur_u8(&in) >> 3;
	uint8_t binding = cur_u8(&in) & 0x3f, flags = cur_u8(&in);
	uint16_t id = cur_u16(&in), offset = cur_u16(&in) & 0xfff8;
	uint32_t next;

	if (preamble != 0 || words < 2 ||
	    (flags & (CAPWAP_ALIVE | CAPWAP_RESERVED)) != 0)
		return TO_END;
	cur_skip(&in, words * 4u - 8);
	if (!cur_ok(&in))
		return TO_END;
	if ((flags & CAPWAP_FRAGMENT) != 0) {
		d->in = in;
		if (take_fragment(d, id, CAPWAP_APART,
				  d->pkt->payload_wire - words * 4u, offset,
				  (flags & CAPWAP_LAST) == 0) == TO_DROP)
			return TO_DROP;
		in = d->in;
	}
	if ((binding & CAPWAP_NATIVE) != 0)
		return binding >> 1 == 1 ? next_station(d, in) : TO_END;
	next = enter(d, in);
	d->pkt->air = next == TO_ETHERNET &&
		      d->pkt->to_port == PORT_CAPWAP_DATA;
	return next;
}

uint32_t next_udp_tunnel(struct descent *d, struct cur payload)
{
	/* Both ways: access points have any port. */
	if (d->pkt->from_port == PORT_CAPWAP_DATA ||
	    d->pkt->to_port == PORT_CAPWAP_DATA)
		return next_capwap(d, payload);
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
