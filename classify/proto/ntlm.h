/* SPDX-License-Identifier: Apache-2.0 */
/* ntlm - host names and Windows versions in NTLM messages of any carrier. */
#ifndef WW_NTLM_H
#define WW_NTLM_H

#include "classify/dissector.h"

enum ntlm_kind { NTLM_NONE, NTLM_CHALLENGE = 2, NTLM_AUTHENTICATE = 3 };

struct ntlm_seen {
	enum ntlm_kind kind;
	bool version_1;    /* an AUTHENTICATE with a response of 24 octets     */
};

/* Looks for a message in a security blob and tells what it says about the
 * speaker. Never users, domains of users, or responses. */
struct ntlm_seen ntlm_read(struct dissect *, struct cur blob);
/* The same for a blob in base 64 (RFC 4559, MS-NTHT). */
void ntlm_read_base64(struct dissect *, struct cur text);

#endif
