/* SPDX-License-Identifier: Apache-2.0 */
/* policy_form - what the forms of a policy share. */
#ifndef WW_POLICY_FORM_H
#define WW_POLICY_FORM_H

#include "store/policy.h"

/* Each line of a comment for that form: its sign, then the words. */
void policy_head(const struct policy *, const char *sign, FILE *);
/* Printable ASCII that no form takes as its own: no quote, no backslash, no
 * question mark, no line end. */
void policy_plain(const char *text, char *out, size_t size);
/* "CT1 (imaging-ct) to ZZPACS (pacs-archive), tcp 104 dicom" */
void policy_title(const struct policy_flow *, char out[POLICY_TEXT]);

/* policy_nft.c, policy_cisco.c: each head, rules and end. */
void policy_nft(const struct policy *, FILE *);
void policy_cisco(const struct policy *, FILE *);

#endif
