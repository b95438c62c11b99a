/* SPDX-License-Identifier: Apache-2.0 */
/*
 * banner - the products that a program's own text names, each with its version.
 *
 * One text may name several: "Apache/2.4.57 (Debian) OpenSSL/3.0.11" (RFC 9110,
 * section 10.2.4). The version of one is not that of another.
 */
#ifndef WW_BANNER_H
#define WW_BANNER_H

#include "classify/version.h"

enum { BANNER_PARTS = 8, BANNER_TEXT = 128 };

struct banner_part {
	char text[BANNER_TEXT];     /* "OpenSSL/3.0.11"                        */
	const char *known_as;       /* what advisories call it besides, or ""  */
	char version[VERSION_TEXT]; /* empty: none is told                     */
};

/* How many parts were written; those beyond BANNER_PARTS are left out. */
unsigned banner_read(const char *text, struct banner_part part[BANNER_PARTS]);

#endif
