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

static void send(struct out *o, const struct subject *about, enum voice voice,
		 enum attr attr, uint64_t word)
{
	struct fact f;

	memset(&f, 0, sizeof(f));
	f.first_us = f.last_us = o->time_us;
	f.frame = o->frame;
	f.capture = o->capture;
	f.count = 1;
	f.attr = (uint16_t)attr;
	f.voice = (uint8_t)voice;
	f.source = o->frame_source;
	f.subject = *about;
	f.word = word;
	o->take(o->ctx, &f);
}

/* That it exists, and a binding when no hop is between. */
static void tell(struct out *o, const struct subject *about, enum voice voice,
		 uint8_t ttl)
{
	unsigned hops = hops_of(ttl);

	/* What comes from the internet binds nothing and is no asset. */
	if (mac_is_group(about->mac) || addr_is_zero(about->ip) ||
	    addr_is_group(about->ip) || (addr_is_global(about->ip) && hops > 0))
		return;
	send(o, about, voice, A_frame_binding, hops);
}

/* Data in both directions: no single packet can forge that. */
void meet_both(struct out *o, struct flow *flow)
{
	flow->spoke = true;
	for (unsigned i = 0; i < 2; i++)
		tell(o, &(struct subject){.ip = flow->addr[i],
					  .mac = flow->mac[i],
					  .net = flow->net},
		     VOICE_SELF, flow->ttl[i]);
}

/* One that speaks alone is met once somebody understood it. The first packet may
 * be forged, if it came over a router by anybody; but no router passes on what is
 * link-local (RFC 4291 2.5.6). */
void meet_one(struct out *o, struct flow *flow, enum side side,
	      const struct packet *pkt)
{
	bool first = flow->packets[side] == 1 && !flow->told;
	bool far = hops_of(pkt->ttl) > 0;
	bool near = !far && !addr_is_v4(pkt->from) &&
		    addr_is_link_local(pkt->from);

	if (flow->met[side] || (flow->label == 0 && !near))
		return;
	first = first && !near;
	flow->met[side] = !first;
	/* Multicast may start at any TTL. */
	if (far && (first || addr_is_group(pkt->to)))
		return;
	tell(o, &(struct subject){.ip = pkt->from,
				  .mac = pkt->from_mac,
				  .net = pkt->net},
	     first ? VOICE_NETWORK : VOICE_SELF, pkt->ttl);
}

void meet_tags(struct out *o, const struct packet *pkt)
{
	if (!mac_is_zero(pkt->from_mac) && !mac_is_group(pkt->from_mac))
		send(o, &(struct subject){.mac = pkt->from_mac,
					  .net = pkt->net},
		     VOICE_NETWORK, A_double_tag,
		     (uint64_t)pkt->outer_vlan << 16 | (pkt->net & 0xfff));
}
