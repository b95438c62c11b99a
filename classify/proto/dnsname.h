/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dnsname - names of DNS messages, with compression, bounded.
 *
 * Standard RFC 1035 4.1.4
 */
#ifndef WW_DNSNAME_H
#define WW_DNSNAME_H

#include "classify/dissector.h"

enum { DNS_NAME = 256, DNS_JUMPS = 16, DNS_LABELS = 40 };

/* A name as labels joined by dots; where it ends in the first label's place. */
struct dns_name {
	char text[DNS_NAME];
	size_t length;
	size_t first;      /* octets of the first label                        */
};

/*
 * Reads the name at the cursor of the whole message and moves over it.
 *
 * Errors  false: a loop, a label beyond the end, too long.
 */
static inline bool dns_name_read(struct cur message, struct cur *in,
				 struct dns_name *out)
{
	struct cur at = *in;
	unsigned jumps = 0;

	out->length = out->first = 0;
	for (unsigned i = 0; i < DNS_LABELS; i++) {
		uint8_t n = cur_u8(&at);
		struct cur label;

		if (n >= 0xc0) {
			size_t offset = (n & 0x3fu) << 8 | cur_u8(&at);

			if (jumps == 0)
				*in = at;
			if (jumps++ == DNS_JUMPS || !cur_ok(&at))
				return false;
			at = message;
			cur_skip(&at, offset);
			continue;
		}
		label = cur_take(&at, n);
		if (!cur_ok(&at) || n > 63 ||
		    out->length + n + 1 >= sizeof(out->text))
			return false;
		if (n == 0) {
			if (jumps == 0)
				*in = at;
			out->text[out->length] = '\0';
			return true;
		}
		if (out->length > 0)
			out->text[out->length++] = '.';
		else
			out->first = n;
		memcpy(out->text + out->length, label.p, n);
		out->length += n;
	}
	return false;
}

#endif
