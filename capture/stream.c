/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stream - TCP octets of one side in order, within a bounded window.
 *
 * What is next is handed on in place. What is early waits in a window from a
 * fixed pool; the first copy of an octet wins. A hole is given up when the
 * window is full, when the other side keeps acknowledging beyond it, after some
 * seconds, or at the end. Where a side begins is told by its SYN, which may be
 * recorded late, as the first octets may: what comes before it waits a moment.
 *
 * Standard RFC 9293 3.4, 3.10.7.4
 */
#include "capture/window.h"

/* What is known of where a side begins. */
enum { UNSEEN, SUPPOSED, BEGUN };

enum {
	FOR_HOLES = 4,      /* windows, one in so many, wait for no beginning  */
	HOLE_US = 10000000, /* whoever lost octets sends them again sooner     */
};

void stream_drop(struct flows *f, struct flow *flow)
{
	window_give(f, flow, 0);
	window_give(f, flow, 1);
}

/* ---- handing on ------------------------------------------------------------------ */

struct hand {
	struct flows *flows;
	struct flow *flow;
	unsigned side;
	const struct packet *pkt;
	stream_sink *sink;
	void *ctx;
};

static void hand_on(const struct hand *h, struct cur in, uint64_t missing)
{
	uint32_t *next = &h->flow->next_seq[h->side];

	*next += (uint32_t)(cur_left(&in) + missing);
	if (cur_left(&in) > 0 || missing > 0)
		h->sink(h->ctx, h->flow, h->side, h->pkt, in, missing);
}

/* Hands on the first stretch, with so many octets before it that are missing. */
static void hand_first(const struct hand *h, uint32_t missing)
{
	struct stream *s = h->flow->stream[h->side];
	struct piece first = s->piece[0];

	hand_on(h, cur_of(s->octets + first.at, first.end - first.at), missing);
	s = h->flow->stream[h->side];
	if (s == NULL)
		return; /* the sink lost interest and gave the window back */
	window_shift(s, first.end);
	s->passed = 0;
	if (s->pieces == 0)
		window_give(h->flows, h->flow, h->side);
	else
		window_wait(h->flows, h->flow, h->side, FOR_HOLE, h->pkt);
}

static void hand_ready(const struct hand *h)
{
	struct stream *s;

	while ((s = h->flow->stream[h->side]) != NULL && s->pieces > 0 &&
	       s->piece[0].at == 0)
		hand_first(h, 0);
}

/* Gives up every hole that ends before this offset. */
static void give_up(const struct hand *h, uint32_t before)
{
	struct stream *s;
	uint32_t start = h->flow->next_seq[h->side];

	while ((s = h->flow->stream[h->side]) != NULL && s->pieces > 0) {
		uint32_t passed = h->flow->next_seq[h->side] - start;

		if (passed + s->piece[0].at > before)
			return;
		hand_first(h, s->piece[0].at);
	}
}

/*
 * Hands on in place what is next, up to where waiting octets take over: those
 * came first. After it the window, if there is one, begins behind the segment.
 */
static void hand_next(const struct hand *h, struct cur in)
{
	struct tallies *t = flows_tallies(h->flows);
	struct stream *s;

	while (cur_left(&in) > 0) {
		struct cur waiting;
		size_t n = cur_left(&in), same;

		s = h->flow->stream[h->side];
		if (s == NULL || s->pieces == 0 || s->piece[0].at >= n) {
			hand_on(h, in, 0);
			s = h->flow->stream[h->side];
			if (s != NULL)
				window_shift(s, (uint32_t)n);
			break;
		}
		n = s->piece[0].at;
		if (n > 0) {
			hand_on(h, cur_take(&in, n), 0);
			s = h->flow->stream[h->side];
			if (s == NULL)
				return; /* nobody listens any more */
			window_shift(s, (uint32_t)n);
		}
		waiting = cur_of(s->octets, s->piece[0].end);
		same = cur_left(&in) < cur_left(&waiting) ? cur_left(&in)
							  : cur_left(&waiting);
		t->n[memcmp(in.p, waiting.p, same) == 0 ? TALLY_retransmitted
							: TALLY_overlap] +=
			same;
		cur_skip(&in, same);
		hand_first(h, 0);
	}
	hand_ready(h);
}

/* Behind a hole, if not for a beginning. */
static void wait_on(const struct hand *h)
{
	const struct stream *s = h->flow->stream[h->side];

	if (s != NULL && s->flow == NULL)
		window_wait(h->flows, h->flow, h->side, FOR_HOLE, h->pkt);
}

/*
 * One segment. A second round follows when it finds no room to wait: then all
 * that waited was handed on, and this segment is next behind a hole, or old.
 */
static void take_segment(const struct hand *h, uint32_t seq)
{
	struct tallies *t = flows_tallies(h->flows);
	uint32_t end = seq + h->pkt->payload_wire;
	uint32_t *next = &h->flow->next_seq[h->side];
	struct cur in = h->pkt->payload;
	uint32_t ahead = seq - *next;

	if ((int32_t)ahead > 0) {
		if (window_keep(h->flows, h->flow, h->side, ahead, in)) {
			wait_on(h);
			return;
		}
		t->n[TALLY_window_full]++;
		give_up(h, UINT32_MAX);
		ahead = seq - *next;
	}
	if ((int32_t)ahead > 0) {
		hand_on(h, cur_of(NULL, 0), ahead);
	} else if (ahead != 0) {
		size_t old = 0 - ahead;

		if (old > cur_left(&in))
			old = cur_left(&in);
		t->n[TALLY_retransmitted] += old;
		cur_skip(&in, old);
	}
	if ((int32_t)(end - *next) <= 0)
		return;
	hand_next(h, in);
	/* What the snap length cut off will not come again, unless it waits. */
	if (h->pkt->payload_wire > cur_left(&h->pkt->payload) &&
	    h->flow->stream[h->side] == NULL && (int32_t)(end - *next) > 0)
		hand_on(h, cur_of(NULL, 0), end - *next);
}

/* The first hole was acknowledged, again; whether it is to be given up. */
static bool is_lost(struct stream *s, uint64_t now_us)
{
	if (s->passed++ == 0)
		s->since_us = now_us;
	return s->passed > PATIENCE || now_us > s->since_us + PATIENCE_US;
}

/* ---- beginning ------------------------------------------------------------------ */

/* The first octets that were seen are the first. */
static void settle(const struct hand *h)
{
	struct stream *s = h->flow->stream[h->side];

	h->flow->begun[h->side] = BEGUN;
	h->flow->next_seq[h->side] += s->piece[0].at;
	hand_first(h, 0);
}

bool stream_supposed(const struct flow *flow, unsigned side)
{
	return flow->begun[side] == SUPPOSED && flow->stream[side] != NULL;
}

/* Whether a segment finds a place among those that wait for a beginning. What
 * the snap length cut does not: it will not come again. */
static bool may_wait(const struct flow *flow, unsigned side,
		     const struct packet *pkt)
{
	uint32_t at = pkt->tcp.seq - flow->next_seq[side];

	return cur_left(&pkt->payload) == pkt->payload_wire &&
	       pkt->payload_wire <= WINDOW && at > 0 &&
	       at <= WINDOW - pkt->payload_wire;
}

/* A SYN, or the answer to it, tells where a side begins. */
static void begin_at(const struct hand *h, uint32_t seq)
{
	struct flow *flow = h->flow;
	struct stream *s = flow->stream[h->side];
	uint32_t at = seq - flow->next_seq[h->side];

	if (flow->begun[h->side] == BEGUN)
		return;
	if (stream_supposed(flow, h->side)) {
		/* Another's SYN: before these octets, but not just before. */
		if (at > s->piece[0].at) {
			settle(h);
			return;
		}
		window_shift(s, at);
		s->passed = 0;
		window_wait(h->flows, flow, h->side, FOR_HOLE, h->pkt);
	}
	flow->begun[h->side] = BEGUN;
	flow->next_seq[h->side] = seq;
	hand_ready(h);
}

/* The first octets of a side without a SYN: they wait in a window, with room
 * before them, as long as there are windows enough for holes. */
static void suppose(const struct hand *h, uint32_t seq)
{
	struct flow *flow = h->flow;
	const struct windows *w = flows_windows(h->flows);
	const struct packet *pkt = h->pkt;

	flow->next_seq[h->side] = seq - BEFORE_FIRST;
	if (w->idles <= (w->count + FOR_HOLES - 1) / FOR_HOLES ||
	    !may_wait(flow, h->side, pkt)) {
		flow->begun[h->side] = BEGUN;
		flow->next_seq[h->side] = seq;
		return;
	}
	flow->begun[h->side] = SUPPOSED;
	window_take(h->flows, flow, h->side);
	window_wait(h->flows, flow, h->side, FOR_BEGINNING, pkt);
}

/* So many others came since that no beginning will. */
static void wait_no_longer(const struct hand *h)
{
	struct stream *s = h->flow->stream[h->side];

	if (stream_supposed(h->flow, h->side) && s->passed++ == PATIENCE)
		settle(h);
}

/* What a side waits with is handed on with what is left of its packet. */
static void give_late(struct flows *f, struct flow *flow, unsigned side,
		      stream_sink *sink, void *ctx)
{
	const struct stream *s = flow->stream[side];
	struct packet pkt;
	struct hand h = {f, flow, side, &pkt, sink, ctx};

	memset(&pkt, 0, sizeof(pkt));
	pkt.time_us = s->time_us;
	pkt.frame = s->frame;
	pkt.capture = s->capture;
	if (s->pieces == 0)
		window_give(f, flow, side);
	else if (stream_supposed(flow, side))
		settle(&h);
	else
		give_up(&h, UINT32_MAX);
}

static bool is_late(const struct stream *s, uint64_t now_us)
{
	static const uint64_t patience_us[] = {
		[FOR_BEGINNING] = PATIENCE_US, [FOR_HOLE] = HOLE_US};

	return s != NULL && s->flow != NULL &&
	       now_us > s->time_us + patience_us[s->queue];
}

void stream_late(struct flows *f, struct flow *flow, uint64_t now_us,
		 stream_sink *sink, void *ctx)
{
	const struct windows *w = flows_windows(f);

	for (unsigned side = 0; side < 2; side++)
		while (is_late(flow->stream[side], now_us))
			give_late(f, flow, side, sink, ctx);
	for (unsigned q = 0; q < QUEUES; q++)
		while (is_late(w->oldest[q], now_us))
			give_late(f, w->oldest[q]->flow, w->oldest[q]->side,
				  sink, ctx);
}

void stream_end(struct flows *f, struct flow *flow, stream_sink *sink,
		void *ctx)
{
	for (unsigned side = 0; side < 2; side++)
		while (flow->stream[side] != NULL)
			give_late(f, flow, side, sink, ctx);
}

void stream_push(struct flows *f, struct flow *flow, unsigned side,
		 const struct packet *pkt, stream_sink *sink, void *ctx)
{
	struct hand h = {f, flow, side, pkt, sink, ctx};
	struct hand other = {f, flow, 1 - side, pkt, sink, ctx};
	uint32_t seq = pkt->tcp.seq + ((pkt->tcp.flags & TCP_SYN) != 0);

	if ((pkt->tcp.flags & TCP_SYN) != 0)
		begin_at(&h, seq);
	if ((pkt->tcp.flags & (TCP_SYN | TCP_ACK)) == (TCP_SYN | TCP_ACK))
		begin_at(&other, pkt->tcp.ack);
	if (pkt->payload_wire > 0 && flow->begun[side] == UNSEEN)
		suppose(&h, seq);
	else if (pkt->payload_wire > 0 && stream_supposed(flow, side) &&
		 !may_wait(flow, side, pkt))
		settle(&h);
	if (pkt->payload_wire > 0)
		take_segment(&h, seq);
	if (flow->begun[0] != BEGUN || flow->begun[1] != BEGUN) {
		wait_no_longer(&h);
		wait_no_longer(&other);
	}
	/* What the other side has acknowledged will not be sent again; but who
	 * records may be late with it. */
	if ((pkt->tcp.flags & TCP_ACK) != 0 && flow->stream[1 - side] != NULL &&
	    flow->begun[1 - side] == BEGUN) {
		uint32_t acked = pkt->tcp.ack - flow->next_seq[1 - side];

		if ((int32_t)acked > 0 &&
		    is_lost(flow->stream[1 - side], pkt->time_us))
			give_up(&other, acked);
	}
}

void stream_flush(struct flows *f, struct flow *flow, const struct packet *last,
		  stream_sink *sink, void *ctx)
{
	for (unsigned side = 0; side < 2; side++) {
		struct hand h = {f, flow, side, last, sink, ctx};

		if (stream_supposed(flow, side))
			settle(&h);
		give_up(&h, UINT32_MAX);
	}
}
