/* SPDX-License-Identifier: Apache-2.0 */
/*
 * asker - which packets nDPI is asked about, and what its answer is worth: a
 * name for a conversation that no parser of ours has named.
 */
#ifndef WW_ASKER_H
#define WW_ASKER_H

#include "classify/teller.h"

struct asker;

/* Errors: NULL with a sentence when nDPI does not fit its header. */
struct asker *asker_open(const struct sensor_options *, struct teller *,
			 struct pulse *, struct err *);
void asker_close(struct asker *);
size_t asker_memory(const struct sensor_limits *);

/* A packet with payload of a flow that is not ndpi_done. */
void asker_look(struct asker *, struct flow *, const struct packet *);
/* The conversation said its last: it had no name, if nDPI still looked. */
void asker_over(struct asker *, struct flow *);
/* No name is wanted any more. */
void asker_forget(struct asker *, struct flow *);

#endif
