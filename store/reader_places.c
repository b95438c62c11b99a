/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reader_places - in which part each conversation is kept.
 *
 * Parts are by client, findings name conversations by number: who asks for the
 * evidence of many findings would go through all conversations for each.
 */
#include <stdlib.h>

#include "capture/base/must.h"
#include "store/reader.h"

struct talk_place {
	uint64_t talk;
	uint64_t part;
};

static bool add_place(void *ctx, sqlite3_stmt *s)
{
	struct talk_places *p = ctx;

	p->place = grow(p->place, p->n, sizeof(*p->place));
	p->place[p->n++] = (struct talk_place){column_number(s, 0),
					       column_number(s, 1)};
	return true;
}

static int by_talk(const void *a, const void *b)
{
	const struct talk_place *x = a, *y = b;

	return x->talk < y->talk ? -1 : x->talk > y->talk;
}

bool reader_places(struct reader *r, struct err *e)
{
	reader_places_free(r);
	if (!listing_all(r, "SELECT id, part FROM talk", add_place, &r->places,
			 e))
		return false;
	if (r->places.n > 0)
		qsort(r->places.place, r->places.n, sizeof(*r->places.place),
		      by_talk);
	r->places.known = true;
	return true;
}

uint64_t reader_place_of(const struct reader *r, uint64_t talk)
{
	const struct talk_place key = {talk, 0};
	const struct talk_place *found =
		r->places.n > 0 ? bsearch(&key, r->places.place, r->places.n,
					  sizeof(key), by_talk)
				: NULL;

	return found != NULL ? found->part : 0;
}

void reader_places_free(struct reader *r)
{
	free(r->places.place);
	r->places = (struct talk_places){0};
}
