/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mask - what of private text may stand on a screen.
 *
 * Every text out of the database passes here when it enters a screen, by what it
 * is: nobody looks for addresses in lines that are made. What is not known to be
 * harmless counts as private.
 */
#ifndef WW_MASK_H
#define WW_MASK_H

#include <stdbool.h>
#include <stddef.h>

/* All zero: names are shown, serial numbers are not. */
struct mask {
	bool privacy;          /* names, addresses, MACs, serial numbers, files */
	bool serials;          /* serial numbers may be seen                    */
};

enum secret {
	SECRET_NONE,
	SECRET_NAME,           /* of devices, people, places, files            */
	SECRET_ADDRESS,        /* IP or MAC                                    */
	SECRET_SERIAL,
	SECRET_PROSE,          /* a sentence that may hold any of them         */
};

#define MASKED_TEXT "xxx"

bool mask_hides(struct mask, enum secret);
/* The text, or MASKED_TEXT; what is empty, or -, stays so. */
const char *mask_text(struct mask, enum secret, const char *text);
/* What the values of an attribute, or of a kind of claim, are. */
enum secret secret_of_attr(const char *attr);
enum secret secret_of_claim(const char *kind);
/* The detail of a finding: an attribute's sentence with its value, or prose. */
void mask_detail(struct mask, const char *detail, char *out, size_t size);
/* A filter as it may be read: an x for each letter of a word that may be private. */
void mask_filter(struct mask, const char *filter, char *out, size_t size);

#endif
