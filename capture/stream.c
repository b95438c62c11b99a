/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stream - TCP octets of one side in order, within a bounded window.
 *
 * What is next is handed on in place. What is early waits in a window from a
 * fixed pool; the first copy of an octet wins. A hole is given up when the
 * window is full, when the other side keeps acknowledging beyond it, or at the
 * end.
 *
 * Standard RFC 9293 3.4, 3.10.7.4
 */
#include <sys/mman.h>

#include "capture/base/must.h"
#include "capture/flow.h"

enum {
	WINDOW = 65536,
	PIECES = 32,        /* separate stretches that may wait                */
	PATIENCE = 12,      /* acknowledgements that a late segment may come   */
	PATIENCE_US = 100000, /* behind, and for how long                      */
};

struct piece {
	uint32_t at, end;   /* offsets from the next octet                     */
};

struct stream {
	unsigned pieces;    /* sorted, apart                                   */
	struct piece piece[PIECES];
	unsigned passed;    /* acknowledgements since the first hole is there  */
	uint64_t since_us;  /* when the first of them came                     */
	uint32_t high;      /* octets that were ever written, to be wiped      */
	uint8_t *octets;
	struct stream *idle; /* the next idle one                              */
};

struct windows {
	struct stream *stream;
	uint8_t *memory;
	uint32_t count;
	struct stream *idle;
};

size_t windows_memory(uint32_t count)
{
	return count * (sizeof(struct stream) + WINDOW);
}

struct windows *windows_open(uint32_t count)
{
	struct windows *w = must_alloc(1, sizeof(*w));

	w->count = count;
	w->stream = must_alloc(count, sizeof(*w->stream));
	if (count == 0)
		return w; /* nothing waits, every hole is given up at once */
	w->memory = mmap(NULL, (size_t)count * WINDOW, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	must(w->memory != MAP_FAILED);
	madvise(w->memory, (size_t)count * WINDOW, MADV_DONTDUMP);
	for (uint32_t i = 0; i < count; i++) {
		w->stream[i].octets = w->memory + (size_t)i * WINDOW;
		w->stream[i].idle = w->idle;
		w->idle = &w->stream[i];
	}
	return w;
}

void windows_close(struct windows *w)
{
	if (w == NULL)
		return;
	if (w->memory != NULL)
		munmap(w->memory, (size_t)w->count * WINDOW);
	free(w->stream);
	free(w);
}

static struct stream *window_take(struct flows *f, struct flow *flow,
				  unsigned side)
{
	struct windows *w = flows_windows(f);
	struct stream *s = w->idle;

	if (flow->stream[side] != NULL)
		return flow->stream[side];
	if (s == NULL)
		return NULL;
	w->idle = s->idle;
	s->pieces = s->passed = 0;
	flow->stream[side] = s;
	return s;
}

static void window_give(struct flows *f, struct flow *flow, unsigned side)
{
	struct windows *w = flows_windows(f);
	struct stream *s = flow->stream[side];

	if (s == NULL)
		return;
	explicit_bzero(s->octets, s->high);
	s->high = 0;
	s->idle = w->idle;
	w->idle = s;
	flow->stream[side] = NULL;
}

void stream_drop(struct flows *f, struct flow *flow)
{
	window_give(f, flow, 0);
	window_give(f, flow, 1);
}

uint64_t stream_waiting(const struct flow *flow)
{
	uint64_t n = 0;

	for (unsigned side = 0; side < 2; side++) {
		const struct stream *s = flow->stream[side];

		for (unsigned i = 0; s != NULL && i < s->pieces; i++)
			n += s->piece[i].end - s->piece[i].at;
	}
	return n;
}

/* ---- waiting ------------------------------------------------------------------- */

static void copy_new(struct stream *s, uint32_t at, struct cur in,
		     struct tallies *t)
{
	uint32_t n = (uint32_t)cur_left(&in);

	if (at + n > s->high)
		s->high = at + n;
	for (unsigned i = 0; i < s->pieces; i++) {
		uint32_t from = at > s->piece[i].at ? at : s->piece[i].at;
		uint32_t to = at + n < s->piece[i].end ? at + n
						       : s->piece[i].end;

		if (from >= to)
			continue;
		if (memcmp(s->octets + from, in.p + (from - at), to - from) !=
		    0)
			t->n[TALLY_overlap] += to - from;
		else
			t->n[TALLY_retransmitted] += to - from;
	}
	/* Only where nothing lies yet: the first copy wins. */
	for (uint32_t from = at; from < at + n;) {
		uint32_t to = at + n;
		bool covered = false;

		for (unsigned i = 0; i < s->pieces; i++) {
			if (from >= s->piece[i].at && from < s->piece[i].end) {
				from = s->piece[i].end;
				covered = true;
				break;
			}
			if (s->piece[i].at > from && s->piece[i].at < to)
				to = s->piece[i].at;
		}
		if (covered)
			continue;
		memcpy(s->octets + from, in.p + (from - at), to - from);
		from = to;
	}
}

/* Joins [at, end) with the stretches it touches. False when there is no room
 * for another. */
static bool note(struct stream *s, uint32_t at, uint32_t end)
{
	unsigned i = 0, j;

	while (i < s->pieces && s->piece[i].end < at)
		i++;
	for (j = i; j < s->pieces && s->piece[j].at <= end; j++) {
		if (s->piece[j].at < at)
			at = s->piece[j].at;
		if (s->piece[j].end > end)
			end = s->piece[j].end;
	}
	if (i == j && s->pieces == PIECES)
		return false;
	memmove(&s->piece[i + 1], &s->piece[j],
		(s->pieces - j) * sizeof(s->piece[0]));
	s->pieces = s->pieces - (j - i) + 1;
	s->piece[i] = (struct piece){at, end};
	return true;
}

static bool keep(struct flows *f, struct flow *flow, unsigned side, uint32_t at,
		 struct cur in)
{
	size_t n = cur_left(&in);
	struct stream *s;

	if (n == 0)
		return true; /* all cut off: found missing later */
	if (n > WINDOW || at > WINDOW - n)
		return false;
	s = window_take(f, flow, side);
	if (s == NULL)
		return false;
	/* Octets in a stretch that finds no room are written again later. */
	copy_new(s, at, in, flows_tallies(f));
	return note(s, at, at + (uint32_t)n);
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

/* Moves the window on by n octets. */
static void shift(struct stream *s, uint32_t n)
{
	unsigned kept = 0;
	uint32_t last = s->pieces > 0 ? s->piece[s->pieces - 1].end : 0;

	if (last > n)
		memmove(s->octets, s->octets + n, last - n);
	for (unsigned i = 0; i < s->pieces; i++) {
		if (s->piece[i].end <= n)
			continue;
		s->piece[kept].at = s->piece[i].at > n ? s->piece[i].at - n : 0;
		s->piece[kept++].end = s->piece[i].end - n;
	}
	s->pieces = kept;
}

/* Hands on the first stretch, with the hole before it if any is given up. */
static void hand_first(const struct hand *h)
{
	struct stream *s = h->flow->stream[h->side];
	struct piece first = s->piece[0];

	hand_on(h, cur_of(s->octets + first.at, first.end - first.at),
		first.at);
	s = h->flow->stream[h->side];
	if (s == NULL)
		return; /* the sink lost interest and gave the window back */
	shift(s, first.end);
	s->passed = 0;
	if (s->pieces == 0)
		window_give(h->flows, h->flow, h->side);
}

static void hand_ready(const struct hand *h)
{
	struct stream *s;

	while ((s = h->flow->stream[h->side]) != NULL && s->pieces > 0 &&
	       s->piece[0].at == 0)
		hand_first(h);
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
		hand_first(h);
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
				shift(s, (uint32_t)n);
			break;
		}
		n = s->piece[0].at;
		if (n > 0) {
			hand_on(h, cur_take(&in, n), 0);
			s = h->flow->stream[h->side];
			if (s == NULL)
				return; /* nobody listens any more */
			shift(s, (uint32_t)n);
		}
		waiting = cur_of(s->octets, s->piece[0].end);
		same = cur_left(&in) < cur_left(&waiting) ? cur_left(&in)
							  : cur_left(&waiting);
		t->n[memcmp(in.p, waiting.p, same) == 0 ? TALLY_retransmitted
							: TALLY_overlap] +=
			same;
		cur_skip(&in, same);
		hand_first(h);
	}
	hand_ready(h);
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
		if (keep(h->flows, h->flow, h->side, ahead, in))
			return;
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

void stream_push(struct flows *f, struct flow *flow, unsigned side,
		 const struct packet *pkt, stream_sink *sink, void *ctx)
{
	struct hand h = {f, flow, side, pkt, sink, ctx};
	struct hand other = {f, flow, 1 - side, pkt, sink, ctx};
	uint32_t seq = pkt->tcp.seq + ((pkt->tcp.flags & TCP_SYN) != 0);

	if (!flow->begun[side] &&
	    (pkt->payload_wire > 0 || (pkt->tcp.flags & TCP_SYN) != 0)) {
		flow->begun[side] = true;
		flow->next_seq[side] = seq;
	}
	if (pkt->payload_wire > 0)
		take_segment(&h, seq);
	/* What the other side has acknowledged will not be sent again; but who
	 * records may be late with it. */
	if ((pkt->tcp.flags & TCP_ACK) != 0 && flow->stream[1 - side] != NULL) {
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

		give_up(&h, UINT32_MAX);
	}
}
