/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mds - what a medical device system of IEEE 11073 says about itself, in the
 * encoding that 11073-20601 (MDER) and IntelliVue Data Export share.
 */
#ifndef WW_MDS_H
#define WW_MDS_H

#include "classify/dissector.h"

/* The IEEE 11073-10101 name of a type of device, NULL when it is unknown. */
const char *mds_type_name(unsigned partition, unsigned code);
/* Tells the kind of device of a nomenclature code; an unknown one is nothing. */
void mds_tell_type(struct dissect *, unsigned partition, unsigned code);
/* Tells an EUI-48 or EUI-64 (6 or 8 octets) of the speaker, unless blank. */
void mds_tell_eui(struct dissect *, struct cur eui);
/*
 * Reads an attribute list: count, length, then {id, length, value} each, and
 * tells of it what identifies equipment.
 *
 * Errors  false when lengths do not add up; what came before is told.
 */
bool mds_read(struct dissect *, struct cur list);

#endif
