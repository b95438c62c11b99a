/* SPDX-License-Identifier: Apache-2.0 */
/* pack - the facts of one owner in one piece. */
#include "store/pack.h"

#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"

enum {
	VERSION = 1,
	NUMBER_MAX = 10,   /* octets of a number of 64 bits                    */
	/* Of an endpoint. */
	HAS_IPV4 = 1, HAS_IPV6 = 2, HAS_MAC = 4, HAS_NET = 8,
	/* Of a fact; the lowest two bits are its voice. */
	VOICE_BITS = 3, HAS_PORT = 4, HAS_WORD = 8, HAS_COUNT = 16,
	HAS_TEXT = 32,
	/* What the numbers and octets of one endpoint and one fact may take. */
	ENTRY_MAX = 16 * NUMBER_MAX + 32,
};

/* ---- in ------------------------------------------------------------------------ */

static uint8_t *put_number(uint8_t *at, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		*at++ = (uint8_t)(n | 0x80);
	*at++ = (uint8_t)n;
	return at;
}

static uint8_t *put_endpoint(uint8_t *at, const struct endpoint *p)
{
	uint8_t *has = at++;

	*has = 0;
	if (addr_is_v4(p->ip)) {
		*has |= HAS_IPV4;
		at = mempcpy(at, p->ip.b + 12, 4);
	} else if (!addr_is_zero(p->ip)) {
		*has |= HAS_IPV6;
		at = mempcpy(at, p->ip.b, sizeof(p->ip.b));
	}
	if (!mac_is_zero(p->mac)) {
		*has |= HAS_MAC;
		at = mempcpy(at, p->mac.b, sizeof(p->mac.b));
	}
	if (p->net != 0) {
		*has |= HAS_NET;
		at = put_number(at, p->net);
	}
	return at;
}

static uint8_t *put_fact(uint8_t *at, const struct terms *t, uint64_t base,
			 const struct known_fact *f)
{
	uint8_t has = (uint8_t)(f->voice |
				(f->port != 0 || f->l4 != 0 ? HAS_PORT : 0) |
				(f->word != 0 ? HAS_WORD : 0) |
				(f->count != 1 ? HAS_COUNT : 0) |
				(f->length != 0 ? HAS_TEXT : 0));

	at = put_number(at, t->of_attr[f->attr]);
	*at++ = has;
	at = put_number(at, t->of_source[f->source]);
	if (has & HAS_PORT) {
		*at++ = f->l4;
		at = put_number(at, f->port);
	}
	if (has & HAS_TEXT) {
		*at++ = f->length;
		at = mempcpy(at, f->text, f->length);
	}
	if (has & HAS_WORD)
		at = put_number(at, f->word);
	at = put_number(at, f->first_us - base);
	at = put_number(at, f->last_us - f->first_us);
	if (has & HAS_COUNT)
		at = put_number(at, f->count);
	at = put_number(at, f->capture);
	return put_number(at, f->frame);
}

static void make_room(struct pack *p, size_t n)
{
	if (p->room - p->size >= n)
		return;
	p->room = (p->size + n) * 2;
	p->octet = realloc(p->octet, p->room);
	must(p->octet != NULL);
}

/* The endpoints of a pack so far. */
struct places {
	const struct endpoint *known[PACK_ENDPOINTS];
	unsigned count;
};

static uint8_t *put_place(uint8_t *at, struct places *s,
			  const struct endpoint *p)
{
	unsigned i = 0;

	while (i < s->count && s->known[i] != p)
		i++;
	at = put_number(at, i);
	if (i < s->count)
		return at;
	if (s->count < PACK_ENDPOINTS)
		s->known[s->count++] = p;
	return put_endpoint(at, p);
}

void pack_facts(struct pack *p, const struct terms *t,
		const struct known_fact *const *fact, size_t n)
{
	struct places places = {.count = 0};
	uint64_t base = UINT64_MAX;
	uint8_t *at;

	for (size_t i = 0; i < n; i++)
		if (fact[i]->first_us < base)
			base = fact[i]->first_us;
	p->size = 0;
	make_room(p, 1 + NUMBER_MAX);
	p->octet[0] = VERSION;
	p->size = (size_t)(put_number(p->octet + 1, base) - p->octet);
	for (size_t i = 0; i < n; i++) {
		make_room(p, ENTRY_MAX + fact[i]->length);
		at = put_place(p->octet + p->size, &places, fact[i]->at);
		at = put_fact(at, t, base, fact[i]);
		p->size = (size_t)(at - p->octet);
	}
}

/* ---- out ------------------------------------------------------------------------ */

static const uint8_t *get(struct unpack *u, size_t n)
{
	const uint8_t *at = u->at;

	if (u->bad || (size_t)(u->end - u->at) < n) {
		u->bad = true;
		return NULL;
	}
	u->at += n;
	return at;
}

static uint8_t get_octet(struct unpack *u)
{
	const uint8_t *at = get(u, 1);

	return at != NULL ? *at : 0;
}

static uint64_t get_number(struct unpack *u)
{
	uint64_t n = 0;

	for (unsigned shift = 0; shift < 64; shift += 7) {
		uint8_t octet = get_octet(u);

		n |= (uint64_t)(octet & 0x7f) << shift;
		if ((octet & 0x80) == 0)
			return n;
	}
	u->bad = true;
	return 0;
}

static void get_octets(struct unpack *u, void *to, size_t n)
{
	const uint8_t *at = get(u, n);

	if (at != NULL)
		memcpy(to, at, n);
}

static void get_endpoint(struct unpack *u, struct subject *s)
{
	uint8_t has = get_octet(u), v4[4] = {0};

	memset(s, 0, sizeof(*s));
	if (has & HAS_IPV4) {
		get_octets(u, v4, sizeof(v4));
		s->ip = addr_of_v4((uint32_t)v4[0] << 24 |
				   (uint32_t)v4[1] << 16 |
				   (uint32_t)v4[2] << 8 | v4[3]);
	} else if (has & HAS_IPV6) {
		get_octets(u, s->ip.b, sizeof(s->ip.b));
	}
	if (has & HAS_MAC)
		get_octets(u, s->mac.b, sizeof(s->mac.b));
	if (has & HAS_NET)
		s->net = (net_t)get_number(u);
}

static struct subject get_place(struct unpack *u)
{
	uint64_t i = get_number(u);

	if (i > u->endpoints) {
		u->bad = true;
		i = 0;
	}
	if (i == u->endpoints) {
		get_endpoint(u, &u->endpoint[i]);
		u->endpoints += u->endpoints < PACK_ENDPOINTS;
	}
	return u->endpoint[i];
}

void unpack_begin(struct unpack *u, const void *octets, size_t n)
{
	u->at = octets;
	u->end = u->at + n;
	u->bad = false;
	u->endpoints = 0;
	u->bad = get_octet(u) != VERSION;
	u->base = get_number(u);
}

bool unpack_fact(struct unpack *u, const struct terms *t, struct fact *f)
{
	uint64_t attr, source;
	uint8_t has;

	if (u->bad || u->at == u->end)
		return false;
	memset(f, 0, sizeof(*f));
	f->subject = get_place(u);
	attr = get_number(u);
	has = get_octet(u);
	source = get_number(u);
	f->voice = has & VOICE_BITS;
	if (has & HAS_PORT) {
		f->subject.l4 = get_octet(u);
		f->subject.port = (uint16_t)get_number(u);
	}
	if (has & HAS_TEXT)
		f->length = get_octet(u);
	u->bad |= f->length > OBS_MAX || f->voice >= VOICES;
	if (u->bad)
		return false;
	get_octets(u, f->text, f->length);
	if (has & HAS_WORD)
		f->word = get_number(u);
	f->first_us = u->base + get_number(u);
	f->last_us = f->first_us + get_number(u);
	f->count = has & HAS_COUNT ? (uint32_t)get_number(u) : 1;
	f->capture = (uint16_t)get_number(u);
	f->frame = get_number(u);
	f->attr = attr < TERMS_MAX ? t->attr[attr] : 0;
	f->source = source < TERMS_MAX ? t->source[source] : 0;
	if (f->source == 0)
		f->attr = A_none;
	return !u->bad;
}
