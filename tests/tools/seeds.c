/* SPDX-License-Identifier: Apache-2.0 */
/*
 * seeds - what real conversations give a fuzzer to begin with: seeds FILE DIR
 * writes up to SEEDS of each dissector into DIR/NAME/, in the form that
 * tests/fuzz/fuzz.c reads.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "capture/base/must.h"
#include "capture/capture.h"
#include "classify/dispatch.h"

enum { SEED_MAX = 6000, SEEDS = 30, ROWS_MAX = 64 };

/* Messages of both sides: side, length of two octets, octets. */
struct seed {
	uint8_t octets[SEED_MAX];
	size_t n;
};

struct writer {
	const char *folder;
	unsigned written[ROWS_MAX];
};

static void add(struct seed *s, unsigned side, struct cur octets)
{
	size_t n = cur_left(&octets);

	if (n == 0 || n + 3 > SEED_MAX - s->n)
		return;
	s->octets[s->n] = (uint8_t)side;
	s->octets[s->n + 1] = (uint8_t)(n >> 8);
	s->octets[s->n + 2] = (uint8_t)n;
	cur_copy(&octets, s->octets + s->n + 3, n);
	s->n += n + 3;
}

static void keep(struct writer *w, unsigned row, const struct seed *s)
{
	const char *name = dispatch_row(row)->name;
	char path[4096];
	FILE *f;

	if (w->written[row] == SEEDS)
		return;
	snprintf(path, sizeof(path), "%s/%s", w->folder, name);
	mkdir(path, 0777);
	snprintf(path, sizeof(path), "%s/%s/%u", w->folder, name,
		 w->written[row]++);
	f = fopen(path, "wb");
	must(f != NULL && fwrite(s->octets, 1, s->n, f) == s->n);
	fclose(f);
}

/* For every row of the carrier that answers so to the first message. */
static bool offer_to(struct writer *w, enum carrier carrier, enum guess answer,
		     const struct seed *s)
{
	const struct dissector *by;
	struct cur first = cur_of(s->octets, s->n);
	enum side from = cur_u8(&first) & 1 ? SERVER : CLIENT;
	bool kept = false;

	first = cur_take(&first, cur_u16(&first));
	for (unsigned i = 1; s->n > 0 && (by = dispatch_row(i)) != NULL; i++)
		if (by->carrier == carrier &&
		    by->probe(first, from) == answer) {
			keep(w, i, s);
			kept = true;
		}
	return kept;
}

static void offer(struct writer *w, enum carrier carrier, const struct seed *s)
{
	if (!offer_to(w, carrier, YES, s))
		offer_to(w, carrier, MORE, s);
}

static void offer_alone(struct writer *w, enum carrier carrier,
			struct cur octets)
{
	struct seed s = {.n = 0};

	add(&s, CLIENT, octets);
	offer(w, carrier, &s);
}

static void flow_over(void *ctx, struct flow *flow)
{
	if (flow->talk != NULL)
		offer(ctx, flow->l4 == L4_TCP ? ON_TCP : ON_UDP, flow->talk);
	free(flow->talk);
	flow->talk = NULL;
}

static void sow(struct writer *w, struct flows *flows, const struct packet *pkt)
{
	struct flow *flow;
	unsigned side;

	if (!pkt->is_ip)
		offer_alone(w, ON_ETHER, pkt->network);
	if (pkt->l4 == L4_ICMP)
		offer_alone(w, ON_ICMP, pkt->payload);
	if (pkt->l4 == L4_ICMP6)
		offer_alone(w, ON_ICMP6, pkt->payload);
	if (pkt->l4 == L4_VRRP)
		offer_alone(w, ON_VRRP, pkt->payload);
	if (pkt->l4 == L4_TCP && (pkt->tcp.flags & TCP_SYN) != 0)
		offer_alone(w, ON_SYN, pkt->network);
	if (pkt->l4 != L4_TCP && pkt->l4 != L4_UDP)
		return;
	flow = flow_touch(flows, pkt, &side);
	if (flow == NULL)
		return;
	if (flow->talk == NULL)
		flow->talk = must_alloc(1, sizeof(struct seed));
	add(flow->talk, side, pkt->payload);
}

int main(int argc, char **argv)
{
	static struct tallies t;
	struct writer w = {.folder = argc == 3 ? argv[2] : NULL};
	struct flow_limits limits = {.flows = 1 << 14, .windows = 1,
				     .idle_tcp_s = 600, .idle_closed_s = 60,
				     .idle_other_s = 120};
	struct decoder *d = decoder_open();
	struct flows *flows = flows_open(&limits, flow_over, &w, &t);
	struct err e = {0};
	struct source *s;
	struct frame f = {0};
	struct packet pkt;

	if (w.folder == NULL)
		return 2;
	s = source_open(open(argv[1], O_RDONLY), argv[1], 0, &e);
	if (s == NULL) {
		fprintf(stderr, "%s\n", e.text);
		return 1;
	}
	while (source_next(s, &f) == SOURCE_FRAME)
		if (decode(d, &f, &pkt, &t))
			sow(&w, flows, &pkt);
	flows_finish(flows);
	flows_close(flows);
	source_close(s);
	decoder_close(d);
	return 0;
}
