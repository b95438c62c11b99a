/* SPDX-License-Identifier: Apache-2.0 */
/* tls - handshakes that begin inside another protocol. */
#ifndef WW_TLS_H
#define WW_TLS_H

#include "classify/dissector.h"

struct tls_state {
	uint32_t read[2]; /* messages of a side that were read already         */
	bool certified;   /* the server showed a certificate in clear          */
	bool of_tor;      /* .. of the kind that relays of Tor make            */
	uint8_t named;    /* length of the name that the client asked for      */
	char name[100];   /* longer ones are not compared                      */
};

/* The parser of TLS on what follows; the flow keeps its outer name. */
struct verdict tls_within(struct dissect *, struct tls_state *,
			  const char *name);

#endif
