/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_cert - certificates that end soon, and one key in many devices.
 *
 * Time is that of the packets: a capture of last year is judged as of then.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/hits.h"

enum { SOON_S = 30 * 86400, KEEPERS = 3 };

static bool ends_soon(const struct known_fact *f)
{
	uint64_t now_s = f->last_us / 1000000;

	return f->attr == A_cert_not_after && fact_word(f) >= now_s &&
	       fact_word(f) - now_s < SOON_S;
}

static void note_ends(struct hits *h)
{
	const struct text_rule *r = rule_find(h->v->knowledge, "TLS-006");

	for (unsigned i = 0; i < h->v->drafts; i++) {
		const struct draft *d = &h->v->draft[i];

		if (!draft_has(d, A_cert_not_after))
			continue;
		for (unsigned k = 0; k < d->asset.facts; k++)
			if (ends_soon(d->asset.fact[k]))
				hits_fact(h, r, d, d->asset.fact[k]->port,
					  d->asset.fact[k], NULL);
	}
}

/* Who shows which key. */
struct key {
	const struct known_fact *fact;
	const struct draft *draft;
};

static int by_key(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	int order = strcmp(x->fact->text, y->fact->text);

	if (order != 0)
		return order;
	return x->draft->asset.id < y->draft->asset.id	 ? -1
	       : x->draft->asset.id > y->draft->asset.id ? 1
							 : 0;
}

static void note_shared(struct hits *h, const struct text_rule *r,
			const struct key *key, size_t n)
{
	char text[OBS_TEXT];
	size_t devices = 0;

	for (size_t i = 0; i < n; i++)
		devices += i == 0 || key[i].draft != key[i - 1].draft;
	if (devices < KEEPERS)
		return;
	snprintf(text, sizeof(text),
		 "%zu devices show the key %.16s...", devices,
		 key[0].fact->text);
	for (size_t i = 0; i < n; i++)
		hits_fact(h, r, key[i].draft, key[i].fact->port, key[i].fact,
			  pool_text(&h->v->judged, text));
}

static void note_keys(struct hits *h)
{
	const struct text_rule *r = rule_find(h->v->knowledge, "TLS-010");
	struct key *key = NULL;
	size_t n = 0, end;

	for (unsigned i = 0; i < h->v->drafts; i++) {
		const struct draft *d = &h->v->draft[i];

		if (!draft_has(d, A_cert_hash))
			continue;
		for (unsigned k = 0; k < d->asset.facts; k++) {
			if (d->asset.fact[k]->attr != A_cert_hash)
				continue;
			key = grow(key, n, sizeof(*key));
			key[n++] = (struct key){d->asset.fact[k], d};
		}
	}
	if (n > 0)
		qsort(key, n, sizeof(*key), by_key);
	for (size_t i = 0; i < n; i = end) {
		end = i + 1;
		while (end < n &&
		       strcmp(key[i].fact->text, key[end].fact->text) == 0)
			end++;
		note_shared(h, r, key + i, end - i);
	}
	free(key);
}

void finding_cert(struct hits *h)
{
	note_ends(h);
	note_keys(h);
}
