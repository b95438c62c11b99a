/* SPDX-License-Identifier: Apache-2.0 */
/* waiting - what a first packet says of its sender, until he speaks again. */
#include "classify/waiting.h"

#include "capture/base/mix.h"
#include "capture/base/must.h"

enum {
	SETS = 8192, WAYS = 4,
	RING = 8192,           /* so many wait until the oldest is forgotten   */
};

struct place {
	uint64_t key;          /* of conversation and side; 0: empty           */
	uint64_t born;         /* how many had come; so it stands in the ring  */
};

struct waiting {
	struct place place[SETS][WAYS];
	struct fact ring[RING];
	uint64_t born;
	uint64_t key;          /* of the SYN in hand                           */
	struct flow *flow;
	enum side side;
	void (*take)(void *, struct fact *); /* the sensor's                   */
	void *ctx;
};

struct waiting *waiting_open(void)
{
	return must_alloc(1, sizeof(struct waiting));
}

void waiting_close(struct waiting *w)
{
	free(w);
}

size_t waiting_memory(void)
{
	return sizeof(struct waiting);
}

static uint64_t key_of(const struct flow *f, enum side side)
{
	uint64_t key = mix(MIX_START, f->addr, sizeof(f->addr));

	key = mix(key, f->port, sizeof(f->port));
	return mix_word(key, (uint64_t)f->net << 8 | side) | 1;
}

/* Where it is, else an empty place, else that of the oldest. */
static struct place *place_for(struct waiting *w, uint64_t key)
{
	struct place *set = w->place[key >> 32 & (SETS - 1)], *best = set;

	for (unsigned i = 0; i < WAYS; i++) {
		if (set[i].key == key)
			return &set[i];
		if (set[i].born < best->born)
			best = &set[i];
	}
	return best;
}

/* What waits there for this conversation and side, or NULL. */
static struct fact *waits(struct waiting *w, const struct place *p, uint64_t key)
{
	return p->key == key && w->born - p->born < RING
		       ? &w->ring[p->born % RING]
		       : NULL;
}

/* Takes over from the sensor; a SYN that is sent again says the same again. */
static void keep(void *waiting, struct fact *f)
{
	struct waiting *w = waiting;
	struct place *p;
	struct fact *same;

	if (f->attr != A_tcp_stack) {
		w->take(w->ctx, f);
		return;
	}
	p = place_for(w, w->key);
	same = waits(w, p, w->key);
	if (same != NULL && same->length == f->length &&
	    memcmp(same->text, f->text, f->length) == 0) {
		same->last_us = f->last_us;
		same->count++;
		return;
	}
	*p = (struct place){w->key, ++w->born};
	w->ring[p->born % RING] = *f;
	w->flow->waits |= (uint8_t)(1u << w->side);
}

/* The client by an ACK, the server by what it answers. */
static bool is_proved(const struct flow *f, enum side side)
{
	return side == CLIENT ? (f->flags[CLIENT] & TCP_ACK) != 0
			      : f->seen[CLIENT];
}

void waiting_syn(struct waiting *w, struct dispatch *d, struct flow *flow,
		 enum side side, const struct packet *pkt, struct out *out)
{
	if (is_proved(flow, side)) {
		dispatch_syn(d, pkt, side, out);
		return;
	}
	w->key = key_of(flow, side);
	w->flow = flow;
	w->side = side;
	w->take = out->take;
	w->ctx = out->ctx;
	out->take = keep;
	out->ctx = w;
	dispatch_syn(d, pkt, side, out);
	out->take = w->take;
	out->ctx = w->ctx;
}

void waiting_prove(struct waiting *w, struct flow *flow, enum side side,
		   const struct packet *pkt, struct out *out)
{
	uint64_t key;
	struct place *p;
	struct fact *f;

	/* One who was not asked says RST. */
	if ((flow->waits >> side & 1) == 0 ||
	    (pkt->tcp.flags & (TCP_SYN | TCP_RST)) != 0)
		return;
	flow->waits &= (uint8_t)~(1u << side);
	key = key_of(flow, side);
	p = place_for(w, key);
	f = waits(w, p, key);
	if (f == NULL)
		return;
	p->key = p->born = 0;
	out->take(out->ctx, f);
}
