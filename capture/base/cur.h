/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cur - the only way to read octets that came from outside.
 *
 * A cursor never reads past its end, remembers the first short read, and
 * hands out bounded children for length fields; a child's fault stays with
 * the child. Read in the order of the standard, ask cur_ok() once, believe.
 */
#ifndef WW_CUR_H
#define WW_CUR_H

#include <byteswap.h>
#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct cur {
	const uint8_t *p, *end;
	bool bad;
};

/* A cursor over n octets at p, which the caller keeps alive; NULL and 0: over
 * nothing, which lies somewhere, so that it may be searched and compared. */
static inline struct cur cur_of(const void *p, size_t n)
{
	static const uint8_t nothing[1];
	const uint8_t *at = p != NULL ? p : nothing;

	return (struct cur){at, at + n, false};
}

/* True while every read so far found its octets. */
static inline bool cur_ok(const struct cur *c)
{
	return !c->bad;
}

/* Brings its first octets near, and those that lie behind it. */
static inline void cur_near(const struct cur *c)
{
	__builtin_prefetch(c->p);
	__builtin_prefetch(c->p + 64);
	__builtin_prefetch(c->end);
}

/* Octets not yet read; 0 once a read was short, so that loops end. */
static inline size_t cur_left(const struct cur *c)
{
	return c->bad ? 0 : (size_t)(c->end - c->p);
}

/* The next n octets as a cursor of their own; an empty spoilt one if short. */
static inline struct cur cur_take(struct cur *c, size_t n)
{
	struct cur child = {c->p, c->p, true};

	if (c->bad || n > cur_left(c)) {
		c->bad = true;
		return child;
	}
	c->p += n;
	child.end = c->p;
	child.bad = false;
	return child;
}

static inline void cur_skip(struct cur *c, size_t n)
{
	(void)cur_take(c, n);
}

/* Everything that is left, as a child; the cursor itself is then at its end. */
static inline struct cur cur_rest(struct cur *c)
{
	return cur_take(c, cur_left(c));
}

/* The next n octets where they lie; NULL, and the cursor spoilt, if short. */
static inline const uint8_t *cur_next(struct cur *c, size_t n)
{
	const uint8_t *p = c->p;

	if (n > cur_left(c)) {
		c->bad = true;
		return NULL;
	}
	c->p += n;
	return p;
}

/* An unsigned big-endian word of n octets (n <= 8); 0 when short. */
static inline uint64_t cur_be(struct cur *c, size_t n)
{
	const uint8_t *p = cur_next(c, n);
	uint64_t v = 0;

	for (size_t i = 0; p != NULL && i < n; i++)
		v = v << 8 | p[i];
	return v;
}

/* Those of a size that machines have, in one load. */
static inline uint8_t cur_u8(struct cur *c)
{
	const uint8_t *p = cur_next(c, 1);

	return p != NULL ? *p : 0;
}

static inline uint16_t cur_u16(struct cur *c)
{
	const uint8_t *p = cur_next(c, 2);
	uint16_t v = 0;

	if (p != NULL)
		memcpy(&v, p, sizeof(v));
	return be16toh(v);
}

static inline uint32_t cur_u24(struct cur *c)
{
	return (uint32_t)cur_be(c, 3);
}

static inline uint32_t cur_u32(struct cur *c)
{
	const uint8_t *p = cur_next(c, 4);
	uint32_t v = 0;

	if (p != NULL)
		memcpy(&v, p, sizeof(v));
	return be32toh(v);
}

static inline uint64_t cur_u64(struct cur *c)
{
	const uint8_t *p = cur_next(c, 8);
	uint64_t v = 0;

	if (p != NULL)
		memcpy(&v, p, sizeof(v));
	return be64toh(v);
}

static inline uint16_t cur_u16le(struct cur *c)
{
	return bswap_16(cur_u16(c));
}

static inline uint32_t cur_u32le(struct cur *c)
{
	return bswap_32(cur_u32(c));
}

static inline uint64_t cur_u64le(struct cur *c)
{
	return bswap_64(cur_u64(c));
}

/* Copies n octets out; fills with zero and spoils the cursor when short. */
static inline void cur_copy(struct cur *c, void *to, size_t n)
{
	struct cur part = cur_take(c, n);

	memset(to, 0, n);
	if (cur_left(&part) == n && n > 0)
		memcpy(to, part.p, n);
}

/* True if the next octets are these n; reads nothing. */
static inline bool cur_is(const struct cur *c, const void *what, size_t n)
{
	return cur_left(c) >= n && (n == 0 || memcmp(c->p, what, n) == 0);
}

/* cur_is() with a string literal. */
#define CUR_IS(c, literal) cur_is((c), (literal), sizeof(literal) - 1)

/* The octet at offset i without reading it; 0 when there is none. */
static inline uint8_t cur_at(const struct cur *c, size_t i)
{
	return i < cur_left(c) ? c->p[i] : 0;
}

/* Offset of the first such octet, or -1. */
static inline ptrdiff_t cur_find(const struct cur *c, uint8_t octet)
{
	size_t n = cur_left(c);
	const uint8_t *at = n > 0 ? memchr(c->p, octet, n) : NULL;

	return at == NULL ? -1 : at - c->p;
}

/*
 * The child up to the delimiter, which is read but not part of it; all that
 * is left when the delimiter does not come.
 */
static inline struct cur cur_until(struct cur *c, uint8_t delimiter)
{
	ptrdiff_t n = cur_find(c, delimiter);
	struct cur child;

	if (n < 0)
		return cur_rest(c);
	child = cur_take(c, (size_t)n);
	cur_skip(c, 1);
	return child;
}

/* Eight octets as a word, the first one lowest. */
static inline uint64_t cur_eight(const uint8_t *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof(word));
	if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
		word = __builtin_bswap64(word);
	return word;
}

/* The high bit of each octet of a word that is zero. */
static inline uint64_t cur_zeros(uint64_t word)
{
	const uint64_t low = 0x7f7f7f7f7f7f7f7f;

	return ~(((word & low) + low) | word | low);
}

/* Passes over n delimiters; to the end when there are fewer. Eight octets at a
 * time, for fields that lie far behind. */
static inline void cur_pass(struct cur *c, uint8_t delimiter, unsigned n)
{
	const uint64_t ones = 0x0101010101010101;

	while (n > 0 && cur_left(c) >= 8) {
		uint64_t found = cur_zeros(cur_eight(c->p) ^ delimiter * ones);
		unsigned count = (unsigned)((found >> 7) * ones >> 56);

		if (count < n) {
			n -= count;
			c->p += 8;
			continue;
		}
		for (; n > 1; n--)
			found &= found - 1;
		c->p += __builtin_ctzll(found) / 8 + 1;
		return;
	}
	for (; n > 0 && cur_left(c) > 0; n -= *c->p++ == delimiter)
		;
}

/* Offset of the first control character (below a blank) from `from` on; all
 * that is left when there is none. */
static inline size_t cur_control(const struct cur *c, size_t from)
{
	const uint64_t high = 0xe0e0e0e0e0e0e0e0;
	size_t n = cur_left(c);

	for (; from + 8 <= n; from += 8) {
		uint64_t found = cur_zeros(cur_eight(c->p + from) & high);

		if (found != 0)
			return from + (size_t)__builtin_ctzll(found) / 8;
	}
	while (from < n && c->p[from] >= ' ')
		from++;
	return from < n ? from : n;
}

/* The child with leading and trailing octets of this kind removed. */
static inline struct cur cur_trim(struct cur c, uint8_t octet)
{
	while (cur_left(&c) > 0 && c.p[0] == octet)
		c.p++;
	while (cur_left(&c) > 0 && c.end[-1] == octet)
		c.end--;
	return c;
}

#endif
