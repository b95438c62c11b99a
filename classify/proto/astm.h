/* SPDX-License-Identifier: Apache-2.0 */
/*
 * astm - what the parts of the ASTM parser share.
 *
 * astm.c finds frames and records in the stream; astm_header.c tells what the
 * header record says about who sends it.
 */
#ifndef WW_PROTO_ASTM_H
#define WW_PROTO_ASTM_H

#include "classify/dissector.h"
#include "classify/proto/words.h"

/* A whole header record, "H|\^&|...". repeated: under the other side's name. */
void astm_header(struct dissect *, struct cur record, bool repeated);

#endif
