/* SPDX-License-Identifier: Apache-2.0 */
/*
 * behind - which parts of an asset are devices of their own.
 *
 * A part is told of by a parser: a device whose data the address passes on, or
 * the sender of a message by the name it gives there. Or it is a line, see
 * line.c: what an instrument says that speaks a protocol of serial lines.
 *   - A device whose data is passed on is one if something identifies it: an
 *     EUI, a UUID, a UDI that holds a serial number, or a serial number that
 *     does not stand alone.
 *   - Others are known by their place: see slot.c.
 *   - A sender is the address itself, unless this speaks for several: then it
 *     is an engine or a gateway, and those that are identified are behind it.
 *   - So is a meter, unless it says hello from another address, too: both are
 *     docking stations then.
 *   - Whose EUI is the MAC of the address is that device. Whose EUI is of
 *     another maker than the MAC, and that one makes clinical devices, too, is
 *     not, although it be the only sender that was heard; nor is whose EUI is the
 *     MAC of another asset: a log is played again, or a proxy stands between.
 *   - The instrument on a line is the address itself, unless one speaks a
 *     protocol of lines only, or instruments of several serial numbers or models
 *     speak, or all else about the address says that it is a serial device
 *     server.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "capture/base/must.h"
#include "classify/behind.h"

enum {
	ORIGINS = 3,    /* names so many: not one device under two             */
	IDENTIFIED = 2, /* so many identified devices are not one              */
};

/* By asset, then by part. */
static int by_part(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->asset != y->asset)
		return x->asset < y->asset ? -1 : 1;
	if (x->at->part != y->at->part)
		return x->at->part < y->at->part ? -1 : 1;
	return 0;
}

static bool is_identified(const struct endpoint *p)
{
	return p->identifies || (p->numbers && p->describes);
}

/* An EUI-48 is a MAC; in an EUI-64 that is spread around FFFE, by some wrongly
 * FFFF. */
static bool mac_of(const char *eui, struct mac *mac)
{
	char digits[13];
	size_t n = strlen(eui);

	if (n == 16 && strncasecmp(eui + 6, "FFFE", 4) != 0 &&
	    strncasecmp(eui + 6, "FFFF", 4) != 0)
		return false;
	snprintf(digits, sizeof(digits), "%.6s%.6s", eui,
		 eui + (n == 16 ? 10 : 6));
	return mac_parse(digits, mac);
}

static bool makes_clinical(const struct knowledge *k, const char *maker)
{
	for (unsigned i = 0; i < k->devices; i++) {
		const struct device *d = &k->device[i];
		const struct device_class *class;

		if (d->vendor == NULL || d->class_name == NULL ||
		    strcasecmp(canonical(k, CLAIM_VENDOR, d->vendor), maker) !=
			    0)
			continue;
		class = knowledge_class(k, d->class_name);
		if (class != NULL && class->clinical)
			return true;
	}
	return false;
}

/* Modules of other makers connect many devices; but who makes devices connects
 * his own. */
static bool is_of_other_maker(const struct knowledge *k, struct mac told,
			      struct mac mac)
{
	const char *a = knowledge_oui(k, told), *b = knowledge_oui(k, mac);

	if (a == NULL || b == NULL)
		return false;
	a = canonical(k, CLAIM_VENDOR, a);
	b = canonical(k, CLAIM_VENDOR, b);
	return strcasecmp(a, b) != 0 && makes_clinical(k, a) &&
	       makes_clinical(k, b);
}

void part_note_names(struct part *p, const struct known_fact *f)
{
	const struct attr_row *row = attr_row((enum attr)f->attr);

	if (row->gate == GATE_SERIAL)
		note_text(&p->serial, f->text);
	else if (row->claim == CLAIM_MODEL)
		note_text(&p->model, f->text);
	else if (row->claim == CLAIM_VENDOR)
		note_text(&p->vendor, f->text);
}

/* A MAC that was met at another asset is that one's; who is behind a router may
 * be that one, met on the other side of it. */
static bool is_met_elsewhere(const struct inventory *v, struct node *head,
			     struct mac told)
{
	struct node *n = !node_is_mac(head) || mac_is_local(told)
				 ? NULL
				 : node_known(v, (struct addr){{0}}, told, 0);

	return n != NULL && head_of(n) != NULL &&
	       join_leader(n) != join_leader(head);
}

static void note_fact(const struct inventory *v, struct part *p,
		      const struct known_fact *f)
{
	const struct attr_row *row = attr_row((enum attr)f->attr);
	struct mac told, mac = p->place->head->mac;

	p->wired |= line_is_all(f->source);
	p->plays |= f->voice == VOICE_SELF && line_is_told_by(f);
	p->slot = slotting_of(f->source) != SLOT_NOT ? slotting_of(f->source) : p->slot;
	p->again |= f->count > 1 || (p->frame != 0 && p->frame != f->frame);
	p->frame = f->frame;
	part_note_names(p, f);
	if (row->gate != GATE_EUI)
		return;
	note_text(&p->eui, f->text);
	if (!mac_of(f->text, &told))
		return;
	p->own |= mac_compare(told, mac) == 0;
	p->met |= is_met_elsewhere(v, p->place->head, told);
	p->foreign |= p->met || is_of_other_maker(v->knowledge, told, mac);
}

static struct part part_at(const struct inventory *v,
			   const struct place *place, size_t n)
{
	struct part p = {.place = place, .number = place->at->part};

	for (; p.n < n && place[p.n].at->part == place->at->part; p.n++) {
		const struct endpoint *at = place[p.n].at;

		p.spoke |= at->spoke;
		p.identified |= is_identified(at);
		p.sends |= at->sends;
		p.roams |= at->roams;
		for (const struct known_fact *f = at->fact; f != NULL;
		     f = f->next)
			note_fact(v, &p, f);
	}
	return p;
}

/* Those without a serial number last; of one number those with an EUI first. */
static int by_serial(const void *a, const void *b)
{
	const struct part *x = *(struct part *const *)a;
	const struct part *y = *(struct part *const *)b;
	int order;

	if (x->serial == NULL || y->serial == NULL)
		return (x->serial == NULL) - (y->serial == NULL);
	order = strcmp(x->serial, y->serial);
	if (order != 0)
		return order;
	if ((x->eui == NULL) != (y->eui == NULL))
		return x->eui == NULL ? 1 : -1;
	return x->place->at->part < y->place->at->part ? -1 : 1;
}

static bool may_be_one(const struct part *a, const struct part *b)
{
	return b->eui == NULL && (a->model == NULL || b->model == NULL ||
				  strcasecmp(a->model, b->model) == 0);
}

/* A device is told of with and without its EUI: the serial number shows it. */
static void join_parts(struct part *part, size_t n)
{
	struct part **sorted = must_alloc(n + 1, sizeof(*sorted));
	struct part *first = NULL;

	for (size_t i = 0; i < n; i++) {
		part[i].same = &part[i];
		sorted[i] = &part[i];
	}
	qsort((void *)sorted, n, sizeof(*sorted), by_serial);
	for (size_t i = 0; i < n && sorted[i]->serial != NULL; i++) {
		struct part *p = sorted[i];

		if (first == NULL || strcmp(first->serial, p->serial) != 0)
			first = p;
		if (p == first || !may_be_one(first, p))
			continue;
		p->same = first;
		first->spoke |= p->spoke;
		first->sends |= p->sends;
		if (first->model == NULL)
			first->model = p->model;
	}
	free((void *)sorted);
}

static void add_child(struct inventory *v, const struct part *p)
{
	v->child[v->children++] = (struct child){
		.asset = asset_id_behind(p->place->asset, p->number),
		.gateway = p->place->head,
	};
	for (size_t i = 0; i < p->n; i++)
		p->place[i].at->child = &v->child[v->children - 1];
}

/* Whether one address sends the messages of several, or of another asset. */
static bool passes_on(const struct part *part, size_t n)
{
	unsigned origins = 0, identified = 0;
	bool met = false;

	for (size_t i = 0; i < n; i++) {
		bool sends = part[i].sends && part[i].same == &part[i];

		origins += sends;
		identified += sends && part[i].identified;
		met |= sends && part[i].met;
	}
	return met || origins >= ORIGINS || identified >= IDENTIFIED;
}

static bool is_device(const struct part *p)
{
	if (p->slot != SLOT_NOT)
		return p->slotted && !p->own;
	return p->place->at->part >= PART_LEAST && p->identified && !p->own &&
	       (!p->spoke || p->foreign || p->roams ||
		p->place->head->now.passes_on);
}

/* All parts of one asset; its own n places come first. */
static void judge_parts(struct inventory *v, const struct place *place,
			size_t own, struct part *part, size_t parts)
{
	bool server = false;

	join_parts(part, parts);
	place->head->now.passes_on = passes_on(part, parts);
	slots_judge(part, parts, place, own);
	/* Lines have the lowest numbers. */
	if (parts > 0 && is_line(&part[0])) {
		server = is_line_server(v, place, own);
		lines_join(part, parts, server);
		server = server || lines_show(part, parts);
	}
	for (size_t i = 0; i < parts; i++) {
		struct part *p = &part[i];

		if (p->same == p &&
		    (is_line(p) ? p->spoke && server : is_device(p)))
			add_child(v, p);
	}
	for (size_t i = 0; i < parts; i++)
		for (size_t k = 0; k < part[i].n; k++) {
			struct endpoint *at = part[i].place[k].at;

			at->own = part[i].same->own;
			at->child = part[i].same->place->at->child;
		}
}

/* All places of one asset. */
static void judge_asset(struct inventory *v, const struct place *place,
			size_t n)
{
	struct part *part = must_alloc(n, sizeof(*part));
	size_t own = 0, parts = 0;

	while (own < n && place[own].at->part == 0)
		own++;
	for (size_t i = own; i < n; i += part[parts++].n)
		part[parts] = part_at(v, place + i, n - i);
	judge_parts(v, place, own, part, parts);
	free(part);
}

/* The node whose asset an endpoint is at, or NULL. */
static struct node *asset_at(const struct endpoint *p)
{
	struct node *n = node_at(p), *head = n != NULL ? head_of(n) : NULL;

	return head != NULL && head_of(head) == head ? head : NULL;
}

/* Those of one number together. */
static int by_number(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->at->part != y->at->part)
		return x->at->part < y->at->part ? -1 : 1;
	return x->asset < y->asset ? -1 : x->asset > y->asset;
}

static bool says_hello(const struct endpoint *p)
{
	const struct known_fact *f = p->sends && p->numbers ? p->fact : NULL;

	while (f != NULL && f->attr != A_poct1_serial)
		f = f->next;
	return f != NULL;
}

/* A meter that two docking stations pass on is neither of them. */
static void mark_roaming(struct inventory *v)
{
	struct place *place = NULL;
	size_t n = 0, end;

	for (size_t i = 0; i < v->endpoints.count; i++) {
		struct endpoint *p = v->endpoint[i];
		struct node *head = says_hello(p) ? asset_at(p) : NULL;

		p->roams = false;
		if (head == NULL || !node_is_mac(head) || !p->spoke ||
		    !is_identified(p))
			continue;
		place = grow(place, n, sizeof(*place));
		place[n++] = (struct place){asset_id_of(head), p, head};
	}
	if (n > 0)
		qsort(place, n, sizeof(*place), by_number);
	for (size_t first = 0; first < n; first = end) {
		bool roams = false;

		for (end = first; end < n && place[end].at->part ==
						     place[first].at->part; end++)
			roams |= place[end].asset != place[first].asset;
		for (size_t i = first; i < end && roams; i++) {
			place[i].at->roams = true;
			place[i].head->now.may_pass_on = true;
		}
	}
	free(place);
}

/* Marks the assets that have more than their own word as one sender; how many
 * parts there are. */
static unsigned mark_parts(struct inventory *v)
{
	unsigned parts = 0;
	bool any = false;

	mark_roaming(v);
	for (size_t i = 0; i < v->endpoints.count; i++) {
		struct endpoint *p = v->endpoint[i];
		struct node *head;

		if (p->part == 0)
			continue;
		p->child = NULL;
		p->own = false;
		head = asset_at(p);
		if (head == NULL)
			continue;
		head->now.may_pass_on |= p->part < PART_LEAST ||
					 (p->sends && head->now.sends) ||
					 p->identifies ||
					 (!p->spoke && is_identified(p));
		head->now.sends |= p->sends;
		any |= head->now.may_pass_on;
		parts++;
	}
	return any ? parts : 0;
}

void behind_judge(struct inventory *v)
{
	unsigned parts = v->with_part > 0 ? mark_parts(v) : 0;
	struct place *place;
	size_t n = 0, end;

	if (parts == 0)
		return;
	v->child = must_alloc(parts, sizeof(*v->child));
	place = must_alloc(v->endpoints.count, sizeof(*place));
	for (size_t i = 0; i < v->endpoints.count; i++) {
		struct node *head = asset_at(v->endpoint[i]);

		if (head != NULL && head->now.may_pass_on)
			place[n++] = (struct place){asset_id_of(head),
						    v->endpoint[i], head};
	}
	qsort(place, n, sizeof(*place), by_part);
	for (size_t first = 0; first < n; first = end) {
		end = first;
		while (end < n && place[end].asset == place[first].asset)
			end++;
		judge_asset(v, place + first, end - first);
	}
	free(place);
}
