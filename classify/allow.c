/* SPDX-License-Identifier: Apache-2.0 */
/* allow - flows by name, and lists of whom nobody is to meet. */
#include "classify/allow.h"

#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"

void *allow_more(void *array, unsigned count, size_t size)
{
	array = grow(array, count, size);
	memset((char *)array + count * size, 0, size);
	return array;
}

struct allow *allow_open(void)
{
	return must_alloc(1, sizeof(struct allow));
}

static void free_ends(struct allow_end *end, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		free(end[i].class);
	free(end);
}

void allow_close(struct allow *a)
{
	if (a == NULL)
		return;
	for (unsigned i = 0; i < a->flows; i++) {
		struct flow_entry *f = &a->flow[i];

		free_ends(f->from, f->froms);
		free_ends(f->to, f->tos);
		free(f->port);
		free(f->net);
		free(f->protocol);
		free(f->rule.name);
		free(f->rule.because);
		free(f->rule.vendor);
	}
	for (unsigned i = 0; i < a->listeds; i++) {
		free(a->listed[i].name);
		free(a->listed[i].text);
	}
	free(a->flow);
	free(a->start);
	free(a->listed);
	free(a);
}

/* ---- order ------------------------------------------------------------------------ */

static int by_address(const void *x, const void *y)
{
	const struct start *a = x, *b = y;
	int order = addr_compare(a->addr, b->addr);

	return order != 0 ? order : a->flow < b->flow ? -1 : a->flow > b->flow;
}

static bool is_exact(const struct allow_end *end)
{
	return end->kind == END_RANGE &&
	       end->bits == (addr_is_v4(end->addr) ? 32u : 128u);
}

static void add_start(struct allow *a, struct addr addr, unsigned flow)
{
	a->start = allow_more(a->start, a->starts, sizeof(*a->start));
	a->start[a->starts++] = (struct start){addr, flow};
}

/* So that a list of thousands of addresses is no matter. */
void allow_sort(struct allow *a)
{
	for (unsigned i = 0; i < a->flows; i++)
		for (unsigned k = 0; k < a->flow[i].froms; k++)
			if (is_exact(&a->flow[i].from[k]))
				add_start(a, a->flow[i].from[k].addr, i);
	a->exact = a->starts;
	if (a->exact > 0)
		qsort(a->start, a->exact, sizeof(*a->start), by_address);
	for (unsigned i = 0; i < a->flows; i++)
		for (unsigned k = 0; k < a->flow[i].froms; k++)
			if (!is_exact(&a->flow[i].from[k]))
				add_start(a, (struct addr){{0}}, i);
}

/* ---- asking ----------------------------------------------------------------------- */

static bool in_range(struct addr a, struct addr range, unsigned bits)
{
	return addr_is_v4(a) == addr_is_v4(range) && addr_under(a, range, bits);
}

static bool meets_end(const struct zones *zs, const struct allow_end *end,
		      unsigned n, const struct flow_end *who, net_t net)
{
	for (unsigned i = 0; i < n; i++, end++)
		if (end->kind == END_RANGE
			    ? in_range(who->ip, end->addr, end->bits)
		    : end->kind == END_ZONE
			    ? zone_of(zs, who->ip, net) == end->zone
		    : end->kind == END_CLASS
			    ? who->class != NULL &&
				      strcmp(who->class, end->class) == 0
			    : who->asset != 0 && who->asset == end->asset)
			return true;
	return false;
}

static bool meets_port(const struct flow_entry *f, const struct flow_wish *w)
{
	for (unsigned i = 0; i < f->ports; i++)
		if (w->port >= f->port[i].first && w->port <= f->port[i].last &&
		    (f->port[i].l4 == ANY_L4 || f->port[i].l4 == w->l4))
			return true;
	return f->ports == 0;
}

static bool meets(const struct zones *zs, const struct flow_entry *f,
		  const struct flow_wish *w)
{
	bool in_net = f->nets == 0;

	for (unsigned i = 0; i < f->nets && !in_net; i++)
		in_net = f->net[i] == net_tag(w->net);
	return in_net && meets_port(f, w) &&
	       (f->protocol == NULL || strcmp(f->protocol, w->protocol) == 0) &&
	       meets_end(zs, f->from, f->froms, &w->from, w->net) &&
	       meets_end(zs, f->to, f->tos, &w->to, w->net);
}

/* The first place that is not before this address. */
static unsigned first_start(const struct allow *a, struct addr addr)
{
	unsigned low = 0, high = a->exact;

	while (low < high) {
		unsigned mid = low + (high - low) / 2;

		if (addr_compare(a->start[mid].addr, addr) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct flow_rule *allow_flow(const struct allow *a,
				   const struct zones *zs,
				   const struct flow_wish *w)
{
	unsigned found = a->flows;

	for (unsigned i = first_start(a, w->from.ip);
	     i < a->exact && found == a->flows &&
	     addr_compare(a->start[i].addr, w->from.ip) == 0;
	     i++)
		if (meets(zs, &a->flow[a->start[i].flow], w))
			found = a->start[i].flow;
	for (unsigned i = a->exact; i < a->starts; i++)
		if (a->start[i].flow >= found)
			break;
		else if (meets(zs, &a->flow[a->start[i].flow], w))
			found = a->start[i].flow;
	return found < a->flows ? &a->flow[found].rule : NULL;
}

const struct flow_rule *allow_flow_at(const struct allow *a, unsigned number)
{
	return number < a->flows ? &a->flow[number].rule : NULL;
}

const char *allow_listed(const struct allow *a, enum list_kind kind,
			 struct addr addr)
{
	for (unsigned i = 0; i < a->listeds; i++)
		if (a->listed[i].kind == kind && a->listed[i].text == NULL &&
		    in_range(addr, a->listed[i].addr, a->listed[i].bits))
			return a->listed[i].name;
	return NULL;
}

const char *allow_told(const struct allow *a, enum list_kind kind,
		       const char *text)
{
	for (unsigned i = 0; i < a->listeds; i++)
		if (a->listed[i].kind == kind && a->listed[i].text != NULL &&
		    strcasecmp(a->listed[i].text, text) == 0)
			return a->listed[i].name;
	return NULL;
}
