/* SPDX-License-Identifier: Apache-2.0 */
/*
 * judgement - the whole set of facts and conversations into assets, claims and
 * findings; and what of it differs from the judgement before.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/mix.h"
#include "capture/base/must.h"
#include "classify/inventory.h"

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

void judgement_forget(struct inventory *v)
{
	for (unsigned i = 0; i < v->drafts; i++) {
		free(v->draft[i].asset.address);
		free(v->draft[i].asset.all_macs);
	}
	pool_free(&v->judged);
	free(v->draft);
	free((void *)v->asset);
	free(v->finding);
	free((void *)v->finding_list);
	free((void *)v->talk);
	free(v->gone_asset);
	free(v->gone_finding);
	v->draft = NULL;
	v->asset = NULL;
	v->finding = NULL;
	v->finding_list = NULL;
	v->talk = NULL;
	v->gone_asset = v->gone_finding = NULL;
	v->drafts = v->findings = v->gone_assets = v->gone_findings = 0;
}

static uint64_t asset_digest(const struct draft *d)
{
	const struct asset *a = &d->asset;
	uint64_t h = mix(MIX_START, &a->first_us, sizeof(a->first_us));

	h = mix(h, &a->last_us, sizeof(a->last_us));
	h = mix(h, a->all_macs, a->macs * sizeof(*a->all_macs));
	h = mix(h, a->address, a->addresses * sizeof(*a->address));
	for (unsigned i = 0; i < a->claims; i++) {
		const struct claim *c = &a->claim[i];

		h = mix(h, c->value, strlen(c->value));
		h = mix(h, &c->decibans, sizeof(c->decibans));
		for (unsigned j = 0; j < c->reasons; j++)
			h = mix_word(h, c->reason[j].fact->id);
	}
	for (unsigned i = 0; i < a->facts; i++)
		h = mix_word(h, a->fact[i]->id);
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

void inventory_judge(struct inventory *v)
{
	judgement_forget(v);
	v->talk = sorted(&v->talks);
	identity_judge(v);
	for (unsigned i = 0; i < v->drafts; i++)
		claims_judge(v->knowledge, &v->draft[i], &v->judged);
	findings_judge(v);
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

void inventory_written(struct inventory *v)
{
	for (size_t i = 0; i < v->endpoints.count; i++) {
		struct endpoint *p = v->endpoint[i];

		p->kept = true;
		p->kept_with = p->owner;
		p->dirty = false;
	}
	for (size_t i = 0; i < v->talks.count; i++) {
		v->talk[i]->dirty = false;
		v->talk[i]->kept = true;
		v->talk[i]->kept_with = v->talk[i]->server_asset;
	}
	for (unsigned i = 0; i < v->drafts; i++)
		v->asset[i]->dirty = v->asset[i]->facts_dirty = false;
	for (unsigned i = 0; i < v->findings; i++)
		v->finding[i].dirty = false;
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
