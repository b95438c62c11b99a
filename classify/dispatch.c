/* SPDX-License-Identifier: Apache-2.0 */
/* dispatch - which parser gets this flow, until nothing more can be learnt. */
#include "classify/dispatch.h"

#include "classify/asked.h"

#define DISSECTOR(name) extern const struct dissector dissector_##name;
#include "classify/dissectors.def"
#undef DISSECTOR

static const struct dissector *const rows[] = {
	NULL,
#define DISSECTOR(name) &dissector_##name,
#include "classify/dissectors.def"
#undef DISSECTOR
};

enum {
	ROWS = sizeof(rows) / sizeof(rows[0]),
	TRIES = 32, /* segments at whose start somebody may begin, mid-stream   */
	TRIES_FROM_START = 2,
	DATAGRAMS = 4,
	SILENT_US = 10000000, /* after which a place may be taken away         */
	LOOK_AROUND = 32,     /* places looked at for a silent one             */
};
static_assert(ROWS <= UINT8_MAX, "a talk keeps the number of its row");

/* What is being learnt from one flow. */
struct talk {
	struct flow *flow;    /* NULL: the place is idle                      */
	uint64_t used_us;
	uint8_t row;          /* who parses it, 0 nobody yet                  */
	uint8_t tries[2];
	bool silent[2];       /* nobody wants this side                       */
	uint64_t refusals;    /* rows of its carrier: said it is not theirs   */
	struct feed feed[2];
	struct sayings heard;
	uint64_t state[STATE_MAX / 8];
};

struct dispatch {
	struct asked on[ON_TCP + 1];
	uint8_t bit[ROWS];          /* of a row, among those of its carrier    */
	uint64_t announced[65536 / 64]; /* ports: nobody else's are asked for  */
	struct talk *talk;
	struct talk **idle;
	uint32_t talks, idles, fresh; /* from fresh on none was ever used      */
	uint32_t hand;        /* where the next look around begins            */
	struct pool *pool;
	struct tallies *tallies;
};

size_t dispatch_memory(uint32_t talks, uint32_t feeds)
{
	return talks * (sizeof(struct talk) + sizeof(struct talk *)) +
	       (size_t)feeds * FEED_MAX;
}

static void enlist(struct dispatch *d, unsigned row)
{
	const struct dissector *by = rows[row];

	must(by->state_size <= STATE_MAX);
	d->bit[row] = asked_add(&d->on[by->carrier], by, row);
	if (by->carrier != ON_UDP || !by->stateless)
		return;
	for (unsigned i = 0; i < 6 && by->hints[i] != 0; i++)
		d->announced[by->hints[i] / 64] |= (uint64_t)1
						   << by->hints[i] % 64;
}

struct dispatch *dispatch_open(uint32_t talks, uint32_t feeds,
			       struct tallies *tallies)
{
	struct dispatch *d = must_alloc(1, sizeof(*d));

	for (unsigned i = 1; i < ROWS; i++)
		enlist(d, i);
	d->talk = must_alloc(talks, sizeof(*d->talk));
	d->idle = must_alloc(talks, sizeof(*d->idle));
	d->talks = talks;
	d->pool = pool_open(feeds, &tallies->n[TALLY_talk_refused]);
	d->tallies = tallies;
	return d;
}

void dispatch_close(struct dispatch *d)
{
	if (d == NULL)
		return;
	pool_close(d->pool);
	free(d->talk);
	free(d->idle);
	free(d);
}

const struct dissector *dispatch_row(unsigned n)
{
	return n > 0 && n < ROWS ? rows[n] : NULL;
}

void dispatch_end(struct dispatch *d, struct flow *flow)
{
	struct talk *t = flow->talk;

	if (t == NULL)
		return;
	feed_drop(&t->feed[0], d->pool);
	feed_drop(&t->feed[1], d->pool);
	explicit_bzero(t, sizeof(*t));
	d->idle[d->idles++] = t;
	flow->talk = NULL;
}

/* One that has been silent gives way to one that speaks. */
static void make_room(struct dispatch *d, uint64_t now_us)
{
	for (unsigned i = 0; i < LOOK_AROUND; i++) {
		struct talk *t = &d->talk[d->hand++ % d->talks];

		if (t->flow == NULL || now_us <= t->used_us + SILENT_US)
			continue;
		t->flow->listening = false;
		d->tallies->n[TALLY_talk_evicted]++;
		dispatch_end(d, t->flow);
		return;
	}
}

static struct talk *talk_of(struct dispatch *d, struct flow *flow,
			    uint64_t now_us)
{
	struct talk *t = flow->talk;

	if (t == NULL && d->idles == 0 && d->fresh == d->talks)
		make_room(d, now_us);
	if (t == NULL && d->idles > 0)
		t = d->idle[--d->idles];
	else if (t == NULL && d->fresh < d->talks)
		t = &d->talk[d->fresh++];
	if (t == NULL) {
		d->tallies->n[TALLY_talk_refused]++;
		return NULL;
	}
	flow->talk = t;
	t->flow = flow;
	t->used_us = now_us;
	return t;
}

bool dispatch_claimed(const struct flow *flow)
{
	const struct talk *t = flow->talk;

	return t != NULL && t->row != 0;
}

/* Asks these rows in their order; 0 when none is sure. */
static unsigned ask_rows(const struct asked *a, uint64_t some, struct cur first,
			 enum side from, bool *more)
{
	for (; some != 0; some &= some - 1) {
		unsigned i = asked_first(a, some);
		enum guess g = rows[i]->probe(first, from);

		if (g == YES)
			return i;
		*more |= g == MORE;
	}
	return 0;
}

/* Asks the rows of a carrier, those that know the port first. */
static unsigned ask(const struct asked *a, uint64_t refusals, struct cur first,
		    enum side from, const uint16_t port[2], bool *more)
{
	uint64_t some = asked_about(a, first, from) & ~refusals;
	uint64_t sooner = some & hints_rows(&a->hints, port);
	unsigned row;

	*more = false;
	row = ask_rows(a, sooner, first, from, more);
	return row != 0 ? row : ask_rows(a, some & ~sooner, first, from, more);
}

static void set_stage(struct dissect *d, const struct flow *flow,
		      struct talk *t, enum side from, const struct packet *pkt,
		      struct out *out)
{
	memset(d, 0, sizeof(*d));
	d->from = from;
	d->mid_stream = !flow->from_start;
	d->port[CLIENT] = flow->port[CLIENT];
	d->port[SERVER] = flow->port[SERVER];
	d->ip[CLIENT] = flow->addr[CLIENT];
	d->ip[SERVER] = flow->addr[SERVER];
	d->time_us = pkt->time_us;
	d->out = out;
	out->heard = &t->heard;
}

/* A side's octets go to the parser that claimed the flow. */
static size_t give(struct dispatch *d, struct talk *t, struct dissect *stage,
		   enum side from, struct cur in)
{
	struct feed *f = &t->feed[from];
	size_t taken;

	stage->from = from;
	stage->state = t->state;
	stage->out->source = t->row;
	taken = feed_push(f, d->pool, rows[t->row], stage, in.p, cur_left(&in));
	d->tallies->n[TALLY_malformed] += f->broken;
	f->broken = false;
	return taken;
}

/* The parser gave the flow back. True if others may have the octets, which is
 * so as long as it settled none of them. */
static bool take_back(struct dispatch *d, struct talk *t)
{
	bool early = t->feed[0].consumed == 0 && t->feed[1].consumed == 0;

	t->refusals |= (uint64_t)1 << d->bit[t->row];
	t->row = 0;
	memset(t->state, 0, sizeof(t->state));
	for (unsigned i = 0; i < 2; i++) {
		t->feed[i].dead = t->feed[i].refused = false;
		t->feed[i].need = 0;
		t->silent[i] = t->silent[i] || !early;
		if (!early)
			feed_drop(&t->feed[i], d->pool);
	}
	return early;
}

/* Asks around until somebody keeps the flow; false when nobody ever will. */
static bool claim(struct dispatch *d, struct talk *t, struct dissect *stage,
		  enum side from, struct cur *in)
{
	enum side other = from == CLIENT ? SERVER : CLIENT;
	struct feed *f = &t->feed[from];
	bool more = true;

	for (unsigned attempt = 0; attempt < ROWS; attempt++) {
		bool kept = f->length > 0;
		struct cur view = *in;

		/* What came before and what comes now, as one. */
		if (kept && !feed_keep(f, d->pool, in->p, cur_left(in)))
			return false;
		if (kept) {
			view = cur_of(f->window, f->length);
			in->p = in->end;
		}
		t->row = (uint8_t)ask(&d->on[ON_TCP], t->refusals, view, from,
				      stage->port, &more);
		if (t->row == 0)
			return more;
		give(d, t, stage, other, cur_of(NULL, 0));
		if (!t->feed[other].refused)
			cur_skip(in, give(d, t, stage, from, *in));
		if (!t->feed[from].refused && !t->feed[other].refused)
			return true;
		if (!take_back(d, t))
			return false;
	}
	return false;
}

/* Octets of a side that nobody has claimed yet. */
static void look(struct dispatch *d, struct talk *t, struct dissect *stage,
		 enum side from, struct cur in)
{
	struct feed *f = &t->feed[from];
	bool undecided = claim(d, t, stage, from, &in);
	size_t left = cur_left(&in);

	if (t->row != 0 || t->silent[from])
		return;
	if (undecided && f->length + left < PROBE_MAX &&
	    feed_keep(f, d->pool, in.p, left))
		return;
	feed_drop(f, d->pool);
	/* Whoever comes late may begin at the start of one of the next. */
	if (++t->tries[from] >= (stage->mid_stream ? TRIES : TRIES_FROM_START))
		t->silent[from] = true;
}

/* Octets are missing: what was kept of a side may say enough all the same. */
static void lose(struct dispatch *d, struct talk *t, struct dissect *stage,
		 enum side from, uint64_t missing)
{
	struct feed *f = &t->feed[from];
	const struct asked *a = &d->on[ON_TCP];
	uint64_t some = a->all & ~t->refusals;

	for (; t->row == 0 && f->length > 0 && some != 0; some &= some - 1) {
		unsigned i = asked_first(a, some);

		if (rows[i]->probe_cut != NULL &&
		    rows[i]->probe_cut(cur_of(f->window, f->length), missing))
			t->row = (uint8_t)i;
	}
	if (t->row == 0) {
		feed_drop(f, d->pool);
		return;
	}
	stage->state = t->state;
	stage->out->source = t->row;
	feed_gap(f, d->pool, rows[t->row], stage, missing);
	d->tallies->n[TALLY_malformed] += f->broken;
	f->broken = false;
	if (f->refused)
		take_back(d, t);
}

/* True while somebody wants a side, or may still begin there. */
static bool wanted(const struct talk *t, unsigned side)
{
	return t->row != 0 ? !t->feed[side].dead : !t->silent[side];
}

bool dispatch_bytes(struct dispatch *d, struct flow *flow, enum side from,
		    const struct packet *pkt, struct cur in, uint64_t missing,
		    struct out *out)
{
	struct talk *t = talk_of(d, flow, pkt->time_us);
	struct dissect stage;

	if (t == NULL)
		return false;
	set_stage(&stage, flow, t, from, pkt, out);
	if (missing > 0)
		lose(d, t, &stage, from, missing);
	if (t->row != 0 && !t->feed[from].dead) {
		cur_skip(&in, give(d, t, &stage, from, in));
		if (t->feed[from].refused && take_back(d, t))
			look(d, t, &stage, from, in);
	} else if (t->row == 0 && !t->silent[from]) {
		look(d, t, &stage, from, in);
	}
	return wanted(t, 0) || wanted(t, 1);
}

void dispatch_rest(struct dispatch *d, struct flow *flow,
		   const struct packet *pkt, struct out *out)
{
	struct talk *t = flow->talk;
	struct dissect stage;

	for (unsigned side = 0; t != NULL && t->row != 0 && side < 2; side++) {
		set_stage(&stage, flow, t, side, pkt, out);
		stage.state = t->state;
		out->source = t->row;
		feed_rest(&t->feed[side], d->pool, rows[t->row], &stage);
	}
}

static struct verdict parse_whole(const struct dissector *by, unsigned row,
				  struct dissect *stage, struct cur in)
{
	uint64_t state[STATE_MAX / 8];

	if (stage->state == NULL) {
		memset(state, 0, sizeof(state));
		stage->state = state;
	}
	stage->in = in;
	stage->part = 0;
	stage->out->source = (uint8_t)row;
	return by->parse(stage);
}

/* Who is asked first may have been mistaken: then others are, for the same. */
static unsigned claim_datagram(struct dispatch *d, struct flow *flow,
			       enum side from, const struct packet *pkt)
{
	const struct talk *t = flow->talk;
	bool more;

	if (t != NULL && t->row != 0)
		return t->row;
	return ask(&d->on[ON_UDP], t != NULL ? t->refusals : 0, pkt->payload,
		   from, flow->port, &more);
}

bool dispatch_datagram(struct dispatch *d, struct flow *flow, enum side from,
		       const struct packet *pkt, struct out *out)
{
	unsigned row;

	while ((row = claim_datagram(d, flow, from, pkt)) != 0) {
		/* Only who is understood takes a place. */
		struct talk *t = talk_of(d, flow, pkt->time_us);
		struct dissect stage;
		struct verdict v;

		if (t == NULL)
			return false;
		t->row = (uint8_t)row;
		set_stage(&stage, flow, t, from, pkt, out);
		stage.state = t->state;
		stage.cut = pkt->payload_wire > cur_left(&pkt->payload);
		v = parse_whole(rows[row], row, &stage, pkt->payload);
		d->tallies->n[TALLY_malformed] += v.what == MALFORMED;
		if (v.what != NOT_MINE || t->feed[0].dead || t->feed[1].dead) {
			t->feed[from].dead |= v.what == DONE;
			t->feed[1 - from].dead |= v.what == DONE &&
						  rows[row]->once;
			return wanted(t, 0) || wanted(t, 1);
		}
		if (!take_back(d, t))
			return false;
	}
	return ++flow->asked[from] < DATAGRAMS;
}

/* The first of some rows that takes what stands alone. */
static bool dispatch_first(struct dispatch *d, const struct asked *a,
			   uint64_t some, struct cur in,
			   const struct packet *pkt, enum side from,
			   struct out *out)
{
	struct dissect stage;
	struct verdict v;

	memset(&stage, 0, sizeof(stage));
	out->heard = NULL;
	stage.time_us = pkt->time_us;
	stage.cut = pkt->payload_wire > cur_left(&pkt->payload);
	stage.out = out;
	stage.from = from;
	stage.port[from] = pkt->from_port;
	stage.port[1 - from] = pkt->to_port;
	stage.ip[from] = pkt->from;
	stage.ip[1 - from] = pkt->to;
	for (; some != 0; some &= some - 1) {
		unsigned i = asked_first(a, some);
		const struct dissector *by = rows[i];

		if (by->probe(in, from) != YES)
			continue;
		stage.state = NULL;
		v = parse_whole(by, i, &stage, in);
		d->tallies->n[TALLY_malformed] += v.what == MALFORMED;
		if (v.what != NOT_MINE)
			return true;
	}
	return false;
}

/* Rows without a hint take every ethertype. */
bool dispatch_link(struct dispatch *d, const struct packet *pkt,
		   struct out *out)
{
	const uint16_t type[2] = {pkt->ethertype, pkt->ethertype};
	const struct asked *a = &d->on[ON_ETHER];
	uint64_t some = a->all & (hints_rows(&a->hints, type) | ~a->hinted);

	return dispatch_first(d, a, some, pkt->network, pkt, CLIENT, out);
}

bool dispatch_ip(struct dispatch *d, const struct packet *pkt, struct out *out)
{
	const struct asked *a = &d->on[pkt->l4 == L4_ICMP6 ? ON_ICMP6
				       : pkt->l4 == L4_ICMP ? ON_ICMP : ON_VRRP];

	return dispatch_first(d, a, a->all, pkt->payload, pkt, CLIENT, out);
}

bool dispatch_syn(struct dispatch *d, const struct packet *pkt, enum side from,
		  struct out *out)
{
	const struct asked *a = &d->on[ON_SYN];

	return dispatch_first(d, a, a->all, pkt->network, pkt, from, out);
}

static bool is_announced(const struct dispatch *d, uint16_t port)
{
	return d->announced[port / 64] >> port % 64 & 1;
}

bool dispatch_announces(const struct dispatch *d, const struct packet *pkt)
{
	return pkt->l4 == L4_UDP && pkt->payload_wire > 0 &&
	       (is_announced(d, pkt->from_port) ||
		is_announced(d, pkt->to_port));
}

bool dispatch_announcement(struct dispatch *d, const struct packet *pkt,
			   enum side from, struct out *out)
{
	const uint16_t port[2] = {pkt->from_port, pkt->to_port};
	const struct asked *a = &d->on[ON_UDP];

	return dispatch_first(d, a, a->stateless & hints_rows(&a->hints, port),
			      pkt->payload, pkt, from, out);
}
