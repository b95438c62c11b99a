/* SPDX-License-Identifier: Apache-2.0 */
/*
 * decode - a frame down to its innermost packet, layer by layer.
 *
 * Reads    Ethernet, 802.3/LLC, 802.1Q and QinQ, tags of fabric extenders and
 *          security groups, Linux cooked v1 and v2, BSD loopback, PPP, PPPoE,
 *          Cisco HDLC, raw IP, MPLS, behind PPI and PKTAP, too, and what
 *          netfilter logs; tunnels are in tunnel.c, IEEE 802.11 in wireless.c.
 * Standard IEEE 802.3, 802.1Q, 802.1BR; RFC 791, 1042, 8200, 2516, 3032, 1661;
 *          VN-Tag and MetaData of Cisco as Wireshark reads them
 */
#include "capture/decode.h"

#include "capture/base/must.h"

enum {
	DEPTH_MAX = 12,
	LINKTYPE_NULL = 0,
	LINKTYPE_ETHERNET = 1,
	LINKTYPE_PPP = 9,
	DLT_RAW_LINUX = 12,
	DLT_RAW_BSD = 14,
	LINKTYPE_RAW = 101,
	LINKTYPE_C_HDLC = 104,
	LINKTYPE_IEEE802_11 = 105,
	LINKTYPE_LOOP = 108,
	LINKTYPE_LINUX_SLL = 113,
	LINKTYPE_IEEE802_11_RADIOTAP = 127,
	LINKTYPE_USER2 = 149,  /* by which some macOS means PKTAP              */
	LINKTYPE_PPI = 192,
	LINKTYPE_IPV4 = 228,
	LINKTYPE_IPV6 = 229,
	LINKTYPE_NFLOG = 239,
	LINKTYPE_PKTAP = 258,
	LINKTYPE_LINUX_SLL2 = 276,
	PPI_MIN = 8,           /* octets of its header                         */
	PKTAP_MIN = 108,
	PKTAP_PACKET = 1,
	NFLOG_PAYLOAD = 9,
	NFLOG_PARTS_MAX = 32,
};

struct decoder {
	struct defrag *defrag;
};

struct decoder *decoder_open(void)
{
	struct decoder *d = must_alloc(1, sizeof(*d));

	d->defrag = defrag_open();
	return d;
}

void decoder_close(struct decoder *d)
{
	if (d == NULL)
		return;
	defrag_close(d->defrag);
	free(d);
}

static uint32_t next_ethernet(struct descent *d)
{
	uint32_t type;

	cur_copy(&d->in, d->pkt->to_mac.b, 6);
	cur_copy(&d->in, d->pkt->from_mac.b, 6);
	leave_vlan(d);
	type = cur_u16(&d->in);
	if (type < 0x0600 && CUR_IS(&d->in, SNAP_OF_ETHERNET)) {
		cur_skip(&d->in, sizeof(SNAP_OF_ETHERNET) - 1);
		type = cur_u16(&d->in);
	}
	return type;
}

/* IEEE 802.1Q 9.6. The innermost tag is where the host lives; 0 is no VLAN. */
static uint32_t next_vlan(struct descent *d, uint32_t type)
{
	uint16_t id = cur_u16(&d->in) & 0xfff;

	d->pkt->outer_vlan = type == ETHERTYPE_VLAN ? d->tag : 0;
	d->tag = type == ETHERTYPE_VLAN ? id : 0;
	if (id != 0 && d->pkt->net >> 24 != NET_VNI)
		d->pkt->net = net_of(NET_VLAN, id);
	return cur_u16(&d->in);
}

/* Past what says nothing of where the host lives. */
static uint32_t skip_to_type(struct descent *d, size_t n)
{
	cur_skip(&d->in, n);
	return cur_u16(&d->in);
}

/* Whether a frame that begins there has a type that is read here. */
static bool frame_at(const struct descent *d, size_t at)
{
	switch (cur_at(&d->in, at + 12) << 8 | cur_at(&d->in, at + 13)) {
	case ETHERTYPE_IPV4:
	case ETHERTYPE_ARP:
	case ETHERTYPE_IPV6:
	case ETHERTYPE_VLAN:
	case ETHERTYPE_QINQ:
		return true;
	default:
		return false;
	}
}

/* RFC 3032 2.1: labels until the bottom; the first nibble tells what follows. */
static uint32_t next_mpls(struct descent *d)
{
	for (unsigned i = 0; i < 16 && cur_ok(&d->in); i++) {
		if ((cur_u32(&d->in) & 0x100) == 0)
			continue;
		if (cur_at(&d->in, 0) >> 4 == 4 ||
		    cur_at(&d->in, 0) >> 4 == 6)
			return TO_IP;
		/* RFC 4385: a control word, unless a maker's number begins so. */
		if (cur_at(&d->in, 0) >> 4 == 0 &&
		    (frame_at(d, 4) || !frame_at(d, 0)))
			cur_skip(&d->in, 4);
		return TO_ETHERNET;
	}
	return dropped(d, cur_ok(&d->in) ? TALLY_tunnel_depth
					 : TALLY_short_header);
}

static uint32_t next_ppp(struct descent *d)
{
	uint16_t protocol;

	if (CUR_IS(&d->in, "\xff\x03"))
		cur_skip(&d->in, 2);
	protocol = cur_at(&d->in, 0) & 1 ? cur_u8(&d->in) : cur_u16(&d->in);
	if (protocol == 0x21)
		return ETHERTYPE_IPV4;
	if (protocol == 0x57)
		return ETHERTYPE_IPV6;
	return dropped(d, TALLY_ethertype);
}

static uint32_t next_pppoe(struct descent *d)
{
	cur_skip(&d->in, 6);
	return TO_PPP;
}

static uint32_t next_cooked(struct descent *d, bool second)
{
	struct mac *from = &d->pkt->from_mac;
	uint16_t protocol, arp_type, length;

	if (second) { /* LINKTYPE_LINUX_SLL2 */
		protocol = cur_u16(&d->in);
		cur_skip(&d->in, 6);
		arp_type = cur_u16(&d->in);
		cur_skip(&d->in, 1);
		length = cur_u8(&d->in);
	} else {
		cur_skip(&d->in, 2);
		arp_type = cur_u16(&d->in);
		length = cur_u16(&d->in);
		protocol = 0;
	}
	if (length == 6 && arp_type == 1) {
		cur_copy(&d->in, from->b, 6);
		cur_skip(&d->in, 2);
	} else {
		cur_skip(&d->in, 8);
	}
	return second ? protocol : cur_u16(&d->in);
}

/* BSD loopback: an address family in the order of whoever wrote it. */
static uint32_t next_loopback(struct descent *d)
{
	cur_skip(&d->in, 4);
	return TO_IP;
}

/* Parts with their length and kind, each filled up to four octets; one is the
 * datagram. In the order of whoever wrote it, which is nearly always this. */
static uint32_t next_nflog(struct descent *d)
{
	cur_skip(&d->in, 4);
	for (unsigned i = 0; i < NFLOG_PARTS_MAX && cur_ok(&d->in); i++) {
		uint16_t length = cur_u16le(&d->in);
		uint16_t kind = cur_u16le(&d->in) & 0x7fff;

		if (length < 4)
			break;
		if (kind == NFLOG_PAYLOAD)
			return TO_IP;
		cur_skip(&d->in, ((size_t)length - 4 + 3) / 4 * 4);
	}
	return dropped(d, cur_ok(&d->in) ? TALLY_link_type
					 : TALLY_short_header);
}

static uint32_t plain_layer(struct descent *d, uint32_t link)
{
	switch (link) {
	case LINKTYPE_ETHERNET:
		return next_ethernet(d);
	case LINKTYPE_LINUX_SLL:
		return next_cooked(d, false);
	case LINKTYPE_LINUX_SLL2:
		return next_cooked(d, true);
	case LINKTYPE_RAW:
	case DLT_RAW_LINUX:
	case DLT_RAW_BSD:
	case LINKTYPE_IPV4:
	case LINKTYPE_IPV6:
		return TO_IP;
	case LINKTYPE_NULL:
	case LINKTYPE_LOOP:
		return next_loopback(d);
	case LINKTYPE_PPP:
		return next_ppp(d);
	case LINKTYPE_IEEE802_11:
	case LINKTYPE_IEEE802_11_RADIOTAP:
		return next_wireless(d, link == LINKTYPE_IEEE802_11_RADIOTAP);
	case LINKTYPE_C_HDLC:
		return skip_to_type(d, 2);
	case LINKTYPE_NFLOG:
		return next_nflog(d);
	default:
		return dropped(d, TALLY_link_type);
	}
}

/* What stands behind a header that names its link type, and is no such header. */
static uint32_t behind(struct descent *d, uint32_t length, uint32_t least,
		       uint32_t link)
{
	if (length < least)
		return dropped(d, TALLY_link_type);
	cur_skip(&d->in, length);
	return plain_layer(d, link);
}

static uint32_t next_ppi(struct descent *d)
{
	struct cur head = d->in;
	uint16_t length;

	cur_skip(&head, 2);
	length = cur_u16le(&head);
	return behind(d, length, PPI_MIN, cur_u32le(&head));
}

static uint32_t next_pktap(struct descent *d)
{
	struct cur head = d->in;
	uint32_t length = cur_u32le(&head);

	if (cur_u32le(&head) != PKTAP_PACKET)
		return dropped(d, TALLY_link_type);
	return behind(d, length, PKTAP_MIN, cur_u32le(&head));
}

static uint32_t first_layer(struct descent *d, uint16_t link)
{
	switch (link) {
	case LINKTYPE_PPI:
		return next_ppi(d);
	case LINKTYPE_PKTAP:
	case LINKTYPE_USER2:
		return next_pktap(d);
	default:
		return plain_layer(d, link);
	}
}

static uint32_t next_layer(struct descent *d, uint32_t type)
{
	switch (type) {
	case TO_ETHERNET:
		return next_ethernet(d);
	case TO_PPP:
		return next_ppp(d);
	case TO_IP:
		return cur_at(&d->in, 0) >> 4 == 6 ? next_ip6(d) : next_ip4(d);
	case ETHERTYPE_IPV4:
		return next_ip4(d);
	case ETHERTYPE_IPV6:
		return next_ip6(d);
	case ETHERTYPE_VLAN:
	case ETHERTYPE_QINQ:
	case ETHERTYPE_QINQ_OLD:
		return next_vlan(d, type);
	case ETHERTYPE_VN_TAG:
		return skip_to_type(d, 4);
	case ETHERTYPE_E_TAG:
	case ETHERTYPE_GROUP_TAG:
		return skip_to_type(d, 6);
	case ETHERTYPE_MPLS:
	case ETHERTYPE_MPLS_UP:
		return next_mpls(d);
	case ETHERTYPE_PPPOE:
		return next_pppoe(d);
	default:
		return TO_END;
	}
}

/* No IP innermost: what an outer packet left behind is not this one's. */
static void finish_other(struct descent *d, uint16_t ethertype)
{
	struct packet *pkt = d->pkt;

	memset(&pkt->from, 0, sizeof(pkt->from));
	memset(&pkt->to, 0, sizeof(pkt->to));
	memset(&pkt->tcp, 0, sizeof(pkt->tcp));
	pkt->from_port = pkt->to_port = 0;
	pkt->l4 = L4_NONE;
	pkt->ttl = 0;
	pkt->fingerprint = 0;
	pkt->payload = cur_of(NULL, 0);
	pkt->payload_wire = 0;
	pkt->ethertype = ethertype;
	/* IEEE 802.3 3.2.6: a length; what lies behind it pads the frame. */
	if (ethertype < 0x0600 && cur_left(&d->in) > ethertype)
		d->in = cur_take(&d->in, ethertype);
	pkt->network = d->in;
}

bool decode(struct decoder *decoder, const struct frame *f, struct packet *pkt,
	    struct tallies *t)
{
	struct descent d = {.in = f->bytes, .pkt = pkt, .tallies = t,
			    .defrag = decoder->defrag};
	uint32_t type, next;

	memset(pkt, 0, sizeof(*pkt));
	pkt->time_us = f->time_us;
	pkt->frame = f->number;
	pkt->capture = f->capture;
	pkt->wire_len = f->wire_len;
	d.missing = f->wire_len - (uint32_t)cur_left(&f->bytes);
	if (d.missing > 0)
		t->n[TALLY_cut]++;
	type = first_layer(&d, f->link);
	for (unsigned depth = 0; type != TO_DROP; depth++) {
		if (!cur_ok(&d.in)) {
			t->n[TALLY_short_header]++;
			return false;
		}
		if (depth == DEPTH_MAX) {
			t->n[TALLY_tunnel_depth]++;
			return false;
		}
		pkt->is_ip = false;
		next = next_layer(&d, type);
		if (next == TO_END)
			break;
		type = next;
	}
	if (type == TO_DROP)
		return false;
	if (!pkt->is_ip)
		finish_other(&d, (uint16_t)type);
	return true;
}
