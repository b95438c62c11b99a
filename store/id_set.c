/* SPDX-License-Identifier: Apache-2.0 */
/* id_set - ids of assets, findings or rules, to ask whether one is among them. */
#include <stdlib.h>

#include "capture/base/must.h"
#include "store/id_set.h"

/* Never more than half full. It grows by much: each time all move, and memory
 * that was not used before is dear. */
enum { ROOM_BITS = 10, MORE_BITS = 2 };

/* Ids are sums of 48 bits and mostly come in order: of a hundred thousand about
 * six have the same bits above these, and stand in one line of the cache. */
enum { NEAR_BITS = 34 };

static size_t room_of(const struct id_set *s)
{
	return s->bits > 0 ? (size_t)1 << s->bits : 0;
}

static size_t place_of(const struct id_set *s, uint64_t id)
{
	uint64_t spread = (id >> NEAR_BITS) * UINT64_C(0x9e3779b97f4a7c15);
	size_t at = (size_t)(spread >> (64 - s->bits)), last = room_of(s) - 1;

	at = (at & ~(size_t)7) | (size_t)(id >> (NEAR_BITS - 3) & 7);
	while (s->id[at & last] != id && s->id[at & last] != 0)
		at++;
	return at & last;
}

static void widen(struct id_set *s)
{
	struct id_set old = *s;

	s->bits = old.bits > 0 ? old.bits + MORE_BITS : ROOM_BITS;
	s->id = must_alloc(room_of(s), sizeof(*s->id));
	for (size_t i = 0; i < room_of(&old); i++)
		if (old.id[i] != 0)
			s->id[place_of(s, old.id[i])] = old.id[i];
	free(old.id);
}

void id_set_add(struct id_set *s, uint64_t id)
{
	size_t at;

	if (id == 0)
		return;
	if (2 * s->n >= room_of(s))
		widen(s);
	at = place_of(s, id);
	s->n += s->id[at] == 0;
	s->id[at] = id;
}

bool id_set_has(const struct id_set *s, uint64_t id)
{
	return s->n > 0 && id != 0 && s->id[place_of(s, id)] == id;
}

void id_set_free(struct id_set *s)
{
	free(s->id);
	*s = (struct id_set){0};
}
