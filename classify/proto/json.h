/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json - a small pull reader of JSON that lies in a window of octets.
 *
 * Nesting is checked and bounded, nothing is copied. A text that goes on
 * beyond the window is read as far as it goes.
 *
 * Standard RFC 8259
 */
#ifndef WW_PROTO_JSON_H
#define WW_PROTO_JSON_H

#include "capture/base/cur.h"

enum { JSON_DEPTH = 24 };

enum json_kind {
	JSON_SHORT, /* not all there                                           */
	JSON_BAD,   /* no JSON, or a lone number or text                       */
	JSON_OPEN,  /* of an object or an array                                */
	JSON_CLOSE,
	JSON_TEXT,  /* raw, see json_plain()                                   */
	JSON_OTHER, /* a number, true, false, null                             */
	JSON_END,   /* the outermost value is over                             */
};

struct json_piece {
	enum json_kind kind;
	struct cur key;   /* raw; empty in arrays                              */
	struct cur text;
};

struct json {
	struct cur in;
	unsigned depth;            /* of open objects and arrays               */
	struct json_open {
		struct cur key;
		bool array;
	} open[JSON_DEPTH];
	bool begun, bad;
	bool after;                /* a value: a comma must follow, or the end */
};

/* RFC 8259 2, behind a mark of the byte order; reads in, which must stay. */
struct json json_of(struct cur in);
/* After OPEN depth counts the object itself, after CLOSE no more. What is bad
 * stays so. */
struct json_piece json_next(struct json *);
/* A text with its escapes resolved, in the buffer if it has any; spoilt when
 * they are none or it does not fit. */
struct cur json_plain(struct cur raw, uint8_t *buffer, size_t size);

#endif
