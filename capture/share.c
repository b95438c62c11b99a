/* SPDX-License-Identifier: Apache-2.0 */
/* share - which conversations belong together, and to which worker. */
#include "capture/base/mix.h"
#include "capture/capture.h"

struct service service_of(const struct addr addr[2], const uint16_t port[2],
			  net_t net, uint8_t l4)
{
	unsigned side = port[1] < port[0] ||
			(port[1] == port[0] &&
			 addr_compare(addr[1], addr[0]) < 0);

	return (struct service){addr[side], net, port[side], l4};
}

unsigned service_group(const struct service *s)
{
	uint64_t h = mix(MIX_START, s->addr.b, sizeof(s->addr.b));

	h = mix_word(h, (uint64_t)s->net << 32 | (uint32_t)s->port << 8 |
				s->l4);
	return (unsigned)(h >> 40) % SERVICE_GROUPS;
}

unsigned packet_share(const struct packet *pkt, unsigned n)
{
	const struct addr addr[2] = {pkt->from, pkt->to};
	const uint16_t port[2] = {pkt->from_port, pkt->to_port};
	struct service s;

	if (n < 2)
		return 0;
	if (!pkt->is_ip)
		return (unsigned)(mix(MIX_START, pkt->from_mac.b, 6) >> 33) % n;
	s = service_of(addr, port, pkt->net, pkt->l4);
	return service_group(&s) % n;
}
