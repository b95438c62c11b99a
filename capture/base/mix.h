/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mix - a quick hash over octets, eight at a time.
 *
 * For tables and for telling things apart within a run. It withstands nobody
 * who looks for collisions: where those would do harm, compare what was
 * hashed, or use stable_id().
 */
#ifndef WW_MIX_H
#define WW_MIX_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static const uint64_t MIX_START = 0xcbf29ce484222325;

static inline uint64_t mix_word(uint64_t h, uint64_t word)
{
	h = (h ^ word) * 0x9e3779b97f4a7c15;
	return h ^ h >> 32;
}

static inline uint64_t mix(uint64_t h, const void *p, size_t n)
{
	const uint8_t *octet = p;
	uint64_t word;

	for (; n >= 8; n -= 8, octet += 8) {
		memcpy(&word, octet, 8);
		h = mix_word(h, word);
	}
	if (n > 0) {
		word = 0;
		memcpy(&word, octet, n);
		h = mix_word(h, word);
	}
	return h;
}

#endif
