/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dicom - what the parts of the DICOM parser share.
 *
 * dicom.c reads PDUs, dicom_assoc.c what an association negotiates,
 * dicom_dimse.c commands and the roles they prove, dicom_dataset.c the
 * elements that describe equipment.
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
	FAMILY_CT, FAMILY_DX, FAMILY_ECG, FAMILY_EEG, FAMILY_ES, FAMILY_IO,
	FAMILY_MG, FAMILY_MR, FAMILY_NM, FAMILY_OP, FAMILY_PT, FAMILY_RT,
	FAMILY_SM, FAMILY_US, FAMILY_XA, FAMILY_XC,
	FAMILY_MIXED,
};

enum { AE_SIZE = 16, CONTEXTS = 128, UID_MAX = 64 };

/* One side of the connection. */
struct dicom_side {
	uint32_t pdu_left;  /* octets of the PDU in hand still to be read      */
	uint8_t pdu;        /* its type, or PDU_NONE between PDUs              */
	bool inside;        /* the last fragment did not end its message       */
	bool images;        /* a data set with equipment elements comes next   */
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
	uint8_t requestor;              /* enum side, when associated          */
};
static_assert(sizeof(struct dicom_state) <= STATE_MAX, "fits its flow");

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

/* The fixed part of a request or answer, after the PDU header. */
void dicom_associate(struct dissect *, enum pdu, struct cur fixed);
/* The next item of it. */
struct verdict dicom_associate_item(struct dissect *);

/* A whole command set; notes what its data set will be. */
void dicom_command(struct dissect *, struct cur command);

/* The encoding of a data set whose negotiation was not seen. */
enum syntax dicom_syntax_by_look(struct cur head);

/*
 * The head of a data set: tells the equipment that made it.
 *
 * Errors  false when the head ended before the last element of interest, and
 *         nothing was told; with `last` it tells what it found all the same.
 */
bool dicom_dataset(struct dissect *, enum syntax, struct cur head, bool last);

#endif
