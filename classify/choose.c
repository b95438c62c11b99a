/* SPDX-License-Identifier: Apache-2.0 */
/* choose - which of the claims about an asset are told, and which are disputed. */
#include <string.h>
#include <strings.h>

#include "classify/inventory.h"

enum {
	CLEAR_LEAD = 10, /* less than this ahead is a dispute                  */
	ONE_PROTOCOL = 1,
	ONE_MESSAGE = 2,
};

/* "EPIQ 7" and "EPIQ 7G" are no dispute: one says more. */
bool refines(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b);

	return strncasecmp(a, b, n < m ? n : m) == 0;
}

/* A wider class says less, and nothing else. */
static bool agrees(const struct knowledge *k, enum claim_kind kind,
		   const char *a, const char *b)
{
	return refines(a, b) ||
	       (kind == CLAIM_CLASS &&
		(class_is_under(k, a, b) || class_is_under(k, b, a)));
}

/* Of two classes of one grade the narrower one comes first. */
static void prefer_narrow(const struct knowledge *k, struct asset *a)
{
	unsigned first = 0;

	while (first < a->claims && a->claim[first].kind != CLAIM_CLASS)
		first++;
	for (unsigned i = first + 1; i < a->claims; i++) {
		struct claim *wide = &a->claim[first], narrow = a->claim[i];

		if (narrow.kind != CLAIM_CLASS || wide->said != 0 ||
		    grade_of(narrow.decibans) < grade_of(wide->decibans))
			return;
		if (!class_is_under(k, narrow.value, wide->value))
			continue;
		a->claim[i] = *wide;
		*wide = narrow;
	}
}

/* How near two claims were said to each other. */
static unsigned nearness(const struct claim *a, const struct claim *b)
{
	unsigned near = 0;

	for (unsigned i = 0; i < a->reasons; i++)
		for (unsigned k = 0; k < b->reasons; k++) {
			const struct known_fact *f = a->reason[i].fact;
			const struct known_fact *g = b->reason[k].fact;

			if (f->source != g->source)
				continue;
			if (f->frame == g->frame && f->capture == g->capture)
				return ONE_MESSAGE;
			near = ONE_PROTOCOL;
		}
	return near;
}

/* Of `n` claims that weigh the same the nearest one comes first. */
static void bring_nearest(struct claim *c, unsigned n, const struct claim *to)
{
	unsigned best = 0, most = nearness(&c[0], to);
	struct claim chosen;

	for (unsigned i = 1; i < n; i++) {
		unsigned near = nearness(&c[i], to);

		if (near > most) {
			best = i;
			most = near;
		}
	}
	chosen = c[best];
	memmove(&c[1], &c[0], best * sizeof(*c));
	c[0] = chosen;
}

/* Who tells several serial numbers speaks for several devices. */
static bool speaks_for_several(const struct asset *a)
{
	unsigned serials = 0;

	for (unsigned i = 0; i < a->claims; i++)
		serials += a->claim[i].kind == CLAIM_SERIAL_NO;
	return serials > 1;
}

/* What is told of an address must not be put together from several devices: who
 * made it goes with what it is, and the serial number with the model. */
static void prefer_near(struct asset *a)
{
	const struct claim *class = NULL, *model = NULL;

	for (unsigned i = 0, n; i < a->claims; i += n) {
		struct claim *c = &a->claim[i];
		const struct claim *to = c->kind > CLAIM_MODEL && model != NULL
						 ? model : class;
		unsigned same = 1;

		for (n = 1; i + n < a->claims && c[n].kind == c->kind; n++)
			same += c[n].decibans == c->decibans;
		if (c->kind >= CLAIM_VENDOR && c->kind <= CLAIM_SERIAL_NO &&
		    c->said == 0 && same > 1 && to != NULL)
			bring_nearest(c, same, to);
		if (c->kind == CLAIM_CLASS)
			class = c;
		if (c->kind == CLAIM_MODEL)
			model = c;
	}
}

void claims_choose(const struct knowledge *k, struct asset *a)
{
	prefer_narrow(k, a);
	if (speaks_for_several(a))
		prefer_near(a);
	for (unsigned i = 0; i < a->claims; i++) {
		struct claim *c = &a->claim[i];
		bool first = i == 0 || c[-1].kind != c->kind;

		c->chosen = first || c->kind == CLAIM_SOFTWARE;
		if (!first || c->kind == CLAIM_SOFTWARE ||
		    c->kind == CLAIM_NAME)
			continue;
		c->disputed = i + 1 < a->claims && c[1].kind == c->kind &&
			      c[1].decibans + CLEAR_LEAD > c->decibans &&
			      !agrees(k, c->kind, c->value, c[1].value);
	}
}
