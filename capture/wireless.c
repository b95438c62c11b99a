/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wireless - data frames of IEEE 802.11, with or without a radiotap header.
 *
 * What is encrypted, and what only runs the air, holds no packet.
 *
 * Standard IEEE 802.11-2016 9.2.4, 9.3.2; radiotap.org, version 0; RFC 1042;
 *          RFC 5416
 */
#include "capture/decode.h"

enum {
	VERSION_MASK = 0x03,
	TYPE_MASK = 0x0c,
	TYPE_DATA = 0x08,
	SUBTYPE_QOS = 0x80,
	SUBTYPE_EMPTY = 0x40,
	TO_SYSTEM = 0x01,
	FROM_SYSTEM = 0x02,
	PROTECTED = 0x40,
	ORDER = 0x80,
	AGGREGATE = 0x80,       /* of the QoS field: several packets in one    */
	RADIOTAP_TIME = 0x01,
	RADIOTAP_FLAGS = 0x02,
	RADIOTAP_MORE = 0x80,   /* of the last octet of a word: one follows    */
	RADIOTAP_PADDED = 0x20, /* of its flags: to four octets after the head */
	WORDS_MAX = 16,
	HEAD_MIN = 24,
};

/* Steps over the header, and tells whether the frame's own is padded. */
static bool skip_radiotap(struct descent *d)
{
	struct cur head = d->in;
	uint16_t length;
	uint8_t first, more, flags = 0;
	size_t at = 8;

	cur_skip(&head, 2);
	length = cur_u16le(&head);
	first = cur_at(&d->in, 4);
	more = cur_at(&d->in, 7);
	for (unsigned i = 0; i < WORDS_MAX && (more & RADIOTAP_MORE) != 0; i++) {
		at += 4;
		more = cur_at(&d->in, at - 1);
	}
	if ((first & RADIOTAP_TIME) != 0)
		at = (at + 7) / 8 * 8 + 8;
	if ((first & RADIOTAP_FLAGS) != 0 && at < length)
		flags = cur_at(&d->in, at);
	cur_skip(&d->in, length);
	return (flags & RADIOTAP_PADDED) != 0;
}

/* Who sent the frame first and who is to have it last stand in different
 * places, by the direction. */
static void take_addresses(struct descent *d, uint8_t flags)
{
	struct cur in = d->in;
	bool up = (flags & TO_SYSTEM) != 0, down = (flags & FROM_SYSTEM) != 0;
	struct cur address[4];

	cur_skip(&in, 4);
	for (unsigned i = 0; i < 3; i++)
		address[i] = cur_take(&in, 6);
	cur_skip(&in, 2);
	address[3] = in;
	cur_copy(&address[up ? 2 : 0], d->pkt->to_mac.b, 6);
	cur_copy(&address[!down ? 1 : up ? 3 : 2], d->pkt->from_mac.b, 6);
}

static bool holds_packet(uint8_t kind, uint8_t flags)
{
	return (kind & TYPE_MASK) == TYPE_DATA && (kind & SUBTYPE_EMPTY) == 0 &&
	       (flags & PROTECTED) == 0;
}

/* A data frame with all of its shortest header. */
static uint32_t next_data(struct descent *d, uint8_t kind, uint8_t flags,
			  bool padded)
{
	size_t head = HEAD_MIN;
	uint8_t quality = 0;

	take_addresses(d, flags);
	/* Who is at home on the wire speaks from there. */
	d->pkt->air = (flags & FROM_SYSTEM) == 0;
	if ((flags & (TO_SYSTEM | FROM_SYSTEM)) == (TO_SYSTEM | FROM_SYSTEM))
		head += 6;
	if ((kind & SUBTYPE_QOS) != 0) {
		quality = cur_at(&d->in, head);
		head += (flags & ORDER) != 0 ? 6 : 2;
	}
	cur_skip(&d->in, padded ? (head + 3) / 4 * 4 : head);
	if ((quality & AGGREGATE) != 0 || !CUR_IS(&d->in, SNAP_OF_ETHERNET))
		return dropped(d, TALLY_ethertype);
	cur_skip(&d->in, sizeof(SNAP_OF_ETHERNET) - 1);
	return cur_u16(&d->in);
}

uint32_t next_wireless(struct descent *d, bool radiotap)
{
	bool padded = radiotap && skip_radiotap(d);
	uint8_t kind = cur_at(&d->in, 0), flags = cur_at(&d->in, 1);

	if (!cur_ok(&d->in) || cur_left(&d->in) < HEAD_MIN)
		return dropped(d, TALLY_short_header);
	if (!holds_packet(kind, flags))
		return dropped(d, TALLY_ethertype);
	return next_data(d, kind, flags, padded);
}

/* Access points of Cisco send the two octets of frame control in the other order;
 * what is on its way to or from a controller has a flag of direction where the
 * version is 0. */
uint32_t next_station(struct descent *d, struct cur frame)
{
	uint8_t kind = cur_at(&frame, 0), flags = cur_at(&frame, 1);

	if ((kind & VERSION_MASK) != 0) {
		kind = flags;
		flags = cur_at(&frame, 0);
	}
	if (cur_left(&frame) < HEAD_MIN || !holds_packet(kind, flags))
		return TO_END;
	d->in = frame;
	leave_vlan(d);
	return next_data(d, kind, flags, false);
}
