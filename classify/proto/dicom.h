/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dicom - what the parts of the DICOM parser share.
 *
 * dicom_probe.c recognises, dicom.c reads PDUs, dicom_assoc.c what an
 * association negotiates, dicom_dimse.c commands and the roles they prove,
 * dicom_dataset.c the elements that describe equipment, dicom_text.c their
 * texts, dicom_step.c the stations that worklists and performed steps name,
 * dicom_file.c objects that come in files, over HTTP.
 */
#ifndef WW_PROTO_DICOM_H
#define WW_PROTO_DICOM_H

#include <assert.h>

#include "classify/dissector.h"

/* PDU types, PS3.8 9.3.1. */
enum pdu {
	PDU_NONE,
	PDU_ASSOCIATE_RQ,
	PDU_ASSOCIATE_AC,
	PDU_ASSOCIATE_RJ,
	PDU_DATA,
	PDU_RELEASE_RQ,
	PDU_RELEASE_RP,
	PDU_ABORT,
};

/* How a data set is encoded, PS3.5 annex A; two bits for each context. */
enum syntax { SYNTAX_NONE, SYNTAX_IMPLICIT, SYNTAX_EXPLICIT, SYNTAX_BIG };

/* Which equipment makes the objects of a SOP class. */
enum family {
	FAMILY_NONE, /* nothing is stored                                      */
	FAMILY_ANY,  /* every kind of equipment makes them                     */
	FAMILY_CT, FAMILY_DX, FAMILY_ECG, FAMILY_EEG, FAMILY_EPS, FAMILY_ES,
	FAMILY_IO, FAMILY_MG, FAMILY_MR, FAMILY_NM, FAMILY_OP, FAMILY_PT,
	FAMILY_RT, FAMILY_RTP, FAMILY_SM, FAMILY_US, FAMILY_XA, FAMILY_XC,
	FAMILY_MIXED,
};

enum {
	AE_SIZE = 16,
	CONTEXTS = 128,
	UID_MAX = 64,
	PDU_HEADER = 6,
	PDV_HEADER = 6,
	FIXED = 68,              /* version, titles, reserved: 9.3.2           */
	ASSOCIATE_MAX = 131072,
	PDU_PLAUSIBLE = 1 << 24, /* in the middle of a stream                  */
	CONTROL_COMMAND = 1,
	CONTROL_LAST = 2,
	COMMAND_LEAST = 12,      /* its own length, PS3.7 E.1                  */
	COMMAND_START = PDU_HEADER + PDV_HEADER + COMMAND_LEAST,
	COMMAND_MAX = 1024,
	STORAGE_FEW = 8, /* classes of storage: a modality offers no more      */
};

/* What the data set after a command may tell. */
enum content {
	CONTENT_NONE,  /* nothing: it is passed over                           */
	CONTENT_IMAGE, /* the equipment that made it                           */
	CONTENT_WORK,  /* stations that are to do something                    */
	CONTENT_ASKED, /* the station that asks what is to be done             */
	CONTENT_STEP,  /* the station that did it                              */
};

/* One side of the connection. */
struct dicom_side {
	uint32_t pdu_left;  /* octets of the PDU in hand still to be read      */
	uint8_t pdu;        /* its type, or PDU_NONE between PDUs              */
	bool inside;        /* the last fragment did not end its message       */
	bool lost;          /* where a PDU begins is not known                 */
	bool was_lost;      /* .. or was not once                              */
	uint8_t content;    /* enum content of the data set that comes next    */
	bool passed_on;     /* .. of which the sender is not the origin        */
	bool any_kind;      /* .. such as reports, often made by others        */
	uint8_t heads;      /* data sets looked into so far                    */
};

/* One association. Nothing here outlives the flow. */
struct dicom_state {
	struct dicom_side side[2];
	uint8_t calling[AE_SIZE], called[AE_SIZE];
	uint8_t sop[CONTEXTS];          /* row of dicom_sop.def, 0 unknown     */
	uint8_t syntax[CONTEXTS / 4];   /* enum syntax of accepted contexts    */
	uint16_t syntaxes;              /* transfer syntaxes already told      */
	uint8_t proposed, accepted;     /* contexts told                       */
	uint8_t storage;                /* storage classes proposed            */
	uint8_t family;                 /* enum family of those                */
	bool recognised, associated, answered;
	bool titled;                    /* the requestor's title was accepted  */
	bool offered;                   /* all that it proposes was read       */
	uint8_t requestor;              /* enum side, when associated          */
};
static_assert(sizeof(struct dicom_state) <= STATE_MAX, "fits its flow");

/* A presentation data value, 9.3.5.1: fragment of a command or a data set. */
struct dicom_pdv {
	uint32_t length; /* of the fragment */
	uint8_t context, control;
};

/* False when the header makes no sense within the octets left of its PDU. */
bool dicom_pdv(struct cur *in, uint32_t pdu_left, struct dicom_pdv *);

enum guess dicom_probe(struct cur first, enum side from);
bool dicom_probe_cut(struct cur first, uint64_t missing);
/* Octets up to the end of its first fragment; 0 when none begins. */
uint64_t dicom_first_fragment(struct cur first);
/* Whether one begins whose command set is all there and without a flaw. */
bool dicom_sound_start(struct cur first);
/* Where the next may begin: so many octets are of no use. */
size_t dicom_find_command(struct cur in);

/* The octet side of an item or value without the padding that senders add. */
static inline struct cur dicom_trim(struct cur c)
{
	return cur_trim(cur_trim(cur_trim(c, ' '), 0), ' ');
}

/* The row of a SOP class; 0 when it has none. */
uint8_t dicom_sop_of(struct cur uid);
/* Its UID into out; false for row 0. */
bool dicom_sop_uid(uint8_t sop, char out[UID_MAX + 1]);
enum family dicom_sop_family(uint8_t sop);
/* Whether the sender of this side may have made what it stores: it opened the
 * association, and nobody asked for the images. */
bool dicom_may_make(const struct dissect *);
/* Tells the kind of equipment whose images it stores. */
void dicom_tell_kind(struct dissect *, struct cur sop);

enum syntax dicom_syntax_of(const struct dicom_state *, uint8_t context);
/* How data sets are encoded in a transfer syntax. */
enum syntax dicom_syntax_named(struct cur uid);

/* The fixed part of a request or answer, after the PDU header; titles at
 * least. */
void dicom_associate(struct dissect *, enum pdu, struct cur fixed);
/* What follows the fixed part was cut off: what it says is told now. */
void dicom_associate_cut(struct dissect *, enum pdu);
/* The requestor goes on: so its title was accepted. */
void dicom_title_accepted(struct dissect *);
/* 9.3.4: the acceptor refused, for ever or for the moment. */
void dicom_title_refused(struct dissect *, uint8_t result, uint16_t why);
/* The next item of it. */
struct verdict dicom_associate_item(struct dissect *);

/* A command set, as far as it goes; notes what its data set will be. */
void dicom_command(struct dissect *, uint8_t context, struct cur command,
		   bool whole);
/* Whether its elements are those of a command, in order, and add up. */
bool dicom_command_sound(struct cur command, bool whole);

/* One element's header, PS3.5 7.1. */
struct dicom_element {
	uint32_t tag, length;
	bool unknown; /* VR UN */
};
static const uint32_t DICOM_UNDEFINED = 0xffffffffU;
/* PS3.5 7.5: what delimits the items of a sequence. */
static const uint32_t TAG_ITEM = 0xfffee000U;
static const uint32_t TAG_ITEM_END = 0xfffee00dU;
static const uint32_t TAG_SEQUENCE_END = 0xfffee0ddU;

bool dicom_element(struct cur *in, enum syntax, struct dicom_element *);
/* Steps over what an element without a length holds, to its delimiter. */
bool dicom_skip_nested(struct cur *in, enum syntax);
/*
 * A value as UTF-8, in room where it has to be changed; empty when its
 * character set (0008,0005) is not one that can be read.
 */
enum { DICOM_TEXT = 3 * 64 };
struct cur dicom_text(struct cur character_set, struct cur value,
		      uint8_t room[DICOM_TEXT]);

/* The stations that a worklist, who asks for it, or a performed step names. */
void dicom_stations(struct dissect *, enum syntax, struct cur head);

/* The encoding of a data set whose negotiation was not seen. */
enum syntax dicom_syntax_by_look(struct cur head);

/*
 * The head of a data set: tells the equipment that made it.
 *
 * Errors  false when the head ended before the last element of interest, and
 *         nothing was told; with `last` it tells what it found all the same.
 */
bool dicom_dataset(struct dissect *, enum syntax, struct cur head, bool last);

/* Whether a file with an object begins here. */
bool dicom_is_file(struct cur);
/* The head of one, which the parser of another protocol came upon: as
 * dicom_dataset(). A client sends it, a server hands it out. */
bool dicom_file(struct dissect *, struct cur head, bool last);

#endif
