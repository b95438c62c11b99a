/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recall - what was told of costly octets, to be told again unread.
 *
 * Many conversations show the same certificate. The octets themselves are
 * compared, not a hash of them, so nobody can put his words into the mouth of
 * another's certificate.
 */
#ifndef WW_RECALL_H
#define WW_RECALL_H

#include "classify/dissector.h"

struct recall;

/* Owner: the caller closes. places: how many octet strings it remembers. */
struct recall *recall_open(unsigned places);
void recall_close(struct recall *);
size_t recall_memory(unsigned places);
/* For out.c: notes what is told, if somebody listens. */
void recall_text(struct recall *, enum about, uint32_t part, enum attr,
		 struct cur raw);
void recall_word(struct recall *, enum about, uint32_t part, enum attr,
		 uint64_t word);

#endif
