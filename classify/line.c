/* SPDX-License-Identifier: Apache-2.0 */
/*
 * line - over which line of an address an instrument speaks.
 *
 * Who answers speaks at a port of its own: that is the line. Who opens the
 * conversation, as a device server does that is told whom to call, uses another
 * port each time: there the line is whom it calls, by address and port.
 *   - One instrument may call several: those lines are one when they do not
 *     contradict each other in serial number and model.
 *   - But a collector has one port for each of the lines of a device server: two
 *     ports of one collector are two lines.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "classify/behind.h"

enum {
	PROBABLE = 20,
	LINE_UNTOLD = 1,   /* the client's, where nobody told whom it called   */
	PORT_BITS = 16,
};

/* Protocols of instruments that know nothing of networks. Some have been given
 * a network since; for the others an address is always that of a converter. */
enum line { LINE_NOT, LINE_MAY_BE, LINE_ALWAYS };

static struct by_protocol line_protocols = {
	{{"astm", LINE_MAY_BE}, {"dri", LINE_ALWAYS}, {"medibus", LINE_ALWAYS}},
	{0},
};

static enum line line_of(unsigned source)
{
	return (enum line)by_protocol(&line_protocols, source);
}

bool line_is_all(unsigned source)
{
	return line_of(source) == LINE_ALWAYS;
}

uint32_t part_of_fact(const struct fact *f)
{
	if (f->subject.part == 0 && line_of(f->source) != LINE_NOT)
		return 1 + (uint32_t)f->subject.port;
	return f->subject.part;
}

bool line_is_told_by(const struct known_fact *f)
{
	return f->attr == A_astm_role && strcmp(f->text, "instrument") == 0;
}

/* ---- what has the address ---------------------------------------------------------- */

static int by_content(const void *a, const void *b)
{
	return fact_order(*(struct known_fact *const *)a,
			  *(struct known_fact *const *)b);
}

bool is_line_server(struct inventory *v, const struct place *place, size_t n)
{
	struct draft d = {0};
	struct asset *a = &d.asset;
	size_t facts = 0;

	for (size_t i = 0; i < n; i++)
		facts += place[i].at->facts;
	a->fact = pool_take(&v->judged, facts * sizeof(struct known_fact *));
	for (size_t i = 0; i < n; i++)
		for (struct known_fact *f = place[i].at->fact; f != NULL;
		     f = f->next) {
			a->fact[a->facts++] = f;
			attr_set_add(&d.has, (enum attr)f->attr);
		}
	qsort((void *)a->fact, a->facts, sizeof(struct known_fact *),
	      by_content);
	claims_judge(v->knowledge, &d, &v->judged);
	for (unsigned i = 0; i < a->claims; i++) {
		const struct claim *c = &a->claim[i];

		if (c->kind == CLAIM_CLASS && c->chosen)
			return !c->disputed && c->decibans >= PROBABLE &&
			       strcmp(c->value, "serial-device-server") == 0;
	}
	return false;
}

/* ---- which lines are one ----------------------------------------------------------- */

/* Whether nothing but whom it calls tells the line. */
static bool is_calling(const struct part *p)
{
	return is_line(p) && p->spoke && p->same == p &&
	       (p->number >= LINE_CALLING || p->number == LINE_UNTOLD);
}

/* Two ports of one collector. */
static bool are_beside(const struct part *a, const struct part *b)
{
	return a->number >= LINE_CALLING && b->number >= LINE_CALLING &&
	       a->number >> PORT_BITS == b->number >> PORT_BITS &&
	       a->number != b->number;
}

static bool any_beside(const struct part *a, const struct part *b)
{
	for (; a != NULL; a = a->next)
		for (const struct part *other = b; other != NULL;
		     other = other->next)
			if (are_beside(a, other))
				return true;
	return false;
}

static bool differ(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcasecmp(a, b) != 0;
}

static bool may_be_one(const struct part *a, const struct part *b, bool server)
{
	return !differ(a->serial, b->serial) && !differ(a->model, b->model) &&
	       (!(server || a->wired || b->wired) ||
		(a->serial != NULL && b->serial != NULL) || !any_beside(a, b));
}

static void join(struct part *first, struct part *p)
{
	struct part *last = p;

	for (; last->next != NULL; last = last->next)
		last->same = first;
	last->same = first;
	last->next = first->next;
	first->next = p;
	if (first->serial == NULL)
		first->serial = p->serial;
	if (first->model == NULL)
		first->model = p->model;
	first->wired |= p->wired;
	first->plays |= p->plays;
}

static void join_all(struct part *part, size_t n, bool server, bool same_port)
{
	const uint32_t port = ((uint32_t)1 << PORT_BITS) - 1;

	for (size_t i = 1; i < n; i++)
		for (size_t k = 0; k < i && is_calling(&part[i]); k++)
			if (is_calling(&part[k]) &&
			    (!same_port || ((part[i].number ^ part[k].number) &
					    port) == 0) &&
			    may_be_one(&part[k], &part[i], server))
				join(&part[k], &part[i]);
}

/* Two collectors are called at the same port, as a rule. One line alone keeps its
 * number, whomever it calls tomorrow. */
void lines_join(struct part *part, size_t n, bool server)
{
	struct part *only = NULL;
	size_t lines = 0, calling = 0;

	while (lines < n && is_line(&part[lines]))
		lines++;
	join_all(part, lines, server, true);
	join_all(part, lines, server, false);
	for (size_t i = 0; i < lines; i++)
		if (is_calling(&part[i])) {
			only = &part[i];
			calling++;
		}
	if (calling == 1)
		only->number = LINE_UNTOLD;
	/* Of what was joined by serial number before, too. */
	for (size_t i = 0; i < lines; i++)
		part[i].same = part[i].same->same;
}

bool lines_show(const struct part *part, size_t n)
{
	const struct part *numbered = NULL, *named = NULL;

	for (size_t i = 0; i < n && is_line(&part[i]); i++) {
		const struct part *p = &part[i];

		if (p->same != p || !p->spoke)
			continue;
		if (p->wired)
			return true;
		if (numbered != NULL && differ(numbered->serial, p->serial))
			return true;
		if (named != NULL && differ(named->model, p->model))
			return true;
		if (p->serial != NULL)
			numbered = p;
		if (p->plays && p->model != NULL)
			named = p;
	}
	return false;
}
