/* SPDX-License-Identifier: Apache-2.0 */
/* sensor - the straight line: one frame through the house. */
#include "classify/see.h"

#include <string.h>
#include <sys/random.h>

#include "capture/base/must.h"
#include "classify/asker.h"
#include "classify/dispatch.h"
#include "classify/meet.h"
#include "classify/recall.h"
#include "classify/recent.h"
#include "classify/teller.h"
#include "classify/waiting.h"

/* A long conversation is told in parts; live, the first one soon. */
enum { TELL_FLOW_US = 60000000, TELL_SOON_US = 5000000 };

enum { RECALLED = 256 }; /* certificates at a time                            */

struct sensor {
	struct sensor_options options;
	struct teller *teller;
	struct decoder *decoder;
	struct flows *flows;
	struct dispatch *dispatch;
	struct recent *recent;
	struct recall *recall;
	struct waiting *waiting;
	struct asker *asker;      /* NULL: without nDPI                        */
	struct out out;
	struct tallies *now;      /* of the capture in hand, not yet told      */
	struct tallies scratch;   /* of a frame that may not be ours           */
	uint64_t hour_us;         /* when the hour of the packet in hand began  */
	struct pulse quiet;       /* when nobody watches                       */
	struct pulse *pulse;
	struct packet ahead[SENSOR_BATCH]; /* decoded, not yet looked at       */
};

struct sensor_limits sensor_defaults(void)
{
	return (struct sensor_limits){
		.flows = {.flows = 1 << 18,
			  .windows = 512,
			  .idle_tcp_s = 600,
			  .idle_closed_s = 60,
			  .idle_other_s = 120,
			  .seed = 0},
		.talks = 65536,
		.feeds = 512,
		.recent = 131072,
		.ndpi_flows = 16384,
		.ndpi = true,
		.ndpi_guard = true,
	};
}

size_t sensor_memory(const struct sensor_limits *l)
{
	return sizeof(struct sensor) + flows_memory(&l->flows) +
	       dispatch_memory(l->talks, l->feeds) +
	       recent_memory(l->recent) +
	       recall_memory(RECALLED) + waiting_memory() + asker_memory(l);
}

static void take_fact(void *ctx, struct fact *f)
{
	struct sensor *s = ctx;

	s->now->n[TALLY_recent_evicted] += recent_add(s->recent, f);
}

/* ---- the line --------------------------------------------------------------------- */

static void dissect_octets(void *ctx, struct flow *flow, unsigned side,
			   const struct packet *pkt, struct cur in,
			   uint64_t missing)
{
	struct sensor *s = ctx;

	if (missing > 0) {
		s->now->n[TALLY_gap]++;
		s->now->n[TALLY_gap_octets] += missing;
	}
	if (!flow->listening)
		return;
	flow->listening = dispatch_bytes(s->dispatch, flow, side, pkt, in,
					 missing, &s->out);
	teller_label(s->teller, flow, &s->out);
	if (!flow->listening)
		dispatch_end(s->dispatch, flow);
}

static void set_ends(struct sensor *s, const struct flow *flow, unsigned side,
		     const struct packet *pkt)
{
	out_end(&s->out, CLIENT, flow->addr[CLIENT], flow->net, flow->l4, 0);
	out_end(&s->out, SERVER, flow->addr[SERVER], flow->net, flow->l4,
		flow->port[SERVER]);
	s->out.mac[side] = pkt->from_mac;
	s->out.mac[1 - side] = pkt->to_mac;
}

/* nDPI is asked about octets that no parser has claimed. */
static void ask_ndpi(struct sensor *s, struct flow *flow,
		     const struct packet *pkt)
{
	if (dispatch_claimed(flow) || flow->label != 0)
		asker_forget(s->asker, flow);
	if (!flow->ndpi_done && pkt->payload_wire > 0)
		asker_look(s->asker, flow, pkt);
}

/* Of octets that waited for the beginning of their flow the packet is gone: as
 * much of it as anybody looks at is made anew. */
static void dissect_first(void *ctx, struct flow *flow, unsigned side,
			  const struct packet *pkt, struct cur in,
			  uint64_t missing)
{
	struct sensor *s = ctx;
	struct out now = s->out;
	struct packet first = *pkt;

	first.from_mac = flow->mac[side];
	first.to_mac = flow->mac[1 - side];
	first.from = flow->addr[side];
	first.to = flow->addr[1 - side];
	first.from_port = flow->port[side];
	first.to_port = flow->port[1 - side];
	first.net = flow->net;
	first.ttl = flow->ttl[side];
	first.l4 = flow->l4;
	first.is_ip = first.reassembled = true;
	first.payload = in;
	first.payload_wire = (uint32_t)cur_left(&in);
	out_evidence(&s->out, &first);
	set_ends(s, flow, side, &first);
	dissect_octets(s, flow, side, &first, in, missing);
	if (missing == 0) /* behind a hole it was asked when they came         */
		ask_ndpi(s, flow, &first);
	if (!flow->spoke)
		meet_one(&s->out, flow, side, &first, true);
	now.refused = s->out.refused;
	s->out = now;
}

static void flow_over(void *ctx, struct flow *flow)
{
	struct sensor *s = ctx;

	if (flow->listening)
		stream_end(s->flows, flow, dissect_first, s);
	dispatch_end(s->dispatch, flow);
	asker_forget(s->asker, flow);
	teller_flow(s->teller, flow);
}

/* Both sides have said their last, or one hung up, by the flags looked at. */
static bool is_over(const struct flow *flow, unsigned flags)
{
	return flow->l4 == L4_TCP &&
	       ((flags & TCP_RST) != 0 ||
		(flow->flags[0] & flow->flags[1] & TCP_FIN) != 0);
}

/* What waits behind a hole is read, and the places go to others. It may have
 * been a lie: what comes all the same is looked at from its beginning. */
static void close_flow(struct sensor *s, struct flow *flow,
		       const struct packet *pkt)
{
	if (flow->listening)
		stream_flush(s->flows, flow, pkt, dissect_octets, s);
	dispatch_rest(s->dispatch, flow, pkt, &s->out);
	teller_label(s->teller, flow, &s->out);
	stream_drop(s->flows, flow);
	dispatch_end(s->dispatch, flow);
	asker_over(s->asker, flow);
}

static void dissect_flow(struct sensor *s, struct flow *flow, enum side side,
			 const struct packet *pkt)
{
	bool stream = flow->l4 == L4_TCP;

	if (stream && flow->listening)
		stream_late(s->flows, flow, pkt->time_us, dissect_first, s);
	if (stream && (pkt->tcp.flags & TCP_SYN) != 0)
		waiting_syn(s->waiting, s->dispatch, flow, side, pkt, &s->out);
	if (pkt->payload_wire == 0 && is_over(flow, pkt->tcp.flags)) {
		close_flow(s, flow, pkt);
		return;
	}
	if (pkt->payload_wire == 0 && !(stream && flow->listening))
		return;
	if (stream && flow->listening) {
		stream_push(s->flows, flow, side, pkt, dissect_octets, s);
	} else if (flow->l4 == L4_UDP && flow->listening) {
		flow->listening = dispatch_datagram(s->dispatch, flow, side,
						    pkt, &s->out);
		teller_label(s->teller, flow, &s->out);
		if (!flow->listening)
			dispatch_end(s->dispatch, flow);
	}
	if (!stream_supposed(flow, side))
		ask_ndpi(s, flow, pkt);
	flow->boring = !flow->listening && flow->ndpi_done;
	if (flow->boring)
		stream_drop(s->flows, flow);
}

/* Announcements stand alone: who speaks from a known port is the server. */
static bool dissect_announcement(struct sensor *s, struct flow *flow,
				 enum side side, const struct packet *pkt)
{
	if (!dispatch_announcement(s->dispatch, pkt, side, &s->out))
		return false;
	teller_label(s->teller, flow, &s->out);
	return true;
}

/*
 * Whether a conversation is told before it is over. Live, somebody watches:
 * the first part goes out when it was answered and looks finished, or after
 * moments, not when the table forgets it minutes later. A telling names the
 * hours of its first and its last packet: there is one in each hour, once it is
 * known what is spoken.
 */
static bool is_due(const struct sensor *s, const struct flow *f)
{
	if (f->told_us < s->hour_us && (f->told || f->boring || f->label != 0))
		return true;
	if (!s->options.shared_by_kernel || f->told)
		return f->last_us > f->told_us + TELL_FLOW_US;
	if (f->last_us > f->told_us + TELL_SOON_US)
		return true;
	if (f->l4 != L4_TCP)
		return f->answered;
	return is_over(f, f->flags[0] | f->flags[1]);
}

static void dissect_packet(struct sensor *s, const struct packet *pkt)
{
	struct flow *flow;
	unsigned side;
	bool announces;

	flow = flow_touch(s->flows, pkt, &side);
	if (flow == NULL)
		return;
	if (pkt->time_us - s->hour_us >= HOUR_US) /* before it, too            */
		s->hour_us = pkt->time_us / HOUR_US * HOUR_US;
	if (flow->packets[side] == 1 && !flow->told)
		meet_frame(&s->out, pkt);
	if (flow->packets[0] + flow->packets[1] == 1 && !flow->told) {
		flow->listening = true;
		flow->ndpi_done = s->asker == NULL;
	}
	if (flow->waits != 0)
		waiting_prove(s->waiting, flow, side, pkt, &s->out);
	announces = dispatch_announces(s->dispatch, pkt);
	if (announces || !flow->boring)
		set_ends(s, flow, side, pkt);
	if (announces && dissect_announcement(s, flow, side, pkt)) {
		flow->listening = false;
		asker_forget(s->asker, flow);
	} else if (!flow->boring) {
		dissect_flow(s, flow, side, pkt);
	}
	if (!flow->spoke && flow->data[0] && flow->data[1])
		meet_both(&s->out, flow);
	if (!flow->spoke)
		meet_one(&s->out, flow, side, pkt,
			 flow->packets[side] == 1 && !flow->told);
	if (is_due(s, flow))
		teller_flow(s->teller, flow);
}

/* ARP, LLDP and their kind: the sender has a MAC and no address. */
static void dissect_link(struct sensor *s, const struct packet *pkt)
{
	meet_frame(&s->out, pkt);
	memset(s->out.end, 0, sizeof(s->out.end));
	s->out.end[CLIENT].mac = s->out.mac[CLIENT] = pkt->from_mac;
	s->out.end[SERVER].mac = s->out.mac[SERVER] = pkt->to_mac;
	s->out.end[CLIENT].net = s->out.end[SERVER].net = pkt->net;
	if (!dispatch_link(s->dispatch, pkt, &s->out))
		s->now->n[TALLY_ethertype]++;
}

static void dissect_ip(struct sensor *s, const struct packet *pkt)
{
	out_end(&s->out, CLIENT, pkt->from, pkt->net, 0, 0);
	out_end(&s->out, SERVER, pkt->to, pkt->net, 0, 0);
	s->out.mac[CLIENT] = pkt->from_mac;
	s->out.mac[SERVER] = pkt->to_mac;
	dispatch_ip(s->dispatch, pkt, &s->out);
}

/* Decodes; false when there is nothing to go on with, or it is another's. */
static bool mine(struct sensor *s, const struct frame *f, struct packet *pkt)
{
	unsigned n = s->options.shared_by_kernel ? 1 : s->options.workers;
	bool decoded;

	if (n == 1) {
		s->now->n[TALLY_packets]++;
		s->now->n[TALLY_octets] += f->wire_len;
		return decode(s->decoder, f, pkt, s->now);
	}
	memset(&s->scratch, 0, sizeof(s->scratch));
	decoded = decode(s->decoder, f, pkt, &s->scratch);
	/* What nobody can decode is counted by the first. */
	if ((decoded ? packet_share(pkt, n) : 0) != s->options.worker)
		return false;
	for (unsigned i = 0; i < TALLIES; i++)
		s->now->n[i] += s->scratch.n[i];
	s->now->n[TALLY_packets]++;
	s->now->n[TALLY_octets] += f->wire_len;
	return decoded;
}

static void dissect(struct sensor *s, const struct packet *pkt)
{
	uint64_t refused = s->out.refused;

	out_evidence(&s->out, pkt);
	if (!pkt->is_ip)
		dissect_link(s, pkt);
	else if (pkt->l4 == L4_ICMP || pkt->l4 == L4_ICMP6 ||
		 (pkt->l4 == L4_VRRP && pkt->ttl == 255)) /* RFC 9568 5.1.1.3  */
		dissect_ip(s, pkt);
	if (pkt->is_ip)
		dissect_packet(s, pkt);
	s->now->n[TALLY_refused] += s->out.refused - refused;
}

/*
 * Decodes frames as long as they are of one capture, to which counters belong,
 * and borrow from nothing that the next one may take. Returns how many.
 */
static unsigned look_ahead(struct sensor *s, const struct frame *f, unsigned n,
			   bool ours[])
{
	struct packet *pkt = s->ahead;
	unsigned i = 0;

	teller_turn(s->teller, f->capture);
	do {
		s->pulse->ordinal++;
		/* Every worker reads every frame of a file; one tells. */
		if (s->options.worker == 0 || s->options.shared_by_kernel)
			teller_frame(s->teller, &f[i]);
		ours[i] = mine(s, &f[i], &pkt[i]);
		i++;
	} while (i < n && f[i].capture == f->capture &&
		 !pkt[i - 1].reassembled);
	return i;
}

void sensor_step(struct sensor *s, const struct frame *f, unsigned n)
{
	uint32_t near[SENSOR_BATCH];
	bool ours[SENSOR_BATCH];

	must(n <= SENSOR_BATCH);
	while (n > 0) {
		uint64_t ordinal = s->pulse->ordinal;
		unsigned ready = look_ahead(s, f, n, ours);

		for (unsigned i = 0; i < ready; i++)
			if (ours[i])
				near[i] = flow_ahead(s->flows, &s->ahead[i]);
		for (unsigned i = 0; i < ready; i++)
			if (ours[i])
				flow_near(s->flows, near[i]);
		for (unsigned i = 0; i < ready; i++) {
			s->pulse->ordinal = ++ordinal;
			s->pulse->beats++;
			if (ours[i])
				dissect(s, &s->ahead[i]);
		}
		s->now->n[TALLY_recent_evicted] += recent_settle(s->recent);
		f += ready;
		n -= ready;
	}
}

void sensor_tally(struct sensor *s, uint16_t capture, enum tally t, uint64_t n)
{
	teller_turn(s->teller, capture);
	s->now->n[t] += n;
}

void sensor_report(struct sensor *s)
{
	teller_report(s->teller);
}

void sensor_finish(struct sensor *s)
{
	flows_finish(s->flows);
	s->now->n[TALLY_recent_evicted] += recent_flush(s->recent);
	sensor_report(s);
}

/* Whoever cannot guess it cannot choose what lies together in a table. */
static uint64_t by_lot(void)
{
	uint64_t seed;

	must(getrandom(&seed, sizeof(seed), 0) == sizeof(seed));
	return seed;
}

struct sensor *sensor_open(const struct sensor_options *o, record_sink *sink,
			   void *ctx, struct err *e)
{
	struct sensor *s = must_alloc(1, sizeof(*s));
	const struct sensor_limits *l = &o->limits;

	s->options = *o;
	s->pulse = o->pulse != NULL ? o->pulse : &s->quiet;
	s->teller = teller_open((uint8_t)o->worker, o->captures, sink, ctx);
	s->now = teller_tallies(s->teller);
	if (l->ndpi) {
		s->asker = asker_open(o, s->teller, s->pulse, e);
		if (s->asker == NULL) {
			teller_close(s->teller);
			free(s);
			return NULL;
		}
	}
	s->decoder = decoder_open();
	if (s->options.limits.flows.seed == 0)
		s->options.limits.flows.seed = by_lot();
	s->flows = flows_open(&s->options.limits.flows, flow_over, s, s->now);
	s->dispatch = dispatch_open(l->talks, l->feeds, s->now);
	s->recall = s->out.recall = recall_open(RECALLED);
	s->waiting = waiting_open();
	s->recent = recent_open(l->recent, teller_fact, s->teller);
	s->out.take = take_fact;
	s->out.frame_source = (uint8_t)source_of_name("frame");
	s->out.places = o->limits.places;
	s->out.ctx = s;
	return s;
}

void sensor_close(struct sensor *s)
{
	if (s == NULL)
		return;
	flows_close(s->flows);
	dispatch_close(s->dispatch);
	recent_close(s->recent);
	recall_close(s->recall);
	waiting_close(s->waiting);
	asker_close(s->asker);
	decoder_close(s->decoder);
	teller_close(s->teller);
	free(s);
}
