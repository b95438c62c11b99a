/* SPDX-License-Identifier: Apache-2.0 */
/* dicom_wire - makes the octets of DICOM for tests. */
#ifndef WW_TEST_DICOM_WIRE_H
#define WW_TEST_DICOM_WIRE_H

#include "tests/support/unit.h"
#include "tests/support/dissect.h"

#define CANARY "CANARY^PHILIP"
#define CT "1.2.840.10008.5.1.4.1.1.2"
#define US "1.2.840.10008.5.1.4.1.1.6.1"
#define IMPLICIT "1.2.840.10008.1.2"
#define EXPLICIT "1.2.840.10008.1.2.1"
#define BIG "1.2.840.10008.1.2.2"

enum { ROOM = 65536 };

/* Octets under construction. */
struct wire {
	uint8_t p[ROOM];
	size_t n;
};

static inline void put(struct wire *w, const void *p, size_t n)
{
	assert_true(n <= ROOM - w->n);
	memcpy(w->p + w->n, p, n);
	w->n += n;
}

static inline void word(struct wire *w, uint64_t v, size_t n, bool little)
{
	for (size_t i = 0; i < n; i++) {
		size_t shift = 8 * (little ? i : n - 1 - i);
		uint8_t octet = (uint8_t)(v >> shift);

		put(w, &octet, 1);
	}
}

static inline void pad(struct wire *w, const char *text, size_t size)
{
	char field[64];

	memset(field, ' ', sizeof(field));
	memcpy(field, text, strlen(text));
	put(w, field, size);
}

/* An item of an association. */
static inline void item(struct wire *w, uint8_t type, const void *p, size_t n)
{
	word(w, (uint64_t)type << 8, 2, false);
	word(w, n, 2, false);
	put(w, p, n);
}

static inline void text_item(struct wire *w, uint8_t type, const char *text)
{
	item(w, type, text, strlen(text));
}

static inline void pdu(struct wire *w, uint8_t type, const struct wire *body)
{
	word(w, (uint64_t)type << 8, 2, false);
	word(w, body->n, 4, false);
	put(w, body->p, body->n);
}

static inline void fixed(struct wire *w)
{
	word(w, 1, 2, false);
	word(w, 0, 2, false);
	pad(w, "ARCHIVE", 16);
	pad(w, "CT_ROOM1", 16);
	for (int i = 0; i < 32; i++)
		word(w, 0, 1, false);
	text_item(w, 0x10, "1.2.840.10008.3.1.1.1");
}

static inline void context(struct wire *w, uint8_t type, uint8_t id,
		    const char *abstract, const char *transfer)
{
	static struct wire in;

	in.n = 0;
	word(&in, (uint64_t)id << 24, 4, false);
	if (abstract != NULL)
		text_item(&in, 0x30, abstract);
	text_item(&in, 0x40, transfer);
	item(w, type, in.p, in.n);
}

static inline void user(struct wire *w, const char *uid, const char *version)
{
	static const uint8_t identity[] = {2, 0, 0, 6, 'C', 'A', 'N', 'A', 'R',
					   'Y', 0, 2, 'p', 'w'};
	static struct wire in;

	in.n = 0;
	text_item(&in, 0x52, uid);
	text_item(&in, 0x55, version);
	item(&in, 0x58, identity, sizeof(identity));
	item(w, 0x50, in.p, in.n);
}

/* A request for one storage class. */
static inline void request(struct trial *t, const char *transfer, size_t chunk)
{
	static struct wire body, out;

	body.n = out.n = 0;
	fixed(&body);
	context(&body, 0x20, 1, CT, transfer);
	user(&body, "1.2.840.113619.6.446", "CT_302");
	pdu(&out, 1, &body);
	trial_bytes(t, CLIENT, out.p, out.n, chunk);
}

/* .. and its answer. */
static inline void associate(struct trial *t, const char *transfer, size_t chunk)
{
	static struct wire body, out;

	request(t, transfer, chunk);
	body.n = out.n = 0;
	fixed(&body);
	context(&body, 0x21, 1, NULL, transfer);
	user(&body, "1.2.276.0.7230010.3.0.3.6.7", "OFFIS_DCMTK_367");
	pdu(&out, 2, &body);
	trial_bytes(t, SERVER, out.p, out.n, chunk);
}

static inline void le_element(struct wire *w, uint32_t tag, const void *p, size_t n)
{
	word(w, tag >> 16, 2, true);
	word(w, tag & 0xffff, 2, true);
	word(w, n, 4, true);
	put(w, p, n);
}

static inline void store_command(struct wire *w, uint16_t field, const char *sop,
			  const char *originator)
{
	uint8_t f[2] = {(uint8_t)field, (uint8_t)(field >> 8)};

	le_element(w, 0x00000000, "\0\0\0\0", 4);
	le_element(w, 0x00000002, sop, strlen(sop));
	le_element(w, 0x00000100, f, 2);
	le_element(w, 0x00000800, "\1\0", 2);
	le_element(w, 0x00001000, "1.2.3.4.5.6.7.777", 17);
	if (originator != NULL)
		le_element(w, 0x00001030, originator, strlen(originator));
}

static inline void element(struct wire *w, const char *syntax, uint32_t tag,
		    const char *vr, const char *text)
{
	bool little = strcmp(syntax, BIG) != 0;

	word(w, tag >> 16, 2, little);
	word(w, tag & 0xffff, 2, little);
	if (strcmp(syntax, IMPLICIT) == 0) {
		word(w, strlen(text), 4, true);
	} else {
		put(w, vr, 2);
		word(w, strlen(text), 2, little);
	}
	put(w, text, strlen(text));
}

/* A sequence and its one item, both of undefined length. */
static inline void begin_sequence(struct wire *w, const char *syntax,
				  uint32_t tag)
{
	bool little = strcmp(syntax, BIG) != 0;

	word(w, tag >> 16, 2, little);
	word(w, tag & 0xffff, 2, little);
	if (strcmp(syntax, IMPLICIT) != 0)
		put(w, "SQ\0\0", 4);
	word(w, 0xffffffff, 4, little);
	word(w, 0xfffe, 2, little);
	word(w, 0xe000, 2, little);
	word(w, 0xffffffff, 4, little);
}

static inline void end_sequence(struct wire *w, bool little)
{
	word(w, 0xfffe, 2, little);
	word(w, 0xe00d, 2, little);
	word(w, 0, 4, little);
	word(w, 0xfffe, 2, little);
	word(w, 0xe0dd, 2, little);
	word(w, 0, 4, little);
}

/* A sequence with an item that holds a decoy. */
static inline void sequence(struct wire *w, const char *syntax)
{
	bool little = strcmp(syntax, BIG) != 0;

	begin_sequence(w, syntax, 0x00081110);
	element(w, syntax, 0x00081090, "LO", "DECOY MODEL");
	end_sequence(w, little);
}

/* The sequence of device identifiers, before the software's version. */
static inline void identifier(struct wire *w, const char *syntax)
{
	bool little = strcmp(syntax, BIG) != 0;
	const char *udi = "(01)00884838000017(21)SN12034 ";

	begin_sequence(w, syntax, 0x0018100a);
	word(w, 0x0018, 2, little);
	word(w, 0x1009, 2, little);
	if (strcmp(syntax, IMPLICIT) != 0)
		put(w, "UT\0\0", 4);
	word(w, strlen(udi), 4, little);
	put(w, udi, strlen(udi));
	element(w, syntax, 0x00500020, "LT", "CANARY DESCRIPTION");
	end_sequence(w, little);
}

static inline void image(struct wire *w, const char *syntax, const char *station)
{
	element(w, syntax, 0x00080018, "UI", "1.2.3.4.5.6.7.777");
	element(w, syntax, 0x00080050, "SH", "ACCZZ777");
	element(w, syntax, 0x00080060, "CS", "CT");
	element(w, syntax, 0x00080070, "LO", "Example Maker");
	element(w, syntax, 0x00080090, "PN", CANARY);
	if (station != NULL)
		element(w, syntax, 0x00081010, "SH", station);
	element(w, syntax, 0x00081030, "LO", "CANARY STUDY");
	element(w, syntax, 0x00081090, "LO", "Scanner 9 ");
	sequence(w, syntax);
	element(w, syntax, 0x00090010, "LO", "GEMS_IDEN_01");
	element(w, syntax, 0x00100010, "PN", CANARY);
	element(w, syntax, 0x00110010, "LO", "CANARYBLOCK");
	element(w, syntax, 0x00181000, "LO", "SN12034");
	element(w, syntax, 0x00181002, "UI", "1.2.840.113619.9.12034");
	identifier(w, syntax);
	element(w, syntax, 0x00181020, "LO", "VA40A\\VB1");
	begin_sequence(w, syntax, 0x0018a001); /* contributing equipment      */
	element(w, syntax, 0x00080070, "LO", "DECOY MAKER");
	element(w, syntax, 0x00081090, "LO", "DECOY MODEL");
	element(w, syntax, 0x00181000, "LO", "DECOY9");
	end_sequence(w, strcmp(syntax, BIG) != 0);
	element(w, syntax, 0x00200010, "SH", "CANARYID");
}

/* One message in fragments of at most `size`, one or more for each PDU. */
static inline void send(struct trial *t, enum side from, const struct wire *m,
		 bool command, size_t size, bool one_pdu, size_t chunk)
{
	static struct wire body, out;

	out.n = body.n = 0;
	for (size_t at = 0; at < m->n;) {
		size_t part = m->n - at < size ? m->n - at : size;

		word(&body, part + 2, 4, false);
		word(&body, 1, 1, false);
		word(&body, (command ? 1U : 0U) | (at + part == m->n ? 2U : 0U), 1,
		     false);
		put(&body, m->p + at, part);
		at += part;
		if (!one_pdu || at == m->n) {
			pdu(&out, 4, &body);
			body.n = 0;
		}
	}
	trial_bytes(t, from, out.p, out.n, chunk);
}

/* A command without originator, at once. */
static inline void send_command(struct trial *t, enum side from, uint16_t field,
				const char *sop)
{
	static struct wire m;

	m.n = 0;
	store_command(&m, field, sop, NULL);
	send(t, from, &m, true, ROOM, true, 0);
}

#endif
