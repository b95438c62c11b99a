/* SPDX-License-Identifier: Apache-2.0 */
/* draft - the facts of an asset that is being judged, in their order. */
#include <stdlib.h>
#include <string.h>

#include "classify/inventory.h"

/* For a hundred thousand assets with so few, qsort() is slow. */
enum { HANDFUL = 32 };

int fact_order(const struct known_fact *x, const struct known_fact *y)
{
	int text;

	if (x->attr != y->attr)
		return x->attr < y->attr ? -1 : 1;
	text = strcmp(x->text, y->text);
	if (text != 0)
		return text;
	if (fact_word(x) != fact_word(y))
		return fact_word(x) < fact_word(y) ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static int by_content(const void *a, const void *b)
{
	return fact_order(*(struct known_fact *const *)a,
			  *(struct known_fact *const *)b);
}

void draft_sort(struct draft *d)
{
	struct known_fact **fact = d->asset.fact;
	unsigned n = d->asset.facts;

	if (n > HANDFUL) {
		qsort((void *)fact, n, sizeof(*fact), by_content);
		return;
	}
	for (unsigned i = 1; i < n; i++) {
		struct known_fact *f = fact[i];
		unsigned at = i;

		for (; at > 0 && fact_order(fact[at - 1], f) > 0; at--)
			fact[at] = fact[at - 1];
		fact[at] = f;
	}
}

/* The place of the first fact of that attribute or of a later one. */
static unsigned first_from(const struct asset *a, unsigned attr)
{
	unsigned low = 0, high = a->facts;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (a->fact[middle]->attr < attr)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct known_fact **draft_facts(const struct draft *d, enum attr attr, unsigned *n)
{
	unsigned first;

	*n = 0;
	if (!draft_has(d, attr))
		return NULL;
	first = first_from(&d->asset, attr);
	*n = first_from(&d->asset, attr + 1u) - first;
	return d->asset.fact + first;
}
