/* SPDX-License-Identifier: Apache-2.0 */
/*
 * big - large pieces of memory in large pages, where the kernel has them.
 *
 * For tables that are looked into at random and wholly used: with small pages
 * the address translation costs as much as the look. Never for a table of which
 * little is used: a large page is resident as a whole.
 */
#ifndef WW_BIG_H
#define WW_BIG_H

#include <stdint.h>
#include <sys/mman.h>

#include "capture/base/must.h"

enum { BIG_PAGE = 2 << 20 };

/* n octets of zeros; of less than a large page by the usual way. Owner: the
 * caller frees with the same n. Errors: as must_alloc(). */
static inline void *big_alloc(size_t n)
{
	uint8_t *p, *start;
	size_t before;

	if (n < BIG_PAGE)
		return must_alloc(1, n);
	n = (n + BIG_PAGE - 1) & ~(size_t)(BIG_PAGE - 1);
	p = mmap(NULL, n + BIG_PAGE, PROT_READ | PROT_WRITE,
		 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED)
		return must_alloc(n, SIZE_MAX / n); /* says so and ends */
	before = -(uintptr_t)p & (BIG_PAGE - 1);
	start = p + before;
	if (before > 0)
		munmap(p, before);
	munmap(start + n, BIG_PAGE - before);
	madvise(start, n, MADV_HUGEPAGE);
	return start;
}

static inline void big_free(void *p, size_t n)
{
	if (n < BIG_PAGE)
		free(p);
	else
		munmap(p, (n + BIG_PAGE - 1) & ~(size_t)(BIG_PAGE - 1));
}

#endif
