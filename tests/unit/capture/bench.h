/* SPDX-License-Identifier: Apache-2.0 */
/* bench - one side of a TCP conversation, and a sink that shows its holes. */
#ifndef WW_TEST_BENCH_H
#define WW_TEST_BENCH_H

#include "capture/capture.h"
#include "tests/support/unit.h"

enum { TEXT_MAX = 1 << 20 };

struct bench {
	struct flows *flows;
	struct flow flow;
	struct tallies t;
	uint64_t missing, now_us;
	size_t n;
	char text[TEXT_MAX];
	const uint8_t *last;  /* where the last octets handed on lie           */
	bool bored;           /* the sink drops the stream after one call      */
};

static struct bench w;

static inline void no_end(void *ctx, struct flow *f)
{
	(void)ctx;
	(void)f;
}

static inline void begin(uint32_t windows)
{
	const struct flow_limits limits = {.flows = 8, .windows = windows,
					   .idle_tcp_s = 600,
					   .idle_closed_s = 30,
					   .idle_other_s = 120};

	memset(&w, 0, sizeof(w));
	w.flows = flows_open(&limits, no_end, NULL, &w.t);
	w.flow.l4 = L4_TCP;
}

/* A hole shows as one '.' for each octet, so that places are seen. */
static inline void sink(void *ctx, struct flow *f, unsigned side,
		 const struct packet *p, struct cur in, uint64_t missing)
{
	struct bench *b = ctx;

	(void)p;
	assert_int_equal(side, 0);
	b->missing += missing;
	for (; missing > 0 && b->n < TEXT_MAX; missing--)
		b->text[b->n++] = '.';
	b->last = in.p;
	assert_true(cur_left(&in) <= TEXT_MAX - b->n);
	if (cur_left(&in) > 0)
		memcpy(b->text + b->n, in.p, cur_left(&in));
	b->n += cur_left(&in);
	if (b->bored)
		stream_drop(b->flows, f);
}

static inline struct packet segment(uint32_t seq, const void *p, size_t n,
			     size_t wire, unsigned flags)
{
	struct packet pkt;

	memset(&pkt, 0, sizeof(pkt));
	pkt.time_us = w.now_us;
	pkt.is_ip = true;
	pkt.l4 = L4_TCP;
	pkt.tcp.seq = seq;
	pkt.tcp.flags = (uint8_t)flags;
	pkt.payload = cur_of(p, n);
	pkt.payload_wire = (uint32_t)wire;
	return pkt;
}

static inline void send_cut(uint32_t seq, const char *text, size_t wire)
{
	struct packet p = segment(seq, text, strlen(text), wire, TCP_ACK);

	stream_push(w.flows, &w.flow, 0, &p, sink, &w);
}

static inline void say(uint32_t seq, const char *text)
{
	send_cut(seq, text, strlen(text));
}

static inline void syn(uint32_t seq)
{
	struct packet p = segment(seq, "", 0, 0, TCP_SYN);

	stream_push(w.flows, &w.flow, 0, &p, sink, &w);
}

static inline void acknowledge(uint32_t ack)
{
	struct packet p = segment(900, "", 0, 0, TCP_ACK);

	p.tcp.ack = ack;
	stream_push(w.flows, &w.flow, 1, &p, sink, &w);
}

static inline void finish(const char *text)
{
	struct packet p = segment(0, "", 0, 0, TCP_FIN);

	stream_flush(w.flows, &w.flow, &p, sink, &w);
	assert_int_equal(w.n, strlen(text));
	assert_memory_equal(w.text, text, w.n);
	assert_null(w.flow.stream[0]);
	assert_null(w.flow.stream[1]);
	flows_close(w.flows);
}

#endif
