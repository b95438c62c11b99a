/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_silent - medical devices that are heard no longer.
 *
 * Only days count on which somebody else of the same network was heard: that the
 * sensor was off, or did not see that network, silences nobody. Where several
 * fell silent within a day, more than a fifth of the network, it is the network.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/days.h"
#include "classify/heard.h"
#include "classify/hits.h"
#include "classify/journal.h"

enum { REGULAR_DAYS = 7, TIMES = 3 };

struct network {
	net_t net;
	uint32_t *bits;        /* days on which an address of it was heard     */
	uint32_t *fell;        /* devices that were heard last on that day     */
	unsigned regular;
	uint64_t last_us;
};

/* How a device was heard, in days on which its network was. */
struct presence {
	uint32_t days, step, silent; /* step: the longest from one to the next */
	uint32_t last;         /* the last: its place in the calendar          */
};

struct silence {
	struct hits *hits;
	struct calendar calendar;
	struct network *network;
	size_t networks;
	uint32_t *heard;
};

static int by_net(const void *a, const void *b)
{
	const net_t x = ((const struct network *)a)->net;
	const net_t y = ((const struct network *)b)->net;

	return x < y ? -1 : x > y;
}

static struct network *network_of(const struct silence *s, net_t net)
{
	struct network key = {.net = net};

	return s->networks == 0 ? NULL
				: bsearch(&key, s->network, s->networks,
					  sizeof(key), by_net);
}

static bool is_place(const struct node *n)
{
	return !addr_is_zero(n->ip) && mac_is_zero(n->mac) && n->days != NULL;
}

static void find_networks(struct silence *s, const struct inventory *v)
{
	const struct calendar *c = &s->calendar;
	size_t n = 0;

	s->network = must_alloc(v->drafts + 1, sizeof(*s->network));
	for (unsigned i = 0; i < v->drafts; i++)
		if (!addr_is_zero(v->draft[i].asset.ip))
			s->network[n++].net = v->draft[i].asset.net;
	qsort(s->network, n, sizeof(*s->network), by_net);
	for (size_t i = 0; i < n; i++)
		if (s->networks == 0 ||
		    s->network[s->networks - 1].net != s->network[i].net)
			s->network[s->networks++].net = s->network[i].net;
	for (size_t i = 0; i < s->networks; i++) {
		s->network[i].bits = must_alloc(c->blocks, sizeof(uint32_t));
		s->network[i].fell = must_alloc((size_t)c->blocks * BLOCK_DAYS,
						sizeof(uint32_t));
	}
	for (size_t i = 0; i < v->nodes.count; i++) {
		const struct node *at = v->node[i];
		struct network *w = is_place(at) ? network_of(s, at->net) : NULL;

		if (w != NULL)
			calendar_add(c, at->days, w->bits);
	}
}

static bool has_day(const uint32_t *bits, uint32_t day)
{
	return bits[day / BLOCK_DAYS] >> day % BLOCK_DAYS & 1;
}

static struct presence presence_of(const struct calendar *c,
				   const uint32_t *network, const uint32_t *heard)
{
	struct presence p = {0};
	uint32_t since = 0;

	for (uint32_t i = 0; i < c->blocks * BLOCK_DAYS; i++) {
		uint32_t day = c->block[i / BLOCK_DAYS] * BLOCK_DAYS +
			       i % BLOCK_DAYS;

		if (has_day(heard, i)) {
			if (p.days > 0 && since + 1 > p.step)
				p.step = since + 1;
			p.days++;
			p.last = i;
			since = p.silent = 0;
		} else if (has_day(network, i)) {
			since++;
			p.silent += day >= c->from;
		}
	}
	return p;
}

static bool is_silent(const struct presence *p)
{
	return p->silent >= SILENT_DAYS && p->silent > TIMES * p->step;
}

/* Its presence, if it is one that is heard again and again. */
static struct network *regular(const struct silence *s, const struct draft *d,
			       struct presence *p)
{
	const struct inventory *v = s->hits->v;
	struct network *w = d->asset.behind == 0 &&
					   !addr_is_zero(d->asset.ip) &&
					   !asset_is_passing(&d->asset)
				    ? network_of(s, d->asset.net)
				    : NULL;

	if (w == NULL)
		return NULL;
	*p = presence_of(&s->calendar, w->bits,
			 s->heard + (size_t)(d - v->draft) * s->calendar.blocks);
	return p->days >= REGULAR_DAYS ? w : NULL;
}

static void count(struct silence *s, const struct draft *d)
{
	struct presence p;
	struct network *w = regular(s, d, &p);

	if (w == NULL)
		return;
	w->regular++;
	w->fell[p.last] += is_silent(&p);
	if (d->asset.last_us > w->last_us)
		w->last_us = d->asset.last_us;
}

/* Those who fell silent within a day of it, too. */
static bool is_the_network(const struct silence *s, const struct network *w,
			   uint32_t day)
{
	uint32_t n = w->fell[day];

	n += day > 0 ? w->fell[day - 1] : 0;
	n += day + 1 < s->calendar.blocks * BLOCK_DAYS ? w->fell[day + 1] : 0;
	return n > 1 && n * 5 > w->regular;
}

/* The fact that was said last, of those the first in order. */
static const struct known_fact *last_fact(const struct asset *a)
{
	const struct known_fact *last = NULL;

	for (unsigned i = 0; i < a->facts; i++)
		if (last == NULL || a->fact[i]->last_us > last->last_us)
			last = a->fact[i];
	return last;
}

static void judge(struct silence *s, const struct draft *d)
{
	const struct calendar *c = &s->calendar;
	const struct known_fact *f = last_fact(&d->asset);
	struct presence p;
	const struct network *w = f != NULL ? regular(s, d, &p) : NULL;
	size_t before = s->hits->n;
	char text[OBS_TEXT], since[DAY_PRINTED];
	uint64_t day_us;

	if (w == NULL || !is_silent(&p) || is_the_network(s, w, p.last))
		return;
	day_us = (uint64_t)(c->block[p.last / BLOCK_DAYS] * BLOCK_DAYS +
			    p.last % BLOCK_DAYS) * JOURNAL_DAY_US;
	days_print(day_us, since);
	snprintf(text, sizeof(text), "last heard on %s; since then its network "
		 "was heard on %u days, before it missed at most %u running",
		 since, p.silent, p.step > 0 ? p.step - 1 : 0);
	hits_fact(s->hits, rule_find(s->hits->v->knowledge, "INV-003"), d, 0, f,
		  pool_text(&s->hits->v->judged, text));
	if (s->hits->n == before)
		return;
	s->hits->hit[before].since_us = day_us + JOURNAL_DAY_US;
	s->hits->hit[before].until_us = w->last_us;
}

void finding_silent(struct hits *h)
{
	const struct inventory *v = h->v;
	struct silence s = {.hits = h, .calendar = calendar_of(v)};

	if (calendar_days(&s.calendar) < REGULAR_DAYS + SILENT_DAYS)
		return;
	find_networks(&s, v);
	s.heard = calendar_heard(v, &s.calendar);
	for (unsigned i = 0; i < v->drafts; i++)
		count(&s, &v->draft[i]);
	for (unsigned i = 0; i < v->drafts; i++)
		if (v->draft[i].asset.clinical)
			judge(&s, &v->draft[i]);
	for (size_t i = 0; i < s.networks; i++) {
		free(s.network[i].bits);
		free(s.network[i].fell);
	}
	free(s.network);
	free(s.heard);
}
