/* SPDX-License-Identifier: Apache-2.0 */
/* table - a table of conversations, packets for it, and what ended. */
#ifndef WW_TEST_TABLE_H
#define WW_TEST_TABLE_H

#include "capture/capture.h"
#include "tests/support/unit.h"

enum { SECOND = 1000000, ENDED_MAX = 4096 };

struct log {
	unsigned n;
	uint64_t first_frame[ENDED_MAX];
	struct flow last;
};

struct table {
	struct flows *flows;
	struct tallies t;
	struct log log;
	uint64_t now_us;
	uint64_t frame;
};

static inline void ended(void *ctx, struct flow *f)
{
	struct log *log = ctx;

	assert_true(log->n < ENDED_MAX);
	log->first_frame[log->n++] = f->first_frame;
	log->last = *f;
}

static inline void open_table(struct table *w, uint32_t size, uint64_t seed)
{
	const struct flow_limits limits = {.flows = size, .windows = 4,
					   .idle_tcp_s = 600,
					   .idle_closed_s = 30,
					   .idle_other_s = 120, .seed = seed};

	memset(w, 0, sizeof(*w));
	w->flows = flows_open(&limits, ended, &w->log, &w->t);
	w->now_us = 1000 * (uint64_t)SECOND;
}

static inline struct packet packet_of(unsigned from, unsigned from_port, unsigned to,
			       unsigned to_port, uint8_t l4)
{
	struct packet p;

	memset(&p, 0, sizeof(p));
	p.is_ip = true;
	p.from = addr_of_v4(0x0a000000 + from);
	p.to = addr_of_v4(0x0a000000 + to);
	p.from_port = (uint16_t)from_port;
	p.to_port = (uint16_t)to_port;
	p.from_mac.b[5] = (uint8_t)from;
	p.ttl = 64;
	p.l4 = l4;
	p.wire_len = 100;
	return p;
}

/* Every packet is another one. */
static inline struct flow *touch(struct table *w, struct packet p, unsigned *side)
{
	p.frame = ++w->frame;
	p.time_us = w->now_us;
	p.fingerprint = (uint32_t)w->frame;
	return flow_touch(w->flows, &p, side);
}

static inline struct packet tcp_of(unsigned from, unsigned from_port, unsigned to,
			    unsigned to_port, unsigned flags, uint32_t seq)
{
	struct packet p = packet_of(from, from_port, to, to_port, L4_TCP);

	p.tcp.flags = (uint8_t)flags;
	p.tcp.seq = seq;
	return p;
}

#endif
