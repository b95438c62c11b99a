/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_lifetime - what nobody mends any more, by end-of-life.txt.
 *
 * Time is that of the packets: a capture of last year is judged as of then.
 */
#include <stdio.h>
#include <string.h>

#include "classify/hits.h"

/* Products that only matter on a device that treats or examines. */
static bool concerns(const struct text_rule *r, const struct draft *d)
{
	return !r->device_only || d->asset.clinical;
}

static void note(struct hits *h, const struct draft *d, const struct lifetime *l,
		 const struct text_rule *r, const struct known_fact *f)
{
	int64_t now_s = (int64_t)(f->last_us / 1000000);
	char text[OBS_TEXT];

	if (now_s < l->ended_s)
		return;
	if (l->last_s > now_s)
		snprintf(text, sizeof(text),
			 "%.50s: %.60s, ended %s, its last edition ends %s",
			 f->text, l->name, l->ended, l->last);
	else
		snprintf(text, sizeof(text), "%.60s: %.60s, ended %s", f->text,
			 l->name, l->last_s != 0 ? l->last : l->ended);
	hits_fact(h, r, d, f->port, f, pool_text(&h->v->judged, text));
	if (l->last_s > now_s) /* the edition does not show */
		h->hit[h->n - 1].confidence = 0;
}

/* Of one list, those that ask about an attribute, the oldest first. */
struct by_attr {
	const struct lifetime **of[ATTRS];
	unsigned n[ATTRS];
};

static bool asks_about(const struct lifetime *l, unsigned attr)
{
	for (unsigned i = 0; i < l->matches; i++)
		if (l->match[i].attr == attr)
			return true;
	return false;
}

static void sort_out(struct pool *p, const struct lifetime *list, unsigned n,
		     struct attr_set *some, struct by_attr *by)
{
	memset(by, 0, sizeof(*by));
	for (unsigned i = 0; i < n; i++)
		for (unsigned j = 0; j < list[i].matches; j++)
			attr_set_add(some, list[i].match[j].attr);
	for (unsigned a = 0; a < ATTRS && n > 0; a++) {
		if (!attr_set_has(some, (enum attr)a))
			continue;
		by->of[a] = pool_take(p, n * sizeof(const struct lifetime *));
		for (unsigned i = 0; i < n; i++)
			if (asks_about(&list[i], a))
				by->of[a][by->n[a]++] = &list[i];
	}
}

/* The first of a list that means the value: the oldest stands first. */
static void look_up(struct hits *h, const struct draft *d,
		    const struct known_fact *f, const struct by_attr *by,
		    const char **told)
{
	for (unsigned i = 0; i < by->n[f->attr]; i++) {
		const struct lifetime *l = by->of[f->attr][i];
		const struct text_rule *r;

		if ((*told != NULL && strcmp(*told, l->rule) == 0) ||
		    !lifetime_meets(l, (enum attr)f->attr, f->text))
			continue;
		*told = l->rule;
		r = rule_find(h->v->knowledge, l->rule);
		if (r != NULL && concerns(r, d))
			note(h, d, l, r, f);
	}
}

/* What the hospital loaded goes before what came with the program. */
void finding_lifetime(struct hits *h)
{
	const struct knowledge *k = h->v->knowledge;
	struct attr_set some = {{0}};
	struct by_attr own, ours;
	unsigned n;
	const struct lifetime *loaded = lifetimes_all(h->v->lifetimes, &n);

	sort_out(&h->v->judged, loaded, n, &some, &own);
	sort_out(&h->v->judged, k->lifetime, k->lifetimes, &some, &ours);
	for (unsigned i = 0; i < h->v->drafts; i++) {
		const struct draft *d = &h->v->draft[i];

		for (unsigned j = 0; attr_sets_meet(&d->has, &some) &&
				     j < d->asset.facts; j++) {
			const struct known_fact *f = d->asset.fact[j];
			const char *told = NULL;

			if (!attr_set_has(&some, (enum attr)f->attr) ||
			    f->voice != VOICE_SELF)
				continue;
			look_up(h, d, f, &own, &told);
			look_up(h, d, f, &ours, &told);
		}
	}
}
