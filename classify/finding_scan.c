/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_scan - one client asks for many services within a minute and most
 * do not answer.
 *
 * SCN-001 names the scanner, SCN-002 a clinical device among its targets.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/inventory.h"

enum {
	WINDOW_US = 60000000,
	TARGETS = 20,        /* more within the window are a scan              */
	SILENT_PERCENT = 70,
	EVIDENCE_MAX = 64,
	TARGETS_OF_VICTIM = 5,
};

int talks_by_client(const void *a, const void *b)
{
	const struct known_talk *x = *(const struct known_talk *const *)a;
	const struct known_talk *y = *(const struct known_talk *const *)b;

	if (x->client_asset != y->client_asset)
		return x->client_asset < y->client_asset ? -1 : 1;
	if (x->first_us != y->first_us)
		return x->first_us < y->first_us ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* SYN, ACK and more: it was answered where the sensor did not see it. */
static bool went_on(const struct known_talk *t)
{
	return t->l4 == 6 && !t->answered && !t->half &&
	       t->packets[0] >= 3 * (uint64_t)t->flows;
}

/* one_way: the sensor sees of this client's conversations its own side alone, so
 * that an answer to a datagram would not be seen. */
static bool is_silent(const struct known_talk *t, bool one_way)
{
	if (t->refused)
		return true;
	return !t->answered && t->packets[1] == 0 && !went_on(t) &&
	       !(one_way && t->l4 == 17);
}

static bool is_one_way(struct known_talk *const *talk, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (went_on(talk[i]))
			return true;
	return false;
}

static bool is_question(const struct known_talk *t)
{
	return (t->l4 == 6 || t->l4 == 17) && t->port != 0 &&
	       !addr_is_group(t->server->ip);
}

static void add_talk(struct finding *f, const struct known_talk *t)
{
	if (t->first_us < f->first_us)
		f->first_us = t->first_us;
	if (t->last_us > f->last_us)
		f->last_us = t->last_us;
	if (f->evidences < EVIDENCE_MAX)
		f->evidence[f->evidences++] = t->id;
}

/* The most silent targets of one client within a minute; talks sorted by
 * time. */
static bool is_scan(struct known_talk **talk, size_t n)
{
	bool one_way = is_one_way(talk, n);
	size_t first = 0, silent = 0;

	for (size_t i = 0; i < n; i++) {
		silent += is_silent(talk[i], one_way);
		while (talk[i]->first_us >
		       talk[first]->first_us + WINDOW_US)
			silent -= is_silent(talk[first++], one_way);
		if (i - first + 1 > TARGETS &&
		    silent * 100 > (i - first + 1) * SILENT_PERCENT)
			return true;
	}
	return false;
}

static void raise_scanner(struct inventory *v, const struct text_rule *r,
			  struct known_talk **talk, size_t n)
{
	const struct draft *d = draft_find(v, talk[0]->client_asset);
	bool one_way = is_one_way(talk, n);
	char detail[OBS_TEXT];
	struct finding *f;
	size_t silent = 0;

	if (d == NULL || r == NULL)
		return;
	f = finding_add(v, r, &d->asset, 0);
	f->by_talk = true;
	f->evidence = pool_take(&v->judged, EVIDENCE_MAX * sizeof(*f->evidence));
	for (size_t i = 0; i < n; i++) {
		if (!is_silent(talk[i], one_way))
			continue;
		silent++;
		add_talk(f, talk[i]);
	}
	snprintf(detail, sizeof(detail),
		 "asked for %zu services, %zu did not answer or refused", n,
		 silent);
	f->detail = pool_text(&v->judged, detail);
}

static void raise_victim(struct inventory *v, const struct text_rule *r,
			 const struct draft *d, struct known_talk **talk,
			 size_t n)
{
	char detail[OBS_TEXT];
	struct finding *f;
	size_t targets = 0;

	for (size_t i = 0; i < n; i++)
		targets += talk[i]->server_asset == d->asset.id;
	if (targets < TARGETS_OF_VICTIM)
		return;
	for (unsigned i = 0; i < v->findings; i++)
		if (v->finding[i].rule == &r->rule &&
		    v->finding[i].asset == d->asset.id)
			return;
	f = finding_add(v, r, &d->asset, 0);
	f->by_talk = true;
	f->evidence = pool_take(&v->judged, EVIDENCE_MAX * sizeof(*f->evidence));
	for (size_t i = 0; i < n; i++)
		if (talk[i]->server_asset == d->asset.id)
			add_talk(f, talk[i]);
	snprintf(detail, sizeof(detail),
		 "%zu of its ports were asked for by a scanner", targets);
	f->detail = pool_text(&v->judged, detail);
}

/* So that those of the others need not be sorted. */
static bool asks_much(const struct known_talk *t)
{
	return t->client_asset != 0 && t->ends[CLIENT]->asked > TARGETS &&
	       !talk_is_copy(t);
}

void finding_scan(struct inventory *v)
{
	const struct text_rule *scanner = rule_find(v->knowledge, "SCN-001");
	const struct text_rule *victim = rule_find(v->knowledge, "SCN-002");
	struct known_talk **talk = must_alloc(v->talks.count + 1,
					      sizeof(*talk));
	size_t n = 0, end;

	for (size_t i = 0; i < v->talks.count; i++)
		if (asks_much(v->talk[i]) && is_question(v->talk[i]))
			talk[n++] = v->talk[i];
	qsort((void *)talk, n, sizeof(*talk), talks_by_client);
	for (size_t first = 0; first < n; first = end) {
		end = first;
		while (end < n &&
		       talk[end]->client_asset == talk[first]->client_asset)
			end++;
		if (!is_scan(talk + first, end - first))
			continue;
		raise_scanner(v, scanner, talk + first, end - first);
		for (unsigned i = 0; i < v->drafts && victim != NULL; i++)
			if (v->draft[i].asset.clinical)
				raise_victim(v, victim, &v->draft[i],
					     talk + first, end - first);
	}
	free((void *)talk);
}
