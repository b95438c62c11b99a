/* SPDX-License-Identifier: Apache-2.0 */
/*
 * judgement - the whole set of facts and conversations into assets, claims and
 * findings; and what of it differs from the judgement before.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/mix.h"
#include "capture/base/must.h"
#include "classify/heard.h"

void judgement_forget(struct inventory *v)
{
	pool_free(&v->judged);
	free(v->child);
	free((void *)v->asset);
	free(v->finding);
	free((void *)v->finding_list);
	free(v->gone_asset);
	free(v->gone_finding);
	v->draft = NULL;
	v->child = NULL;
	v->asset = NULL;
	v->finding = NULL;
	v->finding_list = NULL;
	v->gone_asset = v->gone_finding = NULL;
	v->drafts = v->children = v->findings = v->gone_assets = v->gone_findings = 0;
}

/* Digests begin with the knowledge: other words make other rows. */
static uint64_t mix_text(uint64_t h, const char *text)
{
	return text != NULL ? mix(h, text, strlen(text)) : mix_word(h, 0);
}

static uint64_t mix_claim(uint64_t h, const struct claim *c)
{
	h = mix_text(h, c->value);
	h = mix_word(h, (uint64_t)c->kind << 32 | (uint64_t)c->decibans << 8 |
				c->chosen * 2u | c->disputed);
	if (c->said != 0)
		h = mix_word(h, c->said);
	for (unsigned i = 0; i < c->reasons; i++) {
		h = mix_word(h, c->reason[i].fact->id);
		h = mix_word(h, c->reason[i].decibans * 2u +
					c->reason[i].counted);
		h = mix_text(h, c->reason[i].where);
	}
	return h;
}

static uint64_t mix_change(uint64_t h, const struct change *c)
{
	h = mix_word(h, c->at_us);
	h = mix_word(h, (uint64_t)c->kind);
	h = mix_word(h, c->other);
	h = mix_text(h, c->field);
	h = mix_text(h, c->before);
	return mix_text(h, c->after);
}

static uint64_t asset_digest(uint64_t h, const struct asset *a)
{
	h = mix_word(h, a->first_us);
	h = mix_word(h, a->last_us);
	h = mix_word(h, a->services * 2u + a->clinical);
	h = mix_word(h, a->score * 65536u + a->phi * 256u + a->exposure);
	h = mix_word(h, a->open);
	h = mix(h, a->all_macs, a->macs * sizeof(*a->all_macs));
	h = mix(h, a->address, a->addresses * sizeof(*a->address));
	h = mix_text(h, a->mac_owner);
	h = mix_word(h, a->behind);
	for (unsigned i = 0; i < a->claims; i++)
		h = mix_claim(h, &a->claim[i]);
	for (unsigned i = 0; i < a->advisories; i++) {
		h = mix_text(h, a->advisory[i].product->advisory);
		h = mix_text(h, a->advisory[i].product->product);
		h = mix_text(h, a->advisory[i].version);
		h = mix_word(h, a->advisory[i].verdict);
	}
	h = mix_word(h, a->declaration * FITS + a->fit);
	for (unsigned i = 0; i < a->answers; i++) {
		h = mix_text(h, a->answer[i].question);
		h = mix_word(h, a->answer[i].agreement * 2u +
					a->answer[i].decides);
		h = mix_text(h, a->answer[i].seen);
		h = mix_word(h, a->answer[i].evidence);
	}
	for (unsigned i = 0; i < a->facts; i++) /* reasons name their places */
		h = mix_word(h, a->fact[i]->id);
	for (unsigned i = 0; i < a->changes; i++)
		h = mix_change(h, &a->change[i]);
	return h;
}

static uint64_t finding_digest(uint64_t h, const struct finding *f)
{
	h = mix_text(h, f->rule->id);
	h = mix_text(h, f->detail);
	h = mix_word(h, f->first_us);
	h = mix_word(h, f->last_us);
	h = mix_word(h, (uint64_t)f->rank << 32 | (uint64_t)f->port << 16 |
				(uint64_t)f->confidence << 8 | f->by_talk);
	if (f->ended_us != 0)
		h = mix_word(mix_word(h, f->ended_us), f->ended_by);
	return mix(h, f->evidence, f->evidences * sizeof(*f->evidence));
}

static int order_of(struct gone a, struct gone b)
{
	if (a.asset != b.asset)
		return a.asset < b.asset ? -1 : 1;
	return a.id < b.id ? -1 : a.id > b.id;
}

/* Marks what is new or differs from the last time, and lists what is gone;
 * both are sorted. The list before gives its place to the one now. */
static void compare(struct seen_list *before, struct seen_list now,
		    struct gone **gone, unsigned *count)
{
	unsigned i = 0, j = 0;

	*gone = must_alloc(before->n + 1, sizeof(**gone));
	*count = 0;
	while (i < before->n || j < now.n) {
		int order = i == before->n ? 1
			    : j == now.n
				    ? -1
				    : order_of(before->seen[i].of,
					       now.seen[j].of);

		if (order < 0)
			(*gone)[(*count)++] = before->seen[i].of;
		else
			now.seen[j].differs =
				order > 0 || before->seen[i].digest !=
						     now.seen[j].digest;
		i += order <= 0;
		j += order >= 0;
	}
	free(before->seen);
	*before = now;
}

static void mark_assets(struct inventory *v, uint64_t knowledge)
{
	struct seen_list now = {
		must_alloc(v->drafts + 1, sizeof(*now.seen)), v->drafts};

	for (unsigned i = 0; i < v->drafts; i++) {
		struct asset *a = v->asset[i];

		asset_fetch(i + 1 < v->drafts ? v->asset[i + 1] : NULL,
			    i + 2 < v->drafts ? v->asset[i + 2] : NULL);
		a->digest = asset_digest(knowledge, a);
		now.seen[i] = (struct seen){.of.id = a->id, .of.asset = a->id,
					    .digest = a->digest};
	}
	compare(&v->seen_assets, now, &v->gone_asset, &v->gone_assets);
	for (unsigned i = 0; i < v->drafts; i++)
		v->asset[i]->dirty = now.seen[i].differs;
}

static void mark_findings(struct inventory *v, uint64_t knowledge)
{
	struct seen_list now = {
		must_alloc(v->findings + 1, sizeof(*now.seen)), v->findings};

	for (unsigned i = 0; i < v->findings; i++) {
		struct finding *f = &v->finding[i];

		f->digest = finding_digest(knowledge, f);
		now.seen[i] = (struct seen){.of.id = f->id,
					    .of.asset = f->asset,
					    .digest = f->digest};
	}
	compare(&v->seen_findings, now, &v->gone_finding, &v->gone_findings);
	for (unsigned i = 0; i < v->findings; i++)
		v->finding[i].dirty = now.seen[i].differs;
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

	return order_of((struct gone){x->id, x->asset},
			(struct gone){y->id, y->asset});
}

void inventory_judge(struct inventory *v)
{
	uint64_t knowledge =
		mix_text(MIX_START, knowledge_hash(v->knowledge));

	judgement_forget(v);
	identity_judge(v);
	relays_mark(v);
	human_tell(v);
	for (unsigned i = 0; i < v->drafts; i++) {
		draft_fetch(v, i);
		claims_judge(v->knowledge, &v->draft[i], &v->judged);
	}
	findings_judge(v);
	if (v->findings > 0)
		qsort(v->finding, v->findings, sizeof(*v->finding),
		      finding_order);
	rate_assets(v);
	journal_judge(v);
	lease_end(v);
	v->asset = must_alloc(v->drafts + 1, sizeof(*v->asset));
	for (unsigned i = 0; i < v->drafts; i++)
		v->asset[i] = &v->draft[i].asset;
	v->finding_list = must_alloc(v->findings + 1,
				     sizeof(*v->finding_list));
	for (unsigned i = 0; i < v->findings; i++)
		v->finding_list[i] = &v->finding[i];
	mark_assets(v, knowledge);
	mark_findings(v, knowledge);
}

void inventory_advise(struct inventory *v, const struct advisories *a)
{
	v->advisories = a;
}

void inventory_outlive(struct inventory *v, const struct lifetimes *l)
{
	v->lifetimes = l;
}

void inventory_declare(struct inventory *v, const struct declarations *d)
{
	v->declarations = d;
}

void inventory_decide(struct inventory *v, const struct decisions *d)
{
	v->decisions = d;
}

uint64_t inventory_seen(const struct inventory *v)
{
	return v->seen_us;
}

size_t inventory_open_findings(const struct inventory *v)
{
	return v->open_findings;
}

void inventory_written(struct inventory *v)
{
	for (size_t i = 0; i < v->endpoints.count; i++) {
		struct endpoint *p = v->endpoint[i];

		p->kept = true;
		p->kept_with = p->owner;
		p->dirty = false;
	}
	for (unsigned i = 0; i < v->parts; i++)
		v->part[i]->dirty = false;
	for (unsigned i = 0; i < v->drafts; i++)
		v->asset[i]->dirty = v->asset[i]->facts_dirty = false;
	for (unsigned i = 0; i < v->findings; i++)
		v->finding[i].dirty = false;
	heard_written(v);
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

size_t inventory_gone_assets(struct inventory *v, const struct gone **out)
{
	*out = v->gone_asset;
	return v->gone_assets;
}

size_t inventory_gone_findings(struct inventory *v, const struct gone **out)
{
	*out = v->gone_finding;
	return v->gone_findings;
}
