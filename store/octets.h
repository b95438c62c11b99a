/* SPDX-License-Identifier: Apache-2.0 */
/*
 * octets - numbers, addresses and words in and out of packs.
 *
 * A database may be damaged: reading stays inside the octets there are, and
 * what could not be read is zero and makes the rest bad.
 */
#ifndef WW_OCTETS_H
#define WW_OCTETS_H

#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/pack.h"

enum { FACTS_VERSION = 2, TALKS_VERSION = 4, NUMBER_MAX = 10 /* octets of 64 bits */ };

static inline void pack_room(struct pack *p, size_t n)
{
	if (p->room - p->size >= n)
		return;
	p->room = (p->size + n) * 2;
	p->octet = realloc(p->octet, p->room);
	must(p->octet != NULL);
}

static inline uint8_t *put_number(uint8_t *at, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		*at++ = (uint8_t)(n | 0x80);
	*at++ = (uint8_t)n;
	return at;
}

static inline const uint8_t *get(struct octets *in, size_t n)
{
	const uint8_t *at = in->at;

	if (in->bad || (size_t)(in->end - in->at) < n) {
		in->bad = true;
		return NULL;
	}
	in->at += n;
	return at;
}

static inline uint8_t get_octet(struct octets *in)
{
	const uint8_t *at = get(in, 1);

	return at != NULL ? *at : 0;
}

static inline uint64_t get_number(struct octets *in)
{
	uint64_t n = 0;

	for (unsigned shift = 0; shift < 64; shift += 7) {
		uint8_t octet = get_octet(in);

		n |= (uint64_t)(octet & 0x7f) << shift;
		if ((octet & 0x80) == 0)
			return n;
	}
	in->bad = true;
	return 0;
}

static inline void get_octets(struct octets *in, void *to, size_t n)
{
	const uint8_t *at = get(in, n);

	if (at != NULL)
		memcpy(to, at, n);
}

static inline struct addr get_ipv4(struct octets *in)
{
	uint8_t v4[4] = {0};

	get_octets(in, v4, sizeof(v4));
	return addr_of_v4((uint32_t)v4[0] << 24 | (uint32_t)v4[1] << 16 |
			  (uint32_t)v4[2] << 8 | v4[3]);
}

/* Begins with the version, the newest one or one before it. */
static inline void get_begin(struct octets *in, const void *octets, size_t n,
			     uint8_t newest)
{
	in->at = octets;
	in->end = in->at + n;
	in->bad = false;
	in->bad = (uint8_t)(get_octet(in) - 1) >= newest;
}

/* How many shares, each with its lot; then its numbers. */
static inline void pack_shares(struct pack *p, const struct lot_share *list,
			       unsigned numbers)
{
	uint64_t n = 0;

	for (const struct lot_share *s = list; s != NULL; s = s->next)
		n++;
	pack_room(p, (1 + n * (1 + numbers)) * NUMBER_MAX);
	p->size = (size_t)(put_number(p->octet + p->size, n) - p->octet);
	for (const struct lot_share *s = list; s != NULL; s = s->next) {
		uint8_t *at = put_number(p->octet + p->size, s->lot);

		for (unsigned i = 0; i < numbers; i++)
			at = put_number(at, s->n[i]);
		p->size = (size_t)(at - p->octet);
	}
}

/* Leaves them for unpack_share(), or none. */
static inline void get_shares(struct octets *in, bool there, unsigned numbers,
			      struct shares *s)
{
	*s = (struct shares){.numbers = numbers};
	if (!there)
		return;
	s->left = get_number(in);
	s->in = *in;
	for (uint64_t i = s->left; i > 0 && !in->bad; i--)
		for (unsigned k = 0; k <= numbers; k++)
			get_number(in);
}

static inline uint8_t term_source(const struct terms *t, uint64_t term)
{
	return term < TERMS_MAX ? t->source[term] : 0;
}

#endif
