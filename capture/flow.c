/* SPDX-License-Identifier: Apache-2.0 */
/*
 * flow - the two-sided table of conversations, of fixed size.
 *
 * Output never depends on where a flow lies: what a flow is, when it ends and
 * what it counts follow from its own packets and the time between them.
 */
#include "capture/flow.h"

#include "capture/base/must.h"

enum {
	WAYS = 8,           /* places a flow may lie in                        */
	DUPLICATE_US = 20000,
	SWEEP = 4,          /* places looked at for idle flows, per packet     */
};

struct flows {
	struct flow_limits limits;
	struct slot *slot;
	uint32_t mask;
	uint32_t swept;
	uint64_t births;
	flow_ended *ended;
	void *ctx;
	struct tallies *tallies;
	struct windows *windows;
};

size_t flows_memory(const struct flow_limits *l)
{
	return (size_t)l->flows * sizeof(struct slot) +
	       windows_memory(l->windows);
}

struct flows *flows_open(const struct flow_limits *limits, flow_ended *ended,
			 void *ctx, struct tallies *tallies)
{
	struct flows *f = must_alloc(1, sizeof(*f));

	must(limits->flows >= WAYS &&
	     (limits->flows & (limits->flows - 1)) == 0);
	f->limits = *limits;
	f->mask = limits->flows - 1;
	f->slot = must_alloc(limits->flows, sizeof(*f->slot));
	f->windows = windows_open(limits->windows);
	f->ended = ended;
	f->ctx = ctx;
	f->tallies = tallies;
	return f;
}

struct windows *flows_windows(struct flows *f)
{
	return f->windows;
}

struct tallies *flows_tallies(struct flows *f)
{
	return f->tallies;
}

static void end_slot(struct flows *f, struct slot *s)
{
	f->ended(f->ctx, &s->flow);
	stream_drop(f, &s->flow);
	s->used = false;
}

static int by_birth(const void *a, const void *b)
{
	const struct slot *const *x = a, *const *y = b;

	return (*x)->birth < (*y)->birth ? -1 : (*x)->birth > (*y)->birth;
}

void flows_finish(struct flows *f)
{
	struct slot **order = must_alloc(f->limits.flows, sizeof(*order));
	size_t n = 0;

	for (uint32_t i = 0; i < f->limits.flows; i++)
		if (f->slot[i].used)
			order[n++] = &f->slot[i];
	qsort(order, n, sizeof(*order), by_birth);
	for (size_t i = 0; i < n; i++)
		end_slot(f, order[i]);
	free(order);
}

void flows_close(struct flows *f)
{
	if (f == NULL)
		return;
	windows_close(f->windows);
	free(f->slot);
	free(f);
}

/* ---- finding ------------------------------------------------------------------ */

static uint64_t load64(const uint8_t *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static uint64_t end_hash(const struct flows *f, struct addr a, uint16_t port)
{
	uint64_t h = f->limits.seed + 0x9e3779b97f4a7c15;

	h = (h ^ load64(a.b)) * 0xff51afd7ed558ccd;
	h = (h ^ h >> 29 ^ load64(a.b + 8)) * 0xc4ceb9fe1a85ec53;
	h = (h ^ h >> 31 ^ port) * 0x9e3779b97f4a7c15;
	return h ^ h >> 32;
}

static uint32_t hash(const struct flows *f, const struct packet *p)
{
	uint64_t h = end_hash(f, p->from, p->from_port) +
		     end_hash(f, p->to, p->to_port);

	h = (h ^ p->l4 ^ (uint64_t)p->net << 8) * 0xff51afd7ed558ccd;
	return (uint32_t)(h >> 32);
}

/* The side that speaks, or -1 when it is another conversation. */
static int side_of(const struct flow *w, const struct packet *p)
{
	if (w->l4 != p->l4 || w->net != p->net)
		return -1;
	for (int side = 0; side < 2; side++)
		if (w->port[side] == p->from_port &&
		    w->port[1 - side] == p->to_port &&
		    addr_compare(w->addr[side], p->from) == 0 &&
		    addr_compare(w->addr[1 - side], p->to) == 0)
			return side;
	return -1;
}

static uint64_t idle_us(const struct flows *f, uint8_t l4)
{
	return (l4 == L4_TCP ? f->limits.idle_tcp_s : f->limits.idle_other_s) *
	       (uint64_t)1000000;
}

/* Whether a packet of this flow begins another one between the same ends. */
static bool is_over(const struct flows *f, const struct slot *s,
		    const struct packet *p)
{
	const struct flow *w = &s->flow;

	if (p->time_us > w->last_us + idle_us(f, w->l4))
		return true;
	/* RFC 9293 3.10.7: a SYN that is no retransmission. */
	return w->l4 == L4_TCP &&
	       (p->tcp.flags & (TCP_SYN | TCP_ACK)) == TCP_SYN &&
	       (w->flags[0] & TCP_SYN) != 0 && p->tcp.seq != s->syn_seq;
}

/* What gives way first in a full table: what can teach least. */
static uint64_t worth(const struct slot *s)
{
	const struct flow *w = &s->flow;
	bool talked = w->packets[0] + w->packets[1] > 1;
	uint64_t rank = (talked ? 2u : 0u) + (w->boring ? 0u : 1u);

	return rank << 60 | (w->last_us & (((uint64_t)1 << 60) - 1));
}

static void sweep(struct flows *f, uint64_t now_us)
{
	for (unsigned i = 0; i < SWEEP; i++) {
		struct slot *s = &f->slot[f->swept++ & f->mask];

		if (s->used &&
		    now_us > s->flow.last_us + idle_us(f, s->flow.l4))
			end_slot(f, s);
	}
}

/* ---- beginning ------------------------------------------------------------------ */

/* Whether the packet's sender is the server. The SYN tells; else a service
 * port, which is the lower one by custom; else whoever speaks first asks. */
static bool from_server(const struct packet *p)
{
	if (p->l4 == L4_TCP && (p->tcp.flags & TCP_SYN) != 0)
		return (p->tcp.flags & TCP_ACK) != 0;
	if (p->from_port == p->to_port)
		return false;
	if (p->from_port < 1024 || p->to_port < 1024)
		return p->from_port < p->to_port;
	if (p->l4 != L4_TCP)
		return false;
	return p->from_port < 32768 && p->to_port >= 32768;
}

static void begin(struct flows *f, struct slot *s, const struct packet *p)
{
	struct flow *w = &s->flow;
	unsigned side = from_server(p) ? 1 : 0;

	memset(s, 0, sizeof(*s));
	s->used = true;
	s->birth = ++f->births;
	s->syn_seq = p->tcp.seq;
	w->addr[side] = p->from;
	w->addr[1 - side] = p->to;
	w->port[side] = p->from_port;
	w->port[1 - side] = p->to_port;
	w->net = p->net;
	w->l4 = p->l4;
	w->from_start = p->l4 != L4_TCP || (p->tcp.flags & TCP_SYN) != 0;
	w->capture = p->capture;
	w->first_frame = p->frame;
	w->first_us = w->last_us = p->time_us;
	f->tallies->n[TALLY_flows]++;
}

static struct slot *find(struct flows *f, const struct packet *p, int *side)
{
	uint32_t at = hash(f, p);
	struct slot *best = NULL;

	for (unsigned i = 0; i < WAYS; i++) {
		struct slot *s = &f->slot[(at + i) & f->mask];

		if (s->used) {
			*side = side_of(&s->flow, p);
			if (*side >= 0)
				return s;
		}
		if (best == NULL || (best->used && !s->used) ||
		    (best->used && s->used && worth(s) < worth(best)))
			best = s;
	}
	if (best->used) {
		f->tallies->n[TALLY_flow_evicted]++;
		end_slot(f, best);
	}
	*side = -1;
	return best;
}

/* Two ports of one mirror show a packet twice within moments. */
static bool is_duplicate(struct slot *s, unsigned side, const struct packet *p)
{
	struct sight *ring = s->seen[side];

	for (unsigned i = 0; i < SIGHTS; i++)
		if (ring[i].fingerprint == p->fingerprint &&
		    ring[i].low_us != 0 &&
		    (uint32_t)p->time_us - ring[i].low_us <= DUPLICATE_US)
			return true;
	ring[s->next_sight[side]++ % SIGHTS] =
		(struct sight){p->fingerprint, (uint32_t)p->time_us | 1};
	return false;
}

static void count(struct flow *w, unsigned side, const struct packet *p)
{
	if (w->packets[side]++ == 0 && w->mac_known[side] == false) {
		w->mac[side] = p->from_mac;
		w->ttl[side] = p->ttl;
		w->mac_known[side] = true;
	}
	w->octets[side] += p->wire_len;
	w->payload[side] += p->payload_wire;
	w->flags[side] |= p->tcp.flags;
	if (p->time_us > w->last_us)
		w->last_us = p->time_us;
	if (w->l4 == L4_TCP) {
		w->answered = w->answered ||
			      (w->flags[1] & (TCP_SYN | TCP_ACK)) ==
				      (TCP_SYN | TCP_ACK) ||
			      (w->payload[0] > 0 && w->payload[1] > 0);
		w->refused = w->refused ||
			     ((p->tcp.flags & TCP_RST) != 0 &&
			      w->payload[0] + w->payload[1] == 0);
	} else {
		w->answered = w->mac_known[0] && w->mac_known[1];
	}
}

struct flow *flow_touch(struct flows *f, const struct packet *p,
			unsigned *side_out)
{
	struct slot *s;
	int side;

	if (!p->is_ip || p->l4 == L4_NONE)
		return NULL;
	sweep(f, p->time_us);
	s = find(f, p, &side);
	if (side >= 0 && is_over(f, s, p)) {
		end_slot(f, s);
		side = -1;
	}
	if (side < 0) {
		begin(f, s, p);
		side = side_of(&s->flow, p);
	}
	if (is_duplicate(s, (unsigned)side, p)) {
		f->tallies->n[TALLY_duplicate]++;
		return NULL;
	}
	count(&s->flow, (unsigned)side, p);
	*side_out = (unsigned)side;
	return &s->flow;
}
