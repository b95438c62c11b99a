/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hl7 - what the parts of the HL7 version 2 parser share.
 *
 * hl7.c finds messages and segments in the stream; hl7_header.c tells who sends
 * them; hl7_device.c judges what they say about equipment, and whose it is;
 * hl7_identifier.c reads what equipment is called.
 */
#ifndef WW_PROTO_HL7_H
#define WW_PROTO_HL7_H

#include <assert.h>

#include "classify/dissector.h"
#include "classify/proto/words.h"

enum { HL7_NAME = 24, HL7_EUI = 16, HL7_FIELDS = 23, HL7_ROOM = 8192 };

enum hl7_owner {
	OWNER_UNTOLD, /* this message has named no device yet                  */
	OWNER_SENDER, /* the device is the sender                              */
	OWNER_OTHER,  /* the sender passes on what another device said         */
};

/* That something was told to the end, and when: it is not told again while it
 * is the same and nothing else was told since. */
struct hl7_memory {
	uint64_t key;                 /* of what; 0 nothing                    */
	uint64_t news;                /* see obs_news()                        */
};

/* One direction of a connection. */
struct hl7_side {
	uint8_t mode;                 /* where in the stream, see hl7.c        */
	uint8_t field, component, repetition; /* separators of the message     */
	bool begun;                   /* a header in VT, not seen to its end   */
	bool role_told : 1;
	bool pump : 1;                /* the MDS in hand is one single pump    */
	bool law : 1;                 /* the message follows IHE LAB-29        */
	bool many;                    /* messages of several senders           */
	bool gateway;                 /* by its own name                       */
	uint8_t owner;                /* enum hl7_owner of the device in hand  */
	uint8_t named_owner;          /* the same of `named`                   */
	uint8_t name_n;
	bool shifts;                  /* escapes may lead to other sets        */
	uint16_t scanned;             /* octets known to hold no segment end   */
	uint8_t charset, escape;      /* of the message, see hl7_charset.c     */
	uint32_t sender;              /* hash of the first MSH-3; 0 none yet   */
	uint32_t serial;              /* hash of the sender's own serial       */
	uint32_t device;              /* of the last OBX-18 of this message    */
	uint32_t eui;                 /* hash of MSH-3.2, when it is one       */
	uint32_t origin;              /* part number of MSH-3                  */
	uint32_t part;                /* of the device in hand; 0 not certain  */
	uint32_t named_part;          /* of `named`                            */
	uint16_t mds;                 /* first place of OBX-4, two octets of it */
	uint16_t latest;              /* of the hash of the latest MSH-3       */
	struct hl7_memory header, role;
	struct hl7_memory named;      /* first device of the last message      */
	char name[HL7_NAME];          /* MSH-3.1, letters and digits only      */
};

struct hl7_state {
	struct hl7_side side[2];
	bool recognised;
};
static_assert(sizeof(struct hl7_state) <= STATE_MAX, "fits its flow");

/* Of who speaks. */
static inline struct hl7_side *hl7_side_of(const struct dissect *d)
{
	struct hl7_state *s = d->state;

	return &s->side[d->from];
}

static inline bool hl7_remembers(const struct hl7_memory *m, uint64_t key,
				 uint64_t news)
{
	return news != 0 && m->key == key && m->news == news;
}

/* To be called when all of it was told; news: what there was before. Only when
 * that brought nothing new is it certain that all of it is still known. */
static inline void hl7_remember(struct dissect *d, struct hl7_memory *m,
				uint64_t key, uint64_t news)
{
	m->key = key;
	m->news = obs_news(d) == news ? news : 0;
}

/* A segment cut into its fields once; part[0] is its name, so that part[n] is
 * the n-th field of the standard (of MSH: one less). Missing ones are empty. */
struct hl7_fields {
	struct cur part[HL7_FIELDS];
};

static inline struct hl7_fields hl7_split(struct cur segment, uint8_t separator)
{
	struct hl7_fields f;

	for (unsigned i = 0; i < HL7_FIELDS; i++)
		f.part[i] = cur_left(&segment) > 0
				    ? cur_until(&segment, separator)
				    : cur_of(segment.p, 0);
	return f;
}

/* A name reduced to what two spellings of it have in common. */
struct hl7_name {
	char text[HL7_NAME];
	uint8_t n;
};

/* What an entity identifier (EI) says of a device; what is missing is empty. */
struct hl7_identifier {
	struct cur model, serial, vendor, uuid;
	char eui[HL7_EUI];
	uint8_t eui_n;
	bool own; /* the sender's                                              */
};

/* HL7 2.9 2A.2.24; its texts are parts of ei. */
struct hl7_identifier hl7_identifier(struct cur ei, uint8_t component);
struct cur hl7_eui(const struct hl7_identifier *);
/* Its part number; 0 when nothing tells the device from its like. */
uint32_t hl7_number_of(const struct hl7_identifier *);
/* Whether it alone says which device it is. Else it is about the device of its
 * field: model and serial number may be two repetitions. */
bool hl7_stands_alone(const struct hl7_identifier *);
/* Capital letter or digit; 0 for anything else. */
static inline char hl7_plain(uint8_t c)
{
	if (c >= 'a' && c <= 'z')
		return (char)(c - 'a' + 'A');
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? (char)c : 0;
}

static inline struct hl7_name hl7_reduce(struct cur text)
{
	struct hl7_name name = {.n = 0};

	while (cur_left(&text) > 0 && name.n < HL7_NAME) {
		char c = hl7_plain(cur_u8(&text));

		if (c != 0)
			name.text[name.n++] = c;
	}
	return name;
}


/* Never 0. */
static inline uint32_t hl7_hash(struct cur text)
{
	uint32_t h = (uint32_t)mix(MIX_START, text.p, cur_left(&text));

	return h == 0 ? 1 : h;
}

/* How many there are. */
static inline size_t hl7_digits(struct cur text)
{
	size_t n = 0;

	while (cur_left(&text) > 0) {
		uint8_t c = cur_u8(&text);

		n += c >= '0' && c <= '9';
	}
	return n;
}

/* EUI-48 or EUI-64 with or without separators; 0 if it is none. */
uint8_t hl7_read_eui(struct cur, char out[HL7_EUI]);
bool hl7_is_eui_type(struct cur);
struct cur hl7_without_sn(struct cur);

/* Messages in a body of another protocol, of which the end may be missing. sender:
 * of client and server, hashes of who sent so far, kept by the caller; 0: nobody. */
void hl7_read(struct dissect *, struct cur body, uint32_t sender[2]);

/* The connection speaks HL7: told once. */
void hl7_recognised(struct dissect *);
/* Notes the character set that a header names. */
void hl7_charset(struct hl7_side *, struct cur msh18);
/* A header, or a segment of its message, as UTF-8; in the room unless it is so
 * already. */
struct cur hl7_header_text(struct hl7_side *, struct cur msh,
			   uint8_t room[HL7_ROOM]);
struct cur hl7_text(const struct hl7_side *, struct cur segment,
		    uint8_t room[HL7_ROOM]);
/* What sender and receiver do, by the kind of message and its profile. */
void hl7_actor(struct dissect *, struct cur type, struct cur event,
	       struct cur profile);
/* A whole MSH segment; false when it is none. answers: what follows says that
 * the message does. */
enum guess hl7_header(struct dissect *, struct cur segment, enum guess behind);
/* Who receives this message and who is its source: told once a message. */
void hl7_role(struct dissect *, bool receiver);
/* Whether a text is like the sender's name. */
bool hl7_alike(const struct hl7_side *, struct cur text);
/* Who sends, from MSH-3: notes it, tells its identifier. */
void hl7_sender(struct dissect *, struct cur msh3);
/* About whom texts of the message header and of software are: one of several
 * senders when others were heard on this connection. */
enum about hl7_about(struct dissect *);
/* Segments that tell of software (SFT) and equipment (EQU, OBX, PRT). */
void hl7_software(struct dissect *, struct cur segment);
void hl7_equipment(struct dissect *, struct cur segment);
void hl7_observation(struct dissect *, struct cur segment);
void hl7_participation(struct dissect *, struct cur segment);

#endif
