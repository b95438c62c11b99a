/* SPDX-License-Identifier: Apache-2.0 */
/*
 * id_set - ids of assets, findings or rules, to ask whether one is among them.
 *
 * Nothing beside the ids: it is asked a million times, and struct ids, which
 * holds a pointer for each, proved an eighth slower.
 */
#ifndef WW_ID_SET_H
#define WW_ID_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zeros is one without ids. */
struct id_set {
	uint64_t *id;          /* 0: free                                      */
	unsigned bits;         /* there is room for 2^bits; 0: for none        */
	size_t n;
};

/* 0 is no id. */
void id_set_add(struct id_set *, uint64_t id);
bool id_set_has(const struct id_set *, uint64_t id);
void id_set_free(struct id_set *);

#endif
