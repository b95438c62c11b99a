/* SPDX-License-Identifier: Apache-2.0 */
/* teller - a sensor's records on their way out. */
#include "classify/teller.h"

#include <stdio.h>

#include "capture/base/must.h"

enum { LABELS = 1024 };

struct label {
	char name[TALK_PROTOCOL];
};

/* What is known of one capture and not yet told. */
struct account {
	struct tallies tallies;
	struct span_record span;
};

struct teller {
	record_sink *sink;
	void *ctx;
	uint8_t worker;
	uint16_t capture, captures; /* the one in hand, and how many           */
	struct tallies now;         /* of the capture in hand                  */
	struct account *account;    /* of all others                           */
	struct label *label;        /* interned; 0 is unknown                  */
	unsigned labels;
};

struct teller *teller_open(uint8_t worker, uint16_t captures, record_sink *sink,
			   void *ctx)
{
	struct teller *t = must_alloc(1, sizeof(*t));

	t->worker = worker;
	t->captures = captures > 0 ? captures : 1;
	t->sink = sink;
	t->ctx = ctx;
	t->account = must_alloc(t->captures, sizeof(*t->account));
	t->label = must_alloc(LABELS, sizeof(*t->label));
	t->labels = 1;
	return t;
}

void teller_close(struct teller *t)
{
	if (t == NULL)
		return;
	free(t->account);
	free(t->label);
	free(t);
}

struct tallies *teller_tallies(struct teller *t)
{
	return &t->now;
}

void teller_turn(struct teller *t, uint16_t capture)
{
	must(capture < t->captures);
	if (capture == t->capture)
		return;
	t->account[t->capture].tallies = t->now;
	t->now = t->account[capture].tallies;
	t->capture = capture;
}

void teller_frame(struct teller *t, const struct frame *f)
{
	struct span_record *span = &t->account[t->capture].span;

	if (span->last_us == 0)
		span->first_us = span->last_us = f->time_us;
	span->frames++;
	if (f->time_us < span->first_us)
		span->first_us = f->time_us;
	if (f->time_us > span->last_us)
		span->last_us = f->time_us;
}

static bool tell(struct teller *t, struct record *r, enum record_kind kind)
{
	r->kind = (uint8_t)kind;
	r->worker = t->worker;
	return t->sink(t->ctx, r);
}

bool teller_fact(void *teller, struct record *fact)
{
	struct teller *t = teller;

	if (tell(t, fact, RECORD_FACT))
		return true;
	t->now.n[TALLY_pipe_drop]++;
	return false;
}

void teller_flow(struct teller *t, struct flow *flow)
{
	struct record r;
	struct talk_record *talk = &r.as.talk;

	if (flow->packets[0] + flow->packets[1] == 0 ||
	    addr_is_zero(flow->addr[CLIENT]) ||
	    addr_is_group(flow->addr[CLIENT]))
		return;
	memset(&r, 0, sizeof(r));
	talk->first_us = flow->first_us;
	talk->last_us = flow->last_us;
	talk->frame = flow->first_frame;
	talk->capture = flow->capture;
	talk->client = flow->addr[CLIENT];
	talk->server = flow->addr[SERVER];
	talk->net = flow->net;
	talk->l4 = flow->l4;
	talk->port = flow->port[SERVER];
	talk->flows = flow->told ? 0 : 1;
	talk->answered = flow->answered;
	talk->refused = flow->refused;
	talk->encrypted = flow->encrypted;
	talk->half = flow->l4 == L4_TCP && !flow->data[SERVER] &&
		     (flow->flags[CLIENT] & TCP_ACK) == 0;
	talk->source = flow->label_source;
	memcpy(talk->protocol, t->label[flow->label].name, TALK_PROTOCOL);
	for (unsigned i = 0; i < 2; i++) {
		talk->mac[i] = flow->mac[i];
		talk->packets[i] = flow->packets[i];
		talk->octets[i] = flow->octets[i];
	}
	if (!tell(t, &r, RECORD_TALK)) {
		t->now.n[TALLY_pipe_drop]++;
		return; /* its counts go with the next telling */
	}
	flow->told = true;
	flow->told_us = flow->last_us;
	memset(flow->packets, 0, sizeof(flow->packets));
	memset(flow->octets, 0, sizeof(flow->octets));
}

void teller_name(struct teller *t, struct flow *flow, const char *name,
		 unsigned source)
{
	unsigned i = flow->label; /* mostly it is the one that it has          */

	if (i == 0 || strcmp(t->label[i].name, name) != 0)
		for (i = 1; i < t->labels &&
			    strcmp(t->label[i].name, name) != 0;)
			i++;
	if (i == LABELS)
		return;
	if (i == t->labels)
		snprintf(t->label[t->labels++].name, TALK_PROTOCOL, "%s", name);
	flow->label = (uint16_t)i;
	flow->label_source = (uint8_t)source;
}

void teller_label(struct teller *t, struct flow *flow, struct out *o)
{
	if (o->protocol == NULL)
		return;
	teller_name(t, flow, o->protocol, o->source);
	flow->encrypted = o->encrypted;
	o->protocol = NULL;
}

/* Counters go out in parts, each told once. */
static void tell_account(struct teller *t, uint16_t capture)
{
	struct account *a = &t->account[capture];
	struct record r;

	for (unsigned i = 0; i < TALLIES; i++) {
		if (a->tallies.n[i] == 0)
			continue;
		memset(&r, 0, sizeof(r));
		r.as.tally.capture = capture;
		r.as.tally.tally = (uint16_t)i;
		r.as.tally.n = a->tallies.n[i];
		if (tell(t, &r, RECORD_TALLY))
			a->tallies.n[i] = 0;
	}
	if (a->span.frames == 0)
		return;
	memset(&r, 0, sizeof(r));
	r.as.span = a->span;
	r.as.span.capture = capture;
	if (tell(t, &r, RECORD_SPAN))
		a->span.frames = 0;
}

void teller_report(struct teller *t)
{
	t->account[t->capture].tallies = t->now;
	for (uint16_t i = 0; i < t->captures; i++)
		tell_account(t, i);
	t->now = t->account[t->capture].tallies;
}
