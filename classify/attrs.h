/* SPDX-License-Identifier: Apache-2.0 */
/*
 * attrs - the vocabulary of attrs.def as an enum and a table.
 *
 * Both faces of classify/ use it; it knows no octets.
 */
#ifndef WW_ATTRS_H
#define WW_ATTRS_H

#include <stddef.h>
#include <stdint.h>

enum attr {
	A_none,
#define ATTR(name, kind, gate, key, claim, strength, sentence) A_##name,
#include "classify/attrs.def"
#undef ATTR
	ATTRS
};

/*
 * Equipment behind a subject, such as the pumps of a gateway, goes by a number
 * made from its own identifier, PART_LEAST or more. Below that it goes by the
 * line that it is on: of who answers 1 + port, which the inventory gives, never
 * a sensor; of who calls LINE_CALLING or more, made of whom it calls, the port
 * in its lower 16 bits.
 */
static const uint32_t PART_LEAST = (uint32_t)1 << 31;
static const uint32_t LINE_CALLING = (uint32_t)1 << 30;

enum attr_kind { KIND_TEXT, KIND_WORD };
enum attr_key { KEY_NOKEY, KEY_WEAK, KEY_STRONG };

/* What a value may look like; gate.c judges. */
enum gate {
	GATE_ANY,     /* numbers                                               */
	GATE_TERM,    /* closed words made by our own parsers                  */
	GATE_AE,      /* 1..16 of the DICOM AE repertoire                      */
	GATE_UID,     /* digits and dots, <= 64                                */
	GATE_TOKEN,   /* one word: letters, digits, . _ - / +, <= 64           */
	GATE_TOKENS,  /* the same with , : ; = * and blanks between, <= 160    */
	GATE_SERIAL,  /* a token that is not a placeholder                     */
	GATE_EUI,     /* 12 or 16 hexadecimal digits                           */
	GATE_UDI,     /* GS1/HIBCC repertoire                                  */
	GATE_HOST,    /* host name repertoire                                  */
	GATE_PRODUCT, /* printable; nothing shaped like a person's name        */
};

/* What an attribute or a signature can say about an asset. */
enum claim_kind {
	CLAIM_NONE,
	CLAIM_CLASS,
	CLAIM_VENDOR,
	CLAIM_MODEL,
	CLAIM_VERSION,
	CLAIM_SERIAL_NO,
	CLAIM_NAME,
	CLAIM_OS,
	CLAIM_SOFTWARE, /* several may be true at once                         */
	CLAIMS,         /* what the wire can tell; people also know:           */
	CLAIM_OWNER = CLAIMS,
	CLAIM_LOCATION,
	CLAIM_DEPARTMENT,
	CLAIM_SEGMENT,
	CLAIM_TAG,
	CLAIMS_ALL
};

struct attr_row {
	const char *name;
	enum attr_kind kind;
	enum gate gate;
	enum attr_key key;
	enum claim_kind claim;
	uint8_t strength; /* decibans */
	const char *sentence;
};

/* The row of a valid attribute. */
const struct attr_row *attr_row(enum attr);
/* Octets of its sentence that stand before a value: the list behind a colon, of
 * what values there may be, is for those who write signatures. */
int attr_label(enum attr);
/* What a number means by that list, of "769 TLS 1.0, 770 .." what is behind 769;
 * empty when it does not tell. */
enum { MEANING_TEXT = 32 };
void attr_meaning(enum attr, uint64_t, char out[MEANING_TEXT]);
/* A_none when there is no such name. */
enum attr attr_of_name(const char *);
/* "class", "vendor" .. */
const char *claim_name(enum claim_kind);

/* The word of login_refused: which five minutes since 1970, times REFUSALS, and
 * how many there were in one conversation until then. */
#define REFUSED_US UINT64_C(300000000)
enum { REFUSALS = 16 };

#endif
