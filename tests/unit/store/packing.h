/* SPDX-License-Identifier: Apache-2.0 */
/* packing - facts and conversations of every shape, and terms for them. */
#ifndef WW_TEST_STORE_PACKING_H
#define WW_TEST_STORE_PACKING_H

#include "tests/unit/store/place.h"

#include "classify/days.h"
#include "classify/inventory.h"
#include "store/octets.h"

enum { MANY = 100 };

/* Every number its own, so that a swapped one is seen. */
static inline struct terms some_terms(void)
{
	struct terms t = {0};

	for (unsigned i = 1; i < ATTRS; i++) {
		t.of_attr[i] = (uint16_t)(i + 300);
		t.attr[i + 300] = (uint16_t)i;
	}
	for (unsigned i = 1; i < source_count(); i++) {
		t.of_source[i] = (uint16_t)(i + 100);
		t.source[i + 100] = (uint8_t)i;
	}
	return t;
}

/* A fact of each shape: IPv4, IPv6, MAC alone; text, word; with and without
 * part, port, network, repeats. */
static inline struct record shape(unsigned i)
{
	struct record r = {.kind = RECORD_FACT};
	struct fact *f = &r.as.fact;

	f->attr = i % 2 == 0 ? A_dicom_ae : A_arp_binding;
	f->voice = (uint8_t)(i % VOICES);
	f->source = (uint8_t)(1 + i % (source_count() - 1));
	f->first_us = 1700000000000000u + 977u * i;
	f->last_us = f->first_us + (i % 3 == 0 ? 0 : (uint64_t)i << 33);
	f->frame = (uint64_t)i * 70000;
	f->count = i % 4 == 0 ? 1 : UINT32_MAX - i;
	f->capture = (uint16_t)(i * 600);
	if (i % 3 != 2)
		f->subject.ip = addr_of_v4(0x0a000000u + i);
	if (i % 3 == 1)
		f->subject.ip.b[0] = 0xfd;
	if (i % 3 != 0)
		f->subject.mac.b[5] = (uint8_t)(1 + i);
	if (i % 5 == 0)
		f->subject.net = net_of(NET_VLAN, i);
	if (i % 7 != 0) {
		f->subject.port = (uint16_t)(65535 - i);
		f->subject.l4 = 17;
	}
	if (i % 4 == 1 || part_of_fact(f) != 0)
		f->subject.part = PART_LEAST + i;
	if (i % 2 == 0)
		f->length = (uint8_t)snprintf(f->text, sizeof(f->text), "AE%u",
					      i);
	else
		f->word = UINT64_MAX - i;
	return r;
}

static inline struct inventory *with_facts(unsigned n)
{
	struct inventory_limits limits = inventory_defaults();
	struct inventory *v = inventory_open(tree_knowledge(), &limits);

	for (unsigned i = 0; i < n; i++) {
		struct record r = shape(i);

		assert_true(inventory_add(v, &r, r.as.fact.capture));
	}
	return v;
}

/* Those of all endpoints in one pack, twice over, so that places come back. */
static inline size_t all_facts(struct inventory *v, const struct known_fact **fact)
{
	struct endpoint **list;
	size_t n = 0, endpoints = inventory_endpoints(v, &list);

	for (unsigned round = 0; round < 2; round++)
		for (size_t i = 0; i < endpoints; i++)
			for (const struct known_fact *f = list[i]->fact;
			     f != NULL; f = f->next)
				fact[n++] = f;
	return n;
}

static inline struct record talk_shape(unsigned i)
{
	struct record r = {.kind = RECORD_TALK};
	struct talk_record *t = &r.as.talk;

	t->client = addr_of_v4(0x0a000001);
	t->server = addr_of_v4(0x0a000100u + i);
	if (i % 3 == 1)
		t->server.b[0] = 0xfd;
	if (i % 2 == 0)
		t->mac[0].b[0] = 2;
	t->mac[1].b[5] = (uint8_t)(i / 2);
	t->net = net_of(NET_VNI, 77);
	t->first_us = 1700000000000000u - i;
	t->last_us = t->first_us + 3600000000u * i;
	t->frame = (uint64_t)i << 20;
	t->packets[0] = i;
	t->packets[1] = (uint64_t)i << 40;
	t->octets[0] = UINT64_MAX - i;
	t->octets[1] = 1;
	t->flows = i;
	t->port = (uint16_t)(i * 500);
	t->capture = (uint16_t)i;
	t->l4 = i % 2 == 0 ? 6 : 17;
	t->source = (uint8_t)(i % 5 == 0 ? 0 : source_of_name("ndpi"));
	t->answered = i % 2 == 0;
	t->refused = i % 3 == 0;
	t->encrypted = i % 5 == 0;
	if (i % 4 != 0)
		snprintf(t->protocol, sizeof(t->protocol), "p%u", i);
	return r;
}

#endif
