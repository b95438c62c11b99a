/* SPDX-License-Identifier: Apache-2.0 */
/* recall - what was told of costly octets, to be told again unread. */
#include "classify/recall.h"

#include <string.h>

#include "capture/base/mix.h"
#include "capture/base/must.h"
#include "classify/out.h"

enum { OCTETS_MAX = 4096, RAW_MAX = 255, TOLD_MAX = 12, MINUTE_US = 60000000 };

struct told {
	uint64_t word;
	uint32_t part;
	uint16_t attr;
	uint8_t about;
	bool is_text;
	uint8_t n;
	uint8_t raw[RAW_MAX];
};

struct memory {
	uint64_t minute;
	size_t n;               /* 0: nothing that could be told again         */
	uint8_t octets[OCTETS_MAX];
	unsigned tolds;
	struct told told[TOLD_MAX];
};

struct recall {
	struct memory *memory;
	unsigned places;
	struct memory *listens; /* what is told now belongs here               */
};

size_t recall_memory(unsigned places)
{
	return sizeof(struct recall) + places * sizeof(struct memory);
}

struct recall *recall_open(unsigned places)
{
	struct recall *r = must_alloc(1, sizeof(*r));

	r->memory = must_alloc(places, sizeof(*r->memory));
	r->places = places;
	return r;
}

void recall_close(struct recall *r)
{
	if (r == NULL)
		return;
	free(r->memory);
	free(r);
}

static void note(struct recall *r, const struct told *t)
{
	struct memory *m = r->listens;

	if (m->tolds < TOLD_MAX)
		m->told[m->tolds++] = *t;
	else
		m->n = 0; /* half of it would be another thing */
}

void recall_text(struct recall *r, enum about about, uint32_t part,
		 enum attr attr, struct cur raw)
{
	struct told t = {.attr = (uint16_t)attr, .about = (uint8_t)about,
			 .part = part, .is_text = true};

	if (r == NULL || r->listens == NULL)
		return;
	if (cur_left(&raw) > RAW_MAX) {
		r->listens->n = 0;
		return;
	}
	t.n = (uint8_t)cur_left(&raw);
	cur_copy(&raw, t.raw, t.n);
	note(r, &t);
}

void recall_word(struct recall *r, enum about about, uint32_t part,
		 enum attr attr, uint64_t word)
{
	struct told t = {.attr = (uint16_t)attr, .about = (uint8_t)about,
			 .part = part, .word = word};

	if (r != NULL && r->listens != NULL)
		note(r, &t);
}

static void tell_again(struct dissect *d, const struct memory *m)
{
	for (unsigned i = 0; i < m->tolds; i++) {
		const struct told *t = &m->told[i];

		obs_part(d, t->part);
		if (t->is_text)
			obs_text(d, t->about, t->attr, cur_of(t->raw, t->n));
		else
			obs_word(d, t->about, t->attr, t->word);
	}
}

bool obs_recall(struct dissect *d, struct cur octets)
{
	struct recall *r = d->out->recall;
	uint64_t minute = d->time_us / MINUTE_US;
	size_t n = cur_left(&octets);
	struct memory *m;

	if (r == NULL || n == 0 || n > OCTETS_MAX)
		return false;
	m = &r->memory[mix(minute, octets.p, n) % r->places];
	if (m->n == n && m->minute == minute &&
	    cur_is(&octets, m->octets, n)) {
		tell_again(d, m);
		return true;
	}
	m->minute = minute;
	m->n = n;
	m->tolds = 0;
	cur_copy(&octets, m->octets, n);
	r->listens = m;
	return false;
}

void obs_remembered(struct dissect *d)
{
	if (d->out->recall != NULL)
		d->out->recall->listens = NULL;
}
