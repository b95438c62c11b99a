/* SPDX-License-Identifier: Apache-2.0 */
/*
 * starts - when flows to hosts outside began, for conversations that have several.
 *
 * Regularity cannot be told from sums. Most conversations stay inside, or are one
 * flow: nothing is kept of these, nor of NTP and DNS, which everybody asks for
 * regularly. What the limit refuses is counted.
 */
#include "classify/inventory.h"

struct kept_starts {
	struct starts of;
	struct kept_starts *next; /* of the idle ones                          */
};

const struct starts *talk_starts(const struct inventory *v,
				 const struct known_talk *k)
{
	const struct kept_starts *s =
		k->repeats ? ids_find(&v->starts, k->id) : NULL;

	return s != NULL ? &s->of : NULL;
}

static struct starts *begin(struct inventory *v, struct known_talk *k)
{
	struct kept_starts *s = v->idle_starts;

	if (s != NULL)
		v->idle_starts = s->next;
	else
		s = pool_take(&v->pool, sizeof(*s));
	memset(s, 0, sizeof(*s));
	ids_put(&v->starts, k->id, s);
	k->repeats = true;
	return &s->of;
}

static struct starts *starts_of(struct inventory *v, struct known_talk *k)
{
	struct kept_starts *s = k->repeats ? ids_find(&v->starts, k->id) : NULL;

	return s != NULL ? &s->of : begin(v, k);
}

static bool is_asked_by_all(const char *protocol, unsigned l4, unsigned port)
{
	return strcmp(protocol, "ntp") == 0 || strcmp(protocol, "dns") == 0 ||
	       (l4 == 17 && port == 123);
}

bool talk_is_usual(const struct known_talk *k)
{
	return is_asked_by_all(k->protocol, k->l4, k->port);
}

/* The record tells it without a look at the nodes, which are far away. Who is a
 * neighbour is not known yet, see outside.c: in IPv6 both may be global. */
static bool may_call_out(const struct inventory *v, const struct talk_record *t)
{
	const struct zones *zones = v->knowledge != NULL ? v->knowledge->zones : NULL;
	enum far to = zones_far(zones, t->server, t->net);
	enum far from = to != FAR_NOT ? zones_far(zones, t->client, t->net)
				      : FAR_NOT;

	return (to > from || (to != FAR_NOT && !addr_is_v4(t->server) &&
			      !same_house(t->client, t->server))) &&
	       !is_asked_by_all(t->protocol, t->l4, t->port);
}

void starts_hear(struct inventory *v, struct known_talk *k,
		 const struct talk_record *t)
{
	uint64_t known = k->first_us / MILLI_US, ms = t->first_us / MILLI_US;

	if (ms == known || (!k->repeats && !may_call_out(v, t)))
		return;
	if (!k->repeats && v->starts.count >= v->limits.starts) {
		v->unkept++;
		return;
	}
	starts_add(starts_of(v, k), ms > known ? ms : known);
}

void inventory_join_starts(struct inventory *v, struct known_talk *k,
			   const struct starts *s)
{
	for (unsigned i = 0; i < s->n; i++)
		if (s->ms[i] > k->first_us / MILLI_US)
			starts_add(starts_of(v, k), s->ms[i]);
}

void starts_forget(struct inventory *v, struct known_talk *k)
{
	struct kept_starts *s = k->repeats ? ids_find(&v->starts, k->id) : NULL;

	if (s == NULL)
		return;
	ids_remove(&v->starts, k->id);
	s->next = v->idle_starts;
	v->idle_starts = s;
	k->repeats = false;
}

uint64_t inventory_unkept(const struct inventory *v)
{
	return v->unkept;
}
