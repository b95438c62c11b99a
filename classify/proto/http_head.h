/* SPDX-License-Identifier: Apache-2.0 */
/* http_head - how a message begins, and what its headers say. */
#ifndef WW_PROTO_HTTP_HEAD_H
#define WW_PROTO_HTTP_HEAD_H

#include "classify/dissector.h"

/* What the headers of one message say. */
struct http_head {
	uint64_t length;        /* Content-Length                              */
	bool has_length, chunked, form, dicom, fhir, upgrade;
	bool coded;             /* compressed or the like                      */
	bool json, xml, hl7, soap, results; /* of the body; DICOM JSON         */
	bool html, ipp, plain;
	bool files;             /* of DICOM                                    */
	bool basic, digest;     /* Authorization                               */
	bool stale;             /* only the nonce was too old                  */
	bool bearer, session;   /* a token, a cookie of a session              */
	bool shown;             /* any cookie or credentials                   */
	bool maps_port, jndi;
	bool relayed;           /* a proxy passed it on                        */
	bool aged;              /* a cache kept it                             */
	struct cur software, powered_by, challenge, ntlm, credentials, date;
};

/* Is this HTTP? A request line, or a status line. */
enum guess http_probe(struct cur first, enum side from);
/* The head of a message with its empty line, or a spoilt cursor. */
struct cur http_head(struct cur in);
/* What stands behind the first line; *h is zeroed. */
void http_headers(struct cur in, enum side from, struct http_head *h);
/* Whether a text would have a logger of Java look up what it names. */
bool http_tries_jndi(struct cur text);

#endif
