/* SPDX-License-Identifier: Apache-2.0 */
/* http_body - the first octets of a body, whole or in chunks. */
#ifndef WW_PROTO_HTTP_BODY_H
#define WW_PROTO_HTTP_BODY_H

#include "classify/dissector.h"

enum {
	HTTP_BODY = 12288,
	HTTP_FILE = 4096,       /* enough of most files of DICOM, and most     */
	HTTP_FILE_MOST = 24576, /* .. that is looked at                        */
};

/* RFC 9112 7.1: the head of a chunk, and how long the chunk is. */
struct verdict http_chunk(struct cur in, uint64_t *length);
/*
 * The first octets of the body that begins here, at most `most` of them, in
 * *body; the room is for those that come in chunks. NEED: so many must lie here
 * first.
 */
struct verdict http_body(struct cur in, bool chunked, uint64_t length,
			 uint8_t *room, size_t most, struct cur *body);
/*
 * What program the body that begins here is, or NULL; length UINT64_MAX: until
 * the end of the connection. TOOK: that is known.
 */
struct verdict http_program(struct cur in, bool chunked, uint64_t length,
			    const char **found);
/* Whether a form or JSON body has a field that asks for a password. */
bool http_asks_password(struct cur body);

#endif
