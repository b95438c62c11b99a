/* SPDX-License-Identifier: Apache-2.0 */
/* meet - with which MAC an address was heard, and over how many hops. */
#include "classify/meet.h"

#include <string.h>

/* Systems start at 32, 64, 128 or 255 and each router takes one. */
static unsigned hops_of(uint8_t ttl)
{
	static const uint8_t starts[] = {32, 64, 128, 255};
	unsigned i = 0;

	while (starts[i] < ttl)
		i++;
	return (unsigned)(starts[i] - ttl);
}

/* That it exists, and a binding when no hop is between. */
static void tell(struct out *o, const struct subject *about, enum voice voice,
		 unsigned hops)
{
	/* What comes from the internet binds nothing and is no asset. */
	if (mac_is_group(about->mac) || addr_is_zero(about->ip) ||
	    addr_is_group(about->ip) || (addr_is_global(about->ip) && hops > 0))
		return;
	out_word(o, about, voice, A_frame_binding, hops);
}

/* No router passes on what comes from here (RFC 4291 2.5.6). */
static bool is_of_link(struct addr from)
{
	return !addr_is_v4(from) && addr_is_link_local(from);
}

/* Nor what goes to a group of the link (RFC 5771 4, RFC 4291 2.7); and who sets
 * nothing else sends to any group with a TTL of one (RFC 1112 6.1). */
static bool stays_on_link(struct addr to, uint8_t ttl)
{
	if (!addr_is_group(to))
		return false;
	return ttl == 1 ||
	       (addr_is_v4(to) ? to.b[12] == 224 && to.b[13] == 0 && to.b[14] == 0
			       : (to.b[1] & 0xf) <= 2);
}

/* A private and a public address do not meet on one segment. If neither has
 * passed a router by its TTL, one translates that leaves the TTL as it was. */
static bool is_beyond(const struct flow *flow, unsigned side)
{
	return addr_is_v4(flow->addr[side]) && addr_is_global(flow->addr[side]) &&
	       !addr_is_global(flow->addr[1 - side]) &&
	       hops_of(flow->ttl[1 - side]) == 0;
}

/* Data in both directions: no single packet can forge that. */
void meet_both(struct out *o, struct flow *flow)
{
	flow->spoke = true;
	for (unsigned i = 0; i < 2; i++)
		if (!is_beyond(flow, i))
			tell(o, &(struct subject){.ip = flow->addr[i],
						  .mac = flow->mac[i],
						  .net = flow->net},
			     VOICE_SELF,
			     is_of_link(flow->addr[i])
				     ? 0 : hops_of(flow->ttl[i]));
}

/* One that speaks alone is met once somebody understood it. The first packet may
 * be forged, if it came over a router by anybody. */
void meet_one(struct out *o, struct flow *flow, enum side side,
	      const struct packet *pkt, bool first)
{
	bool near = is_of_link(pkt->from);
	bool here = near || stays_on_link(pkt->to, pkt->ttl);
	unsigned hops = here ? 0 : hops_of(pkt->ttl);

	if (flow->met[side] || (flow->label == 0 && !near) ||
	    is_beyond(flow, side))
		return;
	first = first && !near;
	flow->met[side] = !first;
	/* Multicast may start at any TTL. */
	if (hops > 0 && (first || addr_is_group(pkt->to)))
		return;
	tell(o, &(struct subject){.ip = pkt->from,
				  .mac = pkt->from_mac,
				  .net = pkt->net},
	     first ? VOICE_NETWORK : VOICE_SELF, hops);
}

void meet_frame(struct out *o, const struct packet *pkt)
{
	struct subject about = {.mac = pkt->from_mac, .net = pkt->net};

	if (mac_is_zero(pkt->from_mac) || mac_is_group(pkt->from_mac))
		return;
	if (pkt->air)
		out_word(o, &about, VOICE_NETWORK, A_air_clear, 1);
	if (pkt->outer_vlan != 0)
		out_word(o, &about, VOICE_NETWORK, A_double_tag,
			 (uint64_t)pkt->outer_vlan << 16 | (pkt->net & 0xfff));
}
