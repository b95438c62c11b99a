/* SPDX-License-Identifier: Apache-2.0 */
/*
 * charset - sets of letters by their numbers in the ISO registry, as DICOM and
 * HL7 name them.
 *
 * Standard DICOM PS3.3 C.12.1.1.2, HL7 table 0211, ISO 2022
 */
#ifndef WW_CHARSET_H
#define WW_CHARSET_H

#include <stdint.h>

enum { ESC = 0x1b, UTF_8 = 192, ASCII = 6, UNREADABLE = 0 };

/* The letter that an octet above 7F means in a set; 0: none, or the set is not
 * read here. */
uint16_t charset_letter(unsigned number, uint8_t octet);

#endif
