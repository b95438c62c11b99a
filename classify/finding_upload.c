/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_upload - a medical device sends far more than usual to somebody outside
 * its zone.
 *
 * Octets are kept by conversation, and the days on which it was seen; not octets by
 * day. These bound them: of what went to one partner on so many days, one day had
 * the average or more; of the days before, half had no more than twice the average
 * of all that went elsewhere. So what is told is so; a partner of long standing who
 * suddenly gets more is not told.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/days.h"
#include "classify/hits.h"

enum {
	TIMES = 10,
	USUAL_DAYS = 14,
	HEARD_DAYS = 10,       /* of these, else nothing was learnt            */
	FEW_DAYS = 7,          /* a partner on more days is usual              */
};

static const uint64_t MUCH = 100000000;

/* A device talks with another. */
struct upload {
	const struct draft *self;
	const struct known_talk *talk;
	uint64_t octets;       /* that it sent outside                         */
	bool guessed;          /* no zone tells where its border is            */
};

static bool is_beyond(const struct zones *zones, const struct node *self,
		      const struct node *other, bool *guessed)
{
	const struct zone *x = zone_of(zones, self->ip, self->net);
	const struct zone *y = zone_of(zones, other->ip, other->net);

	*guessed &= x == NULL && y == NULL;
	if (x != NULL || y != NULL)
		return x != y;
	return !addr_under(self->ip, other->ip, addr_is_v4(self->ip) ? 24 : 64);
}

static size_t uploads_of(const struct hits *h, struct upload *out)
{
	const struct inventory *v = h->v;
	const struct zones *zones = v->knowledge->zones;
	size_t n = 0;

	for (size_t i = 0; i < v->talks.count; i++) {
		const struct known_talk *t = v->talk[i];
		const struct node *end[2] = {t->client, t->server};
		const struct draft *d[2] = {t->ends[CLIENT],
					    t->ends[SERVER]};

		for (unsigned k = 0; k < 2; k++) {
			struct upload u = {d[k], t, t->octets[k], false};
			struct outside far;

			if (d[k] == NULL || !d[k]->asset.clinical ||
			    d[0] == d[1] || !talk_is_open(t) ||
			    addr_is_group(t->server->ip))
				continue;
			far = talk_outside(h, t);
			u.guessed = !(k == 0 ? far.server : far.client);
			if (!is_beyond(zones, end[k], end[1 - k], &u.guessed))
				u.octets = 0;
			out[n++] = u;
		}
	}
	return n;
}

static int by_device(const void *a, const void *b)
{
	const struct upload *x = a, *y = b;

	if (x->self->asset.id != y->self->asset.id)
		return x->self->asset.id < y->self->asset.id ? -1 : 1;
	return x->talk->id < y->talk->id ? -1 : x->talk->id > y->talk->id;
}

/* On how many of the days before a conversation the device was heard talking. */
static unsigned days_before(const struct upload *all, size_t n,
			    const struct known_talk *t)
{
	const uint64_t mask = (UINT64_C(1) << USUAL_DAYS) - 1;
	uint64_t end_us = t->first_us - t->first_us % DAY_US, days = 0;

	for (size_t i = 0; i < n; i++) {
		const struct known_talk *o = all[i].talk;
		uint64_t last = days_day(o->last_us), end = days_day(end_us);
		uint64_t bits = o->days;

		/* Bit 0 is to be the day before that conversation began. */
		if (o == t)
			continue;
		if (last >= end)
			bits = last - end + 1 < DAYS_KEPT
				       ? bits >> (last - end + 1)
				       : 0;
		else
			bits = end - 1 - last < DAYS_KEPT
				       ? bits << (end - 1 - last)
				       : 0;
		days |= bits & mask;
	}
	return days_count(days);
}

static void judge(struct hits *h, const struct upload *all, size_t n,
		  const struct upload *u)
{
	const struct text_rule *r = rule_find(h->v->knowledge, "INV-011");
	unsigned days = days_count(u->talk->days), learnt;
	uint64_t a_day, usual, sum = 0;
	char text[OBS_TEXT], ip[ADDR_TEXT];

	if (r == NULL || days == 0 || days > FEW_DAYS || u->octets / days < MUCH ||
	    talk_rule(h->v, u->talk) != NULL)
		return;
	learnt = days_before(all, n, u->talk);
	for (size_t i = 0; i < n; i++)
		sum += all[i].talk != u->talk ? all[i].octets : 0;
	if (learnt < HEARD_DAYS)
		return;
	a_day = u->octets / days;
	usual = 2 * sum / learnt;
	if (a_day <= TIMES * usual)
		return;
	addr_print(u->self == u->talk->ends[CLIENT] ? u->talk->server->ip
							: u->talk->client->ip, ip);
	snprintf(text, sizeof(text), "sent %llu MB a day or more to %s; on most "
		 "days before at most %llu MB to all others outside",
		 (unsigned long long)(a_day / 1000000), ip,
		 (unsigned long long)((usual + 999999) / 1000000));
	hits_talk(h, r, u->self, 0, u->talk);
	h->hit[h->n - 1].detail = pool_text(&h->v->judged, text);
	if (u->guessed)
		h->hit[h->n - 1].confidence = 0;
}

/* Most inventories have nobody who sends so much. */
static bool is_much(const struct inventory *v)
{
	for (size_t i = 0; i < v->talks.count; i++)
		if (v->talk[i]->octets[0] >= MUCH || v->talk[i]->octets[1] >= MUCH)
			return true;
	return false;
}

void finding_upload(struct hits *h)
{
	const struct inventory *v = h->v;
	struct upload *all;
	size_t n, end;

	if (!is_much(v))
		return;
	all = must_alloc(2 * v->talks.count + 1, sizeof(*all));
	n = uploads_of(h, all);
	if (n > 0)
		qsort(all, n, sizeof(*all), by_device);
	for (size_t i = 0; i < n; i = end) {
		for (end = i; end < n && all[end].self == all[i].self;)
			end++;
		for (size_t k = i; k < end; k++)
			if (all[k].octets >= MUCH)
				judge(h, all + i, end - i, &all[k]);
	}
	free(all);
}
