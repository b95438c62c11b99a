/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_beacon - somebody inside calls one host outside as a clock strikes.
 *
 * Twenty flows or more follow each other at intervals whose deviation is under a
 * twentieth of their mean, of two hours at most: what comes less often are licences
 * and updates. It has to go on for six hours. If the starts that are kept do not
 * reach so far, all flows have to be as many as that interval asks for, and no hour
 * may be without one.
 *
 * NTP and DNS are nothing here, see starts.c, nor is what the hospital allows by
 * name.
 */
#include "classify/hits.h"

enum { FLOWS = 20, PARTS = 20, SECOND_MS = 1000 };

static const uint64_t WHILE_MS = UINT64_C(6) * 3600 * 1000;
static const uint64_t SELDOM_MS = UINT64_C(2) * 3600 * 1000;

/* A run of starts, the last ones that are kept. */
struct run {
	const uint64_t *ms;
	unsigned n;
	uint64_t span;         /* from the first of them to the last           */
};

/* Under a twentieth: n intervals d with n * sum(d^2) - sum(d)^2 below
 * (sum(d) / 20)^2. A mean of two hours at most bounds all of it to 64 bits. */
static bool is_regular(const struct run *r)
{
	const uint64_t n = r->n - 1;
	uint64_t squares = 0;

	if (r->span > n * SELDOM_MS)
		return false;
	for (unsigned i = 1; i < r->n; i++) {
		uint64_t d = r->ms[i] - r->ms[i - 1];

		squares += d * d;
	}
	return n * squares - r->span * r->span <
	       r->span * r->span / (PARTS * PARTS);
}

/* In each hour from the first to the last. */
static bool is_in_every_hour(const struct known_talk *k, uint64_t from_us)
{
	uint64_t first = from_us / HOUR_US, last = k->last_us / HOUR_US;

	for (uint64_t i = first; i <= last && i - first < WEEK_HOURS; i++) {
		struct hours h = hours_at(i * HOUR_US, i * HOUR_US);

		if (!hours_meet(&h, &k->hours))
			return false;
	}
	return true;
}

/* skipped: flows before the run. */
static bool goes_on(const struct known_talk *k, const struct run *r,
		    unsigned skipped)
{
	uint64_t all_ms = k->last_us / MILLI_US - r->ms[0];
	uint64_t want = all_ms * (r->n - 1) / r->span + 1;
	uint64_t is = k->flows > skipped ? k->flows - skipped : 0;
	uint64_t off = is > want ? is - want : want - is;

	if (r->span >= WHILE_MS)
		return true;
	return all_ms >= WHILE_MS && off * PARTS < want &&
	       is_in_every_hour(k, r->ms[0] * MILLI_US);
}

/* All that is kept. Two within a second are one call: of one flow that was cut,
 * or heard at two places. */
static unsigned list_calls(const struct known_talk *k, const struct starts *s,
			   uint64_t ms[STARTS_LATER + 1])
{
	unsigned n = 1;

	ms[0] = k->first_us / MILLI_US;
	for (unsigned i = 0; i < s->n; i++)
		if (s->ms[i] - ms[n - 1] >= SECOND_MS)
			ms[n++] = s->ms[i];
	return n;
}

/* The longest run that is regular and goes on; none: false. */
static bool find_run(const struct inventory *v, const struct known_talk *k,
		     uint64_t ms[STARTS_LATER + 1], struct run *r)
{
	const struct starts *s = talk_starts(v, k);
	unsigned n = s != NULL ? list_calls(k, s, ms) : 0;

	for (unsigned from = 0; from + FLOWS <= n; from++) {
		*r = (struct run){ms + from, n - from, ms[n - 1] - ms[from]};
		if (is_regular(r) && goes_on(k, r, from))
			return true;
	}
	return false;
}

/* The interval, rounded. */
static unsigned seconds_of(const struct run *r)
{
	return (unsigned)((r->span / (r->n - 1) + 500) / 1000);
}

static bool calls_out(const struct hits *h, const struct known_talk *k)
{
	struct outside out = talk_outside(h, k);

	return out.server && !out.client && !talk_is_usual(k);
}

void finding_beacon(struct hits *h)
{
	const struct text_rule *r = rule_find(h->v->knowledge, "SCN-006");

	if (h->v->starts.count == 0)
		return;
	for (size_t i = 0; i < h->v->talks.count; i++) {
		const struct known_talk *k = h->v->talk[i];
		uint64_t ms[STARTS_LATER + 1];
		char text[OBS_TEXT], ip[ADDR_TEXT];
		size_t before = h->n;
		struct run run;

		if (!k->repeats || k->flows < FLOWS || !talk_is_open(k) ||
		    !calls_out(h, k) || !find_run(h->v, k, ms, &run) ||
		    talk_rule(h->v, k) != NULL)
			continue;
		addr_print(k->server->ip, ip);
		snprintf(text, sizeof(text), "calls %s, port %u, every %u "
			 "seconds, less than 5 %% off: %u times in a row, %u in "
			 "all", ip, k->port, seconds_of(&run), run.n, k->flows);
		hits_talk(h, r, k->ends[CLIENT], 0, k);
		if (h->n > before)
			h->hit[before].detail = pool_text(&h->v->judged, text);
	}
}
