/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mirror - counts what tells a mirror from an ordinary port, and a good one from
 * a poor one, with the decoder and the flow table that the sensor uses.
 */
#include "capture/mirror.h"
#include "capture/base/must.h"

enum {
	FLOWS = 1 << 14,
	ETHERNET = 1,        /* LINKTYPE_ and DLT_ alike                       */
	ETHERNET_HEAD = 14,
	TAGS = 8,            /* two VLAN tags                                  */
	VLANS = 4096,
	SYN_AND_AGAIN = 2,   /* packets that nobody need have answered         */
};

struct mirror {
	struct mac own;
	uint32_t mtu;
	struct decoder *decoder;
	struct flows *flows;
	struct tallies tallies;
	uint64_t first_us, last_us;
	bool vlan[VLANS];
	struct mirror_facts facts;
};

static void flow_over(void *ctx, struct flow *f)
{
	struct mirror_facts *facts = &((struct mirror *)ctx)->facts;

	if (f->l4 != L4_TCP || f->refused ||
	    f->packets[0] + f->packets[1] <= SYN_AND_AGAIN)
		return;
	facts->talks++;
	facts->one_way += f->packets[0] == 0 || f->packets[1] == 0;
}

struct mirror *mirror_open(struct mac own, uint32_t mtu)
{
	const struct flow_limits limits = {.flows = FLOWS, .windows = 1,
					   .idle_tcp_s = 600,
					   .idle_closed_s = 60,
					   .idle_other_s = 120};
	struct mirror *m = must_alloc(1, sizeof(*m));

	m->own = own;
	m->mtu = mtu;
	m->decoder = decoder_open();
	m->flows = flows_open(&limits, flow_over, m, &m->tallies);
	return m;
}

static bool is_own(const struct mirror *m, struct mac mac)
{
	return !mac_is_zero(m->own) && mac_compare(mac, m->own) == 0;
}

static struct mac take_mac(struct cur *in)
{
	struct mac mac = {{0}};
	const uint8_t *octets = cur_next(in, sizeof(mac.b));

	if (octets != NULL)
		memcpy(mac.b, octets, sizeof(mac.b));
	return mac;
}

/* IEEE 802.3 3.2: for whom the frame is. A mirror may come in a tunnel to the
 * port itself (ERSPAN, VXLAN): then the innermost frame counts. */
static void count_ends(struct mirror *m, const struct frame *f,
		       const struct packet *inner)
{
	struct cur in = f->bytes;
	struct mac to = take_mac(&in), from = take_mac(&in);

	if (f->link != ETHERNET || !cur_ok(&in))
		return;
	if (inner != NULL && !mac_is_zero(inner->to_mac)) {
		to = inner->to_mac;
		from = inner->from_mac;
	}
	if (is_own(m, from))
		m->facts.own++;
	else if (is_own(m, to))
		m->facts.ours++;
	else if (mac_is_group(to))
		m->facts.group++;
	else
		m->facts.foreign++;
}

static void count_vlan(struct mirror *m, net_t net)
{
	uint32_t number = net & 0xffffff;
	struct mirror_facts *facts = &m->facts;

	if (net_tag(net) >> 24 != NET_VLAN || number >= VLANS)
		return;
	facts->tagged++;
	if (m->vlan[number])
		return;
	m->vlan[number] = true;
	if (facts->vlans < MIRROR_VLANS)
		facts->vlan[facts->vlans] = (uint16_t)number;
	facts->vlans++;
}

static void count_length(struct mirror *m, const struct frame *f)
{
	struct mirror_facts *facts = &m->facts;

	facts->frames++;
	facts->octets += f->wire_len;
	facts->cut += cur_left(&f->bytes) < f->wire_len;
	facts->oversize += m->mtu > 0 &&
			   f->wire_len > m->mtu + ETHERNET_HEAD + TAGS;
	if (f->wire_len > facts->longest)
		facts->longest = f->wire_len;
	if (m->first_us == 0)
		m->first_us = f->time_us;
	if (f->time_us > m->last_us)
		m->last_us = f->time_us;
}

void mirror_take(struct mirror *m, const struct frame *f)
{
	struct packet p;
	bool decoded;
	unsigned side;

	count_length(m, f);
	decoded = decode(m->decoder, f, &p, &m->tallies);
	count_ends(m, f, decoded ? &p : NULL);
	if (!decoded)
		return;
	m->facts.ip += p.is_ip;
	count_vlan(m, p.net);
	/* The packet says that it is longer than the frame that brought it. */
	m->facts.sliced += p.is_ip && !p.reassembled &&
			   cur_left(&f->bytes) == f->wire_len &&
			   (p.l4 == L4_TCP || p.l4 == L4_UDP) &&
			   p.payload_wire > cur_left(&p.payload);
	flow_touch(m->flows, &p, &side);
}

void mirror_end(struct mirror *m, struct mirror_facts *out)
{
	flows_finish(m->flows);
	m->facts.duplicates = m->tallies.n[TALLY_duplicate];
	m->facts.span_us = m->last_us - m->first_us;
	*out = m->facts;
}

void mirror_close(struct mirror *m)
{
	if (m == NULL)
		return;
	decoder_close(m->decoder);
	flows_close(m->flows);
	free(m);
}
