/* SPDX-License-Identifier: Apache-2.0 */
/*
 * human - what people say about devices: what one is, that two are one, that
 * a part of one is another.
 *
 * It is named by where a device is, so that it finds its device again in
 * whatever order facts come: a rebuild and a second reading give the same.
 */
#ifndef WW_HUMAN_H
#define WW_HUMAN_H

#include "capture/base/addr.h"
#include "classify/observation.h"

enum said_act { SAID_SET, SAID_JOIN, SAID_SPLIT, SAID_UNDO, SAID_ACTS };
/* "set" */
const char *said_act_name(enum said_act);
/* The kind of claim that people may set by this name, or CLAIM_NONE. */
enum claim_kind human_field(const char *name);
/* The fields that people may set, in their order; CLAIM_NONE behind them. */
enum claim_kind human_field_at(unsigned place);

/* Where a device is: its MAC, else its address, else, behind another, its id. */
struct whereabouts {
	struct mac mac;
	struct addr ip;
	net_t net;
	uint64_t asset;
};

/* One thing that somebody said and did not take back. */
struct testimony {
	uint64_t number;       /* by which it can be taken back                */
	enum said_act act;
	struct whereabouts at;
	struct whereabouts other; /* joined with it, or split from it          */
	enum claim_kind field; /* that was set, to                             */
	char value[OBS_TEXT];
};

struct inventory;
/* For a judgement. Before addresses are bound: what people took out of a device
 * stands alone. */
void human_split(struct inventory *);
/* After what is joined by numbers: what people joined. */
void human_join(struct inventory *);
/* Before claims: what people said goes to the drafts. */
void human_tell(struct inventory *);

#endif
