/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pages - memory for large tables: zeroed, on a page's bound, resident only
 * where it was touched, in huge pages where the system gives them (a table that
 * is read at random costs a page walk per look otherwise). A large page is
 * resident as a whole: never for a table of which little is used here and there.
 */
#ifndef WW_PAGES_H
#define WW_PAGES_H

#include <stddef.h>
#include <sys/mman.h>

#include "capture/base/must.h"

/* Owner: the caller gives it back, with the same size. */
static inline void *pages_take(size_t octets)
{
	/* What a small capture uses of a table that is filled from its start. */
	enum { FIRST = 2 << 20 };
	void *p = mmap(NULL, octets, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (p == MAP_FAILED)
		out_of_memory(1, octets);
	if (octets > FIRST) /* where it is refused, it is slower               */
		madvise((char *)p + FIRST, octets - FIRST, MADV_HUGEPAGE);
	return p;
}

static inline void pages_give(void *p, size_t octets)
{
	if (p != NULL)
		munmap(p, octets);
}

#endif
