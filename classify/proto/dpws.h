/* SPDX-License-Identifier: Apache-2.0 */
/* dpws - what a device answers of itself by web services in clear. */
#ifndef WW_DPWS_H
#define WW_DPWS_H

#include "classify/dissector.h"

/* Reads the body of an answer with SOAP in it, or its beginning. */
void dpws_read(struct dissect *, struct cur body);

#endif
