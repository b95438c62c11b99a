/* SPDX-License-Identifier: Apache-2.0 */
/* soap - envelopes of web services on devices, and the types of these. */
#ifndef WW_SOAP_H
#define WW_SOAP_H

#include "classify/dissector.h"
#include "classify/proto/xml.h"

enum soap_type {
	/* Rows of soap.def, in its order. */
	SOAP_MEDICAL, SOAP_DPWS, SOAP_WSDP, SOAP_COMPUTER, SOAP_PRINTER,
	SOAP_SCANNER, SOAP_VIDEO, SOAP_ONVIF,
	SOAP_TYPES,
	/* Bits of those whose metadata is about the equipment. */
	SOAP_EQUIPMENT = 1 << SOAP_PRINTER | 1 << SOAP_SCANNER |
			 1 << SOAP_VIDEO | 1 << SOAP_ONVIF,
};

/* Moves to the first element inside the Body; that element, or its kind is not
 * XML_OPEN when this is no SOAP 1.2 message. */
struct xml_piece soap_open(struct xml *);
/* Whether the element that was opened has this name and namespace. */
bool soap_is(const struct xml *, const struct xml_piece *, const char *name,
	     const char *space);
/* Moves to the next element inside the one at this depth; false at its end. */
bool soap_next(struct xml *, unsigned depth, struct xml_piece *);
/* Text of the element that was opened, up to its end; blanks trimmed. */
struct cur soap_text(struct xml *);
/* The next word of a list that blanks part; empty at its end. */
struct cur soap_word(struct cur *list);
/* Text of the element that was opened, up to its end, as a list of types: a
 * bit (1 << enum soap_type) for each that is known. */
unsigned soap_types(struct xml *);
/* How wsd_type writes a type. */
const char *soap_type_name(unsigned type);

#endif
