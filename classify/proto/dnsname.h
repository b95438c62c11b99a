/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dnsname - names of DNS messages, with compression, bounded; addresses.
 *
 * Standard RFC 1035 3.4.1, 4.1.1, 4.1.4; RFC 3596 2.2
 */
#ifndef WW_DNSNAME_H
#define WW_DNSNAME_H

#include <strings.h>

#include "classify/dissector.h"

enum { DNS_NAME = 256, DNS_JUMPS = 16, DNS_LABELS = 40, DNS_HEADER = 12 };
enum { DNS_A = 1, DNS_PTR = 12, DNS_AAAA = 28 }; /* types                     */
enum { DNS_IN = 1 };                             /* the class                 */

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

/* Whether a name is under another, ".local". */
static inline bool dns_name_ends(const struct dns_name *n, const char *end)
{
	size_t m = strlen(end);

	return n->length > m && strcasecmp(n->text + n->length - m, end) == 0;
}

/* A response to one question, without error. */
static inline bool dns_is_answer(struct cur first)
{
	return cur_left(&first) > DNS_HEADER &&
	       (cur_at(&first, 2) & 0xf8) == 0x80 &&
	       (cur_at(&first, 3) & 0x0f) == 0 && cur_at(&first, 4) == 0 &&
	       cur_at(&first, 5) == 1;
}

/* A standard query of one question, without answer or authority. */
static inline bool dns_is_question(struct cur first)
{
	for (size_t i = 6; i < 10; i++)
		if (cur_at(&first, i) != 0)
			return false;
	return cur_left(&first) > DNS_HEADER &&
	       (cur_at(&first, 2) & 0xf8) == 0 && cur_at(&first, 4) == 0 &&
	       cur_at(&first, 5) == 1;
}

/* False when the record holds none. */
static inline bool dns_address(uint16_t type, struct cur data, struct addr *ip)
{
	uint8_t octets[16];

	if (type == DNS_A && cur_left(&data) == 4) {
		*ip = addr_of_v4(cur_u32(&data));
	} else if (type == DNS_AAAA && cur_left(&data) == 16) {
		cur_copy(&data, octets, sizeof(octets));
		*ip = addr_of_v6(octets);
	} else {
		return false;
	}
	return true;
}

struct dns_record {
	struct dns_name owner;
	uint16_t type, kind; /* kind: the class                                */
	struct cur data;
};

/* Reads a record, 4.1.3, and moves over it; false when it is not all there. */
static inline bool dns_record_read(struct cur message, struct cur *in,
				   struct dns_record *r)
{
	if (!dns_name_read(message, in, &r->owner))
		return false;
	r->type = cur_u16(in);
	r->kind = cur_u16(in);
	cur_skip(in, 4); /* how long it holds                                  */
	r->data = cur_take(in, cur_u16(in));
	return cur_ok(in);
}

#endif
