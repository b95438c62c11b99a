/* SPDX-License-Identifier: Apache-2.0 */
/* hits - sorted, grouped, and turned into findings. */
#include "classify/hits.h"

#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"

enum { EVIDENCE_MAX = 16 };

/* NULL when the rule or the device is none. */
static struct hit *add(struct hits *h, const struct text_rule *r,
		       const struct draft *d, uint16_t port)
{
	if (r == NULL || d == NULL)
		return NULL;
	h->hit = grow(h->hit, h->n, sizeof(*h->hit));
	h->hit[h->n] = (struct hit){.rule = r, .draft = d, .port = port,
				    .confidence = r->confidence};
	return &h->hit[h->n++];
}

void hits_talk(struct hits *h, const struct text_rule *r,
	       const struct draft *d, uint16_t port,
	       const struct known_talk *t)
{
	struct hit *one = add(h, r, d, port);

	if (one != NULL)
		one->talk = t;
}

void hits_fact(struct hits *h, const struct text_rule *r,
	       const struct draft *d, uint16_t port,
	       const struct known_fact *f, const char *detail)
{
	struct hit *one = add(h, r, d, port);

	if (one == NULL)
		return;
	one->fact = f;
	one->detail = detail;
}

static uint64_t first_us(const struct hit *h)
{
	return h->talk != NULL ? h->talk->first_us : h->fact->first_us;
}

static uint64_t id_of(const struct hit *h)
{
	return h->talk != NULL ? h->talk->id : h->fact->id;
}

static int same_finding(const struct hit *x, const struct hit *y)
{
	int order = number_order(x->draft->asset.id, y->draft->asset.id);

	if (order == 0)
		order = strcmp(x->rule->rule.id, y->rule->rule.id);
	if (order == 0)
		order = number_order(x->port, y->port);
	return order;
}

/* Conversations before facts: a finding has evidence of one kind. */
static int by_finding(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;
	int order = same_finding(x, y);

	if (order == 0)
		order = number_order(x->talk == NULL, y->talk == NULL);
	if (order == 0)
		order = number_order(first_us(x), first_us(y));
	return order != 0 ? order : number_order(id_of(x), id_of(y));
}

static const char *describe_talk(struct pool *pool, const struct hit *h,
				 size_t n)
{
	const struct known_talk *t = h->talk;
	bool asks = t->ends[CLIENT] == h->draft;
	char ip[ADDR_TEXT], text[OBS_TEXT], more[40] = "";

	addr_print(asks ? t->server->ip : t->client->ip, ip);
	if (n > 1)
		snprintf(more, sizeof(more), ", and %zu more", n - 1);
	snprintf(text, sizeof(text), "%s %s, port %u%s%s%s%s",
		 asks ? "asked" : "was asked by", ip, t->port,
		 t->protocol[0] != '\0' ? " (" : "", t->protocol,
		 t->protocol[0] != '\0' ? ")" : "", more);
	return pool_text(pool, text);
}

const char *fact_described(struct pool *pool, const struct known_fact *f)
{
	const enum attr a = (enum attr)f->attr;
	const struct attr_row *row = attr_row(a);
	char text[OBS_TEXT], meaning[MEANING_TEXT];
	const char *value = row->kind == KIND_WORD ? meaning : f->text;

	attr_meaning(a, fact_word(f), meaning);
	if (value[0] != '\0')
		snprintf(text, sizeof(text), "%.*s: %.80s", attr_label(a),
			 row->sentence, value);
	else if (fact_word(f) == 1)
		snprintf(text, sizeof(text), "%s", row->sentence);
	else
		snprintf(text, sizeof(text), "%.*s (%llu)", attr_label(a),
			 row->sentence, (unsigned long long)fact_word(f));
	return pool_text(pool, text);
}

static const char *describe(struct pool *pool, const struct hit *h, size_t n)
{
	if (h->detail != NULL)
		return pool_text(pool, h->detail);
	if (h->talk != NULL)
		return describe_talk(pool, h, n);
	return fact_described(pool, h->fact);
}

static void raise(struct inventory *v, const struct hit *h, size_t n)
{
	struct finding *f =
		finding_add(v, h->rule, &h->draft->asset, h->port);

	f->by_talk = h->talk != NULL;
	f->detail = describe(&v->judged, h, n);
	f->confidence = h->confidence;
	f->evidence = pool_take(&v->judged,
				(n < EVIDENCE_MAX ? n : EVIDENCE_MAX) *
					sizeof(*f->evidence));
	for (size_t i = 0; i < n; i++) {
		uint64_t last_us = h[i].talk != NULL ? h[i].talk->last_us
						     : h[i].fact->last_us;

		if ((h[i].talk != NULL) != f->by_talk)
			break;
		if (first_us(&h[i]) < f->first_us)
			f->first_us = first_us(&h[i]);
		if (last_us > f->last_us)
			f->last_us = last_us;
		if (f->evidences < EVIDENCE_MAX)
			f->evidence[f->evidences++] = id_of(&h[i]);
	}
	if (h->since_us != 0)
		f->first_us = h->since_us;
	if (h->until_us != 0)
		f->last_us = h->until_us;
}

bool draft_shares(const struct draft *d, struct addr ip, net_t net)
{
	char text[ADDR_TEXT];

	if (d == NULL || !draft_has(d, A_router_group))
		return false;
	addr_print(ip, text);
	for (unsigned i = 0; i < d->asset.facts; i++) {
		const struct known_fact *f = d->asset.fact[i];
		const char *last = strrchr(f->text, ' ');

		if (f->attr == A_router_group && f->at->net == net &&
		    last != NULL && strcmp(last + 1, text) == 0)
			return true;
	}
	return false;
}

void hits_raise(struct hits *h)
{
	size_t end;

	if (h->n > 0)
		qsort(h->hit, h->n, sizeof(*h->hit), by_finding);
	for (size_t i = 0; i < h->n; i = end) {
		end = i + 1;
		while (end < h->n &&
		       same_finding(&h->hit[i], &h->hit[end]) == 0)
			end++;
		raise(h->v, &h->hit[i], end - i);
	}
	free(h->hit);
	free(h->own);
	h->hit = NULL;
	h->own = NULL;
	h->owns = 0;
	h->n = 0;
}
