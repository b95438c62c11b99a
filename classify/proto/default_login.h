/* SPDX-License-Identifier: Apache-2.0 */
/*
 * default_login - is a login one that everybody can read up?
 *
 * Compares digests in memory. Nothing of a login leaves: the answer names a
 * product, and what was worked with is wiped.
 */
#ifndef WW_DEFAULT_LOGIN_H
#define WW_DEFAULT_LOGIN_H

#include "classify/dissector.h"

/* A user who has not shown his password yet, as a digest. */
struct login_user {
	uint8_t digest[32];
	uint8_t length;
	bool named;
};

/* Keeps the digest of a name, never the name; the last one holds. */
void login_user(struct login_user *, struct cur name);
/* "default of PRODUCT" when that is published, or NULL; forgets the user. */
const char *login_default(struct login_user *, struct cur password);
/* The same of "user:password" in base 64, RFC 7617 2. */
const char *login_default_basic(struct cur credentials);
/* The same of a community of SNMP. */
const char *login_default_community(struct cur community);

#endif
