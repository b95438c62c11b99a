/* SPDX-License-Identifier: Apache-2.0 */
/* pack - the facts of one owner in one piece. */
#include "store/pack.h"

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

static uint8_t *put_fact(uint8_t *at, const struct terms *t, uint64_t base,
			 const struct known_fact *f, bool shared)
{
	uint8_t has = (uint8_t)(f->voice |
				(f->port != 0 || f->l4 != 0 ? HAS_PORT : 0) |
				(f->worded ? HAS_WORD : 0) |
				(f->count != 1 ? HAS_COUNT : 0) |
				(f->length != 0 ? HAS_TEXT : 0) |
				(shared ? HAS_SHARES : 0));

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
		at = put_number(at, fact_word(f));
	at = put_number(at, f->first_us - base);
	at = put_number(at, f->last_us - f->first_us);
	if (has & HAS_COUNT)
		at = put_number(at, f->count);
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

		pack_room(p, ENTRY_MAX + fact[i]->length);
		at = put_place(p->octet + p->size, &places, fact[i]->at);
		at = put_fact(at, t, base, fact[i], shares != NULL);
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

static struct subject get_place(struct unpack *u)
{
	uint64_t i = get_number(&u->in);

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
	u->base = get_number(&u->in);
}

bool unpack_fact(struct unpack *u, const struct terms *t, struct fact *f)
{
	struct octets *in = &u->in;
	uint64_t attr;
	uint8_t has;

	if (in->bad || in->at == in->end)
		return false;
	memset(f, 0, sizeof(*f));
	f->subject = get_place(u);
	attr = get_number(in);
	has = get_octet(in);
	f->source = term_source(t, get_number(in));
	f->voice = has & VOICE_BITS;
	if (has & HAS_PORT) {
		f->subject.l4 = get_octet(in);
		f->subject.port = (uint16_t)get_number(in);
	}
	if (has & HAS_TEXT)
		f->length = get_octet(in);
	in->bad |= f->length > OBS_MAX;
	if (in->bad)
		return false;
	get_octets(in, f->text, f->length);
	if (has & HAS_WORD)
		f->word = get_number(in);
	f->first_us = u->base + get_number(in);
	f->last_us = f->first_us + get_number(in);
	f->count = has & HAS_COUNT ? (uint32_t)get_number(in) : 1;
	f->capture = (uint16_t)get_number(in);
	f->frame = get_number(in);
	get_shares(in, (has & HAS_SHARES) != 0, FACT_NUMBERS, &u->shares);
	f->attr = f->source != 0 && attr < TERMS_MAX ? t->attr[attr] : A_none;
	return !in->bad;
}
