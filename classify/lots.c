/* SPDX-License-Identifier: Apache-2.0 */
/* lots - which captures told how much of a count; and one out of several. */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/days.h"
#include "classify/inventory.h"

enum { NUMBERS = UINT16_MAX + 1 };

void inventory_tell_apart(struct inventory *v, uint16_t capture, uint16_t lot)
{
	if (v->lot == NULL && lot == 0)
		return;
	if (v->lot == NULL)
		v->lot = must_alloc(NUMBERS, sizeof(*v->lot));
	v->lot[capture] = lot;
}

uint16_t inventory_lot(const struct inventory *v, uint16_t capture)
{
	return v->lot != NULL ? v->lot[capture] : 0;
}

/* What is noted of it already counts no longer: see inventory_restore_share().
 * That is what packs of an unchanged asset rely on. */
static void give_up(struct inventory *v, uint16_t lot)
{
	for (unsigned i = 0; i < NUMBERS; i++)
		if (v->lot[i] == lot)
			v->lot[i] = 0;
}

static struct lot_share *find(struct lot_share *list, uint64_t lot)
{
	while (list != NULL && list->lot != lot)
		list = list->next;
	return list;
}

/* The place of what they belong to, while it is there, is nobody else's. */
static struct lot_share *shares_of(const struct inventory *v, const void *known)
{
	return ids_find(&v->shared, (uintptr_t)known);
}

const struct lot_share *inventory_shares(const struct inventory *v,
					 const void *known)
{
	return shares_of(v, known);
}

void shares_forget(struct inventory *v, const void *known)
{
	ids_remove(&v->shared, (uintptr_t)known);
}

static struct lot_share *begin(struct inventory *v, const void *known,
			   uint64_t lot, unsigned numbers)
{
	size_t n = numbers * sizeof(uint64_t);
	struct lot_share *s = pool_take(&v->pool, sizeof(*s) + n);

	memset(s, 0, sizeof(*s) + n);
	s->lot = lot;
	s->next = shares_of(v, known);
	ids_put(&v->shared, (uintptr_t)known, s);
	return s;
}

void share_add(struct inventory *v, const void *known, uint16_t capture,
	       const uint64_t *n, unsigned numbers)
{
	uint16_t lot = v->lot[capture];
	struct lot_share *s = lot != 0 ? find(shares_of(v, known), lot) : NULL;

	if (lot == 0)
		return;
	if (s == NULL && v->shares >= v->limits.shares) {
		give_up(v, lot);
		return;
	}
	if (s == NULL) {
		s = begin(v, known, lot, numbers);
		v->shares++;
	}
	for (unsigned i = 0; i < numbers; i++)
		s->n[i] += n[i];
}

void inventory_restore_share(struct inventory *v, const void *known,
			     uint16_t lot, const uint64_t *n, unsigned numbers)
{
	if (lot == 0 || inventory_lot(v, lot) != lot)
		return;
	memcpy(begin(v, known, lot, numbers)->n, n, numbers * sizeof(*n));
}

static uint32_t plus(uint32_t a, uint64_t b)
{
	return b > UINT32_MAX - a ? UINT32_MAX : a + (uint32_t)b;
}

bool fact_add(struct inventory *v, const struct fact *f, uint16_t capture)
{
	struct known_fact *k = fact_place(v, f, capture);

	if (k == NULL)
		return false;
	k->count = plus(k->count, f->count);
	if (v->lot != NULL)
		share_add(v, k, capture, (uint64_t[]){f->count}, FACT_NUMBERS);
	return true;
}

/* ---- one out of several ------------------------------------------------------------- */

/* Of lots that are raised one after the other each is found at once: a fact may
 * have been told by hundreds. */
static void take_seats(struct inventory *v, const void *known)
{
	struct lot_share *list = shares_of(v, known);

	if (v->seat == NULL)
		v->seat = must_alloc(NUMBERS, sizeof(struct lot_share *));
	for (; list != NULL; list = list->next)
		v->seat[list->lot & UINT16_MAX] = list;
}

static void leave_seats(struct inventory *v, const void *known)
{
	const struct lot_share *list = shares_of(v, known);

	for (; list != NULL; list = list->next)
		v->seat[list->lot & UINT16_MAX] = NULL;
}

/* more: what the whole grows by. */
static void raise_to(struct inventory *v, const void *known,
		     const struct lot_told *t, unsigned numbers,
		     uint64_t more[TALK_NUMBERS])
{
	struct lot_share *s = v->seat[t->lot];

	if (s == NULL)
		s = v->seat[t->lot] = begin(v, known, t->lot, numbers);
	for (unsigned i = 0; i < numbers; i++) {
		more[i] = t->n[i] > s->n[i] ? t->n[i] - s->n[i] : 0;
		s->n[i] += more[i];
	}
}

void inventory_unite_fact(struct inventory *v, const struct fact *f,
			  const struct lot_told *told, size_t n)
{
	struct known_fact *k = fact_place(v, f, f->capture);

	v->refused += k == NULL;
	if (k == NULL)
		return;
	take_seats(v, k);
	for (size_t i = 0; i < n; i++) {
		uint64_t more[TALK_NUMBERS];

		raise_to(v, k, &told[i], FACT_NUMBERS, more);
		k->count = plus(k->count, more[0]);
	}
	leave_seats(v, k);
}

struct known_talk *inventory_unite_talk(struct inventory *v,
					const struct talk_record *t,
					const struct lot_told *told, size_t n)
{
	struct talk_record sum = *t;
	struct known_talk *k;

	sum.days |= days_between(t->first_us, t->last_us);
	k = talk_place(v, &sum, t->capture);
	v->refused += k == NULL;
	if (k == NULL)
		return NULL;
	take_seats(v, k);
	for (size_t i = 0; i < n; i++) {
		uint64_t more[TALK_NUMBERS];

		raise_to(v, k, &told[i], TALK_NUMBERS, more);
		k->flows = plus(k->flows, more[0]);
		for (unsigned side = 0; side < 2; side++) {
			k->packets[side] += more[1 + side];
			k->octets[side] += more[3 + side];
		}
	}
	leave_seats(v, k);
	return k;
}
