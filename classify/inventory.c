/* SPDX-License-Identifier: Apache-2.0 */
/*
 * inventory - the set of all facts and conversations, and its judgement.
 *
 * Merging two sights is first = min, last = max, count = sum, so neither order
 * nor the number of workers changes the set.
 */
#include "classify/inventory.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/mix.h"
#include "capture/base/must.h"

/* ---- facts and conversations -------------------------------------------------------- */

struct inventory_limits inventory_defaults(void)
{
	return (struct inventory_limits){
		.facts = 4000000,
		.talks = 4000000,
		.facts_per_subject = 4096,
	};
}

struct inventory *inventory_open(const struct knowledge *k,
				 const struct inventory_limits *limits)
{
	struct inventory *v = must_alloc(1, sizeof(*v));

	v->knowledge = k;
	v->limits = *limits;
	return v;
}

/* Names instead of numbers: a later version may number them anew. */
static uint64_t fact_id(const struct fact *f)
{
	enum { NAMES = 64 };
	char key[sizeof(f->subject) + sizeof(f->word) + 2 + NAMES + OBS_TEXT];
	char *at = key;
	int names;

	at = mempcpy(at, &f->subject, sizeof(f->subject));
	at = mempcpy(at, &f->word, sizeof(f->word));
	*at++ = (char)f->voice;
	*at++ = (char)f->length;
	names = snprintf(at, NAMES, "%s %s ", source_name(f->source),
			 attr_row(f->attr)->name);
	must(names > 0 && names < NAMES);
	at += names;
	at = mempcpy(at, f->text, f->length);
	return stable_id(key, (size_t)(at - key));
}

/* Two subjects of one number share a limit, no more. */
static uint64_t subject_id(const struct fact *f)
{
	struct subject s = f->subject;

	s.port = 0;
	s.l4 = 0;
	return quick_id(&s, sizeof(s));
}

static uint64_t talk_id(const struct talk_record *t)
{
	struct {
		struct addr client, server;
		net_t net;
		uint16_t port;
		uint8_t l4, zero;
		char protocol[TALK_PROTOCOL];
	} key;

	memset(&key, 0, sizeof(key));
	key.client = t->client;
	key.server = t->server;
	key.net = t->net;
	key.port = t->port;
	key.l4 = t->l4;
	memcpy(key.protocol, t->protocol, sizeof(key.protocol));
	return stable_id(&key, sizeof(key));
}

static bool is_earlier(uint64_t us, uint16_t capture, uint64_t frame,
		       uint64_t us2, uint16_t capture2, uint64_t frame2)
{
	if (us != us2)
		return us < us2;
	return capture != capture2 ? capture < capture2 : frame < frame2;
}

static void widen_fact(struct fact *to, const struct fact *f)
{
	if (is_earlier(f->first_us, f->capture, f->frame, to->first_us,
		       to->capture, to->frame)) {
		to->first_us = f->first_us;
		to->capture = f->capture;
		to->frame = f->frame;
	}
	if (f->last_us > to->last_us)
		to->last_us = f->last_us;
	to->count = f->count > UINT32_MAX - to->count ? UINT32_MAX
						      : to->count + f->count;
}

/* One that invents endlessly must not crowd out the others. */
static bool has_room(struct inventory *v, const struct fact *f)
{
	uint64_t subject = subject_id(f);
	uintptr_t n = (uintptr_t)ids_find(&v->subjects, subject);

	if (v->facts.count >= v->limits.facts ||
	    n >= v->limits.facts_per_subject)
		return false;
	ids_put(&v->subjects, subject, (void *)(n + 1));
	return true;
}

/* A place for a fact, no larger than its text asks for. */
static struct known_fact *keep_fact(struct inventory *v, uint64_t id,
				    const struct fact *f)
{
	size_t used = offsetof(struct fact, text) + f->length;
	struct known_fact *known = must_alloc(
		1, offsetof(struct known_fact, fact) + used + 1);

	known->id = id;
	memcpy(&known->fact, f, used);
	ids_put(&v->facts, id, known);
	return known;
}

static bool add_fact(struct inventory *v, const struct fact *f)
{
	uint64_t id = fact_id(f);
	struct known_fact *known = ids_find(&v->facts, id);

	if (known != NULL)
		widen_fact(&known->fact, f);
	else if (has_room(v, f))
		known = keep_fact(v, id, f);
	else
		return false;
	known->dirty = true;
	return true;
}

static void widen_talk(struct talk_record *to, const struct talk_record *t)
{
	if (is_earlier(t->first_us, t->capture, t->frame, to->first_us,
		       to->capture, to->frame)) {
		to->first_us = t->first_us;
		to->capture = t->capture;
		to->frame = t->frame;
		memcpy(to->mac, t->mac, sizeof(to->mac));
	}
	if (t->last_us > to->last_us)
		to->last_us = t->last_us;
	for (unsigned i = 0; i < 2; i++) {
		to->packets[i] += t->packets[i];
		to->octets[i] += t->octets[i];
	}
	to->flows += t->flows;
	to->answered |= t->answered;
	to->refused |= t->refused;
	to->encrypted |= t->encrypted;
	if (to->source == 0 || (t->source != 0 && t->source < to->source))
		to->source = t->source;
}

static bool add_talk(struct inventory *v, const struct talk_record *t)
{
	uint64_t id = talk_id(t);
	struct known_talk *known = ids_find(&v->talks, id);

	if (known != NULL) {
		widen_talk(&known->talk, t);
		known->dirty = true;
		return true;
	}
	if (v->talks.count >= v->limits.talks)
		return false;
	known = must_alloc(1, sizeof(*known));
	known->id = id;
	known->talk = *t;
	known->dirty = true;
	ids_put(&v->talks, id, known);
	return true;
}

bool inventory_add(struct inventory *v, const struct record *r)
{
	bool good = true;

	if (r->kind == RECORD_FACT)
		good = add_fact(v, &r->as.fact);
	else if (r->kind == RECORD_TALK)
		good = add_talk(v, &r->as.talk);
	v->refused += !good;
	return good;
}

void inventory_restore_fact(struct inventory *v, const struct known_fact *f)
{
	struct known_fact *known = keep_fact(v, f->id, &f->fact);

	known->asset = known->stored_with = f->asset;
	known->stored = true;
}

void inventory_restore_talk(struct inventory *v, const struct known_talk *t)
{
	struct known_talk *known = must_alloc(1, sizeof(*known));

	*known = *t;
	known->dirty = false;
	ids_put(&v->talks, t->id, known);
}

/* ---- judgement ------------------------------------------------------------------------ */

static int by_id(const void *a, const void *b)
{
	const struct id_slot *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

/* The values of a table in the order of their ids. */
static void *sorted(const struct ids *t)
{
	struct id_slot *slot = must_alloc(t->count + 1, sizeof(*slot));
	void **list = must_alloc(t->count + 1, sizeof(*list));
	size_t n = 0;

	for (size_t i = 0; i < t->size; i++)
		if (t->slot[i].id != 0)
			slot[n++] = t->slot[i];
	qsort(slot, n, sizeof(*slot), by_id);
	for (size_t i = 0; i < n; i++)
		list[i] = slot[i].value;
	free(slot);
	return (void *)list;
}

static void forget_judgement(struct inventory *v)
{
	for (unsigned i = 0; i < v->drafts; i++) {
		struct draft *d = &v->draft[i];

		for (unsigned j = 0; j < d->asset.claims; j++)
			free(d->asset.claim[j].reason);
		free(d->asset.claim);
		free(d->asset.address);
		free(d->asset.all_macs);
		free((void *)d->fact);
	}
	for (unsigned i = 0; i < v->findings; i++)
		free(v->finding[i].evidence);
	free(v->draft);
	free((void *)v->asset);
	free(v->finding);
	free((void *)v->finding_list);
	free((void *)v->fact);
	free((void *)v->talk);
	free(v->gone_asset);
	free(v->gone_finding);
	v->draft = NULL;
	v->asset = NULL;
	v->finding = NULL;
	v->finding_list = NULL;
	v->fact = NULL;
	v->talk = NULL;
	v->gone_asset = v->gone_finding = NULL;
	v->drafts = v->findings = v->gone_assets = v->gone_findings = 0;
}

static uint64_t asset_digest(const struct draft *d)
{
	const struct asset *a = &d->asset;
	uint64_t h = mix(MIX_START, a->key, strlen(a->key));

	h = mix(h, &a->first_us, sizeof(a->first_us));
	h = mix(h, &a->last_us, sizeof(a->last_us));
	h = mix(h, a->all_macs, a->macs * sizeof(*a->all_macs));
	h = mix(h, a->address, a->addresses * sizeof(*a->address));
	for (unsigned i = 0; i < a->claims; i++) {
		const struct claim *c = &a->claim[i];

		h = mix(h, c->value, strlen(c->value));
		h = mix(h, &c->decibans, sizeof(c->decibans));
		for (unsigned j = 0; j < c->reasons; j++)
			h = mix(h, &c->reason[j].fact, sizeof(uint64_t));
	}
	for (unsigned i = 0; i < d->facts; i++)
		h = mix(h, &d->fact[i]->id, sizeof(uint64_t));
	return h | 1;
}

static uint64_t finding_digest(const struct finding *f)
{
	uint64_t h = mix(MIX_START, f->detail, strlen(f->detail));

	h = mix(h, &f->first_us, sizeof(f->first_us));
	h = mix(h, &f->last_us, sizeof(f->last_us));
	h = mix(h, f->evidence, f->evidences * sizeof(*f->evidence));
	return h | 1;
}

/* Notes what is new or different since the last time; returns what is gone. */
static unsigned compare(struct ids *before, struct ids *now, uint64_t **gone)
{
	unsigned n = 0;

	*gone = must_alloc(before->count + 1, sizeof(**gone));
	for (size_t i = 0; i < before->size; i++)
		if (before->slot[i].id != 0 &&
		    ids_find(now, before->slot[i].id) == NULL)
			(*gone)[n++] = before->slot[i].id;
	ids_free(before);
	*before = *now;
	return n;
}

static void mark_assets(struct inventory *v)
{
	struct ids now = {0};

	for (unsigned i = 0; i < v->drafts; i++) {
		struct asset *a = &v->draft[i].asset;
		uintptr_t digest = (uintptr_t)asset_digest(&v->draft[i]);

		a->dirty = (uintptr_t)ids_find(&v->asset_digest, a->id) !=
			   digest;
		ids_put(&now, a->id, (void *)digest);
	}
	v->gone_assets = compare(&v->asset_digest, &now, &v->gone_asset);
}

static void mark_findings(struct inventory *v)
{
	struct ids now = {0};

	for (unsigned i = 0; i < v->findings; i++) {
		struct finding *f = &v->finding[i];
		uintptr_t digest = (uintptr_t)finding_digest(f);

		f->dirty = (uintptr_t)ids_find(&v->finding_digest, f->id) !=
			   digest;
		ids_put(&now, f->id, (void *)digest);
	}
	v->gone_findings = compare(&v->finding_digest, &now, &v->gone_finding);
}

struct draft *draft_find(const struct inventory *v, uint64_t id)
{
	for (unsigned low = 0, high = v->drafts; low < high;) {
		unsigned middle = low + (high - low) / 2;

		if (v->draft[middle].asset.id == id)
			return &v->draft[middle];
		if (v->draft[middle].asset.id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static int finding_order(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

/* By asset, then by id: those of nobody, then draft by draft. */
static void order_facts(struct inventory *v)
{
	struct known_fact **list =
		must_alloc(v->facts.count + 1, sizeof(*list));
	size_t n = 0;

	for (size_t i = 0; i < v->facts.count; i++)
		if (v->fact[i]->asset == 0)
			list[n++] = v->fact[i];
	for (unsigned i = 0; i < v->drafts; i++)
		for (unsigned j = 0; j < v->draft[i].facts; j++)
			list[n++] = v->draft[i].fact[j];
	must(n == v->facts.count);
	free((void *)v->fact);
	v->fact = list;
}

void inventory_judge(struct inventory *v)
{
	forget_judgement(v);
	v->fact = sorted(&v->facts);
	v->talk = sorted(&v->talks);
	identity_judge(v);
	for (unsigned i = 0; i < v->drafts; i++)
		claims_judge(v->knowledge, &v->draft[i]);
	findings_judge(v);
	order_facts(v);
	if (v->findings > 0)
		qsort(v->finding, v->findings, sizeof(*v->finding),
		      finding_order);
	v->asset = must_alloc(v->drafts + 1, sizeof(*v->asset));
	for (unsigned i = 0; i < v->drafts; i++)
		v->asset[i] = &v->draft[i].asset;
	v->finding_list = must_alloc(v->findings + 1,
				     sizeof(*v->finding_list));
	for (unsigned i = 0; i < v->findings; i++)
		v->finding_list[i] = &v->finding[i];
	mark_assets(v);
	mark_findings(v);
}

static void free_slots(struct ids *t)
{
	for (size_t i = 0; i < t->size; i++)
		if (t->slot[i].id != 0)
			free(t->slot[i].value);
	ids_free(t);
}

void inventory_close(struct inventory *v)
{
	if (v == NULL)
		return;
	forget_judgement(v);
	free_slots(&v->facts);
	free_slots(&v->talks);
	ids_free(&v->subjects);
	ids_free(&v->asset_digest);
	ids_free(&v->finding_digest);
	free(v);
}

size_t inventory_facts(struct inventory *v, struct known_fact ***out)
{
	*out = v->fact;
	return v->fact != NULL ? v->facts.count : 0;
}

size_t inventory_talks(struct inventory *v, struct known_talk ***out)
{
	*out = v->talk;
	return v->talk != NULL ? v->talks.count : 0;
}

size_t inventory_assets(struct inventory *v, struct asset ***out)
{
	*out = v->asset;
	return v->drafts;
}

size_t inventory_findings(struct inventory *v, struct finding ***out)
{
	*out = v->finding_list;
	return v->findings;
}

size_t inventory_gone_assets(struct inventory *v, const uint64_t **out)
{
	*out = v->gone_asset;
	return v->gone_assets;
}

size_t inventory_gone_findings(struct inventory *v, const uint64_t **out)
{
	*out = v->gone_finding;
	return v->gone_findings;
}

uint64_t inventory_refused(const struct inventory *v)
{
	return v->refused;
}
