/* SPDX-License-Identifier: Apache-2.0 */
/* pile - rows of a list that are told in another order, or counted first. */
#ifndef WW_PILE_H
#define WW_PILE_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"

/* All rows of a list, kept so that they can be told in another order. */
struct pile {
	char *row;
	size_t size, rows;
};

static inline bool keep(struct pile *p, const void *row, size_t size)
{
	p->row = grow(p->row, p->rows, size);
	p->size = size;
	memcpy(p->row + p->rows++ * size, row, size);
	return true;
}

static inline const void *kept(const struct pile *p, size_t i)
{
	return p->row + i * p->size;
}

#endif
