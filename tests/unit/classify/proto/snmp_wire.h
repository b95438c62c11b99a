/* SPDX-License-Identifier: Apache-2.0 */
/* snmp_wire - makes the octets of SNMP for tests. */
#ifndef WW_TEST_SNMP_WIRE_H
#define WW_TEST_SNMP_WIRE_H

#include "tests/unit/classify/proto/hex.h"

enum { GET = 0xa0, RESPONSE = 0xa2, SET = 0xa3, BULK = 0xa5, INFORM = 0xa6,
       TRAP = 0xa7, REPORT = 0xa8 };

static inline struct octets wrap(uint8_t tag, const struct octets *body)
{
	struct octets o = {.n = 0};

	add_be(&o, tag, 1);
	if (body->n < 128) {
		add_be(&o, body->n, 1);
	} else {
		add_be(&o, 0x82, 1);
		add_be(&o, body->n, 2);
	}
	add_raw(&o, body->b, body->n);
	return o;
}

static inline void join(struct octets *to, uint8_t tag, const struct octets *body)
{
	struct octets o = wrap(tag, body);

	add_raw(to, o.b, o.n);
}

static inline void add_bind(struct octets *list, const char *oid, const char *text)
{
	struct octets bind = {.n = 0}, name = hex(oid), value = {.n = 0};

	add_text(&value, text);
	join(&bind, 0x06, &name);
	join(&bind, 0x04, &value);
	join(list, 0x30, &bind);
}

static inline struct octets message(uint8_t version, const char *community,
			     uint8_t pdu, uint8_t status,
			     const struct octets *list)
{
	struct octets body = {.n = 0}, text = {.n = 0}, inner;

	inner = hex("020101 0201");
	add_be(&inner, status, 1);
	add_hex(&inner, "020100");
	join(&inner, 0x30, list);
	add_hex(&body, "0201");
	add_be(&body, version, 1);
	add_text(&text, community);
	join(&body, 0x04, &text);
	join(&body, pdu, &inner);
	return wrap(0x30, &body);
}

#define SYSTEM "2b0601020101"
#define ENTITY "2b060102012f01010101"

#endif
