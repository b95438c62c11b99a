/* SPDX-License-Identifier: Apache-2.0 */
/* ja4 - the fingerprint of a TLS client that does not mind shuffling. */
#ifndef WW_JA4_H
#define WW_JA4_H

#include "classify/dissector.h"

enum { JA4_SUITES = 256, JA4_EXTENSIONS = 64 };

/* A ClientHello without the values of RFC 8701. */
struct ja4 {
	uint16_t version;          /* the best offered                         */
	uint16_t suite[JA4_SUITES], extension[JA4_EXTENSIONS];
	unsigned suites, extensions;
	bool named;                /* it asks for a server by name             */
	struct cur protocol;       /* the first that it offers to speak        */
	struct cur algorithms;     /* of signatures, in its order              */
};

/* Tells tls_ja4 of the speaker; reorders the lists. JA4, TLS client part. */
void ja4_tell(struct dissect *, struct ja4 *);

/* RFC 8701: values that only exercise tolerance. */
static inline bool is_grease(uint16_t v)
{
	return (v & 0x0f0f) == 0x0a0a && v >> 8 == (v & 0xff);
}

#endif
