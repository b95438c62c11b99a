/* SPDX-License-Identifier: Apache-2.0 */
/* fhir - resources of FHIR in bodies of HTTP. */
#ifndef WW_PROTO_FHIR_H
#define WW_PROTO_FHIR_H

#include "classify/dissector.h"

/*
 * A body that begins here, of which the end may be missing. Tells what
 * capability statements say of the speaker and what devices say of themselves.
 * False when it is no resource of FHIR.
 */
bool fhir_read(struct dissect *, struct cur body, bool xml);
/* The speaker serves FHIR, in clear, and the listener asks for it. */
void fhir_tell(struct dissect *);

#endif
