/* SPDX-License-Identifier: Apache-2.0 */
/* pack - the facts of one owner in one piece. */
#include "store/pack.h"

#include <stddef.h>
#include <string.h>

#include "store/octets.h"

enum {
	/* Of an endpoint. */
	HAS_IPV4 = 1, HAS_IPV6 = 2, HAS_MAC = 4, HAS_NET = 8, HAS_PART = 16,
	/* Of a fact; the lowest two bits are its voice. */
	VOICE_BITS = 3, HAS_PORT = 4, HAS_WORD = 8, HAS_COUNT = 16,
	HAS_TEXT = 32, HAS_SHARES = 64,
	/* What the numbers and octets of one endpoint and one fact may take. */
	ENTRY_MAX = 16 * NUMBER_MAX + 32,
};

/* ---- in ------------------------------------------------------------------------ */

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
	if (p->part != 0) {
		*has |= HAS_PART;
		at = put_number(at, p->part);
	}
	return at;
}

/* Whether all that tells where and when is the same: one packet told both. */
static bool is_as_before(const struct known_fact *f,
			 const struct known_fact *before)
{
	return f->at == before->at && f->frame == before->frame &&
	       f->capture == before->capture && f->source == before->source &&
	       f->first_us == before->first_us &&
	       f->last_us == before->last_us && f->port == before->port &&
	       f->l4 == before->l4;
}

static uint8_t *put_source(uint8_t *at, const struct terms *t,
			   const struct known_fact *f, bool port)
{
	at = put_number(at, t->of_source[f->source]);
	if (!port)
		return at;
	*at++ = f->l4;
	return put_number(at, f->port);
}

static uint8_t *put_fact(uint8_t *at, const struct terms *t, uint64_t base,
			 const struct known_fact *f, bool before, bool shared)
{
	bool port = !before && (f->port != 0 || f->l4 != 0);
	uint8_t has = (uint8_t)(f->voice | (port ? HAS_PORT : 0) |
				(f->worded ? HAS_WORD : 0) |
				(f->count != 1 ? HAS_COUNT : 0) |
				(f->length != 0 ? HAS_TEXT : 0) |
				(shared ? HAS_SHARES : 0));

	at = put_number(at, t->of_attr[f->attr]);
	*at++ = has;
	if (!before)
		at = put_source(at, t, f, port);
	if (has & HAS_TEXT) {
		*at++ = f->length;
		at = mempcpy(at, f->text, f->length);
	}
	if (has & HAS_WORD)
		at = put_number(at, fact_word(f));
	if (!before) {
		at = put_number(at, f->first_us - base);
		at = put_number(at, f->last_us - f->first_us);
	}
	if (has & HAS_COUNT)
		at = put_number(at, f->count);
	if (before)
		return at;
	at = put_number(at, f->capture);
	return put_number(at, f->frame);
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

void pack_facts(struct pack *p, const struct terms *t, const struct inventory *v,
		const struct known_fact *const *fact, size_t n)
{
	struct places places = {.count = 0};
	uint64_t base = UINT64_MAX;
	uint8_t *at;

	for (size_t i = 0; i < n; i++)
		if (fact[i]->first_us < base)
			base = fact[i]->first_us;
	p->size = 0;
	pack_room(p, 1 + NUMBER_MAX);
	p->octet[0] = FACTS_VERSION;
	p->size = (size_t)(put_number(p->octet + 1, base) - p->octet);
	for (size_t i = 0; i < n; i++) {
		const struct lot_share *shares = inventory_shares(v, fact[i]);
		bool before = i > 0 && is_as_before(fact[i], fact[i - 1]);

		pack_room(p, ENTRY_MAX + fact[i]->length);
		at = p->octet + p->size;
		at = before ? put_number(at, PLACE_BEFORE)
			    : put_place(at, &places, fact[i]->at);
		at = put_fact(at, t, base, fact[i], before, shares != NULL);
		p->size = (size_t)(at - p->octet);
		if (shares != NULL)
			pack_shares(p, shares, FACT_NUMBERS);
	}
}

/* ---- out ------------------------------------------------------------------------ */

static void get_endpoint(struct octets *in, struct subject *s)
{
	uint8_t has = get_octet(in);

	memset(s, 0, sizeof(*s));
	if (has & HAS_IPV4)
		s->ip = get_ipv4(in);
	else if (has & HAS_IPV6)
		get_octets(in, s->ip.b, sizeof(s->ip.b));
	if (has & HAS_MAC)
		get_octets(in, s->mac.b, sizeof(s->mac.b));
	if (has & HAS_NET)
		s->net = (net_t)get_number(in);
	if (has & HAS_PART)
		s->part = (uint32_t)get_number(in);
}

static struct subject get_place(struct unpack *u, uint64_t i)
{
	if (i > u->endpoints) {
		u->in.bad = true;
		i = 0;
	}
	if (i == u->endpoints) {
		get_endpoint(&u->in, &u->endpoint[i]);
		u->endpoints += u->endpoints < PACK_ENDPOINTS;
	}
	return u->endpoint[i];
}

bool unpack_share(struct shares *s, struct lot_told *t)
{
	if (s->left == 0 || s->in.bad)
		return false;
	s->left--;
	t->lot = (uint16_t)get_number(&s->in);
	for (unsigned i = 0; i < s->numbers; i++)
		t->n[i] = get_number(&s->in);
	return !s->in.bad;
}

void unpack_facts(struct unpack *u, const void *octets, size_t n)
{
	get_begin(&u->in, octets, n, FACTS_VERSION);
	u->endpoints = 0;
	memset(&u->before, 0, sizeof(u->before));
	u->base = get_number(&u->in);
}

static void get_source(struct octets *in, const struct terms *t, bool port,
		       struct fact *f)
{
	f->source = term_source(t, get_number(in));
	if (port) {
		f->subject.l4 = get_octet(in);
		f->subject.port = (uint16_t)get_number(in);
	}
}

bool unpack_fact(struct unpack *u, const struct terms *t, struct fact *f)
{
	struct octets *in = &u->in;
	uint64_t place, attr;
	bool before;
	uint8_t has;

	if (in->bad || in->at == in->end)
		return false;
	memset(f, 0, sizeof(*f));
	place = get_number(in);
	before = place == PLACE_BEFORE;
	if (before)
		memcpy(f, &u->before, offsetof(struct fact, text));
	else
		f->subject = get_place(u, place);
	attr = get_number(in);
	has = get_octet(in);
	f->voice = has & VOICE_BITS;
	if (!before)
		get_source(in, t, (has & HAS_PORT) != 0, f);
	f->length = has & HAS_TEXT ? get_octet(in) : 0;
	in->bad |= f->length > OBS_MAX;
	if (in->bad)
		return false;
	get_octets(in, f->text, f->length);
	f->word = has & HAS_WORD ? get_number(in) : 0;
	if (!before) {
		f->first_us = u->base + get_number(in);
		f->last_us = f->first_us + get_number(in);
	}
	f->count = has & HAS_COUNT ? (uint32_t)get_number(in) : 1;
	if (!before) {
		f->capture = (uint16_t)get_number(in);
		f->frame = get_number(in);
	}
	get_shares(in, (has & HAS_SHARES) != 0, FACT_NUMBERS, &u->shares);
	f->attr = f->source != 0 && attr < TERMS_MAX ? t->attr[attr] : A_none;
	memcpy(&u->before, f, offsetof(struct fact, text));
	return !in->bad;
}
