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

static inline bool astm_is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

static inline bool astm_is_letter(uint8_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* A whole header record, "H|\^&|...". repeated: under the other side's name. */
void astm_header(struct dissect *, struct cur record, bool repeated);

#endif
