/* SPDX-License-Identifier: Apache-2.0 */
/*
 * headers - the lines "Name: value" of messages that look like mail.
 *
 * Standard RFC 822 3.1, RFC 3261 7.3
 */
#ifndef WW_HEADERS_H
#define WW_HEADERS_H

#include "classify/dissector.h"
#include "classify/proto/words.h"

enum { HEADERS_MAX = 64 };

/* The next line, without its end; it is read. */
static inline struct cur line_of(struct cur *in)
{
	return cur_trim(cur_until(in, '\n'), '\r');
}

/* The next header; false at the empty line and at the end. */
static inline bool next_header(struct cur *in, struct cur *name,
			       struct cur *value)
{
	struct cur line = line_of(in);

	if (cur_left(&line) == 0)
		return false;
	*name = cur_until(&line, ':');
	*name = cur_trim(*name, ' ');
	*value = cur_trim(line, ' ');
	return true;
}

/* A header's value; an empty cursor when it is not there. */
static inline struct cur header_of(struct cur in, const char *wanted)
{
	struct cur name, value;

	for (unsigned i = 0; i < HEADERS_MAX && next_header(&in, &name, &value);
	     i++)
		if (is_word(name, wanted))
			return value;
	return cur_of(in.p, 0);
}

#endif
