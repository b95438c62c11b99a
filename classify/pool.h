/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pool - small pieces of memory that are given back all at once.
 *
 * For what lives as long as its inventory or its judgement: no head for each
 * piece, and those made together lie together.
 */
#ifndef WW_POOL_H
#define WW_POOL_H

#include <stdint.h>
#include <string.h>

#include "capture/base/pages.h"

enum { POOL_BLOCK = 2 << 20 };

struct pool_block {
	struct pool_block *before;
	size_t used, size;
	uint64_t piece[]; /* so aligned for numbers and pointers               */
};

struct pool {
	struct pool_block *block;
};

/* n octets, not zeroed. Owner: the pool. */
static inline void *pool_take(struct pool *p, size_t n)
{
	struct pool_block *b = p->block;
	void *piece;

	n = (n + 7) & ~(size_t)7;
	if (b == NULL || b->size - b->used < n) {
		size_t size = sizeof(*b) + n;

		size = size > POOL_BLOCK ? size : POOL_BLOCK;
		b = pages_take(size);
		b->size = size - sizeof(*b);
		b->before = p->block;
		p->block = b;
	}
	piece = (uint8_t *)b->piece + b->used;
	b->used += n;
	return piece;
}

static inline void *pool_copy(struct pool *p, const void *from, size_t n)
{
	return n > 0 ? memcpy(pool_take(p, n), from, n) : NULL;
}

static inline char *pool_text(struct pool *p, const char *text)
{
	return pool_copy(p, text, strlen(text) + 1);
}

static inline void pool_free(struct pool *p)
{
	while (p->block != NULL) {
		struct pool_block *before = p->block->before;

		pages_give(p->block, sizeof(*p->block) + p->block->size);
		p->block = before;
	}
}

#endif
