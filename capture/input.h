/* SPDX-License-Identifier: Apache-2.0 */
/* input - octets of a capture file in large blocks, unpacked on the way. */
#ifndef WW_INPUT_H
#define WW_INPUT_H

#include "capture/base/cur.h"
#include "capture/base/err.h"

/* The longest frame that is believed, and it with its headers and options. */
/* A block is read at once, and is still in the cache when it is looked at. */
enum { INPUT_BLOCK = 256 << 10, RECORD_MAX = 262144, PEEK_MAX = RECORD_MAX + 4096 };

struct input;

/* Plain, gzip or zstd, by content. Owns fd from here on, also on failure. */
struct input *input_open(int fd, const char *name, struct err *);
/*
 * n octets in place, valid until the next call; fewer (what is left) only at
 * the end of the file. n is at most PEEK_MAX.
 */
struct cur input_peek(struct input *, size_t n);
/* What input_peek() can show without moving anything. */
struct cur input_held(const struct input *);
/* Moves on over n octets that were seen by input_peek(). */
void input_skip(struct input *, size_t n);
/* Octets read of the file as stored. */
uint64_t input_octets(const struct input *);
/* Damage in the packing; empty while all is well. */
const char *input_problem(const struct input *);
void input_close(struct input *);

#endif
