/* SPDX-License-Identifier: Apache-2.0 */
/* x509 - what a server's certificate says, read by OpenSSL. */
#ifndef WW_X509_H
#define WW_X509_H

#include "classify/dissector.h"

/* Tells about the speaker, and whether it has the name that was asked for, if
 * any was; nothing when it is no certificate. */
void x509_read(struct dissect *, struct cur der, struct cur asked);
/* Whether it looks as those that relays of Tor make for each connection. */
bool x509_of_tor(struct cur der);

#endif
