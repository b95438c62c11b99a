/* SPDX-License-Identifier: Apache-2.0 */
/* policy - which conversations speak for a rule, in which order. */
#include "classify/policy.h"

#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"

static char no_text[] = "";
static const struct policy_asset nobody = {
	.name = no_text, .class = no_text, .ip = no_text, .criticality = '?'};

const char *policy_verdict_name(enum policy_verdict v)
{
	static const char *const names[POLICY_VERDICTS] = {
		[POLICY_RULE] = "has a rule",
		[POLICY_FEW_DAYS] = "was not seen on days enough",
		[POLICY_REFUSED] = "was refused",
		[POLICY_ONE_WAY] = "was never answered",
		[POLICY_SCANNED] = "was asked by a scanner",
		[POLICY_INSIDE] = "stays in its segment",
		[POLICY_OTHERS] = "is about other devices",
	};

	return v < POLICY_VERDICTS ? names[v] : "";
}

void policy_free(struct policy *p)
{
	for (size_t i = 0; i < p->assets; i++) {
		free(p->asset[i].name);
		free(p->asset[i].class);
		free(p->asset[i].ip);
	}
	for (size_t i = 0; i < p->captures; i++)
		free(p->capture[i]);
	free(p->asset);
	free(p->flow);
	free((void *)p->capture);
	*p = (struct policy){0};
}

/* The place of the asset of that id, or one behind the last. */
static size_t place_of(const struct policy *p, uint64_t id)
{
	size_t low = 0, high = p->assets;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (p->asset[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < p->assets && p->asset[low].id == id ? low : p->assets;
}

const struct policy_asset *policy_asset_of(const struct policy *p, uint64_t id)
{
	size_t at = id != 0 ? place_of(p, id) : p->assets;

	return at < p->assets ? &p->asset[at] : &nobody;
}

/* ---- rows ------------------------------------------------------------------------ */

static bool same_service(const struct policy_flow *a,
			 const struct policy_flow *b)
{
	return addr_compare(a->end[0], b->end[0]) == 0 &&
	       addr_compare(a->end[1], b->end[1]) == 0 && a->net == b->net &&
	       a->l4 == b->l4 && a->port == b->port;
}

static bool has_word(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (; *words != '\0'; words += strcspn(words, " "),
			       words += strspn(words, " "))
		if (strcspn(words, " ") == n && strncmp(words, word, n) == 0)
			return true;
	return false;
}

static void add_protocol(struct policy_flow *to, const char *name)
{
	size_t used = strlen(to->protocol), n = strlen(name);

	if (n == 0 || has_word(to->protocol, name) ||
	    used + n + 2 > sizeof(to->protocol))
		return;
	if (used > 0)
		to->protocol[used++] = ' ';
	memcpy(to->protocol + used, name, n + 1);
}

static void join(struct policy_flow *to, const struct policy_flow *f)
{
	add_protocol(to, f->protocol);
	to->encrypted &= f->encrypted;
	to->refused |= f->refused;
	to->days = days_joined(to->days, to->last_us, f->days, f->last_us);
	if (f->first_us < to->first_us) {
		to->first_us = f->first_us;
		to->capture = f->capture;
		to->frame = f->frame;
	}
	if (f->last_us > to->last_us)
		to->last_us = f->last_us;
	to->flows += f->flows;
	for (unsigned i = 0; i < 2; i++) {
		to->packets[i] += f->packets[i];
		to->octets[i] += f->octets[i];
	}
}

void policy_add(struct policy *p, const struct policy_flow *f)
{
	if ((p->flows & (p->flows - 1)) == 0) {
		p->flow = realloc(p->flow, (p->flows > 0 ? p->flows * 2 : 1) *
						   sizeof(*p->flow));
		must(p->flow != NULL);
	}
	p->flow[p->flows++] = *f;
}

static int by_conversation(const void *a, const void *b)
{
	const struct policy_flow *x = a, *y = b;
	int order = 0;

	for (unsigned i = 0; i < 2 && order == 0; i++)
		order = addr_compare(x->end[i], y->end[i]);
	if (order == 0 && x->net != y->net)
		order = x->net < y->net ? -1 : 1;
	if (order == 0)
		order = x->l4 - y->l4;
	if (order == 0)
		order = x->port - y->port;
	return order != 0 ? order : strcmp(x->protocol, y->protocol);
}

/* Beside what was answered, what was not says nothing of a service. */
static void join_services(struct policy *p)
{
	size_t n = 0;

	if (p->flows > 0)
		qsort(p->flow, p->flows, sizeof(*p->flow), by_conversation);
	for (size_t i = 0; i < p->flows; i++) {
		const struct policy_flow *f = &p->flow[i];
		struct policy_flow *last = n > 0 ? &p->flow[n - 1] : NULL;

		if (last == NULL || !same_service(last, f))
			p->flow[n++] = *f;
		else if (last->open == f->open)
			join(last, f);
		else if (f->open)
			*last = *f;
	}
	p->flows = n;
}

/* ---- verdicts --------------------------------------------------------------------- */

static void carry(struct policy *p)
{
	for (size_t i = 0; i < p->assets; i++) {
		size_t at = i;

		for (unsigned n = 0; p->asset[i].clinical && n < POLICY_BEHIND;
		     n++) {
			at = place_of(p, p->asset[at].behind);
			if (at == p->assets)
				break;
			p->asset[at].clinical = true;
		}
	}
}

bool policy_concerns(const struct policy *p, const struct policy_asset *a)
{
	if (p->wish.asset != 0)
		return a->id == p->wish.asset;
	if (p->wish.class != NULL)
		return strcmp(a->class, p->wish.class) == 0;
	return a->clinical;
}

static bool stays_inside(const struct policy_flow *f)
{
	for (unsigned i = 0; i < 2; i++)
		if (addr_is_group(f->end[i]) || addr_is_link_local(f->end[i]))
			return true;
	return false;
}

static enum policy_verdict verdict_of(const struct policy *p,
				      const struct policy_flow *f)
{
	if (!policy_concerns(p, f->of[POLICY_CLIENT]) &&
	    !policy_concerns(p, f->of[POLICY_SERVER]))
		return POLICY_OTHERS;
	if (stays_inside(f))
		return POLICY_INSIDE;
	if (f->of[POLICY_CLIENT]->scans)
		return POLICY_SCANNED;
	if (!f->open)
		return f->refused ? POLICY_REFUSED : POLICY_ONE_WAY;
	return days_count(f->days) < p->wish.min_days ? POLICY_FEW_DAYS
						      : POLICY_RULE;
}

int policy_rank(const struct policy_asset *a)
{
	return (a->clinical ? 0 : UINT8_MAX) +
	       (a->criticality == '?' ? 'Z' : a->criticality);
}

static int rank_of(const struct policy_flow *f)
{
	int client = policy_rank(f->of[POLICY_CLIENT]);
	int server = policy_rank(f->of[POLICY_SERVER]);

	return client < server ? client : server;
}

static int by_rank(const void *a, const void *b)
{
	const struct policy_flow *x = a, *y = b;
	int order = rank_of(x) - rank_of(y);

	return order != 0 ? order : by_conversation(x, y);
}

/* Rules have addresses and services, no networks. */
static int by_service(const void *a, const void *b)
{
	const struct policy_flow *x = *(const struct policy_flow *const *)a;
	const struct policy_flow *y = *(const struct policy_flow *const *)b;
	int order = addr_compare(x->end[0], y->end[0]);

	if (order == 0)
		order = addr_compare(x->end[1], y->end[1]);
	if (order == 0)
		order = x->l4 - y->l4;
	return order != 0 ? order : x->port - y->port;
}

static void mark_stale(struct policy *p)
{
	for (size_t i = 0; i < p->flows; i++)
		p->flow[i].stale = days_day(p->flow[i].last_us) +
					   POLICY_STALE_DAYS <
				   days_day(p->last_us);
}

static void mark_blocked(struct policy *p)
{
	const struct policy_flow **rule =
		must_alloc(p->flows + 1, sizeof(*rule));
	size_t n = 0;

	for (size_t i = 0; i < p->flows; i++)
		if (p->flow[i].verdict == POLICY_RULE)
			rule[n++] = &p->flow[i];
	qsort((void *)rule, n, sizeof(*rule), by_service);
	for (size_t i = 0; i < p->flows; i++) {
		const struct policy_flow *f = &p->flow[i];

		p->flow[i].blocked =
			f->verdict < POLICY_INSIDE &&
			bsearch(&f, (const void *)rule, n, sizeof(*rule),
				by_service) == NULL;
	}
	free((void *)rule);
}

void policy_judge(struct policy *p, const struct policy_wish *wish)
{
	p->wish = *wish;
	join_services(p);
	carry(p);
	for (size_t i = 0; i < p->flows; i++) {
		struct policy_flow *f = &p->flow[i];

		f->verdict = verdict_of(p, f);
		p->days = i == 0 ? f->days
				 : days_joined(p->days, p->last_us, f->days,
					       f->last_us);
		if (i == 0 || f->first_us < p->first_us)
			p->first_us = f->first_us;
		if (f->last_us > p->last_us)
			p->last_us = f->last_us;
	}
	if (p->flows > 0)
		qsort(p->flow, p->flows, sizeof(*p->flow), by_rank);
	mark_blocked(p);
	mark_stale(p);
}

size_t policy_count(const struct policy *p, enum policy_verdict v)
{
	size_t n = 0;

	for (size_t i = 0; i < p->flows; i++)
		n += p->flow[i].verdict == v;
	return n;
}
