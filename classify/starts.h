/* SPDX-License-Identifier: Apache-2.0 */
/*
 * starts - when the flows of a conversation began: the earliest of them.
 *
 * The first is the first sight of the conversation, which every conversation
 * has; here are those after it, the smallest, in order and each once. So they
 * are a function of the set of flows: sets may be joined in any order.
 */
#ifndef WW_STARTS_H
#define WW_STARTS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { STARTS_LATER = 31, MILLI_US = 1000 };

struct starts {
	uint64_t ms[STARTS_LATER];
	unsigned n;
};

/* One more, after the first; those that came before stay, if there is room. */
static inline void starts_add(struct starts *s, uint64_t ms)
{
	unsigned at = s->n;

	while (at > 0 && s->ms[at - 1] > ms)
		at--;
	if (at == STARTS_LATER || (at > 0 && s->ms[at - 1] == ms))
		return;
	s->n -= s->n == STARTS_LATER;
	memmove(s->ms + at + 1, s->ms + at, (s->n - at) * sizeof(*s->ms));
	s->ms[at] = ms;
	s->n++;
}

#endif
