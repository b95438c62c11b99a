/* SPDX-License-Identifier: Apache-2.0 */
/* choose - which of the claims about an asset are told, and which are disputed. */
#include <string.h>
#include <strings.h>

#include "classify/inventory.h"

enum { CLEAR_LEAD = 10 }; /* less than this ahead is a dispute                */

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

void claims_choose(const struct knowledge *k, struct asset *a)
{
	prefer_narrow(k, a);
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
