/* SPDX-License-Identifier: Apache-2.0 */
/*
 * http_body - the first octets of a body, whole or in chunks.
 *
 * Standard RFC 9112 sections 6 and 7
 */
#include <assert.h>

#include "classify/proto/http_body.h"
#include "classify/proto/program.h"
#include "classify/proto/utf8.h"
#include "classify/proto/words.h"

enum {
	CHUNK_LINE = 64,            /* a chunk size and its extensions         */
	DIGITS = 8,
	HEADS_OF_CHUNKS = 2048,     /* octets of those                         */
};
static_assert(HTTP_FILE_MOST + HEADS_OF_CHUNKS <= FEED_MAX, "fits a window");

struct verdict http_chunk(struct cur in, uint64_t *length)
{
	struct verdict all = line_within(&in, CHUNK_LINE);
	int digit;

	*length = 0;
	if (all.what != TOOK)
		return all;
	for (unsigned i = 0; i < DIGITS; i++) {
		digit = hex_value(cur_at(&in, i));
		if (digit < 0)
			break;
		*length = *length << 4 | (unsigned)digit;
	}
	return all;
}

/* Copies what chunks hold; false when more octets are needed for that. */
static bool unchunk(struct cur in, uint8_t *room, size_t most, size_t *n)
{
	uint64_t length;

	for (;;) {
		struct verdict head = http_chunk(in, &length);
		size_t left;

		if (head.what == NEED)
			return false;
		if (head.what != TOOK || length == 0)
			return true;
		cur_skip(&in, (size_t)head.n);
		left = cur_left(&in);
		left = left < length ? left : (size_t)length;
		left = left < most - *n ? left : most - *n;
		memcpy(room + *n, in.p, left);
		*n += left;
		if (*n == most)
			return true;
		if (left < length)
			return false;
		cur_skip(&in, left);
		cur_until(&in, '\n');
	}
}

struct verdict http_body(struct cur in, bool chunked, uint64_t length,
			 uint8_t *room, size_t most, struct cur *body)
{
	size_t left = cur_left(&in), raw = most + HEADS_OF_CHUNKS, n = 0;

	if (chunked) {
		/* The same octets however many there are behind them. */
		if (left > raw)
			left = raw;
		if (!unchunk(cur_take(&in, left), room, most, &n) && left < raw)
			return need(left + 1);
		*body = cur_of(room, n);
		return took(left);
	}
	n = length < most ? (size_t)length : most;
	if (left < n)
		return need(n);
	*body = cur_take(&in, n);
	return took(n);
}

struct verdict http_program(struct cur in, bool chunked, uint64_t length,
			    const char **found)
{
	struct verdict head = took(0);
	size_t more = 0;

	*found = NULL;
	if (chunked)
		head = http_chunk(in, &length);
	if (head.what != TOOK)
		return head;
	cur_skip(&in, (size_t)head.n);
	*found = program_of(in, length, &more);
	return more > 0 ? need(head.n + more) : head;
}

bool http_asks_password(struct cur body)
{
	static const char *const names[] = {
		"pass=",     "passwd=",	   "password=",	  "pwd=",
		"j_password=", "pin=",	   "\"password\"", "\"passwd\"",
		"\"pwd\"",   "\"pass\"",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct cur at = body;

		while (cur_left(&at) > 0) {
			if (begins(at, names[i]) &&
			    (at.p == body.p || at.p[-1] == '&' ||
			     names[i][0] == '"'))
				return true;
			cur_skip(&at, 1);
		}
	}
	return false;
}
