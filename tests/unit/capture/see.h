/* SPDX-License-Identifier: Apache-2.0 */
/* see - what of a frame is seen. */
#ifndef WW_TEST_SEE_H
#define WW_TEST_SEE_H

#include "tests/support/unit.h"
#include "tests/support/frames.h"

enum { ETHERNET = 1 };

static struct octets o;

struct seen {
	bool good;
	struct packet pkt;
	struct tallies t;
};

static inline struct seen see_as(uint16_t link, uint32_t wire)
{
	struct decoder *d = decoder_open();
	struct frame f = frame_of(&o, link, wire, 1000000);
	struct seen s;

	memset(&s, 0, sizeof(s));
	s.good = decode(d, &f, &s.pkt, &s.t);
	decoder_close(d);
	return s;
}

static inline void expect_text(const struct packet *p, const char *text)
{
	assert_int_equal(cur_left(&p->payload), strlen(text));
	assert_memory_equal(p->payload.p, text, strlen(text));
}

static inline void expect_hello(const struct seen *s, unsigned from, unsigned to)
{
	assert_true(s->good);
	assert_true(s->pkt.is_ip);
	assert_int_equal(addr_compare(s->pkt.from, addr_of_v4(0x0a000000 | from)),
			 0);
	assert_int_equal(addr_compare(s->pkt.to, addr_of_v4(0x0a000000 | to)), 0);
	assert_int_equal(s->pkt.l4, L4_UDP);
	assert_int_equal(s->pkt.from_port, 5000);
	assert_int_equal(s->pkt.to_port, 6000);
	expect_text(&s->pkt, "hello");
	assert_int_equal(s->pkt.payload_wire, 5);
}

static inline void put_ip_hello(unsigned from, unsigned to)
{
	put_ip4(&o, from, to, 9, 0, L4_UDP, 13);
	put_udp(&o, 5000, 6000, 5);
	put(&o, "hello", 5);
}

#endif
