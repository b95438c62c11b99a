/* SPDX-License-Identifier: Apache-2.0 */
/*
 * xml - a small pull reader of XML that lies in a window of octets.
 *
 * Two levels. A piece is one tag, one text, one comment: for streams, whose
 * reader keeps what it wants of where it is. A document is read piece by piece
 * with its nesting and its namespaces checked, all of it at hand.
 *
 * No document type (it is refused), no entities but the five of the standard,
 * no encodings but those that have ASCII in one octet; nothing is copied.
 *
 * Standard XML 1.0 fifth edition sections 2 and 3, Namespaces in XML 1.0
 */
#ifndef WW_PROTO_XML_H
#define WW_PROTO_XML_H

#include "capture/base/cur.h"

enum { XML_DEPTH = 24, XML_BINDINGS = 32 };

enum xml_kind {
	XML_SHORT, /* not all there: nothing was read                          */
	XML_BAD,   /* no XML, or XML that is not read                          */
	XML_OPEN,
	XML_CLOSE,
	XML_TEXT,  /* raw, see xml_plain()                                     */
	XML_OTHER, /* comment, declaration, instruction                        */
	XML_END,   /* of a document: its root is closed                        */
};

struct xml_piece {
	enum xml_kind kind;
	bool empty;             /* an opening tag that closes itself           */
	bool literal;           /* a text that has no references: CDATA        */
	struct cur prefix;      /* of a tag; empty when it has none            */
	struct cur name;        /* of a tag, without the prefix                */
	struct cur attributes;  /* of an opening tag, see xml_attribute()      */
	struct cur text;
};

struct xml_attribute {
	struct cur prefix, name;
	struct cur value;       /* raw, see xml_plain()                        */
};

/* The next piece of a stream; the cursor is then behind it. */
struct xml_piece xml_piece(struct cur *in);
/* The next attribute of a tag that was read; false at the end. */
bool xml_attribute(struct cur *attributes, struct xml_attribute *);
/* The raw value of the attribute with this local name; empty if there is none. */
struct cur xml_value(struct cur attributes, const char *name);
/* A text with its references resolved, in the buffer if it has any; spoilt
 * when it has one that is not read, or does not fit. */
struct cur xml_plain(struct cur raw, uint8_t *buffer, size_t size);
/* Whether a name is this one; case matters. */
bool xml_is(struct cur name, const char *wanted);

struct xml {
	struct cur in;
	unsigned depth;                /* of open elements                     */
	bool closing;                  /* the last tag was empty               */
	bool begun, bad;
	struct xml_tag {
		struct cur prefix, name;
		uint8_t bindings;      /* in force before it                   */
	} open[XML_DEPTH];
	struct xml_binding {
		struct cur prefix, uri;
	} binding[XML_BINDINGS];
	uint8_t bindings;
};

/* What is behind a byte order mark and blanks. */
struct cur xml_start(struct cur in);
/* A document that begins there. */
struct xml xml_of(struct cur in);
/*
 * Its next OPEN, CLOSE or TEXT; OTHER is passed over, an empty tag is opened
 * and closed. After OPEN depth counts the element itself, after CLOSE no more.
 * What is bad stays so.
 */
struct xml_piece xml_next(struct xml *);
/* After OPEN: passes over all that is inside, and its CLOSE. False when that
 * does not come. */
bool xml_leave(struct xml *);
/* The namespace that a prefix stands for here; empty if for none. */
struct cur xml_namespace(const struct xml *, struct cur prefix);

#endif
