/* SPDX-License-Identifier: Apache-2.0 */
/*
 * signs - by which signs devices are met: MACs, serial numbers, addresses, names
 * and titles of all assets, put into order.
 */
#ifndef WW_SIGNS_H
#define WW_SIGNS_H

#include "store/reconcile.h"

static const size_t NOBODY = SIZE_MAX;

struct signs;
/* Owner: the caller closes. Errors: NULL with a sentence. */
struct signs *signs_open(struct reader *, struct err *);
void signs_close(struct signs *);
size_t signs_assets(const struct signs *);
const struct met *signs_asset(const struct signs *, size_t place);
/* The place of an asset by its id, or NOBODY. */
size_t signs_place(const struct signs *, uint64_t id);

/* Which assets have one of the values in a text (of MACs and addresses there may
 * be several); each once, at most room. */
size_t signs_find(const struct signs *, enum listed_column, const char *text,
		  size_t *list, size_t room);
/* Whether there is any value in a text: "n/a" is none. */
bool signs_says(enum listed_column, const char *text);
/* Whether an asset has one of the values. */
bool signs_meets(const struct signs *, enum listed_column, const char *text,
		 size_t asset);
/* Whether anything of that kind is known of an asset. */
bool signs_knows(const struct signs *, enum listed_column, size_t asset);
/* All that is known of that kind, as stored, between blanks. */
void signs_list(const struct signs *, enum listed_column, size_t asset,
		char *out, size_t size);

#endif
