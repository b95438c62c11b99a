/* SPDX-License-Identifier: Apache-2.0 */
/* dissect - runs one dissector over octets and keeps what it said. */
#include "tests/support/dissect.h"

#include "capture/base/must.h"

static void keep(void *ctx, struct fact *f)
{
	struct trial *t = ctx;

	if (t->count >= SAID_MAX)
		return;
	t->said = grow(t->said, t->count, sizeof(*t->said));
	t->said[t->count++] = *f;
}

struct trial *trial_open(const struct dissector *by, uint16_t server_port)
{
	struct trial *t = must_alloc(1, sizeof(*t));

	must(by->state_size <= STATE_MAX);
	t->by = by;
	t->pool = by->carrier == ON_TCP ? pool_open(4, &t->starved) : NULL;
	t->d.state = t->state;
	t->d.out = &t->out;
	t->d.port[CLIENT] = 40000;
	t->d.port[SERVER] = server_port;
	t->d.time_us = 1767348900000000; /* 2026-01-02 10:15:00 UTC */
	t->out.time_us = t->d.time_us;
	t->out.frame = 1;
	t->out.source = 1;
	t->out.take = keep;
	t->out.ctx = t;
	t->out.end[SERVER].port = server_port;
	for (unsigned i = 0; i < 2; i++) {
		t->out.end[i].ip = addr_of_v4(0x0a000001 + i);
		t->out.end[i].mac.b[0] = 2;
		t->out.end[i].mac.b[5] = (uint8_t)(i + 1);
		t->out.mac[i] = t->out.end[i].mac;
		t->d.ip[i] = t->out.end[i].ip;
	}
	return t;
}

void trial_close(struct trial *t)
{
	feed_drop(&t->feed[0], t->pool);
	feed_drop(&t->feed[1], t->pool);
	pool_close(t->pool);
	free(t->said);
	free(t);
}

void trial_bytes(struct trial *t, enum side from, const void *p, size_t n,
		 size_t chunk)
{
	const uint8_t *at = p;

	if (t->by->probe != NULL && t->feed[from].consumed == 0)
		trial_probe(t->by, from, p, n);
	while (n > 0) {
		size_t part = chunk > 0 && chunk < n ? chunk : n;
		uint8_t *copy = must_alloc(part, 1); /* exact, for sanitizers */

		memcpy(copy, at, part);
		t->d.from = from;
		t->d.after_gap = false; /* each packet has its own stage   */
		feed_push(&t->feed[from], t->pool, t->by, &t->d, copy, part);
		free(copy);
		t->malformed |= t->feed[from].broken;
		t->refused |= t->feed[from].refused;
		at += part;
		n -= part;
	}
}

struct verdict trial_datagram(struct trial *t, enum side from, const void *p,
			      size_t n)
{
	uint8_t *copy = must_alloc(n, 1);
	struct verdict v;

	if (n > 0)
		memcpy(copy, p, n);
	t->d.from = from;
	t->d.in = cur_of(copy, n);
	t->d.part = 0;
	v = t->by->parse(&t->d);
	free(copy);
	t->malformed |= v.what == MALFORMED;
	t->refused |= v.what == NOT_MINE;
	return v;
}

void trial_gap(struct trial *t, enum side from, uint64_t missing)
{
	t->d.from = from;
	feed_gap(&t->feed[from], t->pool, t->by, &t->d, missing);
	t->malformed |= t->feed[from].broken;
	t->refused |= t->feed[from].refused;
}

void trial_rest(struct trial *t)
{
	for (unsigned side = 0; side < 2; side++) {
		t->d.from = side;
		feed_rest(&t->feed[side], t->pool, t->by, &t->d);
		t->malformed |= t->feed[side].broken;
	}
}

enum guess trial_probe(const struct dissector *by, enum side from,
		       const void *p, size_t n)
{
	uint8_t *copy = must_alloc(n, 1);
	enum guess g;

	if (n > 0)
		memcpy(copy, p, n);
	by->probe(cur_of(NULL, 0), from); /* a datagram may be empty       */
	g = by->probe(cur_of(copy, n), from);
	/* Else the dispatcher would not even ask. */
	must(by->carrier != ON_TCP || n == 0 || g == NO ||
	     by->probe(cur_of(copy, 1), from) != NO);
	free(copy);
	return g;
}

static const struct fact *first(const struct trial *t, struct addr ip,
				struct mac mac, enum attr attr)
{
	for (unsigned i = 0; i < t->count; i++) {
		const struct fact *f = &t->said[i];

		if (f->attr != attr)
			continue;
		if ((!addr_is_zero(ip) &&
		     addr_compare(f->subject.ip, ip) == 0) ||
		    (!mac_is_zero(mac) &&
		     mac_compare(f->subject.mac, mac) == 0))
			return f;
	}
	return NULL;
}

const char *trial_text(const struct trial *t, enum side about, enum attr attr)
{
	const struct subject *s = &t->out.end[about];
	const struct fact *f = first(t, s->ip, s->mac, attr);

	return f == NULL ? NULL : f->text;
}

const char *trial_part_text(const struct trial *t, uint32_t part,
			    enum attr attr)
{
	for (unsigned i = 0; i < t->count; i++)
		if (t->said[i].attr == attr && t->said[i].subject.part == part)
			return t->said[i].text;
	return NULL;
}

uint64_t trial_word(const struct trial *t, enum side about, enum attr attr)
{
	const struct subject *s = &t->out.end[about];
	const struct fact *f = first(t, s->ip, s->mac, attr);

	return f == NULL ? UINT64_MAX : f->word;
}

const char *trial_party_text(const struct trial *t, struct party party,
			     enum attr attr)
{
	const struct fact *f = first(t, party.ip, party.mac, attr);

	return f == NULL ? NULL : f->text;
}

uint64_t trial_party_word(const struct trial *t, struct party party,
			  enum attr attr)
{
	const struct fact *f = first(t, party.ip, party.mac, attr);

	return f == NULL ? UINT64_MAX : f->word;
}

bool trial_said(const struct trial *t, enum attr attr, const char *text)
{
	for (unsigned i = 0; i < t->count; i++)
		if (t->said[i].attr == attr &&
		    strcmp(t->said[i].text, text) == 0)
			return true;
	return false;
}

bool trial_said_by(const struct trial *t, enum voice voice, enum attr attr,
		   const char *text)
{
	for (unsigned i = 0; i < t->count; i++)
		if (t->said[i].attr == attr && t->said[i].voice == voice &&
		    strcmp(t->said[i].text, text) == 0)
			return true;
	return false;
}

enum voice trial_voice(const struct trial *t, enum attr attr)
{
	for (unsigned i = 0; i < t->count; i++)
		if (t->said[i].attr == attr)
			return t->said[i].voice;
	return VOICES;
}

bool trial_leaks(const struct trial *t, const char *canary)
{
	for (unsigned i = 0; i < t->count; i++)
		if (strstr(t->said[i].text, canary) != NULL)
			return true;
	return t->out.protocol != NULL &&
	       strstr(t->out.protocol, canary) != NULL;
}

static unsigned times(const struct trial *t, const struct fact *f)
{
	unsigned n = 0;

	for (unsigned i = 0; i < t->count; i++)
		n += memcmp(&t->said[i], f, sizeof(*f)) == 0;
	return n;
}

bool trial_same(const struct trial *a, const struct trial *b)
{
	if (a->count != b->count)
		return false;
	if (a->count > 0 && /* mostly in the same order */
	    memcmp(a->said, b->said, a->count * sizeof(*a->said)) == 0)
		return true;
	for (unsigned i = 0; i < a->count; i++)
		if (times(a, &a->said[i]) != times(b, &a->said[i]))
			return false;
	return true;
}
