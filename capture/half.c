/* SPDX-License-Identifier: Apache-2.0 */
/*
 * half - who spoke alone in a conversation that gave way.
 *
 * In a full table the question may be forgotten before its answer comes, and
 * both ends would stay unproved. What proves the speaker is kept here in
 * sixteen octets. Where it lies follows from the conversation alone, never from
 * the seed of the table; of the places that it may take, the oldest gives way.
 */
#include "capture/base/mix.h"
#include "capture/base/pages.h"
#include "capture/flow.h"

enum {
	PER_FLOW = 8, /* conversations that come and go for each place         */
	WAYS = 4,
	CHOICES = 2 * WAYS, /* in two sets: few are full when most are not     */
	TICK_US = 8 * 1000 * 1000,
};

/* The data that went one way. */
struct half {
	uint64_t tag;    /* hash, in its low 16 bits the tick; 0: nobody       */
	struct mac mac;  /* of the speaker                                     */
	uint8_t ttl;
	uint8_t pad;
};
static_assert(sizeof(struct half) * WAYS == 64, "a set is one line");

struct halves {
	struct half *half;
	size_t sets, octets;
	bool any;        /* false: nothing to look for                         */
};

size_t halves_memory(uint32_t flows)
{
	return (size_t)flows * PER_FLOW * sizeof(struct half);
}

struct halves *halves_open(uint32_t flows)
{
	struct halves *h = must_alloc(1, sizeof(*h));

	h->octets = halves_memory(flows);
	h->half = pages_take(h->octets);
	h->sets = (size_t)flows * PER_FLOW / WAYS;
	return h;
}

void halves_close(struct halves *h)
{
	pages_give(h->half, h->octets);
	free(h);
}

static uint64_t hash_of(const struct flow *w, unsigned from)
{
	uint64_t h = MIX_START;

	h = mix(h, w->addr[from].b, sizeof(w->addr[from].b));
	h = mix(h, w->addr[1 - from].b, sizeof(w->addr[0].b));
	h = mix_word(h, (uint64_t)w->net << 32 |
				(uint32_t)w->port[from] << 16 |
				w->port[1 - from]);
	return mix_word(h, w->l4) | (uint64_t)1 << 63;
}

static uint16_t tick_of(uint64_t us)
{
	return (uint16_t)(us / TICK_US);
}

static uint16_t age_of(const struct half *h, uint16_t now)
{
	return (uint16_t)(now - (uint16_t)h->tag);
}

/* The nth place that one with this hash may take. */
static struct half *place(const struct halves *h, uint64_t hash, unsigned n)
{
	uint64_t set = (n < WAYS ? hash >> 8 : hash >> 32) % h->sets;

	return &h->half[set * WAYS + n % WAYS];
}

static bool is_of(const struct half *h, uint64_t hash)
{
	return (h->tag ^ hash) >> 16 == 0;
}

/* Where it lies, else an empty place, else that of the oldest. */
static struct half *room_for(const struct halves *h, uint64_t hash,
			     uint16_t now)
{
	struct half *best = place(h, hash, 0);

	for (unsigned i = 0; i < CHOICES; i++) {
		struct half *p = place(h, hash, i);

		if (is_of(p, hash))
			return p;
		if (best->tag != 0 &&
		    (p->tag == 0 || age_of(p, now) > age_of(best, now)))
			best = p;
	}
	return best;
}

void halves_keep(struct halves *h, const struct flow *w)
{
	unsigned from = w->data[1] ? 1 : 0;
	uint16_t now = tick_of(w->last_us);
	uint64_t hash;

	if (w->data[0] == w->data[1])
		return;
	hash = hash_of(w, from);
	*room_for(h, hash, now) = (struct half){
		.tag = (hash & ~(uint64_t)0xffff) | now,
		.mac = w->mac[from],
		.ttl = w->ttl[from],
	};
	h->any = true;
}

void halves_meet(struct halves *h, struct flow *w, unsigned speaks,
		 uint64_t idle_us)
{
	unsigned other = 1 - speaks, i = 0;
	uint64_t hash;
	struct half *p;

	if (!h->any)
		return;
	hash = hash_of(w, other);
	while (i < CHOICES && !is_of(place(h, hash, i), hash))
		i++;
	if (i == CHOICES)
		return;
	p = place(h, hash, i);
	/* After so long a silence it is another conversation. */
	if (age_of(p, tick_of(w->last_us)) <= idle_us / TICK_US) {
		w->seen[other] = w->data[other] = true;
		w->mac[other] = p->mac;
		w->ttl[other] = p->ttl;
	}
	p->tag = 0;
}
