/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_consumer - medical devices that use what is made for people at home, or
 * what lets somebody far away work on them, by the names that TLS clients ask a
 * server for.
 *
 * The name stands with the server, not with who asked. So a server counts only if
 * all names that anybody asked it for are of services of one rule: one that serves
 * others as well proves nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/hits.h"

struct place {
	const struct node *server;
	uint16_t port;
	const struct consumer *of;
	const char *name;
};

static int by_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	int order = addr_compare(x->server->ip, y->server->ip);

	if (order == 0 && x->server->net != y->server->net)
		order = x->server->net < y->server->net ? -1 : 1;
	if (order == 0)
		order = (int)x->port - (int)y->port;
	return order != 0 || x->name == NULL || y->name == NULL
		       ? order
		       : strcmp(x->name, y->name);
}

static bool same_place(const struct place *x, const struct place *y)
{
	return x->server == y->server && x->port == y->port;
}

/* One row for each port of a server, whose all names are of services of a rule. */
static struct place *places_of(const struct inventory *v, unsigned *n)
{
	struct place *p = NULL;
	unsigned kept = 0, end;

	*n = 0;
	for (size_t i = 0; i < v->endpoints.count; i++) {
		const struct endpoint *at = v->endpoint[i];

		if (!at->asked || at->address == NULL ||
		    zones_far(NULL, at->ip, at->net) == FAR_NOT)
			continue;
		for (const struct known_fact *f = at->fact; f != NULL;
		     f = f->next) {
			if (f->attr != A_tls_server_name)
				continue;
			p = grow(p, *n, sizeof(*p));
			p[(*n)++] = (struct place){
				at->address, f->port,
				consumer_of(v->knowledge, f->text), f->text};
		}
	}
	if (*n > 0)
		qsort(p, *n, sizeof(*p), by_place);
	for (unsigned i = 0; i < *n; i = end) {
		bool all = true;

		for (end = i; end < *n && same_place(&p[i], &p[end]); end++)
			all = all && p[end].of != NULL && p[i].of != NULL &&
			      strcmp(p[end].of->rule, p[i].of->rule) == 0;
		if (all)
			p[kept++] = p[i];
	}
	*n = kept;
	return p;
}

static const struct place *find(const struct place *p, unsigned n,
				const struct known_talk *t)
{
	struct place one = {.server = t->server, .port = t->port};

	return bsearch(&one, p, n, sizeof(*p), by_place);
}

static void note(struct hits *h, const struct draft *d, const struct place *p,
		 const struct known_talk *t)
{
	const struct text_rule *r = rule_find(h->v->knowledge, p->of->rule);
	size_t before = h->n;
	char text[OBS_TEXT];

	hits_talk(h, r, d, 0, t);
	if (h->n == before)
		return;
	snprintf(text, sizeof(text), "%.40s: %.40s, by %.60s", p->of->kind,
		 p->of->name, p->name);
	h->hit[before].detail = pool_text(&h->v->judged, text);
	/* A name is what the client wants, not what it gets. */
	h->hit[before].confidence = r->confidence < 1 ? 0 : 1;
}

void finding_consumer(struct hits *h)
{
	unsigned n;
	struct place *place = places_of(h->v, &n);

	for (size_t i = 0; n > 0 && i < h->v->talks.count; i++) {
		const struct known_talk *t = h->v->talk[i];
		const struct place *p = t->l4 == 6 && talk_is_open(t)
						? find(place, n, t)
						: NULL;
		const struct draft *d = p != NULL ? t->ends[CLIENT] : NULL;

		if (d != NULL && d->asset.clinical && talk_outside(h, t).server &&
		    talk_rule(h->v, t) == NULL)
			note(h, d, p, t);
	}
	free(place);
}
