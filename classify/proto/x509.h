/* SPDX-License-Identifier: Apache-2.0 */
/* x509 - what a server's certificate says, read by OpenSSL. */
#ifndef WW_X509_H
#define WW_X509_H

#include "classify/dissector.h"

/* Tells about the speaker; nothing when it is no certificate. */
void x509_read(struct dissect *, struct cur der);

#endif
