/* SPDX-License-Identifier: Apache-2.0 */
/* index - from a hash to slots of the flow table, by linear probing. */
#include "capture/base/pages.h"
#include "capture/flow.h"

struct entry {
	uint32_t hash;
	uint32_t slot;  /* one more than it is; 0: nobody                      */
};

struct index {
	struct entry *entry;
	uint32_t mask;
	size_t octets;
};

static size_t places(uint32_t flows)
{
	return (size_t)flows * 2;
}

size_t index_memory(uint32_t flows)
{
	return places(flows) * sizeof(struct entry);
}

struct index *index_open(uint32_t flows)
{
	struct index *x = must_alloc(1, sizeof(*x));

	x->octets = index_memory(flows);
	x->entry = pages_take(x->octets);
	x->mask = (uint32_t)(places(flows) - 1);
	return x;
}

void index_close(struct index *x)
{
	pages_give(x->entry, x->octets);
	free(x);
}

void index_ahead(const struct index *x, uint32_t hash)
{
	__builtin_prefetch(&x->entry[hash & x->mask]);
}

uint32_t index_next(const struct index *x, uint32_t hash, uint32_t *at)
{
	const struct entry *e;

	while ((e = &x->entry[(*at)++ & x->mask])->slot != 0)
		if (e->hash == hash)
			return e->slot - 1;
	return NONE;
}

void index_put(struct index *x, uint32_t hash, uint32_t slot)
{
	uint32_t at = hash;

	while (x->entry[at & x->mask].slot != 0)
		at++;
	x->entry[at & x->mask] = (struct entry){hash, slot + 1};
}

/* Those behind move up, so that no search ends early at the gap. */
void index_take(struct index *x, uint32_t hash, uint32_t slot)
{
	uint32_t gap, at = hash;

	while (x->entry[at & x->mask].slot != slot + 1)
		at++;
	for (gap = at++; x->entry[at & x->mask].slot != 0; at++) {
		const struct entry *e = &x->entry[at & x->mask];

		/* Not before the place where its own search begins. */
		if (((at - e->hash) & x->mask) < ((at - gap) & x->mask))
			continue;
		x->entry[gap & x->mask] = *e;
		gap = at;
	}
	x->entry[gap & x->mask].slot = 0;
}
