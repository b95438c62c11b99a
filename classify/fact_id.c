/* SPDX-License-Identifier: Apache-2.0 */
/* fact_id - the numbers of endpoints and of facts. */
#include <string.h>

#include "capture/base/mix.h"
#include "classify/inventory.h"

/* Names instead of numbers: a later version may number them anew. */
static uint64_t name_sum(const char *name)
{
	return mix(MIX_START, name, strlen(name));
}

static uint64_t attr_sum(unsigned attr)
{
	static uint64_t known[ATTRS];

	if (known[attr] == 0)
		known[attr] = name_sum(attr_row((enum attr)attr)->name);
	return known[attr];
}

static uint64_t source_sum(unsigned source)
{
	static uint64_t known[UINT8_MAX + 1];

	if (known[source] == 0)
		known[source] = name_sum(source_name(source));
	return known[source];
}

struct endpoint_key {
	struct addr ip;
	struct mac mac;
	uint8_t zero[2];
	net_t net;
	uint32_t part;
};

static_assert(sizeof(struct endpoint_key) == 32, "no padding to hash");

uint64_t endpoint_sum(const struct subject *s, uint32_t part)
{
	struct endpoint_key key = {
		.ip = s->ip, .mac = s->mac, .net = s->net, .part = part};

	return mix(MIX_START, &key, sizeof(key)) | 1;
}

uint64_t endpoint_id(const struct endpoint *p)
{
	struct endpoint_key key = {
		.ip = p->ip, .mac = p->mac, .net = p->net, .part = p->part};

	return stable_id(&key, sizeof(key));
}

uint64_t fact_id_at(uint64_t endpoint, const struct fact *f)
{
	const struct subject *s = &f->subject;
	uint64_t h = mix_word(endpoint, attr_sum(f->attr));

	h = mix_word(h, source_sum(f->source));
	h = mix_word(h, f->word);
	h = mix_word(h, (uint64_t)s->port << 24 | (uint64_t)s->l4 << 16 |
				(uint64_t)f->voice << 8 | f->length);
	h = mix(h, f->text, f->length);
	h = mix_word(h, 0) & INT64_MAX; /* SQLite's integers have a sign */
	return h != 0 ? h : 1;
}

uint64_t fact_id(const struct fact *f)
{
	return fact_id_at(endpoint_sum(&f->subject, f->subject.part), f);
}
