/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ip - IPv4 and IPv6 with options, extension headers and fragments, and the
 * transport headers behind them.
 *
 * Standard RFC 791, RFC 8200, RFC 9293, RFC 768, RFC 9260
 */
#include "capture/base/mix.h"
#include "capture/decode.h"

enum {
	PROTO_IP6_HOP = 0,
	PROTO_IP4 = 4,
	PROTO_IP6 = 41,
	PROTO_IP6_ROUTE = 43,
	PROTO_IP6_FRAGMENT = 44,
	PROTO_GRE = 47,
	PROTO_AH = 51,
	PROTO_IP6_OPTIONS = 60,
	EXTENSIONS_MAX = 12,
};

/* What two sights of one packet have in common, also behind a router. */
static void take_fingerprint(struct packet *pkt, uint32_t id, struct cur rest)
{
	uint64_t h = mix(MIX_START, pkt->from.b, sizeof(pkt->from.b));
	size_t n = cur_left(&rest);

	h = mix(h, pkt->to.b, sizeof(pkt->to.b));
	h = mix_word(h, (uint64_t)id << 32 | pkt->payload_wire);
	h = mix(h, rest.p, n < 48 ? n : 48);
	pkt->fingerprint = (uint32_t)h != 0 ? (uint32_t)h : 1;
}

static uint32_t take_tcp(struct descent *d, struct cur in, uint32_t length)
{
	struct packet *pkt = d->pkt;
	uint8_t offset;

	pkt->from_port = cur_u16(&in);
	pkt->to_port = cur_u16(&in);
	pkt->tcp.seq = cur_u32(&in);
	pkt->tcp.ack = cur_u32(&in);
	offset = cur_u8(&in) >> 4;
	pkt->tcp.flags = cur_u8(&in);
	cur_skip(&in, 6);
	if (!cur_ok(&in))
		return dropped(d, TALLY_short_header);
	if (offset < 5 || offset * 4u > length)
		return dropped(d, TALLY_bad_header);
	if (offset * 4u - 20 > cur_left(&in))
		return dropped(d, TALLY_short_header);
	cur_skip(&in, offset * 4u - 20);
	pkt->payload = in;
	pkt->payload_wire = length - offset * 4u;
	return TO_END;
}

static uint32_t take_udp(struct descent *d, struct cur in, uint32_t length)
{
	struct packet *pkt = d->pkt;
	uint32_t claimed;

	pkt->from_port = cur_u16(&in);
	pkt->to_port = cur_u16(&in);
	claimed = cur_u16(&in);
	cur_skip(&in, 2);
	if (!cur_ok(&in))
		return dropped(d, TALLY_short_header);
	if (claimed == 0 || claimed > length) /* RFC 2675, offload, a lie */
		claimed = length;
	if (claimed < 8)
		return dropped(d, TALLY_bad_header);
	pkt->payload_wire = claimed - 8;
	if (cur_left(&in) > pkt->payload_wire)
		in = cur_take(&in, pkt->payload_wire);
	pkt->payload = in;
	return next_udp_tunnel(d, in);
}

/* After the IP header: transport, or a tunnel. length: of the IP payload on
 * the wire. */
static uint32_t next_transport(struct descent *d, uint8_t protocol,
			       uint32_t length)
{
	struct packet *pkt = d->pkt;

	pkt->l4 = protocol;
	switch (protocol) {
	case L4_TCP:
		return take_tcp(d, d->in, length);
	case L4_UDP:
		return take_udp(d, d->in, length);
	case L4_SCTP:
		pkt->payload = d->in;
		pkt->from_port = cur_u16(&pkt->payload);
		pkt->to_port = cur_u16(&pkt->payload);
		cur_skip(&pkt->payload, 8);
		if (!cur_ok(&pkt->payload))
			return dropped(d, TALLY_short_header);
		pkt->payload_wire = length - 12;
		return TO_END;
	case PROTO_IP4:
		return ETHERTYPE_IPV4;
	case PROTO_IP6:
		return ETHERTYPE_IPV6;
	case PROTO_GRE:
		return next_gre(d);
	default:
		pkt->payload = d->in;
		pkt->payload_wire = length;
		return TO_END;
	}
}

uint32_t take_fragment(struct descent *d, uint32_t id, uint8_t protocol,
		       uint32_t length, uint32_t offset, bool more)
{
	struct fragment f = {
		.from = d->pkt->from,
		.to = d->pkt->to,
		.net = d->pkt->net,
		.id = id,
		.protocol = protocol,
		.more = more,
		.offset = offset,
		.body = d->in,
		.time_us = d->pkt->time_us,
	};
	struct cur whole;

	if (cur_left(&d->in) < length) { /* cut by the snap length */
		d->tallies->n[TALLY_fragments]++;
		return dropped(d, TALLY_fragments_lost);
	}
	whole = defrag_add(d->defrag, &f, d->tallies);
	if (!cur_ok(&whole))
		return TO_DROP;
	d->in = whole;
	d->missing = 0;
	d->pkt->reassembled = true;
	/* No IP header stands before these octets any more. */
	d->pkt->network = cur_of(NULL, 0);
	return TO_END;
}

static uint32_t finish(struct descent *d, uint8_t protocol, uint32_t length,
		       uint32_t id)
{
	struct cur rest = d->in;
	uint32_t next = next_transport(d, protocol, length);

	take_fingerprint(d->pkt, id, rest);
	return next;
}

/* Nothing of an outer packet may be taken for the inner one's. */
static void begin_ip(struct packet *pkt)
{
	pkt->from_port = pkt->to_port = 0;
	pkt->l4 = L4_NONE;
	pkt->payload = cur_of(NULL, 0);
	pkt->payload_wire = 0;
	pkt->tcp.flags = 0;
}

uint32_t next_ip4(struct descent *d)
{
	struct packet *pkt = d->pkt;
	struct cur head = d->in;
	uint8_t first = cur_u8(&head), protocol;
	uint32_t header = (first & 15) * 4u, total, fragment;
	uint16_t id;

	begin_ip(pkt);
	cur_skip(&head, 1);
	total = cur_u16(&head);
	id = cur_u16(&head);
	fragment = cur_u16(&head);
	pkt->ttl = cur_u8(&head);
	protocol = cur_u8(&head);
	cur_skip(&head, 2);
	pkt->from = addr_of_v4(cur_u32(&head));
	pkt->to = addr_of_v4(cur_u32(&head));
	if (!cur_ok(&head))
		return dropped(d, TALLY_short_header);
	if (total == 0) /* segmentation offload: the frame tells */
		total = (uint32_t)cur_left(&d->in) + d->missing;
	if (first >> 4 != 4 || header < 20 || total < header)
		return dropped(d, TALLY_bad_header);
	if (header > cur_left(&d->in))
		return dropped(d, TALLY_short_header);
	pkt->is_ip = true;
	pkt->ethertype = ETHERTYPE_IPV4;
	/* What lies behind the datagram pads the frame. */
	if (cur_left(&d->in) > total)
		d->in = cur_take(&d->in, total);
	pkt->network = d->in;
	cur_skip(&d->in, header);
	if ((fragment & 0x3fff) != 0) {
		if (take_fragment(d, id, protocol, total - header,
				  (fragment & 0x1fff) * 8u,
				  (fragment & 0x2000) != 0) == TO_DROP)
			return TO_DROP;
		return finish(d, protocol, (uint32_t)cur_left(&d->in), id);
	}
	return finish(d, protocol, total - header, id);
}

/* RFC 8200 4: steps over one extension header; false when it is none. */
static bool step_over(struct descent *d, uint8_t *protocol, uint32_t *length)
{
	uint8_t next, size;
	uint32_t octets;

	if (*protocol != PROTO_IP6_HOP && *protocol != PROTO_IP6_ROUTE &&
	    *protocol != PROTO_IP6_OPTIONS && *protocol != PROTO_AH)
		return false;
	next = cur_at(&d->in, 0);
	size = cur_at(&d->in, 1);
	octets = *protocol == PROTO_AH ? (size + 2u) * 4 : (size + 1u) * 8;
	cur_skip(&d->in, octets);
	if (!cur_ok(&d->in) || octets > *length)
		return false;
	*length -= octets;
	*protocol = next;
	return true;
}

uint32_t next_ip6(struct descent *d)
{
	struct packet *pkt = d->pkt;
	struct cur head = d->in;
	uint8_t octets[16], protocol;
	uint32_t length, first = cur_u32(&head), id = 0;

	begin_ip(pkt);
	length = cur_u16(&head);
	protocol = cur_u8(&head);
	pkt->ttl = cur_u8(&head);
	cur_copy(&head, octets, 16);
	pkt->from = addr_of_v6(octets);
	cur_copy(&head, octets, 16);
	pkt->to = addr_of_v6(octets);
	if (!cur_ok(&head))
		return dropped(d, TALLY_short_header);
	if (first >> 28 != 6)
		return dropped(d, TALLY_bad_header);
	if (length == 0) /* jumbogram or offload */
		length = (uint32_t)cur_left(&head) + d->missing;
	pkt->is_ip = true;
	pkt->ethertype = ETHERTYPE_IPV6;
	if (cur_left(&head) > length)
		d->in = cur_take(&d->in, 40 + (size_t)length);
	pkt->network = d->in;
	cur_skip(&d->in, 40);
	for (unsigned i = 0; i < EXTENSIONS_MAX; i++) {
		if (step_over(d, &protocol, &length))
			continue;
		if (!cur_ok(&d->in) || protocol != PROTO_IP6_FRAGMENT)
			break;
		protocol = cur_u8(&d->in);
		cur_skip(&d->in, 1);
		first = cur_u16(&d->in);
		id = cur_u32(&d->in);
		length = length > 8 ? length - 8 : 0;
		if (cur_ok(&d->in) && first >> 3 == 0 && (first & 1) == 0)
			continue; /* RFC 6946: a whole datagram after all */
		if (take_fragment(d, id, protocol, length, first & 0xfff8,
				  (first & 1) != 0) == TO_DROP)
			return TO_DROP;
		length = (uint32_t)cur_left(&d->in);
	}
	if (!cur_ok(&d->in))
		return dropped(d, TALLY_short_header);
	return finish(d, protocol, length, id);
}
