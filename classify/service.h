/* SPDX-License-Identifier: Apache-2.0 */
/*
 * service - what nDPI says of a service, so that it need not be asked about
 * each of its conversations.
 *
 * Services of one group stand in one set, and which of them is remembered
 * depends on their own conversations alone.
 */
#ifndef WW_SERVICE_H
#define WW_SERVICE_H

#include "capture/capture.h"

struct services;

/* Owner: the caller closes. It never grows: services_memory() octets. */
struct services *services_open(void);
void services_close(struct services *);
size_t services_memory(void);

/* True when its last verdicts were all alike: *label, 0 that there is none. */
bool services_know(const struct services *, const struct service *,
		   uint16_t *label);
/* For each new conversation of a known service: true when it is this one's turn
 * to be looked at all the same. */
bool services_check(struct services *, const struct service *);

/* A verdict on one of its conversations. */
enum lesson { LESSON_NEW, LESSON_SAME, LESSON_WRONG };
enum lesson services_learn(struct services *, const struct service *,
			   uint16_t label);

#endif
