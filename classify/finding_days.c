/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_days - how many ask a clinical server on one day, beside what is usual
 * there: the median of the fourteen days before.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/days.h"
#include "classify/hits.h"

enum {
	MANY = 50,
	TIMES = 3,
	USUAL_DAYS = 14,
	HEARD_DAYS = 10,     /* of these at least; else nothing was learnt     */
	NEWS_DAYS = 14,
};

/* Somebody asks a server; bit n: n days before the last day of all. */
struct visit {
	const struct draft *server;
	uint64_t client;       /* the asset, or what it would be               */
	uint64_t days;
	const struct known_talk *talk;
};

static int by_server(const void *a, const void *b)
{
	const struct visit *x = a, *y = b;

	if (x->server != y->server)
		return x->server->asset.id < y->server->asset.id ? -1 : 1;
	if (x->client != y->client)
		return x->client < y->client ? -1 : 1;
	return x->talk->id < y->talk->id ? -1 : x->talk->id > y->talk->id;
}

static int by_count(const void *a, const void *b)
{
	const unsigned *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static unsigned median(const unsigned *count)
{
	unsigned sorted[USUAL_DAYS];

	memcpy(sorted, count, sizeof(sorted));
	qsort(sorted, USUAL_DAYS, sizeof(*sorted), by_count);
	return sorted[USUAL_DAYS / 2];
}

/* How many clients each day had. */
static void count_days(const struct visit *v, size_t n,
		       unsigned count[DAYS_KEPT])
{
	memset(count, 0, DAYS_KEPT * sizeof(*count));
	for (size_t i = 0; i < n;) {
		uint64_t client = v[i].client, days = 0;

		for (; i < n && v[i].client == client; i++)
			days |= v[i].days;
		for (unsigned day = 0; day < DAYS_KEPT; day++)
			count[day] += (unsigned)(days >> day & 1);
	}
}

/* The day of most clients that was not usual, or NEWS_DAYS. */
static unsigned odd_day(const unsigned count[DAYS_KEPT], uint64_t heard)
{
	const uint64_t before = (UINT64_C(1) << USUAL_DAYS) - 1;
	unsigned found = NEWS_DAYS;

	for (unsigned day = 0; day < NEWS_DAYS; day++)
		if (count[day] > MANY &&
		    count[day] > TIMES * median(count + day + 1) &&
		    days_count(heard >> (day + 1) & before) >= HEARD_DAYS &&
		    (found == NEWS_DAYS || count[day] > count[found]))
			found = day;
	return found;
}

static void judge_server(struct hits *h, const struct visit *v, size_t n,
			 uint64_t heard)
{
	const struct text_rule *r = rule_find(h->v->knowledge, "INV-009");
	unsigned count[DAYS_KEPT], day;
	const char *detail;
	char text[OBS_TEXT];

	if (n <= MANY)
		return;
	count_days(v, n, count);
	day = odd_day(count, heard);
	if (r == NULL || day == NEWS_DAYS)
		return;
	snprintf(text, sizeof(text), "%u clients on one day, usually %u",
		 count[day], median(count + day + 1));
	detail = pool_text(&h->v->judged, text);
	for (size_t i = 0; i < n; i++) {
		if ((v[i].days >> day & 1) == 0)
			continue;
		hits_talk(h, r, v[i].server, 0, v[i].talk);
		h->hit[h->n - 1].detail = detail;
	}
}

static uint64_t client_of(const struct known_talk *t)
{
	struct node *head = head_of(t->client);

	return asset_id_of(head != NULL ? head : t->client);
}

static uint64_t last_of(const struct inventory *v)
{
	uint64_t last_us = 0;

	for (size_t i = 0; i < v->talks.count; i++)
		if (v->talk[i]->last_us > last_us)
			last_us = v->talk[i]->last_us;
	return last_us;
}

void finding_days(struct hits *h)
{
	struct inventory *v = h->v;
	struct visit *visit = must_alloc(v->talks.count + 1, sizeof(*visit));
	uint64_t last_us = last_of(v), heard = 0;
	size_t n = 0, end;

	for (size_t i = 0; i < v->talks.count; i++) {
		const struct known_talk *t = v->talk[i];
		const struct draft *d = t->ends[SERVER];
		uint64_t days = days_joined(0, last_us, t->days, t->last_us);

		heard |= days;
		if (d != NULL && d->asset.clinical && t->answered &&
		    !t->refused && days != 0 && talk_rule(v, t) == NULL)
			visit[n++] = (struct visit){d, client_of(t), days, t};
	}
	if (n > 0)
		qsort(visit, n, sizeof(*visit), by_server);
	for (size_t i = 0; i < n; i = end) {
		for (end = i; end < n && visit[end].server == visit[i].server;)
			end++;
		judge_server(h, visit + i, end - i, heard);
	}
	free(visit);
}
