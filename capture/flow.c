/* SPDX-License-Identifier: Apache-2.0 */
/*
 * flow - the two-sided table of conversations, of fixed size.
 *
 * Output never depends on where a flow lies: what a flow is, when it ends and
 * what it counts follow from its own packets and the time between them; which
 * one gives way in a full table follows from what it can teach and its age.
 */
#include "capture/flow.h"

#include "capture/base/pages.h"

enum {
	DUPLICATE_US = 20000,
	AHEAD = 8,          /* slots brought near before they are told        */
};

struct flows {
	struct flow_limits limits;
	struct slot *slot;
	struct index *index;
	struct halves *halves;
	uint32_t fresh;     /* slots from here on were never used              */
	uint32_t free;      /* those given back                                */
	struct ranks ranks;
	uint64_t births;
	flow_ended *ended;
	void *ctx;
	struct tallies *tallies;
	struct windows *windows;
};

size_t flows_memory(const struct flow_limits *l)
{
	return l->flows * sizeof(struct slot) + index_memory(l->flows) +
	       halves_memory(l->flows) + windows_memory(l->windows);
}

struct flows *flows_open(const struct flow_limits *limits, flow_ended *ended,
			 void *ctx, struct tallies *tallies)
{
	struct flows *f = must_alloc(1, sizeof(*f));

	must(limits->flows > 0 && (limits->flows & (limits->flows - 1)) == 0);
	f->limits = *limits;
	f->slot = pages_take(limits->flows * sizeof(*f->slot));
	f->index = index_open(limits->flows);
	f->halves = halves_open(limits->flows);
	ranks_begin(&f->ranks, &f->limits, f->slot);
	f->free = NONE;
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

/* ---- ending ------------------------------------------------------------------- */

static void end_slot(struct flows *f, struct slot *s)
{
	uint32_t at = (uint32_t)(s - f->slot);

	f->ended(f->ctx, &s->flow);
	stream_drop(f, &s->flow);
	ranks_leave(&f->ranks, &s->flow);
	index_take(f->index, s->hash, at);
	s->birth = 0;
	s->flow.newer = f->free;
	f->free = at;
}

/* All that a packet of this flow will touch. */
static void bring(const struct slot *s)
{
	__builtin_prefetch(&s->flow.addr);
	__builtin_prefetch(&s->flow.packets);
	__builtin_prefetch(&s->flow.first_us);
	__builtin_prefetch(&s->birth);
	__builtin_prefetch(&s->seen[1][SIGHTS - 1]);
}

/* Who is sorted carries what he is sorted by: slots lie far apart. */
struct born {
	uint64_t birth;
	struct slot *slot;
};

static int by_birth(const void *a, const void *b)
{
	const struct born *x = a, *y = b;

	return x->birth < y->birth ? -1 : x->birth > y->birth;
}

void flows_finish(struct flows *f)
{
	struct born *order = must_alloc(f->fresh, sizeof(*order));
	bool sorted = true;
	size_t n = 0;

	for (uint32_t i = 0; i < f->fresh; i++) {
		struct slot *s = &f->slot[i];

		if (s->birth == 0)
			continue;
		sorted = sorted && (n == 0 || order[n - 1].birth < s->birth);
		order[n++] = (struct born){s->birth, s};
	}
	if (!sorted)
		qsort(order, n, sizeof(*order), by_birth);
	for (size_t i = 0; i < n; i++) {
		struct slot *s = order[i].slot;

		bring(order[i + AHEAD < n ? i + AHEAD : i].slot);
		f->ended(f->ctx, &s->flow);
		stream_drop(f, &s->flow);
		s->birth = 0;
	}
	free(order);
}

void flows_close(struct flows *f)
{
	if (f == NULL)
		return;
	windows_close(f->windows);
	halves_close(f->halves);
	index_close(f->index);
	pages_give(f->slot, f->limits.flows * sizeof(*f->slot));
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

static uint32_t hash_of(const struct flows *f, const struct packet *p)
{
	uint64_t h = end_hash(f, p->from, p->from_port) +
		     end_hash(f, p->to, p->to_port);

	h = (h ^ p->l4 ^ (uint64_t)p->net << 8) * 0xff51afd7ed558ccd;
	return (uint32_t)(h >> 32);
}

static bool is_same(struct addr a, struct addr b)
{
	return load64(a.b) == load64(b.b) && load64(a.b + 8) == load64(b.b + 8);
}

/* The side that speaks, or -1 when it is another conversation. */
static int side_of(const struct flow *w, const struct packet *p)
{
	if (w->l4 != p->l4 || w->net != p->net)
		return -1;
	for (int side = 0; side < 2; side++)
		if (w->port[side] == p->from_port &&
		    w->port[1 - side] == p->to_port &&
		    is_same(w->addr[side], p->from) &&
		    is_same(w->addr[1 - side], p->to))
			return side;
	return -1;
}

/* At most one flow of each rank per packet, so that no packet waits long. */
static void sweep(struct flows *f, uint64_t now_us)
{
	struct slot *s;

	for (unsigned rank = 0; rank < RANKS; rank++)
		if ((s = ranks_over(&f->ranks, rank, now_us)) != NULL)
			end_slot(f, s);
	ranks_sleep(&f->ranks);
}

static struct slot *place(struct flows *f)
{
	struct slot *s;

	if (f->free == NONE && f->fresh < f->limits.flows)
		return &f->slot[f->fresh++];
	if (f->free == NONE) {
		s = ranks_least(&f->ranks);
		f->tallies->n[TALLY_flow_evicted]++;
		halves_keep(f->halves, &s->flow);
		end_slot(f, s);
	}
	s = &f->slot[f->free];
	f->free = s->flow.newer;
	return s;
}

/* ---- beginning ------------------------------------------------------------------ */

static struct slot *begin(struct flows *f, uint32_t hash,
			  const struct packet *p)
{
	struct slot *s = place(f);
	struct flow *w = &s->flow;
	unsigned side = begin_from_server(p) ? 1 : 0;

	/* Of sights only those are read that were written. */
	memset(s, 0, offsetof(struct slot, seen));
	s->birth = ++f->births;
	s->hash = hash;
	index_put(f->index, hash, (uint32_t)(s - f->slot));
	/* A mirror may show the answer before the SYN that it answers. */
	s->syn_seq = begin_number(p, side);
	w->addr[side] = p->from;
	w->addr[1 - side] = p->to;
	w->port[side] = p->from_port;
	w->port[1 - side] = p->to_port;
	w->net = p->net;
	w->l4 = p->l4;
	w->from_start = p->l4 != L4_TCP || (p->tcp.flags & TCP_SYN) != 0;
	w->capture = p->capture;
	w->first_frame = p->frame;
	w->first_us = w->last_us = w->told_us = p->time_us;
	/* A SYN begins another conversation than any before. */
	if (p->l4 != L4_TCP || !w->from_start)
		halves_meet(f->halves, w, side, flow_idle_us(&f->limits, w));
	ranks_join(&f->ranks, s);
	f->tallies->n[TALLY_flows]++;
	return s;
}

uint32_t flow_ahead(const struct flows *f, const struct packet *p)
{
	uint32_t hash = hash_of(f, p);

	index_ahead(f->index, hash);
	return hash;
}

void flow_near(const struct flows *f, uint32_t ahead)
{
	uint32_t at = ahead, found = index_next(f->index, ahead, &at);

	if (found != NONE)
		bring(&f->slot[found]);
}

static struct slot *find(struct flows *f, uint32_t hash,
			 const struct packet *p, int *side)
{
	uint32_t at = hash, found;

	while ((found = index_next(f->index, hash, &at)) != NONE) {
		struct slot *s = &f->slot[found];

		bring(s);
		*side = side_of(&s->flow, p);
		if (*side >= 0)
			return s;
	}
	return NULL;
}

/* Whether the flow that was found is another one than the packet's: after a
 * long silence, or by a SYN. */
static bool is_over(const struct flows *f, struct slot *s, unsigned side,
		    const struct packet *p)
{
	if (p->time_us > s->flow.last_us + flow_idle_us(&f->limits, &s->flow))
		return true;
	if (p->l4 != L4_TCP || (p->tcp.flags & TCP_SYN) == 0)
		return false;
	return !begin_late(s, side, p) && begin_again(s, p);
}

/* Two ports of one mirror show a packet twice within moments. */
static bool is_duplicate(struct slot *s, unsigned side, const struct packet *p)
{
	uint32_t now = (uint32_t)p->time_us;
	struct sight *ring = s->seen[side];
	uint8_t *next = &s->flow.next_sight[side];

	if (p->fingerprint == 0)
		return false;
	/* Merged ports may be out of order by a little: both ways. */
	for (unsigned i = 0; i < SIGHTS && i < *next; i++)
		if (ring[i].fingerprint == p->fingerprint &&
		    now - ring[i].low_us + DUPLICATE_US <= 2 * DUPLICATE_US)
			return true;
	ring[*next % SIGHTS] = (struct sight){p->fingerprint, now};
	if (++*next == 2 * SIGHTS)
		*next = SIGHTS;
	return false;
}

static void count(struct flow *w, unsigned side, const struct packet *p)
{
	if (!w->seen[side]) {
		w->mac[side] = p->from_mac;
		w->ttl[side] = p->ttl;
		w->seen[side] = true;
	}
	w->packets[side]++;
	w->octets[side] += p->wire_len;
	w->data[side] |= p->payload_wire > 0;
	w->flags[side] |= p->tcp.flags;
	if (p->time_us > w->last_us)
		w->last_us = p->time_us;
	if (w->l4 == L4_TCP) {
		/* Nobody may have asked for what a lone SYN+ACK answers. */
		w->answered = w->answered ||
			      ((w->flags[1] & (TCP_SYN | TCP_ACK)) ==
				       (TCP_SYN | TCP_ACK) &&
			       (w->seen[0] || w->data[1])) ||
			      (w->data[0] && w->data[1]);
		w->refused = w->refused ||
			     ((p->tcp.flags & TCP_RST) != 0 &&
			      !w->data[0] && !w->data[1]);
	} else {
		w->answered = w->seen[0] && w->seen[1];
	}
}

struct flow *flow_touch(struct flows *f, const struct packet *p,
			unsigned *side_out)
{
	struct slot *s;
	uint32_t hash;
	int side = -1;

	if (!p->is_ip || p->l4 == L4_NONE)
		return NULL;
	if (p->time_us > f->ranks.wake_us)
		sweep(f, p->time_us);
	hash = hash_of(f, p);
	s = find(f, hash, p, &side);
	if (s != NULL && is_over(f, s, (unsigned)side, p)) {
		end_slot(f, s);
		s = NULL;
	}
	if (s == NULL) {
		s = begin(f, hash, p);
		side = side_of(&s->flow, p);
	}
	if (is_duplicate(s, (unsigned)side, p)) {
		f->tallies->n[TALLY_duplicate]++;
		return NULL;
	}
	count(&s->flow, (unsigned)side, p);
	ranks_move(&f->ranks, s);
	*side_out = (unsigned)side;
	return &s->flow;
}
