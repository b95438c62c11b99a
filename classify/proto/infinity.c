/* SPDX-License-Identifier: Apache-2.0 */
/*
 * infinity - Draeger Infinity patient monitors, which speak to groups.
 *
 * Reads    the group; of monitoring data the header: the sender's address,
 *          which must be the packet's, number and lengths of the objects.
 * Never    an object: bed, patient, initials, values.
 * Standard none: recordings and drivers of others. Which object is what is not
 *          known, nor what a snapshot or heartbeat holds: there the group,
 *          which no other protocol uses, and the length tell the maker.
 */
#include "classify/dissector.h"

enum {
	HEARTBEAT = 24, SNAPSHOT = 268,
	HEADER = 32, OBJECTS_MAX = 64,
};

static const uint32_t group_second = 0xe07f01fc;    /* 224.127.1.252       */
static const uint32_t group_heartbeat = 0xe07f01fd;
static const uint32_t group_snapshot = 0xe07f01fe;
/* 224.0, the monitoring unit, the last octet of the sender. */
static const uint32_t group_data = 0xe0000000;

/* Address at 12, number of objects at 29, from 32 on objects of an identifier
 * and a length that counts itself. */
static bool is_data(struct cur in)
{
	unsigned count;

	cur_skip(&in, HEADER - 3);
	count = cur_u8(&in);
	cur_skip(&in, 2);
	if (count == 0 || count > OBJECTS_MAX)
		return false;
	for (unsigned i = 0; i < count && cur_ok(&in); i++) {
		uint16_t length;

		cur_skip(&in, 2);
		length = cur_u16(&in);
		if (length < 4)
			return false;
		cur_skip(&in, length - 4u);
	}
	return cur_ok(&in) && cur_left(&in) == 0;
}

static enum guess infinity_probe(struct cur first, enum side from)
{
	size_t n = cur_left(&first);

	(void)from;
	return n == HEARTBEAT || n == SNAPSHOT || is_data(first) ? YES : NO;
}

/* IPv4 as a number; 0 for another address. */
static uint32_t number_of(struct addr ip)
{
	struct cur in = cur_of(ip.b + 12, 4);

	return addr_is_v4(ip) ? cur_u32(&in) : 0;
}

static bool is_to_its_group(const struct dissect *d)
{
	uint32_t group = number_of(d->ip[1 - d->from]);
	uint32_t sender = number_of(d->ip[d->from]);
	struct cur in = d->in;

	cur_skip(&in, 12);
	return (group & 0xffff0000) == group_data && (group >> 8 & 0xff) > 0 &&
	       (group & 0xff) == (sender & 0xff) && sender != 0 &&
	       cur_u32(&in) == sender;
}

static struct verdict infinity_parse(struct dissect *d)
{
	uint32_t group = number_of(d->ip[1 - d->from]);
	size_t n = cur_left(&d->in);
	bool shared = (n == HEARTBEAT && group == group_heartbeat) ||
		      (n == SNAPSHOT &&
		       (group == group_snapshot || group == group_second));
	bool data = is_data(d->in) && is_to_its_group(d);

	if (!shared && !data)
		return not_mine();
	obs_protocol(d, "infinity", false);
	obs_term(d, ABOUT_SPEAKER, A_bedside_vendor, "Draeger");
	if (data) {
		obs_term(d, ABOUT_SPEAKER, A_bedside_kind, "patient-monitor");
		obs_term(d, ABOUT_SPEAKER, A_bedside_role, "device");
		obs_word(d, ABOUT_SPEAKER, A_bedside_clear, 1);
		obs_term(d, ABOUT_SPEAKER, A_patient_to_group, "infinity");
	}
	return took(n);
}

const struct dissector dissector_infinity = {
	.name = "infinity",
	.title = "Draeger Infinity network",
	.carrier = ON_UDP,
	.hints = {2050, 2000, 2100, 9250},
	.probe = infinity_probe,
	.parse = infinity_parse,
};
