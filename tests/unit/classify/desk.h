/* SPDX-License-Identifier: Apache-2.0 */
/* desk - a sensor, and what it told. */
#ifndef WW_TEST_DESK_H
#define WW_TEST_DESK_H

#include "capture/base/mix.h"
#include "classify/see.h"
#include "tests/support/unit.h"
#include "tests/support/frames.h"

static const uint64_t NOW_US = 1795530127000000;

struct desk {
	struct sensor *sensor;
	unsigned talks;
	unsigned banners, hands;
	struct fact hand; /* the last handwriting of a SYN                     */
	struct talk_record last;
	uint64_t tally[TALLIES];
	uint64_t story; /* all that was told, in order                         */
};

static inline bool take(void *ctx, const struct record *r)
{
	struct desk *d = ctx;

	d->story = mix(d->story, r, sizeof(*r));
	if (r->kind == RECORD_TALK) {
		d->talks++;
		d->last = r->as.talk;
	}
	if (r->kind == RECORD_TALLY)
		d->tally[r->as.tally.tally] += r->as.tally.n;
	if (r->kind == RECORD_FACT && r->as.fact.attr == A_tcp_stack) {
		d->hands++;
		d->hand = r->as.fact;
	}
	d->banners += r->kind == RECORD_FACT && r->as.fact.attr == A_ssh_server;
	return true;
}

static inline void open_desk_seeded(struct desk *d, bool live, uint32_t places,
			     bool ndpi, uint64_t seed)
{
	struct sensor_options o = {.limits = sensor_defaults(),
				   .workers = 1,
				   .shared_by_kernel = live,
				   .captures = 1};
	struct err e = {0};

	memset(d, 0, sizeof(*d));
	o.limits.ndpi = ndpi;
	o.limits.flows.flows = 64;
	o.limits.flows.seed = seed;
	o.limits.talks = places;
	d->sensor = sensor_open(&o, take, d, &e);
	assert_non_null(d->sensor);
}

static inline void open_desk_with(struct desk *d, bool live, uint32_t places,
			   bool ndpi)
{
	open_desk_seeded(d, live, places, ndpi, 0);
}

static inline void open_desk_for(struct desk *d, bool live, uint32_t places)
{
	open_desk_with(d, live, places, false);
}

static inline void open_desk(struct desk *d, bool live)
{
	open_desk_for(d, live, 64);
}

static inline void step(struct desk *d, const struct octets *o, uint64_t after_us)
{
	struct frame f = frame_of(o, 1, 0, NOW_US + after_us);

	sensor_step(d->sensor, &f, 1);
}

static inline void ask(struct desk *d, uint64_t after_us)
{
	struct octets o = {.n = 0};

	put_datagram(&o, 1, 2, 40000, 7777, "what");
	step(d, &o, after_us);
}

static inline void answer(struct desk *d, uint64_t after_us)
{
	struct octets o = {.n = 0};

	put_datagram(&o, 2, 1, 7777, 40000, "that");
	step(d, &o, after_us);
}

/* 0: from the client. */
static inline void segment(struct desk *d, unsigned side, unsigned flags,
		    uint64_t after_us)
{
	struct octets o = {.n = 0};

	put_ethernet(&o, 1 + side, 2 - side, 0x0800);
	put_ip4(&o, 1 + side, 2 - side, 1, 0, 6, 20);
	put_tcp(&o, side == 0 ? 40000 : 7777, side == 0 ? 7777 : 40000, 1, 1,
		flags);
	step(d, &o, after_us);
}

#endif
