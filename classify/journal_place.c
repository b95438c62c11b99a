/* SPDX-License-Identifier: Apache-2.0 */
/*
 * journal_place - where a device was, and whether it was heard at all.
 *
 * Addresses are those that ARP or DHCP bound to its MAC; only IPv4, for hosts
 * make themselves new IPv6 addresses every day. Silence compares with the days
 * on which anything was heard, so that the end of a capture silences nobody: a
 * device fell silent when it was heard on none of seven such days running, and
 * that is told at the beginning of the next such day.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/heard.h"
#include "classify/journal.h"

/* ---- addresses --------------------------------------------------------------------- */

/* When a draft had an address, by one of its MACs. */
struct stay {
	const struct draft *self;
	struct addr ip;
	uint64_t first_us, last_us;
};

static bool stay_of(const struct endpoint *p, struct stay *out)
{
	if (p->host == NULL || p->address == NULL || p->part != 0 ||
	    !p->binds || !addr_is_v4(p->ip) || addr_is_link_local(p->ip))
		return false;
	*out = (struct stay){.self = draft_of(p->host), .ip = p->ip};
	return binding_span(p, &out->first_us, &out->last_us) >
		       BOUND_BY_FRAME && out->self != NULL;
}

static int by_address(const void *a, const void *b)
{
	const struct stay *x = a, *y = b;

	if (x->self != y->self)
		return x->self < y->self ? -1 : 1;
	return addr_compare(x->ip, y->ip);
}

static int by_first(const void *a, const void *b)
{
	const struct stay *x = a, *y = b;

	if (x->self != y->self)
		return x->self < y->self ? -1 : 1;
	if (x->first_us != y->first_us)
		return x->first_us < y->first_us ? -1 : 1;
	return addr_compare(x->ip, y->ip);
}

/* Of one address in several networks, or by several MACs, one stay. */
static size_t merge_stays(struct stay *stay, size_t n)
{
	size_t kept = 0;

	if (n > 0)
		qsort(stay, n, sizeof(*stay), by_address);
	for (size_t i = 0; i < n; i++) {
		struct stay *last = kept > 0 ? &stay[kept - 1] : NULL;

		if (last == NULL || by_address(last, &stay[i]) != 0) {
			stay[kept++] = stay[i];
			continue;
		}
		if (stay[i].first_us < last->first_us)
			last->first_us = stay[i].first_us;
		if (stay[i].last_us > last->last_us)
			last->last_us = stay[i].last_us;
	}
	if (kept > 0)
		qsort(stay, kept, sizeof(*stay), by_first);
	return kept;
}

/* Another one instead of the last, or one more beside it. */
static void note_stay(struct journal *j, const struct stay *last,
		      const struct stay *s)
{
	char before[ADDR_TEXT], after[ADDR_TEXT];

	addr_print(last->ip, before);
	addr_print(s->ip, after);
	journal_note(j, s->self, (struct change){
		.at_us = s->first_us,
		.kind = CHANGE_ADDRESS,
		.field = s->first_us > last->last_us ? "instead" : "beside",
		.before = pool_text(&j->v->judged, before),
		.after = pool_text(&j->v->judged, after)});
}

/* Most have one address: of these there is nothing to sort. */
static size_t only_movers(const struct inventory *v, struct stay *stay, size_t n)
{
	uint32_t *stays = must_alloc(v->drafts + 1, sizeof(*stays));
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		stays[stay[i].self - v->draft]++;
	for (size_t i = 0; i < n; i++)
		if (stays[stay[i].self - v->draft] > 1)
			stay[kept++] = stay[i];
	free(stays);
	return kept;
}

void journal_addresses(struct journal *j)
{
	struct inventory *v = j->v;
	struct stay *stay = must_alloc(v->endpoints.count + 1, sizeof(*stay));
	const struct stay *last = NULL;
	size_t n = 0;

	for (size_t i = 0; i < v->endpoints.count; i++)
		n += stay_of(v->endpoint[i], &stay[n]);
	n = merge_stays(stay, only_movers(v, stay, n));
	for (size_t i = 0; i < n; i++) {
		if (last == NULL || last->self != stay[i].self) {
			last = &stay[i];
			continue;
		}
		note_stay(j, last, &stay[i]);
		if (stay[i].last_us > last->last_us)
			last = &stay[i];
	}
	free(stay);
}

/* ---- silence ------------------------------------------------------------------------- */

struct calendar calendar_of(const struct inventory *v)
{
	struct calendar c = {.from = day_of(v->days_from_us)};
	unsigned at;

	for (const struct heard_days *d = v->days; d != NULL; d = d->next)
		c.blocks++;
	at = c.blocks;
	for (const struct heard_days *d = v->days; d != NULL; d = d->next) {
		c.block[--at] = d->block;
		c.bits[at] = d->bits;
	}
	return c;
}

unsigned calendar_days(const struct calendar *c)
{
	unsigned n = 0;

	for (unsigned i = 0; i < c->blocks; i++)
		n += (unsigned)__builtin_popcount(c->bits[i]);
	return n;
}

void calendar_add(const struct calendar *c, const struct heard_days *d,
		     uint32_t *heard)
{
	unsigned at = c->blocks;

	for (; d != NULL; d = d->next) {
		while (at > 0 && c->block[at - 1] > d->block)
			at--;
		if (at > 0 && c->block[at - 1] == d->block)
			heard[at - 1] |= d->bits;
	}
}

/* Of a device behind another no days are kept: none between the first and the
 * last counts as silent. */
static void add_all(const struct calendar *c, const struct asset *a,
		    uint32_t *heard)
{
	uint32_t first = day_of(a->first_us), last = day_of(a->last_us);

	for (unsigned b = 0; b < c->blocks; b++)
		for (uint32_t i = 0; i < BLOCK_DAYS; i++)
			if (c->block[b] * BLOCK_DAYS + i >= first &&
			    c->block[b] * BLOCK_DAYS + i <= last)
				heard[b] |= UINT32_C(1) << i;
}

static void note_day(struct journal *j, const struct draft *d,
		     enum change_kind kind, uint32_t day, uint32_t last)
{
	journal_note(j, d, (struct change){
		.at_us = day * JOURNAL_DAY_US,
		.kind = kind,
		.field = "", .before = "", .after = "",
		.other = last});
}

static void note_silence(struct journal *j, const struct draft *d,
			 const struct calendar *c, const uint32_t *heard)
{
	uint32_t last = 0, silent = 0;
	bool known = false;

	for (uint32_t i = 0; i < c->blocks * BLOCK_DAYS; i++) {
		uint32_t bit = UINT32_C(1) << i % BLOCK_DAYS;
		uint32_t day = c->block[i / BLOCK_DAYS] * BLOCK_DAYS +
			       i % BLOCK_DAYS;

		if ((c->bits[i / BLOCK_DAYS] & bit) == 0)
			continue;
		if (known && silent == SILENT_DAYS)
			note_day(j, d, CHANGE_SILENT, day, last);
		if ((heard[i / BLOCK_DAYS] & bit) == 0) {
			silent += known && day >= c->from;
			continue;
		}
		if (silent >= SILENT_DAYS)
			note_day(j, d, CHANGE_BACK, day, last);
		known = true;
		last = day;
		silent = 0;
	}
}

/* A MAC that is made up is another one tomorrow; of addresses that may be on the
 * internet no days are kept. */
bool asset_is_passing(const struct asset *a)
{
	if (addr_is_v4(a->ip) && addr_is_global(a->ip))
		return true;
	return !mac_is_zero(a->mac) && mac_is_local(a->mac) &&
	       asset_claim(a, CLAIM_CLASS) == NULL;
}

uint32_t *calendar_heard(const struct inventory *v, const struct calendar *c)
{
	uint32_t *heard = must_alloc((size_t)v->drafts * c->blocks + 1,
				     sizeof(*heard));

	for (size_t i = 0; i < v->nodes.count; i++) {
		const struct draft *d = draft_of(v->node[i]);

		if (d != NULL)
			calendar_add(c, v->node[i]->days,
				     heard + (size_t)(d - v->draft) * c->blocks);
	}
	for (unsigned i = 0; i < v->drafts; i++)
		if (v->draft[i].asset.behind != 0)
			add_all(c, &v->draft[i].asset,
				heard + (size_t)i * c->blocks);
	return heard;
}

void journal_silence(struct journal *j)
{
	struct inventory *v = j->v;
	const struct calendar c = calendar_of(v);
	uint32_t *heard;

	if (calendar_days(&c) <= SILENT_DAYS)
		return;
	heard = calendar_heard(v, &c);
	for (unsigned i = 0; i < v->drafts; i++)
		if (!asset_is_passing(&v->draft[i].asset))
			note_silence(j, &v->draft[i], &c,
				     heard + (size_t)i * c.blocks);
	free(heard);
}

void inventory_heard_from(struct inventory *v, uint64_t us)
{
	v->days_from_us = us;
}
