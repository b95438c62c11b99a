/* SPDX-License-Identifier: Apache-2.0 */
/*
 * see - the public face of classify on the octet side: the sensor.
 *
 * A sensor reads frames, owns no file and no clock, and tells what it saw in
 * records. It runs in a process of its own; nothing it does may block on the
 * recorder when live.
 */
#ifndef WW_SEE_H
#define WW_SEE_H

#include "capture/capture.h"
#include "classify/observation.h"

/* Takes a record; false when it could not (live: the pipe is full). */
typedef bool record_sink(void *ctx, const struct record *);

/*
 * What the parent can see of a worker through shared memory: where it is and
 * whether it is inside nDPI, so that it can be killed and replaced.
 */
struct pulse {
	volatile uint64_t beats;       /* rises with every frame, and whenever
					  the loop of a live worker turns      */
	volatile uint64_t ordinal;     /* frames begun, over all files         */
	volatile uint64_t octets;      /* read so far, for progress            */
	volatile uint64_t conversation; /* key of the one in hand              */
	volatile uint32_t in_ndpi;     /* 1 while nDPI runs                    */
	volatile uint32_t ready;       /* sandboxed and reading                */
};

enum { POISON_MAX = 64 };

struct sensor_limits {
	struct flow_limits flows; /* its seed is drawn by lot where it is 0    */
	uint32_t talks;       /* conversations listened to at a time           */
	uint32_t feeds;       /* windows of FEED_MAX for dissectors            */
	uint32_t recent;      /* facts remembered as already told              */
	uint32_t ndpi_flows;  /* conversations that nDPI looks at at a time    */
	bool places;          /* on: rooms and beds of devices are told        */
	bool ndpi;            /* off: our own dissectors only                  */
	bool ndpi_guard;      /* off only to test the containment              */
};

/* Sizes for a file on a laptop; what the console and --help call default. */
struct sensor_limits sensor_defaults(void);
/* Octets that a sensor with these limits allocates at start. */
size_t sensor_memory(const struct sensor_limits *);

struct sensor_options {
	struct sensor_limits limits;
	unsigned worker, workers;      /* keeps packet_share() == worker only  */
	bool shared_by_kernel;         /* live: every frame is ours            */
	uint16_t captures;             /* frames carry smaller numbers         */
	const uint64_t *poison;        /* conversations never offered to nDPI  */
	unsigned poisons;
	struct pulse *pulse;           /* may be NULL                          */
};

struct sensor;

/*
 * Allocates everything, before the sandbox closes.
 *
 * Owner   the caller closes.
 * Errors  NULL with a sentence when nDPI does not fit its header.
 */
struct sensor *sensor_open(const struct sensor_options *, record_sink *,
			   void *ctx, struct err *);
enum { SENSOR_BATCH = 32 };
/*
 * At most SENSOR_BATCH frames through the house. There is no other path. Each
 * raises the pulse's ordinal by one.
 */
void sensor_step(struct sensor *, const struct frame *, unsigned n);
/* Adds to a counter of a capture, for what the caller knows (kernel drops). */
void sensor_tally(struct sensor *, uint16_t capture, enum tally, uint64_t n);
/* Tells counts so far; live: each second. */
void sensor_report(struct sensor *);
/* Ends all conversations and tells the rest. */
void sensor_finish(struct sensor *);
void sensor_close(struct sensor *);

#endif
