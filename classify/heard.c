/* SPDX-License-Identifier: Apache-2.0 */
/* heard - marks days, and hands them to and fro the database. */
#include "classify/heard.h"

enum { TALK_DAYS_MAX = 64 /* of one conversation: more is no clock */ };

/* Whether it was not marked yet. */
static bool mark_in(struct pool *pool, struct heard_days **list, uint32_t day)
{
	uint32_t block = day / BLOCK_DAYS, bit = UINT32_C(1) << day % BLOCK_DAYS;
	struct heard_days **at = list, *d;
	unsigned walked = 0;

	while (*at != NULL && (*at)->block > block) {
		at = &(*at)->next;
		walked++;
	}
	d = *at;
	if (d != NULL && d->block == block) {
		bool is_new = (d->bits & bit) == 0;

		d->bits |= bit;
		return is_new;
	}
	for (; d != NULL; d = d->next)
		walked++;
	if (walked >= BLOCKS_MAX)
		return false;
	d = pool_take(pool, sizeof(*d));
	*d = (struct heard_days){*at, block, bit};
	*at = d;
	return true;
}

static void mark(struct inventory *v, struct node *n, uint32_t day)
{
	/* What is on the internet is no asset of ours. */
	if (n == NULL || (mac_is_zero(n->mac) && addr_is_global(n->ip)) ||
	    !mark_in(&v->pool, &n->days, day))
		return;
	n->days_dirty = true;
	mark_in(&v->pool, &v->days, day);
}

static void mark_span(struct inventory *v, struct node *n, uint64_t first_us,
		      uint64_t last_us)
{
	uint32_t first = day_of(first_us), last = day_of(last_us);

	mark(v, n, last);
	if (last - first > TALK_DAYS_MAX)
		last = first;
	for (; first <= last; first++)
		mark(v, n, first);
}

/* What nobody but the place itself can have said. */
static bool is_own_word(unsigned voice, unsigned attr)
{
	return voice == VOICE_SELF || attr == A_arp_binding ||
	       attr == A_nd_binding;
}

/* All sights that one record merges lie within minutes of the first or the
 * last, see recent.c. */
void heard_fact(struct inventory *v, const struct endpoint *at,
		const struct fact *f, const struct known_fact *known)
{
	uint32_t first = day_of(f->first_us), last = day_of(f->last_us);

	if (!is_own_word(f->voice, f->attr) ||
	    (known != NULL && first == last && last == day_of(known->last_us)))
		return;
	mark(v, at->address, first);
	mark(v, at->address, last);
	mark(v, at->host, first);
	mark(v, at->host, last);
}

/* One that is not over tells of its packets at least every ten minutes. A sum
 * of several, which knows its days, may have paused for days, and who of the two
 * was heard on which of them the days of places tell. */
void heard_talk(struct inventory *v, struct node *client, struct node *server,
		const struct talk_record *t, const struct known_talk *known)
{
	uint32_t last = day_of(t->last_us);

	if (t->days != 0 && day_of(t->first_us) != last)
		return;
	if (known != NULL && day_of(t->first_us) == last &&
	    day_of(known->last_us) == last &&
	    (!t->answered ||
	     (known->answered && day_of(known->first_us) == last)))
		return;
	mark_span(v, client, t->first_us, t->last_us);
	if (t->answered)
		mark_span(v, server, t->first_us, t->last_us);
}

/* ---- the database ------------------------------------------------------------------ */

static bool is_one_day(const struct heard_days *d)
{
	return d->next == NULL && (d->bits & (d->bits - 1)) == 0;
}

bool inventory_heard(struct inventory *v, size_t *at, struct heard *out)
{
	while (*at < v->nodes.count) {
		struct node *n = v->node[(*at)++];

		/* The facts of one that was heard on one day tell it. */
		if (!n->days_dirty || (n->days != NULL && is_one_day(n->days)))
			continue;
		*out = (struct heard){.ip = n->ip, .mac = n->mac, .net = n->net};
		for (const struct heard_days *d = n->days; d != NULL;
		     d = d->next) {
			out->block[out->blocks] = d->block;
			out->bits[out->blocks++] = d->bits;
		}
		return true;
	}
	return false;
}

static struct node *mark_all(struct inventory *v, const struct heard *h)
{
	struct node *n = node_of(v, h->ip, h->mac, h->net);

	for (unsigned i = 0; i < h->blocks; i++)
		for (uint32_t bit = 0; bit < BLOCK_DAYS; bit++)
			if ((h->bits[i] >> bit & 1) != 0)
				mark(v, n, h->block[i] * BLOCK_DAYS + bit);
	return n;
}

void inventory_restore_heard(struct inventory *v, const struct heard *h)
{
	mark_all(v, h)->days_dirty = false;
}

void inventory_unite_heard(struct inventory *v, const struct heard *h)
{
	mark_all(v, h);
}

void heard_written(struct inventory *v)
{
	for (size_t i = 0; i < v->nodes.count; i++)
		v->node[i]->days_dirty = false;
}
