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

/* "Windows 7 Professional" goes on where "Windows 7" ends; "Windows 7 or Server
 * 2008 R2" does not. */
static bool goes_on(const char *text, const char *from, size_t n)
{
	return strncasecmp(text, from, n) == 0 && text[n] == ' ' &&
	       strncmp(text + n, " or ", 4) != 0 &&
	       strncmp(text + n, " to ", 4) != 0;
}

/* "Windows", or "Windows 7 or Server 2008 R2", leaves open what "Windows 7
 * Professional" says. The first word stands before each part. */
static bool leaves_open(const char *wide, const char *narrow)
{
	size_t family = strcspn(wide, " ");
	const char *part = wide + family;
	bool open = *part == '\0';

	if (!goes_on(narrow, wide, family))
		return false;
	while (!open && *part != '\0') {
		const char *next = strstr(++part, " or ");
		size_t n = next != NULL ? (size_t)(next - part) : strlen(part);

		open = goes_on(narrow + family + 1, part, n);
		part += next != NULL ? n + 3 : n;
	}
	return open;
}

static bool is_under(const struct knowledge *k, enum claim_kind kind,
		     const char *narrow, const char *wide)
{
	return kind == CLAIM_CLASS ? class_is_under(k, narrow, wide)
	       : kind == CLAIM_OS  ? leaves_open(wide, narrow)
				   : false;
}

/* Who surely does what few do, and beside it what others do, is one of the few. */
static bool is_more(const struct knowledge *k, const struct claim *a,
		    const struct claim *than)
{
	return a->kind == CLAIM_CLASS && grade_of(a->decibans) >= GRADE_PROBABLE &&
	       class_includes(k, a->value, than->value);
}

/* A wider class or system says less, and nothing else. */
static bool agrees(const struct knowledge *k, enum claim_kind kind,
		   const char *a, const char *b)
{
	return refines(a, b) || is_under(k, kind, a, b) ||
	       is_under(k, kind, b, a);
}

/* A class whose grade is lower, a system that would not even dispute. */
static bool is_lighter(const struct claim *a, const struct claim *b)
{
	return a->kind == CLAIM_OS
		       ? a->decibans + CLEAR_LEAD < b->decibans
		       : grade_of(a->decibans) < grade_of(b->decibans);
}

/* Of two that weigh about the same the narrower one comes first. */
static void prefer_narrow(const struct knowledge *k, struct asset *a,
			  enum claim_kind kind)
{
	unsigned first = 0;

	while (first < a->claims && a->claim[first].kind != kind)
		first++;
	for (unsigned i = first + 1; i < a->claims; i++) {
		struct claim *wide = &a->claim[first], narrow = a->claim[i];

		if (narrow.kind != kind || wide->said != 0)
			return;
		if (!is_more(k, &narrow, wide) &&
		    (is_lighter(&narrow, wide) ||
		     !is_under(k, kind, narrow.value, wide->value)))
			continue;
		a->claim[i] = *wide;
		*wide = narrow;
	}
}

/* How near two claims were said to each other, as far as it matters. */
static unsigned nearness(const struct claim *a, const struct claim *b,
			 unsigned most)
{
	unsigned near = 0;

	for (unsigned i = 0; i < a->reasons; i++)
		for (unsigned k = 0; k < b->reasons; k++) {
			const struct known_fact *f = a->reason[i].fact;
			const struct known_fact *g = b->reason[k].fact;

			if (f->source != g->source)
				continue;
			if (most == ONE_PROTOCOL ||
			    (f->frame == g->frame && f->capture == g->capture))
				return most;
			near = ONE_PROTOCOL;
		}
	return near;
}

/* Of `n` claims that weigh the same the nearest one comes first. */
static void bring_nearest(struct claim *c, unsigned n, const struct claim *to,
			  unsigned limit)
{
	unsigned best = 0, most = nearness(&c[0], to, limit);
	struct claim chosen;

	for (unsigned i = 1; i < n; i++) {
		unsigned near = nearness(&c[i], to, limit);

		if (near > most) {
			best = i;
			most = near;
		}
	}
	chosen = c[best];
	memmove(&c[1], &c[0], best * sizeof(*c));
	c[0] = chosen;
}

/* Who tells several serial numbers speaks for several devices, maybe by one
 * protocol; else what one protocol first told need not be what holds. */
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
	unsigned limit = speaks_for_several(a) ? ONE_MESSAGE : ONE_PROTOCOL;

	for (unsigned i = 0, n; i < a->claims; i += n) {
		struct claim *c = &a->claim[i];
		const struct claim *to = c->kind > CLAIM_MODEL && model != NULL
						 ? model : class;
		unsigned same = 1;

		for (n = 1; i + n < a->claims && c[n].kind == c->kind; n++)
			same += c[n].decibans == c->decibans;
		if (c->kind >= CLAIM_VENDOR && c->kind <= CLAIM_SERIAL_NO &&
		    c->said == 0 && same > 1 && to != NULL)
			bring_nearest(c, same, to, limit);
		if (c->kind == CLAIM_CLASS)
			class = c;
		if (c->kind == CLAIM_MODEL)
			model = c;
	}
}

/* The first of `n` claims: does one of those that come near say otherwise? */
static bool is_disputed(const struct knowledge *k, const struct claim *c,
			unsigned n)
{
	for (unsigned i = 1; i < n && c[i].kind == c->kind; i++)
		if (c[i].decibans + CLEAR_LEAD > c->decibans &&
		    !is_more(k, c, &c[i]) &&
		    !agrees(k, c->kind, c->value, c[i].value))
			return true;
	return false;
}

void claims_choose(const struct knowledge *k, struct asset *a)
{
	prefer_narrow(k, a, CLAIM_CLASS);
	prefer_narrow(k, a, CLAIM_OS);
	prefer_near(a);
	for (unsigned i = 0; i < a->claims; i++) {
		struct claim *c = &a->claim[i];
		bool first = i == 0 || c[-1].kind != c->kind;

		c->chosen = first || c->kind == CLAIM_SOFTWARE;
		if (!first || c->kind == CLAIM_SOFTWARE ||
		    c->kind == CLAIM_NAME)
			continue;
		c->disputed = is_disputed(k, c, a->claims - i);
	}
}
