/* SPDX-License-Identifier: Apache-2.0 */
/*
 * slot - which parts are devices by the place that they have at an address.
 *
 * Some protocols number what is behind an address, and it says no more of itself
 * than how it is: the place stays from day to day, and is all that tells it.
 *   - BACnet: who has a network and a number in it is behind a router, if it was
 *     heard more than once, since anybody can write one datagram.
 *   - BCC: pumps of several places are in a station. One alone is the address.
 *   - Modbus: units that identify themselves differently are behind a gateway.
 *     Some devices answer to whatever unit is asked: those are the address.
 */
#include <string.h>
#include <strings.h>

#include "classify/behind.h"

static struct by_protocol slot_protocols = {
	{{"bacnet", SLOT_ALWAYS},
	 {"bcc", SLOT_OF_SEVERAL},
	 {"modbus", SLOT_OF_DIFFERENT}},
	{0},
};

enum slotting slotting_of(unsigned source)
{
	return (enum slotting)by_protocol(&slot_protocols, source);
}

unsigned by_protocol(struct by_protocol *by, unsigned source)
{
	unsigned kind = 0;

	if (by->known[source] != 0)
		return by->known[source] - 1u;
	for (size_t i = 0; i < BY_PROTOCOLS; i++)
		if (strcmp(source_name(source), by->row[i].name) == 0)
			kind = by->row[i].kind;
	by->known[source] = (uint8_t)(kind + 1);
	return kind;
}

static bool is_named(const struct part *p)
{
	return p->vendor != NULL || p->model != NULL;
}

static bool is_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcasecmp(a, b) == 0;
}

/* Whether two identify themselves as the same; who says nothing is any. */
static bool are_alike(const struct part *a, const struct part *b)
{
	return !is_named(a) || !is_named(b) ||
	       (is_same(a->vendor, b->vendor) &&
		is_same(a->model, b->model));
}

/* What the address itself answers, by the same protocols. */
static struct part itself(const struct place *place, size_t n)
{
	struct part p = {.place = place};

	for (size_t i = 0; i < n; i++)
		for (const struct known_fact *f = place[i].at->fact; f != NULL;
		     f = f->next)
			if (slotting_of(f->source) == SLOT_OF_DIFFERENT)
				part_note_names(&p, f);
	return p;
}

/* Whether two of the units, or one and the address itself, differ. */
static bool any_differ(const struct part *part, size_t n, const struct part *own)
{
	const struct part *first = own;

	for (size_t i = 0; i < n; i++) {
		if (part[i].slot != SLOT_OF_DIFFERENT)
			continue;
		if (!are_alike(first, &part[i]))
			return true;
		if (!is_named(first))
			first = &part[i];
	}
	return false;
}

void slots_judge(struct part *part, size_t n, const struct place *place,
		 size_t own_places)
{
	struct part own = itself(place, own_places);
	bool gateway = any_differ(part, n, &own);
	unsigned pumps = 0;

	for (size_t i = 0; i < n; i++)
		pumps += part[i].slot == SLOT_OF_SEVERAL;
	for (size_t i = 0; i < n; i++) {
		struct part *p = &part[i];

		p->slotted = (p->slot == SLOT_ALWAYS && p->again) ||
			     (p->slot == SLOT_OF_SEVERAL && pumps > 1) ||
			     (p->slot == SLOT_OF_DIFFERENT && gateway &&
			      is_named(p) &&
			      (!is_named(&own) || !are_alike(p, &own)));
	}
}
